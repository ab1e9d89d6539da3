//! What a playbook says → the addresses of other hosts in it, and where each was written.

use std::collections::BTreeMap;

use super::of_authors;
use crate::markup::addresses;
use crate::model::Playbook;
use crate::model::mention::Piece;
use crate::source::{Location, SourcePath, Sources, Span};

/// Every address of another host that a reader of the site can follow, as it was written, and all its places.
///
/// They stand in links and images of prose, in HTML of authors, in the settings and in the playbook's own templates. What a
/// template puts together from parts is not found.
pub fn outside(sources: &Sources, playbook: &Playbook) -> BTreeMap<String, Vec<Location>> {
    let mut found: BTreeMap<String, Vec<Location>> = BTreeMap::new();
    let mut note = |href: &str, location: Location| {
        if leads_out(href) {
            found.entry(href.to_owned()).or_default().push(location);
        }
    };
    for mention in playbook.pieces().into_iter().flat_map(Piece::mentions) {
        note(mention.href(), Location::new(mention.path(), mention.href_span()));
    }
    for (href, places) in of_authors(playbook) {
        for place in places {
            note(&href, place);
        }
    }
    let settings = &playbook.settings;
    if let (Some(path), Some(contact)) = (&settings.path, &settings.contact) {
        note(&contact.link, Location::new(path, contact.link.span));
    }
    for (name, text) in &sources.templates {
        let path = SourcePath::new(format!("templates/{name}"));
        for written in addresses(text).into_iter().filter(|written| !is_made(&written.href)) {
            let span = Span::from(written.span);
            note(&written.href, Location::new(&path, span));
        }
    }
    found
}

/// Whether `href` opens a page of a host that it names.
fn leads_out(href: &str) -> bool {
    let begins = |scheme: &str| {
        href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    begins("https://") || begins("http://") || begins("//")
}

/// Whether a template puts `href` together when a page is made.
fn is_made(href: &str) -> bool {
    href.contains("{{") || href.contains("{%")
}
