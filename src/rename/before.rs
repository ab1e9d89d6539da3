//! A playbook as it stands, and why something in it keeps its name.

use crate::model::Entry;
use crate::site::Linked;

/// A playbook as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Before<'p> {
    /// What it says, with its names and its pages.
    pub linked: Linked<'p>,
    /// Every file for itself, those that are no pages included.
    pub files: &'p [Entry],
}

/// Why something is not renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it is about: a file, a heading.
    pub about: String,
    /// Why, and what to do.
    pub why: String,
}

impl Refusal {
    /// Refuses to rename `about`.
    pub fn new(about: impl Into<String>, why: impl Into<String>) -> Self {
        Self { about: about.into(), why: why.into() }
    }
}
