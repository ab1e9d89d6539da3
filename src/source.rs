//! Files as text, and places in them: what every later stage points back to.

mod address;
mod numbers;
mod sources;
mod target;

use std::fmt;
use std::sync::Arc;

pub use address::{BESIDE, PROGRAMS, PUBLIC, percent_decoded};
pub use numbers::{Numbers, in_words};
pub use sources::{Active, Asset, Meant, Sources};
pub use target::target_path;

/// The name of the only hidden file that is read: the ledger of published addresses, in the content folder.
pub const LEDGER: &str = ".addresses.toml";

/// The name of the file with the settings of a playbook, in the content folder.
pub const SETTINGS: &str = "playbook.toml";

/// A file of the playbook, named from the content folder with `/` on every system: `01-trust/index.md`.
///
/// It is also the file's identity: two equal paths are one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Names the file at `path`, which is `/`-separated and starts at the content folder.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The path as text: `01-trust/index.md`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder the file is in, without a slash at its end; empty for the content folder itself.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part of the path: `index.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The file name without its ending: `index`.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// The ending in lower case, without the dot: `md`. Empty when there is none.
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or_else(String::new, |(stem, end)| {
            if stem.is_empty() { String::new() } else { end.to_lowercase() }
        })
    }

    /// The name other files refer to this one by: the stem without an ordering prefix, `03-role-grid.toml` is `role-grid`.
    pub fn slug(&self) -> &str {
        split_order(self.stem()).1
    }

    /// Whether the file is Markdown.
    pub fn is_markdown(&self) -> bool {
        MARKDOWN.contains(&self.extension().as_str())
    }

    /// Whether the file is TOML.
    pub fn is_toml(&self) -> bool {
        self.extension() == "toml"
    }

    /// Whether the file is one of those that are read: Markdown or TOML.
    pub fn is_text(&self) -> bool {
        self.is_markdown() || self.is_toml()
    }

    /// The Markdown files that an address without an ending may mean: `trust` is `trust.md`.
    pub fn with_markdown_endings(&self) -> impl Iterator<Item = SourcePath> {
        MARKDOWN.iter().map(move |ending| SourcePath::new(format!("{self}.{ending}")))
    }

    /// The files that an address of the finished site may mean: `trust.html` is the page of `trust.md` or `trust.toml`.
    pub fn of_published(&self) -> impl Iterator<Item = SourcePath> {
        let name = self.0.strip_suffix(".html").or_else(|| self.0.strip_suffix(".htm"));
        let endings = MARKDOWN.iter().chain(&["toml"]);
        name.into_iter().flat_map(move |name| {
            endings.clone().map(move |ending| SourcePath::new(format!("{name}.{ending}")))
        })
    }

    /// Whether the file is called like the one that holds the settings, and lies elsewhere or is written in capitals.
    pub fn are_stray_settings(&self) -> bool {
        self.file_name().eq_ignore_ascii_case(SETTINGS) && self.as_str() != SETTINGS
    }

    /// Whether it is a file of another program that says in which order pages come: `mkdocs.yml`, `_category_.json`.
    pub fn orders(&self) -> bool {
        matches!(
            self.file_name(),
            "mkdocs.yml"
                | "mkdocs.yaml"
                | ".pages"
                | "_category_.json"
                | "_category_.yml"
                | "_category_.yaml"
                | "_quarto.yml"
                | "_quarto.yaml"
        ) || self.is_program_of_order()
    }

    /// Whether it is a program of another program that may say in which order pages come: `sidebars.js` of Docusaurus,
    /// `.vitepress/config.mts`.
    pub fn is_program_of_order(&self) -> bool {
        PROGRAMS.contains(&&*self.extension())
            && (self.stem() == "sidebars"
                || self.stem() == "config" && self.folder().ends_with(".vitepress"))
    }

    /// Whether the file lies beside the content folder, and not in it: `../mkdocs.yml`.
    pub fn is_beside(&self) -> bool {
        self.0.starts_with(BESIDE)
    }

    /// How the file introduces its folder. `None` when it does not.
    ///
    /// A number in front is for the order, as with every other file: `00-index.md` is an `index.md`. An `_index.md` comes from
    /// other programs. A `README.md` is called so for the sake of code hosts, which know no other name for it.
    pub fn introduction(&self) -> Option<Introduction> {
        if !self.is_markdown() {
            None
        } else if self.slug().eq_ignore_ascii_case("index") {
            Some(Introduction::Index)
        } else if self.stem().eq_ignore_ascii_case("_index") {
            Some(Introduction::Section)
        } else if self.stem().eq_ignore_ascii_case("readme") {
            Some(Introduction::Readme)
        } else {
            None
        }
    }

    /// Whether the file introduces its folder: `index.md`, `_index.md`, or `README.md` as on code hosts.
    pub fn introduces_folder(&self) -> bool {
        self.introduction().is_some()
    }

    /// The one of these files in one folder that introduces it, if one does: an `index.md` before an `_index.md`, that
    /// before a `README.md`, and of two the first by name.
    pub fn introduction_among<'p>(
        files: impl Iterator<Item = &'p SourcePath>,
    ) -> Option<&'p SourcePath> {
        let introductions = files.filter_map(|file| Some((file.introduction()?, file)));
        introductions.min().map(|(_, file)| file)
    }

    /// Resolves `href` as a reader of this file means it: `../b.md` from `a/c.md` is `b.md`.
    ///
    /// Returns `None` when it climbs out of the playbook. A leading `/` starts at the content folder.
    pub fn join(&self, href: &str) -> Option<SourcePath> {
        let (base, rest) = match href.strip_prefix('/') {
            Some(rest) => ("", rest),
            None => (self.folder(), href),
        };
        let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
        for part in rest.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(SourcePath::new(parts.join("/")))
    }
}

/// How the names of Markdown files end, in small letters: those of Docusaurus and Quarto too, which hold little else.
const MARKDOWN: [&str; 4] = ["md", "markdown", "mdx", "qmd"];

/// How a file introduces its folder, the better way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Introduction {
    /// As its `index.md`.
    Index,
    /// As its `_index.md`, which Hugo and Zola know.
    Section,
    /// As its `README.md`.
    Readme,
}

impl std::borrow::Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Splits an ordering prefix off a file or folder name: `01-trust` is `(Some(1), "trust")`.
///
/// The prefix is one to four digits followed by `-`, `_`, `.` or a space and at least one more character.
pub fn split_order(name: &str) -> (Option<u32>, &str) {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &name[digits..];
    let after = rest.strip_prefix(['-', '_', '.', ' ']).map(str::trim_start).unwrap_or_default();
    if digits == 0 || digits > 4 || after.is_empty() {
        return (None, name);
    }
    (name[..digits].parse().ok(), after)
}

/// A stretch of a file's text in bytes, from `start` up to but not including `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// First byte after the stretch.
    pub end: u32,
}

impl Span {
    /// The stretch `start..end`. Texts over 4 GiB are not read, so the offsets fit.
    pub fn new(start: usize, end: usize) -> Self {
        let fit = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: fit(start), end: fit(end) }
    }

    /// The stretch as a range of indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same stretch seen from a text that begins `offset` bytes earlier.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub path: SourcePath,
    /// The stretch of its text.
    pub span: Span,
}

impl Location {
    /// The stretch `span` of `path`.
    pub fn new(path: &SourcePath, span: Span) -> Self {
        Self { path: path.clone(), span }
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: impl Into<Span>) -> Self {
        Self { value, span: span.into() }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_may_climb_but_not_out() {
        let from = SourcePath::new("a/c.md");
        assert_eq!(from.join("../b.md"), Some(SourcePath::new("b.md")));
        assert_eq!(from.join("../../b.md"), None);
        assert_eq!(from.join("/x/./y.md"), Some(SourcePath::new("x/y.md")));
    }

    #[test]
    fn an_ordering_prefix_is_no_part_of_the_name() {
        assert_eq!(split_order("01-trust"), (Some(1), "trust"));
        assert_eq!(split_order("2026-plan"), (Some(2026), "plan"));
        assert_eq!(split_order("10"), (None, "10"));
        assert_eq!(split_order("4ever"), (None, "4ever"));
        assert_eq!(SourcePath::new("x/03-role-grid.toml").slug(), "role-grid");
    }

    #[test]
    fn what_introduces_a_folder_may_be_written_in_several_ways() {
        let introduces = |name: &str| SourcePath::new(format!("a/{name}")).introduction();
        for name in ["index.md", "Index.MD", "index.markdown", "00-index.md", "1_INDEX.Markdown"] {
            assert_eq!(introduces(name), Some(Introduction::Index), "{name}");
        }
        for name in ["_index.md", "_INDEX.markdown"] {
            assert_eq!(introduces(name), Some(Introduction::Section), "{name}");
        }
        for name in ["README.md", "readme.markdown", "ReadMe.MD"] {
            assert_eq!(introduces(name), Some(Introduction::Readme), "{name}");
        }
        for name in ["index.toml", "index.html", "indexes.md", "01-readme.md", "index"] {
            assert_eq!(introduces(name), None, "{name}");
        }
    }

    #[test]
    fn an_index_introduces_before_a_readme() {
        let files =
            ["a/README.md", "a/b.md", "a/index.markdown", "a/index.md"].map(SourcePath::new);
        let first = |files: &[SourcePath]| SourcePath::introduction_among(files.iter()).cloned();
        assert_eq!(first(&files), Some(SourcePath::new("a/index.markdown")));
        assert_eq!(first(&files[..2]), Some(SourcePath::new("a/README.md")));
        assert_eq!(first(&files[1..2]), None);
    }

    #[test]
    fn a_name_that_is_all_ending_is_a_name() {
        assert_eq!(SourcePath::new("x/.hidden").stem(), ".hidden");
        assert_eq!(SourcePath::new("x/.hidden").extension(), "");
    }
}
