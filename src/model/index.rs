//! Every name a link can point at, and how it is found.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::document::{Heading, target_path};
use super::mention::{Inclusion, Mention, Role};
use super::near_files::NearFiles;
use super::{Document, Entry, Playbook};
use crate::diag::nearest;
use crate::source::{SourcePath, Sources};

/// What a link points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page of the playbook, and a heading on it.
    Page(SourcePath, Option<String>),
    /// A file that is published as it is.
    Asset(SourcePath),
    /// Another host, a mail address, a telephone number.
    External(String),
}

/// Why a link points at nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// There is no such file: the path it means, and the nearest existing one.
    NoFile(String, Option<SourcePath>),
    /// The page has no such heading: the page, the id, and the nearest existing one.
    NoHeading(SourcePath, String, Option<String>),
    /// It climbs out of the playbook.
    Outside,
    /// The file is there, but it is no page: a draft, a file of terms, one that could not be read.
    NoPage(SourcePath),
}

/// Every name a link can point at, and every link.
#[derive(Debug)]
pub struct Index<'p> {
    playbook: &'p Playbook,
    sources: &'p Sources,
    /// Every page, in the order of their paths.
    pages: Vec<Page<'p>>,
    /// The number of the page at each path. Asked a hundred thousand times, never walked.
    numbers: HashMap<&'p str, usize>,
    slugs: BTreeMap<&'p str, Vec<&'p SourcePath>>,
    folders: BTreeMap<&'p str, &'p SourcePath>,
    inclusions: Vec<Inclusion<'p>>,
    /// The pages that show each included file, in the order of their paths.
    shown_in: BTreeMap<&'p SourcePath, Vec<&'p SourcePath>>,
    mentions: Vec<(Mention<'p>, Found<'p>)>,
    assets_used: BTreeSet<&'p SourcePath>,
    near_files: NearFiles<'p>,
}

/// A page and what leads to it and into it.
#[derive(Debug)]
struct Page<'p> {
    entry: &'p Entry,
    /// What it includes, and what that includes, each once.
    includes: Vec<&'p Document>,
    /// The ids of its headings, sorted.
    anchors: Vec<&'p str>,
    used_in: Vec<&'p SourcePath>,
}

/// What a link was found to point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'p> {
    /// A page of the playbook, or a heading on it.
    Page(&'p SourcePath),
    /// A file that is published as it is.
    Asset(&'p SourcePath),
    /// Another host, a mail address, a telephone number.
    External,
    /// Nothing; [`Index::resolve`] says why.
    Nothing,
}

impl<'p> Index<'p> {
    /// Gathers the names of `playbook`, whose files are in `sources`, and follows every link.
    pub fn new(playbook: &'p Playbook, sources: &'p Sources) -> Self {
        let pieces = playbook.pieces();
        let inclusions: Vec<Inclusion<'p>> =
            pieces.par_iter().flat_map_iter(|piece| piece.inclusions()).collect();
        let mut index = Self {
            playbook,
            sources,
            pages: Vec::new(),
            numbers: HashMap::new(),
            slugs: BTreeMap::new(),
            folders: BTreeMap::new(),
            inclusions,
            shown_in: BTreeMap::new(),
            mentions: Vec::new(),
            assets_used: BTreeSet::new(),
            near_files: NearFiles::gather(playbook, sources),
        };
        index.gather_pages();
        index.mentions = pieces
            .par_iter()
            .flat_map_iter(|piece| piece.mentions())
            .map(|mention| (mention, index.find_mentioned(mention)))
            .collect();
        index.gather_uses();
        index
    }

    /// The text of the TOML file at `path`, to be shown as it is written. `None` when there is no such file.
    pub fn toml(&self, path: &SourcePath) -> Option<&'p str> {
        let text = self.sources.texts.get(path).filter(|_| path.extension() == "toml");
        text.map(AsRef::as_ref)
    }

    fn gather_pages(&mut self) {
        let mut includes: BTreeMap<&SourcePath, Vec<&'p SourcePath>> = BTreeMap::new();
        for Inclusion { piece, file } in &self.inclusions {
            let target = target_path(piece.path, file);
            let file = target.and_then(|path| self.playbook.included.get_key_value(&path));
            includes.entry(piece.path).or_default().extend(file.map(|(path, _)| path));
        }
        for entry in self.playbook.entries.values() {
            let shown = follow(&entry.path, &includes);
            let documents = shown.iter().filter_map(|path| self.playbook.included.get(*path));
            let mut page = Page {
                entry,
                includes: documents.collect(),
                anchors: Vec::new(),
                used_in: Vec::new(),
            };
            page.anchors = page.headings().map(|heading| heading.id.as_str()).collect();
            page.anchors.sort_unstable();
            for path in shown {
                self.shown_in.entry(path).or_default().push(&entry.path);
            }
            self.slugs.entry(entry.slug()).or_default().push(&entry.path);
            if entry.path.introduces_folder() {
                let introduction = self.folders.entry(entry.path.folder()).or_insert(&entry.path);
                if introduction.stem() != "index" {
                    *introduction = &entry.path;
                }
            }
            self.numbers.insert(entry.path.as_str(), self.pages.len());
            self.pages.push(page);
        }
    }

    fn find_mentioned(&self, mention: Mention<'p>) -> Found<'p> {
        match self.find_target(mention.path(), mention.href()) {
            Ok(Target::Page(path, _)) => match self.page(&path) {
                Some(page) => Found::Page(&page.entry.path),
                None => Found::Nothing,
            },
            Ok(Target::Asset(path)) => match self.sources.assets.get_key_value(&path) {
                Some((path, _)) => Found::Asset(path),
                None => Found::Nothing,
            },
            Ok(Target::External(_)) => Found::External,
            Err(_) => Found::Nothing,
        }
    }

    /// Notes for each page who names it in metadata or links to it in prose.
    fn gather_uses(&mut self) {
        let number = |path: &SourcePath| self.numbers.get(path.as_str()).copied();
        // The number of the page that is used, and of the one that uses it.
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (user, page) in self.pages.iter().enumerate() {
            let references = page.entry.references();
            let targets = references.into_iter().filter_map(|(_, slug)| self.find(slug));
            pairs.extend(targets.filter_map(|target| Some((number(&target.path)?, user))));
        }
        for (mention, found) in &self.mentions {
            let target = match found {
                Found::Page(path) => number(path),
                Found::Asset(path) => {
                    self.assets_used.insert(path);
                    None
                }
                Found::External | Found::Nothing => None,
            };
            let Some(target) = target else { continue };
            if let Some(user) = number(mention.path()) {
                pairs.push((target, user));
                continue;
            }
            let showing = self.shown_in.get(mention.path()).into_iter().flatten();
            pairs.extend(showing.filter_map(|page| Some((target, number(page)?))));
        }
        pairs.par_sort_unstable();
        pairs.dedup();
        for (target, user) in pairs.into_iter().filter(|(target, user)| target != user) {
            let user = &self.pages[user].entry.path;
            self.pages[target].used_in.push(user);
        }
    }

    /// The files besides pages that some page points at, in the order of their paths. No others are published.
    pub fn assets_used(&self) -> impl Iterator<Item = &'p SourcePath> {
        self.assets_used.iter().copied()
    }

    /// The files besides pages that no page points at, in the order of their paths.
    pub fn assets_unused(&self) -> impl Iterator<Item = &'p SourcePath> {
        self.sources.assets.keys().filter(|path| !self.assets_used.contains(path))
    }

    /// The files that are shown as images, in the order in which they first are. Some may be no images.
    pub fn images(&self) -> impl Iterator<Item = &'p SourcePath> {
        let mut seen = BTreeSet::new();
        self.mentions.iter().filter_map(move |(mention, found)| match found {
            Found::Asset(path) if mention.role == Role::Image && seen.insert(*path) => Some(*path),
            Found::Asset(_) | Found::Page(_) | Found::External | Found::Nothing => None,
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

    /// Finds what `href`, written in the file `from`, points at.
    ///
    /// An included file is found on the first page that shows it.
    pub fn resolve(&self, from: &SourcePath, href: &str) -> Result<Target, Unresolved> {
        self.find_target(from, href).map_err(|unresolved| match unresolved {
            Unresolved::NoFile(path, _) => {
                let near = self.nearest_file(&SourcePath::new(path.as_str()));
                Unresolved::NoFile(path, near)
            }
            Unresolved::NoHeading(page, id, _) => {
                let anchors = self.page(&page).map_or(&[][..], |page| &page.anchors);
                let near = nearest(&id, anchors.iter().copied()).map(str::to_owned);
                Unresolved::NoHeading(page, id, near)
            }
            Unresolved::Outside | Unresolved::NoPage(_) => unresolved,
        })
    }

    /// Resolves without a look for what is near.
    fn find_target(&self, from: &SourcePath, href: &str) -> Result<Target, Unresolved> {
        if is_external(href) {
            return Ok(Target::External(href.to_owned()));
        }
        let fragment = href
            .split_once('#')
            .map(|(_, id)| super::document::percent_decoded(id))
            .filter(|id| !id.is_empty());
        let path = if href.starts_with('#') || href.is_empty() || href.starts_with('?') {
            from.clone()
        } else {
            target_path(from, href).ok_or(Unresolved::Outside)?
        };
        if let Some(page) = self.page_at(&path) {
            let path = page.entry.path.clone();
            return match fragment {
                Some(id) if !page.has_anchor(&id) => Err(Unresolved::NoHeading(path, id, None)),
                fragment => Ok(Target::Page(path, fragment)),
            };
        }
        if self.sources.assets.contains_key(&path) {
            return Ok(Target::Asset(path));
        }
        if self.sources.texts.contains_key(&path) {
            return Err(Unresolved::NoPage(path));
        }
        Err(Unresolved::NoFile(path.as_str().to_owned(), None))
    }

    /// The page of the file at `path`, the one that shows it, or the one that introduces the folder at `path`.
    fn page_at(&self, path: &SourcePath) -> Option<&Page<'p>> {
        self.page(path)
            .or_else(|| self.page(self.shown_in.get(path)?.first()?))
            .or_else(|| self.page(&SourcePath::new(format!("{path}.md"))))
            .or_else(|| self.page(self.folders.get(path.as_str())?))
    }

    /// The page of the file at `path` itself.
    fn page(&self, path: &SourcePath) -> Option<&Page<'p>> {
        self.numbers.get(path.as_str()).map(|number| &self.pages[*number])
    }

    /// The page that other files call `slug`: a checklist, worksheet, path or activity before a chapter of the same name.
    pub fn find(&self, slug: &str) -> Option<&'p Entry> {
        let paths = self.slugs.get(slug)?;
        let entries = paths.iter().filter_map(|path| Some(self.page(path)?.entry));
        entries.min_by_key(|entry| (entry.kind() == "chapter", &entry.path))
    }

    /// Every slug that something can be called by.
    pub fn slugs(&self) -> impl Iterator<Item = (&'p str, &[&'p SourcePath])> {
        self.slugs.iter().map(|(slug, paths)| (*slug, paths.as_slice()))
    }

    /// The pages that name `path` in their metadata or link to it, in the order of their paths.
    pub fn used_in(&self, path: &SourcePath) -> &[&'p SourcePath] {
        self.page(path).map_or(&[], |page| &page.used_in)
    }

    /// Every heading of the page `path`, those of the files it includes last. Empty when there is no such page.
    pub fn headings(&self, path: &SourcePath) -> impl Iterator<Item = &'p Heading> {
        self.page(path).into_iter().flat_map(Page::headings)
    }

    /// The page that introduces `folder`: its `index.md`, or else its `README.md`.
    pub fn introduction(&self, folder: &str) -> Option<&'p Entry> {
        Some(self.page(self.folders.get(folder)?)?.entry)
    }

    /// The existing file that `path` was most likely meant to be: one of the same name elsewhere, or of a near name.
    ///
    /// For a page that introduces a folder it is the introduction of a folder of a near name.
    pub fn nearest_file(&self, path: &SourcePath) -> Option<SourcePath> {
        let found = if path.introduces_folder() {
            self.folders.get(self.near_files.folder(path.folder())?).copied()
        } else {
            self.near_files.file(path.file_name())
        };
        found.cloned()
    }
}

impl<'p> Page<'p> {
    /// Whether `#id` leads somewhere on it. `#top` leads to the beginning of every page, by the standard of HTML.
    fn has_anchor(&self, id: &str) -> bool {
        self.anchors.binary_search(&id).is_ok() || id.eq_ignore_ascii_case("top")
    }

    fn headings(&self) -> impl Iterator<Item = &'p Heading> + use<'p> {
        let documents = self.entry.documents().into_iter().chain(self.includes.clone());
        documents.flat_map(|document| &document.headings)
    }
}

/// Every file that `path` includes, those within others too, each once.
fn follow<'p>(
    path: &SourcePath,
    includes: &BTreeMap<&SourcePath, Vec<&'p SourcePath>>,
) -> Vec<&'p SourcePath> {
    let direct = |path: &SourcePath| includes.get(path).cloned().unwrap_or_default();
    let mut shown = BTreeSet::new();
    let mut open = direct(path);
    while let Some(file) = open.pop() {
        if shown.insert(file) {
            open.extend(direct(file));
        }
    }
    shown.into_iter().collect()
}

/// Whether `href` leads to another host, or is a mail address or the like.
pub fn is_external(href: &str) -> bool {
    if href.starts_with("//") {
        return true;
    }
    let scheme = href.split(':').next().unwrap_or_default();
    scheme.len() < href.len()
        && scheme.len() > 1
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether an address outside the playbook may stand in a page: it opens a page, a mail, a call, and runs nothing.
pub fn is_safe(href: &str) -> bool {
    const SCHEMES: [&str; 10] =
        ["https", "http", "mailto", "tel", "sms", "ftp", "webcal", "geo", "xmpp", "matrix"];
    let scheme = href.split(':').next().unwrap_or_default();
    href.starts_with("//") || SCHEMES.iter().any(|safe| scheme.eq_ignore_ascii_case(safe))
}

/// The path to write in `from` so that it leads to `to`: `../worksheets/role-grid.toml`.
pub fn relative(from: &SourcePath, to: &SourcePath) -> String {
    let base: Vec<&str> = from.folder().split('/').filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = to.as_str().split('/').collect();
    let shared = base.iter().zip(&parts[..parts.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut relative = "../".repeat(base.len() - shared);
    relative.push_str(&parts[shared..].join("/"));
    relative
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_leads_elsewhere() {
        for href in ["https://example.org", "mailto:a@example.org", "//example.org/x", "tel:+4912"]
        {
            assert!(is_external(href), "{href}");
        }
        for href in ["a.md", "c:x", "#a:b", "a/b:c.md"] {
            assert!(!is_external(href), "{href}");
        }
    }

    #[test]
    fn a_relative_path_climbs_only_as_far_as_needed() {
        let path = |text: &str| SourcePath::new(text);
        assert_eq!(relative(&path("a/b/c.md"), &path("a/d.md")), "../d.md");
        assert_eq!(relative(&path("c.md"), &path("a/d.md")), "a/d.md");
    }
}
