//! Every name a link can point at, and how it is found.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Inline, target_path};
use super::{Document, Entry, Playbook};
use rayon::prelude::*;
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

/// Every name a link can point at.
#[derive(Debug)]
pub struct Index<'p> {
    playbook: &'p Playbook,
    sources: &'p Sources,
    slugs: BTreeMap<&'p str, Vec<&'p SourcePath>>,
    folders: BTreeMap<String, SourcePath>,
    names: BTreeMap<String, Vec<&'p SourcePath>>,
    used_in: BTreeMap<&'p SourcePath, Vec<&'p SourcePath>>,
    assets_used: BTreeSet<SourcePath>,
}

impl<'p> Index<'p> {
    /// Gathers the names of `playbook`, whose files are in `sources`.
    pub fn new(playbook: &'p Playbook, sources: &'p Sources) -> Self {
        let mut index = Self {
            playbook,
            sources,
            slugs: BTreeMap::new(),
            folders: BTreeMap::new(),
            names: BTreeMap::new(),
            used_in: BTreeMap::new(),
            assets_used: BTreeSet::new(),
        };
        for entry in playbook.entries.values() {
            index.slugs.entry(entry.slug()).or_default().push(&entry.path);
            if entry.path.introduces_folder() {
                let folder = entry.path.folder().to_owned();
                let stays = index.folders.get(&folder).is_some_and(|other| other.stem() == "index");
                if !stays {
                    index.folders.insert(folder, entry.path.clone());
                }
            }
        }
        for path in sources.texts.keys().chain(sources.assets.keys()) {
            index.names.entry(path.file_name().to_lowercase()).or_default().push(path);
        }
        index.gather_uses();
        index
    }

    fn gather_uses(&mut self) {
        let mut used_in: BTreeMap<&'p SourcePath, Vec<&'p SourcePath>> = BTreeMap::new();
        for (entry, (targets, assets)) in self.playbook.entries.values().zip(self.all_targets()) {
            self.assets_used.extend(assets);
            for target in targets {
                if target != &entry.path {
                    let users = used_in.entry(target).or_default();
                    if users.last() != Some(&&entry.path) {
                        users.push(&entry.path);
                    }
                }
            }
        }
        self.used_in = used_in;
    }

    /// For each page, the pages and the files that it points at.
    fn all_targets(&self) -> Vec<(Vec<&'p SourcePath>, Vec<SourcePath>)> {
        self.playbook.entries.par_iter().map(|(_, entry)| self.points_at(entry)).collect()
    }

    /// The pages that `entry` names in its metadata or links to in its prose, and the files it links to.
    fn points_at(&self, entry: &'p Entry) -> (Vec<&'p SourcePath>, Vec<SourcePath>) {
        let (mut pages, mut assets) = (Vec::new(), Vec::new());
        for (_, slug) in entry.references() {
            pages.extend(self.find(slug).map(|target| &target.path));
        }
        for document in entry.documents() {
            self.links_of(&entry.path, document, &mut pages, &mut assets);
            for included in self.included_by(&entry.path, document) {
                self.links_of(included.0, included.1, &mut pages, &mut assets);
            }
        }
        pages.sort();
        pages.dedup();
        (pages, assets)
    }

    fn links_of(
        &self,
        from: &SourcePath,
        document: &'p Document,
        pages: &mut Vec<&'p SourcePath>,
        assets: &mut Vec<SourcePath>,
    ) {
        document.each_inline(&mut |inline| {
            let (Inline::Link(link) | Inline::Image(link)) = inline else { return };
            match self.resolve(from, &link.href) {
                Ok(Target::Page(path, _)) => {
                    pages.extend(self.playbook.entries.get_key_value(&path).map(|(path, _)| path));
                }
                Ok(Target::Asset(path)) => assets.push(path),
                Ok(Target::External(_)) | Err(_) => {}
            }
        });
    }

    /// Every file that `document` of the file `from` includes, and those that they include, each once.
    pub fn included_by(&self, from: &SourcePath, document: &Document) -> Vec<(&'p SourcePath, &'p Document)> {
        let mut found: Vec<(&'p SourcePath, &'p Document)> = Vec::new();
        let mut waiting: Vec<SourcePath> =
            document.includes().iter().filter_map(|path| target_path(from, path)).collect();
        while let Some(path) = waiting.pop() {
            let Some((path, document)) = self.playbook.included.get_key_value(&path) else { continue };
            if found.iter().all(|(other, _)| *other != path) {
                found.push((path, document));
                waiting.extend(document.includes().iter().filter_map(|inner| target_path(path, inner)));
            }
        }
        found
    }

    /// The files besides pages that some page points at. No others are published.
    pub fn assets_used(&self) -> &BTreeSet<SourcePath> {
        &self.assets_used
    }

    /// Finds what `href`, written in the file `from`, points at.
    pub fn resolve(&self, from: &SourcePath, href: &str) -> Result<Target, Unresolved> {
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
        if let Some(entry) = self.page_at(&path) {
            return match fragment {
                Some(id) if !self.has_heading(entry, &id) => {
                    let near = nearest(
                        &id,
                        entry.document().headings.iter().map(|heading| heading.id.as_str()),
                    );
                    Err(Unresolved::NoHeading(entry.path.clone(), id, near.map(str::to_owned)))
                }
                fragment => Ok(Target::Page(entry.path.clone(), fragment)),
            };
        }
        if self.sources.assets.contains_key(&path) {
            return Ok(Target::Asset(path));
        }
        if self.sources.texts.contains_key(&path) {
            return Err(Unresolved::NoPage(path));
        }
        let near = self.nearest_file(&path);
        Err(Unresolved::NoFile(path.as_str().to_owned(), near))
    }

    /// Whether the page of `entry` has a heading `id`, in its own prose or in what it includes.
    fn has_heading(&self, entry: &Entry, id: &str) -> bool {
        let has = |document: &Document| document.headings.iter().any(|heading| heading.id == id);
        entry.documents().into_iter().any(|document| {
            has(document) || self.included_by(&entry.path, document).iter().any(|(_, included)| has(included))
        })
    }

    /// The page of the file at `path`, or the one that introduces the folder at `path`.
    fn page_at(&self, path: &SourcePath) -> Option<&'p Entry> {
        let entries = &self.playbook.entries;
        entries.get(path).or_else(|| {
            let with_ending = SourcePath::new(format!("{path}.md"));
            entries.get(&with_ending).or_else(|| entries.get(self.folders.get(path.as_str())?))
        })
    }

    /// The page that other files call `slug`: a checklist, worksheet, path or activity before a chapter of the same name.
    pub fn find(&self, slug: &str) -> Option<&'p Entry> {
        let paths = self.slugs.get(slug)?;
        let entries = paths.iter().filter_map(|path| self.playbook.entries.get(path));
        entries.min_by_key(|entry| (entry.kind() == "chapter", &entry.path))
    }

    /// Every slug that something can be called by.
    pub fn slugs(&self) -> impl Iterator<Item = (&'p str, &[&'p SourcePath])> {
        self.slugs.iter().map(|(slug, paths)| (*slug, paths.as_slice()))
    }

    /// The pages that name `path` in their metadata or link to it, in the order of their paths.
    pub fn used_in(&self, path: &SourcePath) -> &[&'p SourcePath] {
        self.used_in.get(path).map_or(&[], Vec::as_slice)
    }

    /// The page that introduces `folder`: its `index.md`, or else its `README.md`.
    pub fn introduction(&self, folder: &str) -> Option<&'p Entry> {
        self.playbook.entries.get(self.folders.get(folder)?)
    }

    /// The existing file that `path` was most likely meant to be: one of the same name elsewhere, or of a near name.
    pub fn nearest_file(&self, path: &SourcePath) -> Option<SourcePath> {
        let name = path.file_name().to_lowercase();
        if let Some(same) = self.names.get(&name).and_then(|paths| paths.first()) {
            return Some((*same).clone());
        }
        let near = nearest(&name, self.names.keys().map(String::as_str).take(NEAR_CANDIDATES))?;
        self.names.get(near).and_then(|paths| paths.first()).map(|path| (*path).clone())
    }
}

/// How many names are compared with a misspelt one, so that ten thousand broken links stay quick to tell.
const NEAR_CANDIDATES: usize = 5_000;

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
