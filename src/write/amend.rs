//! Changed texts and new names → the authors' own files: all of them, or none.
//!
//! This is for commands that authors give to have their files changed; a build only takes back what one of them left half done
//! when it was killed. A new text waits in a temporary file beside its file and is renamed over it, so that whoever reads finds
//! the old text or the new one, never half of it. What was there is kept in a `Journal` until all is done, and is put back when
//! a later step fails.

mod file;
mod journal;

use std::collections::BTreeSet;
use std::fs::{self, Permissions};
use std::path::{Path, PathBuf};

use self::file::put;
use self::journal::{Journal, Step};
use super::turn;
use crate::edit::Amendment;
use crate::failure::FileError;
use crate::source::SourcePath;

/// The mark of byte order that some editors put before a text. It is no part of the text, and stays.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Makes all of `amendments` in the folder `content`, in their order, or leaves it as it was.
///
/// Refuses when a file is not as it was read, when a file that is to be new is there, when a name is taken, and when another
/// command is changing files there. Permissions and a mark of byte order stay; a symbolic link stays one, and what it leads to
/// is changed.
pub fn amend(content: &Path, amendments: &[Amendment]) -> Result<(), FileError> {
    let _turn = turn::change();
    let mut journal = Journal::open(content)?;
    let mut amender = Amender { content, texts: Vec::new() };
    amender.prepare(amendments)?;
    journal.note(amender.steps(amendments)).map_err(FileError::at("change", content))?;
    match amender.keep(&journal, amendments).and_then(|()| amender.act(amendments)) {
        Ok(()) => journal.done().map_err(FileError::at("change", content)),
        Err(error) => Err(journal.take_back_after(error)),
    }
}

/// Takes back what a command was changing in `content` when it was killed, if one was.
///
/// Every file is then as before that command; what its author has changed since stays. Says whether there was such a command.
pub fn settle(content: &Path) -> Result<bool, FileError> {
    let _turn = turn::change();
    if !Journal::is_left(content) {
        return Ok(false);
    }
    Journal::settle(content)
}

struct Amender<'a> {
    content: &'a Path,
    /// The texts that change.
    texts: Vec<Text>,
}

/// A text that changes.
struct Text {
    /// As it is called in the playbook.
    shown: PathBuf,
    /// Where it really is.
    file: PathBuf,
    /// What it is to hold.
    now: Vec<u8>,
    permissions: Permissions,
}

impl Amender<'_> {
    /// Checks every file, before any is touched.
    fn prepare(&mut self, amendments: &[Amendment]) -> Result<(), FileError> {
        for amendment in amendments {
            match amendment {
                Amendment::Text { path, was, now } => {
                    let text = self.text(&self.file(path), was, now)?;
                    self.texts.push(text);
                }
                Amendment::New { path, .. } => {
                    if self.file(path).symlink_metadata().is_ok() {
                        return Err(taken(&self.file(path)));
                    }
                }
                Amendment::Name { from, to } => self.check_name(from, to)?,
            }
        }
        Ok(())
    }

    /// What becomes of the file `shown`.
    fn text(&self, shown: &Path, was: &str, now: &str) -> Result<Text, FileError> {
        let refused = |why| Err(FileError::refused("change", shown, why));
        let file = shown.canonicalize().map_err(FileError::at("change", shown))?;
        let bytes = fs::read(&file).map_err(FileError::at("read", shown))?;
        let permissions = fs::metadata(&file).map_err(FileError::at("read", shown))?.permissions();
        let mark = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { b"" };
        if &bytes[mark.len()..] != was.as_bytes() {
            return refused("it was changed in the meantime; give the command again");
        }
        if self.texts.iter().any(|other| other.file == file) {
            return refused("it has two names in the playbook; take the symbolic link out first");
        }
        if permissions.readonly() {
            return refused("it is protected against writing");
        }
        let now = [mark, now.as_bytes()].concat();
        Ok(Text { shown: shown.to_owned(), file, now, permissions })
    }

    fn check_name(&self, from: &SourcePath, to: &SourcePath) -> Result<(), FileError> {
        let (old, new) = (self.file(from), self.file(to));
        old.symlink_metadata().map_err(FileError::at("rename", &old))?;
        // A disk that does not tell capitals apart finds the file itself under its new name.
        let is_itself = || {
            let same_letters = from.as_str().to_lowercase() == to.as_str().to_lowercase();
            same_letters && old.canonicalize().ok() == new.canonicalize().ok()
        };
        if new.symlink_metadata().is_ok() && !is_itself() {
            return Err(taken(&new));
        }
        Ok(())
    }

    /// What will be done, in the order in which it is.
    fn steps(&self, amendments: &[Amendment]) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut made = BTreeSet::new();
        for amendment in amendments {
            if let Amendment::Text { path, .. } = amendment {
                steps.push(Step::Text(path.as_str().to_owned()));
            }
        }
        for amendment in amendments {
            let (to, step) = match amendment {
                Amendment::Text { .. } => continue,
                Amendment::New { path, .. } => (path, Step::New(path.as_str().to_owned())),
                Amendment::Name { from, to } => {
                    (to, Step::Name(from.as_str().to_owned(), to.as_str().to_owned()))
                }
            };
            let missing = |folder: &&str| !self.content.join(folder).is_dir();
            let around = to.as_str().match_indices('/').map(|(at, _)| &to.as_str()[..at]);
            let new = around.filter(missing).filter(|folder| made.insert((*folder).to_owned()));
            steps.extend(new.map(|folder| Step::Folder(folder.to_owned())));
            steps.push(step);
        }
        steps
    }

    /// Keeps every text as it is and as it is to be.
    fn keep(&self, journal: &Journal, amendments: &[Amendment]) -> Result<(), FileError> {
        let mut texts = self.texts.iter();
        for (number, step) in journal.steps().iter().enumerate() {
            match step {
                Step::Text(_) => {
                    let text = texts.next().expect("each was noted");
                    let kept = journal.keep(number, Some(&text.file), &text.now);
                    kept.map_err(FileError::at("change", &text.shown))?;
                }
                Step::New(new) => {
                    let text = amendments.iter().find_map(|amendment| match amendment {
                        Amendment::New { path, text } if path.as_str() == new => Some(text),
                        Amendment::New { .. } | Amendment::Text { .. } | Amendment::Name { .. } => {
                            None
                        }
                    });
                    let text = text.expect("the step was made of it").as_bytes();
                    let kept = journal.keep(number, None, text);
                    kept.map_err(FileError::at("write", &self.content.join(new)))?;
                }
                Step::Folder(_) | Step::Name(..) => {}
            }
        }
        Ok(())
    }

    fn act(&self, amendments: &[Amendment]) -> Result<(), FileError> {
        for Text { shown, file, now, permissions } in &self.texts {
            put(file, now, Some(permissions)).map_err(FileError::at("change", shown))?;
        }
        for amendment in amendments {
            match amendment {
                Amendment::Text { .. } => {}
                Amendment::New { path, text } => {
                    let file = self.file(path);
                    make_around(&file)?;
                    put(&file, text.as_bytes(), None).map_err(FileError::at("write", &file))?;
                }
                Amendment::Name { from, to } => self.rename(from, to)?,
            }
        }
        Ok(())
    }

    fn rename(&self, from: &SourcePath, to: &SourcePath) -> Result<(), FileError> {
        let (old, new) = (self.file(from), self.file(to));
        make_around(&new)?;
        fs::rename(&old, &new).map_err(FileError::at("rename", &old))?;
        for folder in old.ancestors().skip(1).take_while(|folder| *folder != self.content) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn file(&self, path: &SourcePath) -> PathBuf {
        self.content.join(path.as_str())
    }
}

/// Makes the folders around `file` that are missing.
fn make_around(file: &Path) -> Result<(), FileError> {
    let folder = file.parent().expect("it lies in the playbook");
    fs::create_dir_all(folder).map_err(FileError::at("make the folder", folder))
}

fn taken(file: &Path) -> FileError {
    FileError::refused("write", file, "there is a file or folder of this name")
}

#[cfg(test)]
mod tests;
