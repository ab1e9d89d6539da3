//! What the disk refused: told in one line, exit code 2.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A file or folder that could not be read or written.
#[derive(Debug)]
pub struct FileError {
    /// What was tried, as a verb: `read`, `write`, `make the folder`.
    pub doing: &'static str,
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl FileError {
    /// Says that `doing` failed on `path` with `source`; made to stand in `map_err`.
    pub fn at(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self { doing, path, source }
    }

    /// A refusal of our own, in a sentence.
    pub fn refused(doing: &'static str, path: &Path, why: impl Into<String>) -> Self {
        Self { doing, path: path.to_owned(), source: io::Error::other(why.into()) }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.doing, self.path.display(), reason(&self.source))
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// The system's reason in lower case and without its number, so that it ends a sentence.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let plain = text.split(" (os error").next().unwrap_or(&text).to_owned();
    let mut letters = plain.chars();
    match letters.next() {
        Some(first) if error.raw_os_error().is_some() => {
            first.to_lowercase().chain(letters).collect()
        }
        Some(_) | None => plain,
    }
}
