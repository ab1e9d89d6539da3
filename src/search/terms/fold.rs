//! A word → the same word without upper case and accents.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use super::split::is_of_word;

const APART: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
const TOGETHER: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();

/// The most letters of a term.
const LONGEST: usize = 40;

/// Makes equal what readers take for equal: upper and lower case, letters with and without accents.
///
/// Empty when there is no letter, digit or mark in `word`.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if word.len() <= LONGEST && word.bytes().all(is_plain) {
            return Cow::Borrowed(word);
        }
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric).take(LONGEST);
        return letters
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect::<String>()
            .into();
    }
    let lower = word.to_lowercase();
    let apart = APART.normalize(&lower);
    let bare: String = apart.chars().filter(|letter| !is_accent(*letter)).collect();
    let mut folded = String::with_capacity(bare.len());
    for letter in TOGETHER.normalize(&bare).chars() {
        match plain(letter) {
            Some(plain) => folded.push_str(plain),
            None if is_of_word(letter) => folded.push(letter),
            None => {}
        }
    }
    if let Some((end, _)) = folded.char_indices().nth(LONGEST) {
        folded.truncate(end);
    }
    folded.into()
}

/// Marks above and below letters: of Latin, Greek and Cyrillic, of Hebrew, of Arabic, and the stroke that draws Arabic words
/// out.
fn is_accent(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36F}'
            | '\u{591}'..='\u{5C7}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{640}'
    )
}

/// What a letter is written as where it is not at hand. `None` for letters that stay.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
        'ى' => "ي",
        'ة' => "ه",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_make_no_difference() {
        for (word, folded) in [
            ("TRUST", "trust"),
            ("check-up", "checkup"),
            ("Équipe", "equipe"),
            ("Größe", "grosse"),
            ("ŁÓDŹ", "lodz"),
            ("Ångström", "angstrom"),
            ("İstanbul", "istanbul"),
            ("ﬁne", "fine"),
            ("½", "12"),
            ("Ελλάς", "ελλασ"),
            ("ａｂｃ", "abc"),
            ("がく", "がく"),
            ("الثِّقة", "الثقه"),
            ("שָׁלוֹם", "שלום"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }

    #[test]
    fn a_term_has_forty_letters_at_most() {
        assert_eq!(fold(&"Á".repeat(50)), "a".repeat(40));
        assert_eq!(fold(&"a".repeat(50)), "a".repeat(40));
    }
}
