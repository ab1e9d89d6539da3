//! Finished files → links in them that lead nowhere.
//!
//! Links that are written in Markdown are resolved before anything is rendered. Here it is about those that nobody resolves:
//! in HTML that authors write, and in what the playbook's own templates make. [`outside`] finds the addresses of other hosts,
//! wherever they stand.

mod outside;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use crate::artifact::{Artifact, Body};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::markup::addresses;
use crate::model::index::{Found, is_external};
use crate::model::mention::Mention;
use crate::model::{Index, Playbook, Target};
use crate::prose::{Block, Document, Inline};
use crate::site::{Linked, Route, Shows, Site};
use crate::source::{Location, SourcePath, Sources, Span, percent_decoded};
pub use outside::outside;
use page::Page;

/// An address in HTML of an author.
const HTML_LINK: Rule = Rule {
    code: "html-link",
    severity: Severity::Error,
    explanation: "An address in HTML that stands in prose leads nowhere. A link in HTML leads from file to file, as one in Markdown \
        does, `../worksheets/role-grid.toml`, or from page to page of the finished site, `../worksheets/role-grid.html`. This one \
        does neither. In HTML that only `allow_html = true` passes through, such as `<video>`, addresses always lead from page to \
        page, and a picture or a document is published only when a link or an image points at it, or when it lies in the folder \
        `static/` beside the playbook.",
};

/// An address that a template made.
const TEMPLATE_LINK: Rule = Rule {
    code: "template-link",
    severity: Severity::Error,
    explanation: "A page that was made with your own templates holds an address that leads to no page, no file or no place in a \
        page. Addresses in a template begin with `{{ page.root }}`, the way from the page to the home page, so that they hold in every \
        folder and wherever the site is put; an address that begins with `/` holds only at the root of a host. Files that \
        templates point at lie in the folder `static/`.",
};

/// The rules that finished files can break.
pub const RULES: &[&Rule] = &[&HTML_LINK, &TEMPLATE_LINK];

/// Whether a link of the site may be one that nobody has resolved.
pub fn is_needed(sources: &Sources, index: &Index<'_>) -> bool {
    let is_open = |(mention, found): &(Mention<'_>, Found<'_>)| {
        *found == Found::Nothing && mention.is_of_site()
    };
    !sources.templates.is_empty()
        || index.playbook().settings.allow_html
        || index.mentions().iter().any(is_open)
}

/// What has been seen of a site.
#[derive(Debug, Default)]
pub struct Inspection {
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// Every file, by its address from the root.
    files: BTreeSet<String>,
    pages: BTreeMap<String, Page>,
}

impl Inspection {
    /// Takes note of one finished file. May be called from several threads at once.
    pub fn see(&self, artifact: &Artifact) {
        let page = match &artifact.body {
            Body::Bytes(html) if artifact.path.ends_with(".html") => Some(Page::of(html)),
            Body::Bytes(_) | Body::CopyOf(_) | Body::Kept(_) => None,
        };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.files.insert(artifact.path.clone());
        seen.pages.extend(page.map(|page| (artifact.path.clone(), page)));
    }

    /// Reports every link that leads nowhere, when all files have been seen.
    pub fn faults(self, linked: Linked<'_>) -> Vec<Diagnostic> {
        let seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        let of_authors = of_authors(linked.playbook);
        let mut found = Vec::new();
        // Other pages show the same words under another way.
        let mut reported: BTreeSet<String> =
            of_authors.keys().map(|href| last_part(href).to_owned()).collect();
        for page in &linked.site.pages {
            // Hosts show this one at any address, so its addresses are of another kind.
            let Some(links) = seen.pages.get(page.route.as_str()) else { continue };
            if page.shows == Shows::NotFound {
                continue;
            }
            for href in &links.links {
                let Some(why) = seen.fault(&page.route, href) else { continue };
                if let Some(places) = of_authors.get(href) {
                    let files = files_of(linked.site, &page.route);
                    let here = places.iter().filter(|place| files.contains(&&place.path));
                    found.extend(here.map(|place| html_link(linked, place, href, &page.route)));
                } else if reported.insert(last_part(href).to_owned()) {
                    found.push(template_link(linked.sources, href, &why, &page.route));
                }
            }
        }
        found
    }
}

impl Seen {
    /// Why `href` on the page `from` leads nowhere.
    fn fault(&self, from: &Route, href: &str) -> Option<String> {
        if is_external(href) || href.is_empty() {
            return None;
        }
        if href.starts_with('/') {
            return Some("holds only at the root of a host".to_owned());
        }
        let (path, id) = href.split_once('#').map_or((href, None), |(path, id)| (path, Some(id)));
        let path = percent_decoded(path.split('?').next().unwrap_or_default());
        let target = if path.is_empty() {
            from.as_str().to_owned()
        } else {
            match SourcePath::new(from.as_str()).join(&path) {
                None => return Some("leads out of the site".to_owned()),
                Some(target) => self.file(&path, target.as_str()),
            }
        };
        if !self.files.contains(&target) {
            return Some("leads to no page and no file".to_owned());
        }
        let id = percent_decoded(id.unwrap_or_default());
        let page = self.pages.get(&target)?;
        let is_there = id.is_empty() || id.eq_ignore_ascii_case("top") || page.ids.contains(&id);
        (!is_there).then(|| "leads to no place in its page".to_owned())
    }

    /// The file that a host shows at `target`: that of a folder is its `index.html`.
    fn file(&self, written: &str, target: &str) -> String {
        let within = if target.is_empty() { String::new() } else { format!("{target}/") };
        let is_folder = written.ends_with('/') || target.is_empty();
        if is_folder || !self.files.contains(target) {
            return format!("{within}index.html");
        }
        target.to_owned()
    }
}

/// The addresses in HTML of authors, and where each was written.
fn of_authors(playbook: &Playbook) -> BTreeMap<String, Vec<Location>> {
    let mut found: BTreeMap<String, Vec<Location>> = BTreeMap::new();
    for piece in playbook.pieces() {
        for mention in piece.mentions().into_iter().filter(Mention::is_of_site) {
            let place = Location::new(mention.path(), mention.href_span());
            found.entry(mention.href().to_owned()).or_default().push(place);
        }
        if !playbook.settings.allow_html {
            continue;
        }
        for mention in piece.mentions() {
            let others = mention.link.addresses(&piece.document.source).into_iter();
            for written in others.filter(|written| written.href != mention.href()) {
                let place = Location::new(piece.path, piece.document.locate(written.span.into()));
                found.entry(written.href).or_default().push(place);
            }
        }
        for (html, span) in html(piece.document) {
            for written in addresses(html) {
                let span = Span::from(written.span).shifted(span.start as usize);
                let place = Location::new(piece.path, piece.document.locate(span));
                found.entry(written.href).or_default().push(place);
            }
        }
    }
    found
}

/// Every piece of HTML in `document`, and where it stands.
fn html(document: &Document) -> Vec<(&str, Span)> {
    let mut found = Vec::new();
    document.each_block(&mut |block| {
        if let Block::Html(html) = block {
            found.push((html.text.as_str(&document.source), html.span));
        }
    });
    document.each_inline(&mut |inline| {
        if let Inline::Html(html) = inline {
            found.push((html.text.as_str(&document.source), html.span));
        }
    });
    found
}

/// The files whose prose stands on the page at `route`.
fn files_of<'s>(site: &'s Site, route: &Route) -> Vec<&'s SourcePath> {
    let of_page = site.page_of.iter().filter(|(_, page)| site.pages[**page].route == *route);
    of_page.map(|(path, _)| path).collect()
}

fn html_link(linked: Linked<'_>, place: &Location, href: &str, page: &Route) -> Diagnostic {
    let Linked { index, site, .. } = linked;
    let help = match index.resolve(&place.path, href) {
        Ok(Target::Page(path, id)) => site.page_of.get(&path).map(|number| {
            let id = id.map(|id| format!("#{id}")).unwrap_or_default();
            format!(
                "write `{}{id}`, or make it a link in Markdown",
                page.href_to(&site.pages[*number].route)
            )
        }),
        Ok(Target::Folder(_)) => Some("make it a link in Markdown".to_owned()),
        Ok(Target::Asset(_)) => {
            Some("show it or link to it in Markdown, then it is published".to_owned())
        }
        Ok(Target::External(_)) | Err(_) => None,
    };
    let usual = "make it a link in Markdown, or write the way from page to page: `../worksheets/role-grid.html`";
    let message = format!("{} leads nowhere from `{page}`, where this HTML stands", quoted(href));
    Diagnostic::new(&HTML_LINK, &place.path, place.span, message)
        .help(help.unwrap_or_else(|| usual.to_owned()))
}

/// Points at the address in a template of the playbook where its last part stands in one.
fn template_link(sources: &Sources, href: &str, why: &str, page: &Route) -> Diagnostic {
    let message = format!("{} on the page `{page}` {why}", quoted(href));
    let part = last_part(href);
    let place = sources.templates.iter().find_map(|(name, text)| {
        let at = text.find(part).filter(|_| !part.is_empty())?;
        let path = SourcePath::new(format!("templates/{name}"));
        Some((path, Span::new(at, at + part.len())))
    });
    let fault = match place {
        Some((path, span)) => Diagnostic::new(&TEMPLATE_LINK, &path, span, message),
        None => Diagnostic::everywhere(&TEMPLATE_LINK, message),
    };
    fault.help("begin it with `{{ page.root }}` and lead to a page, or to a file in `static/`")
}

/// The end of an address that is the same on every page: `about.html#us`.
fn last_part(href: &str) -> &str {
    href.trim_end_matches('/').rsplit('/').next().unwrap_or(href)
}

fn quoted(href: &str) -> String {
    format!("`{}`", href.replace(char::is_control, " "))
}
