//! What a TOML file or front matter says, as a tree in which everything knows its place.

use crate::measure::Date;
use crate::source::{Span, Spanned};

/// A table of keys, in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The keys and what stands behind them.
    pub entries: Vec<Entry>,
    /// The whole table; for the table of a file its first line.
    pub span: Span,
}

/// One `key = value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: Spanned<String>,
    /// What it is set to.
    pub value: Spanned<Value>,
}

/// What a key can be set to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `"text"`
    Text(String),
    /// `3`
    Integer(i64),
    /// `0.5`
    Float(f64),
    /// `true`
    Flag(bool),
    /// `2026-10-01`
    Date(Date),
    /// `[1, 2]`, and the blocks of one `[[name]]`.
    List(Vec<Spanned<Value>>),
    /// `{ a = 1 }`, and `[name]`.
    Record(Record),
}

impl Value {
    /// The word for what it is, as it stands in messages.
    pub fn type_in_words(&self) -> &'static str {
        match self {
            Value::Text(_) => "a text",
            Value::Integer(_) => "a number",
            Value::Float(_) => "a number with a fraction",
            Value::Flag(_) => "`true` or `false`",
            Value::Date(_) => "a date",
            Value::List(_) => "a list",
            Value::Record(_) => "keys of its own",
        }
    }
}

impl Record {
    /// The block that `row` says in short: its cells under `names` in turn, without those beyond the last name.
    ///
    /// An empty cell is an empty text.
    pub fn of_row(row: &Spanned<Value>, names: &[&str]) -> Self {
        let entry = |(name, cell): (&&str, &Spanned<Value>)| Entry {
            key: Spanned::new((*name).to_owned(), cell.span),
            value: cell.clone(),
        };
        Self { entries: names.iter().zip(as_cells(row)).map(entry).collect(), span: row.span }
    }

    /// The entry called `name`.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key.value == name)
    }

    /// What `name` is set to.
    pub fn value(&self, name: &str) -> Option<&Spanned<Value>> {
        self.entry(name).map(|entry| &entry.value)
    }

    /// The text that `name` is set to. `None` when it is missing or no text.
    pub fn text(&self, name: &str) -> Option<Spanned<String>> {
        as_text(self.value(name)?)
    }

    /// Sets the key `name`, where it is there, to `text`.
    pub fn set_text(&mut self, name: &str, text: &str) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.key.value == name) {
            entry.value.value = Value::Text(text.to_owned());
        }
    }

    /// The text that `name` is set to, empty when there is none.
    pub fn text_or_empty(&self, name: &str) -> String {
        self.text(name).map(|text| text.value).unwrap_or_default()
    }

    /// The whole number that `name` is set to, when it is one and not below zero.
    pub fn number(&self, name: &str) -> Option<Spanned<usize>> {
        as_number(self.value(name)?)
    }

    /// The same, or `most` where it is more, which was told: a slip of the keyboard shall not fill the memory.
    pub fn number_up_to(&self, name: &str, most: i64) -> Option<Spanned<usize>> {
        let most = usize::try_from(most).unwrap_or_default();
        self.number(name).map(|number| Spanned::new(number.value.min(most), number.span))
    }

    /// Whether `name` is set to `true`.
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.value(name)?.value {
            Value::Flag(flag) => Some(flag),
            Value::Text(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Date(_)
            | Value::List(_)
            | Value::Record(_) => None,
        }
    }

    /// The date that `name` is set to.
    pub fn date(&self, name: &str) -> Option<Date> {
        match &self.value(name)?.value {
            Value::Date(date) => Some(*date),
            Value::Text(text) => Date::parse(text),
            Value::Integer(_)
            | Value::Float(_)
            | Value::Flag(_)
            | Value::List(_)
            | Value::Record(_) => None,
        }
    }

    /// What stands in the list `name`; a single value counts as a list of one. Empty when it is missing.
    pub fn list(&self, name: &str) -> &[Spanned<Value>] {
        match self.value(name) {
            Some(Spanned { value: Value::List(list), .. }) => list,
            Some(single) => std::slice::from_ref(single),
            None => &[],
        }
    }

    /// The texts in the list `name`.
    pub fn texts(&self, name: &str) -> Vec<Spanned<String>> {
        self.list(name).iter().filter_map(as_text).collect()
    }

    /// The rows in the list `name`, each a list of texts; a single text is a row of one.
    pub fn rows(&self, name: &str) -> Vec<Spanned<Vec<String>>> {
        let texts = |row| as_cells(row).iter().filter_map(as_text).map(|text| text.value).collect();
        self.list(name).iter().map(|row| Spanned::new(texts(row), row.span)).collect()
    }

    /// The texts in the list `name` as paragraphs of one text. `None` when there are none.
    pub fn paragraphs(&self, name: &str) -> Option<Spanned<String>> {
        let texts = self.texts(name);
        match texts.as_slice() {
            [] => None,
            [single] => Some(single.clone()),
            many => {
                let joined: Vec<&str> = many.iter().map(|text| text.value.as_str()).collect();
                Some(Spanned::new(joined.join("\n\n"), self.value(name)?.span))
            }
        }
    }

    /// The blocks `[[name]]`.
    pub fn records(&self, name: &str) -> Vec<&Record> {
        self.list(name).iter().filter_map(|value| as_record(&value.value)).collect()
    }

    /// The table `[name]`.
    pub fn record(&self, name: &str) -> Option<&Record> {
        as_record(&self.value(name)?.value)
    }

    /// The texts of a table of short names, in the order written: `[letters]  O = "Owns it"`.
    pub fn names(&self) -> Vec<(Spanned<String>, Spanned<String>)> {
        self.entries
            .iter()
            .filter_map(|entry| Some((entry.key.clone(), as_text(&entry.value)?)))
            .collect()
    }
}

/// The text that `value` is. Numbers and dates where a text is meant count as the text they are written as.
pub fn as_text(value: &Spanned<Value>) -> Option<Spanned<String>> {
    let text = match &value.value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Float(_) | Value::Flag(_) | Value::List(_) | Value::Record(_) => return None,
    };
    Some(Spanned::new(text, value.span))
}

/// The whole number that `value` is, when it is one and not below zero.
pub fn as_number(value: &Spanned<Value>) -> Option<Spanned<usize>> {
    match value.value {
        Value::Integer(number) => {
            usize::try_from(number).ok().map(|number| Spanned::new(number, value.span))
        }
        Value::Text(_)
        | Value::Float(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::List(_)
        | Value::Record(_) => None,
    }
}

/// The cells of the row that `value` is: what stands in a list, or the single value itself.
pub fn as_cells(value: &Spanned<Value>) -> &[Spanned<Value>] {
    match &value.value {
        Value::List(cells) => cells,
        Value::Text(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::Record(_) => std::slice::from_ref(value),
    }
}

/// The table that `value` is.
pub fn as_record(value: &Value) -> Option<&Record> {
    match value {
        Value::Record(record) => Some(record),
        Value::Text(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::List(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_block_in_short() {
        let text = |text: &str, span| Spanned::new(Value::Text(text.to_owned()), span);
        let cells = vec![text("Us", 1..5), text("", 7..9), text("more", 11..17)];
        let row = Record::of_row(&Spanned::new(Value::List(cells), 0..18), &["who", "needs"]);
        assert_eq!(row.text("who"), Some(Spanned::new("Us".to_owned(), 1..5)));
        assert_eq!(row.text("needs"), Some(Spanned::new(String::new(), 7..9)));
        assert_eq!((row.entries.len(), row.span), (2, Span::new(0, 18)));
        let single = Record::of_row(&text("Us", 0..4), &["who", "needs"]);
        assert_eq!((single.text_or_empty("who").as_str(), single.entry("needs")), ("Us", None));
    }
}
