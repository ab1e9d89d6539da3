//! What is wrong with a playbook, and the texts it stands in: drawn when somebody wants to see it.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diag::show::{self, Bulk, Colour, Fault};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::source::Sources;

/// Every diagnostic of one moment with the texts of that moment.
///
/// To draw the excerpts of ten thousand takes longer than anything else that a save leads to, so nothing is drawn before it is
/// asked for.
#[derive(Clone, Debug, Default)]
pub struct Report {
    reported: Arc<Vec<(Severity, Arc<Diagnostic>)>>,
    sources: Arc<Sources>,
}

impl Report {
    /// What `diagnostics` report of `sources`.
    pub fn of(diagnostics: Diagnostics, sources: &Arc<Sources>) -> Self {
        Self { reported: Arc::new(diagnostics.into_sorted()), sources: Arc::clone(sources) }
    }

    /// The same reported of `sources`, where nothing that it shows is other.
    pub(super) fn again(&self, sources: &Arc<Sources>) -> Self {
        Self { reported: Arc::clone(&self.reported), sources: Arc::clone(sources) }
    }

    /// Every diagnostic with its excerpt, as `build --all` reports them.
    pub fn text(&self, colour: Colour) -> String {
        show::reports(self.iter(), &self.sources, colour)
    }

    /// The first diagnostics of each rule with their excerpts, as `build` reports them, and how many there are where some are left
    /// out. Empty when nothing is reported.
    pub fn brief(&self, colour: Colour) -> String {
        let bulk = Bulk::of(self.iter());
        let rest = bulk.rest("`partnerbook check --all` shows everything.");
        bulk.text(&self.sources, colour) + &rest
    }

    /// At most so many diagnostics in their parts: errors first, else in the order of their places.
    pub fn faults(&self, most: usize) -> Vec<Fault> {
        let is_error = |reported: &(Severity, &Diagnostic)| reported.0 == Severity::Error;
        let errors = self.iter().filter(is_error);
        let others = self.iter().filter(|reported| !is_error(reported));
        show::faults(errors.chain(others).take(most), &self.sources)
    }

    /// How many are reported with `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.reported.iter().filter(|(reported, _)| *reported == severity).count()
    }

    /// Whether just the same is reported, in the same places.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.reported == other.reported
    }

    /// What is reported that was not reported `before`, wherever it stands.
    pub(super) fn news(&self, before: &Self) -> Self {
        let known: HashSet<*const Diagnostic> =
            before.reported.iter().map(|(_, fault)| Arc::as_ptr(fault)).collect();
        let mut fresh = (*self.reported).clone();
        fresh.retain(|(_, fault)| !known.contains(&Arc::as_ptr(fault)));
        if !fresh.is_empty() {
            let words =
                |(_, fault): (Severity, &'_ Diagnostic)| (fault.rule.code, fault.message.clone());
            let known: HashSet<(&str, String)> = before.iter().map(words).collect();
            fresh.retain(|(severity, fault)| !known.contains(&words((*severity, fault))));
        }
        Self { reported: Arc::new(fresh), sources: Arc::clone(&self.sources) }
    }

    fn iter(&self) -> impl Iterator<Item = (Severity, &Diagnostic)> {
        self.reported.iter().map(|(severity, fault)| (*severity, &**fault))
    }
}
