//! The addresses in HTML.

use std::ops::Range;

use super::{Piece, Tag, read};

/// The attributes that make a browser go or fetch.
const LEADING: [&str; 6] = ["href", "src", "srcset", "action", "poster", "data"];

/// An address in HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What it says.
    pub href: String,
    /// Where it stands, as it is written, in bytes of the text that was read.
    pub span: Range<usize>,
}

/// Every address in `html`, in the order in which they stand.
pub fn addresses(html: &str) -> Vec<Written> {
    let mut found = Vec::new();
    for piece in read(html) {
        if let Piece::Open(tag) = piece {
            found.extend(of_tag(html, &tag));
        }
    }
    found
}

/// Every address in `tag`, which stands in `html`.
pub fn of_tag(html: &str, tag: &Tag) -> Vec<Written> {
    let mut found = Vec::new();
    for attribute in tag.attributes.iter().filter(|each| LEADING.contains(&each.name.as_str())) {
        let span = attribute.span.clone();
        if attribute.name == "srcset" {
            found.extend(candidates(&html[span.clone()], span.start));
        } else {
            let written = &html[span.clone()];
            let start = span.start + written.len() - written.trim_start().len();
            let span = start..start + written.trim().len();
            found.push(Written { href: attribute.value.trim().to_owned(), span });
        }
    }
    found
}

/// Pictures of several sizes: `a.png 1x, b.png 2x`.
fn candidates(written: &str, start: usize) -> Vec<Written> {
    let (mut found, mut at) = (Vec::new(), start);
    for part in written.split(',') {
        if let Some(href) = part.split_whitespace().next() {
            let from = at + part.len() - part.trim_start().len();
            found.push(Written { href: href.to_owned(), span: from..from + href.len() });
        }
        at += part.len() + 1;
    }
    found
}

/// Where in `written`, the tag of a link or a picture, its address stands.
pub fn value_of(written: &str) -> Option<Range<usize>> {
    let Some(Piece::Open(tag)) = read(written).into_iter().next() else { return None };
    let name = if tag.name == "img" { "src" } else { "href" };
    let attribute = tag.attributes.into_iter().find(|attribute| attribute.name == name)?;
    Some(attribute.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_where_it_is_written() {
        let html = "<p>ä <a data-href=no HREF= b.md?x=1&amp;y >x</a> <img srcset='b.png 1x,c.png 2x' src=d.png>\
            <video poster=\" e.png \"><!-- <a href=no> --><script>\"<a href='no'>\"</script>";
        let found: Vec<(String, &str)> = addresses(html)
            .into_iter()
            .map(|written| (written.href, &html[written.span]))
            .collect();
        let plain = |href: &'static str| (href.to_owned(), href);
        assert_eq!(
            found,
            [
                ("b.md?x=1&y".to_owned(), "b.md?x=1&amp;y"),
                plain("b.png"),
                plain("c.png"),
                plain("d.png"),
                plain("e.png")
            ]
        );
    }
}
