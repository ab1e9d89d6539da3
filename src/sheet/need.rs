//! How many pages a sheet takes, worked out from its pieces.

use super::{AskRoom, Cell, Grid, LINE_PITCH, Piece, Room, Sheet, leading, many, text_lines};

/// The size of printed text, in points.
const TEXT: f32 = 11.0;
/// White below a piece, in millimetres.
const GAP: f32 = 5.0;

impl Sheet {
    /// How many pages it takes where each has this `room` and the first begins with `intro`. At least one.
    ///
    /// An estimate: what a browser prints may differ by a line or two.
    pub fn pages(&self, room: Room, intro: &str) -> usize {
        let text = |text: &str, width: f32| many(text_lines(text, TEXT, width)) * leading(TEXT);
        let mut page = Page { number: 1, used: 0.0, height: room.height };
        // A drawing of a whole side of paper stands on it alone.
        let is_drawn = |piece: &Piece| matches!(piece, Piece::Drawing(drawing) if drawing.height > room.height);
        if !intro.is_empty() && !self.pieces.first().is_some_and(is_drawn) {
            page.add(text(intro, room.width) + GAP);
        }
        for piece in &self.pieces {
            match piece {
                Piece::Heading(heading) => page.add(text(heading, room.width) + GAP),
                Piece::Text(paragraph) => page.add(text(paragraph, room.width) + GAP),
                Piece::Ask(ask) => {
                    let help = if ask.help.is_empty() { 0.0 } else { text(&ask.help, room.width) };
                    let answer = match &ask.room {
                        AskRoom::Lines(lines) => many(*lines) * LINE_PITCH,
                        AskRoom::Choice(choices) => text(&choices.join("      "), room.width),
                        AskRoom::Date => LINE_PITCH,
                    };
                    page.add(text(&ask.label, room.width) + help + answer + GAP);
                }
                Piece::Ticks(ticks) => {
                    for tick in ticks {
                        let lines = std::iter::once(&tick.text).chain(&tick.notes);
                        page.add(
                            lines.map(|line| text(line, room.width - 10.0)).sum::<f32>() + GAP,
                        );
                    }
                }
                Piece::Grid(grid) => {
                    rows(grid, room.width).for_each(|row| page.add(row));
                    page.used += GAP;
                }
                Piece::Drawing(drawing) => page.add(drawing.height.min(room.height)),
                Piece::Break => page.turn(),
            }
        }
        page.number
    }
}

/// The heights of the head and of every row of `grid` on paper of `width`.
fn rows(grid: &Grid, width: f32) -> impl Iterator<Item = f32> {
    let shares: f32 = grid.columns.iter().map(|column| column.share).sum();
    let height = move |row: &super::Row| {
        let cell = |(cell, column): (&Cell, &super::Column)| {
            let wide = width * column.share / shares.max(0.01) - 4.0;
            many(text_lines(cell.text(), 9.5, wide)) * leading(9.5) + 3.0
        };
        row.cells.iter().zip(&grid.columns).map(cell).fold(row.height, f32::max)
    };
    std::iter::once(10.0).chain(grid.rows.iter().map(height))
}

struct Page {
    number: usize,
    used: f32,
    height: f32,
}

impl Page {
    /// Puts something of this `height` below the rest, or on the next page where there is no room for it.
    fn add(&mut self, height: f32) {
        if self.used > 0.0 && self.used + height > self.height + GAP {
            self.turn();
        }
        self.used += height;
    }

    fn turn(&mut self) {
        self.number += 1;
        self.used = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Drawing, Paper, Tick, Turn};

    #[test]
    fn pages_are_counted() {
        let room = Room::on(Paper::Either, Turn::Portrait);
        let ticks = |number: usize| {
            let tick = Tick {
                field: String::new(),
                text: "We know who decides".to_owned(),
                notes: Vec::new(),
                ticked: false,
            };
            Sheet { pieces: vec![Piece::Ticks(vec![tick; number])] }
        };
        assert_eq!(Sheet::default().pages(room, ""), 1);
        assert_eq!(ticks(9).pages(room, "Read it aloud."), 1);
        assert_eq!(ticks(40).pages(room, ""), 2);
        let side = Piece::Drawing(Drawing::new(210.0, 279.0, ""));
        let two = Sheet { pieces: vec![side.clone(), Piece::Break, side] };
        assert_eq!(two.pages(room, "Cut them."), 2);
    }
}
