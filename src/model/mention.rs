//! Links, images and includes, each with the prose and the file it stands in.

use super::Playbook;
use crate::prose::{Block, Document, Inline, Link, Role};
use crate::source::{SourcePath, Span, Spanned};

/// A piece of prose and its file.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'p> {
    /// The file it stands in.
    pub path: &'p SourcePath,
    /// The prose.
    pub document: &'p Document,
}

/// A link or an image where it was written.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'p> {
    /// Where it stands.
    pub piece: Piece<'p>,
    /// Whether it leads to something or puts it in place.
    pub role: Role,
    /// What it says.
    pub link: &'p Link,
}

/// A block that includes a file, where it was written.
#[derive(Clone, Copy, Debug)]
pub struct Inclusion<'p> {
    /// Where it stands.
    pub piece: Piece<'p>,
    /// The file, as written.
    pub file: &'p Spanned<String>,
}

impl Playbook {
    /// Every piece of prose: that of the pages, of the files they include, and of the glossary.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let pages = self.entries.values().flat_map(|entry| {
            let path = &entry.path;
            entry.documents().into_iter().map(move |document| Piece { path, document })
        });
        let included = self.included.iter().map(|(path, document)| Piece { path, document });
        let terms = self.terms.iter().map(|term| Piece { path: &term.path, document: &term.means });
        pages.chain(included).chain(terms).filter(|piece| !piece.document.is_empty()).collect()
    }
}

impl<'p> Piece<'p> {
    /// Every link and image in it, in reading order.
    pub fn mentions(self) -> Vec<Mention<'p>> {
        let mut mentions = Vec::new();
        self.document.each_inline(&mut |inline| {
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
                | Inline::Element(_)
                | Inline::Html(_) => return,
            };
            mentions.push(Mention { piece: self, role, link });
        });
        mentions
    }

    /// Every block in it that includes a file.
    pub fn inclusions(self) -> Vec<Inclusion<'p>> {
        let mut inclusions = Vec::new();
        self.document.each_block(&mut |block| {
            if let Block::Include(file) = block {
                inclusions.push(Inclusion { piece: self, file });
            }
        });
        inclusions
    }
}

impl Inclusion<'_> {
    /// Where the name of the file stands.
    pub fn span(&self) -> Span {
        self.piece.document.locate(self.file.span)
    }
}

impl<'p> Mention<'p> {
    /// The file it stands in.
    pub fn path(&self) -> &'p SourcePath {
        self.piece.path
    }

    /// Its address as written.
    pub fn href(&self) -> &'p str {
        &self.link.href
    }

    /// Whether it was written in HTML.
    pub fn is_html(&self) -> bool {
        self.link.is_html(&self.piece.document.source)
    }

    /// Whether it seems to lead to a page or a file of the finished site.
    pub fn is_of_site(&self) -> bool {
        self.link.is_of_site(&self.piece.document.source)
    }

    /// Its words without markup.
    pub fn words(&self) -> String {
        self.piece.document.plain(&self.link.content)
    }

    /// Where all of it stands in the file.
    pub fn span(&self) -> Span {
        self.piece.document.locate(self.link.span)
    }

    /// Where its address stands in the file; all of it when the address stands elsewhere or was written with escapes.
    pub fn href_span(&self) -> Span {
        self.stretch(self.href())
    }

    /// Where the part of its address from `#` on stands in the file.
    pub fn fragment_span(&self) -> Span {
        let href = self.href();
        self.stretch(href.find('#').map_or(href, |at| &href[at..]))
    }

    /// Where `part`, an end of the address, stands in the line that says where the label of this link leads.
    fn in_label(&self, part: &str) -> Option<usize> {
        let document = self.piece.document;
        if document.source.get(self.link.span.range())?.contains("](") {
            return None;
        }
        let label = document.labels.iter().find(|label| label.value == self.href())?;
        let written = document.source.get(label.span.range())?;
        let begin = written.find("]:")?;
        let at = begin + written[begin..].find(part).filter(|_| !part.is_empty())?;
        Some(label.span.range().start + at)
    }

    /// The narrowest stretch that holds `part`, which is an end of the address.
    fn stretch(&self, part: &str) -> Span {
        let whole = self.link.span;
        let document = self.piece.document;
        let written = document.source.get(whole.range()).unwrap_or_default();
        let address = match crate::markup::value_of(written) {
            Some(value) if self.is_html() => value.start,
            Some(_) | None => written.rfind("](").unwrap_or(0),
        };
        let found = written[address..].find(part).filter(|_| !part.is_empty());
        let start = found.map(|at| whole.start as usize + address + at);
        match start.or_else(|| self.in_label(part)) {
            Some(start) => document.locate(Span::new(start, start + part.len())),
            None => self.span(),
        }
    }
}
