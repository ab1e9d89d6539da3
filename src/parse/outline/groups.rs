//! Groups of pages under one name, as files of other programs list them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Playbook;
use crate::source::SourcePath;

/// The files that may be meant by names in a list: the pages, by their paths, and the folders that hold some.
pub(super) fn page<'p>(playbook: &'p Playbook, path: &SourcePath) -> Option<&'p SourcePath> {
    playbook.entries.get_key_value(path).map(|(path, _)| path)
}

/// A group of pages under one name, as it is read.
#[derive(Default)]
pub(super) struct Groups {
    /// The folders that groups lie in, with the names of these groups.
    named: BTreeMap<String, BTreeSet<String>>,
}

impl Groups {
    /// Takes note of a group called `name` that holds these `pages`, when all of them lie in one folder.
    pub(super) fn note(&mut self, name: &str, pages: &[SourcePath]) {
        let Some(folder) = shared_folder(pages) else { return };
        self.named.entry(folder).or_default().insert(name.to_owned());
    }

    /// The folders that one group alone lies in, with its name.
    pub(super) fn names(self) -> impl Iterator<Item = (SourcePath, String)> {
        self.named.into_iter().filter_map(|(folder, names)| {
            let mut names = names.into_iter();
            let name = names.next()?;
            names.next().is_none().then(|| (SourcePath::new(folder), name))
        })
    }
}

/// The innermost folder that all of `pages` lie in. `None` for the content folder, and when there are no pages.
fn shared_folder(pages: &[SourcePath]) -> Option<String> {
    let mut pages = pages.iter();
    let mut shared = pages.next()?.folder();
    for page in pages {
        let holds = |folder: &str| {
            page.folder() == folder || page.folder().starts_with(&format!("{folder}/"))
        };
        while !shared.is_empty() && !holds(shared) {
            shared = shared.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
    (!shared.is_empty()).then(|| shared.to_owned())
}
