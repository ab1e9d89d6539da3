//! Blocks that need more than their events say: HTML, cells, headings, quotations and callouts.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, TagEnd};

use super::builder::{Builder, compact};
use super::frame::{Frame, Open};
use super::joined::join_line;
use crate::parse::heading::{GivenId, Said, minutes};
use crate::parse::html::trimmed;
use crate::parse::markdown::Step;
use crate::prose::{Block, Callout, Document, Heading, Inline, Line};
use crate::source::{Span, Spanned};

impl Builder<'_> {
    pub(super) fn cell(&mut self, inlines: Vec<Inline>) {
        let count = self.frames.len();
        match self.frames.last_mut() {
            Some(Frame { open: Open::Row(cells), .. }) => cells.push(inlines.into()),
            Some(Frame { open: Open::Head, .. }) if count >= 2 => {
                if let Open::Table(table) = &mut self.frames[count - 2].open {
                    table.head.push(inlines.into());
                }
            }
            Some(_) | None => {}
        }
    }

    pub(in crate::parse) fn heading(
        &mut self,
        level: u8,
        own_id: Option<String>,
        span: Span,
        inlines: Vec<Inline>,
    ) {
        let mut document = Document::empty();
        document.source = Arc::clone(self.source);
        let mut inlines = Line::from(inlines);
        join_line(self.source, &mut inlines);
        let text = document.plain(&inlines);
        let said = self.said.take().unwrap_or_else(|| Said::of(&text));
        let index = u32::try_from(self.headings.len()).unwrap_or(u32::MAX);
        let end = self.source[span.range()].trim_end().len();
        let span = Span::new(span.start as usize, span.start as usize + end);
        self.headings.push(Heading {
            level,
            id: String::new(),
            minutes: minutes(&text).map(|(minutes, _)| minutes),
            typed: Some(said.typed).filter(|typed| *typed != text).map(String::into_boxed_str),
            former: None,
            text,
            span,
        });
        self.ids.push(GivenId { by_hand: own_id.map(|id| (id, span)), before: said.before });
        self.block(Block::Heading(index, inlines));
    }

    /// Takes what comes next where a text has callouts of other programs; places count from byte `body` of the source.
    pub(in crate::parse) fn step(&mut self, step: Step, body: usize) {
        let span = |range: Range<usize>| Span::from(range.start + body..range.end + body);
        match step {
            Step::Event((event, range)) => {
                self.take(event, range.start + body..range.end + body);
            }
            Step::Callout(callout, range) => self.open_block(Open::Callout(callout), span(range)),
            Step::Fold(is_open, range) => {
                self.open_block(Open::Fold(is_open, Line::default()), span(range));
            }
            Step::Summary => {
                self.settle();
                if let Some(Frame { open: Open::Fold(_, summary), inlines, .. }) =
                    self.frames.last_mut()
                {
                    *summary = trimmed(std::mem::take(inlines)).into();
                }
            }
            Step::Close => self.end(TagEnd::BlockQuote(None)),
        }
    }

    fn open_block(&mut self, open: Open, span: Span) {
        if !self.is_too_deep(span) {
            self.end_begun();
            self.push(open, span);
        }
    }

    /// Another file in place of code that names it in `text`.
    pub(super) fn include(&mut self, text: &str, span: Span) {
        let path = text.trim();
        let written = self.source.get(span.range());
        let lead = written.and_then(|written| written.find(path)).unwrap_or(0);
        let start = span.start as usize + lead;
        let path = Spanned::new(path.to_owned(), start..start + path.len());
        self.block(Block::Include(Box::new(path)));
    }

    /// A quotation, or the callout that its first line `[!NOTE]` says it is.
    pub(super) fn quote(&mut self, kind: Option<BlockQuoteKind>, mut blocks: Vec<Block>) -> Block {
        let ours = if kind.is_none() { self.take_mark(&mut blocks) } else { None };
        let callout = match kind {
            Some(BlockQuoteKind::Note) => Callout::Note,
            Some(BlockQuoteKind::Tip) => Callout::Tip,
            Some(BlockQuoteKind::Important) => Callout::Important,
            Some(BlockQuoteKind::Warning) => Callout::Warning,
            Some(BlockQuoteKind::Caution) => Callout::Caution,
            None => match ours {
                Some(ours) => ours,
                None => return Block::Quote(compact(blocks)),
            },
        };
        self.watch.see_callout(callout, blocks.is_empty());
        Block::Callout(callout, compact(blocks))
    }

    /// Takes a mark of ours off the beginning of the first paragraph, if it stands there alone on its line.
    fn take_mark(&self, blocks: &mut Vec<Block>) -> Option<Callout> {
        let Some(Block::Paragraph(inlines)) = blocks.first_mut() else { return None };
        let line_end = inlines
            .iter()
            .position(|inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak));
        let mut first_line = String::new();
        for inline in &inlines[..line_end.unwrap_or(inlines.len())] {
            let Inline::Text(text) = inline else { return None };
            first_line.push_str(text.as_str(self.source));
        }
        let is_written = |ours: &Callout| first_line.trim().eq_ignore_ascii_case(&ours.mark());
        let ours = Callout::OURS.into_iter().find(is_written)?;
        match line_end {
            Some(end) => *inlines = std::mem::take(inlines).into_iter().skip(end + 1).collect(),
            None => drop(blocks.remove(0)),
        }
        Some(ours)
    }
}
