//! Blocks of prose → pieces down the column.

use super::around::{INDENT, PADDING};
use super::inline::{Prose, anchor};
use super::notes::Notes;
use super::{BODY, BarLook, Flow, GAP, rule};
use crate::input::Input;
use crate::paper::measure::MILLIMETRE;
use crate::paper::page::{Role, Tone};
use crate::paper::pictures::Pictures;
use crate::paper::text::crowd::joins;
use crate::paper::text::{Face, Style};
use crate::prose::{
    Block, Callout, Code, Definition, Details, Document, Inline, Item, Name, as_table,
};
use crate::sheet::Stroke;
use crate::source::{SourcePath, Span, target_path};
use crate::typography::Quotes;

/// Headings within a chapter, by how deep they stand.
pub(super) const HEADINGS: [Style; 3] = [
    Style { face: Face::Serif, points: 15.0, leading: 19.0 / 15.0 },
    Style { face: Face::SansBold, points: 11.5, leading: 15.0 / 11.5 },
    Style { face: Face::SansBoldItalic, points: 10.5, leading: 15.0 / 10.5 },
];
/// White above headings, by how deep they stand.
const ABOVE: [f32; 3] = [20.0, 13.0, 9.0];
/// Code.
const CODE: Style = Style { face: Face::Mono, points: 8.5, leading: 12.0 / 8.5 };
/// How wide a letter of code is beside its size: all letters of the font are equally wide.
const CODE_ADVANCE: f32 = 0.6;
/// The mark before the rest of a line of code that was too long.
const CODE_WRAP: &str = "→ ";
/// The label of a callout.
const LABEL: Style = Style { face: Face::SansBold, points: 9.0, leading: 13.0 / 9.0 };
/// Terms up to this width stand beside their meaning, others above it.
const WIDEST_TERM: f32 = 24.0 * MILLIMETRE;

/// Writes the prose of one chapter.
pub(super) struct Writer<'a, 's> {
    pub(super) input: Input<'a>,
    pub(super) pictures: &'a Pictures,
    pub(super) flow: Flow<'s>,
    /// The page of the site that is being written.
    pub(super) page: SourcePath,
    /// The level of the chapter's own heading.
    pub(super) level: u16,
    /// The levels of the headings around what is being written, as their authors have them.
    pub(super) around: Vec<u8>,
    /// The notes of that page.
    pub(super) notes: Notes<'a>,
    /// Whether a note is being written, and those that it points at.
    pub(super) noting: bool,
    pub(super) pending: Vec<usize>,
    /// Where pictures stand in the line that is being written, and have no words beside them.
    pub(super) alone: Vec<Span>,
    pub(super) quotes: Quotes,
}

/// Whose prose is being written.
#[derive(Clone, Copy)]
pub(super) struct Scope<'d> {
    pub(super) document: &'d Document,
    pub(super) from: &'d SourcePath,
    /// How deep this stands in files that include one another.
    pub(super) depth: usize,
}

impl<'d> Scope<'d> {
    /// The blocks of the note called `label`.
    pub(super) fn footnote(self, label: &str) -> Option<&'d [Block]> {
        let mut found = None;
        self.document.each_block(&mut |block| {
            if let Block::Footnote(note) = block
                && note.label == label
                && found.is_none()
            {
                found = Some(note.blocks.as_slice());
            }
        });
        found
    }
}

impl<'a, 's> Writer<'a, 's> {
    /// Writes the page that the file `page` becomes; its own heading has the `level`.
    pub(super) fn new(
        (input, pictures): (Input<'a>, &'a Pictures),
        flow: Flow<'s>,
        page: SourcePath,
        level: u16,
    ) -> Self {
        let entry = input.playbook.entries.get(&page);
        let notes = entry.map(|entry| Notes::of(input, entry.document(), &entry.path));
        let notes = notes.unwrap_or_default();
        Self {
            input,
            pictures,
            flow,
            page,
            level,
            around: Vec::new(),
            notes,
            noting: false,
            pending: Vec::new(),
            alone: Vec::new(),
            quotes: Quotes::default(),
        }
    }

    pub(super) fn word(&self, table: &str, name: &'static str) -> &'a str {
        self.input.words.word(table, name)
    }

    /// Writes `blocks` one below the other.
    pub(super) fn blocks(&mut self, scope: Scope<'_>, blocks: &[Block]) {
        let mut before: Option<&Block> = None;
        for block in blocks.iter().filter(|block| !matches!(block, Block::Footnote(_))) {
            if let Some(before) = before {
                let gap = self.gap(scope, before, block);
                self.flow.want_gap(gap);
            }
            self.block(scope, block);
            before = Some(block);
        }
    }

    /// The white between two blocks.
    fn gap(&self, scope: Scope<'_>, before: &Block, block: &Block) -> f32 {
        let is_heading = |block: &Block| matches!(block, Block::Heading(..));
        match block {
            Block::Heading(index, _) => {
                let level = scope.document.heading(*index).level;
                let above = ABOVE[self.depth_of(level).min(ABOVE.len()) - 1];
                if is_heading(before) { above / 2.0 } else { above }
            }
            _ if is_heading(before) => 3.5,
            Block::Table(_) | Block::Code(_) | Block::Callout(..) => GAP + 3.0,
            Block::Paragraph(_)
            | Block::List(..)
            | Block::Quote(_)
            | Block::Definitions(_)
            | Block::Rule
            | Block::Details(_)
            | Block::Element(_)
            | Block::Html(_)
            | Block::Include(_)
            | Block::Footnote(_) => match before {
                Block::Table(_) | Block::Code(_) | Block::Callout(..) => GAP + 4.0,
                Block::Paragraph(_)
                | Block::Heading(..)
                | Block::List(..)
                | Block::Quote(_)
                | Block::Definitions(_)
                | Block::Rule
                | Block::Details(_)
                | Block::Element(_)
                | Block::Html(_)
                | Block::Include(_)
                | Block::Footnote(_) => GAP,
            },
        }
    }

    fn block(&mut self, scope: Scope<'_>, block: &Block) {
        match block {
            Block::Paragraph(inlines) => self.paragraph(scope, inlines),
            Block::Heading(index, inlines) => self.heading(scope, *index, inlines),
            Block::List(first, items) => self.list(scope, *first, items),
            Block::Quote(inner) => {
                self.flow.open();
                self.inset(BarLook::Thin, |writer| writer.blocks(scope, inner));
                self.flow.close(Role::Quote);
            }
            Block::Callout(callout, inner) => self.callout(scope, *callout, inner),
            Block::Code(code) => self.code(code),
            Block::Table(table) => self.table(scope, table),
            Block::Definitions(definitions) => self.definitions(scope, definitions),
            Block::Rule => self.line_across(),
            Block::Details(details) => self.details(scope, details),
            Block::Element(table) if table.name == Name::Table => {
                self.table(scope, &as_table(table));
            }
            Block::Element(element) => self.blocks(scope, &element.content),
            Block::Include(path) => self.include(scope, &path.value),
            Block::Footnote(_) | Block::Html(_) => {}
        }
    }

    fn paragraph(&mut self, scope: Scope<'_>, inlines: &[Inline]) {
        if let [Inline::Image(image)] = inlines {
            return self.figure(scope, image);
        }
        let prose = self.prose(scope, inlines);
        self.flow.text(&prose, BODY, Tone::Ink, Role::Paragraph);
    }

    /// How deep a heading of this level stands in the chapter, from 1.
    fn depth_of(&self, level: u8) -> usize {
        self.around.iter().filter(|around| **around < level).count() + 1
    }

    fn heading(&mut self, scope: Scope<'_>, index: u32, inlines: &[Inline]) {
        let prose = self.prose(scope, inlines);
        let heading = scope.document.heading(index);
        self.heading_of(&prose, heading.level, &heading.id);
    }

    /// Writes a heading of this level, as its author has it.
    pub(super) fn heading_of(&mut self, prose: &Prose, level: u8, id: &str) {
        self.around.retain(|around| *around < level);
        self.around.push(level);
        let depth = self.around.len();
        let style = HEADINGS[depth.min(HEADINGS.len()) - 1];
        let tag = self.level.saturating_add(u16::try_from(depth).unwrap_or(1)).min(6);
        let title = prose.words();
        self.flow.make_room(self.flow.gap + 4.0 * BODY.points * BODY.leading);
        self.flow.give_gap();
        self.flow.hold();
        let name = anchor(&self.page, Some(id));
        self.flow.anchor(name);
        if depth == 1 {
            self.flow.bookmark(tag, title.clone());
        }
        self.flow.held_text(prose, style, Tone::Ink, Role::HeadingAt(tag, title));
    }

    fn list(&mut self, scope: Scope<'_>, first: Option<u64>, items: &[Item]) {
        self.flow.open();
        for (number, item) in items.iter().enumerate() {
            if number > 0 {
                self.flow.want_gap(if item.tight { 2.5 } else { GAP });
            }
            let mark = match first {
                Some(first) => format!("{}.", first + number as u64),
                None => "•".to_owned(),
            };
            self.flow.begin_item(&mark, item.task);
            self.blocks(scope, &item.blocks);
            self.flow.end_item();
        }
        let role = match first {
            _ if items.iter().any(|item| item.task.is_some()) => Role::List,
            Some(_) => Role::NumberedList,
            None => Role::DottedList,
        };
        self.flow.close(role);
    }

    /// What is folded on the screen, unfolded below its summary.
    fn details(&mut self, scope: Scope<'_>, details: &Details) {
        self.flow.open();
        self.inset(BarLook::Thin, |writer| {
            let summary = writer.prose(scope, &details.summary);
            if !summary.rich.is_empty() {
                writer.flow.held_text(&summary, LABEL, Tone::Ink, Role::Paragraph);
                writer.flow.want_gap(1.5);
            }
            writer.blocks(scope, &details.blocks);
        });
        self.flow.close(Role::Section);
    }

    /// Writes what stands within a bar or a box.
    pub(super) fn inset(&mut self, look: BarLook, write: impl FnOnce(&mut Self)) {
        self.flow.begin_box(look);
        write(self);
        self.flow.end_box(look);
    }

    fn callout(&mut self, scope: Scope<'_>, callout: Callout, inner: &[Block]) {
        let title = self.word("callout", callout.name());
        let look = match callout {
            Callout::Leader => BarLook::Ground,
            Callout::Note
            | Callout::Tip
            | Callout::Important
            | Callout::Warning
            | Callout::Caution => BarLook::Thick,
        };
        self.flow.open();
        self.inset(look, |writer| {
            writer.flow.held_text(&Prose::plain(title), LABEL, Tone::Ink, Role::Paragraph);
            writer.flow.want_gap(1.5);
            writer.blocks(scope, inner);
        });
        self.flow.close(Role::Section);
    }

    fn code(&mut self, code: &Code) {
        self.code_text(&code.text);
    }

    fn code_text(&mut self, text: &str) {
        let room = self.flow.width() - 2.0 * PADDING;
        let text = wrapped(
            text.trim_end(),
            crate::paper::measure::whole(room / (CODE.points * CODE_ADVANCE)),
        );
        self.inset(BarLook::Ground, |writer| {
            writer.flow.open();
            writer.flow.text(&Prose::plain(text), CODE, Tone::Ink, Role::Code);
            writer.flow.close(Role::Paragraph);
        });
    }

    fn definitions(&mut self, scope: Scope<'_>, definitions: &[Definition]) {
        let terms: Vec<Prose> =
            definitions.iter().map(|definition| self.prose(scope, &definition.term)).collect();
        let style = Style { face: Face::SansBold, ..BODY };
        let widest = terms
            .iter()
            .map(|term| self.flow.setter.extents(&term.rich, style).1)
            .fold(0.0, f32::max);
        let beside = (widest <= WIDEST_TERM).then_some(widest + 8.0);
        self.flow.open();
        for (number, (definition, term)) in definitions.iter().zip(&terms).enumerate() {
            if number > 0 {
                self.flow.want_gap(if beside.is_some() { 2.5 } else { GAP });
            }
            self.flow.definition(term, beside);
            for (number, meaning) in definition.meanings.iter().enumerate() {
                if number > 0 {
                    self.flow.want_gap(2.5);
                }
                self.blocks(scope, meaning);
            }
            self.flow.column.0 -= beside.unwrap_or(INDENT) - INDENT;
            self.flow.end_item();
        }
        self.flow.close(Role::List);
    }

    fn line_across(&mut self) {
        self.flow.want_gap(GAP + 4.0);
        self.flow.make_room(24.0);
        self.flow.give_gap();
        let middle = f32::midpoint(self.flow.column.0, self.flow.column.1);
        let half = 12.0 * MILLIMETRE;
        let y = self.flow.y;
        self.flow.artifact(vec![rule((middle - half, y), (middle + half, y), Stroke::Hair)]);
        self.flow.want_gap(GAP + 4.0);
    }

    fn include(&mut self, scope: Scope<'_>, file: &str) {
        let Some(path) = target_path(scope.from, file) else { return };
        if let Some(text) = self.input.index.toml(&path) {
            return self.code_text(text);
        }
        if let Some(inner) = scope.included(self.input, file) {
            self.blocks(inner, &inner.document.blocks);
        }
    }
}

/// `text` with lines of at most so many letters; what is too long goes on behind a mark, after a word where there is one.
fn wrapped(text: &str, most: usize) -> String {
    let most = most.max(8);
    let mut wrapped: Vec<String> = Vec::new();
    for line in text.lines() {
        let letters: Vec<char> = line.replace('\t', "    ").chars().collect();
        let mut rest = &letters[..];
        let mut mark = "";
        loop {
            let room = most - mark.chars().count();
            let is_last = rest.len() <= room;
            let end = if is_last {
                rest.len()
            } else {
                let word = rest[room / 2..room].iter().rposition(|letter| *letter == ' ');
                word.map_or_else(|| whole(rest, room), |space| room / 2 + space + 1)
            };
            let (piece, after) = rest.split_at(end);
            let piece: String = piece.iter().collect();
            rest = after;
            // A line without anything would have no height.
            wrapped.push(format!("{mark}{}", if line.is_empty() { " " } else { &piece }));
            if is_last {
                break;
            }
            mark = CODE_WRAP;
        }
    }
    wrapped.join("\n")
}

/// At most `room` of `letters`, so many that no mark comes apart from the letter that it stands on, unless there are more of
/// them than there is room.
fn whole(letters: &[char], room: usize) -> usize {
    let is_whole = |end: &usize| !joins(letters[*end]) && letters[*end - 1] != '\u{200D}';
    (1..=room).rev().find(is_whole).unwrap_or(room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stays_with_its_letter() {
        assert_eq!(wrapped("abcdefge\u{301}ij", 8), "abcdefg\n→ e\u{301}ij");
        assert_eq!(wrapped("abcdef👩\u{200D}👧ij", 8), "abcdef\n→ 👩\u{200D}👧ij");
    }

    #[test]
    fn a_long_line_of_code_goes_on_behind_a_mark() {
        assert_eq!(wrapped("abcdefghij\n\nkl", 8), "abcdefgh\n→ ij\n \nkl");
        assert_eq!(wrapped("one two three", 10), "one two \n→ three");
    }
}
