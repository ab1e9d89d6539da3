//! A rule that is reported once, with how often it is broken in all pages together.

use std::collections::BTreeMap;

use super::page::Page;
use crate::diag::{Diagnostic, Rule};
use crate::source::{Location, SourcePath, Span};

/// A rule that is reported once. What each page has to do with that is kept, so that no other page has to be read again when one
/// is edited.
#[derive(Debug)]
pub struct Tally {
    /// The rule.
    pub rule: &'static Rule,
    /// Finds every place in one file, and which of the things it is that the rule looks for.
    pub find: fn(&Page<'_>) -> Vec<(usize, Span)>,
    /// What is reported of all of them together.
    pub report: fn(&[Hit]) -> Vec<Diagnostic>,
}

/// A place that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which of the things it is that the rule looks for.
    pub kind: usize,
    /// Where it stands.
    pub location: Location,
    /// Pages are counted before the files that they include, and those before the glossary.
    pub rank: u8,
}

/// Every place that a [`Tally`] counts, by the name of the rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits(BTreeMap<&'static str, Vec<Hit>>);

impl Hits {
    /// Those of the rule called `code`, in the order of the files.
    pub(super) fn of(&self, code: &str) -> &[Hit] {
        self.0.get(code).map_or(&[], Vec::as_slice)
    }

    /// Adds those of one file.
    pub(super) fn add(&mut self, tally: &Tally, page: &Page<'_>) {
        let Some(path) = page.path() else { return };
        let found = (tally.find)(page).into_iter().map(|(kind, span)| Hit {
            kind,
            location: Location::new(path, span),
            rank: page.rank(),
        });
        let found: Vec<Hit> = found.collect();
        if !found.is_empty() {
            self.0.entry(tally.rule.code).or_default().extend(found);
        }
    }

    /// These and the `other` ones.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        for (code, hits) in other.0 {
            let all = self.0.entry(code).or_default();
            all.extend(hits);
            // Those of one file stay in the order in which they were found.
            all.sort_by(|one, other| {
                (one.rank, &one.location.path).cmp(&(other.rank, &other.location.path))
            });
        }
        self
    }

    /// These without those in `files`.
    #[must_use]
    pub fn without(mut self, files: &[SourcePath]) -> Self {
        self.0.retain(|_, hits| {
            hits.retain(|hit| !files.contains(&hit.location.path));
            !hits.is_empty()
        });
        self
    }
}
