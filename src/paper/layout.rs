//! Sheet → pages: what goes where, and how many pages it takes.

mod ask;
mod builder;
mod cover;
mod drawing;
mod fill;
mod grid;
mod head;
mod marks;
mod style;
#[cfg(test)]
mod tests;

pub(super) use self::cover::cover;

use std::sync::Arc;

use self::builder::Layout;
use self::style::{BODY, SMALL, STRONG};
use super::frame::Frame;
use super::measure::{MILLIMETRE, count};
use super::page::{Pages, Part, Role, Tone};
use super::text::Typesetter;
use crate::sheet::{LINE_PITCH, Paper, Piece, Sheet, Turn};

/// The distances of writing lines that are tried, in millimetres: as wide as they can be, never under 7.
const PITCHES: [f32; 4] = [LINE_PITCH, 8.0, 7.5, 7.0];

/// Lays `sheet` out on pages of `paper`.
///
/// Where it takes more pages than `allowed`, writing lines and the white between pieces come closer as far as a hand
/// still has room; where that does not help, everything stays wide.
pub(super) fn pages(
    setter: &mut Typesetter,
    sheet: &Sheet,
    frame: &Frame,
    (paper, turn): (Paper, Turn),
    allowed: Option<usize>,
) -> Pages {
    let wide = pages_at(setter, sheet, frame, (paper, turn), LINE_PITCH);
    let wanted = match allowed {
        Some(allowed) => allowed,
        // Where any number will do, one page less is worth it.
        None => wide.pages.len().saturating_sub(1).max(1),
    };
    if wide.pages.len() <= wanted {
        return wide;
    }
    let mut over = Some(wide.after(wanted));
    if !sheet.is_written_on() && frame.intro.is_empty() {
        return Pages { over, ..wide };
    }
    for pitch in &PITCHES[1..] {
        let close = pages_at(setter, sheet, frame, (paper, turn), *pitch);
        if close.pages.len() <= wanted {
            return close;
        }
        over = Some(close.after(wanted));
    }
    Pages { over, ..wide }
}

/// Lays `sheet` out with writing lines that are `pitch` millimetres apart.
fn pages_at(
    setter: &mut Typesetter,
    sheet: &Sheet,
    frame: &Frame,
    (paper, turn): (Paper, Turn),
    pitch: f32,
) -> Pages {
    let mut layout = Layout::new(setter, paper, turn, pitch);
    layout.fillable = frame.fillable;
    layout.fields = Arc::clone(&frame.fields);
    if !matches!(sheet.pieces.first(), Some(Piece::Drawing(drawing)) if layout.fills_the_page(drawing))
    {
        layout.head(frame);
    }
    let asks = sheet.pieces.iter().filter(|piece| matches!(piece, Piece::Ask(_))).count();
    let mut number = 0;
    for (at, piece) in sheet.pieces.iter().enumerate() {
        layout.reserve = layout.ending(&sheet.pieces[at + 1..], frame);
        // One or two questions below a table need no numbers.
        if matches!(piece, Piece::Ask(_)) && asks > 2 {
            number += 1;
        }
        layout.part = Part::Piece(at, 0);
        layout.piece(piece, number);
    }
    layout.part = Part::Below;
    for text in &frame.below {
        layout.space(2.0 * MILLIMETRE);
        layout.paragraph(text, SMALL, Tone::Quiet, Role::Paragraph);
    }
    layout.finish(frame)
}

impl Layout<'_> {
    /// How high what is left to lay out is, where that is so little that a drawing had better make room for it: a small
    /// table and the lines that end the sheet. 0 where it is more.
    fn ending(&self, rest: &[Piece], frame: &Frame) -> f32 {
        let lines = match frame.below.len() {
            0 => 0.0,
            some => (count(some) * 7.0 + 3.0) * MILLIMETRE,
        };
        match rest {
            [] => lines,
            [Piece::Grid(grid)] if grid.rows.len() <= 8 => {
                let rows: f32 =
                    grid.rows.iter().map(|row| row.height * self.pitch / LINE_PITCH).sum();
                (rows + 14.0) * MILLIMETRE + lines
            }
            _ => 0.0,
        }
    }

    fn piece(&mut self, piece: &Piece, number: usize) {
        match piece {
            Piece::Heading(text) => {
                self.space(2.5 * MILLIMETRE);
                self.make_room(24.0 * MILLIMETRE);
                self.paragraph(text, STRONG, Tone::Ink, Role::Heading(text.clone()));
                self.space(MILLIMETRE);
            }
            Piece::Text(text) => {
                self.paragraph(text, BODY, Tone::Ink, Role::Paragraph);
                self.space(2.0 * MILLIMETRE);
            }
            Piece::Ask(ask) => self.ask(ask, number),
            Piece::Ticks(ticks) => self.ticks(ticks),
            Piece::Grid(grid) => self.grid(grid),
            Piece::Drawing(drawing) => self.drawing(drawing),
            Piece::Break => self.break_page(),
        }
    }
}
