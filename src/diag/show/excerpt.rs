//! A place → the line that is shown of it, cut where it is long.

use std::borrow::Cow;
use std::ops::Range;

use super::files::Files;
use crate::diag::lines::floor;
use crate::source::Location;

/// The most characters of a line that are shown; prose is often one line a paragraph.
const WIDTH: usize = 100;
/// How many of them stand before the place, where there are so many.
const BEFORE: usize = 40;

/// A place ready to be drawn.
pub(super) struct Shown<'l> {
    pub(super) path: String,
    pub(super) label: Option<&'l String>,
    /// Nothing when the file's text is not at hand.
    pub(super) excerpt: Option<Excerpt>,
}

/// A line, as far as it is shown.
pub(super) struct Excerpt {
    pub(super) line: usize,
    pub(super) column: usize,
    /// The line, or what is around the place when it is long.
    pub(super) text: String,
    pub(super) within: Range<usize>,
}

impl<'l> Shown<'l> {
    /// The place `location`, with what is to be seen there.
    pub(super) fn new(location: &Location, label: Option<&'l String>, files: &Files<'_>) -> Self {
        let excerpt = files.place(location).map(|place| {
            let (text, within) = cut(place.text, place.within);
            Excerpt { line: place.line, column: place.column, text, within }
        });
        Self { path: files.shown(&location.path), label, excerpt }
    }
}

/// `line` without the letters of a picture that was pasted into it just behind `within`: nobody can read them.
fn without_data<'l>(line: &'l str, within: &Range<usize>) -> Cow<'l, str> {
    const MARK: &str = "base64,";
    // What is farther behind is not shown.
    let near = floor(line, within.end + 4 * WIDTH);
    let behind = line.get(within.end..near).and_then(|rest| Some(within.end + rest.find(MARK)?));
    let Some(start) = behind.map(|at| at + MARK.len()) else { return Cow::Borrowed(line) };
    let is_data =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '=');
    let rest = line[start..].trim_start_matches(is_data);
    Cow::Owned(format!("{}…{rest}", &line[..start]))
}

/// The part of `line` around `within`, with `…` where it was cut, and where the place is in it.
pub(super) fn cut(line: &str, within: Range<usize>) -> (String, Range<usize>) {
    let line = &*without_data(line, &within);
    if line.chars().nth(WIDTH).is_none() {
        return (line.to_owned(), within);
    }
    let after = line[within.start..].chars().take(WIDTH - BEFORE).count();
    let begin =
        line[..within.start].char_indices().rev().nth(WIDTH - after - 1).map_or(0, |(at, _)| at);
    let begin = after_space(line, begin, within.start);
    let end = line[begin..].char_indices().nth(WIDTH).map_or(line.len(), |(at, _)| begin + at);

    let mark = |cut: bool| if cut { "…" } else { "" };
    let head = mark(begin > 0);
    let text = format!("{head}{}{}", &line[begin..end], mark(end < line.len()));
    let shifted = |at: usize| at.clamp(begin, end) - begin + head.len();
    (text, shifted(within.start)..shifted(within.end))
}

/// Where the next word begins, when that is near and before `place`.
fn after_space(line: &str, begin: usize, place: usize) -> usize {
    if begin == 0 {
        return 0;
    }
    let near = floor(line, begin + 20).min(place);
    line[begin..near].find(' ').map_or(begin, |at| begin + at + 1)
}
