//! One finished file, still in memory.

use std::path::PathBuf;

use crate::failure::FileError;
use crate::fingerprint::Fingerprint;

/// The file by which a folder is known as written by us: it lists what we may replace and delete there.
pub const MARKER: &str = ".partnerbook";

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Where it goes, from the site's root, `/`-separated: `trust/index.html`.
    pub path: String,
    /// What it holds.
    pub body: Body,
}

/// What a file of the site holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The same as this file on disk.
    CopyOf(PathBuf),
    /// What the file has held since the last build: bytes with this fingerprint.
    Kept(Fingerprint),
}

impl Artifact {
    /// The file at `path` with these bytes.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), body: Body::Bytes(bytes.into()) }
    }
}

/// Takes each finished file, from several threads at once.
pub type Sink<'a> = &'a (dyn Fn(Artifact) -> Result<(), FileError> + Sync);
