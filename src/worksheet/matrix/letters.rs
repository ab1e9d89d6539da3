//! The letters of a matrix and what has to hold of them, as its author says or as its set of letters does.

use super::Count;
use crate::record::Record;
use crate::source::Spanned;

/// What is said of letters.
#[derive(Debug)]
pub(super) struct Said {
    /// The letters and what they stand for.
    pub(super) letters: Vec<(String, String)>,
    /// The set that they are of, whose meanings are words of the interface.
    pub(super) set: Option<&'static str>,
    /// What has to hold in each row.
    pub(super) rules: Vec<Count>,
    /// Rules as written that could not be read.
    pub(super) unread: Vec<Spanned<String>>,
}

/// Letters with how often each stands in a row, at least and at most.
type Counts = &'static [(&'static str, usize, Option<usize>)];

/// The sets of letters that need no explanation by the author, each named by its letters.
const SETS: &[(&str, Counts)] = &[
    ("RACI", &[("A", 1, Some(1)), ("R", 1, None)]),
    ("DACI", &[("D", 1, Some(1)), ("A", 1, Some(1))]),
    ("RAPID", &[("D", 1, Some(1)), ("R", 1, None)]),
];

/// Reads what `record` says of letters.
pub(super) fn said(record: &Record) -> Said {
    let table = record.record("letters");
    let set = record.text("letters").map_or_else(|| "RACI".to_owned(), |text| text.value);
    let known = SETS.iter().find(|(name, ..)| *name == set);
    let letters = match (table, known) {
        (Some(table), _) => table
            .names()
            .into_iter()
            .map(|(letter, meaning)| (letter.value, meaning.value))
            .collect(),
        (None, _) => set
            .chars()
            .filter(|c| c.is_alphanumeric())
            .map(|c| (c.to_string(), String::new()))
            .collect(),
    };
    let mut written = record.texts("rules");
    written.extend(table.map(|table| table.texts("rules")).unwrap_or_default());
    let mut rules: Vec<Count> = match (table, known) {
        (None, Some((_, rules))) => rules
            .iter()
            .map(|(letter, least, most)| Count {
                letter: (*letter).to_owned(),
                least: *least,
                most: *most,
            })
            .collect(),
        (Some(_), _) | (None, None) => Vec::new(),
    };
    let (read, unread): (Vec<_>, Vec<_>) =
        written.into_iter().partition(|rule| Count::read(rule).is_some());
    rules.extend(read.iter().filter_map(|rule| Count::read(rule)));
    let set = known.filter(|_| table.is_none()).map(|(name, _)| *name);
    Said { letters, set, rules, unread }
}
