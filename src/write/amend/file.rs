//! One file of an author, written or taken away whole.

use std::ffi::OsString;
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Lets `file` hold `bytes`: written beside it first, so that it is never half.
pub(super) fn put(file: &Path, bytes: &[u8], permissions: Option<&Permissions>) -> io::Result<()> {
    let new = beside(file);
    // What a command that was killed left behind.
    remove(&new)?;
    let write = || {
        let mut written = OpenOptions::new().write(true).create_new(true).open(&new)?;
        written.write_all(bytes).and_then(|()| written.sync_all())?;
        permissions.map_or(Ok(()), |permissions| fs::set_permissions(&new, permissions.clone()))?;
        fs::rename(&new, file)
    };
    write().inspect_err(|_| drop(fs::remove_file(&new)))
}

/// Removes `file` if it is there.
pub(super) fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// A hidden name beside `file`: `.a.md.partnerbook-new`.
pub(super) fn beside(file: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(file.file_name().expect("a file has a name"));
    name.push(".partnerbook-new");
    file.with_file_name(name)
}
