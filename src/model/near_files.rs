//! The names of files and folders, made ready to find the one that a misspelt name was meant to be.

use std::collections::HashSet;

use super::{Ledger, Playbook};
use crate::diag::Names;
use crate::source::{SourcePath, Sources};

/// The names of files and folders.
#[derive(Debug)]
pub(super) struct NearFiles {
    /// The first file of each name.
    files: Names<Named>,
    folders: Names<String>,
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
        let first = paths.filter(|path| known.insert(path.file_name()));
        let files = Names::new(first.cloned().map(Named));
        let introductions = playbook.entries.keys().filter(|path| path.introduces_folder());
        Self { files, folders: Names::new(introductions.map(|path| path.folder().to_owned())) }
    }

    /// The file whose name is nearest to `name`, wherever it lies.
    pub(super) fn file(&self, name: &str) -> Option<SourcePath> {
        self.files.nearest(name).map(|Named(path)| path)
    }

    /// The introduced folder that is nearest to `folder`.
    pub(super) fn folder(&self, folder: &str) -> Option<String> {
        self.folders.nearest(folder)
    }
}
