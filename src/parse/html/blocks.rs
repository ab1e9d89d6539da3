//! A line of pieces → the blocks that it is.

use crate::prose::{Block, Element, Inline, Kind, Line, Name, Text};

/// Whether a piece is nothing but white space.
pub(super) fn is_blank(inline: &Inline) -> bool {
    matches!(inline, Inline::SoftBreak)
        || matches!(inline, Inline::Text(Text::Own(text)) if text.trim().is_empty())
}

/// A line without white space and ends of lines around it.
pub(in crate::parse) fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let is_edge = |inline: &Inline| matches!(inline, Inline::HardBreak) || is_blank(inline);
    while inlines.last().is_some_and(is_edge) {
        inlines.pop();
    }
    let start = inlines.iter().position(|inline| !is_edge(inline)).unwrap_or(0);
    inlines.drain(..start);
    inlines
}

/// The blocks that a line is: a paragraph, or what has no words and needs none.
pub(in crate::parse) fn blocks_of(inlines: Vec<Inline>) -> Vec<Block> {
    let is_html =
        |inline: &Inline| matches!(inline, Inline::Html(html) if html.kind != Kind::Custom);
    if inlines.iter().any(is_html)
        && inlines.iter().all(|inline| is_html(inline) || is_blank(inline))
    {
        let html = inlines.into_iter().filter_map(|inline| {
            let Inline::Html(html) = inline else { return None };
            Some(Block::Html(html))
        });
        return html.collect();
    }
    match <[Inline; 1]>::try_from(inlines) {
        Ok([Inline::Element(element)]) => alone(*element),
        Ok(line) => vec![Block::Paragraph(line.into())],
        Err(inlines) => vec![Block::Paragraph(inlines.into())],
    }
}

/// An element that is alone in its paragraph: a place to link to is no paragraph, and a picture stands for itself.
fn alone(element: Element<Line>) -> Vec<Block> {
    let Element { name, attributes, content } = element;
    let is_picture = name == Name::Bare && matches!(*content, [Inline::Image(_)]);
    if is_picture || name == Name::Span && content.is_empty() {
        let (name, content) = if is_picture {
            (Name::Bare, vec![Block::Paragraph(content)])
        } else {
            (Name::Division, Vec::new())
        };
        return vec![Block::Element(Box::new(Element { name, attributes, content }))];
    }
    let element = Element { name, attributes, content };
    vec![Block::Paragraph(Line::from([Inline::Element(Box::new(element))]))]
}
