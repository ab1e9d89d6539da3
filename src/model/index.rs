//! Every name a link can point at, and how it is found.

mod address;
pub mod named;
mod reading;
mod resolve;
mod target;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::mention::{Inclusion, Mention, Piece};
use super::names::{Names, Targets, Uses};
use super::near_files::NearFiles;
use super::{Entry, Playbook};
use crate::prose::anchor::{Anchors, composed};
use crate::prose::{Document, Heading, Role};
use crate::source::{SourcePath, Sources};

pub use self::address::{is_external, is_safe, relative};
pub use self::target::{Found, Reading, Target, Unresolved};

/// Every name a link can point at, and every link.
#[derive(Debug)]
pub struct Index<'p> {
    playbook: &'p Playbook,
    sources: &'p Sources,
    /// Every page, in the order of their paths.
    pages: Vec<&'p Entry>,
    gathered: Gathered,
    inclusions: Vec<Inclusion<'p>>,
    mentions: Vec<(Mention<'p>, Found<'p>)>,
    /// The ids of the headings and of HTML on each page, sorted, as far as they were asked for.
    anchors: OnceLock<Vec<OnceLock<Anchors>>>,
    near_files: OnceLock<NearFiles>,
    /// The pages by the addresses that they have or had.
    addresses: OnceLock<BTreeMap<Box<str>, u32>>,
    /// The files and folders with other letters than those of English in their names, by their names in composed form.
    spellings: OnceLock<BTreeMap<Box<str>, SourcePath>>,
}

/// What is known of pages apart from what stands on them: how they are found, and who uses whom.
///
/// It holds for every playbook whose pages look the same to one another, see [`Entry::looks_like`].
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    names: Arc<Names>,
    uses: Arc<Uses>,
}

impl Gathered {
    /// Whether pages use just what they use in the `other`. Not being sure counts as no.
    pub fn has_uses_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.uses, &other.uses)
    }

    /// Whether pages use just the files besides pages that they use in the `other`. Not being sure counts as no.
    pub fn has_files_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.uses.assets, &other.uses.assets)
    }
}

impl<'p> Index<'p> {
    /// Gathers the names of `playbook`, whose files are in `sources`, and follows every link.
    pub fn new(playbook: &'p Playbook, sources: &'p Sources) -> Self {
        let mut index = Self::again(playbook, sources, Gathered::default());
        let pieces = playbook.pieces();
        index.inclusions = pieces.par_iter().flat_map_iter(|piece| piece.inclusions()).collect();
        index.gathered.names = Arc::new(Names::gather(playbook, &index.pages, &index.inclusions));
        index.mentions = index.followed(&pieces);
        index.gathered.uses = Arc::new(index.uses());
        index
    }

    /// The names of `playbook` as they were `gathered` of one whose pages look the same to one another. It has none of its
    /// links.
    pub fn again(playbook: &'p Playbook, sources: &'p Sources, gathered: Gathered) -> Self {
        Self {
            playbook,
            sources,
            pages: playbook.entries.values().collect(),
            gathered,
            inclusions: Vec::new(),
            mentions: Vec::new(),
            anchors: OnceLock::new(),
            spellings: OnceLock::new(),
            addresses: OnceLock::new(),
            near_files: OnceLock::new(),
        }
    }

    /// The same names with the links of these `pieces` alone.
    #[must_use]
    pub fn with_links_of(mut self, pieces: &[Piece<'p>]) -> Self {
        self.inclusions = pieces.iter().flat_map(|piece| piece.inclusions()).collect();
        self.mentions = self.followed(pieces);
        self
    }

    /// What is known of pages apart from what stands on them.
    pub fn gathered(&self) -> Gathered {
        self.gathered.clone()
    }

    /// The same names where the pages `changed` use what they use now. `before` is the index of the playbook before; both need
    /// the links of these pages. `None` when one of them is no page.
    pub fn with_uses(mut self, before: &Index<'_>, changed: &[SourcePath]) -> Option<Self> {
        for path in changed {
            let (user, old, new) = (self.numbered(path)?, before.targets(path), self.targets(path));
            if old != new {
                self.gathered.uses = Arc::new(self.gathered.uses.with(user, &old, &new));
            }
        }
        Some(self)
    }

    /// What the page `path` uses, as far as its links are here.
    fn targets(&self, path: &SourcePath) -> Targets {
        let mut targets = Targets::default();
        let references = self.page(path).into_iter().flat_map(Entry::references);
        let pages = references.filter_map(|(_, slug)| self.numbered(&self.find(slug)?.path));
        targets.pages.extend(pages);
        for (_, found) in self.mentions.iter().filter(|(mention, _)| mention.path() == path) {
            match found {
                Found::Page(page) => targets.pages.extend(self.numbered(page)),
                Found::Asset(asset) => targets.assets.extend([(*asset).clone()]),
                Found::Folder | Found::External | Found::Nothing => {}
            }
        }
        targets
    }

    /// The files with blocks that include others, in the order of their paths.
    pub fn including(&self) -> impl Iterator<Item = &SourcePath> {
        self.gathered.names.including.iter()
    }

    /// The whole playbook, wherever a rule is asked to look at some of its pages alone.
    pub fn playbook(&self) -> &'p Playbook {
        self.playbook
    }

    /// The files that the playbook was read from.
    pub fn sources(&self) -> &'p Sources {
        self.sources
    }

    /// The text of the TOML file at `path`, to be shown as it is written. `None` when there is no such file.
    pub fn toml(&self, path: &SourcePath) -> Option<&'p str> {
        let text = self.sources.texts.get(path).filter(|_| path.is_toml());
        text.map(AsRef::as_ref)
    }

    /// Every link and image of `pieces`, and what it points at.
    fn followed(&self, pieces: &[Piece<'p>]) -> Vec<(Mention<'p>, Found<'p>)> {
        let mentions = pieces.par_iter().flat_map_iter(|piece| piece.mentions());
        mentions.map(|mention| (mention, self.find_mentioned(mention))).collect()
    }

    fn find_mentioned(&self, mention: Mention<'p>) -> Found<'p> {
        match self.find_target(mention.path(), mention.href()) {
            Ok(Target::Page(path, _)) => match self.page(&path) {
                Some(page) => Found::Page(&page.path),
                None => Found::Nothing,
            },
            Ok(Target::Asset(path)) => match self.sources.assets.get_key_value(&path) {
                Some((path, _)) => Found::Asset(path),
                None => Found::Nothing,
            },
            Ok(Target::Folder(_)) => Found::Folder,
            Ok(Target::External(_)) => Found::External,
            Err(_) => Found::Nothing,
        }
    }

    /// Notes for each page who names it in metadata or links to it in prose.
    fn uses(&self) -> Uses {
        let names = &self.gathered.names;
        let number = |path: &SourcePath| names.number(path.as_str());
        // The number of the page that is used, and of the one that uses it.
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (user, page) in (0..).zip(&self.pages) {
            let references = page.references();
            let targets = references.into_iter().filter_map(|(_, slug)| self.find(slug));
            pairs.extend(targets.filter_map(|target| Some((number(&target.path)?, user))));
        }
        let mut assets: BTreeSet<(&SourcePath, &SourcePath)> = BTreeSet::new();
        for (mention, found) in &self.mentions {
            let target = match found {
                Found::Page(path) => number(path),
                Found::Asset(path) => {
                    assets.insert((path, mention.path()));
                    None
                }
                Found::Folder | Found::External | Found::Nothing => None,
            };
            let Some(target) = target else { continue };
            if let Some(user) = number(mention.path()) {
                pairs.push((target, user));
                continue;
            }
            let showing = names.shown_in.get(mention.path()).into_iter().flatten();
            pairs.extend(showing.map(|page| (target, *page)));
        }
        Uses::of(self.pages.len(), pairs, assets.into_iter().map(|(asset, _)| asset))
    }

    /// The files besides pages that some page points at, in the order of their paths. No others are published.
    pub fn assets_used(&self) -> impl Iterator<Item = &SourcePath> {
        self.gathered.uses.assets.keys()
    }

    /// The files besides pages that no page points at, in the order of their paths.
    pub fn assets_unused(&self) -> impl Iterator<Item = &SourcePath> {
        self.sources.assets.keys().filter(|path| !self.gathered.uses.assets.contains_key(*path))
    }

    /// The files that are shown as images, in the order in which they first are. Some may be no images.
    pub fn images(&self) -> impl Iterator<Item = &'p SourcePath> {
        let mut seen = BTreeSet::new();
        self.mentions.iter().filter_map(move |(mention, found)| match found {
            Found::Asset(path) if mention.role == Role::Image && seen.insert(*path) => Some(*path),
            Found::Asset(_) | Found::Page(_) | Found::Folder | Found::External | Found::Nothing => {
                None
            }
        })
    }

    /// Every link and image in prose, in the order of the files, and what it points at.
    pub fn mentions(&self) -> &[(Mention<'p>, Found<'p>)] {
        &self.mentions
    }

    /// Every block that includes a file, in the order of the files.
    pub fn inclusions(&self) -> &[Inclusion<'p>] {
        &self.inclusions
    }

    /// The page that other files call `slug`: a checklist, worksheet, path or activity before a chapter of the same name.
    pub fn find(&self, slug: &str) -> Option<&'p Entry> {
        self.called(slug).min_by_key(|entry| (entry.kind() == "chapter", &entry.path))
    }

    /// Every page whose name is `slug`, in the order of their paths, whether accents are letters of their own in it or part
    /// of another.
    pub fn called(&self, slug: &str) -> impl Iterator<Item = &'p Entry> + use<'_, 'p> {
        let by_slug = &self.gathered.names.by_slug;
        let page = |number: &u32| self.pages[*number as usize];
        let start = |slug: &str| by_slug.partition_point(|number| page(number).slug() < slug);
        let mut first = start(slug);
        let mut known = by_slug.get(first).map(|number| page(number).slug());
        if known != Some(slug) && !slug.is_ascii() {
            let mut slugs = by_slug.iter().map(|number| page(number).slug());
            known = slugs.find(|known| composed(known) == composed(slug));
            first = known.map_or(by_slug.len(), start);
        } else if known != Some(slug) {
            known = None;
        }
        let called = by_slug[first..].iter().map(move |number| self.pages[*number as usize]);
        called.take_while(move |entry| Some(entry.slug()) == known)
    }

    /// The pages with this `title`, whatever its capitals and spaces.
    pub fn titled(&self, title: &str) -> &[SourcePath] {
        self.near_files().titled(title)
    }

    /// The files with this `name`, with or without its ending, whatever its capitals.
    pub fn files_named(&self, name: &str) -> &[SourcePath] {
        self.near_files().named(name)
    }

    /// Every slug that something can be called by.
    pub fn slugs(&self) -> impl Iterator<Item = (&'p str, Vec<&'p SourcePath>)> {
        let page = |number: &u32| self.pages[*number as usize];
        let by_slug = &self.gathered.names.by_slug;
        let groups = by_slug.chunk_by(move |one, other| page(one).slug() == page(other).slug());
        groups.map(move |group| {
            let paths = group.iter().map(|number| &page(number).path).collect();
            (page(&group[0]).slug(), paths)
        })
    }

    /// The pages that name `path` in their metadata or link to it, in the order of their paths.
    pub fn used_in(&self, path: &SourcePath) -> impl ExactSizeIterator<Item = &'p Entry> {
        let number = self.numbered(path);
        let users = number.map_or(&[][..], |number| &self.gathered.uses.used_in[number as usize]);
        users.iter().map(|user| self.pages[*user as usize])
    }

    /// The pages that show the included file `path`, in the order of their paths. Empty for a page of its own.
    pub fn shown_in(&self, path: &SourcePath) -> Vec<&'p SourcePath> {
        let pages = self.gathered.names.shown_in.get(path).into_iter().flatten();
        pages.map(|number| &self.pages[*number as usize].path).collect()
    }

    /// Every heading of the page `path`, those of the files it includes last. Empty when there is no such page.
    pub fn headings(&self, path: &SourcePath) -> impl Iterator<Item = &'p Heading> {
        self.numbered(path).into_iter().flat_map(|number| self.headings_of(number))
    }

    fn headings_of(&self, number: u32) -> impl Iterator<Item = &'p Heading> {
        self.documents_of(number).into_iter().flat_map(|document| &document.headings)
    }

    /// Every id that HTML on the page `path` has, those of the files it includes last.
    pub fn own_anchors(&self, path: &SourcePath) -> impl Iterator<Item = &'p str> {
        let documents =
            self.numbered(path).into_iter().flat_map(|number| self.documents_of(number));
        documents.flat_map(|document| document.anchors.iter().map(|anchor| &**anchor))
    }

    /// The prose of the page `number`, that of the files it includes last.
    fn documents_of(&self, number: u32) -> Vec<&'p Document> {
        let files = self.gathered.names.includes.get(&number).into_iter().flatten();
        let shown = files.filter_map(|path| self.playbook.included.get(path));
        let own = self.pages[number as usize].documents();
        own.into_iter().chain(shown.map(|document| &**document)).collect()
    }

    /// The names of the headings of the page `number`, and the ids in its HTML.
    fn anchors(&self, number: u32) -> &Anchors {
        let pages = self.anchors.get_or_init(|| vec![OnceLock::new(); self.pages.len()]);
        pages[number as usize].get_or_init(|| {
            let documents = self.documents_of(number);
            let own = documents.iter().flat_map(|document| document.anchors.iter());
            Anchors::of(self.headings_of(number), own.map(|own| &**own))
        })
    }

    /// The page that introduces `folder`: its `index.md`, or else its `README.md`.
    pub fn introduction(&self, folder: &str) -> Option<&'p Entry> {
        let number = self.gathered.names.folders.get(folder)?;
        Some(self.pages[*number as usize])
    }
}

#[cfg(test)]
mod tests;
