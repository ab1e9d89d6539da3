//! What the template of pages to print is given.

use serde::Serialize;

use super::{BookView, PathView, StageView, TermView};

#[derive(Serialize)]
pub(in crate::render) struct PrintKind<'a> {
    pub(in crate::render) print: PrintView<'a>,
}

#[derive(Serialize)]
pub(in crate::render) struct PrintView<'a> {
    pub(in crate::render) title: String,
    /// How many pages of which paper it takes, in words.
    pub(in crate::render) size: String,
    /// Whether it is of the whole playbook.
    pub(in crate::render) is_all: bool,
    /// Whether all of it is on the page. Else only ways to the folders in it are.
    pub(in crate::render) is_whole: bool,
    pub(in crate::render) leaves: Vec<LeafView>,
    /// What the playbook's terms mean, where it is of the whole.
    pub(in crate::render) glossary: Option<PrintedTerms<'a>>,
    /// The pages to print of the folders in it.
    pub(in crate::render) smaller: Vec<BookView>,
}

/// The glossary among pages that are printed together.
#[derive(Serialize)]
pub(in crate::render) struct PrintedTerms<'a> {
    pub(in crate::render) title: String,
    pub(in crate::render) terms: Vec<TermView<'a>>,
}

/// One of the pages that are printed together.
#[derive(Serialize)]
pub(in crate::render) struct LeafView {
    /// The id of the place where it begins.
    pub(in crate::render) place: String,
    /// Whether it introduces the whole.
    pub(in crate::render) is_first: bool,
    pub(in crate::render) level: u8,
    pub(in crate::render) kind: &'static str,
    pub(in crate::render) label: String,
    pub(in crate::render) title: String,
    pub(in crate::render) summary: String,
    pub(in crate::render) stage: Option<StageView>,
    pub(in crate::render) html: String,
    pub(in crate::render) path: Option<PathView>,
}
