//! What a page may know of the others: what they are called and where they are, never their prose.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::diag;
use crate::model::index::{Reading, named};
use crate::model::wiki::Wiki;
use crate::model::{Coverage, Entry, Ledger, Meta, Playbook, Settings, Stance, Target, Unresolved};
use crate::prose::{Block, Callout, Heading, Role};
use crate::site::{Linked, Route};
use crate::source::{Asset, Numbers, SourcePath, Spanned};

/// The names in a playbook: its files, titles, headings, metadata and addresses, and how each is found.
pub struct Names<'p> {
    linked: Linked<'p>,
    /// Every slug, made ready to be held against what was written.
    slugs: OnceLock<diag::Names<String>>,
    /// The redirects that lead to each page.
    redirects: OnceLock<BTreeMap<usize, Vec<usize>>>,
    /// The callouts of ours that stand in its prose.
    callouts: OnceLock<Vec<Callout>>,
}

/// Another page, by what it says of itself.
#[derive(Clone, Copy)]
pub struct Other<'p>(&'p Entry);

impl<'p> From<&'p Entry> for Other<'p> {
    fn from(entry: &'p Entry) -> Self {
        Self(entry)
    }
}

impl<'p> Other<'p> {
    /// Its file.
    pub(super) fn path(self) -> &'p SourcePath {
        &self.0.path
    }

    /// The name that other files refer to it by.
    pub(super) fn slug(self) -> &'p str {
        self.0.slug()
    }

    /// Its title.
    pub(super) fn title(self) -> &'p str {
        self.0.title()
    }

    /// What it is called among the kinds of pages.
    pub(super) fn kind(self) -> &'static str {
        self.0.kind()
    }

    /// Whether it is a sheet that people go to by itself: a day, a rhythm, what was agreed.
    pub(super) fn stands_alone(self) -> bool {
        self.0.worksheet().is_some_and(|worksheet| worksheet.body.stands_alone())
    }

    /// Whether it is filled in or ticked.
    pub(super) fn is_sheet(self) -> bool {
        self.0.is_sheet()
    }

    /// What its metadata say.
    pub(super) fn meta(self) -> &'p Meta {
        &self.0.meta
    }

    /// Every name by which it refers to another file, with the key it stands in.
    pub(super) fn references(self) -> Vec<(&'static str, &'p Spanned<String>)> {
        self.0.references()
    }
}

impl<'p> Names<'p> {
    /// Those of a playbook.
    pub(super) fn of(linked: Linked<'p>) -> Self {
        let (slugs, redirects, callouts) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { linked, slugs, redirects, callouts }
    }

    fn playbook(&self) -> &'p Playbook {
        self.linked.playbook
    }

    /// What `playbook.toml` says.
    pub(super) fn settings(&self) -> &'p Settings {
        &self.playbook().settings
    }

    /// How much is let pass.
    pub(super) fn stance(&self) -> &'p Stance {
        &self.playbook().stance
    }

    /// What the playbook has to cover.
    pub(super) fn coverage(&self) -> Option<&'p Coverage> {
        self.playbook().coverage.as_ref()
    }

    /// The addresses that were published.
    pub(super) fn ledger(&self) -> &'p Ledger {
        &self.playbook().ledger
    }

    /// Which numbers in front of names are an order.
    pub(super) fn numbers(&self) -> &'p Numbers {
        &self.playbook().numbers
    }

    /// Every page.
    pub(super) fn pages(&self) -> impl ExactSizeIterator<Item = Other<'p>> + use<'p> {
        self.playbook().entries.values().map(Other)
    }

    /// The page of the file at `path`.
    pub(super) fn page(&self, path: &SourcePath) -> Option<Other<'p>> {
        self.playbook().entries.get(path).map(Other)
    }

    /// Finds what `href`, written in the file `from`, points at.
    pub(super) fn resolve(&self, from: &SourcePath, href: &str) -> Result<Target, Unresolved> {
        self.linked.index.resolve(from, href)
    }

    /// Where a reader is led by `href`, also where only its heading is missing.
    pub(super) fn lead(&self, from: &SourcePath, href: &str) -> Result<Target, Unresolved> {
        self.linked.index.lead(from, href)
    }

    /// How `href`, written in `from`, is understood.
    pub(super) fn reading(&self, from: &SourcePath, href: &str) -> Option<Reading> {
        self.linked.index.reading(from, href)
    }

    /// The page that other files call `slug`.
    pub(super) fn find(&self, slug: &str) -> Option<Other<'p>> {
        self.linked.index.find(slug).map(Other)
    }

    /// Every page whose name is `slug`.
    pub(super) fn called(&self, slug: &str) -> impl Iterator<Item = Other<'p>> + use<'_, 'p> {
        self.linked.index.called(slug).map(Other)
    }

    /// The one slug that `written` was meant to be.
    pub(super) fn nearest_slug(&self, written: &str) -> Option<String> {
        let slugs = || self.linked.index.slugs().map(|(slug, _)| slug.to_owned());
        self.slugs.get_or_init(|| diag::Names::new(slugs())).nearest(written)
    }

    /// The pages with this `title`, whatever its capitals and spaces.
    pub(super) fn titled(&self, title: &str) -> &[SourcePath] {
        self.linked.index.titled(title)
    }

    /// The pages with the title that is `written` as an address.
    pub(super) fn titled_as(&self, written: &str) -> Vec<SourcePath> {
        named::titled(self.linked.index, written)
    }

    /// The address of the one page with the title that is written as an address.
    pub(super) fn by_title(&self, from: &SourcePath, written: (Role, &str)) -> Option<String> {
        named::by_title(self.linked.index, from, written)
    }

    /// The address of the one page or file that is called so.
    pub(super) fn named(&self, from: &SourcePath, name: (Role, &str)) -> Option<String> {
        named::named(self.linked.index, from, name)
    }

    /// The file that an address leads to, or shows.
    pub(super) fn target(&self, from: &SourcePath, href: (Role, &str)) -> Option<SourcePath> {
        named::target(self.linked.index, from, href)
    }

    /// The address in `from` of what a link in two pairs of brackets means.
    pub(super) fn href_of(&self, wiki: &Wiki<'_>, from: &SourcePath, role: Role) -> Option<String> {
        wiki.href(self.linked.index, from, role)
    }

    /// The existing files that `path` may have been meant to be.
    pub(super) fn files_alike(&self, path: &SourcePath) -> Vec<&SourcePath> {
        self.linked.index.files_alike(path)
    }

    /// Every heading of the page `path`, those of the files it includes last.
    pub(super) fn headings(&self, path: &SourcePath) -> impl Iterator<Item = &'p Heading> {
        self.linked.index.headings(path)
    }

    /// Every id that HTML on the page `path` has.
    pub(super) fn own_anchors(&self, path: &SourcePath) -> impl Iterator<Item = &'p str> {
        self.linked.index.own_anchors(path)
    }

    /// The file that is called `name` and is no text of the playbook.
    pub(super) fn asset(&self, name: &str) -> Option<(&'p SourcePath, &'p Asset)> {
        self.linked.sources.assets.get_key_value(name)
    }

    /// The files besides pages that some page points at.
    pub(super) fn assets_used(&self) -> impl Iterator<Item = &'p SourcePath> {
        self.linked.index.assets_used()
    }

    /// Whether any file could not be read.
    pub(super) fn lacks_files(&self) -> bool {
        !self.playbook().unread.is_empty()
    }

    /// Whether the file at `path` could not be read, which was reported.
    pub(super) fn is_unread(&self, path: &SourcePath) -> bool {
        self.playbook().unread.contains(path)
    }

    /// Whether a file that is called `slug` could not be read.
    pub(super) fn is_called_unread(&self, slug: &str) -> bool {
        self.playbook().unread.iter().any(|path| path.slug() == slug)
    }

    /// Whether the file at `path` is no page yet.
    pub(super) fn is_draft(&self, path: &SourcePath) -> bool {
        self.playbook().drafts.contains(path)
    }

    /// Whether a file that is called `slug` is no page yet.
    pub(super) fn is_called_draft(&self, slug: &str) -> bool {
        self.playbook().drafts.iter().any(|path| path.slug() == slug)
    }

    /// Whether the playbook has such a callout of ours anywhere.
    pub(super) fn have_callout(&self, callout: Callout) -> bool {
        let callouts = self.callouts.get_or_init(|| {
            let mut found = Vec::new();
            for piece in self.playbook().pieces() {
                piece.document.each_block(&mut |block| {
                    if let Block::Callout(callout, _) = block
                        && Callout::OURS.contains(callout)
                        && !found.contains(callout)
                    {
                        found.push(*callout);
                    }
                });
            }
            found
        });
        callouts.contains(&callout)
    }

    /// Every address at which a reader finds the page of the file `path`, its own first.
    pub(super) fn addresses_of(&self, path: &SourcePath) -> Vec<&'p Route> {
        let site = self.linked.site;
        let Some(page) = site.page_of.get(path) else { return Vec::new() };
        let redirects = self.redirects.get_or_init(|| {
            let mut redirects: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (number, (_, page)) in site.redirects.iter().enumerate() {
                redirects.entry(*page).or_default().push(number);
            }
            redirects
        });
        let former = redirects.get(page).into_iter().flatten();
        let former = former.map(|number| &site.redirects[*number].0);
        std::iter::once(&site.pages[*page].route).chain(former).collect()
    }

    /// The file whose prose a reader finds at the address `route`.
    pub(super) fn at(&self, route: &Route) -> Option<&'p SourcePath> {
        self.linked.site.at(route)?.shows.prose()
    }
}
