//! HTML → the links in it, and the places in it that a link can name.

use std::collections::BTreeSet;

use crate::markup::{Piece, of_tag, read};

/// A page as far as links go.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The addresses in it, as written but for entities, each once.
    pub(super) links: BTreeSet<String>,
    /// Everything that a `#fragment` can name.
    pub(super) ids: BTreeSet<String>,
}

impl Page {
    /// Reads a whole page.
    pub(super) fn of(html: &[u8]) -> Self {
        let html = String::from_utf8_lossy(html);
        let mut page = Self::default();
        for piece in read(&html) {
            let Piece::Open(tag) = piece else { continue };
            let named = ["id", "name"].into_iter().filter_map(|name| tag.value(name));
            page.ids.extend(named.map(str::to_owned));
            page.links.extend(of_tag(&html, &tag).into_iter().map(|written| written.href));
        }
        page
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

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
}
