//! The navigation beside the text: made once for each folder, marked for each page.

use std::collections::BTreeMap;

use super::escape::{escape_attribute, escape_text};
use crate::input::Input;
use crate::model::Content;
use crate::site::{Item, Route, Shows};
use crate::titles::page_label;

/// The sidebar of a folder, cut before the attributes of each link, so that a page is marked without making it anew.
#[derive(Clone)]
pub(super) struct Sidebar {
    pieces: Vec<String>,
    /// The piece whose link leads to a page.
    piece_of: BTreeMap<usize, usize>,
}

/// The most links of one list in the sidebar: no page grows with the number of pages. The others are on the part's page.
const LONGEST: usize = 60;

impl Sidebar {
    /// The sidebar that pages of the folder `number` show as long as they stand beside the folder's own page.
    pub(super) fn of(input: Input<'_>, number: usize) -> Self {
        let folder = &input.site.folders[number];
        Self::seen_from(input, number, &input.site.pages[folder.page].route)
    }

    /// The sidebar of the folder `number` with links that hold for pages beside `from`.
    pub(super) fn seen_from(input: Input<'_>, number: usize, from: &Route) -> Self {
        let mut sidebar = Self { pieces: vec![String::new()], piece_of: BTreeMap::new() };
        let mut open = vec![number];
        while let Some(parent) = input.site.folders[open[open.len() - 1]].parent {
            open.push(parent);
        }
        sidebar.list(input, from, 0, &open);
        sidebar
    }

    /// The list of what is in the folder `number`; folders among `open` show what is in them.
    fn list(&mut self, input: Input<'_>, from: &Route, number: usize, open: &[usize]) {
        let folder = &input.site.folders[number];
        self.text(if number == 0 { "<ul class=\"rail-list\">" } else { "<ul>" });
        for item in folder.items.iter().take(LONGEST) {
            self.text("<li>");
            match item {
                Item::Page(page) => self.link(input, from, *page),
                Item::Folder(inner) => {
                    self.link(input, from, input.site.folders[*inner].page);
                    if open.contains(inner) {
                        self.list(input, from, *inner, open);
                    }
                }
            }
            self.text("</li>");
        }
        let left_out = folder.items.len().saturating_sub(LONGEST);
        if left_out > 0 {
            let words = input.words.filled("site", "more", "n", &left_out.to_string());
            let mut html = format!(
                "<li class=\"rail-rest\"><a href=\"{}\">",
                from.href_to(&input.site.pages[folder.page].route)
            );
            escape_text(&words, &mut html);
            self.text(&html);
            self.text("</a></li>");
        }
        self.text("</ul>");
    }

    fn link(&mut self, input: Input<'_>, from: &Route, page: usize) {
        self.text("<a");
        self.piece_of.insert(page, self.pieces.len() - 1);
        let target = &input.site.pages[page];
        let mut html = String::from(" href=\"");
        escape_attribute(&from.href_to(&target.route), &mut html);
        html.push('"');
        if let Shows::Entry(path) = &target.shows
            && matches!(input.playbook.entries[path].content, Content::Activity(_))
        {
            html.push_str(" class=\"rail-activity\"");
        }
        html.push('>');
        escape_text(&page_label(input, target), &mut html);
        html.push_str("</a>");
        self.pieces.push(html);
    }

    fn text(&mut self, html: &str) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.push_str(html);
        }
    }

    /// The sidebar with `page` marked as the one that is shown.
    pub(super) fn marked(&self, page: usize) -> String {
        const MARK: &str = " aria-current=\"page\"";
        let mut html =
            String::with_capacity(self.pieces.iter().map(String::len).sum::<usize>() + MARK.len());
        let current = self.piece_of.get(&page);
        for (number, piece) in self.pieces.iter().enumerate() {
            html.push_str(piece);
            if Some(&number) == current {
                html.push_str(MARK);
            }
        }
        html
    }
}
