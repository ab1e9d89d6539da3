//! A text in lines whose letters look different in places.

use std::sync::Arc;

use super::typesetter::blank_before;
use crate::paper::page::Line;

/// A rich text in lines.
#[derive(Clone, Debug)]
pub(in crate::paper) struct RichText {
    /// The lines.
    pub(in crate::paper) lines: Vec<RichLine>,
    /// The distance from one base line to the next, in points.
    pub(in crate::paper) pitch: f32,
    /// How far below the top of a line its base line is, in points.
    pub(in crate::paper) ascent: f32,
}

/// A line of a rich text.
#[derive(Clone, Debug, Default)]
pub(in crate::paper) struct RichLine {
    /// Its pieces from left to right.
    pub(in crate::paper) pieces: Vec<RichPiece>,
    /// How wide it is.
    pub(in crate::paper) width: f32,
    /// Whether a hyphen ends it.
    pub(in crate::paper) is_divided: bool,
    /// The picture that it and the lines after it are room for.
    pub(in crate::paper) picture: Option<RoomForPicture>,
    /// Whether it is room for the picture that stands in a line before.
    pub(in crate::paper) goes_on: bool,
}

/// Room for a picture.
#[derive(Clone, Debug)]
pub(in crate::paper) struct RoomForPicture {
    /// The number of its span.
    pub(in crate::paper) span: usize,
    /// How wide and how high it is drawn, in points.
    pub(in crate::paper) size: (f32, f32),
}

/// A piece of a line: letters of one span.
#[derive(Clone, Debug)]
pub(in crate::paper) struct RichPiece {
    /// What is drawn.
    pub(in crate::paper) line: Arc<Line>,
    /// How far from the beginning of the line it starts.
    pub(in crate::paper) x: f32,
    /// How far its base line is above that of the line.
    pub(in crate::paper) rise: f32,
    /// The number of its span.
    pub(in crate::paper) span: usize,
}

impl RichLine {
    /// A line that is room for the picture above.
    pub(super) fn room() -> Self {
        Self { goes_on: true, ..Self::default() }
    }

    /// Counts where pieces stand from the right, as on a page that is turned round. What is read from the left, such as
    /// code, still begins at the left of its column of `width` points.
    pub(super) fn count_from_the_right(&mut self, is_read_from_there: bool, width: f32) {
        let Some(last) = self.pieces.last() else { return };
        let end = if is_read_from_there {
            let first = &self.pieces[0].line;
            let end = last.x + last.line.width;
            self.width = end - blank_before(&first.runs, &first.text);
            end
        } else {
            width
        };
        for piece in &mut self.pieces {
            piece.x = end - piece.x - piece.line.width;
        }
        // Those who hear them hear them in the order of the text.
        let first = |piece: &RichPiece| {
            let glyphs = piece.line.runs.iter().flat_map(|run| &run.glyphs);
            glyphs.map(|glyph| glyph.bytes.start).min()
        };
        self.pieces.sort_by_key(first);
    }
}

impl RichText {
    /// The height of all lines in points.
    pub(in crate::paper) fn height(&self) -> f32 {
        self.lines.iter().map(|_| self.pitch).sum()
    }
}
