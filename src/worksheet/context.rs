//! What a sheet may ask of the playbook that it stands in.

use std::fmt;

use crate::measure::{Minutes, Range};
use crate::prose::Document;
use crate::source::{SourcePath, Spanned};

/// What a sheet may ask of the playbook that it stands in: no kind needs to know more of it.
pub trait Context: fmt::Debug {
    /// The language of the playbook, such as `en` or `pt-BR`.
    fn language(&self) -> &str;

    /// How many partners there are; 0 when none is named.
    fn partners(&self) -> usize;

    /// Whether the whole addresses of pages are known.
    fn has_addresses(&self) -> bool;

    /// The needs that the playbook defines, in order. `None` when its settings could not be read.
    fn needs(&self) -> Option<Vec<Need<'_>>>;

    /// The page that other files call `slug`.
    fn page(&self, slug: &str) -> Option<Page<'_>>;

    /// Every activity, in the order of their files.
    fn activities(&self) -> Vec<Page<'_>>;

    /// The glossary, in the order written.
    fn terms(&self) -> Vec<Term<'_>>;
}

/// A criterion that pages serve.
#[derive(Clone, Copy, Debug)]
pub struct Need<'a> {
    /// What sheets refer to it by.
    pub id: &'a str,
    /// Its name.
    pub title: &'a str,
}

/// A term of the glossary.
#[derive(Clone, Copy, Debug)]
pub struct Term<'a> {
    /// The term.
    pub term: &'a Spanned<String>,
    /// What it means.
    pub means: &'a Document,
}

/// A page, as a sheet that names it sees it.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Its file.
    pub path: &'a SourcePath,
    /// What it is.
    pub kind: PageKind<'a>,
    /// Its title.
    pub title: &'a Spanned<String>,
    /// One sentence; empty when none is given.
    pub summary: &'a str,
    /// How long it takes, from and to. `None` when it does not say.
    pub time: Option<(Minutes, Minutes)>,
    /// For how many people it is. `None` when it does not say.
    pub people: Option<Range>,
    /// How hard it is to lead: `easy`, `medium`, `hard`; empty when not said.
    pub leading: &'a str,
    /// What has to lie ready.
    pub materials: &'a [String],
    /// The slugs of the sheets and checklists it uses.
    pub uses: &'a [Spanned<String>],
    /// Its prose.
    pub document: &'a Document,
}

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind<'a> {
    /// Something a group does, in timed steps.
    Activity,
    /// A short list at a pause point.
    Checklist,
    /// Anything filled in: the name of its kind, and for whom it is, empty when not said.
    Worksheet(&'static str, &'a str),
    /// Something else, by what it is called: `chapter`, `path`, `pack`.
    Other(&'static str),
}

impl Page<'_> {
    /// The same page when it is an activity.
    pub fn activity(self) -> Option<Self> {
        matches!(self.kind, PageKind::Activity).then_some(self)
    }
}

impl PageKind<'_> {
    /// What it is called: `activity`, or the kind of a worksheet, such as `matrix`.
    pub fn name(self) -> &'static str {
        match self {
            PageKind::Activity => "activity",
            PageKind::Checklist => "checklist",
            PageKind::Worksheet(name, _) | PageKind::Other(name) => name,
        }
    }
}
