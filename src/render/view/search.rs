//! What the template of the page that searches is given.

use serde::Serialize;

use super::LinkView;

#[derive(Serialize)]
pub(in crate::render) struct SearchKind {
    pub(in crate::render) search: SearchView,
}

#[derive(Serialize)]
pub(in crate::render) struct SearchView {
    /// The index; empty where it would be too long for one page.
    pub(in crate::render) letters: Vec<SearchLetter>,
    /// Where to look instead: the parts, when there is no index.
    pub(in crate::render) parts: Vec<LinkView>,
    pub(in crate::render) sitemap: LinkView,
}

/// What begins with one letter.
#[derive(Serialize)]
pub(in crate::render) struct SearchLetter {
    pub(in crate::render) letter: String,
    pub(in crate::render) lines: Vec<SearchLine>,
}

/// A page, a sheet or a term in the index.
#[derive(Serialize)]
pub(in crate::render) struct SearchLine {
    pub(in crate::render) title: String,
    pub(in crate::render) href: String,
    pub(in crate::render) label: String,
}
