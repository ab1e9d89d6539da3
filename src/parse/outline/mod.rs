//! Files that say in which order pages come → [`Outline`].

mod configs;
mod summary;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Outline, Playbook};
use crate::source::{SourcePath, Sources};

pub(super) use summary::words_besides_links;

/// Puts together what the files of other programs in `sources` say of the navigation of `playbook`: a `SUMMARY.md` before any
/// other. A `SUMMARY.md` that does is none of the pages afterwards.
pub(super) fn gather(playbook: &Playbook, sources: &Sources) -> Outline {
    let mut outline = Outline::default();
    if let Some(summary) = summary::read(playbook) {
        outline.add(summary);
    }
    for (path, text) in &sources.outlines {
        outline.add(configs::read(playbook, path, text));
    }
    outline
}

/// The files that may be meant by names in a list: the pages, by their paths, and the folders that hold some.
fn page<'p>(playbook: &'p Playbook, path: &SourcePath) -> Option<&'p SourcePath> {
    playbook.entries.get_key_value(path).map(|(path, _)| path)
}

/// A group of pages under one name, as it is read.
#[derive(Default)]
struct Groups {
    /// The folders that groups lie in, with the names of these groups.
    named: BTreeMap<String, BTreeSet<String>>,
}

impl Groups {
    /// Takes note of a group called `name` that holds these `pages`, when all of them lie in one folder.
    fn note(&mut self, name: &str, pages: &[SourcePath]) {
        let Some(folder) = shared_folder(pages) else { return };
        self.named.entry(folder).or_default().insert(name.to_owned());
    }

    /// The folders that one group alone lies in, with its name.
    fn names(self) -> impl Iterator<Item = (SourcePath, String)> {
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
