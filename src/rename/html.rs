//! Addresses in HTML that the playbook passes through. It is not made by us, so they are those of the site, not of files.

use std::ops::Range;

use super::{After, Before};
use crate::edit::Edit;
use crate::model::Document;
use crate::model::document::{Block, Inline, Text, percent_decoded};
use crate::model::index::is_external;
use crate::model::mention::Piece;
use crate::site::Route;
use crate::source::{SourcePath, Span};

/// Writes every address anew that would lead elsewhere, or nowhere.
pub(super) fn rewrite(
    before: Before<'_>,
    after: &After<'_>,
    piece: Piece<'_>,
    edits: &mut Vec<Edit>,
) {
    if !before.playbook.settings.allow_html {
        return;
    }
    let Some(from) = before
        .page_of(piece.path)
        .and_then(|path| before.site.route_of(&path).map(|route| (path, route)))
    else {
        return;
    };
    let new_from = Route::of(after.moves.of(&from.0));
    for (span, href) in addresses(piece.document) {
        let (path, _) = super::links::split(href);
        let Some(old) = at(from.1, path) else { continue };
        let Some(new) = before.route_after(after, &old) else { continue };
        let same = at(&new_from, path).is_some_and(|still| still == new);
        if !same {
            let span = Span::new(span.start, span.start + path.len());
            edits.push(Edit::new(piece.path, piece.document.locate(span), new_from.href_to(&new)));
        }
    }
}

/// The fragments of addresses that lead to a heading, each with the file of the page and where the id stands.
pub(super) fn fragments(before: Before<'_>, piece: Piece<'_>) -> Vec<(SourcePath, String, Span)> {
    let mut found = Vec::new();
    if !before.playbook.settings.allow_html {
        return found;
    }
    let Some(from) = before.page_of(piece.path) else { return found };
    let Some(route) = before.site.route_of(&from) else { return found };
    for (span, href) in addresses(piece.document) {
        let Some((path, id)) = href.split_once('#').filter(|(_, id)| !id.is_empty()) else {
            continue;
        };
        let target = if path.is_empty() {
            Some(from.clone())
        } else {
            at(route, path).and_then(|to| before.file_at(&to))
        };
        let start = span.start + path.len() + 1;
        found.extend(target.map(|target| {
            (target, percent_decoded(id), piece.document.locate(Span::new(start, start + id.len())))
        }));
    }
    found
}

/// Every `href` and `src` in HTML: where it stands in the document's text, and what it says.
fn addresses(document: &Document) -> Vec<(Range<usize>, &str)> {
    let mut spans: Vec<Span> = Vec::new();
    document.each_block(&mut |block| {
        if let Block::Html(html) = block
            && matches!(html.text, Text::Source(_))
        {
            spans.push(html.span);
        }
    });
    document.each_inline(&mut |inline| {
        if let Inline::Html(html) = inline {
            spans.push(html.span);
        }
    });
    let mut found = Vec::new();
    for span in spans {
        let html = document.source.get(span.range()).unwrap_or_default();
        for name in ["href=", "src="] {
            for (place, _) in html.to_ascii_lowercase().match_indices(name) {
                let start = place + name.len();
                let Some(mark) =
                    html[start..].chars().next().filter(|mark| matches!(mark, '"' | '\''))
                else {
                    continue;
                };
                let Some(length) = html[start + 1..].find(mark) else { continue };
                let range = start + 1..start + 1 + length;
                let href = &html[range.clone()];
                if !is_external(href) && !href.starts_with('/') {
                    let first = span.start as usize;
                    found.push((first + range.start..first + range.end, href));
                }
            }
        }
    }
    found
}

/// The address that `path`, written on the page `from`, leads to. `None` when it is no path.
fn at(from: &Route, path: &str) -> Option<Route> {
    if path.is_empty() {
        return None;
    }
    let target = SourcePath::new(from.as_str()).join(&percent_decoded(path))?;
    let is_folder = path.ends_with('/') || matches!(path.rsplit('/').next(), Some("." | ".."));
    Some(Route::new(match target.as_str() {
        "" => "index.html".to_owned(),
        folder if is_folder => format!("{folder}/index.html"),
        file => file.to_owned(),
    }))
}

impl Before<'_> {
    /// The file whose page shows what stands in the file `path`: itself, or the first that includes it.
    fn page_of(self, path: &SourcePath) -> Option<SourcePath> {
        if self.site.page_of.contains_key(path) {
            return Some(path.clone());
        }
        self.index.shown_in(path).first().map(|page| (*page).clone())
    }

    /// The file whose page is at `route`.
    fn file_at(self, route: &Route) -> Option<SourcePath> {
        let page = self.site.pages.iter().find(|page| page.route == *route)?;
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
                let stays = self.site.pages.iter().any(|page| page.route == *old)
                    || self.index.assets_used().any(|asset| Route::of_asset(asset) == *old);
                stays.then(|| old.clone())
            })
    }

    /// The new address of the file `from`, if `old` is its own so far.
    fn route_of_file(self, after: &After<'_>, from: &SourcePath, old: &Route) -> Option<Route> {
        let to = after.moves.of(from);
        let page = self.site.page_of.get(from).map(|page| &self.site.pages[*page].route);
        if page == Some(old) {
            return Some(Route::of(to));
        }
        if self.site.example_of.contains_key(from) && Route::of_example(from) == *old {
            return Some(Route::of_example(to));
        }
        (self.sources.assets.contains_key(from) && Route::of_asset(from) == *old)
            .then(|| Route::of_asset(to))
    }
}
