//! The list of files that we wrote into a folder: what we may replace and delete there.

use std::collections::BTreeSet;

use crate::artifact::MARKER;

/// The folder within a site in which changed files wait.
pub(super) const STAGING: &str = ".partnerbook-staging";

/// The first line, with the version of the form.
const HEAD: &str = "partnerbook manifest 1";

/// Paths from the site's root, `/`-separated, none of which leaves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(BTreeSet<String>);

impl Manifest {
    /// The manifest of a site of these files.
    pub(super) fn of(paths: impl IntoIterator<Item = String>) -> Self {
        Self(paths.into_iter().collect())
    }

    /// Reads a manifest. `None` when it is none of ours, or names a file outside of the site.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let mut lines = std::str::from_utf8(text).ok()?.split_terminator('\n');
        if lines.next()? != HEAD {
            return None;
        }
        let paths: Option<BTreeSet<String>> =
            lines.map(|line| unescape(line).filter(|path| is_allowed(path))).collect();
        paths.map(Self)
    }

    /// As it stands in the folder: the head, then one path a line.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for path in &self.0 {
            text.push_str(&path.replace('\\', "\\\\").replace('\n', "\\n"));
            text.push('\n');
        }
        text
    }

    /// Whether we wrote the file at `path`.
    pub(super) fn names(&self, path: &str) -> bool {
        self.0.contains(path)
    }

    /// Whether we wrote a file in the folder `path`.
    pub(super) fn names_within(&self, path: &str) -> bool {
        let begin = format!("{path}/");
        self.0.range(begin.clone()..).next().is_some_and(|first| first.starts_with(&begin))
    }

    /// The file that we wrote under another spelling of `path`: `A.html` for `a.html`.
    pub(super) fn spelt_otherwise(&self, path: &str) -> Option<&str> {
        let letters = path.to_lowercase();
        let mut all = self.0.iter().map(String::as_str);
        all.find(|other| *other != path && other.to_lowercase() == letters)
    }

    /// What is here and not in `other`.
    pub(super) fn without<'m>(&'m self, other: &'m Self) -> impl Iterator<Item = &'m str> {
        self.0.difference(&other.0).map(String::as_str)
    }

    /// What is here or in `other`.
    pub(super) fn with(&self, other: &Self) -> Self {
        Self(self.0.union(&other.0).cloned().collect())
    }
}

/// Whether a file of the site may be called `path`: it stays in the site and is none of our own notes.
pub(super) fn is_allowed(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    let ours = path == MARKER || first == STAGING;
    // A drive or a backslash means nothing in an address, and on Windows leads elsewhere.
    let elsewhere = cfg!(windows) && path.contains([':', '\\']);
    let parts = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    parts && !ours && !elsewhere && !path.contains('\0')
}

fn unescape(line: &str) -> Option<String> {
    let mut path = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        path.push(match letter {
            '\\' => match letters.next()? {
                'n' => '\n',
                '\\' => '\\',
                _ => return None,
            },
            plain => plain,
        });
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_as_it_was_written() {
        let manifest = Manifest::of(["b\nc\\n.html", "ä #%.html", "a/b.html"].map(str::to_owned));
        assert_eq!(
            manifest.text(),
            "partnerbook manifest 1\na/b.html\nb\\nc\\\\n.html\nä #%.html\n"
        );
        assert_eq!(Manifest::parse(manifest.text().as_bytes()), Some(manifest));
    }

    #[test]
    fn a_manifest_that_names_what_is_outside_is_none_of_ours() {
        for path in ["/etc/passwd", "../a", "a/../../b", "", "a//b", ".partnerbook", "a/.", "a\\x"]
        {
            let text = format!("partnerbook manifest 1\n{path}\n");
            assert_eq!(Manifest::parse(text.as_bytes()), None, "{path}");
        }
        assert_eq!(Manifest::parse(b"partnerbook manifest 2\n"), None);
        assert_eq!(Manifest::parse(b""), None);
        assert_eq!(Manifest::parse(b"\xFF"), None);
    }

    #[test]
    fn a_folder_is_ours_when_a_file_in_it_is() {
        let manifest = Manifest::of(["a/b.html", "a-c.html"].map(str::to_owned));
        assert!(manifest.names_within("a"));
        assert!(!manifest.names_within("a-c"));
        assert!(!manifest.names_within("a/b.html"));
    }
}
