//! What is known of the last build: enough to see which PDFs need not be made again, and which code need not be coloured.

mod coloured;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use coloured::{CODE, Coloured};

use crate::fingerprint::Fingerprint;

/// This program and no other. What is kept from one build to the next is kept for it alone.
pub const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("PARTNERBOOK_SOURCES"));

/// The files of a site that are notes of a build for the next one, and not for readers.
pub const NOTES: [&str; 2] = [MEMO, CODE];

/// The file of a site that holds its [`Memo`].
pub const MEMO: &str = ".partnerbook-memo";

/// The first word of the file, with the version of its form. A fingerprint of all other lines follows.
const HEAD: &str = "partnerbook memo 1";

/// The PDFs of a site, by path, and the code in it.
///
/// A build that is given the memo of the last one hands over `Body::Kept` in place of
/// the bytes that it would only make again. With an empty memo it makes every PDF.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memo {
    files: BTreeMap<String, Known>,
    /// The code of its pages.
    pub code: Arc<Coloured>,
}

/// What is known of a finished PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Stands for everything that its bytes depend on.
    pub key: Fingerprint,
    /// Stands for its bytes.
    pub bytes: Fingerprint,
    /// How many pages it has.
    pub pages: usize,
}

impl Memo {
    /// What is known of these files.
    pub fn of(files: impl IntoIterator<Item = (String, Known)>) -> Self {
        Self { files: files.into_iter().collect(), code: Arc::default() }
    }

    /// The same, with this code.
    #[must_use]
    pub fn with_code(self, code: Coloured) -> Self {
        Self { code: Arc::new(code), ..self }
    }

    /// Every file that is known, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Known)> {
        self.files.iter().map(|(path, known)| (path.as_str(), *known))
    }

    /// What is known of the file at `path`, if it was made of what `key` stands for.
    pub fn find(&self, path: &str, key: Fingerprint) -> Option<Known> {
        self.files.get(path).copied().filter(|known| known.key == key)
    }

    /// Whether no file is known.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Its files as they stand in [`MEMO`]: a head, then one file a line.
    pub fn text(&self) -> String {
        let line = |(path, known): (&String, &Known)| {
            format!("{} {} {} {path}\n", known.key, known.bytes, known.pages)
        };
        let lines: String =
            self.files.iter().filter(|(path, _)| is_plain(path)).map(line).collect();
        format!("{HEAD} {}\n{lines}", Fingerprint::of(lines.as_bytes()))
    }

    /// Reads what [`Memo::text`] wrote. Empty when it is anything else: then all is made again, which is never wrong.
    pub fn parse(text: &[u8]) -> Self {
        Self::whole(text).unwrap_or_default()
    }

    fn whole(text: &[u8]) -> Option<Self> {
        let (head, lines) = std::str::from_utf8(text).ok()?.split_once('\n')?;
        let sum = Fingerprint::parse(head.strip_prefix(HEAD)?.strip_prefix(' ')?)?;
        if Fingerprint::of(lines.as_bytes()) != sum {
            return None;
        }
        let known = |line: &str| {
            let mut words = line.splitn(4, ' ');
            let key = Fingerprint::parse(words.next()?)?;
            let bytes = Fingerprint::parse(words.next()?)?;
            let pages = words.next()?.parse().ok()?;
            Some((words.next()?.to_owned(), Known { key, bytes, pages }))
        };
        let files = lines.split_terminator('\n').map(known).collect::<Option<_>>()?;
        Some(Self { files, ..Self::default() })
    }
}

/// Whether a path has room on a line. One that has not is not remembered.
fn is_plain(path: &str) -> bool {
    !path.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memo() -> Memo {
        let known = |text: &str, pages| Known {
            key: Fingerprint::of(text.as_bytes()),
            bytes: Fingerprint::of(text.to_uppercase().as_bytes()),
            pages,
        };
        let files = [("sheets/role grid.pdf", known("a", 1)), ("book.pdf", known("b", 140))];
        Memo::of(files.map(|(path, known)| (path.to_owned(), known)))
    }

    #[test]
    fn a_memo_reads_as_it_was_written() {
        assert_eq!(Memo::parse(memo().text().as_bytes()), memo());
        assert_eq!(Memo::parse(Memo::default().text().as_bytes()), Memo::default());
        let key = Fingerprint::of(b"a");
        assert_eq!(memo().find("sheets/role grid.pdf", key).map(|known| known.pages), Some(1));
        assert_eq!(memo().find("book.pdf", key), None);
    }

    #[test]
    fn a_memo_with_any_byte_changed_or_gone_says_nothing() {
        let text = memo().text().into_bytes();
        for at in 0..text.len() {
            let mut other = text.clone();
            other[at] ^= 1;
            assert!(Memo::parse(&other).is_empty(), "byte {at} changed");
            assert!(Memo::parse(&text[..at]).is_empty(), "all from byte {at} gone");
        }
        assert!(Memo::parse(b"partnerbook memo 2\n").is_empty());
        assert!(Memo::parse(b"\xFF").is_empty());
    }
}
