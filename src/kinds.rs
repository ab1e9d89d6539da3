//! Every kind of file and the keys that it knows: what is read is checked against these tables, and schemas are made of them.

use crate::model::{
    ACTIVITY_KEYS, Checklist, Coverage, LIST_KEYS, META_KEYS, Pack, Path, SHARED_KEYS, Term,
};
use crate::shape::Key;
use crate::worksheet::{self, SHEET_KEYS};

/// The kinds of TOML files besides the worksheets.
const OTHER_KINDS: &[&str] = &["checklist", "path", "pack", "terms", "coverage"];

/// The kinds of Markdown files.
pub const PROSE_KINDS: &[&str] = &["chapter", "activity"];

/// Every kind that a TOML file can be of, the worksheets last.
pub fn toml_kinds() -> impl Iterator<Item = &'static str> {
    OTHER_KINDS.iter().copied().chain(worksheet::KINDS.iter().map(|kind| kind.name))
}

/// The keys of a TOML file of the kind `kind`. `None` when there is no such kind.
pub fn toml_keys(kind: &str) -> Option<Vec<&'static [Key]>> {
    Some(match kind {
        "checklist" => vec![SHARED_KEYS, Checklist::KEYS],
        "path" => vec![SHARED_KEYS, Path::KEYS],
        "pack" => vec![SHARED_KEYS, Pack::KEYS],
        "terms" => vec![LIST_KEYS, Term::KEYS],
        "coverage" => vec![LIST_KEYS, Coverage::KEYS],
        name => vec![SHARED_KEYS, SHEET_KEYS, worksheet::kind(name)?.keys],
    })
}

/// The keys in the front matter of a Markdown file of the kind `kind`: of an activity, else of a chapter.
pub fn prose_keys(kind: &str) -> &'static [&'static [Key]] {
    match kind {
        "activity" => &[SHARED_KEYS, META_KEYS, ACTIVITY_KEYS],
        _ => &[SHARED_KEYS, META_KEYS],
    }
}
