//! A pack: a bundle of sheets to print, with how many copies of each, and a cover.

use super::Document;
use crate::record::{Record, Value};
use crate::shape::{Key, Shape};
use crate::source::{Span, Spanned};
use crate::worksheet::Prose;

/// A bundle to print.
#[derive(Clone, Debug)]
pub struct Pack {
    /// What stands above the list.
    pub intro: Document,
    /// Whether it is printed with a cover.
    pub cover: bool,
    /// Slugs of the sheets and checklists in it, in order.
    pub include: Vec<Spanned<String>>,
    /// Where that list was written. `None` when it was not.
    pub include_span: Option<Span>,
    /// Slugs, and how many copies of each.
    pub copies: Vec<(Spanned<String>, usize)>,
}

/// The most copies of a sheet.
const MOST_COPIES: i64 = 200;

impl Pack {
    /// The keys of a pack, besides the shared ones.
    pub const KEYS: &[Key] = &[
        Key::needed(
            "include",
            Shape::Texts,
            "file names, without ending, of the worksheets and checklists in it, in order",
        ),
        Key::new(
            "cover",
            Shape::Flag,
            "`true` prints a cover with title, partners and a line for the date",
        ),
        Key::new("intro", Shape::Text, "what stands above the list"),
        Key::new(
            "copies",
            Shape::NamedNumbers(1, MOST_COPIES),
            "how many copies of a sheet, 1 to 200; one of each that is not named",
        ),
    ];

    /// Takes the pack out of `record`.
    pub fn of(record: &Record, prose: Prose<'_>) -> Self {
        let copies = record.record("copies").map(|copies| copies.entries.as_slice());
        Self {
            intro: prose(record.text("intro")),
            cover: record.flag("cover").unwrap_or(false),
            include: record.texts("include"),
            include_span: record.value("include").map(|value| value.span),
            copies: copies
                .unwrap_or_default()
                .iter()
                .map(|entry| (entry.key.clone(), number(&entry.value.value)))
                .collect(),
        }
    }

    /// How many copies of the sheet called `slug` are wanted.
    pub fn copies_of(&self, slug: &str) -> usize {
        self.copies.iter().find(|(name, _)| name.value == slug).map_or(1, |(_, copies)| *copies)
    }
}

fn number(value: &Value) -> usize {
    match value {
        Value::Integer(number) => usize::try_from((*number).clamp(1, MOST_COPIES)).unwrap_or(1),
        Value::Text(_)
        | Value::Float(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::List(_)
        | Value::Record(_) => 1,
    }
}
