//! Events of the Markdown parser → the tree of a [`Document`].

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, RefDefs, Tag, TagEnd};

use super::frame::{Frame, Open, alignment, level_number, own_anchors};
use super::joined::join;
use super::run::Run;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::parse::almost::Watch;
use crate::parse::heading::{GivenId, Said, assign_ids};
use crate::parse::html::{Gathered, blocks_of, trimmed};
use crate::prose::{
    Attributes, Block, Code, Definition, Details, Document, Footnote, Heading, Inline, Item, Line,
    Link, Place, Table, Text,
};
use crate::source::{SourcePath, Span, Spanned};

/// Quotations and lists within one another beyond all sense.
pub(in crate::parse) const TOO_DEEP: Rule = Rule {
    code: "too-deep",
    severity: Severity::Error,
    explanation: "Lists, quotations or emphasis stand within one another more than sixty-four levels deep, which no page can \
        show and is nearly always an accident of copying. Bring the text to a few levels.",
};

/// How deep blocks and emphasis may stand within one another.
pub(in crate::parse) const DEEPEST: usize = 64;

/// Builds a document from events.
pub(in crate::parse) struct Builder<'s> {
    pub(in crate::parse) source: &'s Arc<str>,
    pub(in crate::parse) frames: Vec<Frame>,
    pub(in crate::parse) headings: Vec<Heading>,
    pub(in crate::parse) ids: Vec<GivenId>,
    /// Opened containers that are too deep to be built.
    ignored: usize,
    pub(in crate::parse) too_deep: Option<Span>,
    /// Text that was not given to the innermost container yet: more may follow that it means something with.
    run: Run,
    /// The words of the heading that is being built.
    pub(super) said: Option<Said>,
    body: usize,
    labels: Box<[Spanned<String>]>,
    /// The ids in HTML so far.
    pub(in crate::parse) anchors: Vec<Box<str>>,
    /// How many pieces of HTML have been read.
    pub(in crate::parse) readings: usize,
    /// What ends after the paragraph that is being written, since a tag in it says so.
    pub(in crate::parse) closing: Vec<String>,
    pub(super) watch: Watch<'s>,
}

impl<'s> Builder<'s> {
    /// Builds from events whose ranges point into `source`; prose begins at byte `body`.
    pub(in crate::parse) fn new(source: &'s Arc<str>, body: usize) -> Self {
        let root = Frame {
            open: Open::Root,
            span: Span::default(),
            blocks: Vec::new(),
            inlines: Vec::new(),
            tight: false,
        };
        Self {
            source,
            frames: vec![root],
            headings: Vec::new(),
            ids: Vec::new(),
            ignored: 0,
            too_deep: None,
            run: Run::default(),
            said: None,
            body,
            labels: Box::default(),
            anchors: Vec::new(),
            readings: 0,
            closing: Vec::new(),
            watch: Watch::new(source),
        }
    }

    /// Notes the lines `[label]: address`, whose ranges point into the source from the beginning of prose on.
    pub(in crate::parse) fn note_labels(&mut self, labels: &RefDefs<'_>) {
        self.watch.see_labels(labels, self.body);
        let mut labels: Vec<Spanned<String>> = labels
            .iter()
            .map(|(_, label)| {
                let span = Span::from(label.span.clone()).shifted(self.body);
                Spanned::new(label.dest.to_string(), span)
            })
            .collect();
        labels.sort_by_key(|label| label.span);
        self.labels = labels.into();
    }

    /// Takes the next event, which stands at `range` of the source.
    pub(in crate::parse) fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        self.watch.see(&event, &range);
        match event {
            Event::Start(tag) => self.start(tag, range.into()),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                if let Some(said) = &mut self.said {
                    said.code(&code);
                }
                let text = self.letters(&code, range);
                self.inline(Inline::Code(text));
            }
            Event::Html(html) => {
                if let Some(Frame { open: Open::Html(gathered), .. }) = self.frames.last_mut() {
                    gathered.push(&html, range.start);
                }
            }
            Event::InlineHtml(html) => self.html_in_line(&html, range),
            Event::FootnoteReference(label) => {
                self.inline(Inline::FootnoteMark(Box::new(Spanned::new(
                    label.to_lowercase(),
                    range,
                ))));
            }
            Event::SoftBreak => self.line_end(Inline::SoftBreak),
            Event::HardBreak => self.line_end(Inline::HardBreak),
            Event::Rule => self.block(Block::Rule),
            Event::TaskListMarker(done) => {
                if let Some(Frame { open: Open::Item(task), .. }) =
                    self.frames.iter_mut().rev().find(|frame| matches!(frame.open, Open::Item(_)))
                {
                    *task = Some(done);
                }
            }
        }
    }

    /// Whether what opens at `span` stands too deep to be built.
    pub(super) fn is_too_deep(&mut self, span: Span) -> bool {
        let is_too_deep = self.ignored > 0 || self.frames.len() > DEEPEST;
        if is_too_deep {
            self.ignored += 1;
            self.too_deep.get_or_insert(span);
        }
        is_too_deep
    }

    pub(super) fn start(&mut self, tag: Tag<'_>, span: Span) {
        if !matches!(tag, Tag::Paragraph) && self.is_too_deep(span) {
            return;
        }
        let open = match tag {
            Tag::Paragraph => Open::Paragraph,
            Tag::Heading { level, id, .. } => {
                self.said = Some(Said::default());
                Open::Heading(level_number(level), id.map(CowStr::into_string))
            }
            Tag::BlockQuote(kind) => Open::Quote(kind),
            Tag::CodeBlock(CodeBlockKind::Indented) | Tag::MetadataBlock(_) => {
                Open::Code(String::new(), String::new())
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                let language = info.split([' ', ',', '\t', '{']).next().unwrap_or_default();
                Open::Code(language.to_owned(), String::new())
            }
            Tag::HtmlBlock => Open::Html(Gathered::default()),
            Tag::List(first) => Open::List(first, Vec::new()),
            Tag::Item => Open::Item(None),
            Tag::FootnoteDefinition(label) => Open::Footnote(label.to_lowercase()),
            Tag::DefinitionList => Open::Definitions(Vec::new()),
            Tag::DefinitionListTitle => Open::Term,
            Tag::DefinitionListDefinition => Open::Meaning,
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(alignment).collect();
                let written = self.source.get(span.range()).unwrap_or_default();
                let head = written.lines().next().map_or(0, str::len);
                let span = Span::new(span.start as usize, span.start as usize + head);
                let (head, rows) = (Vec::new(), Vec::new());
                Open::Table(Box::new(Table { columns, head, rows, span }))
            }
            Tag::TableHead => Open::Head,
            Tag::TableRow => Open::Row(Vec::new()),
            Tag::TableCell => Open::Cell,
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Strikethrough => Open::Strikethrough,
            Tag::Link { dest_url, title, link_type, .. } => {
                let href = if link_type == pulldown_cmark::LinkType::Email {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.into_string()
                };
                Open::Link(href, title.into_string())
            }
            Tag::Image { dest_url, title, .. } => {
                Open::Image(dest_url.into_string(), title.into_string())
            }
        };
        if matches!(open, Open::Html(_)) {
            self.flush();
        } else if !open.is_inline() {
            self.end_begun();
        }
        self.push(open, span);
    }

    /// Opens a container.
    pub(in crate::parse) fn push(&mut self, open: Open, span: Span) {
        self.settle();
        let (blocks, inlines) = (Vec::new(), Vec::new());
        self.frames.push(Frame { open, span, blocks, inlines, tight: false });
    }

    /// Takes the innermost open container off and gives it to the one around it.
    pub(super) fn end(&mut self, tag: TagEnd) {
        if self.ignored > 0 && tag != TagEnd::Paragraph {
            self.ignored -= 1;
            return;
        }
        self.end_elements();
        self.flush();
        let Some(frame) = self.frames.pop() else { return };
        let Frame { open, span, blocks, inlines, tight } = frame;
        match open {
            Open::Root => {
                self.frames.push(Frame { open: Open::Root, span, blocks, inlines, tight });
            }
            Open::Paragraph => {
                for block in blocks_of(trimmed(inlines)) {
                    self.block(block);
                }
                self.end_closing();
            }
            Open::Heading(level, own_id) => self.heading(level, own_id, span, inlines),
            Open::List(first, items) => self.block(Block::List(first, items)),
            Open::Item(task) => {
                if let Some(Frame { open: Open::List(_, items), .. }) = self.frames.last_mut() {
                    items.push(Item { task, blocks: compact(blocks), tight });
                }
            }
            Open::Quote(kind) => {
                let block = self.quote(kind, blocks);
                self.block(block);
            }
            Open::Callout(callout) => {
                self.watch.see_callout(callout, blocks.is_empty());
                self.block(Block::Callout(callout, compact(blocks)));
            }
            Open::Fold(is_open, summary) => {
                let attributes = Attributes::default();
                let blocks = compact(blocks);
                let details = Details { summary, is_open, attributes, blocks };
                self.block(Block::Details(Box::new(details)));
            }
            Open::Code(language, text) if language == "include" => self.include(&text, span),
            Open::Code(language, text) => {
                self.block(Block::Code(Box::new(Code { language, text })));
            }
            Open::Html(gathered) => self.html_block(&gathered),
            Open::Table(table) => self.block(Block::Table(table)),
            Open::Head | Open::Tag(_) => {}
            Open::Row(cells) => {
                if let Some(Frame { open: Open::Table(table), .. }) = self.frames.last_mut() {
                    table.rows.push(cells.into());
                }
            }
            Open::Cell => self.cell(trimmed(inlines)),
            Open::Footnote(label) => {
                self.block(Block::Footnote(Box::new(Footnote { label, blocks, span })));
            }
            Open::Definitions(definitions) => self.block(Block::Definitions(definitions)),
            Open::Term => {
                if let Some(Frame { open: Open::Definitions(definitions), .. }) =
                    self.frames.last_mut()
                {
                    definitions.push(Definition { term: inlines.into(), meanings: Vec::new() });
                }
            }
            Open::Meaning => {
                if let Some(Frame { open: Open::Definitions(definitions), .. }) =
                    self.frames.last_mut()
                    && let Some(definition) = definitions.last_mut()
                {
                    definition.meanings.push(blocks);
                }
            }
            Open::Emphasis => self.inline(Inline::Emphasis(inlines.into())),
            Open::Strong => self.inline(Inline::Strong(inlines.into())),
            Open::Strikethrough => self.inline(Inline::Strikethrough(inlines.into())),
            Open::Link(href, title) => {
                self.inline(Inline::Link(Box::new(Link {
                    href,
                    title,
                    content: inlines.into(),
                    span,
                    drawn: (None, None),
                })));
            }
            Open::Image(href, title) => {
                self.inline(Inline::Image(Box::new(Link {
                    href,
                    title,
                    content: inlines.into(),
                    span,
                    drawn: (None, None),
                })));
            }
        }
    }

    pub(super) fn text(&mut self, text: &CowStr<'_>, range: Range<usize>) {
        if let Some(Frame { open: Open::Code(_, code), .. }) = self.frames.last_mut() {
            return code.push_str(text);
        }
        let written = self.source.get(range.clone()).unwrap_or_default();
        if let Some(said) = &mut self.said {
            said.text(text, written, self.frames.iter().any(|frame| frame.open.is_link()));
        }
        self.run.push(text, written, range.into());
    }

    pub(super) fn line_end(&mut self, inline: Inline) {
        if let Some(said) = &mut self.said {
            said.line_end();
        }
        self.inline(inline);
    }

    /// Gives text that stands side by side to the innermost container, with the addresses in it as links.
    pub(in crate::parse) fn settle(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let links = !self.frames.iter().any(|frame| frame.open.is_link());
        if let Some(frame) = self.frames.last_mut() {
            self.run.settle(links, &mut |inline| frame.inlines.push(inline));
        }
    }

    /// Points at letters that stand in the source as they are, and keeps others.
    pub(super) fn letters(&self, text: &CowStr<'_>, range: Range<usize>) -> Text {
        if self.source.get(range.clone()) == Some(&**text) {
            return Text::Source(range.into());
        }
        Text::Own(text.to_string().into_boxed_str())
    }

    /// Adds a piece of a line to the innermost container.
    pub(in crate::parse) fn inline(&mut self, inline: Inline) {
        self.settle();
        if let Some(frame) = self.frames.last_mut() {
            frame.inlines.push(inline);
        }
    }

    /// Adds a block to the innermost container that holds blocks.
    pub(in crate::parse) fn block(&mut self, block: Block) {
        self.flush();
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(block);
        }
    }

    /// Makes a paragraph of the pieces that stand in a container of blocks directly, as in a tight list.
    pub(in crate::parse) fn flush(&mut self) {
        self.settle();
        let Some(frame) = self.frames.last_mut() else { return };
        if !frame.inlines.is_empty() && frame.open.holds_blocks() {
            let inlines = trimmed(std::mem::take(&mut frame.inlines));
            if !inlines.is_empty() {
                frame.tight = true;
                frame.blocks.extend(blocks_of(inlines));
            }
        }
    }

    /// Ends the document.
    pub(in crate::parse) fn finish(
        mut self,
        path: &SourcePath,
        place: Place,
        faults: &mut Vec<Diagnostic>,
    ) -> Document {
        self.end_elements();
        self.flush();
        let mut blocks = self.frames.drain(..).next().map(|root| root.blocks).unwrap_or_default();
        join(self.source, &mut blocks);
        let mut found = Vec::new();
        assign_ids(&mut self.headings, &self.ids, path, &mut found);
        let mut document = Document {
            source: Arc::clone(self.source),
            place,
            title: Line::default(),
            blocks: compact(blocks),
            labels: self.labels,
            anchors: own_anchors(self.anchors, &self.headings),
            headings: self.headings,
            almost: self.watch.finish(),
        };
        document.headings.shrink_to_fit();
        faults.extend(found);
        if let Some(span) = self.too_deep {
            let first_line = self.source[span.range()].find('\n').unwrap_or(span.range().len());
            let span = Span::new(span.start as usize, span.start as usize + first_line);
            faults.push(
                Diagnostic::new(
                    &TOO_DEEP,
                    path,
                    document.locate(span),
                    format!("this stands more than {DEEPEST} levels deep"),
                )
                .help("bring lists and quotations to a few levels"),
            );
        }
        document
    }
}

/// Gives back what a list has reserved and not used: thousands of documents are held at once.
pub(super) fn compact<T>(mut list: Vec<T>) -> Vec<T> {
    list.shrink_to_fit();
    list
}
