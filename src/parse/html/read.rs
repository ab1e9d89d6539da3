//! Tags and words of HTML → containers that open and close.

use std::ops::Range;

use super::attributes::sorted;
use super::blocks::is_blank;
use super::meaning::Meaning;
use super::opened::{End, Gathered, Opened, Parts, Reading};
use crate::markup::{Piece, Tag, read};
use crate::parse::tree::{Builder, DEEPEST, Frame, Open};
use crate::prose::{Block, Html, Inline, Kind, Text};

impl Open {
    pub(super) fn element(&self) -> Option<&Opened> {
        let Open::Tag(opened) = self else { return None };
        Some(opened)
    }
}

impl Builder<'_> {
    /// Takes a block of HTML.
    pub(in crate::parse) fn html_block(&mut self, gathered: &Gathered) {
        if gathered.lines.is_empty() {
            return;
        }
        self.read_html(gathered);
        self.end_lines();
        self.flush();
    }

    /// Takes HTML within a line: a tag or a comment.
    pub(in crate::parse) fn html_in_line(&mut self, html: &str, range: Range<usize>) {
        let mut gathered = Gathered::default();
        gathered.push(html, range.start);
        self.read_html(&gathered);
    }

    pub(super) fn read_html(&mut self, gathered: &Gathered) {
        self.readings += 1;
        let reading = Reading { gathered, number: self.readings };
        for piece in read(&gathered.html) {
            match piece {
                Piece::Open(tag) => self.open_tag(&reading, tag),
                Piece::Close(name, range) => self.close_tag(&reading, &name, &range),
                Piece::Words(words, range) => self.html_words(&reading, &words, range),
                Piece::Comment(range) => self.leave(&reading, &range, Kind::Comment),
                Piece::Doctype(_) => {}
            }
        }
    }

    pub(super) fn open_tag(&mut self, reading: &Reading<'_>, tag: Tag) {
        let meaning = Meaning::of(&tag.name);
        let range = tag.span.clone();
        self.end_before(meaning);
        if let Some(kind) = meaning.left() {
            return self.leave(reading, &range, kind);
        }
        if meaning == Meaning::Words {
            self.as_typed(reading, &range);
        } else if meaning == Meaning::Break {
            self.inline(Inline::HardBreak);
        } else if meaning == Meaning::Image {
            self.picture(reading, &tag);
        } else if meaning != Meaning::Rule {
            self.push_element(reading, tag, meaning);
        } else if self.in_line() {
            self.break_line();
        } else {
            self.block(Block::Rule);
        }
    }

    pub(super) fn push_element(&mut self, reading: &Reading<'_>, tag: Tag, meaning: Meaning) {
        let (range, in_line) = (tag.span.clone(), self.in_line());
        let span = reading.span(&range);
        if self.frames.len() > DEEPEST {
            self.too_deep.get_or_insert(span);
            return;
        }
        if !meaning.is_inline() && meaning != Meaning::Whole {
            if in_line { self.break_line() } else { self.flush() }
        }
        let before = (self.headings.len(), self.anchors.len());
        let attributes = sorted(&tag, span);
        if !attributes.id.is_empty() && !matches!(meaning, Meaning::Heading(_)) {
            self.anchors.push(attributes.id.clone());
        }
        let closes = reading.written(&range).ends_with("/>");
        let begins = (reading.number, range.start);
        let parts = Parts::None;
        let opened = Opened { tag, meaning, attributes, in_line, parts, begins, before };
        self.push(Open::Tag(Box::new(opened)), span);
        // By the standard the line before `>` says nothing, but whoever writes `<a id="x"/>` means that it does.
        if closes {
            self.end_element(End::Missing);
        }
    }

    pub(super) fn close_tag(&mut self, reading: &Reading<'_>, name: &str, range: &Range<usize>) {
        let meaning = Meaning::of(name);
        if let Some(kind) = meaning.left() {
            return self.leave(reading, range, kind);
        }
        if meaning == Meaning::Words {
            return self.as_typed(reading, range);
        }
        if meaning == Meaning::Break {
            return self.inline(Inline::HardBreak);
        }
        if !self.close_element(name, End::At(reading, range)) && self.is_open_outside(name) {
            self.closing.push(name.to_owned());
        }
    }

    /// Ends the innermost element `name`, and what is open in it. Returns whether one is open.
    pub(super) fn close_element(&mut self, name: &str, end: End<'_>) -> bool {
        let (meaning, mut found) = (Meaning::of(name), None);
        for (at, frame) in self.frames.iter().enumerate().rev() {
            let Open::Tag(opened) = &frame.open else { break };
            if opened.tag.name == name {
                found = Some(at);
                break;
            }
            if opened.meaning.is_wall_to(meaning) {
                break;
            }
        }
        let Some(at) = found else { return false };
        while self.frames.len() > at + 1 {
            self.end_element(End::Missing);
        }
        self.end_element(end);
        true
    }

    /// Whether an element `name` is open around the paragraph that is being written.
    pub(super) fn is_open_outside(&self, name: &str) -> bool {
        let paragraph = self.frames.iter().rposition(|frame| matches!(frame.open, Open::Paragraph));
        let around = self.frames[..paragraph.unwrap_or(0)].iter().rev();
        let mut tags = around.map_while(|frame| frame.open.element());
        tags.any(|opened| opened.tag.name == name)
    }

    /// Ends what was closed within a paragraph and stands around it.
    pub(in crate::parse) fn end_closing(&mut self) {
        for name in std::mem::take(&mut self.closing) {
            self.close_element(&name, End::Within);
        }
    }

    /// Ends the elements that are open in the innermost container of Markdown.
    pub(in crate::parse) fn end_elements(&mut self) {
        while matches!(self.frames.last(), Some(Frame { open: Open::Tag(_), .. })) {
            self.end_element(End::Missing);
        }
    }

    /// Ends the elements that cannot hold a block.
    pub(in crate::parse) fn end_lines(&mut self) {
        while let Some(Frame { open: Open::Tag(opened), .. }) = self.frames.last()
            && !opened.holds_blocks()
        {
            self.end_element(End::Missing);
        }
    }

    /// Ends a paragraph of HTML that has begun, where a block of Markdown begins.
    pub(in crate::parse) fn end_begun(&mut self) {
        self.end_lines();
        self.flush();
        if let Some(Frame { open: Open::Tag(opened), blocks, .. }) = self.frames.last()
            && opened.meaning == Meaning::Paragraph
            && !blocks.is_empty()
        {
            self.end_element(End::Missing);
        }
    }

    /// Ends the elements that have no end of their own where one that means `next` begins.
    pub(super) fn end_before(&mut self, next: Meaning) {
        let mut first = None;
        for (at, frame) in self.frames.iter().enumerate().rev() {
            let Open::Tag(opened) = &frame.open else { break };
            if opened.meaning.ends_before(next) {
                first = Some(at);
            } else if !opened.meaning.is_inline() {
                break;
            }
        }
        while first.is_some_and(|at| self.frames.len() > at) {
            self.end_element(End::Missing);
        }
    }

    /// Whether only pieces of a line have a place here.
    pub(super) fn in_line(&self) -> bool {
        self.frames.last().is_some_and(|frame| !frame.open.holds_blocks())
    }

    /// Whether an element that means `meaning` is open here.
    pub(super) fn is_within(&self, meaning: Meaning) -> bool {
        let mut open = self.frames.iter().rev().map_while(|frame| frame.open.element());
        open.any(|opened| opened.meaning == meaning)
    }

    /// Ends a line that has begun.
    pub(super) fn break_line(&mut self) {
        self.settle();
        let has_words = self.frames.last().is_some_and(|frame| {
            let last = frame.inlines.iter().rev().find(|inline| !is_blank(inline));
            last.is_some_and(|inline| !matches!(inline, Inline::HardBreak))
        });
        if has_words {
            self.inline(Inline::HardBreak);
        }
    }

    /// What is no element of HTML is text.
    pub(super) fn as_typed(&mut self, reading: &Reading<'_>, range: &Range<usize>) {
        let text = self.html_text(reading, reading.written(range), range.clone());
        self.inline(Inline::Text(text));
    }

    /// Leaves HTML as it was written, for a playbook that allows it.
    pub(super) fn leave(&mut self, reading: &Reading<'_>, range: &Range<usize>, kind: Kind) {
        let text = self.html_text(reading, reading.written(range), range.clone());
        self.inline(Inline::Html(Box::new(Html { text, span: reading.span(range), kind })));
    }

    /// Words between tags: white space is one space, or the end of a line.
    pub(super) fn html_words(&mut self, reading: &Reading<'_>, words: &str, range: Range<usize>) {
        if self.is_within(Meaning::Lines) || self.is_within(Meaning::Whole) {
            return self.inline(Inline::Text(Text::Own(words.into())));
        }
        let is_written = reading.written(&range) == words;
        let (mut at, mut lines) = (range.start, words.split('\n').peekable());
        let mut is_first = true;
        while let Some(line) = lines.next() {
            if !is_first {
                self.inline(Inline::SoftBreak);
            }
            let start = if is_first { line } else { line.trim_ascii_start() };
            let kept = if lines.peek().is_some() { start.trim_ascii_end() } else { start };
            let from = at + line.len() - start.len();
            if !kept.is_empty() {
                let text = if is_written {
                    self.html_text(reading, kept, from..from + kept.len())
                } else {
                    Text::Own(kept.into())
                };
                self.inline(Inline::Text(text));
            }
            at += line.len() + 1;
            is_first = false;
        }
    }

    /// Points at letters that stand in the source as they are, and keeps others.
    pub(super) fn html_text(&self, reading: &Reading<'_>, text: &str, range: Range<usize>) -> Text {
        let span = reading.span(&range);
        if self.source.get(span.range()) == Some(text) {
            return Text::Source(span);
        }
        Text::Own(text.into())
    }
}
