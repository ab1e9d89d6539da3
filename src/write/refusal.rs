//! Why nothing is written.

use std::path::Path;

use crate::failure::FileError;

pub(super) fn refused(out: &Path, why: &str) -> FileError {
    FileError::refused("write to", out, why)
}

pub(super) fn in_the_way(file: &Path) -> FileError {
    let why = "something is there that Partnerbook did not write; move it away, and build again";
    FileError::refused("write", file, why)
}
