//! A playbook, and what is to be called otherwise → what becomes of its files.
//!
//! Every reference to what is renamed is written anew, in the author's own style, and nothing else in the texts is touched. The
//! old addresses are noted: those of pages among their `aliases`, those of headings and of folders without an introduction in
//! the ledger.

mod aliases;
mod destination;
mod heading;
mod html;
mod links;
mod order;
mod slugs;

use std::collections::{BTreeMap, BTreeSet};

pub use heading::{Reworded, reword};
pub use order::{Order, Wish};

use crate::edit::{Amendment, Edit, Edits};
use crate::model::{Entry, Index, Ledger, Playbook};
use crate::prose::Link;
use crate::site::{Route, Site, folder_route};
use crate::source::{Numbers, SourcePath, Sources};

/// A playbook as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Before<'p> {
    /// Its files.
    pub sources: &'p Sources,
    /// What they say.
    pub playbook: &'p Playbook,
    /// The names in it.
    pub index: &'p Index<'p>,
    /// Its pages.
    pub site: &'p Site,
    /// Every file for itself, those that are no pages included.
    pub files: &'p [Entry],
}

/// Why something is not renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it is about: a file, a heading.
    pub about: String,
    /// Why, and what to do.
    pub why: String,
}

/// What a new name asks for.
#[derive(Clone, Debug, Default)]
pub struct Renaming {
    /// What changes within texts, at their names so far.
    pub edits: Edits,
    /// The file or folder that is renamed, and its new name. `None` for a heading.
    pub name: Option<(SourcePath, SourcePath)>,
    /// Every file with another name than before.
    pub moves: Moves,
    /// The ledger afterwards.
    pub ledger: Ledger,
    /// Old addresses, each with the one that it leads to from now on.
    pub leads: Vec<(String, String)>,
    /// Headings with another id: the file of the page with the old one, and with the new one: `a.md#old`.
    pub headings: BTreeMap<String, String>,
}

/// Files with new names.
#[derive(Clone, Debug, Default)]
pub struct Moves(BTreeMap<SourcePath, SourcePath>);

impl Refusal {
    /// Refuses to rename `about`.
    pub fn new(about: impl Into<String>, why: impl Into<String>) -> Self {
        Self { about: about.into(), why: why.into() }
    }
}

impl Moves {
    /// What the file `path` is called afterwards.
    pub fn of<'m>(&'m self, path: &'m SourcePath) -> &'m SourcePath {
        self.0.get(path).unwrap_or(path)
    }

    fn all(&self) -> impl Iterator<Item = (&SourcePath, &SourcePath)> {
        self.0.iter()
    }
}

impl Renaming {
    /// Everything that becomes of files, in an order in which it can be done.
    pub fn amendments(&self, sources: &Sources) -> Vec<Amendment> {
        let mut amendments = self.edits.amendments(&sources.texts);
        let (path, text) = (Ledger::path(), self.ledger.text());
        match sources.texts.get(&path) {
            Some(was) if **was == *text => {}
            Some(was) => amendments.push(Amendment::Text { path, was: was.clone(), now: text }),
            None if self.ledger.is_empty() => {}
            None => amendments.push(Amendment::New { path, text }),
        }
        let name = self.name.clone();
        amendments.extend(name.map(|(from, to)| Amendment::Name { from, to }));
        amendments
    }

    /// What `place`, a page or a heading on it, is called afterwards: `a.md#old` is `a.md#new`.
    pub fn heading_after(&self, place: &str) -> String {
        self.headings.get(place).map_or(place, String::as_str).to_owned()
    }

    /// What the file or the folder at `path` is called afterwards.
    pub fn path_after(&self, path: &SourcePath) -> SourcePath {
        let moved = self.name.as_ref().and_then(|(from, to)| within(path, from, to));
        moved.unwrap_or_else(|| self.moves.of(path).clone())
    }

    /// The files as they are afterwards.
    pub fn after(&self, sources: &Sources) -> Sources {
        let mut after = sources.clone();
        let texts = sources.texts.iter();
        after.texts = texts
            .map(|(path, text)| (self.moves.of(path).clone(), self.edits.apply(path, text).into()))
            .collect();
        if !self.ledger.is_empty() {
            after.texts.insert(Ledger::path(), self.ledger.text().into());
        }
        let assets = sources.assets.iter();
        after.assets =
            assets.map(|(path, asset)| (self.moves.of(path).clone(), asset.clone())).collect();
        after
    }
}

/// Works out what it takes to give a file or a folder another name.
pub fn rename(before: Before<'_>, from: &SourcePath, to: &SourcePath) -> Result<Renaming, Refusal> {
    let moves = order::moves(before.sources, from, to);
    let after = After::of(before, &moves, (from, to));
    let mut edits = Vec::new();
    links::rewrite(before, &after, &mut edits)?;
    slugs::rewrite(before, &moves, &mut edits)?;
    let mut renaming = Renaming {
        name: Some((from.clone(), to.clone())),
        ledger: before.playbook.ledger.clone(),
        ..Renaming::default()
    };
    aliases::note(before, &after, &mut edits, &mut renaming.leads)?;
    aliases::note_folders(before, &after, (from, to), &mut renaming);
    renaming.edits = gathered(edits);
    renaming.moves = moves;
    Ok(renaming)
}

/// Every address in the prose of `files` and in the glossary, and the file it stands in. Those in HTML that end in `.html` are
/// addresses of the finished site, and name no file.
pub fn addresses_in<'p>(
    files: &'p [Entry],
    playbook: &'p Playbook,
) -> Vec<(&'p SourcePath, &'p str)> {
    let mut all = Vec::new();
    for piece in links::pieces(files, playbook) {
        let source = &piece.document.source;
        let is_file = |link: &&Link| {
            !link.is_of_site(source) || !links::split(&link.href).0.ends_with(".html")
        };
        let found = links::links(piece.document).into_iter().filter(is_file);
        all.extend(found.map(|link| (piece.path, link.href.as_str())));
        let includes = piece.document.includes().into_iter();
        all.extend(includes.map(|file| (piece.path, file.value.as_str())));
    }
    all
}

/// Every slug in the metadata of `files` and in the settings, and the file it stands in.
pub fn slugs_in<'p>(files: &'p [Entry], playbook: &'p Playbook) -> Vec<(&'p SourcePath, &'p str)> {
    slugs::written(files, playbook)
        .into_iter()
        .map(|(path, slug)| (path, slug.value.as_str()))
        .collect()
}

/// The file that is called `slug`, a draft where no page is called so.
pub fn target_of<'p>(index: &Index<'p>, files: &'p [Entry], slug: &str) -> Option<&'p SourcePath> {
    slugs::target(index, files, slug)
}

/// What `path` is called when `from`, which it is or lies in, is called `to`. `None` when it lies elsewhere.
fn within(path: &SourcePath, from: &SourcePath, to: &SourcePath) -> Option<SourcePath> {
    let rest = path.as_str().strip_prefix(from.as_str())?;
    (rest.is_empty() || rest.starts_with('/')).then(|| SourcePath::new(format!("{to}{rest}")))
}

/// The edits together; of two at one place the first.
fn gathered(edits: Vec<Edit>) -> Edits {
    let mut all = Edits::default();
    for edit in edits {
        // Two links in one stretch that is written with escapes: what comes of it is checked as a whole.
        let _ = all.add(edit);
    }
    all
}

/// What there is once files have their new names.
struct After<'m> {
    moves: &'m Moves,
    /// The file or folder that is renamed, and its new name.
    name: (&'m SourcePath, &'m SourcePath),
    files: BTreeSet<SourcePath>,
    numbers: Numbers,
    /// The pages and folders that have an address.
    live: BTreeSet<Route>,
}

impl<'m> After<'m> {
    fn of(before: Before<'_>, moves: &'m Moves, name: (&'m SourcePath, &'m SourcePath)) -> Self {
        let sources = before.sources;
        let files: BTreeSet<SourcePath> = sources
            .texts
            .keys()
            .chain(sources.assets.keys())
            .map(|path| moves.of(path).clone())
            .collect();
        let numbers = Numbers::of(files.iter());
        let mut live = BTreeSet::from([folder_page("", &numbers)]);
        for path in before.playbook.entries.keys().map(|path| moves.of(path)) {
            live.insert(Route::of(path, &numbers));
            live.extend(folders(path.folder()).map(|folder| folder_page(folder, &numbers)));
        }
        Self { moves, name, files, numbers, live }
    }

    /// The file that introduces a folder afterwards.
    fn introduction(&self, folder: &str) -> Option<&SourcePath> {
        SourcePath::introduction_among(self.files.iter().filter(|path| path.folder() == folder))
    }
}

/// `folder` and those around it, the outermost first; none for the content folder.
fn folders(folder: &str) -> impl Iterator<Item = &str> {
    let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
    ends.map(|end| &folder[..end]).filter(|folder| !folder.is_empty())
}

/// The address of the page of a folder.
fn folder_page(folder: &str, numbers: &Numbers) -> Route {
    Route::new(format!("{}index.html", folder_route(folder, numbers)))
}
