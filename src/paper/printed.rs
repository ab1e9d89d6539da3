//! What finished PDFs are, as pages of the site say it.

use std::collections::BTreeMap;

use crate::sheet::{Paper, Turn};

/// The PDFs of each page that has some, by its number: the whole sheet first, then its handouts.
pub type Papers = BTreeMap<usize, Vec<Printed>>;

/// A finished PDF.
#[derive(Clone, Copy, Debug)]
pub struct Printed {
    /// Its paper.
    pub paper: Paper,
    /// How it lies.
    pub turn: Turn,
    /// How many pages it has.
    pub pages: usize,
}

/// PDFs, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prints {
    /// Those that were laid out.
    pub made: usize,
    /// Those that are as the last build made them.
    pub kept: usize,
}
