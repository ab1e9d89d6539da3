//! TOML text → [`Record`]. The only home of the TOML parser.

use std::collections::BTreeSet;

use ::toml::Spanned as TomlSpanned;
use ::toml::de::{DeTable, DeValue, Error};

use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Date;
use crate::record::{Entry, Record, Value};
use crate::shape::MISSING_KEY;
use crate::source::{SourcePath, Span, Spanned};

/// TOML that cannot be read.
pub(super) const TOML_SYNTAX: Rule = Rule {
    code: "toml-syntax",
    severity: Severity::Error,
    explanation: "A line cannot be read as TOML. Most often a quotation mark, a bracket or a comma is missing. \
        Texts stand in quotation marks: `title = \"Role grid\"`. Lists stand in square brackets with commas between: \
        `items = [\"one\", \"two\"]`. A quotation mark within a text is written `\\\"`. Each key stands in a table once. \
        The file is left out until it can be read; its other faults are told as far as they can be seen.",
};

/// Reads `text`, which begins at byte `offset` of `path`. Faults of syntax are told; what could be read is returned.
pub fn parse(
    path: &SourcePath,
    text: &str,
    offset: usize,
    faults: &mut Vec<Diagnostic>,
) -> (Record, bool) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let whole = errors.is_empty();
    for error in errors {
        faults.push(syntax(path, text, offset, &error));
    }
    let first_line = text.find('\n').unwrap_or(text.len());
    let mut record = record(table.get_ref(), offset);
    record.span = Span::new(offset, offset + first_line);
    (record, whole)
}

/// Takes back what follows from a place that could not be read: a key that seems to be missing, a value that seems wrong.
pub(super) fn tell_once(faults: &mut Vec<Diagnostic>) {
    let place = |fault: &Diagnostic| fault.location.as_ref().map(|location| location.span.start);
    let is_syntax = |fault: &Diagnostic| fault.rule.code == TOML_SYNTAX.code;
    let unread: BTreeSet<u32> =
        faults.iter().filter(|fault| is_syntax(fault)).filter_map(place).collect();
    faults.retain(|fault| {
        let follows = fault.rule.code == MISSING_KEY.code
            || place(fault).is_some_and(|start| unread.contains(&start));
        is_syntax(fault) || !follows
    });
}

fn syntax(path: &SourcePath, text: &str, offset: usize, error: &Error) -> Diagnostic {
    let span = error.span().unwrap_or(0..0);
    let end = span.end.min(text.len());
    let mut start = span.start.min(end);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let written = text.get(start..end).unwrap_or_default();
    let (message, help) = plain(error.message().lines().next().unwrap_or_default(), written);
    Diagnostic::new(&TOML_SYNTAX, path, Span::new(start + offset, end + offset), message).help(help)
}

/// What the parser says of `written`, and what to do, in an author's words.
fn plain(message: &str, written: &str) -> (String, &'static str) {
    let holds = |words: &[&str]| words.iter().any(|word| message.contains(word));
    let (said, help) = if message.contains("duplicate key") {
        return (
            format!("the key `{written}` stands here twice"),
            "write each key once; for several blocks of one sort use double brackets, such as `[[group]]`",
        );
    } else if holds(&["escape", "unicode value"]) {
        ("a backslash begins a special sign here", "write a backslash twice: `\\\\`")
    } else if holds(&["basic string", "literal string", "quote", "string values"]) {
        (
            "a quotation mark is missing",
            "a text stands between quotation marks, on one line: `title = \"Role grid\"`",
        )
    } else if holds(&["missing comma"]) {
        (
            "a comma is missing",
            "write commas between what stands in a list: `items = [\"one\", \"two\"]`",
        )
    } else if holds(&["extra comma"]) {
        ("there is a comma too many", "take it out")
    } else if holds(&["unclosed"]) {
        (
            "a bracket is not closed",
            "write as many closing brackets as opening ones: `[table]`, `[[block]]`, `items = [\"one\"]`",
        )
    } else if holds(&["date", "time"]) {
        ("there is no such day or time", "write a day as year, month and day: `2026-10-01`")
    } else if holds(&["no value", "missing value", "missing assignment", "unexpected key or value"])
    {
        (
            "this is no key with a value",
            "write `key = value`, a text in quotation marks; a line that is a remark begins with `#`",
        )
    } else {
        return (
            format!("this is no TOML: {message}"),
            "texts stand in quotation marks, lists in square brackets with commas between: `items = [\"one\", \"two\"]`",
        );
    };
    (said.to_owned(), help)
}

fn record(table: &DeTable<'_>, offset: usize) -> Record {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: Spanned::new(key.get_ref().to_string(), Span::from(key.span()).shifted(offset)),
            value: spanned(value, offset),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.span);
    Record { entries, span: Span::default() }
}

fn spanned(value: &TomlSpanned<DeValue<'_>>, offset: usize) -> Spanned<Value> {
    let span = Span::from(value.span()).shifted(offset);
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Integer(number),
            // Too large for any key, and told as such.
            Err(_) => Value::Integer(i64::MAX),
        },
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(moment) => match moment.date {
            Some(date) => Value::Date(Date { year: date.year, month: date.month, day: date.day }),
            None => Value::Text(moment.to_string()),
        },
        DeValue::Array(list) => {
            Value::List(list.iter().map(|each| spanned(each, offset)).collect())
        }
        DeValue::Table(table) => {
            let mut record = record(table, offset);
            record.span = span;
            Value::Record(record)
        }
    };
    Spanned::new(value, span)
}
