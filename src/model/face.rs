//! What other pages see of a page: everything but the prose that only its own readers read.

use super::mention::Piece;
use super::{Content, Entry, Meta, Order};
use crate::prose::{Block, Callout, Document, Heading, Role, each_block};
use crate::source::SourcePath;

impl Entry {
    /// Whether `later`, the same file after an edit, looks the same to every other page, to lists, to sheets and to the
    /// rules that look at more than one page. Only prose of chapters and activities may differ then.
    pub fn looks_like(&self, later: &Entry) -> bool {
        let (path, alike) = (&self.path, self.path == later.path && self.meta == later.meta);
        alike
            && match (&self.content, &later.content) {
                (Content::Chapter(one), Content::Chapter(other)) => is_alike(path, one, other),
                (Content::Activity(one), Content::Activity(other)) => {
                    is_alike(path, one, other) && leading(one) == leading(other)
                }
                (
                    Content::Chapter(_)
                    | Content::Activity(_)
                    | Content::Checklist(_)
                    | Content::Worksheet(_)
                    | Content::Path(_)
                    | Content::Pack(_),
                    _,
                ) => false,
            }
    }
}

impl Entry {
    /// Whether `later`, the same chapter after an edit, stands where it stood and is called by the same name: its title, its
    /// summary, its headings and its links may differ.
    pub fn stands_like(&self, later: &Entry) -> bool {
        let (Content::Chapter(one), Content::Chapter(other)) = (&self.content, &later.content)
        else {
            return false;
        };
        let has_other_files = |document: &Document| !document.includes().is_empty();
        self.path == later.path
            && self.meta.place() == later.meta.place()
            && !has_other_files(one)
            && !has_other_files(other)
    }
}

impl Entry {
    /// Whether `later`, the same page after an edit, has the same headings.
    pub fn has_same_headings(&self, later: &Entry) -> bool {
        let (one, other) = (&self.document().headings, &later.document().headings);
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
    }
}

impl Meta {
    /// What decides where a page stands, which lists there are, and at which addresses it is found.
    fn place(&self) -> (Option<Order>, bool, Vec<&str>, bool, bool) {
        let aliases = self.aliases.iter().map(|alias| alias.value.as_str());
        let addresses = self.addresses.iter().map(String::as_str);
        let addresses = aliases.chain(addresses).chain([self.parent.as_str()]).collect();
        (self.order, self.draft, addresses, self.situations.is_empty(), self.time.is_some())
    }
}

/// Whether two pieces of prose have the same headings, lead to the same places in the same order, and both have notes for
/// leaders or none. What includes other
/// files never counts as alike: the places of such blocks are told of other pages, too.
fn is_alike(path: &SourcePath, one: &Document, other: &Document) -> bool {
    let links = |document| -> Vec<(Role, &str)> {
        let mentions = Piece { path, document }.mentions();
        mentions.into_iter().map(|mention| (mention.role, mention.href())).collect()
    };
    one.is_empty() == other.is_empty()
        && one.headings.len() == other.headings.len()
        && one.headings.iter().zip(&other.headings).all(|(one, other)| is_same(one, other))
        && one.anchors == other.anchors
        && one.includes().is_empty()
        && other.includes().is_empty()
        && links(one) == links(other)
        && has_notes(one) == has_notes(other)
}

/// Whether there are notes for the person who leads.
fn has_notes(document: &Document) -> bool {
    let mut has_notes = false;
    document.each_block(&mut |block| {
        has_notes |= matches!(block, Block::Callout(Callout::Leader, _));
    });
    has_notes
}

/// Whether two headings are the same, wherever they stand.
fn is_same(one: &Heading, other: &Heading) -> bool {
    let Heading { level, id, former, text, typed, minutes, span: _ } = one;
    let is_called_alike = *id == other.id && *former == other.former;
    let says_the_same = *text == other.text && *typed == other.typed;
    is_called_alike && says_the_same && *level == other.level && *minutes == other.minutes
}

/// What an activity says to the person who leads, which an agenda prints: its notes between its headings.
fn leading(document: &Document) -> Vec<String> {
    let mut leading = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(index, _) => leading.push(document.heading(*index).id.clone()),
            Block::Callout(Callout::Leader, blocks) => each_block(blocks, &mut |block| {
                if let Block::Paragraph(line) = block {
                    leading.push(document.plain(line));
                }
            }),
            Block::Callout(..)
            | Block::Paragraph(_)
            | Block::List(..)
            | Block::Quote(_)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Definitions(_)
            | Block::Rule
            | Block::Details(_)
            | Block::Element(_)
            | Block::Html(_)
            | Block::Include(_)
            | Block::Footnote(_) => {}
        }
    }
    leading
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostics;
    use crate::model::Entry;
    use crate::source::{SourcePath, Sources};

    fn page(text: &str) -> Entry {
        let sources = Sources::in_memory(&[("a.md", text)]);
        let playbook = crate::parse::parse(&sources, &mut Diagnostics::new());
        playbook.entries[&SourcePath::new("a.md")].clone()
    }

    #[test]
    fn other_words_look_the_same_and_what_others_see_does_not() {
        let activity = |text: &str| format!("+++\nkind = \"activity\"\n+++\n{text}");
        let alike = |one: &str, other: &str| page(one).looks_like(&page(other));
        assert!(alike("# A\n\nOne [x](b.md).\n\n## B\n", "# A\n\nTwo!\n\n[y](b.md)\n\n## B\n\nx"));
        for (one, other) in [
            ("# A\n\nx", "# B\n\nx"),
            ("# A\n\nx", "# A\n"),
            ("# A\n\n## B\n", "# A\n\n## C\n"),
            ("# A\n\n[x](b.md)", "# A\n\n[x](c.md)"),
            ("# A\n\n[x](b.png)", "# A\n\n![x](b.png)"),
            ("# A\n\n```include\nb.md\n```\n", "# A\n\nx\n\n```include\nb.md\n```\n"),
            ("# A\n\nx", &activity("# A\n\nx")),
            (&activity("> [!LEADER]\n> Wait."), &activity("> [!LEADER]\n> Go.")),
            ("# A\n\nx", "+++\nowner = \"Ada\"\n+++\n# A\n\nx"),
        ] {
            assert!(!alike(one, other), "{one:?} {other:?}");
        }
    }
}
