//! What a record may hold: the keys of each kind as data, and the one check of a record against them.

use crate::colour::Colour;
use crate::diag::{Diagnostic, Fix, Rule, Severity, nearest};
use crate::model::{Minutes, Range};
use crate::record::{Entry, Record, Value, as_text};
use crate::source::{SourcePath, Span, Spanned};

/// A key that a kind knows.
#[derive(Debug)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// What it may be set to.
    pub shape: Shape,
    /// Whether it has to be there.
    pub needed: Needed,
    /// What it means, in a sentence for authors.
    pub meaning: &'static str,
}

/// Whether a key has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Has to be there.
    Always,
    /// Has a default.
    Never,
}

/// What a key may be set to.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// `"text"`
    Text,
    /// A whole number within the two, both counted in.
    Number(i64, i64),
    /// `true` or `false`
    Flag,
    /// `2026-10-01`
    Date,
    /// `["one", "two"]`, or one text.
    Texts,
    /// `[4, 2, 3]`, each within the two.
    Numbers(i64, i64),
    /// `"25 min"`, `"1h30"`, `"20-30 min"`
    Duration,
    /// `"4-12"`, `"5"`
    Range,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list of some of these words.
    SomeOf(&'static [&'static str]),
    /// Blocks `[[name]]` with these keys.
    Blocks(&'static [Key]),
    /// A list in which each is a text or a `{ … }` with these keys.
    TextsOrBlocks(&'static [Key]),
    /// A table `[name]` with these keys.
    Table(&'static [Key]),
    /// A table of short names, each a text.
    Names,
    /// A table of short names, each a number within the two.
    NamedNumbers(i64, i64),
    /// `"#0b5d66"`
    Colour,
    /// The same, or a table with these keys.
    ColourOrTable(&'static [Key]),
    /// A text, or a table of letters and their meanings, with `rules` among them if need be.
    Letters,
    /// A list of rows, each a list of texts.
    Rows,
    /// The same, or blocks `[[name]]` with these keys.
    RowsOrBlocks(&'static [Key]),
}

impl Key {
    /// A key that may be left out.
    pub const fn new(name: &'static str, shape: Shape, meaning: &'static str) -> Self {
        Self { name, shape, needed: Needed::Never, meaning }
    }

    /// A key that has to be there.
    pub const fn needed(name: &'static str, shape: Shape, meaning: &'static str) -> Self {
        Self { name, shape, needed: Needed::Always, meaning }
    }

    /// A line that would be right: `lines = 3`.
    pub fn example(&self) -> String {
        example(self.shape, self.name)
    }
}

/// A key that nobody knows.
pub const UNKNOWN_KEY: Rule = Rule {
    code: "unknown-key",
    severity: Severity::Error,
    explanation: "A key was written that this kind of file does not know, most often because of a slip of the keyboard. \
        Were it ignored, what it was meant to say would silently be missing from the page or the sheet. \
        Correct the spelling as the help says, or take the line out.",
};
/// A key that has to be there and is not.
pub const MISSING_KEY: Rule = Rule {
    code: "missing-key",
    severity: Severity::Error,
    explanation: "A key that this kind cannot do without is missing, for example the `pause` of a checklist: \
        a checklist without a moment at which it is used is a list of wishes. Add the line that the help shows.",
};
/// A value of another shape than the key asks for.
pub const WRONG_TYPE: Rule = Rule {
    code: "wrong-type",
    severity: Severity::Error,
    explanation: "A key is set to another sort of thing than it asks for, for example a text where a number is meant. \
        Texts stand in quotation marks, numbers and dates do not, lists stand in square brackets.",
};
/// A value of the right shape that cannot be meant.
pub const WRONG_VALUE: Rule = Rule {
    code: "wrong-value",
    severity: Severity::Error,
    explanation: "A value is of the right sort but outside what the key can mean: a number too large, a word that is \
        none of the choices, a time that cannot be read. Times are written as `25 min`, `1h30` or `2 hours`, \
        ranges as `4-12`.",
};

/// The rules a record can break by its shape.
pub const RULES: &[&Rule] = &[&UNKNOWN_KEY, &MISSING_KEY, &WRONG_TYPE, &WRONG_VALUE];

/// Where a record comes from, to say so.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// What the record is, for "… does not know the key": `a checklist`, `an item`.
    pub what: &'a str,
}

/// Checks `record` against `keys`, blocks within blocks included, and tells everything that does not fit.
pub fn conform(record: &Record, keys: &[&[Key]], origin: Origin<'_>, found: &mut Vec<Diagnostic>) {
    for entry in &record.entries {
        match keys.iter().copied().flatten().find(|key| key.name == entry.key.value) {
            Some(key) => check_value(&entry.value, key, origin, found),
            None => found.push(unknown((record, entry), keys, origin)),
        }
    }
    for key in keys.iter().copied().flatten() {
        if key.needed == Needed::Always && record.entry(key.name).is_none() {
            found.push(missing(record.span, key, origin));
        }
    }
}

fn missing(span: Span, key: &Key, origin: Origin<'_>) -> Diagnostic {
    let example = example(key.shape, key.name);
    Diagnostic::new(
        &MISSING_KEY,
        origin.path,
        span,
        format!("{} needs `{}`", origin.what, key.name),
    )
    .help(format!("add `{example}`: {}", key.meaning))
}

fn unknown((record, entry): (&Record, &Entry), keys: &[&[Key]], origin: Origin<'_>) -> Diagnostic {
    let found = &entry.key.value;
    let names = || keys.iter().copied().flatten().map(|key| key.name);
    let near = nearest(found, names());
    let free = near.filter(|near| record.entry(near).is_none());
    let fix = free.map(|near| Fix { was: found.clone(), now: near.to_owned() });
    let help = match near {
        Some(near) => format!("write `{near} = {}`", written(&entry.value.value)),
        None => match keys {
            [_, own @ ..] if !own.is_empty() => format!(
                "besides what every page knows, such as `title` and `summary`, it knows {}",
                words(own.iter().rev().copied().flatten().map(|key| key.name))
            ),
            _ => format!("it knows {}", words(names())),
        },
    };
    Diagnostic::new(
        &UNKNOWN_KEY,
        origin.path,
        entry.key.span,
        format!("{} does not know the key `{found}`", origin.what),
    )
    .help(help)
    .maybe_fix(fix)
}

fn check_value(value: &Spanned<Value>, key: &Key, origin: Origin<'_>, found: &mut Vec<Diagnostic>) {
    match (key.shape, &value.value) {
        (Shape::Text | Shape::Letters, Value::Text(_) | Value::Integer(_) | Value::Date(_))
        | (Shape::Flag, Value::Flag(_))
        | (Shape::Date, Value::Date(_))
        | (Shape::Texts, Value::Text(_)) => {}
        (Shape::Date, Value::Text(text)) if crate::model::Date::parse(text).is_some() => {}
        (Shape::Number(least, most), Value::Integer(number)) => {
            if !(least..=most).contains(number) {
                found.push(wrong(value, key, origin, &format!("is between {least} and {most}")));
            }
        }
        (Shape::Duration, Value::Text(text)) => {
            if Minutes::parse_range(text).is_none() {
                found.push(
                    wrong(value, key, origin, "is a time")
                        .help("write a time such as `25 min`, `1h30` or `20-30 min`"),
                );
            }
        }
        (Shape::Range, Value::Text(text)) => {
            if Range::parse(text).is_none() {
                found.push(
                    wrong(value, key, origin, "is a number or a range")
                        .help("write a range such as `4-12`"),
                );
            }
        }
        (Shape::Range, Value::Integer(number)) if *number >= 0 => {}
        // A number alone is minutes.
        (Shape::Duration, Value::Integer(number))
            if Minutes::parse(&number.to_string()).is_some() => {}
        (Shape::OneOf(choices) | Shape::SomeOf(choices), Value::Text(text)) => {
            check_choice(text, value.span, (key, choices), origin, found);
        }
        (
            Shape::Texts
            | Shape::SomeOf(_)
            | Shape::Numbers(..)
            | Shape::Blocks(_)
            | Shape::TextsOrBlocks(_)
            | Shape::Rows
            | Shape::RowsOrBlocks(_),
            Value::List(list),
        ) => {
            for each in list {
                check_element(each, key, origin, found);
            }
        }
        (Shape::Colour | Shape::ColourOrTable(_), Value::Text(text)) => {
            found.extend(check_colour(text, value.span, key, origin));
        }
        (Shape::Table(keys) | Shape::ColourOrTable(keys), Value::Record(record)) => {
            let what = format!("the table `{}`", key.name);
            conform(record, &[keys], Origin { what: &what, ..origin }, found);
        }
        (Shape::Names | Shape::Letters, Value::Record(record)) => {
            for entry in &record.entries {
                let rules = matches!(key.shape, Shape::Letters) && entry.key.value == "rules";
                let shape = if rules { Shape::Texts } else { Shape::Text };
                check_value(&entry.value, &Key { shape, ..copy(key) }, origin, found);
            }
        }
        (Shape::NamedNumbers(least, most), Value::Record(record)) => {
            for entry in &record.entries {
                found.extend(check_named_number(entry, (least, most), origin));
            }
        }
        (shape, other) => found.push(
            Diagnostic::new(
                &WRONG_TYPE,
                origin.path,
                value.span,
                format!("`{}` wants {}, not {}", key.name, describe(shape), other.shape()),
            )
            .help(correct(shape, key.name)),
        ),
    }
}

fn check_named_number(
    entry: &Entry,
    (least, most): (i64, i64),
    origin: Origin<'_>,
) -> Option<Diagnostic> {
    let (name, value) = (&entry.key.value, &entry.value);
    let help = format!("write a whole number: `{name} = {}`", 12.clamp(least, most));
    let (rule, message) = match &value.value {
        Value::Integer(number) if (least..=most).contains(number) => return None,
        Value::Integer(number) => {
            (&WRONG_VALUE, format!("`{name}` is between {least} and {most}, and {number} is not"))
        }
        Value::Text(_)
        | Value::Float(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::List(_)
        | Value::Record(_) => {
            let message = format!("`{name}` wants a whole number, not {}", value.value.shape());
            (&WRONG_TYPE, message)
        }
    };
    Some(Diagnostic::new(rule, origin.path, value.span, message).help(help))
}

/// Says how a key of this shape is written.
fn correct(shape: Shape, name: &str) -> String {
    match shape {
        Shape::Flag => format!("write `{name} = true` or `{name} = false`"),
        Shape::Blocks(_) => {
            format!("begin each with a line `[[{name}]]`, and write its keys below that")
        }
        Shape::Table(_) | Shape::Names | Shape::NamedNumbers(..) => {
            format!("write a line `[{name}]` at the end of the file, and its keys below that")
        }
        Shape::Text
        | Shape::Letters
        | Shape::Colour
        | Shape::ColourOrTable(_)
        | Shape::Number(..)
        | Shape::Date
        | Shape::Texts
        | Shape::TextsOrBlocks(_)
        | Shape::Numbers(..)
        | Shape::Duration
        | Shape::Range
        | Shape::OneOf(_)
        | Shape::SomeOf(_)
        | Shape::Rows
        | Shape::RowsOrBlocks(_) => format!("write `{}`", example(shape, name)),
    }
}

fn check_element(
    each: &Spanned<Value>,
    key: &Key,
    origin: Origin<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let block = |record: &Record, keys: &'static [Key], found: &mut Vec<Diagnostic>| {
        let what = if matches!(key.shape, Shape::TextsOrBlocks(_) | Shape::RowsOrBlocks(_)) {
            format!("an entry of `{}`", key.name)
        } else {
            format!("`[[{}]]`", key.name)
        };
        conform(record, &[keys], Origin { what: &what, ..origin }, found);
    };
    let inner = |shape: Shape| Key { shape, ..copy(key) };
    match (key.shape, &each.value) {
        (
            Shape::Blocks(keys) | Shape::TextsOrBlocks(keys) | Shape::RowsOrBlocks(keys),
            Value::Record(record),
        ) => {
            block(record, keys, found);
        }
        (Shape::Blocks(_), _) => found.push(
            Diagnostic::new(
                &WRONG_TYPE,
                origin.path,
                each.span,
                format!("`{}` wants blocks, not {}", key.name, each.value.shape()),
            )
            .help(format!("begin each with a line `[[{}]]`", key.name)),
        ),
        (Shape::Numbers(least, most), _) => {
            check_value(each, &inner(Shape::Number(least, most)), origin, found);
        }
        (Shape::SomeOf(choices), _) => {
            check_value(each, &inner(Shape::OneOf(choices)), origin, found);
        }
        (Shape::Rows | Shape::RowsOrBlocks(_), Value::List(cells)) => {
            for cell in cells {
                found.extend(check_cell(cell, key, origin));
            }
        }
        (Shape::Rows | Shape::RowsOrBlocks(_), _) => found.extend(check_cell(each, key, origin)),
        (_, _) => check_value(each, &inner(Shape::Text), origin, found),
    }
}

/// Tells a cell of a row, or a row of a single cell, that is no text.
fn check_cell(cell: &Spanned<Value>, key: &Key, origin: Origin<'_>) -> Option<Diagnostic> {
    if as_text(cell).is_some() {
        return None;
    }
    let message = format!("a row of `{}` wants texts, not {}", key.name, cell.value.shape());
    Some(
        Diagnostic::new(&WRONG_TYPE, origin.path, cell.span, message)
            .help("write the row as `[\"…\", \"…\"]`, each text in quotation marks"),
    )
}

fn check_choice(
    text: &str,
    span: Span,
    (key, choices): (&Key, &'static [&'static str]),
    origin: Origin<'_>,
    found: &mut Vec<Diagnostic>,
) {
    if choices.contains(&text) {
        return;
    }
    let near = nearest(text, choices.iter().copied());
    let fix = near.map(|near| Fix { was: format!("\"{text}\""), now: format!("\"{near}\"") });
    let help = match near {
        Some(near) => format!("write `\"{near}\"`"),
        None => format!("choose one of {}", words(choices.iter().copied())),
    };
    let message = format!("`{}` cannot be `{text}`", key.name);
    let fault = Diagnostic::new(&WRONG_VALUE, origin.path, span, message);
    found.push(fault.help(help).maybe_fix(fix));
}

/// Tells a text that is no colour. A name or another way of writing one is mended.
fn check_colour(text: &str, span: Span, key: &Key, origin: Origin<'_>) -> Option<Diagnostic> {
    if Colour::parse(text).is_some() {
        return None;
    }
    let meant = Colour::meant(text).map(|colour| format!("\"{colour}\""));
    let help = match &meant {
        Some(meant) => format!("write `{meant}`"),
        None => format!(
            "write `#` and six figures or letters from `a` to `f`, two each for red, green and blue: `{}`",
            example(key.shape, key.name)
        ),
    };
    let fix = meant.map(|now| Fix { was: format!("\"{text}\""), now });
    let message = format!("`{}` cannot be `{}`", key.name, text);
    let fault = Diagnostic::new(&WRONG_VALUE, origin.path, span, message);
    Some(fault.help(help).maybe_fix(fix))
}

fn wrong(value: &Spanned<Value>, key: &Key, origin: Origin<'_>, claim: &str) -> Diagnostic {
    let message = format!("`{}` {claim}, and {} is not", key.name, written(&value.value));
    Diagnostic::new(&WRONG_VALUE, origin.path, value.span, message).help(format!(
        "write `{}`: {}",
        example(key.shape, key.name),
        key.meaning
    ))
}

fn copy(key: &Key) -> Key {
    Key { name: key.name, shape: key.shape, needed: key.needed, meaning: key.meaning }
}

/// What a shape is called in "`lines` wants a number".
fn describe(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "a text",
        Shape::Number(..) => "a whole number",
        Shape::Flag => "`true` or `false`",
        Shape::Date => "a date",
        Shape::Texts => "a list of texts",
        Shape::Numbers(..) => "a list of numbers",
        Shape::Duration => "a time",
        Shape::Range => "a range",
        Shape::OneOf(_) => "one word",
        Shape::SomeOf(_) => "a list of words",
        Shape::Blocks(_) => "blocks",
        Shape::TextsOrBlocks(_) => "a list",
        Shape::Table(_) | Shape::Names | Shape::NamedNumbers(..) => "a table",
        Shape::Colour => "a colour such as `#0b5d66`",
        Shape::ColourOrTable(_) => "a colour such as `#0b5d66`, or a table of two",
        Shape::Letters => "a text such as `RACI`, or a table of letters",
        Shape::Rows | Shape::RowsOrBlocks(_) => "a list of rows",
    }
}

/// A line that would be right: `lines = 3`.
fn example(shape: Shape, name: &str) -> String {
    match shape {
        Shape::Text | Shape::Letters => format!("{name} = \"…\""),
        Shape::Number(least, most) => format!("{name} = {}", 3.clamp(least, most)),
        Shape::Flag => format!("{name} = true"),
        Shape::Colour | Shape::ColourOrTable(_) => format!("{name} = \"#0b5d66\""),
        Shape::Date => format!("{name} = 2026-10-01"),
        Shape::Texts | Shape::TextsOrBlocks(_) => format!("{name} = [\"…\", \"…\"]"),
        Shape::Numbers(..) => format!("{name} = [2, 1]"),
        Shape::Duration => format!("{name} = \"25 min\""),
        Shape::Range => format!("{name} = \"4-12\""),
        Shape::OneOf(choices) => format!("{name} = \"{}\"", choices[0]),
        Shape::SomeOf(choices) => format!("{name} = [\"{}\"]", choices[0]),
        Shape::Blocks(_) => format!("[[{name}]]"),
        Shape::Table(_) | Shape::Names | Shape::NamedNumbers(..) => format!("[{name}]"),
        Shape::Rows | Shape::RowsOrBlocks(_) => format!("{name} = [[\"…\", \"…\"]]"),
    }
}

/// A value as it would be written, shortened, for "write `pause = "…"`".
fn written(value: &Value) -> String {
    match value {
        Value::Text(text) if text.chars().count() <= 30 => {
            format!("\"{}\"", text.replace('\n', " "))
        }
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Text(_) | Value::List(_) | Value::Record(_) => "…".to_owned(),
    }
}

/// `a`, `b` and `c`.
pub fn words<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.pop() {
        Some(last) if quoted.is_empty() => last,
        Some(last) => format!("{} and {last}", quoted.join(", ")),
        None => String::new(),
    }
}
