//! Letters that stand side by side → text, quotation marks and bare addresses.
//!
//! The parser of Markdown hands text over in many pieces: around each sign that could have been markup, each entity, each
//! escape. Addresses are looked for in what the pieces say together.

use std::ops::Range;

use crate::parse::heading::is_typeset;
use crate::parse::link::{Address, find_addresses};
use crate::prose::clipped::is_clipped;
use crate::prose::{Inline, Line, Link, Quote, Text};
use crate::source::Span;

/// Pieces of text with nothing else between them.
#[derive(Default)]
pub(super) struct Run {
    /// What they say together: entities are letters, and dashes and quotation marks still stand as they were typed.
    letters: String,
    pieces: Vec<Piece>,
}

/// A piece of a run.
struct Piece {
    /// Its letters, among those of the run.
    at: Range<usize>,
    /// Where it was written.
    span: Span,
    shown: Shown,
}

/// How a piece is shown.
enum Shown {
    /// As it stands in the source.
    Written,
    /// By letters that stand otherwise in the source.
    Decoded,
    /// By real punctuation in place of what was typed, unless it is part of an address.
    Set(Box<str>),
    Quote(Quote),
}

impl Run {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Adds `text`, which was written as `written` at `span`.
    pub(super) fn push(&mut self, text: &str, written: &str, span: Span) {
        let start = self.letters.len();
        let shown = if text == written {
            Shown::Written
        } else if !is_typeset(text, written) {
            Shown::Decoded
        } else if let Some(quote) = Quote::of(text) {
            Shown::Quote(quote)
        } else {
            Shown::Set(text.into())
        };
        let stays = matches!(shown, Shown::Written | Shown::Decoded);
        self.letters.push_str(if stays { text } else { written });
        self.pieces.push(Piece { at: start..self.letters.len(), span, shown });
    }

    /// Hands over what the pieces say, in order, and is empty again. Where `links`, bare addresses are links.
    pub(super) fn settle(&mut self, links: bool, take: &mut dyn FnMut(Inline)) {
        let mut from = 0;
        for (at, inline) in if links { self.marked() } else { Vec::new() } {
            self.text(from..at.start, take);
            from = at.end;
            take(inline);
        }
        self.text(from..self.letters.len(), take);
        self.letters.clear();
        self.pieces.clear();
    }

    /// The bare addresses, which are links, and names in two pairs of brackets, which may be: each stands for itself.
    fn marked(&self) -> Vec<(Range<usize>, Inline)> {
        let mut marked = self.bracketed();
        for Address { at, href } in find_addresses(&self.letters) {
            if marked.iter().any(|(name, _)| name.start < at.end && at.start < name.end) {
                continue;
            }
            let content = Line::from([Inline::Text(self.typed(at.clone()))]);
            let (span, title, drawn) = (self.span(at.clone()), String::new(), (None, None));
            marked.push((at, Inline::Link(Box::new(Link { href, title, content, span, drawn }))));
        }
        marked.sort_by_key(|(at, _)| at.start);
        marked
    }

    /// What stands in two pairs of brackets, with the `!` before it, as far as it was typed so.
    fn bracketed(&self) -> Vec<(Range<usize>, Inline)> {
        let (letters, mut found, mut from) = (&self.letters, Vec::new(), 0);
        while let Some(close) = letters[from..].find("]]").map(|at| from + at) {
            let open = letters[from..close].rfind("[[").map(|at| from + at);
            from = close + 2;
            let Some(open) = open else { continue };
            let start = open - usize::from(letters[..open].ends_with('!'));
            let span = self.span(start..from);
            // Within a table the mark between name and words is escaped.
            let escapes = usize::from(letters[open..close].contains('|'));
            let more = span.range().len().checked_sub(from - start);
            let is_typed = |piece: &&Piece| {
                !matches!(piece.shown, Shown::Decoded)
                    || piece.at.end <= start
                    || from <= piece.at.start
            };
            if more.is_some_and(|more| more <= escapes) && self.pieces.iter().all(|p| is_typed(&p))
            {
                found.push((start..from, Inline::Text(Text::Source(span))));
            }
        }
        found
    }

    /// Hands over the letters `at` as they are shown.
    fn text(&self, at: Range<usize>, take: &mut dyn FnMut(Inline)) {
        let mut gathered = Gathered::default();
        for piece in &self.pieces {
            let range = piece.at.start.max(at.start)..piece.at.end.min(at.end);
            if range.is_empty() {
                continue;
            }
            let is_whole = range == piece.at;
            match &piece.shown {
                Shown::Written => gathered.add(&self.letters[range.clone()], piece.part(&range)),
                Shown::Set(text) if is_whole => gathered.add_own(text),
                Shown::Quote(quote) if is_whole => {
                    gathered.give(take);
                    take(Inline::Text(Text::Quote(self.meant(*quote, range.end))));
                }
                Shown::Decoded | Shown::Set(_) | Shown::Quote(_) => {
                    gathered.add_own(&self.letters[range]);
                }
            }
        }
        gathered.give(take);
    }

    /// The mark that ends at byte `end`: an apostrophe where it stands for what a word has lost.
    fn meant(&self, quote: Quote, end: usize) -> Quote {
        match quote {
            Quote::OpenSingle if is_clipped(&self.letters[end..]) => Quote::CloseSingle,
            Quote::Open | Quote::Close | Quote::OpenSingle | Quote::CloseSingle => quote,
        }
    }

    /// The letters `at` as they were typed.
    fn typed(&self, at: Range<usize>) -> Text {
        let is_within = |piece: &&Piece| piece.at.start <= at.start && at.end <= piece.at.end;
        match self.pieces.iter().find(is_within) {
            Some(piece) if matches!(piece.shown, Shown::Written) => Text::Source(piece.part(&at)),
            Some(_) | None => Text::Own(self.letters[at].into()),
        }
    }

    /// Where the letters `at` were written.
    fn span(&self, at: Range<usize>) -> Span {
        let is_touched = |piece: &&Piece| piece.at.start < at.end && at.start < piece.at.end;
        let first = self.pieces.iter().find(is_touched).expect("an address has letters");
        let last = self.pieces.iter().rev().find(is_touched).unwrap_or(first);
        Span { start: first.part(&at).start, end: last.part(&at).end }
    }
}

impl Piece {
    /// Where those of its letters stand that are among `at`; all of it where single letters cannot be pointed at.
    fn part(&self, at: &Range<usize>) -> Span {
        if matches!(self.shown, Shown::Decoded) {
            return self.span;
        }
        let start = at.start.max(self.at.start) - self.at.start;
        let end = at.end.min(self.at.end) - self.at.start;
        let first = self.span.start as usize;
        Span::new(first + start, first + end)
    }
}

/// Text that is about to be handed over in one piece: a stretch of the source for as long as it can be.
#[derive(Default)]
struct Gathered {
    source: Option<Span>,
    /// All letters so far, and whether they stand otherwise in the source.
    letters: String,
    is_own: bool,
}

impl Gathered {
    fn add(&mut self, letters: &str, span: Span) {
        match &mut self.source {
            None => self.source = Some(span),
            Some(before) if before.end == span.start => before.end = span.end,
            Some(_) => self.is_own = true,
        }
        self.letters.push_str(letters);
    }

    fn add_own(&mut self, letters: &str) {
        self.letters.push_str(letters);
        self.is_own = true;
    }

    fn give(&mut self, take: &mut dyn FnMut(Inline)) {
        let Self { source, letters, is_own } = std::mem::take(self);
        match source {
            Some(span) if !is_own => take(Inline::Text(Text::Source(span))),
            Some(_) | None if !letters.is_empty() => {
                take(Inline::Text(Text::Own(letters.into_boxed_str())));
            }
            Some(_) | None => {}
        }
    }
}
