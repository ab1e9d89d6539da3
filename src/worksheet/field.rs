//! What is filled in on a sheet, and the ids that it is kept by.

use serde::Serialize;

/// One thing to fill in. The field on the page, the place on paper and the line in saved files are all made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// What the entry is kept by, unique on the sheet; on the page it is the field's `data-item`.
    pub id: String,
    /// What it is called when read aloud.
    pub label: String,
    /// What is entered.
    pub input: Input,
    /// What the specimen has entered; empty when there is none.
    pub example: String,
}

/// What is entered into a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Input {
    /// A few words.
    Words,
    /// Text on so many lines.
    Lines(usize),
    /// A date.
    Date,
    /// A whole number up to this.
    Number(usize),
    /// A tick.
    Tick,
    /// One of these.
    Choice(Vec<String>),
}

impl Field {
    /// A field kept by `id` and called `label`.
    pub fn new(id: impl Into<String>, label: impl Into<String>, input: Input) -> Self {
        Self { id: id.into(), label: label.into(), input, example: String::new() }
    }

    /// The same field with what the specimen has entered.
    #[must_use]
    pub fn example(mut self, example: impl Into<String>) -> Self {
        self.example = example.into();
        self
    }
}

/// Makes an id of `text` that none of `taken` is: its first eight words in lower case, joined by `-`.
///
/// The same text gives the same id on every machine, so that ticks kept under it are found again.
pub fn id_from(text: &str, taken: &[String]) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| {
            word.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
        .take(8)
        .collect();
    let base = if words.is_empty() { "item".to_owned() } else { words.join("-") };
    let mut id = base.clone();
    let mut number = 1;
    while taken.contains(&id) {
        number += 1;
        id = format!("{base}-{number}");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::id_from;

    #[test]
    fn an_id_is_made_of_the_first_words() {
        assert_eq!(
            id_from("We know who on our side may decide, and when", &[]),
            "we-know-who-on-our-side-may-decide"
        );
        assert_eq!(id_from("Don't panic!", &[]), "dont-panic");
        assert_eq!(id_from("…", &[]), "item");
        assert_eq!(id_from("A", &["a".into(), "a-2".into()]), "a-3");
    }
}
