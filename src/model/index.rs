//! Every name a link can point at, and how it is found.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::document::{Heading, Inline, target_path};
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
    /// What each page includes, for those that include something.
    included: BTreeMap<&'p SourcePath, Vec<(&'p SourcePath, &'p Document)>>,
    /// The first page that shows each included file.
    shown_in: BTreeMap<&'p SourcePath, &'p SourcePath>,
    /// The ids of each page's headings, sorted.
    anchors: BTreeMap<&'p SourcePath, Vec<&'p str>>,
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
            included: BTreeMap::new(),
            shown_in: BTreeMap::new(),
            anchors: BTreeMap::new(),
        };
        for entry in playbook.entries.values() {
            index.gather_headings(entry);
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

    fn gather_headings(&mut self, entry: &'p Entry) {
        let included = self.follow_includes(entry);
        if !included.is_empty() {
            for (path, _) in &included {
                self.shown_in.entry(path).or_insert(&entry.path);
            }
            self.included.insert(&entry.path, included);
        }
        let mut ids: Vec<&str> = self.headings(entry).map(|heading| heading.id.as_str()).collect();
        ids.sort_unstable();
        self.anchors.insert(&entry.path, ids);
    }

    fn gather_uses(&mut self) {
        let mut used_in: BTreeMap<&'p SourcePath, Vec<&'p SourcePath>> = BTreeMap::new();
        let targets: Vec<_> =
            self.playbook.entries.par_iter().map(|(_, entry)| self.points_at(entry)).collect();
        for (entry, (targets, assets)) in self.playbook.entries.values().zip(targets) {
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

    /// The pages that `entry` names in its metadata or links to in its prose, and the files it links to.
    fn points_at(&self, entry: &'p Entry) -> (Vec<&'p SourcePath>, Vec<SourcePath>) {
        let (mut targets, mut assets) = (Vec::new(), Vec::new());
        for (_, slug) in entry.references() {
            targets.extend(self.find(slug).map(|target| &target.path));
        }
        let own = entry.documents().into_iter().map(|document| (&entry.path, document));
        for (from, document) in own.chain(self.included_in(entry).iter().copied()) {
            document.each_inline(&mut |inline| {
                let (Inline::Link(link) | Inline::Image(link)) = inline else { return };
                match self.find_target(from, &link.href) {
                    Ok(Target::Page(path, _)) => {
                        let page = self.playbook.entries.get_key_value(&path);
                        targets.extend(page.map(|(path, _)| path));
                    }
                    Ok(Target::Asset(path)) => assets.push(path),
                    Ok(Target::External(_)) | Err(_) => {}
                }
            });
        }
        targets.sort();
        targets.dedup();
        (targets, assets)
    }

    /// Every file that the body or introduction of `entry` includes, those within others too, each once.
    fn follow_includes(&self, entry: &'p Entry) -> Vec<(&'p SourcePath, &'p Document)> {
        let mut included: BTreeMap<&SourcePath, &Document> = BTreeMap::new();
        if self.playbook.included.is_empty() {
            return Vec::new();
        }
        let mut open = vec![(&entry.path, entry.document())];
        while let Some((from, document)) = open.pop() {
            for include in document.includes() {
                let target = target_path(from, include);
                let file = target.and_then(|path| self.playbook.included.get_key_value(&path));
                let Some((path, document)) = file else { continue };
                if included.insert(path, document).is_none() {
                    open.push((path, document));
                }
            }
        }
        included.into_iter().collect()
    }

    /// The files besides pages that some page points at. No others are published.
    pub fn assets_used(&self) -> &BTreeSet<SourcePath> {
        &self.assets_used
    }

    /// What `entry` includes.
    fn included_in(&self, entry: &Entry) -> &[(&'p SourcePath, &'p Document)] {
        self.included.get(&entry.path).map_or(&[], Vec::as_slice)
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
                let near = nearest(&id, self.anchors(&page).iter().copied()).map(str::to_owned);
                Unresolved::NoHeading(page, id, near)
            }
            Unresolved::Outside | Unresolved::NoPage(_) => unresolved,
        })
    }

    /// What `href`, written in the file `from`, points at, when it is there. Quicker than [`Index::resolve`] when it is not.
    pub fn target(&self, from: &SourcePath, href: &str) -> Option<Target> {
        self.find_target(from, href).ok()
    }

    /// Every heading of `entry`, those of the files it includes last.
    pub fn headings(&self, entry: &'p Entry) -> impl Iterator<Item = &'p Heading> {
        let included = self.included_in(entry).iter().map(|(_, document)| *document);
        entry.documents().into_iter().chain(included).flat_map(|document| &document.headings)
    }

    fn anchors(&self, page: &SourcePath) -> &[&'p str] {
        self.anchors.get(page).map_or(&[], Vec::as_slice)
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
        if let Some(entry) = self.page_at(&path) {
            return match fragment {
                Some(id) if self.anchors(&entry.path).binary_search(&id.as_str()).is_err() => {
                    Err(Unresolved::NoHeading(entry.path.clone(), id, None))
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
        Err(Unresolved::NoFile(path.as_str().to_owned(), None))
    }

    /// The page of the file at `path`, the one that shows it, or the one that introduces the folder at `path`.
    fn page_at(&self, path: &SourcePath) -> Option<&'p Entry> {
        let entries = &self.playbook.entries;
        entries.get(path).or_else(|| entries.get(*self.shown_in.get(path)?)).or_else(|| {
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
