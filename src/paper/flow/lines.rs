//! Lines of text on pages: no line alone at a page's edge, links and notes where they are marked.

use std::ops::Range;
use std::sync::Arc;

use super::inline::{Prose, Tie};
use super::{Flow, SMALL, TOP, key, rule};
use crate::paper::measure::{MILLIMETRE, count};
use crate::paper::page::{Content, Link, Mark, Node, Role, To, Tone};
use crate::paper::text::{Form, RichLine, RichText, Style, Words};
use crate::sheet::Stroke;

/// White above the notes at the foot of a page, with the line in it.
const ABOVE_NOTES: f32 = 13.0;
/// A note that is taller stands in the text, below what it belongs to.
const TALLEST_NOTE: f32 = 60.0 * MILLIMETRE;

/// A note that stands at the foot of a page.
pub(super) struct NoteBelow {
    set: Arc<RichText>,
    leaf: usize,
    /// The pictures in it: the number of the line, the leaf, and what is drawn.
    pictures: Vec<(usize, usize, Vec<Mark>)>,
}

/// What stands next to each other in a line and is one thing.
struct Chunk {
    tie: Option<usize>,
    marks: Vec<Mark>,
    areas: Vec<[f32; 4]>,
}

impl Flow<'_> {
    /// Sets `prose` down the column, over the end of the page if need be.
    pub(super) fn text(&mut self, prose: &Prose, style: Style, tone: Tone, role: Role) {
        let set = self.set_running(prose, style, self.width());
        self.over_pages((prose, &set), tone, role);
    }

    /// Puts a set text down the column, over the end of the page if need be.
    fn over_pages(&mut self, (prose, set): (&Prose, &RichText), tone: Tone, role: Role) {
        if set.lines.is_empty() {
            return;
        }
        self.make_room(self.gap + set.pitch);
        self.give_gap();
        self.open();
        let mut from = 0;
        while from < set.lines.len() {
            let fit = self.fit(set, prose, from);
            if fit == 0 {
                self.break_page();
                continue;
            }
            self.settle();
            let at = (self.column.0, self.y);
            self.lines((prose, set), from..from + fit, at, tone);
            self.y += set.pitch * count(fit);
            from += fit;
            if from < set.lines.len() {
                self.break_page();
            }
        }
        self.close(role);
        self.long_notes(prose);
    }

    /// Sets `prose` as one piece that is held until something stands below it: headings and labels.
    pub(super) fn held_text(&mut self, prose: &Prose, style: Style, tone: Tone, role: Role) {
        let set = self.set(prose, style, self.width());
        if set.lines.is_empty() {
            return;
        }
        if set.height() > self.foot() - TOP {
            return self.over_pages((prose, &set), tone, role);
        }
        self.make_room(self.gap + set.height());
        self.give_gap();
        self.hold();
        self.open();
        let at = (self.column.0, self.y);
        self.lines((prose, &set), 0..set.lines.len(), at, tone);
        self.y += set.height();
        self.close(role);
    }

    /// Sets a title or a lead so that its lines are about as long as one another.
    pub(super) fn balanced_text(&mut self, prose: &Prose, style: Style, tone: Tone, role: Role) {
        let (whole, column) = (self.width(), self.column);
        let lines = self.set(prose, style, whole).lines.len();
        if lines > 1 {
            // No word is cut for it.
            let longest = self.setter.extents(&prose.rich, style).0;
            let (mut narrow, mut wide) = (longest.max(whole * 0.4).min(whole), whole);
            for _ in 0..5 {
                let middle = f32::midpoint(narrow, wide);
                if self.set(prose, style, middle).lines.len() > lines {
                    narrow = middle;
                } else {
                    wide = middle;
                }
            }
            self.column.1 = self.column.0 + wide;
        }
        self.held_text(prose, style, tone, role);
        self.column = column;
    }

    /// How many of the lines from `from` on go on this page; none when they all go on the next.
    fn fit(&self, set: &RichText, prose: &Prose, from: usize) -> usize {
        let left = set.lines.len() - from;
        let mut fit = 0;
        let mut more = 0.0;
        for line in &set.lines[from..] {
            more += self.height_of_notes(line, prose);
            let need = set.pitch * count(fit + 1);
            if self.y + need > self.foot() - self.notes_height(more) + 0.1 {
                break;
            }
            fit += 1;
        }
        if fit >= left {
            return left;
        }
        let is_first_page = from == 0 && !self.is_at_top();
        let fit = if left - fit == 1 { fit.saturating_sub(1) } else { fit };
        // Nobody turns a page for the end of a word.
        let is_divided = fit > 2 && set.lines[from + fit - 1].is_divided;
        let fit = if is_divided { fit - 1 } else { fit };
        let fit = if fit < 2 && is_first_page { 0 } else { fit.max(1) };
        whole_pictures(set, from, fit, self.is_at_top())
    }

    /// The picture in a line, with its top left corner at `at`.
    fn picture_of_line(line: &RichLine, prose: &Prose, at: (f32, f32)) -> Option<Chunk> {
        let room = line.picture.as_ref()?;
        let tie = prose.rich.spans.get(room.span)?.tie?;
        let Some(Tie::Picture(shown)) = prose.ties.get(tie) else { return None };
        let (picture, size) = (Arc::clone(&shown.picture), room.size);
        let areas = vec![[at.0, at.1, at.0 + size.0, at.1 + size.1]];
        Some(Chunk { tie: Some(tie), marks: vec![Mark::Picture { at, size, picture }], areas })
    }

    /// Puts some lines of a set text on the page, their top left corner at `at`, into the innermost group.
    pub(super) fn lines(
        &mut self,
        (prose, set): (&Prose, &RichText),
        which: Range<usize>,
        at: (f32, f32),
        tone: Tone,
    ) {
        let mut chunks: Vec<Chunk> = Vec::new();
        for (number, line) in set.lines[which].iter().enumerate() {
            let top = at.1 + set.pitch * count(number);
            let base = top + set.ascent;
            chunks.extend(Self::picture_of_line(line, prose, (at.0, top)));
            for piece in &line.pieces {
                let span = &prose.rich.spans[piece.span];
                let begins = (at.0 + piece.x, base - piece.rise);
                let mark =
                    Mark::Text { at: begins, line: Arc::clone(&piece.line), tone, turned: false };
                if chunks.last().is_none_or(|chunk| chunk.tie != span.tie) {
                    chunks.push(Chunk { tie: span.tie, marks: Vec::new(), areas: Vec::new() });
                }
                let Some(chunk) = chunks.last_mut() else { continue };
                let right = begins.0 + piece.line.width;
                chunk.marks.push(mark);
                chunk.areas.push([begins.0, top, right, top + set.pitch]);
                if span.looks.form == Form::Struck {
                    let middle = base - set.ascent * 0.25;
                    chunk.marks.push(rule((begins.0, middle), (right, middle), Stroke::Hair));
                }
            }
        }
        for chunk in chunks {
            self.chunk(chunk, prose);
        }
    }

    fn chunk(&mut self, chunk: Chunk, prose: &Prose) {
        let Some(tie) = chunk.tie.and_then(|tie| prose.ties.get(tie)) else {
            return self.leaf(chunk.marks);
        };
        self.open();
        self.leaf(chunk.marks);
        match tie {
            Tie::Link(to, says) => self.close_link(chunk.areas, to, says),
            Tie::Code => self.close(Role::Code),
            Tie::Note(note) => {
                self.close(Role::NoteMark);
                self.note(note);
            }
            Tie::Mark => self.close(Role::NoteMark),
            Tie::Picture(shown) => {
                let figure = Role::Figure(shown.words.clone());
                if let Some((to, says)) = &shown.link {
                    let inner = self.open.pop().unwrap_or_default();
                    self.open();
                    self.node(Node::Group(figure, inner));
                    self.close_link(chunk.areas, to, says);
                } else {
                    self.close(figure);
                }
            }
        }
    }

    /// Closes the innermost group as a link, if it leads somewhere.
    fn close_link(&mut self, areas: Vec<[f32; 4]>, to: &To, says: &str) {
        let known = match to {
            To::Address(_) => true,
            To::Anchor(name) => (self.numbers)(name) != super::Number::Absent,
        };
        if known {
            let leaf = self.new_leaf();
            let (to, says) = (to.clone(), says.to_owned());
            self.page().links.push(Link { leaf, areas, to, says });
            self.node(Node::Leaf(leaf));
            self.close(Role::Link);
        } else if let Some(nodes) = self.open.pop() {
            for node in nodes {
                self.node(node);
            }
        }
    }

    /// Keeps a note for the foot of this page.
    fn note(&mut self, note: &Prose) {
        let set = self.note_text(note);
        if set.height() <= TALLEST_NOTE {
            let leaf = self.new_leaf();
            let mut nodes = vec![Node::Leaf(leaf)];
            let mut pictures = Vec::new();
            for (number, line) in set.lines.iter().enumerate() {
                let Some(chunk) = Self::picture_of_line(line, note, (0.0, 0.0)) else { continue };
                let Some(Tie::Picture(shown)) = chunk.tie.map(|tie| &note.ties[tie]) else {
                    continue;
                };
                let leaf = self.new_leaf();
                pictures.push((number, leaf, chunk.marks));
                nodes.push(Node::Group(Role::Figure(shown.words.clone()), vec![Node::Leaf(leaf)]));
            }
            self.notes.push(NoteBelow { set, leaf, pictures });
            self.node(Node::Group(Role::Note, nodes));
        }
    }

    fn note_text(&mut self, note: &Prose) -> Arc<RichText> {
        let (left, right) = super::COLUMN;
        self.set_running(note, SMALL, right - left)
    }

    /// Notes too tall for the foot of a page, below the text that they belong to.
    fn long_notes(&mut self, prose: &Prose) {
        for tie in &prose.ties {
            if let Tie::Note(note) = tie
                && self.note_text(note).height() > TALLEST_NOTE
            {
                self.want_gap(4.0);
                self.text(note, SMALL, Tone::Ink, Role::Note);
            }
        }
    }

    /// The height of the notes that `line` points at.
    pub(super) fn height_of_notes(&self, line: &RichLine, prose: &Prose) -> f32 {
        let ties = line.pieces.iter().filter_map(|piece| prose.rich.spans[piece.span].tie);
        let notes = ties.filter_map(|tie| match prose.ties.get(tie)? {
            Tie::Note(note) => Some(note),
            Tie::Link(..) | Tie::Code | Tie::Mark | Tie::Picture(_) => None,
        });
        notes.map(|note| self.note_height(note)).sum()
    }

    /// The height of a note, judged by its letters: 105 go into a line.
    fn note_height(&self, note: &Prose) -> f32 {
        let (left, right) = super::COLUMN;
        let key = key(&note.rich, SMALL, right - left, Words::Divided);
        let known = self.memo.get(&key).map(|set| set.height());
        let written = note.rich.text.split('\n');
        let lines: usize = written.map(|line| line.chars().count() / 90 + 1).sum();
        let height = known.unwrap_or(count(lines) * SMALL.points * SMALL.leading);
        if height > TALLEST_NOTE { 0.0 } else { height }
    }

    /// The height of the notes of this page and of `more` besides, with the white above them.
    pub(super) fn notes_height(&self, more: f32) -> f32 {
        let height = self.notes.iter().map(|note| note.set.height()).sum::<f32>() + more;
        if height > 0.0 { height + ABOVE_NOTES } else { 0.0 }
    }

    /// Writes the notes of this page at its foot.
    pub(super) fn write_notes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let (left, top) = (self.edge(), self.foot() - self.notes_height(0.0));
        let line = rule((left, top + 7.0), (left + 30.0 * MILLIMETRE, top + 7.0), Stroke::Hair);
        self.artifact_below(vec![line]);
        let mut y = top + ABOVE_NOTES;
        for NoteBelow { set, leaf, pictures } in std::mem::take(&mut self.notes) {
            let mut marks = Vec::new();
            for (number, line) in set.lines.iter().enumerate() {
                let base = y + set.ascent + set.pitch * count(number);
                marks.extend(line.pieces.iter().map(|piece| Mark::Text {
                    at: (left + piece.x, base - piece.rise),
                    line: Arc::clone(&piece.line),
                    tone: Tone::Ink,
                    turned: false,
                }));
            }
            self.put_below(Content { leaf: Some(leaf), marks });
            for (line, leaf, mut marks) in pictures {
                let at = (left, y + set.pitch * count(line));
                for mark in &mut marks {
                    mark.shift(at);
                }
                self.put_below(Content { leaf: Some(leaf), marks });
            }
            y += set.height();
        }
    }

    fn artifact_below(&mut self, marks: Vec<Mark>) {
        self.put_below(Content { leaf: None, marks });
    }

    /// Puts content on the page that stays there when what is held moves on.
    fn put_below(&mut self, content: Content) {
        let at = self.held.map_or(usize::MAX, |held| held.content);
        let page = self.page();
        let at = at.min(page.content.len());
        page.content.insert(at, content);
        if let Some(held) = &mut self.held {
            held.content += 1;
        }
    }
}

/// How many of the lines from `from` on go on a page that has room for `fit` of them, so that no picture is cut: one that
/// stands at the top has room on no other page, either.
fn whole_pictures(set: &RichText, from: usize, fit: usize, is_at_top: bool) -> usize {
    let goes_on = |end: usize| set.lines.get(from + end).is_some_and(|line| line.goes_on);
    let before = (0..=fit).rev().find(|end| !goes_on(*end)).unwrap_or(0);
    if before > 0 || !is_at_top {
        return before;
    }
    (fit..=set.lines.len()).find(|end| !goes_on(*end)).unwrap_or(fit)
}
