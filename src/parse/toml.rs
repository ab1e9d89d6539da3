//! TOML text → [`Record`]. The only home of the TOML parser.

mod slips;

use std::collections::BTreeSet;
use std::ops::Range;

use ::toml::Spanned as TomlSpanned;
use ::toml::de::{DeTable, DeValue, Error};

use crate::diag::{Diagnostic, Rule, Severity};
use crate::measure::Date;
use crate::record::{Entry, Record, Value};
use crate::schema::{Key, MISSING_KEY};
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

/// The keys that a text may set, worked out only where it cannot be read.
pub type KeysOf<'a> = &'a dyn Fn() -> Vec<&'static [Key]>;

/// Reads the stretch `part` of `file`, the text of `path`. Faults of syntax are reported, and reading goes on as if each was mended.
///
/// Says also whether all of it could be read so, and nothing had to be left out.
pub fn parse(
    path: &SourcePath,
    (file, part): (&str, Range<usize>),
    keys: KeysOf<'_>,
    faults: &mut Vec<Diagnostic>,
) -> (Record, bool) {
    let (text, offset) = (&file[part.clone()], part.start);
    let first_line = text.find('\n').unwrap_or(text.len());
    let whole = Span::new(offset, offset + first_line);
    let parsed = DeTable::parse(text);
    if let Ok(table) = &parsed
        && !is_doubtful(table.get_ref(), &keys())
    {
        let entries = entries(table.get_ref(), &|span| span.shifted(offset));
        return (Record { entries, span: whole }, true);
    }
    let refused = parsed.as_ref().err().and_then(Error::span);
    let lines = file[..offset].matches('\n').count();
    let table = mended((text, lines), &keys(), refused.as_ref());
    faults.extend(slips::reported((path, &TOML_SYNTAX), (text, offset), &table.found.slips));
    let place = |span: Span| {
        let back = table.mending.back(span.range());
        Span::new(back.start, back.end).shifted(offset)
    };
    let (mended, _) = DeTable::parse_recoverable(&table.mending.text);
    let entries = entries(mended.get_ref(), &place);
    (Record { entries, span: whole }, table.mending.is_whole)
}

/// A text that the parser refuses, with what is wrong and mended in it.
struct Mended {
    found: slips::Found,
    mending: slips::Mending,
}

/// Whether a text that the parser can read holds what only a line that begins a block makes clear: keys of a block in the file
/// itself, or blocks with a number behind their name.
fn is_doubtful(table: &DeTable<'_>, keys: &[&'static [Key]]) -> bool {
    let known = || keys.iter().copied().flatten();
    let blocks = || known().filter_map(|key| Some((key.name, key.schema.block_keys()?)));
    table.iter().map(|(name, _)| name.get_ref()).any(|name| {
        let is_known = known().any(|key| key.name == name);
        let bare = name.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '_');
        let bare = bare.strip_suffix('s').filter(|_| bare.len() == name.len()).unwrap_or(bare);
        let is_numbered = bare.len() < name.len() && blocks().any(|(block, _)| block == bare);
        let is_inner = || blocks().any(|(_, keys)| keys.iter().any(|key| key.name == name));
        !is_known && (is_numbered || is_inner())
    })
}

/// Mends `text`, above which stand so many `lines` of the file. What the parser still refuses then is left out line by line.
fn mended(
    (text, lines): (&str, usize),
    keys: &[&'static [Key]],
    refused: Option<&Range<usize>>,
) -> Mended {
    /// So many lines in which nothing known is wrong are left out before the rest is.
    const MOST: usize = 200;
    let reads = |text: &str| DeTable::parse(text).is_ok();
    let mut found = slips::find((text, lines), keys, &reads);
    let mut mending = slips::Mending::of(text, &found);
    for _ in 0..MOST {
        let Err(error) = DeTable::parse(&mending.text) else { break };
        let span = error.span().or(refused.cloned()).unwrap_or(0..0);
        let at = mending.back(span).start.min(text.len());
        if !found.add_unread(text, text.floor_char_boundary(at)) {
            break;
        }
        mending = slips::Mending::of(text, &found);
    }
    Mended { found, mending }
}

/// Takes back what follows from a place that could not be read: a key that seems to be missing, a value that seems wrong.
pub(super) fn report_once(faults: &mut Vec<Diagnostic>) {
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

/// Where a stretch of what was parsed stands in the file.
type Place<'a> = &'a dyn Fn(Span) -> Span;

fn entries(table: &DeTable<'_>, place: Place<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: Spanned::new(key.get_ref().to_string(), place(Span::from(key.span()))),
            value: spanned(value, place),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.span);
    entries
}

fn spanned(value: &TomlSpanned<DeValue<'_>>, place: Place<'_>) -> Spanned<Value> {
    let span = place(Span::from(value.span()));
    let value = match value.get_ref() {
        // How the lines of a file end is no matter of what it says.
        DeValue::String(text) => Value::Text(text.replace("\r\n", "\n")),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Integer(number),
            // Too large for any key, and reported as such.
            Err(_) => Value::Integer(i64::MAX),
        },
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(moment) => match moment.date {
            Some(date) => Value::Date(Date { year: date.year, month: date.month, day: date.day }),
            None => Value::Text(moment.to_string()),
        },
        DeValue::Array(list) => Value::List(list.iter().map(|each| spanned(each, place)).collect()),
        DeValue::Table(table) => Value::Record(Record { entries: entries(table, place), span }),
    };
    Spanned::new(value, span)
}

/// What the line `kind = …` of `text` says, whatever its marks; empty when there is none.
pub(super) fn kind_written(text: &str) -> &str {
    let lines = text.lines().filter_map(|line| line.split_once(['=', ':']));
    let mut kinds = lines.filter(|(key, _)| key.trim().trim_matches('"') == "kind");
    let value = kinds.next().map_or("", |(_, value)| value);
    value.trim_matches(|letter: char| !letter.is_alphanumeric())
}
