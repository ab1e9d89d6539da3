//! Whose prose is written, and how deep its headings stand.

use crate::prose::{Block, Document};
use crate::source::SourcePath;

/// Whose prose is being written.
#[derive(Clone, Copy)]
pub(in crate::render) struct Scope<'a> {
    pub(super) document: &'a Document,
    pub(super) from: &'a SourcePath,
    /// How many levels headings are moved down.
    pub(super) shift: u8,
    /// How deep this stands in files that include one another.
    pub(super) depth: usize,
}

impl<'a> Scope<'a> {
    /// The prose of `document`, which stands in the file `from`.
    pub(in crate::render) fn new(document: &'a Document, from: &'a SourcePath) -> Self {
        Self { document, from, shift: shift(document, 0), depth: 0 }
    }

    /// The prose of `document`, the file `from`, which this prose includes.
    pub(super) fn including(self, document: &'a Document, from: &'a SourcePath) -> Self {
        Self { document, from, shift: shift(document, self.shift), depth: self.depth + 1 }
    }

    /// The same prose, on a page where the heading above it is of this level.
    pub(in crate::render) fn below(self, level: u8) -> Self {
        Self { shift: self.shift + level.saturating_sub(1), ..self }
    }
}

/// Headings move down one level where a first-level heading stands in the prose: the page's title is one already.
fn shift(document: &Document, around: u8) -> u8 {
    let mut first = false;
    document.each_block(&mut |block| {
        if let Block::Heading(index, _) = block {
            first |= document.heading(*index).level == 1;
        }
    });
    around + u8::from(first)
}
