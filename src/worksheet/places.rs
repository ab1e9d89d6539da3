//! Where things stand in the file of a sheet, so that what is too long on paper is told at its line.

use crate::record::{Entry, Record, Value};
use crate::schema::{Key, Part};
use crate::source::{Span, Spanned};

/// Where things stand in the file of a sheet.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The texts in its lists, tables and blocks, in their order, each with whether it is the head of a column.
    pub texts: Box<[(Span, bool)]>,
    /// The number that says how many blank rows or lines it has. `None` when the author leaves that to the kind.
    pub amount: Option<Span>,
    /// The introduction. `None` when there is none.
    pub intro: Option<Span>,
}

impl Places {
    /// The places in the file that says `record`, whose kind has these `keys`. Of two keys of an amount the last is pointed at.
    pub fn of(record: &Record, keys: &[Key]) -> Self {
        let is_head =
            |name: &str| keys.iter().any(|key| key.name == name && key.part == Part::Heads);
        let mut texts = Vec::new();
        for Entry { key, value } in &record.entries {
            // A text beside the lists, such as the title, is no part of the sheet that could be left out.
            if !matches!(value.value, Value::Text(_)) {
                add_texts(value, is_head(&key.value), &mut texts);
            }
        }
        let mut amounts = keys.iter().rev().filter(|key| key.part == Part::Amount);
        let amount = amounts.find_map(|key| {
            let Entry { key, value } = record.entry(key.name)?;
            matches!(value.value, Value::Integer(_))
                .then(|| Span { start: key.span.start, end: value.span.end })
        });
        let intro = record.text("intro").map(|intro| intro.span);
        Self { texts: texts.into(), amount, intro }
    }
}

fn add_texts(value: &Spanned<Value>, is_head: bool, texts: &mut Vec<(Span, bool)>) {
    match &value.value {
        Value::Text(_) => texts.push((value.span, is_head)),
        Value::List(list) => list.iter().for_each(|each| add_texts(each, is_head, texts)),
        Value::Record(record) => {
            record.entries.iter().for_each(|entry| add_texts(&entry.value, is_head, texts));
        }
        Value::Integer(_) | Value::Float(_) | Value::Flag(_) | Value::Date(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

    const KEYS: &[Key] = &[
        Key::new("columns", Schema::Texts, "the heads").heads(),
        Key::new("lines", Schema::Number(1, 9), "how many lines").amount(),
        Key::new("rows", Schema::Number(1, 99), "how many rows").amount(),
        Key::new("example", Schema::Texts, "the specimen"),
    ];

    fn entry(name: &str, (start, end): (usize, usize), value: Value) -> Entry {
        let key = Spanned::new(name.to_owned(), Span::new(start, start + name.len()));
        Entry { key, value: Spanned::new(value, Span::new(start + name.len() + 3, end)) }
    }

    #[test]
    fn rows_are_told_from_heads_and_from_texts_of_their_own() {
        let text =
            |start: usize| Spanned::new(Value::Text("a".to_owned()), Span::new(start, start + 3));
        let record = Record {
            entries: vec![
                entry("title", (0, 13), Value::Text("Title".to_owned())),
                entry("columns", (14, 30), Value::List(vec![text(25)])),
                entry("example", (31, 60), Value::List(vec![text(42), text(47)])),
                entry("lines", (61, 70), Value::Integer(2)),
                entry("rows", (71, 79), Value::Integer(24)),
            ],
            span: Span::default(),
        };
        let places = Places::of(&record, KEYS);
        let span = |start: usize| Span::new(start, start + 3);
        let texts = [(span(25), true), (span(42), false), (span(47), false)];
        assert_eq!(*places.texts, texts);
        assert_eq!(places.amount, Some(Span::new(71, 79)));
        assert_eq!(places.intro, None);
    }
}
