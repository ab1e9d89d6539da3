//! YAML front matter of playbooks brought from elsewhere → [`Record`].

mod slips;

use std::ops::Range;

use yaml_serde::Value as Yaml;

use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::record::{Entry, Record, Value};
use crate::source::{SourcePath, Span, Spanned};

/// YAML that cannot be read.
pub(super) const YAML_SYNTAX: Rule = Rule {
    code: "yaml-syntax",
    severity: Severity::Error,
    explanation: "The front matter between `---` lines cannot be read as YAML. Each line has the form `key: value`; a value \
        that holds a colon or a quotation mark stands in quotation marks. Where the `---` were meant as lines across the \
        page, leave the first line of the file empty.",
};

/// What a whole file of another program says, in YAML or in JSON. `None` when it cannot be read.
pub(super) fn value(text: &str) -> Option<Value> {
    if too_deep(text).is_some() {
        return None;
    }
    convert(&yaml_serde::from_str::<Yaml>(text).ok()?, Span::default())
}

/// How deep lists may stand in one another: reading takes as long again for each level as all before it.
const DEEPEST: usize = 64;
/// As many bytes of a line that is too deep are underlined.
const SHOWN: usize = 80;

/// Reads `text`, which begins at byte `offset` of `path`. `None` when it is prose between two lines across the page.
pub(super) fn parse(
    path: &SourcePath,
    text: &str,
    offset: usize,
    faults: &mut Vec<Diagnostic>,
) -> Option<Record> {
    let whole = Span::new(offset, offset + text.find('\n').unwrap_or(text.len()));
    if let Some(line) = too_deep(text) {
        let end = text.floor_char_boundary(line.start + SHOWN).min(line.end);
        let span = Span::new(offset + line.start, offset + end);
        let reported = format!("lists stand more than {DEEPEST} deep in one another");
        let help = "bring the value to a few levels";
        faults.push(Diagnostic::new(&YAML_SYNTAX, path, span, reported).help(help));
        return Some(Record { entries: Vec::new(), span: whole });
    }
    let read = yaml_serde::from_str::<Yaml>(text).or_else(|error| {
        let found = slips::slips(text);
        let mended = yaml_serde::from_str::<Yaml>(&slips::applied(text, &found));
        // Prose between two lines across the page holds no keys, mended or not.
        if let Ok(Yaml::Mapping(_)) = mended {
            faults.extend(found.into_iter().map(|slip| reported(path, (text, offset), slip)));
            return mended;
        }
        Err(error)
    });
    match read {
        Ok(Yaml::Mapping(mapping)) => {
            let entries = mapping.iter().filter_map(|(key, value)| {
                let key = key.as_str()?;
                let span = key_span(text, key, offset).unwrap_or(whole);
                Some(Entry {
                    key: Spanned::new(key.to_owned(), span),
                    value: {
                        let place = value_span(text, span, offset).unwrap_or(span);
                        Spanned::new(convert(value, place)?, place)
                    },
                })
            });
            Some(Record { entries: entries.collect(), span: whole })
        }
        Ok(Yaml::Null) => Some(Record { entries: Vec::new(), span: whole }),
        Ok(_) => None,
        Err(error) => {
            faults.push(syntax(path, text, offset, &error));
            Some(Record { entries: Vec::new(), span: whole })
        }
    }
}

fn reported(path: &SourcePath, (text, offset): (&str, usize), slip: slips::Slip) -> Diagnostic {
    let line = &text[slip.line.clone()];
    let start = slip.line.start + line.len() - line.trim_start_matches(' ').len();
    let span = Span::new(offset + start, offset + slip.line.end);
    let place = Span::new(offset + slip.line.start, offset + slip.line.end);
    let help = format!("write `{}`", slip.now.trim_end());
    let fix = Fix { was: line.to_owned(), now: slip.now };
    Diagnostic::new(&YAML_SYNTAX, path, span, slip.said).help(help).maybe_fix_at(Some((place, fix)))
}

/// The first line in which lists stand too deep in one another, as far as their signs tell.
fn too_deep(text: &str) -> Option<Range<usize>> {
    let (mut open, mut start) = (0_usize, 0);
    for line in text.split_inclusive('\n') {
        // Signs in the words of one value are not those of the next.
        if line.starts_with(char::is_alphanumeric) {
            open = 0;
        }
        let dashes = line.split_whitespace().take_while(|word| matches!(*word, "-" | "?")).count();
        let mut deepest = dashes;
        for sign in line.bytes() {
            match sign {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(open);
        }
        if deepest > DEEPEST {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

fn syntax(path: &SourcePath, text: &str, offset: usize, error: &yaml_serde::Error) -> Diagnostic {
    let reported = error.to_string();
    let (message, help) = if reported.contains("quoted scalar") {
        ("a quotation mark is not closed", "write it at the end of the value, on the same line")
    } else if reported.contains("mapping values are not allowed") {
        (
            "this value holds a colon, and seems to be a key",
            "put the value in quotation marks: `title: \"Trust: a start\"`",
        )
    } else if reported.contains("cannot start any token") {
        (
            "a value cannot begin with this sign",
            "put the value in quotation marks, and begin lines with spaces, not tabs",
        )
    } else if reported.contains("duplicate entry") {
        ("a key stands here twice", "write each key once")
    } else {
        (
            "this front matter cannot be read as YAML",
            "write `key: value` on each line, and put values with a colon in quotation marks",
        )
    };
    // Where a mark was opened says more than where reading ended.
    let line = reported.rsplit_once(" at line ").filter(|_| reported.contains("quoted scalar"));
    let number = line.and_then(|(_, place)| place.split(' ').next()?.parse::<usize>().ok());
    let at = match number {
        Some(number) => text.split_inclusive('\n').take(number - 1).map(str::len).sum(),
        None => error.location().map_or(0, |location| location.index()).min(text.len()),
    };
    let before = &text.as_bytes()[..at];
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    Diagnostic::new(&YAML_SYNTAX, path, Span::new(offset + start, offset + end), message).help(help)
}

/// Where `key` stands at the beginning of a line.
fn key_span(text: &str, key: &str, offset: usize) -> Option<Span> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':')) {
            return Some(Span::new(offset + start, offset + start + key.len()));
        }
        start += line.len();
    }
    None
}

/// Where the value of the key at `key` stands, when it is all of the rest of its line.
fn value_span(text: &str, key: Span, offset: usize) -> Option<Span> {
    let after = key.range().end.checked_sub(offset)?;
    let line = text[after..].lines().next()?;
    let colon = line.find(':')? + 1;
    let value = line[colon..].trim();
    let is_whole =
        !value.is_empty() && !value.starts_with(['|', '>', '&', '*', '!', '#', '[', '{']);
    let start = offset + after + colon + line[colon..].find(value)?;
    (is_whole && !value.contains(" #")).then(|| Span::new(start, start + value.len()))
}

fn convert(value: &Yaml, span: Span) -> Option<Value> {
    Some(match value {
        Yaml::Null => return None,
        Yaml::Bool(flag) => Value::Flag(*flag),
        Yaml::Number(number) => match number.as_i64() {
            Some(number) => Value::Integer(number),
            None => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Yaml::String(text) => Value::Text(text.clone()),
        Yaml::Sequence(list) => Value::List(
            list.iter().filter_map(|each| Some(Spanned::new(convert(each, span)?, span))).collect(),
        ),
        Yaml::Mapping(mapping) => {
            let entries = mapping.iter().filter_map(|(key, value)| {
                let key = Spanned::new(key.as_str()?.to_owned(), span);
                Some(Entry { key, value: Spanned::new(convert(value, span)?, span) })
            });
            Value::Record(Record { entries: entries.collect(), span })
        }
        Yaml::Tagged(tagged) => return convert(&tagged.value, span),
    })
}
