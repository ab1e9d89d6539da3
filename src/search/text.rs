//! The text of a page as search shows it: plain, by sections.

use serde::Serialize;

use super::units::Unit;
use crate::input::Input;
use crate::model::{Content, Entry};
use crate::prose::{Block, DEEPEST_INCLUDE, Document, each_block};
use crate::sheet::{AskRoom, Cell, Piece, Sheet};
use crate::show;
use crate::site::Shows;
use crate::source::{SourcePath, target_path};
use crate::titles::own_title_of_home;
use crate::typography::typeset;
use crate::worksheet::Version;

/// The text of a unit, in sections.
#[derive(Debug, Default, Serialize)]
pub(super) struct Text {
    pub(super) sections: Vec<Section>,
}

/// A section: the id of its heading, the heading, and the text below it, with one space between words. The first two are
/// empty before the first heading.
#[derive(Debug, Default, Serialize)]
pub(super) struct Section(pub(super) String, pub(super) String, pub(super) String);

impl Text {
    /// The text of `unit`. What is found as a unit of its own has none but its words, which are in the root.
    pub(super) fn of(input: Input<'_>, unit: Unit<'_>) -> Self {
        let mut text = Self { sections: vec![Section::default()] };
        match unit {
            Unit::Page { page, entry: Some(entry) } => {
                if let Shows::Home(_) = input.site.pages[page].shows {
                    text.sections[0].1 = own_title_of_home(input, entry).unwrap_or_default();
                }
                text.add_entry(input, entry);
            }
            Unit::Example { entry, .. } => {
                let listing = show::listing(input, entry, Version::Example).unwrap_or_default();
                text.add_sheet(&listing);
            }
            Unit::Page { entry: None, .. } | Unit::Item { .. } | Unit::Term { .. } => {}
        }
        text.sections.retain(|Section(_, heading, text)| !heading.is_empty() || !text.is_empty());
        text
    }

    fn add_entry(&mut self, input: Input<'_>, entry: &Entry) {
        if let Content::Path(path) = &entry.content {
            self.add(&typeset(&path.when, input.words));
        }
        if let Content::Checklist(list) = &entry.content {
            self.add(&typeset(&list.pause, input.words));
        }
        self.add_document(input, (entry.document(), &entry.path), 0);
        match &entry.content {
            Content::Worksheet(sheet) => {
                self.add_document(input, (&sheet.shared.leader_notes, &entry.path), 0);
                self.sections.push(Section::default());
                let listing = show::listing(input, entry, Version::Blank).unwrap_or_default();
                self.add_sheet(&listing);
            }
            Content::Checklist(list) => {
                self.add_document(input, (&list.leader_notes, &entry.path), 0);
            }
            Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => {}
        }
    }

    /// Adds prose of the file `path`, with what it includes.
    fn add_document(
        &mut self,
        input: Input<'_>,
        (document, path): (&Document, &SourcePath),
        depth: usize,
    ) {
        for block in &document.blocks {
            if let Block::Heading(index, _) = block {
                let heading = document.heading(*index);
                self.sections.push(Section(
                    heading.id.clone(),
                    heading.text.clone(),
                    String::new(),
                ));
                continue;
            }
            each_block(std::slice::from_ref(block), &mut |block| match block {
                Block::Include(file) => {
                    let included = target_path(path, &file.value)
                        .and_then(|path| input.playbook.included.get_key_value(&path))
                        .filter(|_| depth < DEEPEST_INCLUDE);
                    if let Some((path, document)) = included {
                        self.add_document(input, (document, path), depth + 1);
                    }
                }
                Block::Paragraph(line) | Block::Heading(_, line) => self.add(&document.plain(line)),
                Block::Table(table) => {
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    let cells = cells.map(|cell| document.plain(cell));
                    let said: Vec<String> = cells.filter(|cell| !cell.trim().is_empty()).collect();
                    self.add(&said.join(" · "));
                }
                Block::Definitions(definitions) => {
                    for definition in definitions {
                        self.add(&document.plain(&definition.term));
                    }
                }
                Block::Code(code) => self.add(&code.text),
                Block::Details(details) => self.add(&document.plain(&details.summary)),
                Block::List(..)
                | Block::Quote(_)
                | Block::Callout(..)
                | Block::Rule
                | Block::Element(_)
                | Block::Html(_)
                | Block::Footnote(_) => {}
            });
        }
    }

    /// Adds what is printed on a sheet.
    fn add_sheet(&mut self, sheet: &Sheet) {
        for piece in &sheet.pieces {
            match piece {
                Piece::Heading(text) | Piece::Text(text) => self.add(text),
                Piece::Ask(ask) => {
                    self.add(&ask.label);
                    self.add(&ask.help);
                    self.add(&ask.answer);
                    if let AskRoom::Choice(choices) = &ask.room {
                        self.add(&choices.join(" · "));
                    }
                }
                Piece::Ticks(ticks) => {
                    for tick in ticks {
                        self.add(&tick.text);
                        tick.notes.iter().for_each(|note| self.add(note));
                    }
                }
                Piece::Grid(grid) => {
                    self.add(&grid.caption);
                    let cells = grid.rows.iter().flat_map(|row| &row.cells).filter_map(said);
                    let said = grid.columns.iter().map(|column| column.title.as_str()).chain(cells);
                    let said: Vec<&str> = said.filter(|text| !text.trim().is_empty()).collect();
                    self.add(&said.join(" · "));
                }
                Piece::Drawing(drawing) => {
                    self.add(&drawing.title);
                    drawing.labels().for_each(|label| self.add_new(&label.lines.join(" ")));
                }
                Piece::Break => {}
            }
        }
    }

    /// Adds `text` where the last section does not hold it yet: most drawings have their words beside them, too.
    fn add_new(&mut self, text: &str) {
        if self.sections.last().is_some_and(|Section(.., all)| !all.contains(text)) {
            self.add(text);
        }
    }

    /// Adds `text` to the last section, with one space between words.
    fn add(&mut self, text: &str) {
        let Some(Section(.., all)) = self.sections.last_mut() else { return };
        if has_single_spaces(text) {
            if !all.is_empty() && !text.is_empty() {
                all.push(' ');
            }
            all.push_str(text);
            return;
        }
        for word in text.split_whitespace() {
            if !all.is_empty() {
                all.push(' ');
            }
            all.push_str(word);
        }
    }
}

/// Whether there is one space between words, and no other at all.
fn has_single_spaces(text: &str) -> bool {
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate() {
        let is_other = match byte {
            b' ' => before == b' ',
            0..0x80 => matches!(byte, 9..=13),
            0x80..0xC0 => false,
            0xC0.. => text[at..].starts_with(char::is_whitespace),
        };
        if is_other {
            return false;
        }
        before = byte;
    }
    before != b' ' || text.is_empty()
}

/// What a cell says: on every copy, or on the specimen.
fn said(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Printed(text) | Cell::Written { text, .. } => Some(text),
        Cell::Ticked { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_space_between_words() {
        let mut text = Text { sections: vec![Section::default()] };
        for piece in ["", " ", "a b", " c", "d ", "e  f", "g\nh", "i\u{A0}j", "é k", "\u{3000}l"] {
            text.add(piece);
        }
        let Section(.., said) = &text.sections[0];
        assert_eq!(said, "a b c d e f g h i j é k l");
    }
}
