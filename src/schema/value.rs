//! What a key is set to, held against what it may be set to.

use super::example::{correct, words_of};
use super::judge::{Judge, Place};
use super::key::{Key, Schema};
use super::meant::{literal, meant};
use super::rules::{WRONG_TYPE, WRONG_VALUE};
use super::words::words;
use crate::colour::Colour;
use crate::diag::{Diagnostic, Fix, Rule};
use crate::measure::{Date, Minutes, Range, days};
use crate::record::{Entry, Value, as_text};
use crate::source::Spanned;

impl Judge<'_> {
    /// Checks what `key` is set to, and sets right what has one reading. Says whether it can be used then.
    pub(super) fn value(&mut self, value: &mut Spanned<Value>, key: &Key, place: Place) -> bool {
        let span = value.span;
        if let Value::Text(text) = &value.value
            && is_way_with_escapes(text, self.written(span))
        {
            self.way_with_escapes(value, key, place);
        }
        match (key.schema, &mut value.value) {
            (
                Schema::Text | Schema::Letters,
                Value::Text(_) | Value::Integer(_) | Value::Date(_),
            )
            | (Schema::Flag, Value::Flag(_))
            | (Schema::Date, Value::Date(_))
            | (Schema::Texts, Value::Text(_)) => {}
            (Schema::Date, Value::Text(text)) if Date::parse(text).is_some() => {}
            (Schema::Number(least, most), Value::Integer(number))
                if (least..=most).contains(number) => {}
            (Schema::Duration, Value::Text(text)) if Minutes::parse_range(text).is_some() => {}
            (Schema::Range, Value::Text(text)) if Range::parse(text).is_some() => {}
            (Schema::Range, Value::Integer(number)) if *number >= 0 => {}
            // A number alone is minutes.
            (Schema::Duration, Value::Integer(number))
                if Minutes::parse(&number.to_string()).is_some() => {}
            (Schema::OneOf(choices) | Schema::SomeOf(choices), Value::Text(text))
                if choices.contains(&text.as_str()) => {}
            (Schema::Colour | Schema::ColourOrTable(_), Value::Text(text))
                if Colour::parse(text).is_some() => {}
            (Schema::Blocks(_), Value::List(list))
                if list.iter().all(|each| !matches!(each.value, Value::Record(_))) =>
            {
                return self.wrong(value, key, place);
            }
            (
                Schema::Texts
                | Schema::SomeOf(_)
                | Schema::Numbers(..)
                | Schema::Blocks(_)
                | Schema::TextsOrBlocks(_)
                | Schema::Rows
                | Schema::RowsOrBlocks(_),
                Value::List(list),
            ) => {
                for each in list {
                    self.element(each, key);
                }
            }
            (Schema::Table(keys) | Schema::ColourOrTable(keys), Value::Record(record)) => {
                self.record(record, &[keys], &format!("`[{}]`", key.name));
            }
            (Schema::Blocks(keys), Value::Record(record))
                if self.written(span).starts_with('[') =>
            {
                self.single_brackets(value, keys, key);
            }
            (Schema::Names | Schema::Letters, Value::Record(record)) => {
                for entry in &mut record.entries {
                    let rules = matches!(key.schema, Schema::Letters) && entry.key.value == "rules";
                    let schema = if rules { Schema::Texts } else { Schema::Text };
                    self.value(&mut entry.value, &Key { schema, ..copy(key) }, Place::Key);
                }
            }
            (Schema::NamedNumbers(least, most), Value::Record(record)) => {
                for entry in &record.entries {
                    self.named_number(entry, (least, most));
                }
            }
            (_, _) => return self.wrong(value, key, place),
        }
        true
    }

    /// Tells a value that does not fit, and sets it right where it has one reading. Says whether it has.
    fn wrong(&mut self, value: &mut Spanned<Value>, key: &Key, place: Place) -> bool {
        let written = self.written(value.span).to_owned();
        let (rule, message) = said(value, key);
        let fault = Diagnostic::new(rule, self.file.origin.path, value.span, message);
        let Some(right) = instead(value, &written, key) else {
            self.found.push(fault.help(open_help(value, key)));
            return false;
        };
        let now = literal(&right);
        let help = match place {
            Place::Key => format!("write `{} = {now}`", key.name),
            Place::Entry => format!("write `{now}`"),
        };
        let fix = Some(Fix { was: written, now }).filter(|fix| !fix.was.is_empty());
        self.found.push(fault.help(help).maybe_fix(fix));
        value.value = right;
        true
    }

    /// Tells the way to a file whose backslashes were read as special signs, `\t` as a tab, and sets it right.
    fn way_with_escapes(&mut self, value: &mut Spanned<Value>, key: &Key, place: Place) {
        let written = self.written(value.span).to_owned();
        let now = written.replace("\\\\", "/").replace('\\', "/");
        let message = format!(
            "a backslash in `{}` begins a special sign, and does not lead into a folder",
            key.name
        );
        let fault = Diagnostic::new(&WRONG_VALUE, self.file.origin.path, value.span, message);
        let help = match place {
            Place::Key => format!("write `{} = {now}`", key.name),
            Place::Entry => format!("write `{now}`"),
        };
        value.value = Value::Text(now.trim_matches('"').to_owned());
        self.found.push(fault.help(help).maybe_fix(Some(Fix { was: written, now })));
    }

    /// Tells a table where blocks are wanted, and takes it for one.
    fn single_brackets(&mut self, value: &mut Spanned<Value>, keys: &'static [Key], key: &Key) {
        let was = format!("[{}]", key.name);
        let now = format!("[{was}]");
        let message = format!("each block of `{}` stands in double brackets", key.name);
        let span = crate::source::Span::new(
            value.span.range().start,
            value.span.range().start + was.len(),
        );
        let is_plain = self.written(span) == was;
        let fault = Diagnostic::new(&WRONG_TYPE, self.file.origin.path, span, message);
        let fault = fault.help(format!("write `{now}`"));
        self.found.push(fault.maybe_fix(is_plain.then_some(Fix { was, now })));
        if let Value::Record(record) = &mut value.value {
            self.record(record, &[keys], &format!("`[[{}]]`", key.name));
        }
        let block = value.clone();
        value.value = Value::List(vec![block]);
    }

    fn element(&mut self, each: &mut Spanned<Value>, key: &Key) {
        let inner = |schema: Schema| Key { schema, ..copy(key) };
        match (key.schema, &mut each.value) {
            (
                Schema::Blocks(keys) | Schema::TextsOrBlocks(keys) | Schema::RowsOrBlocks(keys),
                Value::Record(record),
            ) => {
                let is_entry =
                    matches!(key.schema, Schema::TextsOrBlocks(_) | Schema::RowsOrBlocks(_));
                let what = if is_entry {
                    format!("an entry of `{}`", key.name)
                } else {
                    format!("`[[{}]]`", key.name)
                };
                let knew_all = self.knows_all;
                self.record(record, &[keys], &what);
                // What one entry of a list is to say is no matter of the others.
                self.knows_all = if is_entry { knew_all } else { self.knows_all };
            }
            (Schema::Blocks(_), _) => {
                let message =
                    format!("`{}` wants blocks, not {}", key.name, each.value.type_in_words());
                let fault = Diagnostic::new(&WRONG_TYPE, self.file.origin.path, each.span, message);
                self.found.push(fault.help(format!("begin each with a line `[[{}]]`", key.name)));
            }
            (Schema::Numbers(least, most), _) => {
                self.value(each, &inner(Schema::Number(least, most)), Place::Entry);
            }
            (Schema::SomeOf(choices), _) => {
                self.value(each, &inner(Schema::OneOf(choices)), Place::Entry);
            }
            (Schema::Rows | Schema::RowsOrBlocks(_), Value::List(cells)) => {
                for cell in cells {
                    self.cell(cell, key);
                }
            }
            (Schema::Rows | Schema::RowsOrBlocks(_), _) => self.cell(each, key),
            (_, _) => {
                self.value(each, &inner(Schema::Text), Place::Entry);
            }
        }
    }

    /// Tells a cell of a row, or a row of a single cell, that is no text.
    fn cell(&mut self, cell: &mut Spanned<Value>, key: &Key) {
        if as_text(cell).is_some() {
            return;
        }
        let message =
            format!("a row of `{}` wants texts, not {}", key.name, cell.value.type_in_words());
        let fault = Diagnostic::new(&WRONG_TYPE, self.file.origin.path, cell.span, message);
        let written = self.written(cell.span).to_owned();
        let fault = match instead(cell, &written, &Key { schema: Schema::Text, ..copy(key) }) {
            Some(right) => {
                let now = literal(&right);
                cell.value = right;
                let fix =
                    Some(Fix { was: written, now: now.clone() }).filter(|fix| !fix.was.is_empty());
                fault.help(format!("write `{now}`")).maybe_fix(fix)
            }
            None => fault.help("write the row as `[\"…\", \"…\"]`, each text in quotation marks"),
        };
        self.found.push(fault);
    }

    fn named_number(&mut self, entry: &Entry, (least, most): (i64, i64)) {
        let (name, value) = (&entry.key.value, &entry.value);
        let key = Key::new("", Schema::Number(least, most), "");
        let message = match &value.value {
            Value::Integer(number) if (least..=most).contains(number) => return,
            Value::Integer(number) => {
                format!("`{name}` is between {least} and {most}, and {number} is not")
            }
            Value::Text(_)
            | Value::Float(_)
            | Value::Flag(_)
            | Value::Date(_)
            | Value::List(_)
            | Value::Record(_) => {
                format!("`{name}` wants a whole number, not {}", value.value.type_in_words())
            }
        };
        let written = self.written(value.span).to_owned();
        let right = instead(value, &written, &key).map(|right| literal(&right));
        let help = match &right {
            Some(right) => format!("write `{name} = {right}`"),
            None => format!("write a whole number from {least} to {most}"),
        };
        let fix = right.map(|now| Fix { was: written, now }).filter(|fix| !fix.was.is_empty());
        let rule =
            if matches!(value.value, Value::Integer(_)) { &WRONG_VALUE } else { &WRONG_TYPE };
        let fault = Diagnostic::new(rule, self.file.origin.path, value.span, message);
        self.found.push(fault.help(help).maybe_fix(fix));
    }
}

/// Whether `text`, which is `written` so, is the way to a file with backslashes, at least one of which was read as a sign.
fn is_way_with_escapes(text: &str, written: &str) -> bool {
    let inner = written.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
    let Some(inner) = inner.filter(|inner| inner.contains('\\') && text.contains(char::is_control))
    else {
        return false;
    };
    let ending = inner.rsplit_once('.').map_or("", |(_, ending)| ending);
    (2..=4).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !inner.contains([' ', '"'])
}

/// What is said of a value that does not fit, and which rule it breaks.
fn said(value: &Spanned<Value>, key: &Key) -> (&'static Rule, String) {
    let name = key.name;
    let shown = shown("", &value.value).unwrap_or_else(|| "this".to_owned());
    match (key.schema, &value.value) {
        (Schema::Number(least, most), Value::Integer(_)) => {
            (&WRONG_VALUE, format!("`{name}` is between {least} and {most}, and {shown} is not"))
        }
        (Schema::Duration, Value::Text(_)) => {
            (&WRONG_VALUE, format!("`{name}` is a time, and {shown} is not"))
        }
        (Schema::Range, Value::Text(_)) => {
            (&WRONG_VALUE, format!("`{name}` is a number or a range, and {shown} is not"))
        }
        (
            Schema::OneOf(_) | Schema::SomeOf(_) | Schema::Colour | Schema::ColourOrTable(_),
            Value::Text(text),
        ) => (&WRONG_VALUE, format!("`{name}` cannot be `{text}`")),
        (Schema::Date, Value::Text(text)) => match days::read(text) {
            Some(days::Read::Day(_)) => {
                (&WRONG_TYPE, format!("`{text}` is not how a day is written: year, month, day"))
            }
            Some(days::Read::Two(..)) => (&WRONG_VALUE, format!("`{text}` may be two days")),
            Some(days::Read::None) => (&WRONG_VALUE, format!("there is no day `{text}`")),
            None => (&WRONG_TYPE, format!("`{name}` wants a date, not a text")),
        },
        (schema, other) => (
            &WRONG_TYPE,
            format!("`{name}` wants {}, not {}", words_of(schema), other.type_in_words()),
        ),
    }
}

/// What to do about a value of which only its author knows what it is to say.
fn open_help(value: &Spanned<Value>, key: &Key) -> String {
    let name = key.name;
    match (key.schema, &value.value) {
        (Schema::Number(least, most), _) => {
            format!("write a whole number from {least} to {most}: {}", key.meaning)
        }
        (Schema::Duration, _) => "write a time such as `25 min`, `1h30` or `20-30 min`".to_owned(),
        (Schema::Range, _) => "write a number or a range such as `4-12`".to_owned(),
        (Schema::OneOf(choices) | Schema::SomeOf(choices), _) => {
            format!("choose one of {}", words(choices.iter().copied()))
        }
        (Schema::Colour | Schema::ColourOrTable(_), Value::Text(_)) => format!(
            "write `#` and six figures or letters from `a` to `f`, two each for red, green and blue: `{}`",
            key.example()
        ),
        (Schema::Date, Value::Text(text)) => match days::read(text) {
            Some(days::Read::Two(one, other)) => format!(
                "write `{name} = {one}` for {}, or `{name} = {other}` for {}",
                days::spoken(one),
                days::spoken(other)
            ),
            Some(days::Read::None) => {
                format!("write a day that there is as year, month and day: `{}`", key.example())
            }
            Some(days::Read::Day(_)) | None => {
                format!("write a day as year, month and day: `{}`", key.example())
            }
        },
        (schema, _) => correct(schema, name),
    }
}

/// What is wrong with `text` where `key` is set to it, and what to do, when nobody can tell what was meant.
pub fn unreadable(key: &Key, text: &str) -> (String, String) {
    let value = Spanned::new(Value::Text(text.to_owned()), crate::source::Span::default());
    (said(&value, key).1, open_help(&value, key))
}

/// What is meant by a value that does not fit, when that has one reading.
fn instead(value: &Spanned<Value>, written: &str, key: &Key) -> Option<Value> {
    let of_text = |text: &str| meant((key.schema, key.name), text);
    match (key.schema, &value.value) {
        (Schema::TextsOrBlocks(_), Value::Text(_)) => Some(Value::List(vec![value.clone()])),
        (_, Value::Text(text)) => of_text(text),
        (Schema::Flag, Value::Integer(number @ (0 | 1))) => Some(Value::Flag(*number == 1)),
        (Schema::Date, Value::Integer(number)) => {
            let digits = number.to_string();
            let (year, rest) = digits.split_at_checked(4).filter(|_| digits.len() == 8)?;
            Date::parse(&format!("{year}-{}-{}", &rest[..2], &rest[2..])).map(Value::Date)
        }
        (Schema::Number(..), Value::Float(_)) => of_text(written),
        (Schema::Text | Schema::Letters | Schema::Texts, Value::Float(_))
        | (Schema::Texts, Value::Integer(_) | Value::Date(_))
            if !written.is_empty() =>
        {
            Some(Value::Text(written.to_owned()))
        }
        (schema, Value::List(list)) => match (schema, &list[..]) {
            (
                Schema::Text
                | Schema::Letters
                | Schema::Flag
                | Schema::Date
                | Schema::Number(..)
                | Schema::Duration
                | Schema::Range
                | Schema::OneOf(_),
                [only],
            ) => match &only.value {
                Value::Text(text) => of_text(text),
                Value::Flag(_) | Value::Date(_) | Value::Integer(_) => Some(only.value.clone()),
                Value::Float(_) | Value::List(_) | Value::Record(_) => None,
            },
            _ => None,
        },
        (
            _,
            Value::Integer(_)
            | Value::Float(_)
            | Value::Flag(_)
            | Value::Date(_)
            | Value::Record(_),
        ) => None,
    }
}

/// A value as it stands in the file, or would, for "write `pause = "…"`". `None` when it takes too much room.
pub(super) fn shown(written: &str, value: &Value) -> Option<String> {
    /// As many letters are shown of a value.
    const MOST: usize = 120;
    let is_short = |text: &str| !text.contains('\n') && text.chars().count() <= MOST;
    if !written.is_empty() && is_short(written) {
        return Some(written.to_owned());
    }
    match value {
        Value::Text(text) => {
            Some(format!("\"{}\"", text.replace('\n', " "))).filter(|text| is_short(text))
        }
        Value::Integer(_) | Value::Float(_) | Value::Flag(_) | Value::Date(_) => {
            Some(literal(value))
        }
        Value::List(_) | Value::Record(_) => None,
    }
}

fn copy(key: &Key) -> Key {
    Key {
        name: key.name,
        schema: key.schema,
        needed: key.needed,
        meaning: key.meaning,
        part: key.part,
    }
}
