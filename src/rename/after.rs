//! What there is once files have their new names.

use std::collections::BTreeSet;

use super::before::Before;
use super::renaming::Moves;
use crate::site::{Route, folder_route};
use crate::source::{Numbers, SourcePath};

/// What there is once files have their new names.
pub(super) struct After<'m> {
    pub(super) moves: &'m Moves,
    /// The file or folder that is renamed, and its new name.
    pub(super) name: (&'m SourcePath, &'m SourcePath),
    pub(super) files: BTreeSet<SourcePath>,
    pub(super) numbers: Numbers,
    /// The pages and folders that have an address.
    pub(super) live: BTreeSet<Route>,
}

impl<'m> After<'m> {
    pub(super) fn of(
        before: Before<'_>,
        moves: &'m Moves,
        name: (&'m SourcePath, &'m SourcePath),
    ) -> Self {
        let sources = before.linked.sources;
        let files: BTreeSet<SourcePath> = sources
            .texts
            .keys()
            .chain(sources.assets.keys())
            .map(|path| moves.of(path).clone())
            .collect();
        let numbers = Numbers::of(files.iter());
        let mut live = BTreeSet::from([folder_page("", &numbers)]);
        for path in before.linked.playbook.entries.keys().map(|path| moves.of(path)) {
            live.insert(Route::of(path, &numbers));
            live.extend(folders(path.folder()).map(|folder| folder_page(folder, &numbers)));
        }
        Self { moves, name, files, numbers, live }
    }

    /// The file that introduces a folder afterwards.
    pub(super) fn introduction(&self, folder: &str) -> Option<&SourcePath> {
        SourcePath::introduction_among(self.files.iter().filter(|path| path.folder() == folder))
    }
}

/// `folder` and those around it, the outermost first; none for the content folder.
pub(super) fn folders(folder: &str) -> impl Iterator<Item = &str> {
    let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
    ends.map(|end| &folder[..end]).filter(|folder| !folder.is_empty())
}

/// The address of the page of a folder.
pub(super) fn folder_page(folder: &str, numbers: &Numbers) -> Route {
    Route::new(format!("{}index.html", folder_route(folder, numbers)))
}
