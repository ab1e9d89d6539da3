//! One file → its text, with what is wrong with its bytes.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::rules::{NOT_UTF8, NUL_BYTE, TOO_LARGE};
use super::walk::Found;
use crate::diag::Diagnostic;
use crate::failure::FileError;
use crate::source::{SourcePath, Span};

/// The most that a text may hold. Prose of this length would fill thirty thousand pages.
const MOST_BYTES: u64 = 64 << 20;

/// A text as well as it could be read.
pub(super) struct Read {
    /// The text, without a byte order mark, line ends as they are.
    pub text: Arc<str>,
    /// What is wrong with it.
    pub faults: Vec<Diagnostic>,
}

/// Reads the text of `found`, which is called `shown` when the disk refuses.
pub(super) fn read(found: &Found, shown: &Path) -> Result<Read, FileError> {
    if found.bytes > MOST_BYTES {
        return Ok(too_large(found));
    }
    let bytes = fs::read(&found.file).map_err(FileError::at("read", shown))?;
    Ok(decode(bytes, &found.path))
}

fn too_large(found: &Found) -> Read {
    let message =
        format!("this file holds {} MiB, and a text may hold 64", found.bytes.div_ceil(1 << 20));
    let fault = Diagnostic::new(&TOO_LARGE, &found.path, Span::default(), message)
        .help("keep pictures as files of their own, and split a long text into chapters");
    Read { text: Arc::from(""), faults: vec![fault] }
}

/// A font that is too large to be one.
pub(super) fn too_large_font(found: &Found) -> Diagnostic {
    let message =
        format!("this file holds {} MiB, and a font may hold 64", found.bytes.div_ceil(1 << 20));
    Diagnostic::new(&TOO_LARGE, &found.path, Span::default(), message)
        .help("take a font with fewer letters, or cut it down to those that the playbook uses")
}

/// The text of a file's bytes.
fn decode(mut bytes: Vec<u8>, path: &SourcePath) -> Read {
    if let Some(text) = utf16(&bytes) {
        let fault = Diagnostic::new(
            &NOT_UTF8,
            path,
            Span::default(),
            "this file is saved as UTF-16, not UTF-8",
        )
        .help("save the file with the encoding UTF-8; most editors offer it under “Save as”");
        return Read { text: Arc::from(text), faults: vec![fault] };
    }
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    let (text, mut faults) = match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let fault = not_utf8(&text, at, path);
            (text, vec![fault])
        }
    };
    faults.extend(nul_bytes(&text, path));
    Read { text: Arc::from(text), faults }
}

/// The text of a file that says by its first two bytes that it is UTF-16.
fn utf16(bytes: &[u8]) -> Option<String> {
    let units = |read: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect()
    };
    let units = match bytes.get(..2)? {
        b"\xFF\xFE" => units(u16::from_le_bytes),
        b"\xFE\xFF" => units(u16::from_be_bytes),
        _ => return None,
    };
    Some(String::from_utf16_lossy(&units))
}

fn not_utf8(text: &str, at: usize, path: &SourcePath) -> Diagnostic {
    let span = Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8());
    let message = format!("byte {} of this file, in line {}, is not UTF-8", at + 1, line(text, at));
    Diagnostic::new(&NOT_UTF8, path, span, message)
        .help("save the file with the encoding UTF-8; most editors offer it under “Save as”")
}

fn nul_bytes(text: &str, path: &SourcePath) -> Option<Diagnostic> {
    let at = text.find('\0')?;
    let message = match text.matches('\0').count() {
        1 => format!("byte {} of this file, in line {}, is a NUL byte", at + 1, line(text, at)),
        many => format!(
            "this file holds {many} NUL bytes, the first at byte {} in line {}",
            at + 1,
            line(text, at)
        ),
    };
    let fault = Diagnostic::new(&NUL_BYTE, path, Span::new(at, at + 1), message)
        .help("take the file from a backup, or delete this place and type it again");
    Some(fault)
}

fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}
