//! Addresses in HTML that are those of the site, not of files.

use std::ops::Range;

use super::after::After;
use super::before::Before;
use super::written::{is_of_site, links, split};
use crate::edit::Edit;
use crate::markup::{addresses, value_of};
use crate::model::index::is_external;
use crate::model::mention::Piece;
use crate::prose::{Block, Document, Html, Inline};
use crate::site::Route;
use crate::source::{SourcePath, Span, percent_decoded};

/// Writes every address anew that would lead elsewhere, or nowhere.
pub(super) fn rewrite(
    before: Before<'_>,
    after: &After<'_>,
    piece: Piece<'_>,
    edits: &mut Vec<Edit>,
) {
    let Some(from) = before
        .page_of(piece.path)
        .and_then(|path| before.linked.site.route_of(&path).map(|route| (path, route)))
    else {
        return;
    };
    let new_from = Route::of(after.moves.of(&from.0), &after.numbers);
    for (span, href) in of_site(before, piece) {
        let (path, _) = split(&href);
        let Some(old) = from.1.follow(path) else { continue };
        let Some(new) = before.route_after(after, &old) else { continue };
        let same = new_from.follow(path).is_some_and(|still| still == new);
        if !same {
            let span = Span::new(span.start, span.start + path.len());
            edits.push(Edit::new(piece.path, piece.document.locate(span), new_from.href_to(&new)));
        }
    }
}

/// The fragments of addresses that lead to a heading, each with the file of the page and where the id stands.
pub(super) fn fragments(before: Before<'_>, piece: Piece<'_>) -> Vec<(SourcePath, String, Span)> {
    let mut found = Vec::new();
    let Some(from) = before.page_of(piece.path) else { return found };
    let Some(route) = before.linked.site.route_of(&from) else { return found };
    for (span, href) in of_site(before, piece) {
        let Some((path, id)) = href.split_once('#').filter(|(_, id)| !id.is_empty()) else {
            continue;
        };
        let target = if path.is_empty() {
            Some(from.clone())
        } else {
            route.follow(path).and_then(|to| before.file_at(&to))
        };
        let start = span.start + path.len() + 1;
        found.extend(target.map(|target| {
            (target, percent_decoded(id), piece.document.locate(Span::new(start, start + id.len())))
        }));
    }
    found
}

/// Every address in HTML that is one of the site: where it stands in the document's text, and what it says.
fn of_site(before: Before<'_>, piece: Piece<'_>) -> Vec<(Range<usize>, String)> {
    let document = piece.document;
    let mut found = Vec::new();
    for link in links(document) {
        let addresses = link.addresses(&document.source).into_iter();
        // What leads to a file is written anew as in Markdown.
        let is_file = before.linked.index.resolve(piece.path, &link.href).is_ok()
            && !is_of_site(before, piece.path, &link.href);
        let start = link.span.range().start;
        let own = value_of(document.source.get(link.span.range()).unwrap_or_default())
            .filter(|_| is_file)
            .map_or(0..0, |own| start + own.start..start + own.end);
        let of_site = addresses.filter(|address| !own.contains(&address.span.start));
        found.extend(of_site.map(|address| (address.span, address.href)));
    }
    for html in left(document) {
        let start = html.span.range().start;
        let written = document.source.get(html.span.range()).unwrap_or_default();
        found.extend(
            addresses(written).into_iter().map(|address| {
                (start + address.span.start..start + address.span.end, address.href)
            }),
        );
    }
    found.retain(|(_, href)| !is_external(href) && !href.starts_with('/'));
    found
}

/// Every piece of HTML that is no part of the tree.
fn left(document: &Document) -> Vec<&Html> {
    let mut left: Vec<&Html> = Vec::new();
    document.each_block(&mut |block| {
        if let Block::Html(html) = block {
            left.push(html);
        }
    });
    document.each_inline(&mut |inline| {
        if let Inline::Html(html) = inline {
            left.push(html);
        }
    });
    left
}

impl Before<'_> {
    /// The file whose page shows what stands in the file `path`: itself, or the first that includes it.
    fn page_of(self, path: &SourcePath) -> Option<SourcePath> {
        if self.linked.site.page_of.contains_key(path) {
            return Some(path.clone());
        }
        self.linked.index.shown_in(path).first().map(|page| (*page).clone())
    }

    /// The file whose page is at `route`.
    fn file_at(self, route: &Route) -> Option<SourcePath> {
        let page = self.linked.site.pages.iter().find(|page| page.route == *route)?;
        page.shows.prose().cloned()
    }

    /// The address afterwards of what is at `old`. `None` when it stays, or nothing is there.
    fn route_after(self, after: &After<'_>, old: &Route) -> Option<Route> {
        after
            .moves
            .all()
            .map(|(from, _)| from)
            .find_map(|from| self.route_of_file(after, from, old))
            .or_else(|| {
                // What stays may still be reached by another way.
                let stays =
                    self.linked.site.pages.iter().any(|page| page.route == *old)
                        || self.linked.index.assets_used().any(|asset| {
                            Route::of_asset(asset, &self.linked.playbook.numbers) == *old
                        });
                stays.then(|| old.clone())
            })
    }

    /// The new address of the file `from`, if `old` is its own so far.
    fn route_of_file(self, after: &After<'_>, from: &SourcePath, old: &Route) -> Option<Route> {
        let to = after.moves.of(from);
        let page =
            self.linked.site.page_of.get(from).map(|page| &self.linked.site.pages[*page].route);
        if page == Some(old) {
            return Some(Route::of(to, &after.numbers));
        }
        let numbers = &self.linked.playbook.numbers;
        if self.linked.site.example_of.contains_key(from)
            && Route::of_example(from, numbers) == *old
        {
            return Some(Route::of_example(to, &after.numbers));
        }
        (self.linked.sources.assets.contains_key(from) && Route::of_asset(from, numbers) == *old)
            .then(|| Route::of_asset(to, &after.numbers))
    }
}
