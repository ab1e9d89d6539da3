//! Every piece of prose in a playbook, with the file it stands in, and the links in it.

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::model::document::{Inline, Link};
use crate::model::{Document, Playbook};
use crate::source::{SourcePath, Span};

/// A piece of prose and its file.
#[derive(Clone, Copy)]
pub(super) struct Piece<'p> {
    /// The file it stands in.
    pub(super) path: &'p SourcePath,
    /// The prose.
    pub(super) document: &'p Document,
}

/// Every piece of prose: that of the pages, of the files they include, and of the glossary.
pub(super) fn pieces(playbook: &Playbook) -> Vec<Piece<'_>> {
    let pages = playbook.entries.values().flat_map(|entry| {
        let path = &entry.path;
        entry.documents().into_iter().map(move |document| Piece { path, document })
    });
    let included = playbook.included.iter().map(|(path, document)| Piece { path, document });
    let terms = playbook.terms.iter().map(|term| Piece { path: &term.path, document: &term.means });
    pages.chain(included).chain(terms).filter(|piece| !piece.document.is_empty()).collect()
}

/// How a link is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// `[words](href)`
    Link,
    /// `![words](href)`
    Image,
}

/// A link or an image where it was written.
#[derive(Clone, Copy)]
pub(super) struct Mention<'p> {
    /// The file it stands in.
    pub(super) path: &'p SourcePath,
    /// The prose it stands in.
    pub(super) document: &'p Document,
    /// Whether it leads to something or puts it in place.
    pub(super) role: Role,
    /// What it says.
    pub(super) link: &'p Link,
}

impl Mention<'_> {
    /// Its words without markup.
    pub(super) fn words(&self) -> String {
        self.document.plain(&self.link.content)
    }

    /// Where all of it stands in the file.
    pub(super) fn span(&self) -> Span {
        self.document.locate(self.link.span)
    }

    /// Where its address stands in the file; all of it when the address stands elsewhere or was written with escapes.
    pub(super) fn href_span(&self) -> Span {
        self.stretch(&self.link.href)
    }

    /// Where the part of its address from `#` on stands in the file.
    pub(super) fn fragment_span(&self) -> Span {
        let href = &self.link.href;
        self.stretch(href.find('#').map_or(href.as_str(), |at| &href[at..]))
    }

    /// The narrowest stretch that holds `part`, which is an end of the address.
    fn stretch(&self, part: &str) -> Span {
        let whole = self.link.span;
        let written = self.document.source.get(whole.range()).unwrap_or_default();
        let address = written.rfind("](").unwrap_or(0);
        match written[address..].find(part).filter(|_| !part.is_empty()) {
            Some(at) => {
                let start = whole.start as usize + address + at;
                self.document.locate(Span::new(start, start + part.len()))
            }
            None => self.span(),
        }
    }
}

/// Calls `find` on every link and image in parallel; what it finds comes in the order of the prose.
pub(super) fn in_each_link(
    playbook: &Playbook,
    find: impl Fn(Mention<'_>) -> Option<Diagnostic> + Sync,
) -> Vec<Diagnostic> {
    let found = |Piece { path, document }: Piece<'_>| {
        let mut found = Vec::new();
        document.each_inline(&mut |inline| {
            let (role, link) = match inline {
                Inline::Link(link) => (Role::Link, link),
                Inline::Image(link) => (Role::Image, link),
                Inline::Text(_)
                | Inline::Code(_)
                | Inline::Emphasis(_)
                | Inline::Strong(_)
                | Inline::Strikethrough(_)
                | Inline::FootnoteMark(_)
                | Inline::SoftBreak
                | Inline::HardBreak
                | Inline::Html(..) => return,
            };
            found.extend(find(Mention { path, document, role, link }));
        });
        found
    };
    pieces(playbook).into_par_iter().flat_map_iter(found).collect()
}
