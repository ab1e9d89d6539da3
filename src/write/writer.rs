//! Artifacts → a folder, file by file, then all at once.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::last_site::LastSite;
use super::manifest::{Manifest, STAGING, is_allowed};
use super::refusal::{in_the_way, refused};
use super::replace::Replacement;
use super::staging::Staging;
use super::turn;
use crate::artifact::{Artifact, Body, MARKER};
use crate::failure::FileError;
use crate::memo::{Memo, NOTES};

/// What is known of the site in `out`, without taking hold of the folder.
///
/// Empty when there is none that we wrote.
pub fn memo(out: &Path) -> Memo {
    let is_folder = out.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
    let before = is_folder.then(|| manifest_in(out).ok()).flatten();
    LastSite { out: out.to_owned(), before }.memo()
}

/// Puts a site into a folder.
///
/// Dropped before [`Writer::finish`], it leaves the folder as it was.
#[derive(Debug)]
pub struct Writer {
    pub(super) last: LastSite,
    pub(super) staging: Staging,
    put: Mutex<BTreeMap<String, State>>,
}

/// How an artifact compares with the file that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Same,
    Staged,
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Files that the site holds.
    pub files: usize,
    /// Files that are new or other than before.
    pub changed: usize,
    /// Files of the last site that are no more.
    pub removed: usize,
}

impl Writer {
    /// Takes hold of the folder `out`, which need not exist.
    ///
    /// Refuses a file, a symbolic link, a folder with files in it that we did not write, and a folder into which
    /// another build is writing.
    pub fn open(out: &Path) -> Result<Self, FileError> {
        let _turn = turn::change();
        if out.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            let staging = Staging::beside(out)?;
            // Another build may have made it in between.
            if out.symlink_metadata().is_err() {
                return Ok(Self::with(out, None, staging));
            }
        }
        let metadata = out.symlink_metadata().map_err(FileError::at("write to", out))?;
        if metadata.is_symlink() {
            return Err(refused(out, "it is a symbolic link"));
        }
        if !metadata.is_dir() {
            return Err(refused(out, "it is a file, not a folder"));
        }
        manifest_in(out)?;
        Staging::tidy_beside(out);
        let staging = Staging::within(out)?;
        if let Some((next, waiting)) = staging.unfinished() {
            let staged = waiting.iter().map(String::as_str).collect();
            // What hinders it is told when the site that is built now cannot be put in place, either.
            let _ = finish_other(out, &staging, staged, &next);
        }
        staging.begin_anew()?;
        // Read again now that no other build can change it.
        let before = manifest_in(out)?;
        Ok(Self::with(out, Some(before), staging))
    }

    fn with(out: &Path, before: Option<Manifest>, staging: Staging) -> Self {
        let last = LastSite { out: out.to_owned(), before };
        Self { last, staging, put: Mutex::default() }
    }

    /// What is known of those PDFs in the folder that are still as the last build left them.
    ///
    /// Empty when nothing can be read that says so: what is not known is made again.
    pub fn memo(&self) -> Memo {
        self.last.memo()
    }

    /// Compares one file of the site with what is there, and stages it if it differs.
    ///
    /// May be called from several threads at once.
    pub fn put(&self, artifact: Artifact) -> Result<(), FileError> {
        assert!(
            is_allowed(&artifact.path),
            "plan gave a file an address that leaves the site: {}",
            artifact.path
        );
        let _turn = turn::change();
        let state = if self.last.is_there(&artifact)? {
            State::Same
        } else if matches!(artifact.body, Body::Kept(_)) {
            let why = "it was changed while the site was being built; build again";
            return Err(FileError::refused("keep", &self.last.out.join(&artifact.path), why));
        } else {
            self.staging.stage(&artifact.path, &artifact.body)?;
            State::Staged
        };
        let mut put = self.put.lock().unwrap_or_else(PoisonError::into_inner);
        match put.entry(artifact.path) {
            Entry::Vacant(place) => {
                place.insert(state);
                Ok(())
            }
            Entry::Occupied(taken) => Err(FileError::refused(
                "write",
                &self.last.out.join(taken.key()),
                "two pages or files of the playbook would both be this file",
            )),
        }
    }

    /// Puts the staged files in place, deletes what the last site held and this one does not, and notes what there is.
    ///
    /// On an error the last site stands as before.
    pub fn finish(self) -> Result<Written, FileError> {
        let _turn = turn::change();
        let put = std::mem::take(&mut *self.put.lock().unwrap_or_else(PoisonError::into_inner));
        let changed: BTreeSet<&str> = put
            .iter()
            .filter(|(_, state)| **state == State::Staged)
            .map(|(path, _)| &**path)
            .collect();
        let now = Manifest::of(put.keys().cloned());
        let mut written = Written {
            files: counted(put.keys().map(String::as_str)),
            changed: counted(changed.iter().copied()),
            removed: 0,
        };
        let Some(before) = &self.last.before else {
            self.staging.stage_manifest(&now)?;
            self.staging.become_folder(&self.last.out)?;
            return Ok(written);
        };
        let gone: BTreeSet<&str> = before.without(&now).collect();
        written.removed = counted(gone.iter().copied());
        if changed.is_empty() && now == *before && self.last.out.join(MARKER).exists() {
            return Ok(written);
        }
        Replacement { out: &self.last.out, staging: &self.staging, staged: changed, gone }
            .run(before, &now)?;
        Ok(written)
    }
}

/// Puts in place what another run was about to when it was killed.
fn finish_other(
    out: &Path,
    staging: &Staging,
    staged: BTreeSet<&str>,
    next: &Manifest,
) -> Result<(), FileError> {
    let before = manifest_in(out)?;
    let gone = before.without(next).collect();
    Replacement { out, staging, staged, gone }.run(&before, next)
}

/// The manifest of a folder that is there; an empty one when the folder is empty.
fn manifest_in(out: &Path) -> Result<Manifest, FileError> {
    let file = out.join(MARKER);
    match file.symlink_metadata() {
        Ok(metadata) if metadata.is_file() => {
            let text = fs::read(&file).map_err(FileError::at("read", &file))?;
            Manifest::parse(&text).ok_or_else(|| {
                refused(out, "its `.partnerbook` cannot be read; delete the folder, or choose another with --out")
            })
        }
        Ok(_) => Err(in_the_way(&file)),
        Err(_) => {
            let mut entries = fs::read_dir(out).map_err(FileError::at("read", out))?;
            let foreign =
                entries.any(|entry| entry.map_or(true, |entry| entry.file_name() != STAGING));
            // Another build may have put its manifest there, and then files, since that was looked for.
            if foreign && file.symlink_metadata().is_ok() {
                return manifest_in(out);
            }
            if foreign {
                let why = "it holds files that Partnerbook did not write (there is no `.partnerbook` in it); \
                    empty the folder, or choose another with --out";
                return Err(refused(out, why));
            }
            Ok(Manifest::default())
        }
    }
}

/// How many of `paths` are for readers, and no notes to ourselves.
fn counted<'p>(paths: impl Iterator<Item = &'p str>) -> usize {
    paths.filter(|path| !NOTES.contains(path)).count()
}
