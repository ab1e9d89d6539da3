//! A text → its words.

use std::ops::Range;
use std::sync::LazyLock;

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

/// Cuts with the dictionaries that browsers have, too.
static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// What words are made of.
const OF_WORDS: GeneralCategoryGroup = GeneralCategoryGroup::Letter
    .union(GeneralCategoryGroup::Mark)
    .union(GeneralCategoryGroup::Number);

/// The most words with hyphens between them that are one word, too.
const MOST_JOINED: usize = 3;

/// Calls `visit` on each word of `text` as it is written, in order.
///
/// A word is a run of letters, marks and numbers. Of what apostrophes join, each part of two letters or more is a word:
/// `partner's` is `partner`, `l'accord` is `accord`. Words with one hyphen between them are visited once more as a whole,
/// `check-up` after `check` and `up`, since readers look for `checkup`. Of a run, what is in a script without
/// spaces is cut with dictionaries.
pub fn each_word<'t>(text: &'t str, visit: &mut dyn FnMut(&'t str)) {
    let mut words = Words { text, hyphened: None, visit };
    let between = |from: usize, to: usize| &text.as_bytes()[from..to];
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(run) = next_run(text, from) {
        from = run.end;
        let is_joined =
            parts.last().is_some_and(|last| is_apostrophe(between(last.end, run.start)));
        if !is_joined {
            words.visit_parts(&parts);
            parts.clear();
            // No apostrophe begins with another byte, and most words have none beside them.
            if !matches!(text.as_bytes().get(from), Some(b'\'' | 0x80..)) {
                words.visit_run(run);
                continue;
            }
        }
        parts.push(run);
    }
    words.visit_parts(&parts);
}

/// What a byte tells by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// A letter or a digit.
    OfWord,
    /// Another sign of ASCII.
    Other,
    /// A part of another letter.
    Part,
}

/// What each byte tells.
const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Part; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        bytes[byte as usize] =
            if byte.is_ascii_alphanumeric() { Byte::OfWord } else { Byte::Other };
        byte += 1;
    }
    bytes
};

/// The next run of letters, marks and numbers of `text` at or after the byte `from`.
fn next_run(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut start = from;
    // Most text is ASCII, where a letter is a byte.
    while bytes.get(start).is_some_and(|byte| BYTES[usize::from(*byte)] == Byte::Other) {
        start += 1;
    }
    if !bytes.get(start)?.is_ascii() {
        start += text[start..].find(is_of_word)?;
    }
    let mut end = start;
    while bytes.get(end).is_some_and(|byte| BYTES[usize::from(*byte)] == Byte::OfWord) {
        end += 1;
    }
    if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) {
        let rest = &text[end..];
        end += rest.find(|letter| !is_of_word(letter)).unwrap_or(rest.len());
    }
    Some(start..end)
}

/// Whether words are made of `letter`: letters, marks and numbers, but not the letter that is an apostrophe.
pub(super) fn is_of_word(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    letter != '\u{2BC}' && OF_WORDS.contains(CodePointMapData::<GeneralCategory>::new().get(letter))
}

fn is_apostrophe(bytes: &[u8]) -> bool {
    const OTHERS: [&str; 2] = ["’", "\u{2BC}"];
    bytes == b"'" || bytes.len() > 1 && OTHERS.iter().any(|other| other.as_bytes() == bytes)
}

fn is_hyphen(bytes: &[u8]) -> bool {
    const OTHERS: [&str; 2] = ["\u{2010}", "\u{2011}"];
    bytes == b"-" || bytes.len() > 1 && OTHERS.iter().any(|other| other.as_bytes() == bytes)
}

/// Whether `letter` is of a script that puts no spaces between words.
fn is_unspaced(letter: char) -> bool {
    matches!(
        letter,
        '\u{E00}'..='\u{EFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}'
            | '\u{3000}'..='\u{30FF}'
            | '\u{31F0}'..='\u{31FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF66}'..='\u{FF9F}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

/// The stretches of `run` in scripts without spaces and in others, in turn; a mark stands with the letter before it, so that a
/// letter with its accent apart parts as the one with its accent in it.
fn stretches(run: &str) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut was_unspaced = None;
    for (at, letter) in run.char_indices() {
        let is_mark = || {
            GeneralCategoryGroup::Mark
                .contains(CodePointMapData::<GeneralCategory>::new().get(letter))
        };
        let goes_on =
            was_unspaced.is_some_and(|was| is_unspaced(letter) == was || was && is_mark());
        let end = at + letter.len_utf8();
        match stretches.last_mut() {
            Some(last) if goes_on => last.end = end,
            Some(_) | None => {
                was_unspaced = Some(is_unspaced(letter));
                stretches.push(at..end);
            }
        }
    }
    stretches
}

/// Words that hyphens join.
#[derive(Clone, Copy)]
struct Hyphened {
    start: usize,
    end: usize,
    words: usize,
}

struct Words<'t, 'v> {
    text: &'t str,
    /// The last word, with those that hyphens join to it.
    hyphened: Option<Hyphened>,
    visit: &'v mut dyn FnMut(&'t str),
}

impl<'t> Words<'t, '_> {
    /// Visits what apostrophes join: the parts of two letters or more; the first, where there are none.
    fn visit_parts(&mut self, parts: &[Range<usize>]) {
        let is_long = |part: &Range<usize>| self.text[part.clone()].chars().nth(1).is_some();
        if parts.len() > 1 && parts.iter().any(is_long) {
            for part in parts {
                if self.text[part.clone()].chars().nth(1).is_some() {
                    self.visit_run(part.clone());
                }
            }
        } else if let Some(first) = parts.first() {
            self.visit_run(first.clone());
        }
    }

    fn visit_run(&mut self, run: Range<usize>) {
        let text = &self.text[run.clone()];
        if text.is_ascii() || !text.contains(is_unspaced) {
            return self.visit_word(text, run);
        }
        for stretch in stretches(text) {
            let mut from = run.start + stretch.start;
            if !text[stretch.clone()].contains(is_unspaced) {
                let word = from..run.start + stretch.end;
                self.visit_word(&self.text[word.clone()], word);
                continue;
            }
            let start = from;
            for (end, kind) in SEGMENTER.segment_str(&text[stretch]).iter_with_word_type() {
                let word = from..start + end;
                from = word.end;
                if kind.is_word_like() {
                    self.visit_word(&self.text[word.clone()], word);
                }
            }
        }
    }

    /// Visits a word of the text, which stands at `word` in it.
    fn visit_word(&mut self, letters: &'t str, word: Range<usize>) {
        (self.visit)(letters);
        let before = word.start.checked_sub(1).map(|at| self.text.as_bytes()[at]);
        let may_join = matches!(before, Some(b'-' | 0x80..));
        let joined = self.hyphened.filter(|last| {
            may_join
                && last.end < word.start
                && last.words < MOST_JOINED
                && is_hyphen(&self.text.as_bytes()[last.end..word.start])
        });
        let (start, words) = joined.map_or((word.start, 1), |last| (last.start, last.words + 1));
        self.hyphened = Some(Hyphened { start, end: word.end, words });
        if words > 1 {
            (self.visit)(&self.text[start..word.end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut words = Vec::new();
        each_word(text, &mut |word| words.push(word));
        words
    }

    #[test]
    fn a_word_is_a_run_of_letters_marks_and_numbers() {
        assert_eq!(words("Äpfel, 3.5 & snake_case."), ["Äpfel", "3", "5", "snake", "case"]);
        assert_eq!(words("हिन्दी है"), ["हिन्दी", "है"]);
    }

    #[test]
    fn short_parts_beside_an_apostrophe_are_left_out() {
        assert_eq!(
            words("the partner's l’accord dell'accordo j'y"),
            ["the", "partner", "accord", "dell", "accordo", "j"]
        );
    }

    #[test]
    fn words_that_a_hyphen_joins_are_one_too() {
        assert_eq!(words("check-up"), ["check", "up", "check-up"]);
        assert_eq!(words("one-to-one - so"), ["one", "to", "one-to", "one", "one-to-one", "so"]);
        assert_eq!(words("a--b"), ["a", "b"]);
    }

    #[test]
    fn an_accent_of_its_own_moves_no_end_of_a_word() {
        assert_eq!(words("éไทย 3年"), ["é", "ไทย", "3", "年"]);
        assert_eq!(words("e\u{301}ไทย"), ["e\u{301}", "ไทย"]);
        assert_eq!(words("ไทยe\u{301}"), ["ไทย", "e\u{301}"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_words() {
        assert_eq!(words("我们信任伙伴。"), ["我们", "信任", "伙伴"]);
        assert_eq!(words("関係を築く"), ["関係", "を", "築く"]);
        assert_eq!(words("ความร่วมมือ"), ["ความ", "ร่วม", "มือ"]);
    }
}
