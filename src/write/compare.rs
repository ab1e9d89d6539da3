//! An artifact and a file → whether they are the same, byte for byte.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::artifact::Body;
use crate::failure::FileError;
use crate::fingerprint::Fingerprint;

/// How much of two files is held at a time.
const PIECE: usize = 64 << 10;

/// Whether `file`, which is `length` bytes long, holds what `body` says.
pub(super) fn is_same(body: &Body, file: &Path, length: u64) -> Result<bool, FileError> {
    match body {
        Body::Bytes(bytes) => {
            if bytes.len() as u64 != length {
                return Ok(false);
            }
            same(&mut bytes.as_slice(), Path::new(""), file)
        }
        Body::CopyOf(source) => {
            let metadata = source.metadata().map_err(FileError::at("read", source))?;
            if metadata.len() != length {
                return Ok(false);
            }
            let mut read = File::open(source).map_err(FileError::at("read", source))?;
            same(&mut read, source, file)
        }
        Body::Kept(wanted) => Ok(fingerprint(file)? == *wanted),
    }
}

/// The fingerprint of what `file` holds.
pub(super) fn fingerprint(file: &Path) -> Result<Fingerprint, FileError> {
    let read = File::open(file).and_then(Fingerprint::of_file);
    read.map_err(FileError::at("read", file))
}

fn same(wanted: &mut dyn Read, wanted_from: &Path, file: &Path) -> Result<bool, FileError> {
    let mut found = File::open(file).map_err(FileError::at("read", file))?;
    let (mut left, mut right) = (Vec::with_capacity(PIECE), Vec::with_capacity(PIECE));
    loop {
        fill(wanted, &mut left).map_err(FileError::at("read", wanted_from))?;
        fill(&mut found, &mut right).map_err(FileError::at("read", file))?;
        if left != right {
            return Ok(false);
        }
        if left.is_empty() {
            return Ok(true);
        }
    }
}

/// Reads the next piece: a whole one unless the end comes first.
fn fill(from: &mut dyn Read, piece: &mut Vec<u8>) -> std::io::Result<usize> {
    piece.clear();
    from.take(PIECE as u64).read_to_end(piece)
}
