//! Markdown text → [`Document`]. The only home of the Markdown parser.

mod colons;
mod containers;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser};

use self::colons::Guarded;
pub(super) use self::containers::Step;
use self::containers::{Placed, contained};
use super::tree::Builder;
use crate::diag::Diagnostic;
use crate::prose::{Document, Place};
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
    let mut builder = Builder::new(source, body);
    feed(&mut builder, &source[body..], body);
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
    let mut builder = Builder::new(&source, 0);
    feed(&mut builder, &source, 0);
    builder.finish(path, place, faults)
}

/// Gives `builder` every event of `text`, which begins at byte `body` of its source.
fn feed(builder: &mut Builder<'_>, text: &str, body: usize) {
    if let Some(contained) = contained(text, as_written) {
        builder.note_labels(Parser::new_ext(&contained.text, OPTIONS).reference_definitions());
        return contained.steps.into_iter().for_each(|step| builder.step(step, body));
    }
    let guarded = Guarded::of(text);
    if let Some((guarded, events)) =
        guarded.as_ref().and_then(|guarded| Some((guarded, restored(guarded)?)))
    {
        builder.note_labels(Parser::new_ext(&guarded.text, OPTIONS).reference_definitions());
        return take(builder, events.into_iter(), body);
    }
    // Where a colon could not be told from its stand-in, no line begins the meaning of a term.
    let meanings =
        if guarded.is_some() { Options::ENABLE_DEFINITION_LIST } else { Options::empty() };
    let events = Parser::new_ext(text, OPTIONS.difference(meanings)).into_offset_iter();
    builder.note_labels(events.reference_definitions());
    take(builder, events, body);
}

/// Every event of `text`, as it was written.
fn as_written(text: &str) -> Vec<Placed> {
    let guarded = Guarded::of(text);
    let options = if guarded.is_some() {
        OPTIONS.difference(Options::ENABLE_DEFINITION_LIST)
    } else {
        OPTIONS
    };
    let plain = || {
        let events = Parser::new_ext(text, options).into_offset_iter();
        events.map(|(event, range)| (event.into_static(), range)).collect()
    };
    guarded.as_ref().and_then(restored).unwrap_or_else(plain)
}

/// Every event of a guarded text, as it was written. `None` where that cannot be told.
fn restored(guarded: &Guarded<'_>) -> Option<Vec<Placed>> {
    let parser = Parser::new_ext(&guarded.text, OPTIONS).into_offset_iter();
    if guarded.touches_labels(parser.reference_definitions()) {
        return None;
    }
    let whole = |(event, range)| Some((guarded.restored(event, &range)?.into_static(), range));
    parser.map(whole).collect()
}

fn take<'e>(
    builder: &mut Builder<'_>,
    events: impl Iterator<Item = (Event<'e>, Range<usize>)>,
    body: usize,
) {
    for (event, range) in events {
        builder.take(event, range.start + body..range.end + body);
    }
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
