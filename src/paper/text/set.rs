//! Plain text → lines of glyphs.

use std::borrow::Cow;
use std::sync::Arc;

use super::divide::{Words, cuts_a_word};
use super::rich::Rich;
use super::rich_text::RichLine;
use super::stretch::is_long;
use super::style::Style;
use super::typesetter::Typesetter;
use crate::paper::page::Line;

/// No line that a page has room for holds more bytes.
const LONGEST_LINE: usize = 1_000;

/// A text in lines.
#[derive(Debug)]
pub(in crate::paper) struct Text {
    /// The lines.
    pub(in crate::paper) lines: Vec<Arc<Line>>,
    /// The distance from one base line to the next, in points.
    pub(in crate::paper) pitch: f32,
    /// How far below the top of a line its base line is, in points.
    pub(in crate::paper) ascent: f32,
}

impl Text {
    /// The width of the widest line in points.
    pub(in crate::paper) fn widest(&self) -> f32 {
        self.lines.iter().map(|line| line.width).fold(0.0, f32::max)
    }

    /// The height of all lines in points.
    pub(in crate::paper) fn height(&self) -> f32 {
        f32::from(u16::try_from(self.lines.len()).unwrap_or(u16::MAX)) * self.pitch
    }
}

impl Typesetter {
    /// Sets `text` in a column of `width` points; empty text has no line.
    pub(in crate::paper) fn set(&mut self, text: &str, style: Style, width: f32) -> Text {
        let (pitch, ascent) = style.measures();
        let mut lines = Vec::new();
        let text = printable(text);
        if is_long(&text) {
            let lines = self.set_long(text.trim_end(), style, width);
            return Text { lines, pitch, ascent };
        }
        if !text.trim().is_empty() {
            let text = format!("{}{}", self.mark_of_direction(style), text.trim_end());
            let text: Arc<str> = Arc::from(text);
            let layout = self.layout(&text, style, width);
            if cuts_a_word(&layout, &text) && self.may_divide(&text, width) {
                return self.set_words(&text, style, width, Words::Whole);
            }
            for line in layout.lines() {
                let mut line = self.line(&line, &text);
                if layout.is_rtl() {
                    self.begin_at_the_right(&mut line, width);
                }
                lines.push(Arc::new(line));
            }
        }
        Text { lines, pitch, ascent }
    }

    /// Sets `text` in one line, and of a longer one the beginning with `…` behind it. `None` when nothing is read.
    pub(in crate::paper) fn set_one_line(
        &mut self,
        text: &str,
        style: Style,
        width: f32,
    ) -> Option<Arc<Line>> {
        let beginning = &text[..text.floor_char_boundary(LONGEST_LINE)];
        let set = self.set(beginning, style, width);
        if set.lines.len() < 2 && beginning.len() == text.len() {
            return set.lines.into_iter().next();
        }
        let ends: Vec<usize> = beginning.char_indices().map(|(at, _)| at).collect();
        let mut cut =
            |end: usize| self.set(&format!("{}…", beginning[..end].trim_end()), style, width);
        let fitting = ends.partition_point(|end| cut(*end).lines.len() < 2);
        cut(ends.get(fitting.checked_sub(1)?).copied()?).lines.into_iter().next()
    }

    /// Sets running text as [`Typesetter::set`] does, with words divided where that saves a line.
    pub(in crate::paper) fn set_running(&mut self, text: &str, style: Style, width: f32) -> Text {
        if self.may_divide(text, width) {
            self.set_words(text, style, width, Words::Saving)
        } else {
            self.set(text, style, width)
        }
    }

    pub(super) fn set_words(&mut self, text: &str, style: Style, width: f32, words: Words) -> Text {
        let rich = Rich::plain(printable(text).trim_end());
        let set = self.set_rich(&rich, (style, words), width);
        let line = |RichLine { mut pieces, width, .. }: RichLine| {
            // Of a plain text each line is one piece; none where no font has its letters.
            let line = pieces.pop().map(|piece| Arc::unwrap_or_clone(piece.line));
            let (text, runs) = line.map(|line| (line.text, line.runs)).unwrap_or_default();
            Arc::new(Line { text, runs, width })
        };
        let lines = set.lines.into_iter().map(line).collect();
        Text { lines, pitch: set.pitch, ascent: set.ascent }
    }
}

/// `text` without what no page of paper holds: control characters, and marks of byte order.
fn printable(text: &str) -> Cow<'_, str> {
    let is_odd = |letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
    };
    if text.contains(is_odd) { Cow::Owned(text.replace(is_odd, " ")) } else { Cow::Borrowed(text) }
}
