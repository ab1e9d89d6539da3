//! The names of files and folders, made ready to find the one that a misspelt name was meant to be.

use std::collections::{BTreeMap, HashSet};

use super::{Ledger, Playbook};
use crate::diag::Names;
use crate::source::{SourcePath, Sources};

/// The names of files and folders.
#[derive(Debug)]
pub(super) struct NearFiles {
    /// The first file of each name.
    files: Names<Named>,
    folders: Names<String>,
    /// The pages of each title, whatever its capitals and spaces.
    titles: BTreeMap<String, Vec<SourcePath>>,
    /// The files of each name, in small letters, with and without its ending.
    named: BTreeMap<String, Vec<SourcePath>>,
}

/// A file by its name, wherever it lies.
#[derive(Clone, Debug)]
struct Named(SourcePath);

impl AsRef<str> for Named {
    fn as_ref(&self) -> &str {
        self.0.file_name()
    }
}

impl NearFiles {
    /// Gathers the names of all files, and of the folders that a page introduces.
    pub(super) fn gather(playbook: &Playbook, sources: &Sources) -> Self {
        let mut known = HashSet::new();
        // What editors keep of an older text is meant by nobody.
        let is_ours =
            |path: &&SourcePath| path.as_str() != Ledger::FILE && !path.file_name().ends_with('~');
        let paths = sources.texts.keys().filter(is_ours).chain(sources.assets.keys());
        let mut named: BTreeMap<String, Vec<SourcePath>> = BTreeMap::new();
        for path in paths.clone() {
            for name in [path.file_name(), path.stem()] {
                named.entry(name.to_lowercase()).or_default().push(path.clone());
            }
        }
        let mut titles: BTreeMap<String, Vec<SourcePath>> = BTreeMap::new();
        for page in playbook.entries.values() {
            titles.entry(folded(page.title())).or_default().push(page.path.clone());
        }
        let first = paths.filter(|path| known.insert(path.file_name()));
        let files = Names::new(first.cloned().map(Named));
        let introductions = playbook.entries.keys().filter(|path| path.introduces_folder());
        let folders = Names::new(introductions.map(|path| path.folder().to_owned()));
        Self { files, folders, titles, named }
    }

    /// The file whose name is nearest to `name`, wherever it lies.
    pub(super) fn file(&self, name: &str) -> Option<SourcePath> {
        self.files.nearest(name).map(|Named(path)| path)
    }

    /// The pages with this title.
    pub(super) fn titled(&self, title: &str) -> &[SourcePath] {
        self.titles.get(&folded(title)).map_or(&[], Vec::as_slice)
    }

    /// The files with this name, with or without its ending.
    pub(super) fn named(&self, name: &str) -> &[SourcePath] {
        self.named.get(&name.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// The introduced folder that is nearest to `folder`.
    pub(super) fn folder(&self, folder: &str) -> Option<String> {
        self.folders.nearest(folder)
    }
}

/// A title without what two that look the same may differ in: capitals, and how much space is between words.
fn folded(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
