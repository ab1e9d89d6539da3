//! Changed texts and new names → the authors' own files: all of them, or none.
//!
//! This is for commands that authors give to have their files changed; a build never comes here. A new text waits in a
//! temporary file beside its file and is renamed over it, so that whoever reads finds the old text or the new one, never half
//! of it. What was there is kept by a second name until all is done, and is put back when a later step fails.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::edit::Amendment;
use crate::failure::FileError;
use crate::source::SourcePath;

/// The mark of byte order that some editors put before a text. It is no part of the text, and stays.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Makes all of `amendments` in the folder `content`, in their order, or leaves it as it was.
///
/// Refuses when a file is not as it was read, when a file that is to be new is there, and when a name is taken. Permissions
/// and a mark of byte order stay; a symbolic link stays one, and what it leads to is changed.
pub fn amend(content: &Path, amendments: &[Amendment]) -> Result<(), FileError> {
    let root = content.canonicalize().map_err(FileError::at("change", content))?;
    let mut amender = Amender { content, root, waiting: Vec::new(), undo: Vec::new() };
    let done = amender.prepare(amendments).and_then(|()| amender.act(amendments));
    match done {
        Ok(()) => {
            amender.tidy();
            Ok(())
        }
        Err(error) => Err(amender.take_back(error)),
    }
}

struct Amender<'a> {
    content: &'a Path,
    /// The same folder by the name that the system has for it.
    root: PathBuf,
    /// Of each changed text: the file, and the temporary file with its new text.
    waiting: Vec<(PathBuf, PathBuf)>,
    /// What was done, the last at the end.
    undo: Vec<Step>,
}

/// A step that was taken.
enum Step {
    /// The file was replaced, and what was there is kept by this second name.
    Replaced { file: PathBuf, kept: PathBuf },
    /// The file was made.
    Made { file: PathBuf },
    /// The folder was made.
    MadeFolder { folder: PathBuf },
    /// The file or folder was renamed.
    Renamed { from: PathBuf, to: PathBuf },
    /// The empty folder was removed.
    RemovedFolder { folder: PathBuf },
}

impl Amender<'_> {
    /// Checks every file and lays every new text beside its file, before any is touched.
    fn prepare(&mut self, amendments: &[Amendment]) -> Result<(), FileError> {
        for amendment in amendments {
            match amendment {
                Amendment::Text { path, was, now } => {
                    self.lay_beside(&self.file(path), was, now)?;
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

    /// Writes the new text of the file `shown` into a temporary file beside it.
    fn lay_beside(&mut self, shown: &Path, was: &str, now: &str) -> Result<(), FileError> {
        let refused = |why| Err(FileError::refused("change", shown, why));
        let file = shown.canonicalize().map_err(FileError::at("change", shown))?;
        let bytes = fs::read(&file).map_err(FileError::at("read", shown))?;
        let permissions = fs::metadata(&file).map_err(FileError::at("read", shown))?.permissions();
        let mark = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { b"" };
        if &bytes[mark.len()..] != was.as_bytes() {
            return refused("it was changed in the meantime; give the command again");
        }
        if self.waiting.iter().any(|(other, _)| *other == file) {
            return refused("it has two names in the playbook; take the symbolic link out first");
        }
        if permissions.readonly() {
            return refused("it is protected against writing");
        }
        let new = beside(&file, "new");
        // What a command that was killed left behind.
        remove(&new).map_err(FileError::at("change", shown))?;
        stage(&new, &[mark, now.as_bytes()].concat()).map_err(FileError::at("change", shown))?;
        self.waiting.push((file, new.clone()));
        fs::set_permissions(&new, permissions).map_err(FileError::at("change", shown))
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

    fn act(&mut self, amendments: &[Amendment]) -> Result<(), FileError> {
        for (file, new) in std::mem::take(&mut self.waiting) {
            let replaced = self.replace(&file, &new).map_err(FileError::at("change", &file));
            if replaced.is_err() {
                let _ = fs::remove_file(&new);
            }
            replaced?;
        }
        for amendment in amendments {
            match amendment {
                Amendment::Text { .. } => {}
                Amendment::New { path, text } => {
                    let file = self.file(path);
                    self.folders_around(&file)?;
                    stage(&file, text.as_bytes()).map_err(FileError::at("write", &file))?;
                    self.undo.push(Step::Made { file });
                }
                Amendment::Name { from, to } => self.rename(from, to)?,
            }
        }
        Ok(())
    }

    fn replace(&mut self, file: &Path, new: &Path) -> io::Result<()> {
        let kept = beside(file, "old");
        remove(&kept)?;
        fs::hard_link(file, &kept).or_else(|_| fs::copy(file, &kept).map(drop))?;
        self.undo.push(Step::Replaced { file: file.to_owned(), kept });
        fs::rename(new, file)
    }

    fn rename(&mut self, from: &SourcePath, to: &SourcePath) -> Result<(), FileError> {
        let (old, new) = (self.file(from), self.file(to));
        self.folders_around(&new)?;
        fs::rename(&old, &new).map_err(FileError::at("rename", &old))?;
        self.undo.push(Step::Renamed { from: old.clone(), to: new });
        for folder in old.ancestors().skip(1).take_while(|folder| *folder != self.content) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
            self.undo.push(Step::RemovedFolder { folder: folder.to_owned() });
        }
        Ok(())
    }

    /// Makes the folders around `file` that are missing.
    fn folders_around(&mut self, file: &Path) -> Result<(), FileError> {
        let around = file.ancestors().skip(1).take_while(|folder| *folder != self.content);
        let missing: Vec<&Path> = around.take_while(|folder| !folder.is_dir()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(FileError::at("make the folder", folder))?;
            self.undo.push(Step::MadeFolder { folder: folder.to_owned() });
        }
        Ok(())
    }

    /// Removes what was kept in case something failed.
    fn tidy(&mut self) {
        // What was renamed since lies elsewhere: names are followed in the order in which they were given.
        let mut kept: Vec<PathBuf> = Vec::new();
        let real = |path: &Path| match path.strip_prefix(self.content) {
            Ok(below) => self.root.join(below),
            Err(_) => path.to_owned(),
        };
        for step in &self.undo {
            match step {
                Step::Replaced { kept: file, .. } => kept.push(file.clone()),
                Step::Renamed { from, to } => {
                    let (from, to) = (real(from), real(to));
                    for file in &mut kept {
                        if let Ok(below) = file.strip_prefix(&from) {
                            *file = to.join(below);
                        }
                    }
                }
                Step::Made { .. } | Step::MadeFolder { .. } | Step::RemovedFolder { .. } => {}
            }
        }
        for file in kept {
            let _ = fs::remove_file(&file);
            // A folder that was left only because of it.
            for folder in file.ancestors().skip(1).take_while(|folder| *folder != self.root) {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
    }

    /// Undoes the steps, the last first, and returns the error that made it necessary.
    fn take_back(&mut self, mut error: FileError) -> FileError {
        for (_, new) in self.waiting.drain(..) {
            let _ = fs::remove_file(new);
        }
        let mut whole = true;
        while let Some(step) = self.undo.pop() {
            let undone = match step {
                // Two names of one file stay two when one is to take the place of the other.
                Step::Replaced { file, kept } => {
                    fs::rename(&kept, file).and_then(|()| remove(&kept))
                }
                Step::Made { file } => fs::remove_file(file),
                Step::MadeFolder { folder } => fs::remove_dir(folder),
                Step::Renamed { from, to } => fs::rename(to, from),
                Step::RemovedFolder { folder } => fs::create_dir(folder),
            };
            whole &= undone.is_ok();
        }
        if !whole {
            let why = format!(
                "{}, and not every file could be put back; those whose names end in `.partnerbook-old` hold what was there",
                error.source
            );
            error.source = io::Error::other(why);
        }
        error
    }

    fn file(&self, path: &SourcePath) -> PathBuf {
        self.content.join(path.as_str())
    }
}

/// Writes a file that is not there yet, and waits for the disk.
fn stage(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut new = OpenOptions::new().write(true).create_new(true).open(file)?;
    let written = new.write_all(bytes).and_then(|()| new.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(file);
    }
    written
}

/// Removes `file` if it is there.
fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// A hidden name beside `file`: `.a.md.partnerbook-new`.
fn beside(file: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(file.file_name().expect("a file has a name"));
    name.push(format!(".partnerbook-{what}"));
    file.with_file_name(name)
}

fn taken(file: &Path) -> FileError {
    FileError::refused("write", file, "there is a file or folder of this name")
}

#[cfg(test)]
mod tests;
