//! Texts that follow one another → their terms, each with the texts that hold it.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::utf16::compare;
use super::{Language, each_word, fold};
use crate::packed::{pack, unpack};

/// The postings of some texts whose numbers follow one another: an inverted index, which holds for each term the texts that
/// hold it, in order, and its weight in each. Of a text the gap from the one before is kept, since gaps are small numbers
/// (Zobel and Moffat, Inverted Files for Text Search Engines, 2006).
///
/// It is packed: ten thousand texts take some ten megabytes.
#[derive(Debug, Default)]
pub struct Postings {
    terms: Vec<Listed>,
    /// For each term in turn: the gap from one text to the next, and its weight there.
    places: Vec<u8>,
    /// How many words each text has.
    pub words: Vec<u32>,
}

/// A term and where its places begin.
#[derive(Debug)]
struct Listed {
    term: Box<str>,
    places: u32,
}

impl Postings {
    /// How many terms it lists.
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// The term with this number, in the order in which browsers compare.
    pub(super) fn term(&self, number: usize) -> &str {
        &self.terms[number].term
    }

    /// Calls `visit` on each text that holds the term with this number, and its weight there.
    pub(super) fn each_place(&self, number: usize, visit: &mut dyn FnMut(u32, u16)) {
        let start = self.terms[number].places as usize;
        let end = self.terms.get(number + 1).map_or(self.places.len(), |next| next.places as usize);
        let mut places = &self.places[start..end];
        let mut text = 0;
        while let (Some(gap), Some(weight)) = (unpack(&mut places), unpack(&mut places)) {
            text += gap;
            visit(text, u16::try_from(weight).unwrap_or(u16::MAX));
        }
    }
}

/// That a text holds a term.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    term: u32,
    /// The number of the text among those that are listed together.
    text: u16,
    /// The term's weight in it.
    weight: u16,
}

/// The most texts that are listed together.
pub const MOST_TEXTS: usize = 1 << 16;

/// Makes a [`Postings`], text by text.
#[derive(Debug)]
pub struct PostingsMaker {
    language: &'static Language,
    stop: BTreeSet<&'static str>,
    /// The number of the term that each word comes to, as it is written; none for words that are not searched for.
    known: FxHashMap<Box<str>, Option<u32>>,
    numbers: FxHashMap<Box<str>, u32>,
    /// By the number of the term, its weight in the present text.
    weights: Vec<u16>,
    /// The terms of the present text.
    present: Vec<u32>,
    /// The number of the first text.
    first: u32,
    /// In the order of texts.
    found: Vec<Found>,
    words: Vec<u32>,
}

impl PostingsMaker {
    /// Lists texts in this language, of which the first has the number `first`.
    pub fn new(language: &'static Language, first: u32) -> Self {
        Self {
            language,
            stop: language.stop_words(),
            known: FxHashMap::default(),
            numbers: FxHashMap::default(),
            weights: Vec::new(),
            present: Vec::new(),
            first,
            found: Vec::new(),
            words: Vec::new(),
        }
    }

    /// Takes in the next text: pieces of it, each with what its words weigh.
    pub fn add<'t>(&mut self, pieces: impl IntoIterator<Item = (&'t str, u16)>) {
        let text = u16::try_from(self.words.len()).expect("no more texts are listed together");
        let mut words = 0;
        for (piece, weight) in pieces {
            each_word(piece, &mut |word| {
                words += 1;
                if let Some(term) = self.number(word) {
                    let sum = &mut self.weights[term as usize];
                    if *sum == 0 {
                        self.present.push(term);
                    }
                    *sum = sum.saturating_add(weight);
                }
            });
        }
        for term in self.present.drain(..) {
            let weight = std::mem::take(&mut self.weights[term as usize]);
            self.found.push(Found { term, text, weight });
        }
        self.words.push(words);
    }

    /// The number of the term that `word` comes to. `None` when it is not searched for.
    fn number(&mut self, word: &str) -> Option<u32> {
        if let Some(number) = self.known.get(word) {
            return *number;
        }
        let folded = fold(word);
        let number = if folded.is_empty() || self.stop.contains(&*folded) {
            None
        } else {
            let term = self.language.stem(&folded);
            let next = u32::try_from(self.weights.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(term.into_boxed_str()).or_insert(next);
            if number == next {
                self.weights.push(0);
            }
            Some(number)
        };
        self.known.insert(word.into(), number);
        number
    }

    /// The finished postings.
    pub fn finish(self) -> Postings {
        let mut terms: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        terms.sort_unstable_by(|(one, _), (other, _)| compare(one, other));
        let mut listed = Vec::with_capacity(terms.len());
        let mut places = Vec::with_capacity(self.found.len() * 3);
        let by_term = ByTerm::new(&self.found, terms.len());
        for (term, number) in terms {
            listed.push(Listed { term, places: u32::try_from(places.len()).unwrap_or(u32::MAX) });
            let mut before = 0;
            for Found { text, weight, .. } in by_term.found(number) {
                let text = self.first + u32::from(*text);
                pack(text - before, &mut places);
                pack(u32::from(*weight), &mut places);
                before = text;
            }
        }
        places.shrink_to_fit();
        Postings { terms: listed, places, words: self.words }
    }
}

/// What was found, term after term, and in the order of texts for each.
struct ByTerm {
    found: Vec<Found>,
    /// Where that of each term begins, and at last where all of it ends.
    starts: Vec<usize>,
}

impl ByTerm {
    /// Puts what was `found` of so many `terms` in order: each goes where those of the terms before it end.
    fn new(found: &[Found], terms: usize) -> Self {
        let mut starts = vec![0; terms + 1];
        for found in found {
            starts[found.term as usize + 1] += 1;
        }
        for term in 0..terms {
            starts[term + 1] += starts[term];
        }
        let mut next = starts.clone();
        let mut ordered = vec![Found::default(); found.len()];
        for found in found {
            let place = &mut next[found.term as usize];
            ordered[*place] = *found;
            *place += 1;
        }
        Self { found: ordered, starts }
    }

    fn found(&self, term: u32) -> &[Found] {
        let term = term as usize;
        &self.found[self.starts[term]..self.starts[term + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_lists_each_term_with_its_texts_and_weights() {
        let mut maker = PostingsMaker::new(Language::named("en"), 300);
        maker.add([("The Partners", 8), ("Partner to a partner", 1)]);
        maker.add([("Trust", 8)]);
        maker.add([("a partnering trust", 200)]);
        let postings = maker.finish();
        let mut listed = Vec::new();
        for number in 0..postings.len() {
            let term = postings.term(number).to_owned();
            postings.each_place(number, &mut |text, weight| {
                listed.push((term.clone(), text, weight));
            });
        }
        let wanted =
            [("partner", 300, 10), ("partner", 302, 200), ("trust", 301, 8), ("trust", 302, 200)];
        assert_eq!(listed, wanted.map(|(term, text, weight)| (term.to_owned(), text, weight)));
        assert_eq!(postings.words, [6, 1, 3]);
    }
}
