//! Words of the interface.

use serde::Serialize;
use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Rule, Severity, nearest};
use crate::locale::quotes;
use crate::measure::{Date, Minutes};
use crate::record::{Record, Value, as_text};
use crate::sheet::{Paper, Turn};
use crate::source::SourcePath;
use crate::worksheet::{self, key_of};

/// Words of the interface that cannot be read.
pub const WORDS_FAULT: Rule = Rule {
    code: "words-fault",
    severity: Severity::Warning,
    explanation: "A file in `templates/words/` takes the place of words that pages show, such as `Contents`. It is made like \
        the built-in `en.toml`: tables such as `[site]`, and in them names with a text each, or a list of texts where there \
        is one. This file holds something that no page shows, most often because of a slip of the keyboard. Words that it \
        does not name keep their English form.",
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
    /// Makes the words of the interface of what the theme's files say, the later ones over the earlier ones, and tells what
    /// the later ones say that the first one has no place for.
    pub fn of_files(files: &[(SourcePath, Record)], language: &str) -> (Self, Vec<Diagnostic>) {
        (Self::of(files.iter().map(|(_, record)| record), language), faults(files))
    }

    /// Lays the tables of `records` over one another, the later over the earlier.
    ///
    /// The first are the built-in English ones; quotation marks are then those of `language`, unless a later one has others.
    fn of<'r>(records: impl Iterator<Item = &'r Record>, language: &str) -> Self {
        let mut words = Self::default();
        for (number, record) in records.enumerate() {
            words.lay_over(record);
            if number == 0 {
                let marks = quotes(language).map(str::to_owned).to_vec();
                let prose = words.tables.entry("prose".to_owned()).or_default();
                prose.insert("quotes".to_owned(), Word::Several(marks));
            }
        }
        words
    }

    fn lay_over(&mut self, record: &Record) {
        for entry in &record.entries {
            let Value::Record(table) = &entry.value.value else { continue };
            let known = self.tables.entry(entry.key.value.clone()).or_default();
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
    }

    /// The word `name` of `table`; the name itself where there is none.
    pub fn word<'w>(&'w self, table: &str, name: &'w str) -> &'w str {
        match self.tables.get(table).and_then(|table| table.get(name)) {
            Some(Word::One(word)) => word,
            Some(Word::Several(_)) | None => name,
        }
    }

    /// The word of `table` for what files call `name`: for `in person` that of the name `in_person`.
    pub fn named(&self, table: &str, name: &str) -> String {
        self.word(table, &key_of(name)).to_owned()
    }

    /// The words of `table` for what files call `names`.
    pub fn named_each(&self, table: &str, names: &[String]) -> Vec<String> {
        names.iter().map(|name| self.named(table, name)).collect()
    }

    /// The same with so many stages in the sentence below those of the home page.
    #[must_use]
    pub fn with_stages(mut self, stages: usize) -> Self {
        let numbers = self.several("home", "numbers");
        let number = numbers.get(stages).cloned().unwrap_or_else(|| stages.to_string());
        let lead = self.filled("home", "stages_lead", "n", &number);
        let home = self.tables.entry("home".to_owned()).or_default();
        home.insert("stages_lead".to_owned(), Word::One(lead));
        self
    }

    /// A length of time, or a range of them, that stays on one line: `25 min`, `20–30 min`.
    pub fn times(&self, times: (Minutes, Minutes)) -> String {
        let word = |table: &str, name: &str| self.word(table, name).to_owned();
        worksheet::Words::new(&word).times(times).replace(' ', "\u{a0}")
    }

    /// The word `name` of `table` with `{key}` filled in.
    pub fn filled(&self, table: &str, name: &str, key: &str, value: &str) -> String {
        self.word(table, name).replace(&format!("{{{key}}}"), value)
    }

    /// A paper in words: `A4`, `A4 or Letter`.
    pub fn paper(&self, paper: Paper, turn: Turn) -> String {
        let name = match paper {
            Paper::Either => self.word("sheet", "either_paper").to_owned(),
            Paper::A4 | Paper::Letter | Paper::A3 | Paper::A5 | Paper::A6 | Paper::A7 => {
                paper.name().to_owned()
            }
        };
        match turn {
            Turn::Portrait => name,
            Turn::Landscape => self.filled("sheet", "on_its_side", "paper", &name),
        }
    }

    /// A day in words: `2 November 2026`.
    pub fn date(&self, date: Date) -> String {
        let month = self.several("dates", "months").get(usize::from(date.month) - 1);
        match month {
            Some(month) => self
                .filled("dates", "day", "day", &date.day.to_string())
                .replace("{month}", month)
                .replace("{year}", &date.year.to_string()),
            None => date.to_string(),
        }
    }

    /// The month of a day in words: `November 2026`.
    pub fn month(&self, date: Date) -> String {
        match self.several("dates", "months").get(usize::from(date.month) - 1) {
            Some(month) => self
                .filled("dates", "month", "month", month)
                .replace("{year}", &date.year.to_string()),
            None => format!("{:04}-{:02}", date.year, date.month),
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

/// What files hold that the first of them, which is the built-in one, has no place for.
fn faults(files: &[(SourcePath, Record)]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(((_, built_in), own)) = files.split_first() else { return found };
    for (path, record) in own {
        for entry in &record.entries {
            let known = built_in.record(&entry.key);
            if let (Some(known), Value::Record(table)) = (known, &entry.value.value) {
                tell(path, &entry.key, table, known, &mut found);
            } else {
                let tables = built_in.entries.iter().map(|entry| entry.key.as_str());
                let help = match nearest(&entry.key, tables) {
                    Some(near) => format!("write `[{near}]`"),
                    None => "words stand below lines such as `[site]`".to_owned(),
                };
                let message = format!("there is no group of words `{}`", entry.key.value);
                found.push(Diagnostic::new(&WORDS_FAULT, path, entry.key.span, message).help(help));
            }
        }
    }
    found
}

/// Tells what `table` holds that the built-in table `known` of the same `name` does not, or holds in another form.
fn tell(
    path: &SourcePath,
    name: &str,
    table: &Record,
    known: &Record,
    found: &mut Vec<Diagnostic>,
) {
    for entry in &table.entries {
        let (span, message, help) = match known.value(&entry.key) {
            Some(word) if word.value.type_in_words() == entry.value.value.type_in_words() => {
                continue;
            }
            Some(word) => (
                entry.value.span,
                format!(
                    "`{}` wants {}, not {}",
                    entry.key.value,
                    word.value.type_in_words(),
                    entry.value.value.type_in_words()
                ),
                "write it in the form that the built-in words have".to_owned(),
            ),
            None => (
                entry.key.span,
                format!("`[{name}]` has no word called `{}`", entry.key.value),
                match nearest(&entry.key, known.entries.iter().map(|entry| entry.key.as_str())) {
                    Some(near) => format!("write `{near}`"),
                    None => "take it out: no page shows it".to_owned(),
                },
            ),
        };
        found.push(Diagnostic::new(&WORDS_FAULT, path, span, message).help(help));
    }
}
