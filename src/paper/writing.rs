//! Language → how it is written: from which side, and where its words are divided.
//!
//! Words are divided by patterns of letters (Liang, Word Hy-phen-a-tion by Com-put-er, 1983), as TeX does. A pattern says of the
//! places between its letters how good a hyphen is there: odd numbers allow it, even ones forbid it. All patterns that fit
//! somewhere in the word are laid over it, at each place the highest number counts, and where it is odd the word may be
//! divided. The patterns of each language are made from a list of its words, and stand packed in a package.

use hypher::Lang;

use crate::locale::direction;

/// How a language is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Writing {
    /// Whether it is read from the right, so that what stands left in other languages stands right.
    pub(super) is_mirrored: bool,
    /// Its syllables. `None` when they are not known, so that words stay whole.
    syllables: Option<Lang>,
}

/// Shorter words stay whole.
const LEAST_LETTERS: usize = 6;
/// As many letters as stay before and after a hyphen.
const AROUND: (usize, usize) = (2, 3);
/// Longer words are none.
const MOST_BYTES: usize = 200;

impl Writing {
    /// How `language` is written, as BCP 47 has it.
    pub(super) fn of(language: &str) -> Self {
        let code = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let code = match code.as_str() {
            "nb" | "nn" => "no",
            code => code,
        };
        let code = <[u8; 2]>::try_from(code.as_bytes()).ok();
        Self { is_mirrored: direction(language) == "rtl", syllables: code.and_then(Lang::from_iso) }
    }

    /// Whether it is known where its words are divided.
    pub(super) fn divides(self) -> bool {
        self.syllables.is_some()
    }

    /// How many bytes of `word` may stand before a hyphen, the fewest first. None when it is better left whole: a short
    /// word, or one with capitals inside, which is a name or an abbreviation.
    pub(super) fn divisions(self, word: &str) -> Vec<usize> {
        let Some(syllables) = self.syllables else { return Vec::new() };
        let is_plain = word.chars().all(char::is_alphabetic)
            && !word.chars().skip(1).any(char::is_uppercase)
            && word.chars().count() >= LEAST_LETTERS
            && word.len() <= MOST_BYTES;
        if !is_plain {
            return Vec::new();
        }
        let (before, after) = syllables.bounds();
        let (before, after) = (before.max(AROUND.0), after.max(AROUND.1));
        let parts = hypher::hyphenate_bounded(word, syllables, before, after);
        let mut ends: Vec<usize> = parts
            .scan(0, |end, part| {
                *end += part.len();
                Some(*end)
            })
            .collect();
        ends.pop();
        ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(language: &str, word: &str) -> String {
        let mut divided = word.to_owned();
        for end in Writing::of(language).divisions(word).into_iter().rev() {
            divided.insert(end, '-');
        }
        divided
    }

    #[test]
    fn words_are_divided_by_the_syllables_of_their_language() {
        assert_eq!(divided("en-GB", "partnership"), "part-ner-ship");
        assert_eq!(divided("de", "Zusammenarbeit"), "Zu-sam-men-ar-beit");
        assert_eq!(divided("nb", "samarbeidspartner"), "sam-ar-beids-part-ner");
        assert_eq!(divided("xx", "partnership"), "partnership");
        assert_eq!(divided("he", "partnership"), "partnership");
    }

    #[test]
    fn short_words_and_names_stay_whole() {
        for word in ["later", "TypeScript", "UNESCO", "B2Bteams", ""] {
            assert_eq!(divided("en", word), word);
        }
    }

    #[test]
    fn odd_words_are_no_matter() {
        for language in ["tr", "de", "ru", "el", "cs", "en"] {
            for word in ["İİİİİİİİ", "ßßßßßßßß", "ﬃﬃﬃﬃﬃﬃ", "ǆǆǆǆǆǆǆ", "漢漢漢漢漢漢漢", "ааааааaa"]
            {
                assert_eq!(divided(language, word).replace('-', ""), word);
            }
        }
    }

    #[test]
    fn languages_are_read_from_their_side() {
        assert!(Writing::of("he-IL").is_mirrored && Writing::of("ar").is_mirrored);
        assert!(!Writing::of("en").is_mirrored && !Writing::of("").is_mirrored);
    }
}
