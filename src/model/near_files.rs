//! The names of files and folders, made ready to find the one that a misspelt name was meant to be.

use std::collections::HashMap;

use super::{Ledger, Playbook};
use crate::diag::Names;
use crate::source::{SourcePath, Sources};

/// The names of files and folders.
#[derive(Debug)]
pub(super) struct NearFiles<'p> {
    names: Names<'p>,
    /// The first file of each name.
    files: HashMap<&'p str, &'p SourcePath>,
    folders: Names<'p>,
}

impl<'p> NearFiles<'p> {
    /// Gathers the names of all files, and of the folders that a page introduces.
    pub(super) fn gather(playbook: &'p Playbook, sources: &'p Sources) -> Self {
        let mut files: HashMap<&str, &SourcePath> = HashMap::new();
        let mut names = Vec::new();
        let is_ours = |path: &&SourcePath| path.as_str() != Ledger::FILE;
        for path in sources.texts.keys().filter(is_ours).chain(sources.assets.keys()) {
            if !files.contains_key(path.file_name()) {
                names.push(path.file_name());
                files.insert(path.file_name(), path);
            }
        }
        let introductions = playbook.entries.keys().filter(|path| path.introduces_folder());
        let folders = Names::new(introductions.map(SourcePath::folder));
        Self { names: Names::new(names), files, folders }
    }

    /// The file whose name is nearest to `name`, wherever it lies.
    pub(super) fn file(&self, name: &str) -> Option<&'p SourcePath> {
        self.files.get(self.names.nearest(name)?).copied()
    }

    /// The introduced folder that is nearest to `folder`.
    pub(super) fn folder(&self, folder: &str) -> Option<&'p str> {
        self.folders.nearest(folder)
    }
}
