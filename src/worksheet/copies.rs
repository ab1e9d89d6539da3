//! How many copies of a sheet are wanted: the table `[copies]` of packs and sessions.

use crate::diag::nearest;
use crate::record::{Record, Value};
use crate::schema::Schema;
use crate::source::Spanned;

/// The most copies of a sheet.
const MOST: i64 = 200;

/// Slugs of sheets, and how many copies of each are wanted.
#[derive(Clone, Debug)]
pub struct CopyNumbers(Vec<(Spanned<String>, usize)>);

impl CopyNumbers {
    /// How they are written: 1 to 200 of each.
    pub const SHAPE: Schema = Schema::NamedNumbers(1, MOST);

    /// Takes them out of `record`.
    pub fn of(record: &Record) -> Self {
        let entries = record.record("copies").map(|copies| copies.entries.as_slice());
        let entries = entries.unwrap_or_default().iter();
        Self(entries.map(|entry| (entry.key.clone(), number(&entry.value.value))).collect())
    }

    /// The slugs, in the order in which they were written.
    pub fn slugs(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.0.iter().map(|(slug, _)| slug)
    }

    /// How many of the sheet called `slug` are wanted. `None` when that is not said.
    pub fn of_sheet(&self, slug: &str) -> Option<usize> {
        self.0.iter().find(|(name, _)| name.value == slug).map(|(_, number)| *number)
    }

    /// The names that are none of `names`, each with what to write instead: the nearest of them, or one more in the `list`.
    pub fn astray(&self, names: &[&str], list: &str) -> Vec<(&Spanned<String>, String)> {
        let strays = self.0.iter().filter(|(slug, _)| !names.contains(&slug.value.as_str()));
        strays
            .map(|(slug, number)| {
                let help = match nearest(&slug.value, names.iter().copied()) {
                    Some(near) => format!("write `{near} = {number}`"),
                    None => format!("add `\"{}\"` to `{list}`, or take the line out", slug.value),
                };
                (slug, help)
            })
            .collect()
    }
}

fn number(value: &Value) -> usize {
    match value {
        Value::Integer(number) => usize::try_from((*number).clamp(1, MOST)).unwrap_or(1),
        Value::Text(_)
        | Value::Float(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::List(_)
        | Value::Record(_) => 1,
    }
}
