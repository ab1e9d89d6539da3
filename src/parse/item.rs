//! A TOML file → the checklist, worksheet, path, pack, glossary or coverage list that its `kind` says it is.

use std::cell::RefCell;
use std::sync::Arc;

use super::kind::UNKNOWN_KIND;
use super::name::name_as_title;
use super::parsed::Parsed;
use super::{markdown, toml};
use crate::diag::{Diagnostic, Fix, Rule, Severity, nearest};
use crate::kinds::{PROSE_KINDS, called, named_elsewhere, toml_keys, toml_kinds};
use crate::model::{
    Checklist, Content, Coverage, Entry, Meta, Order, Pack, Path, SHARED_KEYS, Term,
};
use crate::record::Record;
use crate::schema::{Key, Origin, near_key, quoted, validate, words};
use crate::source::{Numbers, SourcePath, Span, Spanned, split_order};
use crate::worksheet::{self, Worksheet};

/// A TOML file that does not say what it is.
pub(super) const MISSING_KIND: Rule = Rule {
    code: "missing-kind",
    severity: Severity::Error,
    explanation: "Every `.toml` file in a playbook says in a line `kind = \"…\"` what it is, so that its other lines can be \
        understood. Only `playbook.toml` needs none.",
};

/// What the settings of other programs are called.
const OF_OTHERS: [&str; 9] =
    ["Cargo", "book", "config", "deno", "hugo", "mdbook", "netlify", "pyproject", "zola"];

/// Parses the file `path`.
pub(super) fn parse(path: &SourcePath, text: &Arc<str>) -> Parsed {
    let mut parsed = Parsed::default();
    let (mut record, whole) =
        toml::parse(path, (text, 0..text.len()), &|| keys_written(text), &mut parsed.faults);
    parsed.unread = !whole;
    let Some(kind) = record.text("kind") else {
        if whole {
            parsed.unread = true;
            let fault = missing_kind(path, &record, text);
            if OF_OTHERS.contains(&path.stem()) {
                parsed.faults_if_strict.push(fault);
            } else {
                parsed.faults.push(fault);
            }
        }
        return parsed;
    };
    parsed.own = Some("kind");
    let mut kind = kind;
    if toml_keys(&kind.value).is_none() {
        let (fault, near) = unknown_kind(path, &kind);
        parsed.faults.push(fault);
        let Some(near) = near else {
            parsed.unread = true;
            return parsed;
        };
        record.set_text("kind", near);
        near.clone_into(&mut kind.value);
    }
    let (keys, what) =
        toml_keys(&kind.value).zip(called(&kind.value)).expect("it was seen to be a kind");
    parsed.is_doubtful =
        !validate(&mut record, &keys, Origin { path, what, text }, &mut parsed.faults);
    if !whole {
        toml::report_once(&mut parsed.faults);
        return parsed;
    }
    let faults = RefCell::new(Vec::new());
    let prose = |found: Option<Spanned<String>>| {
        markdown::parse_text(path, text, found, &mut faults.borrow_mut())
    };
    let meta = meta(&record, path);
    let content = match kind.value.as_str() {
        "terms" | "coverage" if meta.draft => None,
        "checklist" => Some(Content::Checklist(Arc::new(Checklist::of(&record, &prose)))),
        "path" => Some(Content::Path(Arc::new(Path::of(&record, &prose)))),
        "pack" => Some(Content::Pack(Arc::new(Pack::of(&record, &prose)))),
        "terms" => {
            parsed.terms = Term::of(&record, path, &prose);
            parsed.glossary_title = record.text_or_empty("title");
            None
        }
        "coverage" => {
            parsed.coverage = Some(Coverage::of(&record, path));
            None
        }
        name => worksheet::kind(name)
            .map(|kind| Content::Worksheet(Arc::new(Worksheet::of(&record, kind, &prose)))),
    };
    parsed.faults.extend(faults.into_inner());
    parsed.entry =
        content.map(|content| Entry { path: path.clone(), meta: Arc::new(meta), content });
    parsed
}

/// The keys of the kind that `text` says it is of, as far as that can be told.
fn keys_written(text: &str) -> Vec<&'static [Key]> {
    let kind = toml::kind_written(text);
    let near = nearest(kind, toml_kinds()).unwrap_or(kind);
    toml_keys(near).unwrap_or_else(|| vec![SHARED_KEYS])
}

fn meta(record: &Record, path: &SourcePath) -> Meta {
    let mut meta = Meta::of(record);
    if meta.title.value.is_empty() {
        meta.title = Spanned::new(name_as_title(path, &Numbers::default()), record.span);
        meta.is_named = true;
    }
    meta.order = meta.order.or(split_order(path.stem()).0.map(Order::of_name));
    meta
}

/// What is said of a kind under another key: `type = "checklist"`.
fn kind_as_other_key(path: &SourcePath, record: &Record) -> Option<Diagnostic> {
    let named = record.entries.iter().find_map(|entry| {
        let is_key = near_key(&entry.key.value, &[SHARED_KEYS]) == Some("kind");
        let text = record.text(&entry.key.value)?;
        let kind = nearest(&text.value, toml_kinds())?;
        is_key.then_some((entry, kind))
    });
    let (entry, kind) = named?;
    let message =
        format!("the key that says what the file is is called `kind`, not `{}`", entry.key.value);
    let fault = Diagnostic::new(&MISSING_KIND, path, entry.key.span, message);
    let now = format!("kind = \"{kind}\"");
    let fix = Fix { was: entry.key.value.clone(), now: "kind".to_owned() };
    Some(fault.help(format!("write `{now}`")).maybe_fix(Some(fix)))
}

fn missing_kind(path: &SourcePath, record: &Record, text: &str) -> Diagnostic {
    let fault =
        Diagnostic::new(&MISSING_KIND, path, record.span, "the file does not say what it is");
    if !toml::kind_written(text).is_empty() {
        return fault
            .help("bring the line with `kind` to the top of the file, above the first block");
    }
    if let Some(fault) = kind_as_other_key(path, record) {
        return fault;
    }
    let knows = |kind: &&str| {
        let keys = toml_keys(kind).unwrap_or_default();
        let known = |name: &str| keys.iter().copied().flatten().any(|key| key.name == name);
        record.entries.iter().all(|entry| known(&entry.key.value))
    };
    let fitting: Vec<&str> = toml_kinds().filter(knows).collect();
    if let [only] = fitting[..] {
        let now = format!("kind = \"{only}\"\n");
        let fix = Some((Span::new(0, 0), Fix { was: String::new(), now }));
        return fault.help(format!("add a first line `kind = \"{only}\"`")).maybe_fix_at(fix);
    }
    let kinds = if fitting.is_empty() { toml_kinds().collect() } else { fitting };
    fault.help(format!(
        "add a first line such as `kind = \"{}\"`; the kinds are {}",
        kinds[0],
        words(kinds.iter().copied())
    ))
}

/// What is said of a kind that is none, and the one that was meant.
fn unknown_kind(path: &SourcePath, kind: &Spanned<String>) -> (Diagnostic, Option<&'static str>) {
    let written = kind.value.as_str();
    let message = format!("nothing in a playbook is called `{written}`");
    let fault = |message: String| Diagnostic::new(&UNKNOWN_KIND, path, kind.span, message);
    if let Some(prose) = nearest(written, PROSE_KINDS.iter().copied()) {
        let message = format!("a `.toml` file cannot be of the kind `{prose}`");
        return (fault(message).help("write it in Markdown, in a file that ends in `.md`"), None);
    }
    if let Some(near) = nearest(written, toml_kinds()) {
        let fix = Fix { was: quoted(written), now: quoted(near) };
        let fault = fault(message).help(format!("write `kind = \"{near}\"`"));
        return (fault.maybe_fix(Some(fix)), Some(near));
    }
    let help = match named_elsewhere(&written.to_lowercase()) {
        Some(kind) => format!("what comes nearest is `{kind}`: write `kind = \"{kind}\"`"),
        None => format!("the kinds are {}", words(toml_kinds())),
    };
    (fault(message).help(help), None)
}
