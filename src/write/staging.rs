//! Where changed files wait, on the same file system as the site, and the lock that keeps a second build out.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::claim::{Denied, claim};
use super::manifest::{Manifest, STAGING};
use super::refusal::refused;
use super::turn;
use crate::artifact::{Body, MARKER};
use crate::failure::FileError;

/// What stands in it beside the lock.
const NAMES: [&str; 4] = ["new", "old", "next", "one"];

/// A folder for one run. It is removed when dropped.
///
/// ```text
/// lock    held by the run as long as it lasts; the system lets go of it whatever ends the run
/// new/    files that wait
/// old/    files that were replaced, until all are
/// next    the manifest of the site that is to be, from when all its files wait here until they are in place
/// one     a file that is being written before it gets its name
/// ```
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    /// The site, for messages.
    out: PathBuf,
    _lock: File,
}

impl Staging {
    /// Takes hold of the folder within the site `out`, which is there, with what a run that was killed left in it.
    pub(super) fn within(out: &Path) -> Result<Self, FileError> {
        Self::new(out.join(STAGING), &[], out)
    }

    /// Makes the folder beside `out`, which is not there yet, with the folders around it.
    pub(super) fn beside(out: &Path) -> Result<Self, FileError> {
        let (parent, folder) = place_beside(out)?;
        let made: Vec<PathBuf> =
            parent.ancestors().take_while(|folder| missing(folder)).map(Path::to_owned).collect();
        fs::create_dir_all(parent).map_err(FileError::at("make the folder", parent))?;
        let staging = Self::new(folder, &made, out).inspect_err(|_| {
            for folder in &made {
                let _ = fs::remove_dir(folder);
            }
        })?;
        staging.begin_anew()?;
        Ok(staging)
    }

    /// Removes what a first run left beside `out` that was killed when all was done but that.
    pub(super) fn tidy_beside(out: &Path) {
        if let Ok((_, folder)) = place_beside(out)
            && folder.is_dir()
        {
            drop(Self::new(folder, &[], out));
        }
    }

    fn new(folder: PathBuf, made: &[PathBuf], out: &Path) -> Result<Self, FileError> {
        let lock = claim(&folder, &NAMES).map_err(|denied| match denied {
            Denied::Busy => {
                refused(out, "another build is writing there at this moment; wait until it is done")
            }
            Denied::Foreign => refused(
                out,
                &format!("`{}` is not ours; delete it, and build again", folder.display()),
            ),
            Denied::Refused(error) => FileError::at("write to", out)(error),
        })?;
        turn::begin(&folder, made);
        Ok(Self { folder, out: out.to_owned(), _lock: lock })
    }

    /// Removes what a run that was killed left, and lets files wait.
    pub(super) fn begin_anew(&self) -> Result<(), FileError> {
        self.clear()
            .and_then(|()| fs::create_dir(self.new_folder()))
            .map_err(FileError::at("write to", &self.out))
    }

    /// What a run that was killed had in mind when it put files in place: the manifest of its site, and those that still wait.
    pub(super) fn unfinished(&self) -> Option<(Manifest, Vec<String>)> {
        let next = Manifest::parse(&fs::read(self.folder.join("next")).ok()?)?;
        // What it kept to go back is in the way of what is kept now.
        remove_folder(&self.folder.join("old")).ok()?;
        let mut waiting = Vec::new();
        below(&self.new_folder(), "", &mut waiting).ok()?;
        waiting.retain(|path| next.names(path));
        Some((next, waiting))
    }

    /// Notes what the site is to be, now that all of it waits here or is in place: from now on another run can finish it.
    pub(super) fn intend(&self, next: &Manifest) -> Result<(), FileError> {
        let one = self.one(next.text().as_bytes())?;
        fs::rename(one, self.folder.join("next")).map_err(FileError::at("write to", &self.out))
    }

    /// Forgets what the site was to be.
    pub(super) fn give_up(&self) {
        let _ = fs::remove_file(self.folder.join("next"));
    }

    /// A file with these bytes that has no name in the site yet.
    pub(super) fn one(&self, bytes: &[u8]) -> Result<PathBuf, FileError> {
        let one = self.folder.join("one");
        fs::write(&one, bytes).map_err(FileError::at("write to", &self.out))?;
        Ok(one)
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

    fn clear(&self) -> io::Result<()> {
        // First what says that the rest is of use.
        self.give_up();
        remove_folder(&self.new_folder())?;
        remove_folder(&self.folder.join("old"))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        turn::end(&self.folder);
    }
}

/// Removes a folder with all that is in it, if it is there.
fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// The folder around `out`, and where files wait beside it.
fn place_beside(out: &Path) -> Result<(&Path, PathBuf), FileError> {
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
    own.push(STAGING);
    Ok((parent, parent.join(own)))
}

/// Adds the files in `folder` and below, which is called `name` from where they are counted.
fn below(folder: &Path, name: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // What has other names than ours is not of ours.
        let Ok(own) = entry.file_name().into_string() else { continue };
        let path = if name.is_empty() { own } else { format!("{name}/{own}") };
        if entry.file_type()?.is_dir() {
            below(&entry.path(), &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
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
