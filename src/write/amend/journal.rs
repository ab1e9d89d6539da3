//! What a command is about to change in the authors' files, so that it can be taken back: by itself, or by the next one.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::file::{beside, put, remove};
use crate::failure::FileError;
use crate::write::claim::{Denied, claim, release};
use crate::write::last_site::is_one_file;

/// The folder within a playbook in which it lies while files are changed.
///
/// ```text
/// lock     held by the command as long as it lasts
/// steps    what it does. Without it there is nothing to take back
/// half     the same while it is being written
/// old/     what was in the file of the step with this number
/// new/     what it is to hold
/// ```
const FOLDER: &str = ".partnerbook-changes";

/// What stands in it beside the lock.
const NAMES: [&str; 4] = ["steps", "half", "old", "new"];

/// A step, with paths from the playbook.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Step {
    /// The text of this file changes.
    Text(String),
    /// This file is made.
    New(String),
    /// This folder is made.
    Folder(String),
    /// The first is renamed to the second.
    Name(String, String),
}

/// The notes of one command. They are removed when dropped, unless something could not be taken back.
#[derive(Debug)]
pub(super) struct Journal {
    content: PathBuf,
    folder: PathBuf,
    steps: Vec<Step>,
    _lock: File,
}

impl Journal {
    /// Begins to take notes, after what another command left when it was killed is taken back.
    pub(super) fn open(content: &Path) -> Result<Self, FileError> {
        let folder = content.join(FOLDER);
        let lock = claim(&folder, &NAMES).map_err(|denied| match denied {
            Denied::Busy => {
                let why =
                    "another command is changing files there at this moment; wait until it is done";
                FileError::refused("change", content, why)
            }
            Denied::Foreign => {
                let why = format!("`{}` is not ours; move it away", folder.display());
                FileError::refused("change", content, why)
            }
            Denied::Refused(error) => FileError::at("change", content)(error),
        })?;
        let mut journal =
            Self { content: content.to_owned(), folder, steps: Vec::new(), _lock: lock };
        journal.take_back_others()?;
        Ok(journal)
    }

    /// Whether a command left notes, or is at it.
    pub(super) fn is_left(content: &Path) -> bool {
        content.join(FOLDER).symlink_metadata().is_ok()
    }

    /// Takes back what a command left, unless one is still at it. Says whether there was anything to take back.
    pub(super) fn settle(content: &Path) -> Result<bool, FileError> {
        let folder = content.join(FOLDER);
        match claim(&folder, &NAMES) {
            Ok(lock) => {
                let content = content.to_owned();
                let mut journal = Self { content, folder, steps: Vec::new(), _lock: lock };
                journal.take_back_others()
            }
            Err(Denied::Busy | Denied::Foreign) => Ok(false),
            Err(Denied::Refused(error)) => Err(FileError::at("change", content)(error)),
        }
    }

    /// What was noted.
    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Notes what is to be done. Nothing is done yet, and what is taken back from here on was not.
    pub(super) fn note(&mut self, steps: Vec<Step>) -> io::Result<()> {
        fs::create_dir(self.folder.join("old"))?;
        fs::create_dir(self.folder.join("new"))?;
        let half = self.folder.join("half");
        fs::write(&half, serde_json::to_vec(&steps)?)?;
        fs::rename(half, self.folder.join("steps"))?;
        self.steps = steps;
        Ok(())
    }

    /// Keeps what is in `file` and what the step with this number puts there.
    pub(super) fn keep(&self, number: usize, file: Option<&Path>, now: &[u8]) -> io::Result<()> {
        if let Some(file) = file {
            fs::copy(file, self.old(number))?;
        }
        fs::write(self.new_text(number), now)
    }

    /// All is done: there is nothing to take back any more.
    pub(super) fn done(mut self) -> io::Result<()> {
        self.steps.clear();
        remove(&self.folder.join("steps"))
    }

    /// Takes back what was done before `error`, and returns that.
    pub(super) fn take_back_after(mut self, mut error: FileError) -> FileError {
        if let Err(refused) = self.take_back() {
            error.source = io::Error::other(format!("{}, and {}", error.source, refused.source));
        }
        error
    }

    fn take_back_others(&mut self) -> Result<bool, FileError> {
        let steps = self.folder.join("steps");
        let left = match fs::read(&steps) {
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) => return Err(FileError::at("read", &steps)(error)),
            Ok(steps) => {
                // What no version of this program has written says nothing.
                self.steps = serde_json::from_slice(&steps).unwrap_or_default();
                self.take_back()?;
                true
            }
        };
        self.clear();
        Ok(left)
    }

    /// Undoes the steps, the last first, as far as they were done.
    ///
    /// What is neither as it was nor as it was to be, its author has changed since: that stays.
    fn take_back(&mut self) -> Result<(), FileError> {
        let mut left = Vec::new();
        for (number, step) in std::mem::take(&mut self.steps).into_iter().enumerate().rev() {
            if self.undo(number, &step).is_err() {
                left.push(step);
            }
        }
        if left.is_empty() {
            let _ = remove(&self.folder.join("steps"));
            return Ok(());
        }
        self.steps = left;
        let why = format!(
            "not every file could be put back; `{}` holds what was there",
            self.folder.join("old").display()
        );
        Err(FileError::refused("change", &self.content, why))
    }

    fn undo(&self, number: usize, step: &Step) -> io::Result<()> {
        match step {
            Step::Text(path) => {
                let Ok(file) = self.content.join(path).canonicalize() else { return Ok(()) };
                remove(&beside(&file))?;
                if self.is_as_meant(number, &file) {
                    let old = self.old(number);
                    let permissions = old.metadata()?.permissions();
                    put(&file, &fs::read(old)?, Some(&permissions))?;
                }
                Ok(())
            }
            Step::New(path) => {
                let file = self.content.join(path);
                remove(&beside(&file))?;
                if self.is_as_meant(number, &file) { remove(&file) } else { Ok(()) }
            }
            Step::Folder(path) => {
                // One with something in it was filled by its author.
                let _ = fs::remove_dir(self.content.join(path));
                Ok(())
            }
            Step::Name(from, to) => {
                let (from, to) = (self.content.join(from), self.content.join(to));
                let is_renamed = to.symlink_metadata().is_ok()
                    && (from.symlink_metadata().is_err() || is_one_file(&from, &to));
                if !is_renamed {
                    return Ok(());
                }
                fs::create_dir_all(from.parent().expect("it lies in the playbook"))?;
                fs::rename(to, from)
            }
        }
    }

    /// Whether `file` holds what the step with this number put there.
    fn is_as_meant(&self, number: usize, file: &Path) -> bool {
        match (fs::read(file), fs::read(self.new_text(number))) {
            (Ok(found), Ok(meant)) => found == meant,
            (Ok(_) | Err(_), Ok(_) | Err(_)) => false,
        }
    }

    fn old(&self, number: usize) -> PathBuf {
        self.folder.join("old").join(number.to_string())
    }

    fn new_text(&self, number: usize) -> PathBuf {
        self.folder.join("new").join(number.to_string())
    }

    fn clear(&self) {
        let _ = fs::remove_file(self.folder.join("half"));
        for folder in ["old", "new"] {
            let _ = fs::remove_dir_all(self.folder.join(folder));
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if self.folder.join("steps").symlink_metadata().is_err() {
            self.clear();
            release(&self.folder);
        }
    }
}
