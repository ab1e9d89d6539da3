//! Addresses of pages and files, and the names they are made of.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::names;
use crate::source::{BESIDE, Numbers, SourcePath, percent_decoded};

/// The address of a page or file from the site's root: `trust/check-in-rhythm.html`, `/`-separated, not escaped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

impl Route {
    /// The address `path`, which starts at the root and holds no `..`.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The address of the page that the file `path` becomes: `01-trust/README.md` is `trust/index.html`.
    ///
    /// Lower case, so that hosts which tell case apart and those which do not agree; numbers that are for the order are dropped;
    /// what is neither letter, digit, `-` nor `_` becomes `-`.
    pub fn of(path: &SourcePath, numbers: &Numbers) -> Self {
        let name = if path.introduces_folder() {
            "index".to_owned()
        } else {
            plain_name(numbers.file(path).1)
        };
        Self(format!("{}{name}.html", folder_route(path.folder(), numbers)))
    }

    /// The address of the page of the folder at `path`.
    pub fn of_folder(path: &SourcePath, numbers: &Numbers) -> Self {
        Self(format!("{}index.html", folder_route(path.as_str(), numbers)))
    }

    /// The address of the filled specimen of the sheet that the file `path` becomes.
    pub fn of_example(path: &SourcePath, numbers: &Numbers) -> Self {
        Self::of(path, numbers).example()
    }

    /// The address of the filled specimen of the sheet at this address.
    #[must_use]
    pub fn example(&self) -> Self {
        let stem = self.0.strip_suffix(".html").unwrap_or(&self.0);
        Self(format!("{stem}-example.html"))
    }

    /// The address of a file that is published as it is. Its own name stays, for people who save it, but for what some disk or
    /// host would not take: `a:b.png` is `a-b.png`.
    pub fn of_asset(path: &SourcePath, numbers: &Numbers) -> Self {
        // What lies in a public folder beside the content is published as other programs do it, at the root.
        let beside = path.as_str().strip_prefix(BESIDE).and_then(|path| path.split_once('/'));
        let path = beside.map_or_else(|| path.clone(), |(_, within)| SourcePath::new(within));
        let folder = folder_route(path.folder(), numbers);
        Self(format!("{folder}{}", names::portable(path.file_name())))
    }

    /// The address that a page had before, as an author writes it: `guide/intro/`, `/guide/intro.html`.
    ///
    /// A folder stands for its `index.html`, a name without an ending for a page. `None` when it is no place in the site.
    pub fn of_alias(alias: &str) -> Option<Self> {
        Self::from_alias(alias).ok()
    }

    /// The same, or why it is no place in the site.
    pub fn from_alias(alias: &str) -> Result<Self, NoAlias> {
        let path = alias.split(['#', '?']).next().unwrap_or_default();
        let path = percent_decoded(path.strip_prefix('/').unwrap_or(path));
        let name = path.rsplit('/').next().unwrap_or_default();
        let file = match name {
            "" => format!("{path}index.html"),
            name if name.contains('.') => path.clone(),
            _ => format!("{path}.html"),
        };
        let leads_out = |part: &str| matches!(part, "" | "." | "..") || part.contains('\\');
        // Names that begin so are those of the notes that a site keeps of itself.
        let is_ours = file.starts_with(".partnerbook");
        if path.is_empty() || is_ours || file.split('/').any(leads_out) {
            return Err(NoAlias::Outside);
        }
        if file.len() > names::LONGEST_PATH {
            return Err(NoAlias::TooLong(file.len(), names::LONGEST_PATH));
        }
        if let Some(part) = file.split('/').find(|part| part.len() > names::LONGEST) {
            return Err(NoAlias::TooLong(part.len(), names::LONGEST));
        }
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        match parts.find(|part| !names::is_portable(part)) {
            Some(part) => Err(NoAlias::Unportable(part.to_owned())),
            None => Ok(Self(file)),
        }
    }

    /// The address that `path`, written on the page at this one, leads to. `None` when it is no path.
    pub fn follow(&self, path: &str) -> Option<Self> {
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() {
            return None;
        }
        let target = SourcePath::new(self.as_str()).join(&percent_decoded(path))?;
        let is_folder = path.ends_with('/') || matches!(path.rsplit('/').next(), Some("." | ".."));
        Some(Self(match target.as_str() {
            "" => "index.html".to_owned(),
            folder if is_folder => format!("{folder}/index.html"),
            file => file.to_owned(),
        }))
    }

    /// The address beside this one that ends in `ending`: `a/b.html` and `csv` is `a/b.csv`.
    #[must_use]
    pub fn with_ending(&self, ending: &str) -> Self {
        let stem = self.0.strip_suffix("html").unwrap_or(&self.0);
        Self(format!("{stem}{ending}"))
    }

    /// The PDF beside this page; `part` of it where it is not empty: `a/b.html` and `agenda` is `a/b-agenda.pdf`.
    #[must_use]
    pub fn paper(&self, part: &str) -> Self {
        let stem = self.0.strip_suffix(".html").unwrap_or(&self.0);
        if part.is_empty() {
            return Self(format!("{stem}.pdf"));
        }
        Self(format!("{stem}-{}.pdf", part.replace('_', "-")))
    }

    /// The last part of it, without its ending: `a/b.html` is `b`.
    pub fn name(&self) -> &str {
        let name = self.0.rsplit('/').next().unwrap_or_default();
        name.strip_suffix(".html").unwrap_or(name)
    }

    /// The address as text, not escaped.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as hosts show it, escaped: a folder stands for the `index.html` in it.
    pub fn shown(&self) -> String {
        let folder = self
            .0
            .strip_suffix("index.html")
            .filter(|folder| folder.is_empty() || folder.ends_with('/'));
        escape(folder.unwrap_or(&self.0))
    }

    /// The way from this page to the root: `../` for each folder; empty at the root.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The relative address that leads from this page to `to`, escaped for an `href`.
    pub fn href_to(&self, to: &Route) -> String {
        let same = self.0.bytes().zip(to.0.bytes()).take_while(|(a, b)| a == b).count();
        // Both lie in the folders that end before this byte.
        let shared = self.0.as_bytes()[..same].iter().rposition(|byte| *byte == b'/');
        let shared = shared.map_or(0, |slash| slash + 1);
        let folders = self.0[shared..].matches('/').count();
        let mut href = "../".repeat(folders);
        href.reserve_exact(to.0.len() - shared);
        escape_into(&to.0[shared..], &mut href);
        href
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address of a folder, ending in `/`; empty for the content folder.
pub fn folder_route(folder: &str, numbers: &Numbers) -> String {
    let mut route = String::new();
    let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
    for end in ends.filter(|end| *end > 0) {
        route.push_str(&plain_name(numbers.folder(&folder[..end]).1));
        route.push('/');
    }
    route
}

/// Why an address that a page is said to have had can be none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAlias {
    /// It leads out of the site, or to nothing.
    Outside,
    /// It holds so many bytes, or a part of it does, and so many are allowed.
    TooLong(usize, usize),
    /// This part of it is no name for a file on every computer.
    Unportable(String),
}

/// The longest name of a page in bytes, to which an ending comes, and what is made of it.
const LONGEST_NAME: usize = 180;

/// A name that every host, disk and address line agrees on.
fn plain_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() || letter == '_' {
            plain.push(letter);
        } else if !plain.ends_with('-') && !plain.is_empty() {
            plain.push('-');
        }
        if plain.len() > LONGEST_NAME {
            break;
        }
    }
    let plain = plain.trim_end_matches('-');
    match plain {
        "" => "page".to_owned(),
        device if names::is_device(device) => format!("{device}-page"),
        plain => plain.to_owned(),
    }
}

/// Escapes a path for an `href`: all but letters and digits of ASCII, `-._~` and `/` (RFC 3986, section 2.3).
pub fn escape(path: &str) -> String {
    utf8_percent_encode(path, ESCAPED).to_string()
}

/// What is escaped. Letters of other scripts are, too.
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

fn escape_into(path: &str, escaped: &mut String) {
    escaped.extend(utf8_percent_encode(path, ESCAPED));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(path: &str) -> String {
        Route::of(&SourcePath::new(path), &Numbers::default()).0
    }

    #[test]
    fn an_address_is_made_of_plain_names() {
        assert_eq!(route("01-trust/README.md"), "trust/index.html");
        assert_eq!(Route::new("trust/index.html").shown(), "trust/");
        assert_eq!(Route::new("my-index.html").shown(), "my-index.html");
        assert_eq!(route("02-Über uns/03-Straße & Weg.md"), "über-uns/straße-weg.html");
        assert_eq!(route("a/…/%.md"), "a/page/page.html");
        assert_eq!(route("NUL.md"), "nul-page.html");
        assert_eq!(route("Q&A?.md"), "q-a.html");
    }

    #[test]
    fn a_file_that_is_published_as_it_is_loses_no_more_than_it_has_to() {
        let asset = |path: &str| Route::of_asset(&SourcePath::new(path), &Numbers::default()).0;
        assert_eq!(asset("01-a/Plan B.pdf"), "a/Plan B.pdf");
        assert_eq!(asset(".gitbook/assets/plan.png"), "gitbook/assets/plan.png");
        assert_eq!(asset("../static/img/plan.png"), "img/plan.png");
    }

    #[test]
    fn the_way_between_pages_is_relative_and_escaped() {
        let href = |from: &str, to: &str| Route::new(from).href_to(&Route::new(to));
        assert_eq!(href("a/b/c.html", "a/d.html"), "../d.html");
        assert_eq!(href("index.html", "über/x y.html"), "%C3%BCber/x%20y.html");
        assert_eq!(href("a/b.html", "a/c.html"), "c.html");
    }
}
