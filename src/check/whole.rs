//! A playbook as the rules see it that judge sheets, settings and files.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::{Names, Other};
use crate::model::mention::Inclusion;
use crate::model::{Checklist, Entry, Pack, Path, Term};
use crate::prose::Heading;
use crate::site::{Linked, Site};
use crate::source::{Asset, SourcePath, Span};
use crate::worksheet::Worksheet;

/// Sheets, settings, files and the glossary. Of a chapter no more than where it stands and what it is called by is seen, which
/// [`Entry::stands_like`] compares, and of all pages together which other files they show or link to.
pub struct Whole<'p> {
    linked: Linked<'p>,
    /// What every page is called.
    pub(super) names: Names<'p>,
}

/// An activity: what it says of itself, and its headings.
#[derive(Clone, Copy)]
pub struct Activity<'p>(&'p Entry);

impl<'p> Activity<'p> {
    /// What it says of itself.
    pub(super) fn page(self) -> Other<'p> {
        self.0.into()
    }

    /// Its steps, with their minutes.
    pub(super) fn steps(self) -> Vec<(&'p Heading, u32)> {
        self.0.steps()
    }

    /// Its headings as they were written, each with the place of what `span` is within them.
    pub(super) fn headings(self) -> impl Iterator<Item = (&'p Heading, &'p str)> {
        let document = self.0.document();
        let headings = document.headings.iter();
        headings.filter_map(|heading| Some((heading, document.source.get(heading.span.range())?)))
    }

    /// Where a stretch of its text stands in its file.
    pub(super) fn locate(self, span: Span) -> Span {
        self.0.document().locate(span)
    }
}

impl<'p> Whole<'p> {
    /// That of a playbook.
    pub(super) fn of(linked: Linked<'p>) -> Self {
        Self { linked, names: Names::of(linked) }
    }

    fn entries(&self) -> impl Iterator<Item = &'p Entry> + use<'p> {
        self.linked.playbook.entries.values()
    }

    /// The checklists, with the pages they are.
    pub(super) fn checklists(&self) -> impl Iterator<Item = (&'p Entry, &'p Checklist)> {
        self.entries().filter_map(|entry| Some((entry, entry.checklist()?)))
    }

    /// The worksheets, with the pages they are.
    pub(super) fn worksheets(&self) -> impl Iterator<Item = (&'p Entry, &'p Worksheet)> {
        self.entries().filter_map(|entry| Some((entry, entry.worksheet()?)))
    }

    /// The packs, with the pages they are.
    pub(super) fn packs(&self) -> impl Iterator<Item = (&'p Entry, &'p Pack)> {
        self.entries().filter_map(|entry| Some((entry, entry.pack()?)))
    }

    /// The paths from a symptom to steps.
    pub(super) fn paths(&self) -> impl Iterator<Item = &'p Path> {
        self.entries().filter_map(Entry::way)
    }

    /// The activities.
    pub(super) fn activities(&self) -> impl Iterator<Item = Activity<'p>> {
        self.entries().filter(|entry| entry.is_activity()).map(Activity)
    }

    /// The glossary.
    pub(super) fn terms(&self) -> &'p [Term] {
        &self.linked.playbook.terms
    }

    /// Every slug that something can be called by, with the pages that are called so.
    pub(super) fn slugs(&self) -> impl Iterator<Item = (&'p str, Vec<&'p SourcePath>)> {
        self.linked.index.slugs()
    }

    /// Whether there are pages in the folder at `path` or below it, or one at it.
    pub(super) fn holds_pages(&self, path: &SourcePath) -> bool {
        self.names.page(path).is_some() || self.linked.index.holds_pages(path)
    }

    /// Whether nothing was written yet that could be read.
    pub(super) fn is_empty(&self) -> bool {
        let playbook = self.linked.playbook;
        playbook.entries.is_empty()
            && playbook.terms.is_empty()
            && playbook.coverage.is_none()
            && playbook.drafts.is_empty()
            && playbook.unread.is_empty()
    }

    /// Which pages there are.
    pub(super) fn site(&self) -> &'p Site {
        self.linked.site
    }

    /// Every block that includes a file.
    pub(super) fn inclusions(&self) -> &'p [Inclusion<'p>] {
        self.linked.index.inclusions()
    }

    /// Whether `path` is a file that pages include.
    pub(super) fn is_included(&self, path: &SourcePath) -> bool {
        self.linked.playbook.included.contains_key(path)
    }

    /// The text of the TOML file at `path`.
    pub(super) fn toml(&self, path: &SourcePath) -> Option<&'p str> {
        self.linked.index.toml(path)
    }

    /// The Markdown and TOML files of the content folder.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'p SourcePath> + use<'p> {
        self.linked.sources.texts.keys()
    }

    /// Whether there is a text at `path`.
    pub(super) fn has_text(&self, path: &str) -> bool {
        self.linked.sources.texts.contains_key(path)
    }

    /// The files that are no texts.
    pub(super) fn assets(&self) -> &'p BTreeMap<SourcePath, Asset> {
        &self.linked.sources.assets
    }

    /// The files that are no texts and that no page points at.
    pub(super) fn assets_unused(&self) -> impl Iterator<Item = &'p SourcePath> {
        self.linked.index.assets_unused()
    }

    /// The playbook's own templates.
    pub(super) fn templates(&self) -> &'p BTreeMap<String, Arc<str>> {
        &self.linked.sources.templates
    }

    /// Files beside the content folder that would be read in it.
    pub(super) fn beside(&self) -> &'p [String] {
        &self.linked.sources.beside
    }

    /// How the content folder is called. Empty or ends in `/`.
    pub(super) fn shown_as(&self) -> &'p str {
        &self.linked.sources.shown_as
    }

    /// How the folder of the look is called. Empty or ends in `/`.
    pub(super) fn theme_shown_as(&self) -> &'p str {
        &self.linked.sources.theme_shown_as
    }
}
