//! Terms in running text: where they stand, and what explains them.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::Term;

/// Finds the terms of the glossary in text.
pub(super) struct TermFinder {
    words: Option<AhoCorasick>,
    /// The term of each word.
    term_of: Vec<usize>,
}

impl TermFinder {
    /// Finds `terms` and their other forms, whatever their case.
    pub(super) fn new(terms: &[Term]) -> Self {
        let mut words = Vec::new();
        let mut term_of = Vec::new();
        for (at, term) in terms.iter().enumerate() {
            for word in std::iter::once(&term.term.value)
                .chain(&term.also)
                .filter(|word| !word.trim().is_empty())
            {
                words.push(word.trim());
                term_of.push(at);
            }
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            // What is faster to look through is slow to make of a long term, and large.
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(words)
            .ok()
            .filter(|_| !term_of.is_empty());
        Self { words: finder, term_of }
    }

    /// The terms in `text` that are whole words, with the bytes each stands at.
    pub(super) fn find<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> + 't {
        let matches = self.words.iter().flat_map(move |words| words.find_iter(text));
        matches.filter_map(move |found| {
            let before = text[..found.start()].chars().next_back();
            let after = text[found.end()..].chars().next();
            let free = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
            (free(before) && free(after))
                .then(|| (self.term_of[found.pattern().as_usize()], found.range()))
        })
    }
}
