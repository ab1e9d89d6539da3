//! What is written almost as a link, a callout or a table is, and shown as it stands.

use super::callout::Callout;
use super::inline::Role;
use crate::source::Span;

/// A place in prose that is not what it was most likely meant to be. Spans are in the document's text.
#[derive(Clone, Debug)]
pub struct Almost {
    /// Where it stands.
    pub span: Span,
    /// What it looks like.
    pub form: Form,
}

/// What a place in prose looks like. Whether it is told depends on the rest of the playbook.
#[derive(Clone, Debug)]
pub enum Form {
    /// `[words](my file.md)`: there is a space in the address.
    Spaced(Role, Span),
    /// `[words] (file.md)`: there is a space before the address.
    Apart {
        /// The space.
        gap: Span,
        /// The address.
        address: Span,
    },
    /// `[words][label]` with a label that nothing defines.
    Label {
        /// Whether it was to be an image.
        role: Role,
        /// What stands in the first pair of brackets.
        words: Span,
        /// What stands in the second pair; empty in `[label][]`.
        label: Span,
    },
    /// `[^label]` with a label that nothing defines: the label.
    Footnote(Span),
    /// `[[page]]`: what stands in the brackets.
    Wiki(Role, Span),
    /// `[!WORD]` that makes no callout.
    Mark(Mark),
    /// A callout with nothing in it, and the lines between it and a quotation right after it.
    Empty(Callout, Option<Span>),
    /// Cells of a row beyond the last column: how many cells the row has, and how many columns the table.
    Cells(usize, usize),
    /// Signs that make nothing, and what to write for the span so that they do.
    Sign(Sign, String),
    /// Lines of cells without a line of dashes that fits them.
    Lines {
        /// How many cells the first line has.
        columns: usize,
        /// A second line that is of dashes, but of too few or too many.
        dashes: Option<Span>,
        /// Whether every line of the paragraph is one of cells, and none has more than the first.
        is_whole: bool,
    },
}

/// What a sign at the beginning of lines was meant to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `##Heading`
    Heading,
    /// `- [] call`
    Box,
    /// `-one` and `-two`
    Dashes,
    /// `1.one` and `2.two`
    Numbers,
    /// `• one`
    Bullets,
    /// Cells with tabs between them, as they are pasted from a spreadsheet.
    Cells,
    /// `** bold **`
    Bold,
    /// `(words)[file.md]`
    Swapped,
    /// `[words](file.md`
    Unclosed,
}

/// A mark such as `[!LEADER]` where it makes no callout.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The word in it, as written.
    pub word: String,
    /// Whether there is an exclamation mark in it.
    pub has_sign: bool,
    /// Whether it opens a quotation.
    pub opens: bool,
    /// Whether it is a mark without anything that could mean more, so that another can be written in its place.
    pub is_plain: bool,
    /// What follows on its line.
    pub rest: Option<Span>,
}

/// How the line after that of byte `at` of `source` begins, so that it stands in the same quotations and list items.
pub fn next_line(source: &str, at: usize) -> String {
    let before = &source[..at];
    let line = &before[before.rfind('\n').map_or(0, |newline| newline + 1)..];
    let begins = |letter: char| if matches!(letter, '>' | '\t') { letter } else { ' ' };
    let prefix: String = line.chars().map(begins).collect();
    if prefix.ends_with('>') { prefix + " " } else { prefix }
}
