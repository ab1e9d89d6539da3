//! Staged files → in place, in steps that can all be taken back.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::in_the_way;
use super::last_site::folders_of;
use super::manifest::Manifest;
use super::staging::Staging;
use crate::artifact::MARKER;
use crate::failure::FileError;

/// What is to be done in a folder that holds a site.
pub(super) struct Replacement<'a> {
    /// The folder.
    pub out: &'a Path,
    /// Where changed files wait.
    pub staging: &'a Staging,
    /// Files that are staged.
    pub changed: BTreeSet<&'a str>,
    /// Files of the last site that this one does not hold.
    pub gone: BTreeSet<&'a str>,
}

/// A step that was taken.
enum Step {
    /// The file at this path was moved to the old ones.
    TakenAway(String),
    /// The staged file was put at this path, and what was there is among the old ones.
    Replaced(String),
    /// The staged file was put at this path, and nothing was there.
    Added(String),
}

impl Replacement<'_> {
    /// Does it all, or leaves the folder as it was.
    ///
    /// While files are moved, the manifest names those of both sites: a run that is killed half-way leaves nothing
    /// that the next one would take for somebody else's.
    pub(super) fn run(&self, before: &Manifest, now: &Manifest) -> Result<(), FileError> {
        let both = before.with(now);
        let mut steps = Vec::new();
        let done = self.manifest(&both, &mut steps, before).and_then(|()| {
            self.files(&mut steps)?;
            self.manifest(now, &mut steps, &both)
        });
        done.map_err(|error| self.take_back(steps, error))
    }

    fn files(&self, steps: &mut Vec<Step>) -> Result<(), FileError> {
        for path in &self.gone {
            self.take_away(path, steps)?;
        }
        for path in &self.gone {
            self.remove_empty_folders(path);
        }
        for path in &self.changed {
            self.put(path, steps)?;
        }
        Ok(())
    }

    fn manifest(
        &self,
        manifest: &Manifest,
        steps: &mut Vec<Step>,
        last: &Manifest,
    ) -> Result<(), FileError> {
        if manifest == last && self.out.join(MARKER).exists() {
            return Ok(());
        }
        self.staging.stage_manifest(manifest)?;
        // The first manifest of all is kept among the old files; the one in between is not worth keeping.
        if steps.is_empty() {
            return self.put(MARKER, steps);
        }
        self.rename(&self.staging.new_file(MARKER), &self.out.join(MARKER), MARKER)
    }

    /// Moves a file of the last site to the old ones, if it is still a file of ours.
    fn take_away(&self, path: &str, steps: &mut Vec<Step>) -> Result<(), FileError> {
        let through_link = folders_of(path).any(|folder| !is_folder(&self.out.join(folder)));
        if through_link || !is_file(&self.out.join(path)) {
            return Ok(());
        }
        self.rename(&self.out.join(path), &self.staging.old_file(path), path)?;
        steps.push(Step::TakenAway(path.to_owned()));
        Ok(())
    }

    /// Puts a staged file in its place.
    fn put(&self, path: &str, steps: &mut Vec<Step>) -> Result<(), FileError> {
        let (waiting, file) = (self.staging.new_file(path), self.out.join(path));
        if folders_of(path).any(|folder| is_link(&self.out.join(folder))) {
            return Err(in_the_way(&file));
        }
        let step = match file.symlink_metadata() {
            Ok(metadata) if metadata.is_file() => {
                self.keep(path)?;
                Step::Replaced(path.to_owned())
            }
            Ok(_) => return Err(in_the_way(&file)),
            Err(_) => Step::Added(path.to_owned()),
        };
        // Noted before it is done, so that a file whose old self was moved and whose new self failed is put back.
        steps.push(step);
        self.rename(&waiting, &file, path)
    }

    /// Keeps the file that is about to be replaced: by a second name, so that readers of the site always find one.
    fn keep(&self, path: &str) -> Result<(), FileError> {
        let (file, old) = (self.out.join(path), self.staging.old_file(path));
        let linked = with_folder(&old, || fs::hard_link(&file, &old));
        linked.or_else(|_| self.rename(&file, &old, path))
    }

    /// Moves a file that stands for `path` in the site.
    fn rename(&self, from: &Path, to: &Path, path: &str) -> Result<(), FileError> {
        with_folder(to, || fs::rename(from, to))
            .map_err(FileError::at("write", &self.out.join(path)))
    }

    /// Removes the folders around a path that hold nothing any more.
    fn remove_empty_folders(&self, path: &str) {
        let mut folders: Vec<&str> = folders_of(path).collect();
        if folders.iter().any(|folder| is_link(&self.out.join(folder))) {
            return;
        }
        while let Some(folder) = folders.pop() {
            if fs::remove_dir(self.out.join(folder)).is_err() {
                return;
            }
        }
    }

    /// Undoes the steps, the last first, and returns the error that made it necessary.
    fn take_back(&self, steps: Vec<Step>, mut error: FileError) -> FileError {
        let mut whole = true;
        for step in steps.into_iter().rev() {
            whole &= match step {
                Step::TakenAway(path) | Step::Replaced(path) => self.put_back(&path),
                Step::Added(path) => {
                    let removed = fs::remove_file(self.out.join(&path));
                    self.remove_empty_folders(&path);
                    removed.is_ok() || !self.out.join(&path).exists()
                }
            };
        }
        if !whole {
            let why = format!(
                "{}, and the last site could not be put back whole; build again",
                error.source
            );
            error.source = io::Error::other(why);
        }
        error
    }

    fn put_back(&self, path: &str) -> bool {
        let old = self.staging.old_file(path);
        match self.rename(&old, &self.out.join(path), path) {
            Ok(()) => true,
            Err(error) => error.source.kind() == ErrorKind::NotFound && !old.exists(),
        }
    }
}

/// Does what fails when the folder around `file` is missing, makes the folder then, and does it again.
fn with_folder(file: &Path, act: impl Fn() -> io::Result<()>) -> io::Result<()> {
    match act() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(file.parent().expect("it lies in a folder"))?;
            act()
        }
        done => done,
    }
}

fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
}

fn is_file(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
}

fn is_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink())
}
