//! What is wrong, by what it was found in, so that what was found before can be kept.

use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics};
use crate::source::SourcePath;

/// What is wrong, by what it was found in. Most of it is as it was before, so that a copy shares all.
#[derive(Clone, Default)]
pub(super) struct Told {
    /// On the disk, in TOML files alone, in settings and words; with what the author wants rules to count as.
    pub(super) first: Arc<Diagnostics>,
    /// In Markdown files alone.
    pub(super) files: Arc<Vec<Diagnostic>>,
    /// By the rules that judge one page by itself.
    pub(super) pages: Arc<Vec<Diagnostic>>,
    /// By all other rules.
    pub(super) whole: Arc<Vec<Diagnostic>>,
    /// On paper and in templates.
    pub(super) made: Arc<Vec<Diagnostic>>,
}

impl Told {
    /// All but the first.
    fn later(&self) -> impl Iterator<Item = &Diagnostic> {
        let Self { first: _, files, pages, whole, made } = self;
        files.iter().chain(&**pages).chain(&**whole).chain(&**made)
    }

    pub(super) fn diagnostics(&self) -> Diagnostics {
        let mut diagnostics = (*self.first).clone();
        diagnostics.extend(self.later().cloned());
        diagnostics
    }

    /// Whether anything is told by the rule with this name.
    pub(super) fn has(&self, code: &str) -> bool {
        self.first.has(code) || self.later().any(|fault| fault.rule.code == code)
    }

    /// Whether just the same is told as `before`, and nothing of the files `changed`.
    pub(super) fn is_like(&self, before: &Self, changed: &[SourcePath]) -> bool {
        let is_same = |one: &Arc<Vec<Diagnostic>>, other| Arc::ptr_eq(one, other);
        Arc::ptr_eq(&self.first, &before.first)
            && is_same(&self.files, &before.files)
            && is_same(&self.pages, &before.pages)
            && is_same(&self.whole, &before.whole)
            && is_same(&self.made, &before.made)
            && !self.first.list().iter().chain(self.later()).any(|fault| fault.shows_of(changed))
    }
}

/// `later`, or what was told `before` where it is just the same.
pub(super) fn kept(before: &Arc<Vec<Diagnostic>>, later: Vec<Diagnostic>) -> Arc<Vec<Diagnostic>> {
    if **before == later { Arc::clone(before) } else { Arc::new(later) }
}

/// What is wrong when `later` is wrong in the files `changed`, and in all others what was wrong before.
pub(super) fn replaced(
    before: &Arc<Vec<Diagnostic>>,
    changed: &[SourcePath],
    later: Vec<Diagnostic>,
) -> Arc<Vec<Diagnostic>> {
    let is_changed = |fault: &&Diagnostic| {
        fault.location.as_ref().is_some_and(|location| changed.contains(&location.path))
    };
    if later.is_empty() && !before.iter().any(|fault| is_changed(&fault)) {
        return Arc::clone(before);
    }
    Arc::new(before.iter().filter(|fault| !is_changed(fault)).cloned().chain(later).collect())
}
