//! Words of the interface.

use serde::Serialize;
use std::collections::BTreeMap;

use crate::diag::{Rule, Severity};
use crate::model::Date;
use crate::record::{Record, Value, as_text};

/// Words of the interface that cannot be read.
pub(super) const WORDS_FAULT: Rule = Rule {
    code: "words-fault",
    severity: Severity::Error,
    explanation: "A file in `templates/words/` holds something other than tables of words, as the built-in `en.toml` does. \
        Words that it does not name keep their English form.",
};

/// Words of the interface, by table and name.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Words {
    tables: BTreeMap<String, BTreeMap<String, Word>>,
}

/// One word, or several that belong together.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum Word {
    One(String),
    Several(Vec<String>),
}

impl Words {
    /// Lays the tables of `records` over one another, the later over the earlier.
    pub(super) fn of(records: &[Record]) -> Self {
        let mut words = Self::default();
        for entry in records.iter().flat_map(|record| &record.entries) {
            let Value::Record(table) = &entry.value.value else { continue };
            let known = words.tables.entry(entry.key.value.clone()).or_default();
            for word in &table.entries {
                let value = match &word.value.value {
                    Value::List(list) => Word::Several(
                        list.iter().filter_map(as_text).map(|text| text.value).collect(),
                    ),
                    Value::Text(_)
                    | Value::Integer(_)
                    | Value::Float(_)
                    | Value::Flag(_)
                    | Value::Date(_)
                    | Value::Record(_) => match as_text(&word.value) {
                        Some(text) => Word::One(text.value),
                        None => continue,
                    },
                };
                known.insert(word.key.value.clone(), value);
            }
        }
        words
    }

    /// The word `name` of `table`; the name itself where there is none.
    pub fn word<'w>(&'w self, table: &str, name: &'w str) -> &'w str {
        match self.tables.get(table).and_then(|table| table.get(name)) {
            Some(Word::One(word)) => word,
            Some(Word::Several(_)) | None => name,
        }
    }

    /// The word `name` of `table` with `{key}` filled in.
    pub fn filled(&self, table: &str, name: &str, key: &str, value: &str) -> String {
        self.word(table, name).replace(&format!("{{{key}}}"), value)
    }

    /// A day in words: `2 November 2026`.
    pub(super) fn date(&self, date: Date) -> String {
        let month = self.several("dates", "months").get(usize::from(date.month) - 1);
        match month {
            Some(month) => self
                .filled("dates", "day", "day", &date.day.to_string())
                .replace("{month}", month)
                .replace("{year}", &date.year.to_string()),
            None => date.to_string(),
        }
    }

    /// The words `name` of `table`; empty where there are none.
    pub fn several(&self, table: &str, name: &str) -> &[String] {
        match self.tables.get(table).and_then(|table| table.get(name)) {
            Some(Word::Several(words)) => words,
            Some(Word::One(_)) | None => &[],
        }
    }
}
