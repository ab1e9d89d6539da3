//! A line of prose → the pictures in it that have no words beside them.

use super::element::Kind;
use super::inline::Inline;
use crate::source::Span;

/// What stands in a line, as far as it matters to the pictures in it.
enum Seen {
    Picture(Span),
    Words,
    LineEnd,
}

/// Where the pictures of `line` stand that are alone between two line ends. They may be within a link or emphasis.
pub fn pictures_alone(source: &str, line: &[Inline]) -> Vec<Span> {
    let mut seen = Vec::new();
    look(source, line, &mut seen);
    let lines = seen.split(|seen| matches!(seen, Seen::LineEnd));
    let alone = lines.filter(|line| !line.iter().any(|seen| matches!(seen, Seen::Words)));
    let span = |seen: &Seen| match seen {
        Seen::Picture(span) => Some(*span),
        Seen::Words | Seen::LineEnd => None,
    };
    alone.flatten().filter_map(span).collect()
}

fn look(source: &str, pieces: &[Inline], seen: &mut Vec<Seen>) {
    for inline in pieces {
        match inline {
            Inline::Text(text) => {
                seen.extend((!text.as_str(source).trim().is_empty()).then_some(Seen::Words));
            }
            Inline::Code(_) => seen.push(Seen::Words),
            Inline::Html(html) if html.kind == Kind::Custom => seen.push(Seen::Words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                look(source, inner, seen);
            }
            Inline::Element(element) => look(source, &element.content, seen),
            Inline::Link(link) => look(source, &link.content, seen),
            Inline::Image(image) => seen.push(Seen::Picture(image.span)),
            Inline::SoftBreak | Inline::HardBreak => seen.push(Seen::LineEnd),
            // The mark of a note follows on the next line.
            Inline::FootnoteMark(_) | Inline::Html(_) => {}
        }
    }
}
