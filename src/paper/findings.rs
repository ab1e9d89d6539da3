//! What is wrong on paper.

use std::collections::BTreeSet;

use super::letters::Missing;
use crate::diag::Diagnostic;

/// What is wrong on paper anywhere: what does not fit, and letters that no font has.
#[derive(Clone, Default)]
pub(super) struct Reported {
    pub(super) faults: Vec<Diagnostic>,
    pub(super) missing: Missing,
}

impl Reported {
    pub(super) fn is_empty(&self) -> bool {
        self.faults.is_empty() && self.missing.is_empty()
    }

    /// Takes in what is wrong elsewhere.
    pub(super) fn join(&mut self, other: Self) {
        self.faults.extend(other.faults);
        self.missing.join(other.missing);
    }
}

/// What is wrong with a file on paper, its blank sheet and its example together.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) faults: Vec<Diagnostic>,
    /// Letters that no font has.
    pub(super) missing: BTreeSet<char>,
}

impl Findings {
    pub(super) fn is_empty(&self) -> bool {
        self.faults.is_empty() && self.missing.is_empty()
    }

    /// Takes in what was found later. What is too long blank is too long as an example, and reported once.
    pub(super) fn add(&mut self, later: Self) {
        if self.faults.is_empty() {
            self.faults = later.faults;
        }
        self.missing.extend(later.missing);
    }
}
