//! Markdown text → [`Document`]. The only home of the Markdown parser.

use std::sync::Arc;

use pulldown_cmark::{Options, Parser};

use super::tree::Builder;
use crate::diag::Diagnostic;
use crate::model::Document;
use crate::model::document::Place;
use crate::source::{SourcePath, Span, Spanned};

/// CommonMark with the extensions of GitHub, definition lists, heading ids and real punctuation.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// Parses the prose of `source` from byte `body` on.
pub(super) fn parse(
    path: &SourcePath,
    source: &Arc<str>,
    body: usize,
    faults: &mut Vec<Diagnostic>,
) -> Document {
    let events = Parser::new_ext(&source[body..], OPTIONS).into_offset_iter();
    let mut builder = Builder::new(source, body);
    builder.note_labels(events.reference_definitions());
    for (event, range) in events {
        builder.take(event, range.start + body..range.end + body);
    }
    let place = Place::At(0);
    builder.finish(path, place, faults)
}

/// Parses a text of a TOML file, given where it stands in `file`. Nothing makes an empty document.
pub(super) fn parse_text(
    path: &SourcePath,
    file: &str,
    text: Option<Spanned<String>>,
    faults: &mut Vec<Diagnostic>,
) -> Document {
    let Some(text) = text else { return Document::empty() };
    let place = place(file, &text);
    let source: Arc<str> = Arc::from(text.value);
    let events = Parser::new_ext(&source, OPTIONS).into_offset_iter();
    let mut builder = Builder::new(&source, 0);
    builder.note_labels(events.reference_definitions());
    for (event, range) in events {
        builder.take(event, range);
    }
    builder.finish(path, place, faults)
}

/// Where the letters of `text` stand in `file`, when they stand there as they are.
fn place(file: &str, text: &Spanned<String>) -> Place {
    let written = file.get(text.span.range()).unwrap_or_default();
    match written.find(text.value.as_str()) {
        Some(at) if !text.value.is_empty() => {
            Place::At(Span::new(text.span.start as usize + at, 0).start)
        }
        Some(_) | None => Place::Within(text.span),
    }
}
