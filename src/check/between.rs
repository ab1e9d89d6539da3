//! All pages, as the rules see them that hold pages against each other.

use std::collections::BTreeSet;

use super::names::Names;
use super::near;
use super::page::{Reference, print_most};
use crate::model::Outline;
use crate::model::index::Found;
use crate::site::Linked;
use crate::source::{Asset, SourcePath, Spanned};

/// What pages say of themselves, and who uses whom. [`Entry::looks_like`](crate::model::Entry::looks_like) compares all of it.
pub struct Between<'p> {
    linked: Linked<'p>,
    /// What every page is called.
    pub(super) names: Names<'p>,
}

impl<'p> Between<'p> {
    /// Those of a playbook.
    pub(super) fn of(linked: Linked<'p>) -> Self {
        Self { linked, names: Names::of(linked) }
    }

    /// The order of pages as a file says it.
    pub(super) fn outline(&self) -> &'p Outline {
        &self.linked.playbook.outline
    }

    /// Whether any page names the page `path` or links to it.
    pub(super) fn is_used(&self, path: &SourcePath) -> bool {
        self.linked.index.used_in(path).len() > 0
    }

    /// Every id in a `covers`.
    pub(super) fn covers(&self) -> impl Iterator<Item = &'p Spanned<String>> {
        let pages = self.names.pages().flat_map(|page| &page.meta().covers);
        self.names.settings().covers.iter().chain(pages)
    }

    /// Every name by which one file refers to another.
    pub(super) fn references(&self) -> impl Iterator<Item = Reference<'p>> {
        let pages = self.names.pages().flat_map(|page| {
            let references = page.references().into_iter();
            references.map(move |(key, slug)| (Some(page.path()), key, slug))
        });
        pages.chain(print_most(self.names.settings()))
    }

    /// The files that are no texts.
    pub(super) fn assets(&self) -> impl Iterator<Item = (&'p SourcePath, &'p Asset)> {
        self.linked.sources.assets.iter()
    }

    /// The pages that the glossary links to, which is no page that an author wrote.
    pub(super) fn linked_by_terms(&self) -> BTreeSet<&'p SourcePath> {
        let terms = self.linked.playbook.terms.iter();
        let glossaries: BTreeSet<&SourcePath> = terms.map(|term| &term.path).collect();
        let links = self.linked.index.mentions().iter();
        let links = links.filter(|(mention, _)| glossaries.contains(mention.path()));
        links
            .filter_map(|(_, found)| match found {
                Found::Page(path) => Some(*path),
                Found::Asset(_) | Found::Folder | Found::External | Found::Nothing => None,
            })
            .collect()
    }

    /// The pages that links were meant to lead to that lead nowhere.
    pub(super) fn meant_by_links(&self) -> impl Iterator<Item = SourcePath> {
        let links = self.linked.index.mentions().iter();
        let open = links.filter(|(_, found)| *found == Found::Nothing);
        open.filter_map(|(mention, _)| near::page_meant(&self.names, mention))
    }
}
