//! Lines of contents: a title, dots that lead the eye, and the number of its page.

use std::sync::Arc;

use super::inline::Prose;
use super::outline::{Line, Outline};
use super::{Flow, Number};
use crate::paper::measure::{MILLIMETRE, count};
use crate::paper::page::{Link, Mark, Node, Role, To, Tone};
use crate::paper::text::{Face, Form, Looks, RichText, Style};

/// Parts in the contents.
const PART: Style = Style { face: Face::Serif, points: 12.0, leading: 16.0 / 12.0 };
/// Chapters in the contents.
const CHAPTER: Style = Style { face: Face::Sans, points: 10.5, leading: 14.5 / 10.5 };
/// White above a part, and between it and its first chapter.
const GAPS: [f32; 2] = [9.0, 1.5];
/// How far numbers of parts and of chapters reach.
const NUMBERS: [f32; 2] = [9.0 * MILLIMETRE, 11.0 * MILLIMETRE];
/// Room for a page number.
const PAGES: f32 = 9.0 * MILLIMETRE;
/// The distance of dots.
const DOTS: f32 = 5.0;

/// The heading of the contents of the whole.
const HEADING: Style = Style { face: Face::Serif, points: 25.0, leading: 29.0 / 25.0 };

impl Flow<'_> {
    /// Writes the contents of the whole.
    pub(super) fn table_of_contents(&mut self, title: &str, outline: &Outline<'_>) {
        self.bookmark(1, title);
        let role = Role::HeadingAt(1, title.to_owned());
        self.held_text(&Prose::plain(title), HEADING, Tone::Ink, role);
        self.want_gap(14.0);
        self.give_gap();
        self.settle();
        let lines = outline.lines();
        let gap = self.fitting_gap(&lines);
        self.contents_with(&lines, gap);
    }

    /// The white above parts: a little less where that keeps the contents on one page.
    fn fitting_gap(&self, lines: &[Line]) -> f32 {
        let parts = lines.iter().filter(|line| line.depth == 1).count();
        let chapters = lines.len() - parts;
        let least = count(parts) * (PART.points * PART.leading + GAPS[1])
            + count(chapters) * CHAPTER.points * CHAPTER.leading;
        let room = self.bottom() - self.y - least;
        let gap = room / count(parts.max(2) - 1);
        if gap < 2.5 { GAPS[0] } else { gap.min(GAPS[0]) }
    }

    /// Writes lines of contents, those of depth 1 set off from the others.
    pub(super) fn contents(&mut self, lines: &[Line]) {
        self.contents_with(lines, GAPS[0]);
    }

    fn contents_with(&mut self, lines: &[Line], above_parts: f32) {
        self.open();
        let mut last = None;
        for (at, line) in lines.iter().enumerate() {
            if self.number(&line.anchor) == Number::Absent {
                continue;
            }
            let above = match (last, line.depth) {
                (Some(_), 1) => above_parts,
                (Some(1), _) => GAPS[1],
                (Some(_) | None, _) => 0.0,
            };
            self.want_gap(above);
            let is_followed = lines.get(at + 1).is_some_and(|next| next.depth > line.depth);
            self.contents_line(line, is_followed);
            last = Some(line.depth);
        }
        self.close(Role::Contents);
    }

    /// Writes a line, held if others below it belong to it.
    fn contents_line(&mut self, line: &Line, is_followed: bool) {
        let is_part = line.depth == 1;
        let style = if is_part { PART } else { CHAPTER };
        let indent = match (line.depth, line.number.is_empty()) {
            (1, true) => 0.0,
            (1, false) | (_, true) => NUMBERS[0],
            (depth, false) => NUMBERS[0] + NUMBERS[1] * count(usize::from(depth - 1)),
        };
        let numbers_at = indent - NUMBERS[usize::from(!is_part)];
        let mut prose = Prose::plain(line.title.as_str());
        if !line.facts.is_empty() {
            let looks = Looks { italic: true, form: Form::Plain, ..Looks::default() };
            prose.rich.push(&format!("  {}", line.facts), looks, None);
        }
        // Spaces keep number, title and page apart for those who hear them.
        prose.rich.push(" ", Looks::default(), None);
        let set = self.set(&prose, style, self.width() - indent - PAGES - 3.0 * DOTS);
        self.make_room(self.gap + set.height());
        self.give_gap();
        if is_followed {
            self.hold();
        } else {
            self.settle();
        }
        let (left, right, top) = (self.column.0, self.column.1, self.y);
        let base = top + set.ascent + set.height() - set.pitch;
        let mut marks = Vec::new();
        if !line.number.is_empty() {
            let number = self.set(&Prose::plain(format!("{} ", line.number)), style, 60.0);
            marks.extend(drawn(&number, (left + numbers_at, top)));
        }
        marks.extend(drawn(&set, (left + indent, top)));
        let page = self.page_number(&line.anchor).unwrap_or_default();
        let figures = self.set(&Prose::plain(page), style, PAGES * 2.0);
        let wide = figures.lines.first().map_or(0.0, |line| line.width);
        marks.extend(drawn(&figures, (right - wide, base - set.ascent)));
        let end = left + indent + set.lines.last().map_or(0.0, |line| line.width);
        if !is_part {
            let dots = self.leader((end + DOTS, right - wide - DOTS), base, style);
            self.artifact(dots);
        }
        self.y += set.height();
        self.open();
        self.open();
        self.leaf(marks);
        let leaf = self.new_leaf();
        let areas = vec![[left, top, right, self.y]];
        let (to, says) = (To::Anchor(line.anchor.clone()), line.title.clone());
        self.page().links.push(Link { leaf, areas, to, says });
        self.node(Node::Leaf(leaf));
        self.close(Role::Link);
        self.close(Role::ContentsLine);
    }

    /// Dots between two places of a line, those of all lines one below the other.
    fn leader(&mut self, (from, to): (f32, f32), base: f32, style: Style) -> Vec<Mark> {
        let dot = self.set(&Prose::plain("."), style, 20.0);
        let Some(piece) = dot.lines.first().and_then(|line| line.pieces.first()) else {
            return Vec::new();
        };
        let mut marks = Vec::new();
        let mut x = self.column.1 - ((self.column.1 - to) / DOTS).ceil() * DOTS;
        while x > from {
            marks.push(Mark::Text {
                at: (x, base),
                line: Arc::clone(&piece.line),
                tone: Tone::Quiet,
                turned: false,
            });
            x -= DOTS;
        }
        marks
    }
}

/// The marks of a set text whose top left corner is at `(x, y)`.
pub(super) fn drawn(set: &RichText, (x, y): (f32, f32)) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (number, line) in set.lines.iter().enumerate() {
        let base = y + set.ascent + set.pitch * count(number);
        marks.extend(line.pieces.iter().map(|piece| Mark::Text {
            at: (x + piece.x, base - piece.rise),
            line: Arc::clone(&piece.line),
            tone: Tone::Ink,
            turned: false,
        }));
    }
    marks
}
