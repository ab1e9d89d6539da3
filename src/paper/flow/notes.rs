//! Footnotes: their numbers, which are those on the page of the site, and their text at the foot of the page.

use std::collections::BTreeSet;

use super::blocks::{Scope, Writer};
use super::inline::{Prose, Tie};
use crate::input::Input;
use crate::paper::text::{Form, Looks};
use crate::prose::{Block, DEEPEST_INCLUDE, Document, Inline, Item};
use crate::source::{SourcePath, target_path};

/// The notes of a page of the site.
#[derive(Default)]
pub(super) struct Notes<'a> {
    /// Those that are pointed at, in the order in which the page numbers them: whose they are, and their labels.
    numbered: Vec<(Scope<'a>, &'a str)>,
    /// The numbers of those that were written, from 0.
    written: BTreeSet<usize>,
    /// How many addresses were written below the text: they have letters.
    addresses: usize,
}

impl<'a> Notes<'a> {
    /// The notes of the prose in the file `from`.
    pub(super) fn of(input: Input<'a>, document: &'a Document, from: &'a SourcePath) -> Self {
        let mut notes = Self::default();
        let scope = Scope { document, from, depth: 0 };
        notes.find(input, scope, &document.blocks);
        let mut at = 0;
        // A note may point at another, which then follows.
        while let Some((scope, label)) = notes.numbered.get(at).copied() {
            at += 1;
            notes.find(input, scope, scope.footnote(label).unwrap_or_default());
        }
        notes
    }

    /// Its number, from 0.
    fn number(&self, document: &Document, label: &str) -> Option<usize> {
        let is_it = |(scope, other): &(Scope<'_>, &str)| {
            std::ptr::eq(scope.document, document) && *other == label
        };
        self.numbered.iter().position(is_it)
    }

    fn find(&mut self, input: Input<'a>, scope: Scope<'a>, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(line) | Block::Heading(_, line) => self.find_in(scope, line),
                Block::List(_, items) => {
                    for item in items {
                        self.find(input, scope, &item.blocks);
                    }
                }
                Block::Quote(inner) | Block::Callout(_, inner) => self.find(input, scope, inner),
                Block::Details(details) => {
                    self.find_in(scope, &details.summary);
                    self.find(input, scope, &details.blocks);
                }
                Block::Element(element) => self.find(input, scope, &element.content),
                Block::Table(table) => {
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    cells.for_each(|cell| self.find_in(scope, cell));
                }
                Block::Definitions(definitions) => {
                    for definition in definitions {
                        self.find_in(scope, &definition.term);
                        let meanings = definition.meanings.iter();
                        meanings.for_each(|meaning| self.find(input, scope, meaning));
                    }
                }
                Block::Include(file) => {
                    if let Some(inner) = scope.included(input, &file.value) {
                        self.find(input, inner, &inner.document.blocks);
                    }
                }
                Block::Code(_) | Block::Rule | Block::Html(_) | Block::Footnote(_) => {}
            }
        }
    }

    fn find_in(&mut self, scope: Scope<'a>, pieces: &'a [Inline]) {
        for inline in pieces {
            match inline {
                Inline::FootnoteMark(label) => {
                    let is_there = scope.footnote(&label.value).is_some();
                    if is_there && self.number(scope.document, &label.value).is_none() {
                        self.numbered.push((scope, &label.value));
                    }
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                    self.find_in(scope, inner);
                }
                Inline::Link(link) => self.find_in(scope, &link.content),
                Inline::Element(element) => self.find_in(scope, &element.content),
                Inline::Text(_)
                | Inline::Code(_)
                | Inline::Image(_)
                | Inline::SoftBreak
                | Inline::HardBreak
                | Inline::Html(_) => {}
            }
        }
    }
}

impl<'d> Scope<'d> {
    /// The prose of the file that `path` includes here.
    pub(super) fn included(self, input: Input<'d>, path: &str) -> Option<Self> {
        let path = target_path(self.from, path)?;
        let found = input.playbook.included.get_key_value(&path);
        let (from, document) = found.filter(|_| self.depth < DEEPEST_INCLUDE)?;
        Some(Self { document, from, depth: self.depth + 1 })
    }
}

impl<'a> Writer<'a, '_> {
    /// Goes on with the page of the file `page`, which says what is in `document`: its notes are counted anew.
    pub(super) fn turn_to(
        &mut self,
        page: SourcePath,
        document: Option<(&'a Document, &'a SourcePath)>,
    ) {
        self.page = page;
        self.notes = document
            .map(|(document, from)| Notes::of(self.input, document, from))
            .unwrap_or_default();
    }

    /// The mark of a note, and its text where it is pointed at for the first time.
    pub(super) fn footnote(&mut self, scope: Scope<'_>, label: &str, prose: &mut Prose) {
        let Some(number) = self.notes.number(scope.document, label) else { return };
        let mark = (number + 1).to_string();
        if self.noting {
            self.pending.push(number);
            return push_mark(&mark, Tie::Mark, prose);
        }
        if !self.notes.written.insert(number) {
            return push_mark(&mark, Tie::Mark, prose);
        }
        self.noting = true;
        let mut note = Prose::plain(format!("{mark}  "));
        let text = scope.footnote(label).unwrap_or_default();
        self.note_text(scope, text, &mut note);
        // Notes that this one points at stand below it.
        while !self.pending.is_empty() {
            let number = self.pending.remove(0);
            if !self.notes.written.insert(number) {
                continue;
            }
            let (scope, label) = self.notes.numbered[number];
            note.rich.push(&format!("\n{}  ", number + 1), Looks::default(), None);
            self.note_text(scope, scope.footnote(label).unwrap_or_default(), &mut note);
        }
        self.noting = false;
        push_mark(&mark, Tie::Note(note), prose);
    }

    /// A note with an address, which has a letter: numbers are those of the author's notes.
    pub(super) fn lettered_note(&mut self, address: &str, prose: &mut Prose) {
        let letter = letter(self.notes.addresses);
        self.notes.addresses += 1;
        push_mark(&letter, Tie::Note(Prose::plain(format!("{letter}  {address}"))), prose);
    }

    /// What a note says, line by line, whatever it is made of.
    fn note_text(&mut self, scope: Scope<'_>, blocks: &[Block], note: &mut Prose) {
        let plain = (Looks::default(), None);
        for (number, block) in blocks.iter().enumerate() {
            if number > 0 && !matches!(block, Block::Footnote(_) | Block::Rule | Block::Html(_)) {
                note.rich.push("\n", plain.0, None);
            }
            match block {
                Block::Paragraph(line) | Block::Heading(_, line) => {
                    self.line(scope, line, plain, note);
                }
                Block::List(first, items) => self.note_list(scope, (*first, items), note),
                Block::Quote(inner) | Block::Callout(_, inner) => {
                    self.note_text(scope, inner, note);
                }
                Block::Details(details) => {
                    self.line(scope, &details.summary, plain, note);
                    note.rich.push("\n", plain.0, None);
                    self.note_text(scope, &details.blocks, note);
                }
                Block::Element(element) => self.note_text(scope, &element.content, note),
                Block::Code(code) => note_code(code.text.trim_end(), note),
                Block::Table(table) => {
                    let rows = std::iter::once(&table.head[..])
                        .chain(table.rows.iter().map(|row| &row[..]));
                    for (number, row) in rows.enumerate() {
                        note.rich.push(if number > 0 { "\n" } else { "" }, plain.0, None);
                        for (number, cell) in row.iter().enumerate() {
                            note.rich.push(if number > 0 { " · " } else { "" }, plain.0, None);
                            self.line(scope, cell, plain, note);
                        }
                    }
                }
                Block::Definitions(definitions) => {
                    for (number, definition) in definitions.iter().enumerate() {
                        note.rich.push(if number > 0 { "\n" } else { "" }, plain.0, None);
                        let bold = Looks { bold: true, ..plain.0 };
                        self.line(scope, &definition.term, (bold, None), note);
                        for meaning in &definition.meanings {
                            note.rich.push("\n", plain.0, None);
                            self.note_text(scope, meaning, note);
                        }
                    }
                }
                Block::Include(file) => {
                    if let Some(inner) = scope.included(self.input, &file.value) {
                        self.note_text(inner, &inner.document.blocks, note);
                    } else {
                        let path = target_path(scope.from, &file.value);
                        let text = path.and_then(|path| self.input.index.toml(&path));
                        note_code(text.unwrap_or_default().trim_end(), note);
                    }
                }
                Block::Rule | Block::Html(_) | Block::Footnote(_) => {}
            }
        }
    }

    fn note_list(
        &mut self,
        scope: Scope<'_>,
        (first, items): (Option<u64>, &[Item]),
        note: &mut Prose,
    ) {
        for (number, item) in items.iter().enumerate() {
            let mark = match (item.task, first) {
                (Some(true), _) => "☑".to_owned(),
                (Some(false), _) => "☐".to_owned(),
                (None, Some(first)) => format!("{}.", first + number as u64),
                (None, None) => "•".to_owned(),
            };
            let line_end = if number > 0 { "\n" } else { "" };
            note.rich.push(&format!("{line_end}{mark} "), Looks::default(), None);
            self.note_text(scope, &item.blocks, note);
        }
    }
}

fn note_code(text: &str, note: &mut Prose) {
    note.ties.push(Tie::Code);
    let looks = Looks { form: Form::Code, ..Looks::default() };
    note.rich.push(text, looks, Some(note.ties.len() - 1));
}

/// Appends a mark, told apart from the word or from the mark before it, and never alone at the beginning of a line.
fn push_mark(mark: &str, tie: Tie, prose: &mut Prose) {
    let last = prose.rich.spans.last().and_then(|span| prose.ties.get(span.tie?));
    let between = match last {
        Some(Tie::Note(_) | Tie::Mark) => ",\u{A0}",
        _ if prose.rich.text.ends_with(char::is_whitespace) || prose.rich.text.is_empty() => "",
        Some(Tie::Link(..) | Tie::Code | Tie::Picture(_)) | None => "\u{A0}",
    };
    prose.ties.push(tie);
    let raised = Looks { form: Form::Raised, ..Looks::default() };
    prose.rich.push(&format!("{between}{mark}"), raised, Some(prose.ties.len() - 1));
}

/// `a` to `z`, then `aa`.
fn letter(number: usize) -> String {
    let last = u32::try_from(number % 26).ok().and_then(|at| char::from_u32(u32::from('a') + at));
    let before = if number < 26 { String::new() } else { letter(number / 26 - 1) };
    before + &String::from(last.unwrap_or('a'))
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_go_on_after_the_last() {
        assert_eq!(
            [0, 25, 26, 51, 52, 701, 702].map(letter),
            ["a", "z", "aa", "az", "ba", "zz", "aaa"]
        );
    }
}
