//! HTML that is being read, and elements whose end has not come yet.

use std::ops::Range;

use super::meaning::Meaning;
use crate::markup::Tag;
use crate::prose::{Attributes, Definition, Item, Line};
use crate::source::Span;

/// A block of HTML as it comes, line by line: what stands before a line in a quotation or a list is no part of it.
#[derive(Default)]
pub(in crate::parse) struct Gathered {
    pub(super) html: String,
    /// Where lines begin: in the HTML, and in the source.
    pub(super) lines: Vec<(usize, usize)>,
}

/// An element whose end has not come yet.
pub(in crate::parse) struct Opened {
    pub(super) tag: Tag,
    pub(super) meaning: Meaning,
    pub(super) attributes: Attributes,
    /// Whether it stands within a line, where blocks are only ends of lines.
    pub(super) in_line: bool,
    pub(super) parts: Parts,
    /// Where its tag begins: in which block of HTML, and at which byte of it.
    pub(super) begins: (usize, usize),
    /// How many headings and anchors there were before it.
    pub(super) before: (usize, usize),
}

/// What an element has gathered that is neither blocks nor pieces of a line.
pub(super) enum Parts {
    None,
    Items(Vec<Item>),
    Definitions(Vec<Definition>),
    Summary(Line),
}

/// How an element ends.
#[derive(Clone, Copy)]
pub(super) enum End<'e> {
    /// It has no closing tag.
    Missing,
    /// It was closed from within a paragraph that stands in it.
    Within,
    /// Its closing tag stands here.
    At(&'e Reading<'e>, &'e Range<usize>),
}

/// HTML that is being read.
pub(super) struct Reading<'h> {
    pub(super) gathered: &'h Gathered,
    pub(super) number: usize,
}

impl Gathered {
    /// Adds a line, which stands at byte `start` of the source.
    pub(in crate::parse) fn push(&mut self, html: &str, start: usize) {
        self.lines.push((self.html.len(), start));
        self.html.push_str(html);
    }
}

impl Reading<'_> {
    pub(super) fn written(&self, range: &Range<usize>) -> &str {
        &self.gathered.html[range.clone()]
    }

    /// Where in the source `range` of the HTML stands.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let place = |at: usize| {
            let line = self.gathered.lines.partition_point(|(start, _)| *start <= at);
            let (start, source) = self.gathered.lines[line.saturating_sub(1)];
            source + (at - start)
        };
        let end = if range.is_empty() { place(range.start) } else { place(range.end - 1) + 1 };
        Span::new(place(range.start), end)
    }
}

impl Opened {
    pub(in crate::parse) fn holds_blocks(&self) -> bool {
        !self.in_line && self.meaning.holds_blocks()
    }

    pub(in crate::parse) fn is_link(&self) -> bool {
        self.meaning == Meaning::Link
    }
}
