//! Pages of several documents → one document.

use super::flow::Laid;
use super::page::{Bookmark, Node, Page, Pages, Role};

/// Puts pages one behind the other.
#[derive(Default)]
pub(super) struct Binder {
    /// The pages so far.
    pub(super) pages: Pages,
    leaves: usize,
}

impl Binder {
    /// Adds what was laid out as flowing text.
    pub(super) fn add(&mut self, laid: Laid) {
        let first = self.pages.pages.len();
        for (name, page, y) in laid.anchors {
            self.pages.anchors.entry(name).or_insert((first + page, y));
        }
        for bookmark in laid.bookmarks {
            self.pages.bookmarks.push(Bookmark { page: first + bookmark.page, ..bookmark });
        }
        self.add_pages(laid.pages, laid.structure, laid.leaves);
    }

    /// Adds a sheet called `title`, to which links lead by the name `anchor`.
    pub(super) fn add_sheet(&mut self, sheet: Pages, anchor: String, title: String) {
        let first = self.pages.pages.len();
        self.pages.anchors.entry(anchor).or_insert((first, 0.0));
        self.pages.bookmarks.push(Bookmark { level: 2, title, page: first, y: 0.0 });
        self.add_pages_of(sheet);
    }

    /// Adds the pages whose title is that of the whole.
    pub(super) fn add_front(&mut self, front: Pages) {
        let title = self.pages.structure.len();
        self.add_pages_of(front);
        let Some(Node::Group(Role::Section, structure)) = self.pages.structure.get_mut(title)
        else {
            return;
        };
        for node in structure {
            if let Node::Group(role @ Role::HeadingAt(2, _), _) = node {
                let Role::HeadingAt(_, text) = role else { continue };
                *role = Role::HeadingAt(1, std::mem::take(text));
            }
        }
    }

    /// Adds pages to which nothing leads.
    pub(super) fn add_pages_of(&mut self, sheet: Pages) {
        let size = sheet.size;
        let mut pages = sheet.pages;
        for page in &mut pages {
            page.size = Some(page.size.unwrap_or(size));
        }
        let leaves = pages.iter().flat_map(|page| &page.content).filter_map(|each| each.leaf).max();
        self.add_pages(pages, sheet.structure, leaves.map_or(0, |leaf| leaf + 1));
    }

    fn add_pages(&mut self, mut pages: Vec<Page>, mut structure: Vec<Node>, leaves: usize) {
        for page in &mut pages {
            for content in &mut page.content {
                content.leaf = content.leaf.map(|leaf| leaf + self.leaves);
            }
            page.links.iter_mut().for_each(|link| link.leaf += self.leaves);
            // What is bound is printed: each sheet has a PDF of its own to fill in.
            page.places.clear();
        }
        for node in &mut structure {
            move_on(node, self.leaves);
        }
        self.pages.pages.append(&mut pages);
        self.pages.structure.push(Node::Group(Role::Section, structure));
        self.leaves += leaves;
    }
}

/// Counts leaves from a later one on. The title of a sheet stands below that of the list of sheets.
fn move_on(node: &mut Node, by: usize) {
    match node {
        Node::Leaf(leaf) => *leaf += by,
        Node::Group(role, nodes) => {
            if let Role::Title(text) = role {
                *role = Role::HeadingAt(2, std::mem::take(text));
            } else if let Role::Heading(text) = role {
                *role = Role::HeadingAt(3, std::mem::take(text));
            }
            for node in nodes {
                move_on(node, by);
            }
        }
    }
}
