//! A file while its record is checked.

use super::key::Key;
use crate::diag::Diagnostic;
use crate::record::Entry;
use crate::source::{SourcePath, Span};

/// Where a record comes from, to say so.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// What the record is, for "… does not know the key": `a checklist`, `an item`.
    pub what: &'a str,
    /// The text of the file, where it is TOML: what is wrong in it may be mended. Empty for YAML.
    pub text: &'a str,
}

/// What is judged as a whole.
pub(super) struct File<'a> {
    pub(super) origin: Origin<'a>,
    /// The keys of the file itself.
    pub(super) keys: &'a [&'static [Key]],
    /// Those of them that it sets.
    pub(super) set: Vec<String>,
}

/// A file while it is judged.
pub(super) struct Judge<'a> {
    pub(super) file: File<'a>,
    pub(super) found: &'a mut Vec<Diagnostic>,
    /// What stands in a block and belongs to the file.
    pub(super) moved: Vec<Entry>,
    pub(super) knows_all: bool,
}

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Behind its key.
    Key,
    /// In the list of its key.
    Entry,
}

impl Judge<'_> {
    /// The text of the file at `span`; empty when it is not at hand.
    pub(super) fn written(&self, span: Span) -> &str {
        self.file.origin.text.get(span.range()).unwrap_or_default()
    }
}
