//! Events of the Markdown parser → what is almost a link, a callout or a table.
//!
//! The tree of a document no longer says which sign was a sign and which was written as code or escaped. The events do.

mod leaf;
mod links;
mod marks;
mod signs;
mod tables;

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, RefDefs, Tag, TagEnd};

use self::leaf::Leaf;
use crate::prose::Callout;
use crate::prose::almost::{Almost, Form};
use crate::source::Span;

/// Looks at every event that a document is made of.
pub(super) struct Watch<'s> {
    source: &'s str,
    found: Vec<Almost>,
    leaf: Option<Leaf>,
    quotes: Vec<Quote>,
    /// The quotation that ended last.
    ended: Option<Quote>,
    /// How many links and images are open.
    linked: usize,
    is_code: bool,
    /// How many columns the open table has.
    columns: Option<usize>,
}

/// A quotation.
struct Quote {
    start: usize,
    end: usize,
    /// Whether its first line is the mark of a callout of GitHub.
    is_callout: bool,
    /// Whether anything has come in it.
    has_words: bool,
    /// How many things were found before it.
    found: usize,
}

impl<'s> Watch<'s> {
    /// Looks at events whose ranges point into `source`.
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            found: Vec::new(),
            leaf: None,
            quotes: Vec::new(),
            ended: None,
            linked: 0,
            is_code: false,
            columns: None,
        }
    }

    /// Looks at the lines `[label]: address`, whose ranges point into the source from byte `body` on.
    pub(super) fn see_labels(&mut self, labels: &RefDefs<'_>, body: usize) {
        for (label, definition) in labels.iter() {
            let span = Span::from(definition.span.clone()).shifted(body);
            self.found.extend(marks::of_label(label, span));
        }
    }

    /// Looks at the next event, which stands at `range`.
    pub(super) fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) if is_inline(tag) => {
                self.touch(range);
                self.linked += usize::from(matches!(tag, Tag::Link { .. } | Tag::Image { .. }));
            }
            Event::End(tag) if is_inline_end(*tag) => {
                self.touch(range);
                let is_link = matches!(tag, TagEnd::Link | TagEnd::Image);
                self.linked = self.linked.saturating_sub(usize::from(is_link));
            }
            Event::Start(tag) => {
                self.close();
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.close();
                self.end(*tag, range);
            }
            Event::Text(_) if self.is_code => {}
            Event::Text(_) => {
                self.touch(range);
                if let (0, Some(leaf)) = (self.linked, &mut self.leaf) {
                    leaf.plain.push(range.clone());
                }
            }
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => self.touch(range),
            Event::SoftBreak | Event::HardBreak => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.end = range.end;
                }
            }
            Event::Html(_) => self.found.extend(marks::in_html(self.source, range)),
            Event::Rule => self.close(),
            Event::TaskListMarker(_) => {}
        }
    }

    /// The quotation that ended last is a callout after all; `is_empty` when there is nothing in it.
    pub(super) fn see_callout(&mut self, callout: Callout, is_empty: bool) {
        let Some(quote) = &self.ended else { return };
        let found = quote.found.min(self.found.len());
        let within = self.found.split_off(found);
        let is_mark = |almost: &Almost| match &almost.form {
            Form::Mark(mark) => mark.word.eq_ignore_ascii_case(callout.name()),
            Form::Spaced(..)
            | Form::Apart { .. }
            | Form::Label { .. }
            | Form::Footnote(_)
            | Form::Wiki(..)
            | Form::Empty(..)
            | Form::Cells(..)
            | Form::Sign(..)
            | Form::Lines { .. } => false,
        };
        self.found.extend(within.into_iter().filter(|almost| !is_mark(almost)));
        if is_empty {
            let written = self.source[quote.start..quote.end].trim_end();
            let span = Span::new(quote.start, quote.start + written.len());
            self.found.push(Almost { span, form: Form::Empty(callout, None) });
        }
    }

    /// Everything that was found, in the order of the text.
    pub(super) fn finish(mut self) -> Box<[Almost]> {
        self.close();
        self.found.sort_by_key(|almost| almost.span);
        self.found.into()
    }

    /// The event at `range` is of a run of words.
    fn touch(&mut self, range: &Range<usize>) {
        match &mut self.leaf {
            Some(leaf) => leaf.end = leaf.end.max(range.end),
            None => {
                self.leaf = Some(Leaf { start: range.start, end: range.end, plain: Vec::new() });
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::BlockQuote(kind) => self.quote(*kind, range),
            Tag::CodeBlock(kind) => {
                self.is_code = true;
                self.has_words();
                if matches!(kind, CodeBlockKind::Indented) {
                    self.found.extend(marks::in_code(self.source, range));
                }
            }
            Tag::MetadataBlock(_) => self.is_code = true,
            Tag::HtmlBlock => self.has_words(),
            Tag::Table(columns) => self.columns = Some(columns.len()),
            Tag::TableRow => {
                let row = self.source.get(range.clone()).unwrap_or_default();
                let columns = self.columns.unwrap_or_default();
                self.found.extend(tables::lost_cells(row, range.start, columns));
            }
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::TableHead
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. } => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.ended = self.quotes.pop().map(|quote| Quote { end: range.end, ..quote });
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.is_code = false,
            TagEnd::Table => self.columns = None,
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::HtmlBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {}
        }
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        // One right after an empty callout is what was meant to be in it.
        if let (None, Some(Almost { span, form: Form::Empty(_, gap) })) =
            (kind, self.found.last_mut())
            && let Some(between) = self.source.get(span.end as usize..range.start)
            && between.chars().all(|letter| matches!(letter, '\n' | '\r' | ' '))
        {
            *gap = Some(Span::new(span.end as usize, range.start));
        }
        self.quotes.push(Quote {
            start: range.start,
            end: range.end,
            is_callout: kind.is_some(),
            has_words: false,
            found: self.found.len(),
        });
    }

    fn has_words(&mut self) {
        self.quotes.iter_mut().for_each(|quote| quote.has_words = true);
    }

    /// A run of words has ended.
    fn close(&mut self) {
        let Some(mut leaf) = self.leaf.take() else { return };
        let opens = self.quotes.last().is_some_and(|quote| !quote.has_words && !quote.is_callout);
        self.has_words();
        while self.source[..leaf.start].ends_with('\\') {
            leaf.start -= 1;
        }
        self.found.extend(marks::in_words(self.source, &leaf, opens));
        self.found.extend(signs::in_words(self.source, &leaf));
        self.found.extend(links::in_words(self.source, &leaf));
        if self.columns.is_none() {
            self.found.extend(tables::lines(self.source, &leaf));
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
