//! Where changed files wait, on the same file system as the site, and the lock that keeps a second build out.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::refused;
use crate::artifact::{Body, MARKER};
use crate::failure::FileError;

/// The folder within a site in which changed files wait.
pub(super) const FOLDER: &str = ".partnerbook-staging";

/// A folder for one run. It is removed when dropped.
///
/// ```text
/// lock    held by the run as long as it lasts; the system lets go of it whatever ends the run
/// new/    files that wait
/// old/    files that were replaced, until all are
/// ```
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    /// The site, for messages.
    out: PathBuf,
    /// Folders around it that were made for it, the innermost first.
    made: Vec<PathBuf>,
    _lock: File,
}

impl Staging {
    /// Makes the folder within the site `out`, which is there.
    pub(super) fn within(out: &Path) -> Result<Self, FileError> {
        Self::new(out.join(FOLDER), Vec::new(), out)
    }

    /// Makes the folder beside `out`, which is not there yet, with the folders around it.
    pub(super) fn beside(out: &Path) -> Result<Self, FileError> {
        let parent = match out.parent() {
            Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
            Some(parent) => parent,
            None => return Err(refused(out, "it is no name for a folder")),
        };
        let Some(name) = out.file_name() else {
            return Err(refused(out, "it is no name for a folder"));
        };
        let mut own = OsString::from(".");
        own.push(name);
        own.push(FOLDER);
        let made: Vec<PathBuf> =
            parent.ancestors().take_while(|folder| missing(folder)).map(Path::to_owned).collect();
        fs::create_dir_all(parent).map_err(FileError::at("make the folder", parent))?;
        Self::new(parent.join(own), made, out)
    }

    fn new(folder: PathBuf, made: Vec<PathBuf>, out: &Path) -> Result<Self, FileError> {
        let failed = |error| {
            for folder in &made {
                let _ = fs::remove_dir(folder);
            }
            error
        };
        let lock = claim(&folder, out).map_err(failed)?;
        let staging = Self { folder, out: out.to_owned(), made, _lock: lock };
        staging.clear().map_err(FileError::at("write to", out))?;
        fs::create_dir(staging.new_folder()).map_err(FileError::at("write to", out))?;
        Ok(staging)
    }

    /// Keeps the file for `path` until the end.
    pub(super) fn stage(&self, path: &str, body: &Body) -> Result<(), FileError> {
        let shown = self.out.join(path);
        let mut file = create(&self.new_file(path)).map_err(FileError::at("write", &shown))?;
        match body {
            Body::Bytes(bytes) => file.write_all(bytes),
            Body::CopyOf(source) => {
                let mut read = File::open(source).map_err(FileError::at("read", source))?;
                io::copy(&mut read, &mut file).map(drop)
            }
            Body::Kept(_) => unreachable!("what is not there as it was is refused"),
        }
        .map_err(FileError::at("write", &shown))
    }

    /// Keeps `manifest` until the end.
    pub(super) fn stage_manifest(&self, manifest: &Manifest) -> Result<(), FileError> {
        self.stage(MARKER, &Body::Bytes(manifest.text().into_bytes()))
    }

    /// Lets what was staged be the folder `out`, which is not there.
    pub(super) fn become_folder(&self, out: &Path) -> Result<(), FileError> {
        fs::rename(self.new_folder(), out).map_err(FileError::at("write to", out))
    }

    /// The file that waits to be `path`.
    pub(super) fn new_file(&self, path: &str) -> PathBuf {
        self.new_folder().join(path)
    }

    /// Where the file that was `path` is kept.
    pub(super) fn old_file(&self, path: &str) -> PathBuf {
        self.folder.join("old").join(path)
    }

    fn new_folder(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Removes what waits, and what a run that was killed left behind.
    fn clear(&self) -> io::Result<()> {
        for folder in ["new", "old"] {
            match fs::remove_dir_all(self.folder.join(folder)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    }
}

impl Drop for Staging {
    /// Removes the folder. What cannot be removed is left to the next run, which finds the lock free.
    fn drop(&mut self) {
        let _ = self.clear();
        // The lock goes last: while it stands, nobody else takes the folder for their own.
        let _ = fs::remove_file(lock_file(&self.folder));
        let _ = fs::remove_dir(&self.folder);
        for folder in &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Makes `folder`, or takes over what a run that was killed left, and locks it.
fn claim(folder: &Path, out: &Path) -> Result<File, FileError> {
    let at_out = || FileError::at("write to", out);
    match fs::create_dir(folder) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let ours = folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
                && (lock_file(folder).is_file() || is_empty(folder));
            if !ours {
                let why = format!("`{}` is not ours; delete it, and build again", folder.display());
                return Err(refused(out, &why));
            }
        }
        Err(error) => return Err(at_out()(error)),
    }
    let path = lock_file(folder);
    let lock = File::options().create(true).append(true).open(&path).map_err(at_out())?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(busy(out)),
        // A file system without locks: two builds at once are then the user's to avoid.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
            return Ok(lock);
        }
        Err(TryLockError::Error(error)) => return Err(at_out()(error)),
    }
    // A run that ended between opening and locking has deleted the file, and the lock is on nothing.
    let still_there = File::open(&path).is_ok_and(|again| again.try_lock().is_err());
    if still_there { Ok(lock) } else { Err(busy(out)) }
}

fn busy(out: &Path) -> FileError {
    refused(out, "another build is writing there at this moment; wait until it is done")
}

fn lock_file(folder: &Path) -> PathBuf {
    folder.join("lock")
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn missing(folder: &Path) -> bool {
    !folder.as_os_str().is_empty()
        && folder.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// Makes the file, and the folders around it if they are not there.
fn create(file: &Path) -> io::Result<File> {
    match File::create(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(file.parent().expect("it lies in the staging folder"))?;
            File::create(file)
        }
        made => made,
    }
}
