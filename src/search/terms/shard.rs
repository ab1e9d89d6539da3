//! Concordances → shards: stretches of the sorted terms, as texts that a browser loads one by one.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::utf16::{compare, shared};
use super::{Lengths, Postings};

/// The letters that stand for 0 to 63.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The bytes at which a shard is full: a browser that looks for one word loads no more than that, and its longest term.
const FULL: usize = 8_000;

/// A stretch of the sorted terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shard {
    /// Its first term.
    pub first: String,
    /// A line for each term: how many units of UTF-16 it shares with the term before, the rest of it, a space, and where it is
    /// found.
    pub text: String,
}

/// A term of one of the lists of postings.
#[derive(PartialEq, Eq)]
struct Next<'c> {
    term: &'c str,
    list: usize,
    number: usize,
}

impl Ord for Next<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        compare(self.term, other.term).then(self.list.cmp(&other.list))
    }
}

impl PartialOrd for Next<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Hands over the shards of all `postings`, in the order of their terms. The texts of each list follow those of
/// the one before.
///
/// It walks through all of them at once and holds one shard at a time.
pub fn merged<E>(
    postings: &[Postings],
    lengths: &Lengths,
    hand_over: &mut dyn FnMut(Shard) -> Result<(), E>,
) -> Result<(), E> {
    let next = |list: usize, number: usize| {
        let terms = &postings[list];
        let term = (number < terms.len()).then(|| terms.term(number))?;
        Some(Reverse(Next { term, list, number }))
    };
    let mut waiting: BinaryHeap<_> = (0..postings.len()).filter_map(|list| next(list, 0)).collect();
    let mut shard = Shard::default();
    let mut last = "";
    while let Some(Reverse(found)) = waiting.pop() {
        let mut places = Places::default();
        let mut same = Some(found);
        let mut term = "";
        while let Some(Next { term: this, list, number }) = same {
            term = this;
            postings[list].each_place(number, &mut |text, weight| {
                places.add(text, lengths.impact(text, weight));
            });
            waiting.extend(next(list, number + 1));
            let is_same = waiting.peek().is_some_and(|Reverse(next)| next.term == term);
            same = is_same.then(|| waiting.pop()).flatten().map(|Reverse(next)| next);
        }
        if shard.text.len() >= FULL {
            hand_over(std::mem::take(&mut shard))?;
        }
        shard.add(term, last, &places.text);
        last = term;
    }
    if shard.text.is_empty() { Ok(()) } else { hand_over(shard) }
}

impl Shard {
    fn add(&mut self, term: &str, last: &str, places: &str) {
        let (units, bytes) = if self.text.is_empty() {
            term.clone_into(&mut self.first);
            (0, 0)
        } else {
            self.text.push('\n');
            shared(term, last, DIGITS.len() - 1)
        };
        self.text.push(char::from(DIGITS[units]));
        self.text.push_str(&term[bytes..]);
        self.text.push(' ');
        self.text.push_str(places);
    }
}

/// Where a term is found: for each text the gap from the one before, and the impact there.
#[derive(Default)]
struct Places {
    text: String,
    before: u32,
}

impl Places {
    fn add(&mut self, text: u32, impact: u32) {
        let mut number = u64::from(text - self.before) * 8 + u64::from(impact - 1);
        self.before = text;
        loop {
            let more = usize::from(number > 31) * 32;
            self.text.push(char::from(DIGITS[(number & 31) as usize + more]));
            number >>= 5;
            if number == 0 {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::terms::{Language, PostingsMaker};
    use std::convert::Infallible;

    /// The shards of texts that are titles, with so many texts to a list of postings.
    fn shards(texts: &[&str], many: usize) -> Vec<Shard> {
        let mut postings = Vec::new();
        let mut first = 0;
        for texts in texts.chunks(many) {
            let mut maker = PostingsMaker::new(Language::named("xx"), first);
            for text in texts {
                maker.add([(*text, 8)]);
            }
            postings.push(maker.finish());
            first += u32::try_from(texts.len()).expect("few");
        }
        let words: Vec<u32> = postings.iter().flat_map(|list| list.words.iter().copied()).collect();
        let lengths = Lengths::of(&words, &[words.len()]);
        let mut shards = Vec::new();
        let Ok(()) = merged::<Infallible>(&postings, &lengths, &mut |shard| {
            shards.push(shard);
            Ok(())
        });
        shards
    }

    #[test]
    fn a_line_says_what_a_term_shares_and_where_it_is() {
        let found = shards(&["trust", "trusted", "trust", "ally"], 9);
        // The impact is 6, told by 5, `F`; the text after the next is 16 more, `V`; the text 3 is 24 more, `d`.
        assert_eq!(
            found,
            [Shard { first: "ally".to_owned(), text: "Aally d\nAtrust FV\nFed N".to_owned() }]
        );
    }

    #[test]
    fn the_shards_are_the_same_however_the_texts_are_divided() {
        let texts: Vec<String> =
            (0..3_000).map(|number| format!("w{} w{} same", number % 701, number % 97)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let whole = shards(&texts, texts.len());
        assert!(whole.len() > 1 && whole.iter().all(|shard| shard.text.len() < 2 * FULL));
        assert_eq!(whole, shards(&texts, 7));
    }
}
