//! A run of words, and which of its signs stand for themselves.

use std::ops::Range;

/// A run of words: of a paragraph, a heading or a cell.
pub(super) struct Leaf {
    pub(super) start: usize,
    pub(super) end: usize,
    /// What is text in it: no code, no HTML, no link.
    pub(super) plain: Vec<Range<usize>>,
}

impl Leaf {
    /// Whether byte `at` of `source` is a sign that stands for itself because nothing else could be made of it.
    pub(super) fn is_sign(&self, source: &str, at: usize) -> bool {
        let is_escaped = || at > 0 && source.as_bytes()[at - 1] == b'\\' && !self.is_text(at - 1);
        self.is_text(at) && !is_escaped()
    }

    pub(super) fn is_text(&self, at: usize) -> bool {
        let after = self.plain.partition_point(|range| range.start <= at);
        after > 0 && self.plain[after - 1].contains(&at)
    }
}
