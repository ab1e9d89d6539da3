//! An address or a name as it is written → what it leads to, or what was most likely meant.

use super::Index;
use super::address::is_external;
use super::target::{Place, Reading, Target, Unresolved};
use crate::diag::nearest;
use crate::model::Entry;
use crate::model::near_files::NearFiles;
use crate::prose::anchor::{composed, heading_id};
use crate::source::{SourcePath, Sources, percent_decoded, target_path};

impl<'p> Index<'p> {
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
                let anchors = self.numbered(&page).map(|page| self.anchors(page).ids());
                let near = nearest(&id, anchors.into_iter().flatten()).map(str::to_owned);
                Unresolved::NoHeading(page, id, near)
            }
            Unresolved::Outside | Unresolved::NoPage(_) => unresolved,
        })
    }

    /// Where a reader is led by `href`: what [`Index::resolve`] finds, and the page where only its heading is missing.
    pub fn lead(&self, from: &SourcePath, href: &str) -> Result<Target, Unresolved> {
        match self.find_target(from, href) {
            Err(Unresolved::NoHeading(page, ..)) => Ok(Target::Page(page, None)),
            target => target,
        }
    }

    /// Resolves without a look for what is near.
    pub(super) fn find_target(&self, from: &SourcePath, href: &str) -> Result<Target, Unresolved> {
        if is_external(href) {
            return Ok(Target::External(href.to_owned()));
        }
        let fragment =
            href.split_once('#').map(|(_, id)| percent_decoded(id)).filter(|id| !id.is_empty());
        let path = self.direct(from, href);
        let Some((place, _)) = self.locate(from, href, path.as_ref()) else {
            let path = path.ok_or(Unresolved::Outside)?;
            if self.sources.texts.contains_key(&path) {
                return Err(Unresolved::NoPage(path));
            }
            return Err(Unresolved::NoFile(path.as_str().to_owned(), None));
        };
        let page = match place {
            Place::Page(page) => page,
            Place::Folder(path) => return Ok(Target::Folder(path)),
            Place::Asset(path) => return Ok(Target::Asset(path)),
        };
        let path = self.pages[page as usize].path.clone();
        match fragment {
            Some(name) => match self.heading(page, &name) {
                Some(id) => Ok(Target::Page(path, Some(id))),
                None => Err(Unresolved::NoHeading(path, name, None)),
            },
            None => Ok(Target::Page(path, None)),
        }
    }

    /// The id of the heading that a link to the `page` calls `name`.
    fn heading(&self, page: u32, name: &str) -> Option<String> {
        let anchors = self.anchors(page);
        // Notebooks name a heading by its words.
        let by_words = || {
            let words = heading_id(name);
            anchors.ids().find(|id| **id == *words)
        };
        let is_lenient = self.playbook.stance.is_lenient();
        let elsewhere = || anchors.find_elsewhere(name).filter(|_| is_lenient);
        anchors.find(name).or_else(by_words).or_else(elsewhere).map(str::to_owned)
    }

    /// How `href`, written in `from`, is understood. `None` when it leads nowhere, and for another host.
    pub fn reading(&self, from: &SourcePath, href: &str) -> Option<Reading> {
        let path = self.direct(from, href);
        let found = (!is_external(href)).then(|| self.locate(from, href, path.as_ref())).flatten();
        found.map(|(_, reading)| reading)
    }

    /// The path that `href` is, as the way from the file `from`. `None` when it climbs out of the playbook.
    fn direct(&self, from: &SourcePath, href: &str) -> Option<SourcePath> {
        if href.starts_with(['#', '?']) || href.is_empty() {
            return Some(from.clone());
        }
        target_path(from, href).map(|path| self.spelt(path))
    }

    /// What is at `path`, or what `href` leads to when it is understood otherwise.
    fn locate(
        &self,
        from: &SourcePath,
        href: &str,
        path: Option<&SourcePath>,
    ) -> Option<(Place, Reading)> {
        let direct = path.and_then(|path| self.place(path));
        let direct = direct.map(|place| (place, Reading::Direct));
        direct.or_else(|| self.read_otherwise(from, href))
    }

    /// What is at `path`: a page before a file, a file before the list of what is in a folder, and that before a page of HTML
    /// that lies ready in it.
    pub(super) fn place(&self, path: &SourcePath) -> Option<Place> {
        let is_file = |path: &SourcePath| self.sources.assets.contains_key(path);
        let published = || path.of_published().find_map(|source| self.numbered(&source));
        let page = self.page_at(path).or_else(|| published().filter(|_| !is_file(path)));
        if let Some(page) = page {
            return Some(Place::Page(page));
        }
        if is_file(path) {
            return Some(Place::Asset(path.clone()));
        }
        let folder = ["index.html", "index.htm"].iter().find_map(|name| {
            let folder = path.as_str().strip_suffix(name)?;
            folder.is_empty().then_some(folder).or_else(|| folder.strip_suffix('/'))
        });
        let folder = folder.unwrap_or(path.as_str());
        let names = &self.gathered.names;
        if let Some(page) = names.folders.get(folder) {
            return Some(Place::Page(*page));
        }
        if names.with_pages.contains(folder) {
            return Some(Place::Folder(SourcePath::new(folder)));
        }
        let ready = SourcePath::new(format!("{path}/index.html"));
        is_file(&ready).then_some(Place::Asset(ready))
    }

    /// The file or folder that is called `path`, whether accents are letters of their own in its name or part of another.
    fn spelt(&self, path: SourcePath) -> SourcePath {
        let Sources { texts, assets, .. } = self.sources;
        if path.as_str().is_ascii() || texts.contains_key(&path) || assets.contains_key(&path) {
            return path;
        }
        let spellings = self.spellings.get_or_init(|| {
            let files = texts.keys().chain(assets.keys()).cloned();
            let folders = self.gathered.names.with_pages.iter();
            let named = files.chain(folders.map(|folder| SourcePath::new(&**folder)));
            let named = named.filter(|path| !path.as_str().is_ascii());
            named.map(|path| (composed(path.as_str()).into(), path)).collect()
        });
        spellings.get(&*composed(path.as_str())).cloned().unwrap_or(path)
    }

    /// The page of the file at `path`, the one that shows it, or the one that introduces the folder at `path`.
    fn page_at(&self, path: &SourcePath) -> Option<u32> {
        let names = &self.gathered.names;
        self.numbered(path)
            .or_else(|| names.shown_in.get(path)?.first().copied())
            .or_else(|| path.with_markdown_endings().find_map(|path| self.numbered(&path)))
            .or_else(|| names.folders.get(path.as_str()).copied())
    }

    /// Whether there are pages in the folder at `path` or below it.
    pub fn holds_pages(&self, path: &SourcePath) -> bool {
        self.gathered.names.with_pages.contains(path.as_str())
    }

    /// The number of the page of the file at `path` itself.
    pub(super) fn numbered(&self, path: &SourcePath) -> Option<u32> {
        self.gathered.names.number(path.as_str())
    }

    /// The page of the file at `path` itself.
    pub(super) fn page(&self, path: &SourcePath) -> Option<&'p Entry> {
        self.numbered(path).map(|number| self.pages[number as usize])
    }

    /// The existing files that `path` may have been meant to be: of the same name elsewhere, or of one that is a slip away.
    ///
    /// For a page that introduces a folder it is the introduction of a folder of such a name.
    pub fn files_alike(&self, path: &SourcePath) -> Vec<&SourcePath> {
        let near_files = self.near_files();
        if !path.introduces_folder() {
            return near_files.files(path);
        }
        let folder = near_files.folder(path.folder());
        folder
            .and_then(|folder| self.introduction(folder))
            .map(|page| &page.path)
            .into_iter()
            .collect()
    }

    /// The one of them, where there is but one.
    pub fn nearest_file(&self, path: &SourcePath) -> Option<SourcePath> {
        match self.files_alike(path)[..] {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    pub(super) fn near_files(&self) -> &NearFiles {
        self.near_files.get_or_init(|| NearFiles::gather(self.playbook, self.sources))
    }
}
