//! Text → where its lines begin, so that a place is found in a moment however long the text or its lines are.

use crate::source::Span;

/// After so many bytes the characters are counted once and remembered.
const BLOCK: usize = 4096;

/// The lines of a text.
pub(super) struct Lines<'t> {
    text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
    /// How many characters begin before each block.
    counts: Vec<usize>,
}

/// A stretch of one line.
pub(super) struct Place<'t> {
    /// The line's number, from 1.
    pub line: usize,
    /// The character at which the stretch begins, from 1.
    pub column: usize,
    /// The line without its end.
    pub text: &'t str,
    /// The stretch within it, in bytes. A stretch of several lines goes to the end of its first.
    pub within: std::ops::Range<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of `text`.
    pub(super) fn new(text: &'t str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let mut counts = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            counts.push(counts.last().copied().unwrap_or_default() + begun(block));
        }
        Self { text, starts, counts }
    }

    /// Where `span` stands. What lies outside of the text, or within a letter, is moved to the nearest place before.
    pub(super) fn place(&self, span: Span) -> Place<'t> {
        let start = floor(self.text, span.start as usize);
        let end = floor(self.text, span.end as usize).max(start);
        let line = self.starts.partition_point(|begin| *begin <= start);
        let begin = self.starts[line - 1];
        let next = self.starts.get(line).copied().unwrap_or(self.text.len());
        let text = self.text[begin..next].trim_end_matches(['\n', '\r']);
        let clamped = |at: usize| at.min(begin + text.len()) - begin;
        Place {
            line,
            column: self.characters(start) - self.characters(begin) + 1,
            text,
            within: clamped(start)..clamped(end),
        }
    }

    /// How many characters begin before `offset`.
    fn characters(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.counts[block] + begun(&self.text.as_bytes()[block * BLOCK..offset])
    }
}

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// The last boundary between letters at or before `offset`.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, start: usize, end: usize) -> (usize, usize, &str, &str) {
        let place = Lines::new(text).place(Span::new(start, end));
        (place.line, place.column, place.text, &place.text[place.within])
    }

    #[test]
    fn a_place_is_a_line_and_a_character() {
        assert_eq!(place("ü\r\näöx\n", 8, 9), (2, 3, "äöx", "x"));
        assert_eq!(place("a\nb", 0, 3), (1, 1, "a", "a"));
        assert_eq!(place("a\nb", 3, 3), (2, 2, "b", ""));
        assert_eq!(place("a\n", 2, 2), (2, 1, "", ""));
        assert_eq!(place("", 0, 0), (1, 1, "", ""));
    }

    #[test]
    fn a_place_outside_of_the_text_or_within_a_letter_is_moved() {
        assert_eq!(place("ab", 7, 3), (1, 3, "ab", ""));
        assert_eq!(place("ü", 1, 2), (1, 1, "ü", "ü"));
        assert_eq!(place("a\r\n", 2, 3), (1, 3, "a", ""));
    }

    #[test]
    fn a_column_is_counted_across_blocks() {
        let text = "ä".repeat(BLOCK);
        assert_eq!(place(&text, BLOCK * 2, BLOCK * 2).1, BLOCK + 1);
        assert_eq!(place(&text, BLOCK + 2, BLOCK + 4).1, BLOCK / 2 + 2);
    }
}
