//! Addresses as they are written in prose, and where each stands.

use std::ops::Range;

use super::before::{Before, Refusal};
use super::destination;
use crate::model::index::is_external;
use crate::model::mention::Piece;
use crate::model::{Entry, Playbook};
use crate::prose::{Document, Inline, Link};
use crate::source::{SourcePath, Span, target_path};

/// Every piece of prose in every file.
pub(super) fn pieces<'p>(files: &'p [Entry], playbook: &'p Playbook) -> Vec<Piece<'p>> {
    let files = files.iter().flat_map(|entry| {
        let path = &entry.path;
        entry.documents().into_iter().map(move |document| Piece { path, document })
    });
    let terms = playbook.terms.iter();
    files.chain(terms.map(|term| Piece { path: &term.path, document: &term.means })).collect()
}

/// An address of the playbook as it is written somewhere.
pub(super) struct Written<'d> {
    /// What it says.
    pub(super) href: &'d str,
    /// How it is written, which may be with escapes.
    pub(super) raw: &'d str,
    /// Where it stands in the text of the document.
    pub(super) span: Span,
    /// Whether it is an attribute of HTML.
    pub(super) in_html: bool,
}

/// Every address in a piece of prose that is not on another host.
pub(super) fn addresses(piece: Piece<'_>) -> Vec<Written<'_>> {
    let document = piece.document;
    let mut found = Vec::new();
    let mut take = |span: Span, range: Option<Range<usize>>, href| {
        let Some(range) = range.filter(|_| !is_external(href)) else { return };
        let whole = &document.source[span.range()];
        found.push(Written {
            href,
            raw: &whole[range.clone()],
            span: Span::from(range).shifted(span.range().start),
            in_html: whole.starts_with('<'),
        });
    };
    for link in links(document) {
        // A link in two parts has its address in the line of its label.
        let range = destination::in_link(&document.source[link.span.range()], &link.href);
        take(link.span, range, &link.href);
    }
    for label in &document.labels {
        let range = destination::in_label(&document.source[label.span.range()], label);
        take(label.span, range, label);
    }
    for file in document.includes() {
        take(file.span, Some(0..file.value.len()), file);
    }
    found
}

/// Every link and image, those in the title too.
pub(super) fn links<'d>(document: &'d Document) -> Vec<&'d Link> {
    let mut links = Vec::new();
    let mut take = |inline: &'d Inline| match inline {
        Inline::Link(link) | Inline::Image(link) => links.push(link.as_ref()),
        Inline::Text(_)
        | Inline::Code(_)
        | Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strikethrough(_)
        | Inline::FootnoteMark(_)
        | Inline::SoftBreak
        | Inline::HardBreak
        | Inline::Element(_)
        | Inline::Html(_) => {}
    };
    document.each_of_title(&mut take);
    document.each_inline(&mut take);
    links
}

/// Where in its file an address stands. In a text that is written with escapes, every place that says the same.
pub(super) fn places(
    before: Before<'_>,
    piece: Piece<'_>,
    written: &Written<'_>,
) -> Result<Vec<Span>, Refusal> {
    let place = piece.document.locate(written.span);
    let text = before.linked.sources.texts.get(piece.path).map_or("", |text| &**text);
    let stretch = text.get(place.range()).unwrap_or_default();
    let start = place.range().start;
    let found: Vec<Span> = stretch
        .match_indices(written.raw)
        .map(|(at, raw)| Span::new(start + at, start + at + raw.len()))
        .collect();
    if found.is_empty() {
        let why = format!(
            "its link to `{}` is written in a way that cannot be changed safely; write it anew without escapes, and give \
             the command again",
            written.href
        );
        return Err(Refusal::new(piece.path.as_str(), why));
    }
    Ok(found)
}

/// An address in its path and the rest, which begins with `#` or `?`.
pub(super) fn split(href: &str) -> (&str, &str) {
    href.split_at(href.find(['#', '?']).unwrap_or(href.len()))
}

/// Whether `href` is an address of the finished site, and names no file of the playbook: `role-grid.html`.
pub(super) fn is_of_site(before: Before<'_>, from: &SourcePath, href: &str) -> bool {
    let path = target_path(from, split(href).0);
    path.is_some_and(|path| {
        path.of_published().next().is_some() && !before.linked.sources.assets.contains_key(&path)
    })
}
