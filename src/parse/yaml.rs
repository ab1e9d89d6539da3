//! YAML front matter of playbooks brought from elsewhere → [`Record`].

use yaml_serde::Value as Yaml;

use crate::diag::{Diagnostic, Rule, Severity};
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

/// Reads `text`, which begins at byte `offset` of `path`.
pub(super) fn parse(
    path: &SourcePath,
    text: &str,
    offset: usize,
    faults: &mut Vec<Diagnostic>,
) -> Record {
    let whole = Span::new(offset, offset + text.find('\n').unwrap_or(text.len()));
    match yaml_serde::from_str::<Yaml>(text) {
        Ok(Yaml::Mapping(mapping)) => {
            let entries = mapping.iter().filter_map(|(key, value)| {
                let key = key.as_str()?;
                let span = key_span(text, key, offset).unwrap_or(whole);
                Some(Entry {
                    key: Spanned::new(key.to_owned(), span),
                    value: Spanned::new(convert(value, span)?, span),
                })
            });
            Record { entries: entries.collect(), span: whole }
        }
        Ok(_) => Record { entries: Vec::new(), span: whole },
        Err(error) => {
            let at = error.location().map_or(0, |location| location.index()).min(text.len());
            let start = text.as_bytes()[..at]
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(0, |newline| newline + 1);
            let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
            let message = error.to_string();
            let message = message.split(" at line").next().unwrap_or_default().to_lowercase();
            faults.push(
                Diagnostic::new(
                    &YAML_SYNTAX,
                    path,
                    Span::new(offset + start, offset + end),
                    format!("this is no YAML: {message}"),
                )
                .help("write `key: value` on each line, and put values with a colon in quotation marks"),
            );
            Record { entries: Vec::new(), span: whole }
        }
    }
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
