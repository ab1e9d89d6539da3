//! What is wrong, by what it was found in, so that what was found before can be kept.

use std::sync::Arc;

use crate::check::{self, Hits, OfPages};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::model::Playbook;
use crate::source::SourcePath;

/// A list of faults. Most often it is that of before, and whether it is is seen at once.
pub(super) type Faults = Arc<Vec<Arc<Diagnostic>>>;

/// What is wrong, by what it was found in. Most of it is as it was before, so that a copy shares all.
#[derive(Clone, Default)]
pub(super) struct Reported {
    /// On the disk, in TOML files alone, in settings and words; with what the author wants rules to count as.
    pub(super) first: Arc<Diagnostics>,
    /// In Markdown files alone.
    pub(super) files: Faults,
    /// By the rules that judge one page by itself.
    pub(super) pages: Faults,
    /// By the rules that are reported once for all pages.
    pub(super) tallied: Faults,
    /// What those rules count.
    pub(super) hits: Arc<Hits>,
    /// By the rules that hold pages against each other.
    pub(super) between: Faults,
    /// By all other rules, but for those of the day.
    pub(super) whole: Faults,
    /// By the rules of the day.
    pub(super) of_the_day: Faults,
    /// In files that are published as they are: their addresses are taken.
    pub(super) copied: Faults,
    /// On paper and in templates.
    pub(super) made: Faults,
}

impl Reported {
    /// Each list but the first.
    fn lists(&self) -> [&Faults; 8] {
        let Self {
            first: _,
            hits: _,
            files,
            pages,
            tallied,
            between,
            whole,
            of_the_day,
            copied,
            made,
        } = self;
        [files, pages, tallied, between, whole, of_the_day, copied, made]
    }

    /// All but the first.
    fn later(&self) -> impl Iterator<Item = &Arc<Diagnostic>> {
        self.lists().into_iter().flat_map(|list| list.iter())
    }

    /// The files that break a rule of pages, where that is known.
    pub(super) fn pages(&self) -> impl Iterator<Item = &SourcePath> {
        self.pages.iter().filter_map(|fault| Some(&fault.location.as_ref()?.path))
    }

    /// The same where the files `looked_at` are judged by themselves anew, and `found` is what is wrong with them.
    pub(super) fn with_pages(
        &self,
        playbook: &Playbook,
        looked_at: &[SourcePath],
        found: OfPages,
    ) -> Self {
        let hits = (*self.hits).clone().without(looked_at).with(found.hits);
        let pages = replaced(&self.pages, looked_at, found.faults);
        if hits == *self.hits {
            return Self { pages, ..self.clone() };
        }
        let tallied = kept(&self.tallied, check::tallied(playbook, &hits));
        Self { pages, tallied, hits: Arc::new(hits), ..self.clone() }
    }

    pub(super) fn diagnostics(&self) -> Diagnostics {
        let mut diagnostics = (*self.first).clone();
        diagnostics.extend(self.later().cloned());
        diagnostics
    }

    /// Whether anything forbids a site.
    pub(super) fn has_errors(&self) -> bool {
        let is_error =
            |fault: &Arc<Diagnostic>| self.first.severity(fault) == Some(Severity::Error);
        self.first.has_errors() || self.later().any(is_error)
    }

    /// Whether anything is reported by the rule with this name.
    pub(super) fn has(&self, code: &str) -> bool {
        self.first.has(code) || self.later().any(|fault| fault.rule.code == code)
    }

    /// Whether just the same is reported as `before`, and nothing of the files `changed`.
    pub(super) fn is_like(&self, before: &Self, changed: &[SourcePath]) -> bool {
        let lists = self.lists().into_iter().zip(before.lists());
        Arc::ptr_eq(&self.first, &before.first)
            && lists.into_iter().all(|(one, other)| Arc::ptr_eq(one, other))
            && !self.first.list().iter().chain(self.later()).any(|fault| fault.shows_of(changed))
    }
}

/// These faults as a list.
pub(super) fn listed(faults: impl IntoIterator<Item = Diagnostic>) -> Faults {
    Arc::new(faults.into_iter().map(Arc::new).collect())
}

/// `later`, or what was reported `before` where it is just the same.
pub(super) fn kept(before: &Faults, later: Vec<Diagnostic>) -> Faults {
    let is_same = before.len() == later.len()
        && before.iter().zip(&later).all(|(before, later)| **before == *later);
    if is_same { Arc::clone(before) } else { listed(later) }
}

/// What is wrong when `later` is wrong in the files `changed`, and in all others what was wrong before.
pub(super) fn replaced(before: &Faults, changed: &[SourcePath], later: Vec<Diagnostic>) -> Faults {
    let is_changed = |fault: &Arc<Diagnostic>| {
        fault.location.as_ref().is_some_and(|location| changed.contains(&location.path))
    };
    if later.is_empty() && !before.iter().any(is_changed) {
        return Arc::clone(before);
    }
    let others = before.iter().filter(|fault| !is_changed(fault)).cloned();
    Arc::new(others.chain(later.into_iter().map(Arc::new)).collect())
}
