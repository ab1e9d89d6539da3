//! The end of an element → what it is in the tree.

use std::ops::Range;

use super::meaning::{Meaning, is_word};
use super::opened::{End, Opened, Parts, Reading};
use crate::markup::Tag;
use crate::parse::tree::{Builder, Frame, Open};
use crate::prose::{
    Alignment, Attributes, Block, Code, Definition, Details, Element, Html, Inline, Item, Kind,
    Line, Name, Text, as_line,
};
use crate::source::Span;

/// What stood between the tags of an element.
pub(super) struct Content {
    pub(super) span: Span,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
    pub(super) tight: bool,
}

impl Builder<'_> {
    /// Ends the innermost open element.
    pub(super) fn end_element(&mut self, end: End<'_>) {
        self.flush();
        let Some(Frame { open: Open::Tag(opened), span, blocks, inlines, tight }) =
            self.frames.pop_if(|frame| matches!(frame.open, Open::Tag(_)))
        else {
            return;
        };
        let content = Content { span, blocks, inlines, tight };
        let is_placeholder = opened.tag.attributes.is_empty()
            && is_word(&opened.tag.name)
            && (opened.in_line || opened.meaning.is_inline());
        match (end, opened.meaning) {
            (End::Missing, Meaning::Whole) => self.give_back(&opened, content, is_placeholder),
            (End::Missing, _) if is_placeholder => self.give_back(&opened, content, true),
            (End::At(reading, range), Meaning::Whole) => {
                self.leave_whole(&opened, content.span, reading, range);
            }
            (End::Within, Meaning::Whole) => {
                self.forget(&opened);
                self.leave_source(content.span, Kind::Whole);
            }
            _ if opened.meaning.is_inline() => self.end_inline(*opened, content),
            _ if opened.in_line => self.end_in_line(&opened, content.inlines),
            _ => self.end_block(*opened, content),
        }
    }

    /// What was opened and not closed loses no words: they stand where the element would have been.
    fn give_back(&mut self, opened: &Opened, content: Content, is_placeholder: bool) {
        if is_placeholder {
            self.inline(Inline::Text(Text::Source(content.span)));
        } else {
            self.leave_source(content.span, Kind::Tag);
        }
        if !opened.in_line {
            self.flush();
        }
        content.inlines.into_iter().for_each(|inline| self.inline(inline));
        content.blocks.into_iter().for_each(|block| self.block(block));
    }

    /// Leaves an element with all that stands in it.
    fn leave_whole(
        &mut self,
        opened: &Opened,
        begin: Span,
        reading: &Reading<'_>,
        end: &Range<usize>,
    ) {
        self.forget(opened);
        let span = Span::new(begin.range().start, reading.span(end).range().end);
        let text = if opened.begins.0 == reading.number {
            let range = opened.begins.1..end.end;
            self.html_text(reading, reading.written(&range), range)
        } else {
            Text::Source(span)
        };
        self.inline(Inline::Html(Box::new(Html { text, span, kind: Kind::Whole })));
    }

    /// Nobody can link to what is not shown.
    fn forget(&mut self, opened: &Opened) {
        let (headings, anchors) = opened.before;
        self.headings.truncate(headings);
        self.ids.truncate(headings);
        self.anchors.truncate(anchors);
    }

    fn leave_source(&mut self, span: Span, kind: Kind) {
        let html = Html { text: Text::Source(span), span, kind };
        self.inline(Inline::Html(Box::new(html)));
    }

    fn end_block(&mut self, opened: Opened, content: Content) {
        let Opened { tag, meaning, attributes, parts, .. } = opened;
        match meaning {
            Meaning::Paragraph => self.end_paragraph(attributes, content),
            Meaning::Heading(level) => {
                self.end_heading(level, (attributes, opened.before), &content);
            }
            Meaning::Quote => self.dressed_block(Block::Quote(content.blocks), attributes),
            Meaning::Lines => self.end_code(&tag, attributes, &content),
            Meaning::List | Meaning::NumberedList => {
                let items = items(parts, content.blocks);
                let first = tag.value("start").and_then(|start| start.trim().parse().ok());
                let first = (meaning == Meaning::NumberedList).then(|| first.unwrap_or(1));
                if !items.is_empty() {
                    self.dressed_block(Block::List(first, items), attributes);
                }
            }
            Meaning::Item => self.end_item(attributes, content),
            Meaning::Definitions => {
                let definitions = match parts {
                    Parts::Definitions(definitions) => definitions,
                    Parts::None | Parts::Items(_) | Parts::Summary(_) => Vec::new(),
                };
                if !definitions.is_empty() {
                    self.dressed_block(Block::Definitions(definitions), attributes);
                }
                content.blocks.into_iter().for_each(|block| self.block(block));
            }
            Meaning::Term | Meaning::Explanation => {
                self.end_definition(meaning, attributes, content);
            }
            Meaning::Summary => self.end_summary(opened.before, &content),
            Meaning::Details => {
                let summary = match parts {
                    Parts::Summary(summary) => summary,
                    Parts::None | Parts::Items(_) | Parts::Definitions(_) => Line::default(),
                };
                let is_open = tag.value("open").is_some();
                let blocks = content.blocks;
                self.block(Block::Details(Box::new(Details {
                    summary,
                    is_open,
                    attributes,
                    blocks,
                })));
            }
            Meaning::Figure => self.end_figure(attributes, content.blocks),
            Meaning::Caption => self.element_block(Name::Caption, attributes, content.blocks),
            Meaning::Table => self.end_table(attributes, content),
            Meaning::TableHead => self.end_table_head(content.blocks),
            Meaning::Row => self.end_row(attributes, content.blocks),
            Meaning::HeadCell => self.element_block(Name::HeadCell, attributes, content.blocks),
            Meaning::Cell => self.element_block(Name::Cell, attributes, content.blocks),
            Meaning::TableCaption => {
                let line = as_line(&content.blocks);
                self.block(Block::Paragraph(line));
            }
            Meaning::Centre => {
                let attributes = Attributes { alignment: Alignment::Centre, ..attributes };
                self.element_block(Name::Division, attributes, content.blocks);
            }
            Meaning::Division
            | Meaning::TablePart
            | Meaning::Strong
            | Meaning::Emphasis
            | Meaning::Strikethrough
            | Meaning::Code
            | Meaning::Link
            | Meaning::Image
            | Meaning::Break
            | Meaning::Rule
            | Meaning::Inline(_)
            | Meaning::Whole
            | Meaning::Dress
            | Meaning::Tag
            | Meaning::BlockTag
            | Meaning::Custom
            | Meaning::Words => self.end_division(attributes, content.blocks),
        }
    }

    /// Blocks that belong together; a tag that says nothing besides leaves them as they are.
    fn end_division(&mut self, attributes: Attributes, blocks: Vec<Block>) {
        if attributes.is_empty() {
            return blocks.into_iter().for_each(|block| self.block(block));
        }
        self.element_block(Name::Division, attributes, blocks);
    }

    pub(super) fn element_block(
        &mut self,
        name: Name,
        attributes: Attributes,
        content: Vec<Block>,
    ) {
        self.block(Block::Element(Box::new(Element { name, attributes, content })));
    }

    fn dressed_block(&mut self, block: Block, attributes: Attributes) {
        if attributes.is_empty() {
            return self.block(block);
        }
        self.element_block(Name::Bare, attributes, vec![block]);
    }

    /// A paragraph; blocks of Markdown that stand in one are kept together.
    fn end_paragraph(&mut self, attributes: Attributes, content: Content) {
        let mut blocks = content.blocks;
        match blocks.len() {
            0 if attributes.id.is_empty() => {}
            1 if matches!(blocks[0], Block::Paragraph(_)) => {
                self.dressed_block(blocks.remove(0), attributes);
            }
            _ if attributes.is_empty() => blocks.into_iter().for_each(|block| self.block(block)),
            _ => self.element_block(Name::Division, attributes, blocks),
        }
    }

    fn end_heading(
        &mut self,
        level: u8,
        (attributes, before): (Attributes, (usize, usize)),
        content: &Content,
    ) {
        self.headings.truncate(before.0);
        self.ids.truncate(before.0);
        let line = as_line(&content.blocks);
        if line.is_empty() {
            return;
        }
        let own_id = Some(String::from(attributes.id)).filter(|id| !id.is_empty());
        self.heading(level, own_id, content.span, line.into_vec());
    }

    fn end_code(&mut self, tag: &Tag, attributes: Attributes, content: &Content) {
        let text = self.letters_of(&content.inlines);
        let text = text.strip_prefix('\n').unwrap_or(&text).to_owned();
        let language = tag.value("lang").unwrap_or_default().to_owned();
        let text = if text.ends_with('\n') { text } else { format!("{text}\n") };
        self.dressed_block(Block::Code(Box::new(Code { language, text })), attributes);
    }

    fn end_item(&mut self, attributes: Attributes, content: Content) {
        let mut blocks = content.blocks;
        anchor_first(&mut blocks, attributes);
        let item = Item { task: None, blocks, tight: content.tight };
        let Some(Frame { open: Open::Tag(list), blocks: loose, .. }) =
            self.frames.last_mut().filter(|frame| is_list(&frame.open))
        else {
            return self.block(Block::List(None, vec![item]));
        };
        let parts = std::mem::replace(&mut list.parts, Parts::None);
        let mut items = items(parts, std::mem::take(loose));
        items.push(item);
        list.parts = Parts::Items(items);
    }

    fn end_definition(&mut self, meaning: Meaning, attributes: Attributes, content: Content) {
        let mut blocks = content.blocks;
        anchor_first(&mut blocks, attributes);
        let line = (meaning == Meaning::Term).then(|| as_line(&blocks));
        let frame = self.frames.iter_mut().rev().find(|frame| is_definitions(&frame.open));
        let Some(Frame { open: Open::Tag(list), .. }) = frame else {
            return blocks.into_iter().for_each(|block| self.block(block));
        };
        if !matches!(list.parts, Parts::Definitions(_)) {
            list.parts = Parts::Definitions(Vec::new());
        }
        let Parts::Definitions(definitions) = &mut list.parts else { return };
        match (line, definitions.last_mut()) {
            (Some(term), _) => definitions.push(Definition { term, meanings: Vec::new() }),
            (None, Some(before)) => before.meanings.push(blocks),
            (None, None) => {
                definitions.push(Definition { term: Line::default(), meanings: vec![blocks] });
            }
        }
    }

    fn end_summary(&mut self, before: (usize, usize), content: &Content) {
        self.headings.truncate(before.0);
        self.ids.truncate(before.0);
        let line = as_line(&content.blocks);
        if let Some(Frame { open: Open::Tag(details), .. }) = self.frames.last_mut()
            && details.meaning == Meaning::Details
            && matches!(details.parts, Parts::None)
        {
            details.parts = Parts::Summary(line);
        } else if !line.is_empty() {
            self.block(Block::Paragraph(Line::from([Inline::Strong(line)])));
        }
    }

    /// A picture with a caption of words alone is what Markdown says with a title.
    fn end_figure(&mut self, attributes: Attributes, mut blocks: Vec<Block>) {
        let caption = match blocks.as_slice() {
            [Block::Paragraph(picture), Block::Element(caption)]
                if matches!(**picture, [Inline::Image(_)]) && caption.name == Name::Caption =>
            {
                as_line(&caption.content)
            }
            _ => return self.element_block(Name::Figure, attributes, blocks),
        };
        let is_plain = caption.iter().all(|inline| matches!(inline, Inline::Text(_)));
        if !is_plain || !attributes.is_empty() {
            return self.element_block(Name::Figure, attributes, blocks);
        }
        let title = self.letters_of(&caption);
        if let Block::Paragraph(picture) = &mut blocks[0]
            && let [Inline::Image(image)] = &mut **picture
        {
            image.title = title;
        }
        self.block(blocks.remove(0));
    }
}

fn is_list(open: &Open) -> bool {
    let Open::Tag(opened) = open else { return false };
    !opened.in_line && matches!(opened.meaning, Meaning::List | Meaning::NumberedList)
}

fn is_definitions(open: &Open) -> bool {
    let Open::Tag(opened) = open else { return false };
    !opened.in_line && opened.meaning == Meaning::Definitions
}

/// The points of a list. What stands between two belongs to the one before.
fn items(parts: Parts, loose: Vec<Block>) -> Vec<Item> {
    let mut items = match parts {
        Parts::Items(items) => items,
        Parts::None | Parts::Definitions(_) | Parts::Summary(_) => Vec::new(),
    };
    match items.last_mut() {
        _ if loose.is_empty() => {}
        Some(last) => last.blocks.extend(loose),
        None => items.push(Item { task: None, blocks: loose, tight: false }),
    }
    items
}

/// Puts the place that a link can name before the words of the first block.
fn anchor_first(blocks: &mut Vec<Block>, attributes: Attributes) {
    if attributes.is_empty() {
        return;
    }
    if let Some(Block::Paragraph(line)) = blocks.first_mut() {
        let content = Line::default();
        let anchor = Inline::Element(Box::new(Element { name: Name::Span, attributes, content }));
        *line = std::iter::once(anchor).chain(std::mem::take(line)).collect();
        return;
    }
    let content = Vec::new();
    let anchor = Element { name: Name::Division, attributes, content };
    blocks.insert(0, Block::Element(Box::new(anchor)));
}
