//! The site that the last build left in a folder: which of its files stand as they were written.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::compare;
use super::manifest::{self, Manifest};
use super::refusal::in_the_way;
use crate::artifact::{Artifact, Body};
use crate::failure::FileError;
use crate::memo::{CODE, Coloured, Known, MEMO, Memo};

/// A folder, and what is in it of ours.
#[derive(Debug)]
pub(super) struct LastSite {
    pub(super) out: PathBuf,
    /// What we wrote there before. `None` when there is no folder yet.
    pub(super) before: Option<Manifest>,
}

impl LastSite {
    /// What is known of those PDFs in the folder that are still as the last build left them, and of code.
    ///
    /// Empty when nothing can be read that says so: what is not known is made again.
    pub(super) fn memo(&self) -> Memo {
        let (memo, code) = rayon::join(
            || self.note(MEMO).map(|text| Memo::parse(&text)).unwrap_or_default(),
            || self.note(CODE).map(|bytes| Coloured::parse(&bytes)).unwrap_or_default(),
        );
        let files: Vec<_> = memo.iter().collect();
        let stands = |(path, known): (&str, Known)| {
            let kept = Artifact { path: path.to_owned(), body: Body::Kept(known.bytes) };
            let stands = manifest::is_allowed(path) && matches!(self.is_there(&kept), Ok(true));
            stands.then_some((kept.path, known))
        };
        let known: Vec<_> = files.into_par_iter().filter_map(stands).collect();
        Memo::of(known).with_code(code)
    }

    /// What the last build noted in the file `name`.
    fn note(&self, name: &str) -> Option<Vec<u8>> {
        let file = self.out.join(name);
        let is_ours = self.before.as_ref()?.names(name) && file.symlink_metadata().ok()?.is_file();
        is_ours.then(|| fs::read(file).ok()).flatten()
    }

    /// Whether the artifact's file is there already, byte for byte. An error when something else is in its way.
    pub(super) fn is_there(&self, artifact: &Artifact) -> Result<bool, FileError> {
        let Some(before) = &self.before else { return Ok(false) };
        let file = self.out.join(&artifact.path);
        for folder in folders_of(&artifact.path) {
            match self.out.join(folder).symlink_metadata() {
                Err(_) => return Ok(false),
                Ok(metadata) if metadata.is_dir() => {}
                Ok(metadata) if metadata.is_file() && before.names(folder) => return Ok(false),
                Ok(_) => return Err(in_the_way(&self.out.join(folder))),
            }
        }
        match file.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(FileError::at("read", &file)(error)),
            Ok(metadata) if metadata.is_file() && before.names(&artifact.path) => {
                compare::is_same(&artifact.body, &file, metadata.len())
            }
            Ok(metadata) if metadata.is_dir() && before.names_within(&artifact.path) => Ok(false),
            Ok(metadata) if metadata.is_file() && self.is_spelt_otherwise(&artifact.path) => {
                Ok(false)
            }
            Ok(_) => Err(in_the_way(&file)),
        }
    }

    /// Whether the file that is found under `path` is ours under another name: on a disk that does not tell capitals apart.
    fn is_spelt_otherwise(&self, path: &str) -> bool {
        let other = self.before.as_ref().and_then(|before| before.spelt_otherwise(path));
        other.is_some_and(|other| is_one_file(&self.out.join(path), &self.out.join(other)))
    }
}

/// Whether two paths lead to one file.
pub(super) fn is_one_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// The folders that `path` lies in, from the outermost: `a/b/c.html` lies in `a` and `a/b`.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}
