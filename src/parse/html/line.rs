//! Pieces of a line: what stands in one element of it, and lines as blocks.

use super::attributes::{pixels, sorted};
use super::blocks::trimmed;
use super::element::Content;
use super::meaning::Meaning;
use super::opened::{Opened, Reading};
use crate::markup::Tag;
use crate::parse::tree::Builder;
use crate::prose::{Attributes, Document, Element, Inline, Kind, Line, Link, Name, Text};

impl Builder<'_> {
    pub(super) fn end_inline(&mut self, opened: Opened, content: Content) {
        let Opened { tag, meaning, mut attributes, .. } = opened;
        let line: Line = content.inlines.into();
        let leads_to = (meaning == Meaning::Link).then(|| tag.value("href")).flatten();
        // A place to link to, as GitBook writes it, leads to itself.
        let is_place =
            |href: &str| line.is_empty() && href.strip_prefix('#') == Some(&*attributes.id);
        let leads_to = leads_to.filter(|href| !is_place(href.trim()));
        if line.is_empty() && attributes.id.is_empty() && leads_to.is_none() {
            return;
        }
        if meaning == Meaning::Code && self.is_within(Meaning::Lines) {
            return line.into_iter().for_each(|inline| self.inline(inline));
        }
        let inline = match (meaning, leads_to) {
            (Meaning::Strong, _) => Inline::Strong(line),
            (Meaning::Emphasis, _) => Inline::Emphasis(line),
            (Meaning::Strikethrough, _) => Inline::Strikethrough(line),
            (Meaning::Code, _) => Inline::Code(Text::Own(self.letters_of(&line).into())),
            (_, Some(href)) => Inline::Link(Box::new(Link {
                href: href.trim().to_owned(),
                title: tag.value("title").unwrap_or_default().trim().to_owned(),
                content: line,
                span: content.span,
                drawn: (None, None),
            })),
            (_, None) => {
                let name = if let Meaning::Inline(name) = meaning { name } else { Name::Span };
                let attributes = std::mem::take(&mut attributes);
                Inline::Element(Box::new(Element { name, attributes, content: line }))
            }
        };
        self.inline(dressed(inline, attributes));
    }

    /// A block that stands within a line is lines of it.
    pub(super) fn end_in_line(&mut self, opened: &Opened, inlines: Vec<Inline>) {
        let inlines = trimmed(inlines);
        if inlines.is_empty() && opened.attributes.id.is_empty() {
            return;
        }
        let is_strong = matches!(
            opened.meaning,
            Meaning::Heading(_) | Meaning::Summary | Meaning::Term | Meaning::HeadCell
        );
        let line: Line = if opened.meaning == Meaning::Item {
            let mark = Inline::Text(Text::Own("• ".into()));
            std::iter::once(mark).chain(inlines).collect()
        } else if opened.meaning == Meaning::Lines {
            Line::from([Inline::Code(Text::Own(self.letters_of(&inlines).into()))])
        } else if is_strong {
            Line::from([Inline::Strong(inlines.into())])
        } else {
            inlines.into()
        };
        if opened.attributes.is_empty() {
            line.into_iter().for_each(|inline| self.inline(inline));
        } else {
            let attributes = opened.attributes.clone();
            let element = Element { name: Name::Span, attributes, content: line };
            self.inline(Inline::Element(Box::new(element)));
        }
        if matches!(opened.meaning, Meaning::Cell | Meaning::HeadCell) {
            self.inline(Inline::Text(Text::Own(" · ".into())));
        } else {
            self.break_line();
        }
    }

    /// A picture within a line.
    pub(super) fn picture(&mut self, reading: &Reading<'_>, tag: &Tag) {
        let span = reading.span(&tag.span);
        let attributes = sorted(tag, span);
        if !attributes.id.is_empty() {
            self.anchors.push(attributes.id.clone());
        }
        let Some(href) = tag.value("src").map(str::trim).filter(|href| !href.is_empty()) else {
            return self.leave(reading, &tag.span, Kind::Tag);
        };
        let words = tag.value("alt").unwrap_or_default().trim();
        let content = if words.is_empty() {
            Line::default()
        } else {
            Line::from([Inline::Text(Text::Own(words.into()))])
        };
        let image = Inline::Image(Box::new(Link {
            href: href.to_owned(),
            title: tag.value("title").unwrap_or_default().trim().to_owned(),
            content,
            span,
            drawn: (pixels(tag, "width"), pixels(tag, "height")),
        }));
        self.inline(dressed(image, attributes));
    }

    /// The letters of a line with its ends of lines.
    pub(super) fn letters_of(&self, inlines: &[Inline]) -> String {
        let mut letters = String::new();
        let mut document = Document::empty();
        document.source = std::sync::Arc::clone(self.source);
        for inline in inlines {
            if matches!(inline, Inline::SoftBreak | Inline::HardBreak) {
                letters.push('\n');
            } else {
                letters.push_str(&document.plain(std::slice::from_ref(inline)));
            }
        }
        letters
    }
}

/// A piece of a line with the attributes of its tag.
fn dressed(inline: Inline, attributes: Attributes) -> Inline {
    if attributes.is_empty() {
        return inline;
    }
    let content = Line::from([inline]);
    Inline::Element(Box::new(Element { name: Name::Bare, attributes, content }))
}
