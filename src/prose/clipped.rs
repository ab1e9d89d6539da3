//! Words with their beginning left out: `'n`, `'ne`, `'tis`, `'90s`. The mark in front of them is an apostrophe and opens nothing.

/// What is left of words that lose their beginning, in German, Dutch and English.
const CLIPPED: &[&str] = &[
    "n", "s", "ne", "nem", "nen", "ner", "nes", "t", "em", "tis", "twas", "til", "cause", "round",
];

/// Whether `rest`, the text behind a single mark, begins with such a word, so that nothing is quoted.
///
/// `'n'` as in `rock 'n' roll` is one; any other word with a second mark behind it is quoted.
pub fn is_clipped(rest: &str) -> bool {
    let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    let is_mark = |letter: char| matches!(letter, '\'' | '’');
    let word = word.to_lowercase();
    if word == "n" && after.starts_with(is_mark) {
        return true;
    }
    let years = word.strip_suffix('s').unwrap_or(&word);
    let is_years = years.len() == 2 && years.bytes().all(|byte| byte.is_ascii_digit());
    let is_quoted = after.char_indices().any(|(at, letter)| {
        is_mark(letter) && !after[at + letter.len_utf8()..].starts_with(char::is_alphanumeric)
    });
    (is_years || CLIPPED.contains(&&*word)) && !is_quoted
}

#[cfg(test)]
mod tests {
    use super::is_clipped;

    #[test]
    fn clipped_words_are_told_from_quoted_ones() {
        for rest in ["n' roll", "n’ roll", "ne Woche", "n Tag", "s geht", "90s", "tis so"] {
            assert!(is_clipped(rest), "{rest}");
        }
        for rest in ["never'", "s' und", "nein", "900s", "n Tag' und", "nearly all"] {
            assert!(!is_clipped(rest), "{rest}");
        }
    }
}
