//! Staged files → in place, in an order that leaves no link dead, and in steps that can all be taken back.
//!
//! First come files that are new, then those that are other than before, and last those that are no more go: what a page
//! links to is there before the page and as long as it. Pages that are new may link to each other in a ring, and so may those
//! that go: for a moment each of them is a page that asks to be loaded again. Nothing else links to it by then.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::last_site::{folders_of, is_one_file};
use super::manifest::Manifest;
use super::refusal::in_the_way;
use super::staging::Staging;
use crate::artifact::MARKER;
use crate::failure::FileError;

/// A page that is about to come or has just gone: in no language, it loads again what stands at its address.
const WAITING: &str = "<!doctype html>\n<html lang=\"zxx\">\n<meta charset=\"utf-8\">\n<title>…</title>\n\
    <meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"2\">\n<p>…</p>\n</html>\n";

/// What is to be done in a folder that holds a site.
pub(super) struct Replacement<'a> {
    /// The folder.
    pub out: &'a Path,
    /// Where changed files wait.
    pub staging: &'a Staging,
    /// Files that are staged.
    pub staged: BTreeSet<&'a str>,
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
    /// that the next one would take for somebody else's. The next one finishes what this one began.
    pub(super) fn run(&self, before: &Manifest, now: &Manifest) -> Result<(), FileError> {
        let both = before.with(now);
        let mut steps = Vec::new();
        self.staging.intend(now)?;
        let done = self.manifest(&both, &mut steps, before).and_then(|()| {
            self.files(&mut steps)?;
            self.manifest(now, &mut steps, &both)
        });
        done.map_err(|error| self.take_back(steps, error))
    }

    fn files(&self, steps: &mut Vec<Step>) -> Result<(), FileError> {
        let (there, new) = parted(&self.staged, |path| self.is_there(path));
        let (blocked, new) = parted(&new, |path| self.is_blocked(path));
        let (new_pages, new_files) = parted(&new, is_page);
        let (pages, files) = parted(&there, is_page);
        self.put_all(&new_files, steps)?;
        if new_pages.len() > 1 {
            self.let_wait(&new_pages, steps)?;
        }
        self.put_all(&new_pages, steps)?;
        for path in blocked {
            self.clear_way(path, steps)?;
            self.put(path, steps)?;
        }
        self.put_all(&files, steps)?;
        self.put_all(&pages, steps)?;
        self.take_all_away(steps)
    }

    /// Takes away what the last site held and this one does not.
    fn take_all_away(&self, steps: &mut Vec<Step>) -> Result<(), FileError> {
        let gone = |step: &Step| match step {
            Step::TakenAway(path) => Some(path.clone()),
            Step::Replaced(_) | Step::Added(_) => None,
        };
        // Another file may be called so by now.
        let taken: BTreeSet<String> = steps.iter().filter_map(gone).collect();
        let left: Vec<&str> =
            self.gone.iter().copied().filter(|path| !taken.contains(*path)).collect();
        let (pages, files) = parted(&left, is_page);
        if pages.len() > 1 {
            self.let_wait(&pages, steps)?;
        }
        for path in pages.iter().chain(&files) {
            self.take_away(path, steps)?;
        }
        for path in &left {
            self.remove_empty_folders(path);
        }
        Ok(())
    }

    fn put_all(&self, paths: &[&str], steps: &mut Vec<Step>) -> Result<(), FileError> {
        paths.iter().try_for_each(|path| self.put(path, steps))
    }

    /// Puts a page that asks to be loaded again in the place of each of `pages`, but where something else stands.
    fn let_wait(&self, pages: &[&str], steps: &mut Vec<Step>) -> Result<(), FileError> {
        for path in pages {
            let file = self.out.join(path);
            let goes = is_file(&file) && !self.is_through_link(path);
            // A run that was killed may have left it so.
            if (self.staged.contains(path) || goes) && !is_waiting(&file) {
                let one = self.staging.one(WAITING.as_bytes())?;
                self.place(&one, path, steps)?;
            }
        }
        Ok(())
    }

    /// Whether a file with something to read stands at `path`.
    fn is_there(&self, path: &str) -> bool {
        let file = self.out.join(path);
        is_file(&file) && self.spelt_otherwise(path).is_none() && !is_waiting(&file)
    }

    /// Whether something stands at `path`, or around it, that has to go first.
    fn is_blocked(&self, path: &str) -> bool {
        let is_no_folder =
            |folder| self.out.join(folder).symlink_metadata().is_ok_and(|it| !it.is_dir());
        is_folder(&self.out.join(path))
            || folders_of(path).any(is_no_folder)
            || self.spelt_otherwise(path).is_some()
    }

    /// The file of the last site that is called `path` by a disk that does not tell capitals apart.
    fn spelt_otherwise(&self, path: &str) -> Option<&str> {
        let file = self.out.join(path);
        if !is_file(&file) || self.gone.is_empty() {
            return None;
        }
        let letters = path.to_lowercase();
        let mut gone = self.gone.iter().copied();
        gone.find(|other| {
            other.to_lowercase() == letters && is_one_file(&self.out.join(other), &file)
        })
    }

    /// Takes away what of the last site stands where `path` is to be: a file that becomes a folder, or a folder a file.
    ///
    /// Names that take each other's place are the one case in which a link can be dead for a moment.
    fn clear_way(&self, path: &str, steps: &mut Vec<Step>) -> Result<(), FileError> {
        let spelt = self.spelt_otherwise(path);
        let within = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
        };
        for other in &self.gone {
            if spelt == Some(*other) || within(other, path) || within(path, other) {
                self.take_away(other, steps)?;
                self.remove_empty_folders(other);
            }
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
        let file = self.out.join(path);
        if self.is_through_link(path) || !is_file(&file) {
            return Ok(());
        }
        let old = self.staging.old_file(path);
        if is_file(&old) {
            // What it was is kept already, and a page that waits stands for it.
            return fs::remove_file(&file).map_err(FileError::at("write", &file));
        }
        self.rename(&file, &old, path)?;
        steps.push(Step::TakenAway(path.to_owned()));
        Ok(())
    }

    fn is_through_link(&self, path: &str) -> bool {
        folders_of(path).any(|folder| !is_folder(&self.out.join(folder)))
    }

    /// Puts a staged file in its place.
    fn put(&self, path: &str, steps: &mut Vec<Step>) -> Result<(), FileError> {
        self.place(&self.staging.new_file(path), path, steps)
    }

    /// Puts the file `waiting` at `path`.
    fn place(&self, waiting: &Path, path: &str, steps: &mut Vec<Step>) -> Result<(), FileError> {
        let file = self.out.join(path);
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
        self.rename(waiting, &file, path)
    }

    /// Keeps the file that is about to be replaced: by a second name, so that readers of the site always find one.
    fn keep(&self, path: &str) -> Result<(), FileError> {
        let (file, old) = (self.out.join(path), self.staging.old_file(path));
        let linked = with_folder(&old, || fs::hard_link(&file, &old));
        let kept = match linked {
            // A second name for what is kept already would be written through.
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                fs::copy(&file, &old).map(drop)
            }
            done => done,
        };
        kept.map_err(FileError::at("write", &file))
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
        self.staging.give_up();
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

/// Those of `paths` for which `holds` is true, and the others.
fn parted<'p>(
    paths: impl IntoIterator<Item = &'p &'p str>,
    holds: impl Fn(&str) -> bool,
) -> (Vec<&'p str>, Vec<&'p str>) {
    paths.into_iter().copied().partition(|path| holds(path))
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// Whether `file` is a page that waits.
fn is_waiting(file: &Path) -> bool {
    let as_long = file.metadata().is_ok_and(|metadata| metadata.len() == WAITING.len() as u64);
    as_long && fs::read(file).is_ok_and(|bytes| bytes == WAITING.as_bytes())
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
