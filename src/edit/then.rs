//! Edits, and edits of the text that they leave → edits of the first text that do both.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Edits, with_line_ends_of};
use crate::source::{SourcePath, Span};

/// A stretch of a text after some edits.
enum Piece {
    /// It stands there as it did, in these bytes of the first text.
    Kept(Range<usize>),
    /// It was written in place of these bytes.
    New(Range<usize>, String),
}

impl Edits {
    /// These, and then `later`, whose spans are of the text that these leave of `text`, the text of the file `path`.
    ///
    /// Edits that touch become one.
    #[must_use]
    pub fn then(mut self, (path, text): (&SourcePath, &str), later: &Edits) -> Self {
        let Some(places) = later.files.get(path) else { return self };
        let mut pieces = self.pieces(path, text);
        for (span, new) in places.iter().rev() {
            let before = split(&mut pieces, span.range().start);
            let after = split(&mut pieces, span.range().end);
            let replaced = range(&pieces[before..after]).unwrap_or_else(|| {
                let at = pieces.get(before).map_or(text.len(), |piece| piece.range().start);
                at..at
            });
            let new = Piece::New(replaced, with_line_ends_of(text, new));
            pieces.splice(before..after, [new]);
        }
        self.files.insert(path.clone(), joined(pieces));
        self
    }

    fn pieces(&self, path: &SourcePath, text: &str) -> Vec<Piece> {
        let (mut pieces, mut at) = (Vec::new(), 0);
        for (span, new) in self.files.get(path).into_iter().flatten() {
            pieces.push(Piece::Kept(at..span.range().start));
            pieces.push(Piece::New(span.range(), with_line_ends_of(text, new)));
            at = span.range().end;
        }
        pieces.push(Piece::Kept(at..text.len()));
        pieces
    }
}

impl Piece {
    /// Its bytes in the first text.
    fn range(&self) -> Range<usize> {
        match self {
            Piece::Kept(range) | Piece::New(range, _) => range.clone(),
        }
    }

    fn len(&self) -> usize {
        match self {
            Piece::Kept(range) => range.len(),
            Piece::New(_, text) => text.len(),
        }
    }
}

/// Sees to it that a piece begins at byte `at` of the text that the pieces make, and says which.
fn split(pieces: &mut Vec<Piece>, at: usize) -> usize {
    let mut start = 0;
    for number in 0..pieces.len() {
        let length = pieces[number].len();
        if at == start {
            return number;
        }
        if at < start + length {
            let (left, right) = match &pieces[number] {
                Piece::Kept(range) => {
                    let middle = range.start + at - start;
                    (Piece::Kept(range.start..middle), Piece::Kept(middle..range.end))
                }
                Piece::New(range, text) => {
                    let (left, right) = text.split_at(at - start);
                    let right = Piece::New(range.end..range.end, right.to_owned());
                    (Piece::New(range.clone(), left.to_owned()), right)
                }
            };
            pieces.splice(number..=number, [left, right]);
            return number + 1;
        }
        start += length;
    }
    pieces.len()
}

/// All bytes of the first text that `pieces` stand for.
fn range(pieces: &[Piece]) -> Option<Range<usize>> {
    Some(pieces.first()?.range().start..pieces.last()?.range().end)
}

/// What is new in `pieces`, with what touches joined.
fn joined(pieces: Vec<Piece>) -> BTreeMap<Span, String> {
    let mut places: Vec<(Range<usize>, String)> = Vec::new();
    for piece in pieces {
        let Piece::New(range, text) = piece else { continue };
        match places.last_mut().filter(|(last, _)| last.end == range.start) {
            Some((last, before)) => {
                last.end = range.end;
                before.push_str(&text);
            }
            None => places.push((range, text)),
        }
    }
    places.into_iter().map(|(range, text)| (Span::new(range.start, range.end), text)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Edit;
    use super::*;

    fn of(edits: &[(usize, usize, &str)]) -> Edits {
        let path = SourcePath::new("a.md");
        let edits =
            edits.iter().map(|(start, end, text)| Edit::new(&path, Span::new(*start, *end), *text));
        Edits::of(edits).expect("none overlap")
    }

    #[test]
    fn edits_of_edits_are_edits_of_the_first_text() {
        let path = SourcePath::new("a.md");
        let text = "one two three";
        for (first, later) in [
            (&[(0, 3, "1")][..], &[(2, 5, "2")][..]),
            (&[(0, 3, "first")], &[(0, 5, "1"), (10, 15, "3")]),
            (&[(4, 7, "abc"), (8, 13, "x")], &[(5, 9, "-")]),
            (&[(4, 7, "")], &[(4, 4, "new")]),
            (&[(3, 3, "!")], &[(4, 4, "?"), (0, 1, "O")]),
            (&[], &[(4, 7, "2")]),
        ] {
            let (first, later) = (of(first), of(later));
            let between = first.apply(&path, text);
            let both = first.then((&path, text), &later);
            assert_eq!(both.apply(&path, text), later.apply(&path, &between));
        }
    }

    #[test]
    fn what_touches_is_one_edit() {
        let path = SourcePath::new("a.md");
        let both = of(&[(0, 3, "1")]).then((&path, "one two"), &of(&[(1, 2, "")]));
        assert_eq!(both, of(&[(0, 4, "1")]));
    }
}
