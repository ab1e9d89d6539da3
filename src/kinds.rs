//! Every kind of file and the keys that it knows: what is read is checked against these tables, and schemas are made of them.

use crate::model::{
    ACTIVITY_KEYS, Checklist, Coverage, LIST_KEYS, META_KEYS, Pack, Path, SHARED_KEYS, Term,
};
use crate::schema::Key;
use crate::worksheet::{self, SHEET_KEYS};

/// A kind of TOML files besides the worksheets.
struct OtherKind {
    /// What `kind = "…"` says.
    name: &'static str,
    /// What one file of it is called in a sentence.
    called: &'static str,
    /// What other programs and languages call it.
    elsewhere: &'static [&'static str],
    keys: &'static [&'static [Key]],
}

const OTHER_KINDS: &[OtherKind] = &[
    OtherKind {
        name: "checklist",
        called: "a checklist",
        elsewhere: &["todo", "to-do", "to do", "todos", "tasks", "task list", "aufgaben", "liste"],
        keys: &[SHARED_KEYS, Checklist::KEYS],
    },
    OtherKind {
        name: "path",
        called: "a path",
        elsewhere: &["route", "journey", "pfad", "weg"],
        keys: &[SHARED_KEYS, Path::KEYS],
    },
    OtherKind {
        name: "pack",
        called: "a pack",
        elsewhere: &["bundle", "binder", "mappe", "kit"],
        keys: &[SHARED_KEYS, Pack::KEYS],
    },
    OtherKind {
        name: "terms",
        called: "a list of terms",
        elsewhere: &["glossary", "glossar", "dictionary", "definitions"],
        keys: &[LIST_KEYS, Term::KEYS],
    },
    OtherKind {
        name: "coverage",
        called: "a coverage list",
        elsewhere: &[],
        keys: &[LIST_KEYS, Coverage::KEYS],
    },
];

fn other_kind(name: &str) -> Option<&'static OtherKind> {
    OTHER_KINDS.iter().find(|kind| kind.name == name)
}

/// The kinds of Markdown files.
pub const PROSE_KINDS: &[&str] = &["chapter", "activity"];

/// Every kind that a TOML file can be of, the worksheets last.
pub fn toml_kinds() -> impl Iterator<Item = &'static str> {
    let others = OTHER_KINDS.iter().map(|kind| kind.name);
    others.chain(worksheet::KINDS.iter().map(|kind| kind.name))
}

/// The keys of a TOML file of the kind `kind`. `None` when there is no such kind.
pub fn toml_keys(kind: &str) -> Option<Vec<&'static [Key]>> {
    match other_kind(kind) {
        Some(other) => Some(other.keys.to_vec()),
        None => Some(vec![SHARED_KEYS, SHEET_KEYS, worksheet::kind(kind)?.keys]),
    }
}

/// What one file of the kind `kind` is called in a sentence: `a check-up`. `None` when there is no such kind.
pub fn called(kind: &str) -> Option<&'static str> {
    let other = other_kind(kind).map(|kind| kind.called);
    other.or_else(|| worksheet::kind(kind).map(|kind| kind.called))
}

/// The kind that other programs and languages call `name`, in lower case.
pub fn named_elsewhere(name: &str) -> Option<&'static str> {
    let others = OTHER_KINDS.iter().map(|kind| (kind.name, kind.elsewhere));
    let sheets = worksheet::KINDS.iter().map(|kind| (kind.name, kind.elsewhere));
    let mut kinds = others.chain(sheets);
    kinds.find(|(_, elsewhere)| elsewhere.contains(&name)).map(|(kind, _)| kind)
}

/// The keys in the front matter of a Markdown file of the kind `kind`: of an activity, else of a chapter.
pub fn prose_keys(kind: &str) -> &'static [&'static [Key]] {
    match kind {
        "activity" => &[SHARED_KEYS, META_KEYS, ACTIVITY_KEYS],
        _ => &[SHARED_KEYS, META_KEYS],
    }
}
