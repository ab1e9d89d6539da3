//! A Markdown file → a chapter or an activity.

use std::sync::Arc;

use super::frontmatter::{Language, split};
use super::kind::UNKNOWN_KIND;
use super::name::{name_as_title, number_of};
use super::parsed::Parsed;
use super::toml::kind_written;
use super::{emoji, foreign, markdown, toml, yaml};
use crate::diag::{Diagnostic, Fix, Rule, Severity, nearest};
use crate::kinds::{PROSE_KINDS, prose_keys};
use crate::model::{ACTIVITY_KEYS, Content, Entry, Meta, Playbook, SetBy};
use crate::prose::{Block, Document};
use crate::record::Record;
use crate::schema::{Origin, in_yaml, quoted, validate};
use crate::source::{Numbers, SourcePath, Span, Spanned};

/// A key of ours in front matter of another program, set to what we cannot read.
pub(super) const FOREIGN_VALUE: Rule = Rule {
    code: "foreign-value",
    severity: Severity::Warning,
    explanation: "Front matter between `---` lines holds a key that Partnerbook knows, set to something that the key cannot \
        mean here, perhaps because another program means something else by it. The key is left out, so the page lacks what \
        it was to say, and the rest of the page is built. Correct the value as the help says, in YAML: `time: 25 min`. Or \
        write the front matter between `+++` lines, where such a slip is an error.",
};

/// Parses the file `path`.
pub(super) fn parse(path: &SourcePath, text: &Arc<str>) -> Parsed {
    let mut parsed = Parsed::default();
    let parts = split(path, text, &mut parsed.faults);
    let mut body = parts.body;
    let is_yaml = matches!(parts.front_matter, Some((Language::Yaml, _)));
    let mut foreign = None;
    let record = match parts.front_matter {
        Some((Language::Toml, span)) => {
            let (record, as_written) = front_matter(path, (text, span), &mut parsed);
            foreign = Some(as_written);
            record
        }
        Some((Language::Yaml, span)) => {
            let whole: &str = text;
            let text = &text[span.range()];
            if let Some(record) = yaml::parse(path, text, span.start as usize, &mut parsed.faults) {
                foreign = Some(record.clone());
                let record = keep_known(record, (path, whole), &mut parsed);
                parsed.own = is_activity(&record).then_some("kind");
                record
            } else {
                body = 0;
                Record::default()
            }
        }
        None => Record::default(),
    };
    let mut document = markdown::parse(path, text, body, &mut parsed.faults);
    let mut meta = Meta::of(&record);
    meta.draft &= !is_slipped(&record, "draft", text, &parsed.faults);
    if let Some(record) = &foreign {
        meta.is_foreign = is_yaml && parsed.own.is_none();
        foreign::take_over(record, &mut meta);
    }
    meta.is_yaml = is_yaml;
    name(&mut meta, path, &mut document);
    let document = Arc::new(document);
    let content =
        if is_activity(&record) { Content::Activity(document) } else { Content::Chapter(document) };
    parsed.entry = Some(Entry { path: path.clone(), meta: Arc::new(meta), content });
    parsed
}

/// Whether something is wrong on the line of `key`. A page that is to be a draft by such a line alone stays a page until it is
/// mended, so that what leads to the page is not reported on top of that.
fn is_slipped(record: &Record, key: &str, text: &str, faults: &[Diagnostic]) -> bool {
    let Some(entry) = record.entry(key) else { return false };
    let from = entry.key.span.range().start;
    let end = text[from..].find('\n').map_or(text.len(), |length| from + length);
    let starts =
        faults.iter().filter_map(|fault| Some(fault.location.as_ref()?.span.range().start));
    starts.into_iter().any(|start| (from..end).contains(&start))
}

/// The keys that other programs have, too.
const SHARED_WITH_OTHERS: [&str; 6] = ["title", "summary", "draft", "aliases", "order", "licence"];

/// What in front matter in TOML only Partnerbook has. `None` when there is nothing.
fn own_in(record: &Record) -> Option<&'static str> {
    let known = prose_keys("activity").iter().copied().flatten();
    let mut own = known.filter(|key| !SHARED_WITH_OTHERS.contains(&key.name));
    own.find(|key| record.value(key.name).is_some()).map(|key| key.name)
}

fn is_known(name: &str) -> bool {
    prose_keys("activity").iter().copied().flatten().any(|key| key.name == name)
}

fn is_activity(record: &Record) -> bool {
    record.text("kind").is_some_and(|kind| kind.value == "activity")
}

/// Reads the front matter in TOML at `span` of `text`: as it was meant, and as it is written.
fn front_matter(
    path: &SourcePath,
    (text, span): (&str, Span),
    parsed: &mut Parsed,
) -> (Record, Record) {
    let front = &text[span.range()];
    let keys = || {
        let kind = kind_written(front);
        prose_keys(nearest(kind, PROSE_KINDS.iter().copied()).unwrap_or(kind)).to_vec()
    };
    let (written, whole) = toml::parse(path, (text, span.range()), &keys, &mut parsed.faults);
    let (mut record, mut faults) = (written.clone(), Vec::new());
    check_kind(&mut record, path, &mut faults);
    let knows_all = validate_kind(&mut record, (path, text), &mut faults);
    parsed.own = own_in(&written);
    if parsed.own.is_none() {
        // Hugo has front matter in TOML, too.
        let unknown = written.entries.iter().filter(|entry| !is_known(&entry.key.value));
        let unknown = unknown.filter(|entry| !foreign::is_read(&entry.key.value));
        parsed.loose_keys.extend(unknown.map(|entry| entry.key.value.clone()));
        parsed.faults_if_strict = faults;
        record = written.clone();
    } else {
        parsed.is_doubtful = !knows_all;
        parsed.faults.extend(faults);
    }
    if !whole {
        toml::report_once(&mut parsed.faults);
    }
    (record, written)
}

/// Reports keys that the kind of page does not know, and those that a chapter could have as an activity. Says whether it knew all.
fn validate_kind(
    record: &mut Record,
    (path, text): (&SourcePath, &str),
    faults: &mut Vec<Diagnostic>,
) -> bool {
    if is_activity(record) {
        let origin = Origin { path, what: "an activity", text };
        return validate(record, prose_keys("activity"), origin, faults);
    }
    let before = faults.len();
    let knows_all =
        validate(record, prose_keys("chapter"), Origin { path, what: "a chapter", text }, faults);
    for fault in &mut faults[before..] {
        let at = fault.location.as_ref().map(|location| location.span);
        let entry = record.entries.iter().find(|entry| Some(entry.key.span) == at);
        if entry.is_some_and(|entry| ACTIVITY_KEYS.iter().any(|key| key.name == entry.key.value)) {
            fault.help = Some("only an activity knows it: write `kind = \"activity\"`".to_owned());
        }
    }
    knows_all
}

/// Reports a kind that is none, and sets right one that is misspelt.
fn check_kind(record: &mut Record, path: &SourcePath, faults: &mut Vec<Diagnostic>) {
    let Some(kind) = record.text("kind") else { return };
    if PROSE_KINDS.contains(&kind.value.as_str()) {
        return;
    }
    let message = format!("a Markdown file is a `chapter` or an `activity`, not `{}`", kind.value);
    let fault = Diagnostic::new(&UNKNOWN_KIND, path, kind.span, message);
    let Some(near) = nearest(&kind.value, PROSE_KINDS.iter().copied()) else {
        let help = "write `kind = \"activity\"`, leave the line out, or make it a `.toml` file";
        return faults.push(fault.help(help));
    };
    let fix = Fix { was: quoted(&kind.value), now: quoted(near) };
    faults.push(fault.help(format!("write `kind = \"{near}\"`")).maybe_fix(Some(fix)));
    record.set_text("kind", near);
}

/// Keeps the keys of `record` that mean here what they say. The names of the others go to the foreign keys of `parsed`; a key
/// that is known and set to what it cannot mean is reported.
fn keep_known(record: Record, (path, text): (&SourcePath, &str), parsed: &mut Parsed) -> Record {
    let known_keys = prose_keys("activity");
    let span = record.span;
    let mut known = Vec::new();
    for entry in record.entries {
        if !is_known(&entry.key.value) {
            if !foreign::is_read(&entry.key.value) {
                parsed.foreign_keys.push(entry.key.value);
            }
            continue;
        }
        // An order of another program may be negative or have a fraction.
        if entry.key.value == "order" && foreign::number(&entry.value.value).is_some() {
            known.push(entry);
            continue;
        }
        let key = entry.key.value.clone();
        // Only what stands on the line of its key can be pointed at, and mended.
        let text = if entry.value.span == entry.key.span { "" } else { text };
        let mut alone = Record { entries: vec![entry], span };
        let mut faults = Vec::new();
        let origin = Origin { path, what: "front matter", text };
        validate(&mut alone, known_keys, origin, &mut faults);
        if faults.is_empty() {
            known.extend(alone.entries);
        } else {
            parsed.loose_keys.push(key);
        }
        parsed.faults_if_strict.extend(faults.into_iter().map(|fault| Diagnostic {
            rule: &FOREIGN_VALUE,
            message: format!("{}: it is left out", fault.message),
            help: fault.help.as_deref().map(in_yaml),
            ..fault
        }));
    }
    Record { entries: known, span }
}

/// Gives the page its title and its order, and takes a first heading that says the title out of the prose.
fn name(meta: &mut Meta, path: &SourcePath, document: &mut Document) {
    let first = match document.blocks.first() {
        Some(Block::Heading(index, _)) if document.heading(*index).level == 1 => {
            Some(document.heading(*index).clone())
        }
        _ => None,
    };
    if let Some(heading) = first {
        if meta.title.value.is_empty() {
            meta.title = Spanned::new(heading.text.clone(), heading.span);
        }
        if meta.title.value == heading.text
            && let Block::Heading(_, words) = document.blocks.remove(0)
        {
            document.title = words;
        }
    }
    if meta.title.value.is_empty() {
        meta.title = Spanned::new(name_as_title(path, &Numbers::default()), Span::default());
        meta.is_named = true;
    }
    meta.order = meta.order.or(number_of(path, &Numbers::default()));
}

/// Gives `entry` what only its `playbook` knows: the number in front of its name where that belongs there, and the name of the
/// whole where a home page has no title.
///
/// A file parsed alone takes every such number for an order.
pub(super) fn settle(entry: &mut Entry, playbook: &Playbook) {
    if playbook.stance.is_lenient() {
        settle_signs(entry);
    }
    let (path, numbers) = (&entry.path, &playbook.numbers);
    let is_home = path.introduces_folder() && path.folder().is_empty();
    let named = if path.introduces_folder() { path.folder() } else { path.as_str() };
    let foreign = playbook.undefined_in(&entry.meta);
    if !foreign.is_empty() {
        Arc::make_mut(&mut entry.meta).take_out(&foreign);
    }
    // Notebooks keep other names of a page in this key.
    let is_name = |alias: &Spanned<String>| !alias.contains(['/', '.']);
    let is_foreign = entry.meta.is_foreign && playbook.stance.is_lenient();
    if is_foreign && entry.meta.aliases.iter().any(is_name) {
        Arc::make_mut(&mut entry.meta).aliases.retain(|alias| !is_name(alias));
    }
    if is_home && entry.meta.is_named {
        Arc::make_mut(&mut entry.meta).title.value.clone_from(&playbook.called);
    }
    if is_home || !numbers.keep(named) {
        return;
    }
    let meta = Arc::make_mut(&mut entry.meta);
    if meta.order.is_some_and(|order| order.by == SetBy::Name) {
        meta.order = number_of(path, numbers);
    }
    if meta.is_named {
        meta.title.value = name_as_title(path, numbers);
    }
}

/// Writes signs in place of their words, `:tada:`.
fn settle_signs(entry: &mut Entry) {
    let (Content::Chapter(document) | Content::Activity(document)) = &mut entry.content else {
        return;
    };
    if emoji::has_some(&document.source) {
        emoji::settle(Arc::make_mut(document));
        let meta = Arc::make_mut(&mut entry.meta);
        for text in [&mut meta.title.value, &mut meta.summary, &mut meta.label] {
            *text = emoji::settled(text);
        }
    }
}
