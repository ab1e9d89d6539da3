//! In which order pages and folders stand, and what they are called there, as files of other programs say it.

use std::collections::BTreeMap;

use super::Rank;
use crate::source::SourcePath;

/// What a `SUMMARY.md`, a `mkdocs.yml`, and files such as `_category_.json` say of the navigation.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The file that names pages in their order. `None` when there is none.
    pub path: Option<SourcePath>,
    /// The pages that it names, in that order, each once.
    pub pages: Vec<SourcePath>,
    /// What pages and folders are called, by their paths.
    pub names: BTreeMap<SourcePath, String>,
    /// Where pages and folders stand among their neighbours, by their paths.
    pub ranks: BTreeMap<SourcePath, Rank>,
}

impl Outline {
    /// What the page or the folder at `path` is called. `None` when that is not said.
    pub fn name(&self, path: &str) -> Option<&str> {
        self.names.get(path).map(String::as_str)
    }

    /// Takes over what the `other` outline names, as far as nothing is named so far, and what it says besides.
    pub fn add(&mut self, other: Self) {
        if self.path.is_none() && !other.pages.is_empty() {
            self.path = other.path;
            self.pages = other.pages;
        }
        for (path, name) in other.names {
            self.names.entry(path).or_insert(name);
        }
        self.ranks.extend(other.ranks);
    }
}
