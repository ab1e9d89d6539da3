//! A misspelt word → the nearest known one.

/// Finds the word among `known` that `found` was most likely meant to be.
///
/// Returns `None` when none is near: more than a third of the letters, or over three, would have to change.
pub fn nearest<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let plain = found.to_lowercase().replace(['_', ' '], "-");
    let allowed = (plain.chars().count() / 3).clamp(1, 3);
    known
        .into_iter()
        .filter(|word| word.len().abs_diff(plain.len()) <= allowed * 4)
        .map(|word| {
            (
                strsim::damerau_levenshtein(&plain, &word.to_lowercase().replace(['_', ' '], "-")),
                word,
            )
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, word)| word)
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
