//! `SUMMARY.md` of mdBook and GitBook → the order of pages, and what they are called.

use std::collections::BTreeSet;

use super::groups::{Groups, page};
use crate::model::{Outline, Playbook};
use crate::prose::{Block, Document, Inline, Item, Link};
use crate::source::{SourcePath, Span, target_path};

/// Reads the first `SUMMARY.md` that is a list of links to pages.
pub(super) fn read(playbook: &Playbook) -> Option<Outline> {
    let is_summary = |path: &&SourcePath| path.file_name() == "SUMMARY.md";
    let mut all: Vec<&SourcePath> = playbook.entries.keys().filter(is_summary).collect();
    all.sort_by_key(|path| path.as_str().matches('/').count());
    all.into_iter().find_map(|path| {
        let mut reader = Reader {
            playbook,
            path,
            document: playbook.entries[path].document(),
            outline: Outline { path: Some(path.clone()), ..Outline::default() },
            seen: BTreeSet::new(),
            groups: Groups::default(),
        };
        reader.blocks(&reader.document.blocks);
        let Reader { mut outline, groups, .. } = reader;
        outline.names.extend(groups.names());
        let is_outline = path.folder().is_empty() || names_most(playbook, &outline, path);
        (!outline.pages.is_empty() && is_outline).then_some(outline)
    })
}

/// Whether half the pages beside `path` and below are named: what lies in a folder and names fewer is a page like others.
fn names_most(playbook: &Playbook, outline: &Outline, path: &SourcePath) -> bool {
    let folder = format!("{}/", path.folder());
    let is_below = |page: &&SourcePath| page.as_str().starts_with(&folder);
    let all = playbook.entries.keys().filter(is_below).count();
    outline.pages.iter().filter(is_below).count() * 2 + 1 >= all
}

struct Reader<'p> {
    playbook: &'p Playbook,
    path: &'p SourcePath,
    document: &'p Document,
    outline: Outline,
    seen: BTreeSet<SourcePath>,
    groups: Groups,
}

impl<'p> Reader<'p> {
    /// Reads blocks, the pages below a heading as a group of that name.
    fn blocks(&mut self, blocks: &'p [Block]) {
        let mut heading: Option<(String, usize)> = None;
        for block in blocks {
            match block {
                Block::Heading(index, _) => {
                    self.end_group(heading.take());
                    let name = self.document.heading(*index).text.clone();
                    heading = Some((name, self.outline.pages.len()));
                }
                Block::List(_, items) => items.iter().for_each(|item| self.item(item)),
                Block::Paragraph(line) => self.line(line),
                Block::Quote(blocks) | Block::Callout(_, blocks) => self.blocks(blocks),
                Block::Code(_)
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
        self.end_group(heading);
    }

    fn end_group(&mut self, group: Option<(String, usize)>) {
        let Some((name, begin)) = group else { return };
        self.groups.note(&name, &self.outline.pages[begin..]);
    }

    /// Reads an item of a list. One that leads to no page is the name of the group of those below it.
    fn item(&mut self, item: &'p Item) {
        let begin = self.outline.pages.len();
        let (first, rest) = match item.blocks.split_first() {
            Some((Block::Paragraph(line), rest)) => (Some(line), rest),
            Some(_) | None => (None, &item.blocks[..]),
        };
        if let Some(line) = first {
            self.line(line);
        }
        let is_name = self.outline.pages.len() == begin;
        self.blocks(rest);
        if let Some(line) = first.filter(|_| is_name) {
            let name = self.document.plain(line).trim().to_owned();
            self.groups.note(&name, &self.outline.pages[begin..]);
        }
    }

    fn line(&mut self, words: &'p [Inline]) {
        for inline in words {
            match inline {
                Inline::Link(link) => self.link(link),
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.line(inner),
                Inline::Text(_)
                | Inline::Code(_)
                | Inline::Image(_)
                | Inline::Strikethrough(_)
                | Inline::FootnoteMark(_)
                | Inline::SoftBreak
                | Inline::HardBreak
                | Inline::Element(_)
                | Inline::Html(_) => {}
            }
        }
    }

    fn link(&mut self, link: &Link) {
        let Some(target) = target_path(self.path, &link.href) else { return };
        let Some(page) = self.named(&target).filter(|page| *page != self.path).cloned() else {
            return;
        };
        if link.href.contains('#') && self.seen.contains(&page) || !self.seen.insert(page.clone()) {
            return;
        }
        let name = self.document.plain(&link.content).trim().to_owned();
        if !name.is_empty() {
            self.outline.names.insert(page.clone(), name);
        }
        self.outline.pages.push(page);
    }

    /// The page at `target`, or the one that introduces the folder there.
    fn named(&self, target: &SourcePath) -> Option<&'p SourcePath> {
        let in_folder = |path: &&SourcePath| path.folder() == target.as_str();
        page(self.playbook, target).or_else(|| {
            let ended = target.with_markdown_endings().collect::<Vec<_>>();
            ended.iter().find_map(|path| page(self.playbook, path)).or_else(|| {
                SourcePath::introduction_among(self.playbook.entries.keys().filter(in_folder))
            })
        })
    }
}

/// Where the first words of `document` stand that are neither in a link nor in a heading, nor the name of a group.
pub(in crate::parse) fn words_besides_links(document: &Document) -> Option<Span> {
    let mut found = None;
    let mut report = |words: &str| {
        let words = words.trim_matches(|letter: char| !letter.is_alphanumeric());
        if found.is_none() && !words.is_empty() {
            let first = words.lines().next().unwrap_or_default();
            let at = document.source.find(first).map(|at| Span::new(at, at + first.len()));
            found = Some(document.locate(at.unwrap_or_default()));
        }
    };
    document.each_block(&mut |block| {
        if let Block::Code(code) = block {
            report(&code.text);
        }
    });
    let mut names: BTreeSet<String> = document.headings.iter().map(|h| h.text.clone()).collect();
    document.each_block(&mut |block| {
        let Block::List(_, items) = block else { return };
        for item in items {
            if let [Block::Paragraph(line), Block::List(..), ..] = &item.blocks[..] {
                names.insert(document.plain(line).trim().to_owned());
            }
        }
    });
    document.each_line(&mut |line| {
        if names.contains(document.plain(line).trim()) {
            return;
        }
        for words in line.split(|inline| matches!(inline, Inline::Link(_))) {
            report(&document.plain(words));
        }
    });
    found
}
