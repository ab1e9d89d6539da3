//! HTML → the links in it, and the places in it that a link can name.

use std::collections::BTreeSet;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// The attributes that make a browser go or fetch.
const LEADING: &[&[u8]] = &[b"href", b"src", b"srcset", b"action", b"poster", b"data"];

/// A page as far as links go.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The addresses in it, as written but for entities, each once.
    pub(super) links: BTreeSet<String>,
    /// Everything that a `#fragment` can name.
    pub(super) ids: BTreeSet<String>,
}

/// An address in a piece of HTML.
pub(super) struct Written {
    pub(super) href: String,
    /// Where its attribute stands in the piece, in bytes.
    pub(super) within: std::ops::Range<usize>,
}

impl Page {
    /// Reads a whole page.
    pub(super) fn of(html: &[u8]) -> Self {
        let mut page = Self::default();
        for tag in tags(html) {
            let named =
                [&b"id"[..], b"name"].into_iter().filter_map(|name| tag.attributes.get(name));
            page.ids.extend(named.map(|id| text(&id.value)));
            page.links.extend(addresses(&tag).into_iter().map(|written| written.href));
        }
        page
    }
}

/// Every address in the piece `html`.
pub(super) fn written(html: &str) -> Vec<Written> {
    tags(html.as_bytes()).flat_map(|tag| addresses(&tag)).collect()
}

type Tag = StartTag<usize>;

fn tags(html: &[u8]) -> impl Iterator<Item = Tag> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // What stands in scripts and styles is no HTML.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).filter_map(|token| match token {
        Ok(Token::StartTag(tag)) => Some(tag),
        Ok(
            Token::EndTag(_)
            | Token::String(_)
            | Token::Comment(_)
            | Token::Doctype(_)
            | Token::Error(_),
        ) => None,
        Err(never) => match never {},
    })
}

fn addresses(tag: &Tag) -> Vec<Written> {
    let mut found = Vec::new();
    for name in LEADING {
        let Some(value) = tag.attributes.get(*name) else { continue };
        let within = value.span.start..value.span.end;
        let value = text(&value.value);
        if *name == b"srcset" {
            // Pictures of several sizes: `a.png 1x, b.png 2x`.
            let parts = value.split(',').filter_map(|part| part.split_whitespace().next());
            found.extend(
                parts.map(|href| Written { href: href.to_owned(), within: within.clone() }),
            );
        } else {
            found.push(Written { href: value.trim().to_owned(), within });
        }
    }
    found
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Page, written};

    #[test]
    fn links_and_ids_are_read_as_browsers_read_them() {
        let html = "<!DOCTYPE html><body ID=top><A HREF=a.html?x=1&amp;y=2>A</A><!-- <a href=no> -->\
            <script>\"<a href='no'>\"</script><img srcset='b.png 1x, c.png 2x' src=\"b.png\"><a name=n>";
        let page = Page::of(html.as_bytes());
        assert_eq!(
            page.links.into_iter().collect::<Vec<_>>(),
            ["a.html?x=1&y=2", "b.png", "c.png"]
        );
        assert_eq!(page.ids.into_iter().collect::<Vec<_>>(), ["n", "top"]);
    }

    #[test]
    fn an_address_is_found_where_it_was_written() {
        let html = "<p>ä <a class=x href=\"b.md\">";
        let found = written(html);
        assert_eq!(found[0].href, "b.md");
        assert_eq!(&html[found[0].within.clone()], "href=\"b.md\"");
    }
}
