//! The names of files and folders, made ready to find the one that a misspelt name was meant to be.

use std::collections::BTreeMap;

use super::{Ledger, Playbook};
use crate::diag::Names;
use crate::prose::anchor::bare;
use crate::source::{SourcePath, Sources};

/// The names of files and folders.
#[derive(Debug)]
pub(super) struct NearFiles {
    files: Names<Named>,
    folders: Names<String>,
    /// The pages of each title, whatever its capitals and spaces.
    titles: BTreeMap<String, Vec<SourcePath>>,
    /// The files of each name, in small letters, with and without its ending.
    named: BTreeMap<String, Vec<SourcePath>>,
}

/// A file by its name without ending and accents, wherever it lies.
#[derive(Clone, Debug)]
struct Named {
    stem: Box<str>,
    path: SourcePath,
}

impl Named {
    fn of(path: &SourcePath) -> Self {
        Self { stem: bare(path.stem()).into(), path: path.clone() }
    }
}

impl AsRef<str> for Named {
    fn as_ref(&self) -> &str {
        &self.stem
    }
}

/// What a file is for: one kind is never meant for another, whatever it is called.
#[derive(PartialEq, Eq)]
enum Kind {
    Page,
    Sheet,
    Picture,
    Other(String),
}

impl Kind {
    fn of(path: &SourcePath) -> Self {
        match path.extension().as_str() {
            "" | "md" | "markdown" | "mdx" | "qmd" | "html" | "htm" => Kind::Page,
            "toml" => Kind::Sheet,
            "avif" | "gif" | "jpeg" | "jpg" | "png" | "svg" | "webp" => Kind::Picture,
            other => Kind::Other(other.to_owned()),
        }
    }
}

impl NearFiles {
    /// Gathers the names of all files, and of the folders that a page introduces.
    pub(super) fn gather(playbook: &Playbook, sources: &Sources) -> Self {
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
        let files = Names::new(paths.map(Named::of));
        let introductions = playbook.entries.keys().filter(|path| path.introduces_folder());
        let folders = Names::new(introductions.map(|path| path.folder().to_owned()));
        Self { files, folders, titles, named }
    }

    /// The files of the same kind that are called as `wanted` is, wherever they lie: but for capitals, accents, the sign between
    /// words, another ending, or one slip of the keyboard. Those of quite the same name alone where there are some.
    pub(super) fn files(&self, wanted: &SourcePath) -> Vec<&SourcePath> {
        let kind = Kind::of(wanted);
        let alike = self.files.slips(&bare(wanted.stem())).into_iter().map(|named| &named.path);
        let alike: Vec<&SourcePath> = alike.filter(|path| Kind::of(path) == kind).collect();
        let same = |path: &&&SourcePath| path.file_name().eq_ignore_ascii_case(wanted.file_name());
        let same: Vec<&SourcePath> = alike.iter().filter(same).copied().collect();
        if same.is_empty() { alike } else { same }
    }

    /// The pages with this title.
    pub(super) fn titled(&self, title: &str) -> &[SourcePath] {
        self.titles.get(&folded(title)).map_or(&[], Vec::as_slice)
    }

    /// The files with this name, with or without its ending.
    pub(super) fn named(&self, name: &str) -> &[SourcePath] {
        self.named.get(&name.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// The one introduced folder that is called as `folder` is, but for a slip.
    pub(super) fn folder(&self, folder: &str) -> Option<&str> {
        match self.folders.slips(folder)[..] {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// A title without what two that look the same may differ in: capitals, and how much space is between words.
fn folded(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
