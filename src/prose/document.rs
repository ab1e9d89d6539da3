//! A piece of prose: what HTML, search, print and the leader-note filter all walk.

use std::sync::Arc;

use super::almost::Almost;
use super::block::Block;
use super::heading::Heading;
use super::inline::{Inline, Line};
use super::walk::{collect_plain, each_block, each_line, each_piece};
use crate::source::{Span, Spanned};

/// Files that include one another are followed this deep; a circle is told by a rule.
pub const DEEPEST_INCLUDE: usize = 16;

/// A piece of prose: the body of a Markdown file, or a text in a TOML file that may hold emphasis and links.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text that spans and [`Text::Source`](super::Text::Source) point into: the whole file for a chapter.
    pub source: Arc<str>,
    /// Where `source` stands in its file.
    pub place: Place,
    /// The words of a first heading that became the title of the page and stands in no block; empty when there is none.
    pub title: Line,
    /// What it consists of.
    pub blocks: Vec<Block>,
    /// Every heading with its id, in order. Ids are unique within the document.
    pub headings: Vec<Heading>,
    /// Every `[label]: address` that links in two parts refer to: the address, and where all of it stands in the text.
    pub labels: Box<[Spanned<String>]>,
    /// Every id in HTML that a link can name, sorted: none is that of a heading or stands twice.
    pub anchors: Box<[Box<str>]>,
    /// What is written almost as a link, a callout or a table is.
    pub almost: Box<[Almost]>,
}

/// Makes prose of a text that may hold emphasis and links; nothing of nothing.
pub type Prose<'a> = &'a dyn Fn(Option<Spanned<String>>) -> Document;

/// Where a document's text stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It begins at this byte, letter for letter.
    At(u32),
    /// It was written with escapes somewhere in this stretch, so single letters cannot be pointed at.
    Within(Span),
}

impl Document {
    /// A document with nothing in it.
    pub fn empty() -> Self {
        Self {
            source: Arc::from(""),
            place: Place::At(0),
            title: Line::default(),
            blocks: Vec::new(),
            headings: Vec::new(),
            labels: Box::default(),
            anchors: Box::default(),
            almost: Box::default(),
        }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Where in the file a stretch of this document's text stands.
    pub fn locate(&self, span: Span) -> Span {
        match self.place {
            Place::At(offset) => span.shifted(offset as usize),
            Place::Within(whole) => whole,
        }
    }

    /// The heading of a [`Block::Heading`].
    pub fn heading(&self, index: u32) -> &Heading {
        &self.headings[index as usize]
    }

    /// The steps of an activity, each with its minutes.
    pub fn steps(&self) -> impl Iterator<Item = (&Heading, u32)> {
        let steps = self.headings.iter().filter(|heading| heading.level == 2);
        steps.filter_map(|heading| Some((heading, heading.minutes?)))
    }

    /// Takes the words of headings from their lines again, after these have changed.
    pub fn read_headings(&mut self) {
        let mut read = Vec::new();
        self.each_block(&mut |block| {
            if let Block::Heading(index, line) = block {
                read.push((*index as usize, self.plain(line)));
            }
        });
        for (index, text) in read {
            self.headings[index].text = text;
        }
    }

    /// The letters of `inlines` without markup.
    pub fn plain(&self, inlines: &[Inline]) -> String {
        let mut plain = String::new();
        collect_plain(&self.source, inlines, &mut plain);
        plain
    }

    /// The letters of all lines without markup, as one line.
    pub fn as_line(&self) -> String {
        let mut lines = Vec::new();
        self.each_line(&mut |line| lines.push(self.plain(line)));
        lines.join(" ")
    }

    /// The one line that a short text of a TOML file is. `None` where a parser takes it for something else, such as the
    /// list that begins with `1. `: there it is meant as it stands.
    pub fn only_line(&self) -> Option<&[Inline]> {
        match self.blocks.as_slice() {
            [] => Some(&[]),
            [Block::Paragraph(line)] => Some(line),
            _ => None,
        }
    }

    /// The letters of a short text of a TOML file as its page shows them, without markup.
    pub fn short(&self) -> String {
        match self.only_line() {
            Some(line) => self.plain(line),
            None => self.source.trim().to_owned(),
        }
    }

    /// Calls `visit` on every piece of every line, containers before what they hold, in reading order.
    pub fn each_inline<'d>(&'d self, visit: &mut dyn FnMut(&'d Inline)) {
        each_block(&self.blocks, &mut |block| {
            each_line(block, &mut |inlines| each_piece(inlines, visit));
        });
    }

    /// Calls `visit` on every line of words, in reading order.
    pub fn each_line<'d>(&'d self, visit: &mut dyn FnMut(&'d [Inline])) {
        each_block(&self.blocks, &mut |block| each_line(block, visit));
    }

    /// Calls `visit` on every piece of the first heading that became the title, containers before what they hold.
    pub fn each_of_title<'d>(&'d self, visit: &mut dyn FnMut(&'d Inline)) {
        each_piece(&self.title, visit);
    }

    /// Calls `visit` on every block, containers before what they hold, in reading order.
    pub fn each_block<'d>(&'d self, visit: &mut dyn FnMut(&'d Block)) {
        each_block(&self.blocks, visit);
    }

    /// The files this document includes, as written.
    pub fn includes(&self) -> Vec<&Spanned<String>> {
        let mut includes = Vec::new();
        self.each_block(&mut |block| {
            if let Block::Include(path) = block {
                includes.push(path.as_ref());
            }
        });
        includes
    }
}
