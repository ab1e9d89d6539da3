//! What one file turned out to be.

use super::wiki;
use crate::diag::Diagnostic;
use crate::model::{Coverage, Entry, Stance, Term};
use crate::source::SourcePath;

/// What one file turned out to be.
#[derive(Default)]
pub(super) struct Parsed {
    pub(super) entry: Option<Entry>,
    /// The files that it includes.
    pub(super) includes: Vec<SourcePath>,
    pub(super) terms: Vec<Term>,
    pub(super) glossary_title: String,
    pub(super) coverage: Option<Coverage>,
    pub(super) foreign_keys: Vec<String>,
    /// The keys of another program where the playbook is lenient.
    pub(super) loose_keys: Vec<String>,
    pub(super) faults: Vec<Diagnostic>,
    /// What is wrong where the playbook is strict.
    pub(super) faults_if_strict: Vec<Diagnostic>,
    /// The key in it that only Partnerbook has.
    pub(super) own: Option<&'static str>,
    /// It cannot be read as anything.
    pub(super) unread: bool,
    /// A key stands in it that nobody understands.
    pub(super) is_doubtful: bool,
}

impl Parsed {
    /// Whether a name stands in two pairs of brackets in it.
    pub(super) fn has_wiki(&self) -> bool {
        self.entry.as_ref().is_some_and(wiki::has_some)
    }

    /// What is wrong with it in a playbook of this stance.
    pub(super) fn faults_in(&self, stance: &Stance) -> impl Iterator<Item = &Diagnostic> {
        let others = self.faults_if_strict.iter().filter(|_| !stance.is_lenient());
        self.faults.iter().chain(others)
    }
}
