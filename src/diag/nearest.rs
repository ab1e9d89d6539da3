//! A misspelt word → the nearest known one.

/// Finds the word among `known` that `found` was most likely meant to be.
///
/// Returns `None` when none is near: more than a third of the letters, or over three, would have to change.
pub fn nearest<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let plain = plain(found);
    let (count, letters) = (plain.chars().count(), letters(&plain));
    let allowed = (count / 3).clamp(1, 3);
    known
        .into_iter()
        .filter(|word| word.len() <= (count + allowed) * 4)
        .map(|word| (self::plain(word), word))
        // Both are lower bounds of the distance that cost next to nothing: most words go no further.
        .filter(|(known, _)| known.chars().count().abs_diff(count) <= allowed)
        .filter(|(known, _)| (self::letters(known) ^ letters).count_ones() as usize <= 2 * allowed)
        .map(|(known, word)| (strsim::damerau_levenshtein(&plain, &known), word))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, word)| word)
}

/// `word` in small letters, with one sign between its parts.
fn plain(word: &str) -> String {
    let plain = |letter: char| if matches!(letter, '_' | ' ') { '-' } else { letter };
    word.chars().map(plain).flat_map(char::to_lowercase).collect()
}

/// Which letters `word` has, a bit each; changing one letter changes two bits at most.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 64))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn one_letter_off_is_near() {
        assert_eq!(nearest("cheklist", ["checklist", "form"]), Some("checklist"));
    }

    #[test]
    fn another_word_is_not_near() {
        assert_eq!(nearest("banana", ["checklist", "form"]), None);
    }
}
