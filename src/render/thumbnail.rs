//! A small true drawing of a sheet: where its lines, boxes and columns are.

use std::fmt::Write as _;

use super::svg;
use crate::sheet::{AskRoom, Cell, Drawing, Grid, Mark, Piece, Point, Sheet, Stroke, Turn, many};

/// The short and the long side of the drawing, in the proportion of paper.
const SIDES: (f32, f32) = (60.0, 80.0);
/// White around.
const EDGE: f32 = 7.0;
/// The distance of writing lines.
const LINE: f32 = 4.5;
/// Where the content begins, below the title.
const TOP: f32 = 16.0;

/// The drawing of `sheet` as SVG.
pub(super) fn of(sheet: &Sheet, turn: Turn) -> String {
    let (width, height) = match turn {
        Turn::Portrait => SIDES,
        Turn::Landscape => (SIDES.1, SIDES.0),
    };
    let mut page = Page { path: String::new(), y: TOP, width, height };
    for piece in &sheet.pieces {
        if page.is_full() {
            break;
        }
        page.piece(piece);
    }
    format!(
        "<svg viewBox=\"0 0 {width} {height}\" fill=\"none\" stroke=\"currentColor\" \
         aria-hidden=\"true\" focusable=\"false\"><path stroke-width=\"2.5\" d=\"M7 9.5h24\"/>\
         <path stroke-width=\"0.6\" d=\"{}\"/></svg>",
        page.path
    )
}

/// How much of a line a text takes, a tenth to the whole.
fn text_share(text: &str) -> f32 {
    many(text.chars().count()).mul_add(1.0 / 70.0, 0.1).min(1.0)
}

/// A length to the tenth, which is all that shows at this size.
fn tenths(length: f32) -> svg::Number {
    svg::Number((length * 10.0).round() / 10.0)
}

struct Page {
    path: String,
    /// How far down the page is filled.
    y: f32,
    width: f32,
    height: f32,
}

impl Page {
    fn is_full(&self) -> bool {
        self.y > self.height - EDGE
    }

    fn room(&self) -> f32 {
        self.width - 2.0 * EDGE
    }

    fn line(&mut self, x: f32, y: f32, length: f32) {
        let _ = write!(self.path, "M{} {}h{}", tenths(x), tenths(y), tenths(length));
    }

    fn upright(&mut self, x: f32, y: f32, length: f32) {
        let _ = write!(self.path, "M{} {}v{}", tenths(x), tenths(y), tenths(length));
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Heading(_) => {
                self.line(EDGE, self.y, 20.0);
                self.y += LINE;
            }
            Piece::Text(text) => {
                self.line(EDGE, self.y, self.room() * text_share(text));
                self.y += LINE;
            }
            Piece::Ask(ask) => {
                self.line(EDGE, self.y, self.room() * text_share(&ask.label) * 0.7);
                self.y += LINE;
                self.answer(&ask.room);
                self.y += 2.0;
            }
            Piece::Ticks(ticks) => {
                for tick in ticks {
                    self.tick_line(text_share(&tick.text));
                }
            }
            Piece::Grid(grid) => self.grid(grid),
            Piece::Drawing(drawing) => self.drawing(drawing),
            Piece::Break => self.y = self.height,
        }
    }

    fn answer(&mut self, room: &AskRoom) {
        match room {
            AskRoom::Lines(lines) => {
                for _ in 0..*lines {
                    if !self.is_full() {
                        self.line(EDGE, self.y, self.room());
                        self.y += LINE;
                    }
                }
            }
            AskRoom::Choice(choices) => {
                let each = self.room() / many(choices.len().max(1));
                let mut x = EDGE;
                for _ in choices {
                    let _ =
                        write!(self.path, "M{} {}h2.5v2.5h-2.5z", tenths(x), tenths(self.y - 2.0));
                    x += each;
                }
                self.y += LINE;
            }
            AskRoom::Date => {
                self.line(EDGE, self.y, 16.0);
                self.y += LINE;
            }
        }
    }

    fn tick_line(&mut self, share: f32) {
        if self.is_full() {
            return;
        }
        let _ = write!(self.path, "M{EDGE} {}h3v3h-3z", tenths(self.y - 2.5));
        self.line(EDGE + 6.0, self.y - 0.8, (self.room() - 6.0) * share);
        self.y += 6.0;
    }

    fn grid(&mut self, grid: &Grid) {
        let tall = grid.rows.iter().any(|row| row.height > 15.0);
        let row = if tall { 11.0 } else { 5.3 };
        let most = ((self.height - EDGE - self.y) / row).floor().max(1.0);
        let rows = many(grid.rows.len() + 1).min(most);
        let top = self.y - 2.0;
        let mut y = top;
        while y <= rows.mul_add(row, top) + 0.01 {
            self.line(EDGE, y, self.room());
            y += row;
        }
        let total: f32 = grid.columns.iter().map(|column| column.share).sum();
        let mut x = EDGE;
        self.upright(x, top, row * rows);
        let first_row = grid.rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
        for (at, column) in grid.columns.iter().enumerate() {
            let wide = column.share / total.max(0.01) * self.room();
            if matches!(first_row.get(at), Some(Cell::Ticked { .. })) && wide > 3.0 {
                for number in 1..4u8 {
                    let y = row.mul_add(f32::from(number) + 0.5, top);
                    if f32::from(number) < rows {
                        let _ = write!(
                            self.path,
                            "M{} {}h2v2h-2z",
                            tenths(x + wide / 2.0 - 1.0),
                            tenths(y - 1.0)
                        );
                    }
                }
            }
            x += wide;
            self.upright(x, top, row * rows);
        }
        self.y = rows.mul_add(row, top) + 5.0;
    }

    /// The lines of a drawing, made small. Words would be dust at this size.
    fn drawing(&mut self, drawing: &Drawing) {
        let room = (self.room(), self.height - EDGE - self.y + 2.0);
        let scale = (room.0 / drawing.width.max(1.0)).min(room.1 / drawing.height.max(1.0));
        let left = EDGE + (room.0 - drawing.width * scale) / 2.0;
        let top = self.y - 2.0;
        let place =
            |point: &Point| Point::new(point.x.mul_add(scale, left), point.y.mul_add(scale, top));
        for mark in &drawing.marks {
            match mark {
                Mark::Path { points, closed, stroke, .. } if *stroke != Stroke::None => {
                    let points: Vec<Point> = points.iter().map(place).collect();
                    self.path.push_str(&svg::path(&points));
                    if *closed {
                        self.path.push('z');
                    }
                }
                Mark::Box { at, width, height, stroke, .. } if *stroke != Stroke::None => {
                    let Point { x, y } = place(at);
                    let (width, height) = (width * scale, height * scale);
                    let _ = write!(
                        self.path,
                        "M{} {}h{}v{}h{}z",
                        tenths(x),
                        tenths(y),
                        tenths(width),
                        tenths(height),
                        tenths(-width)
                    );
                }
                Mark::Circle { centre, radius, stroke, .. } if *stroke != Stroke::None => {
                    let Point { x, y } = place(centre);
                    let radius = radius * scale;
                    let (left, across) = (x - radius, 2.0 * radius);
                    let _ = write!(
                        self.path,
                        "M{} {}a{} {} 0 1 0 {} 0a{} {} 0 1 0 {} 0",
                        tenths(left),
                        tenths(y),
                        tenths(radius),
                        tenths(radius),
                        tenths(across),
                        tenths(radius),
                        tenths(radius),
                        tenths(-across)
                    );
                }
                Mark::Path { .. } | Mark::Box { .. } | Mark::Circle { .. } | Mark::Label(_) => {}
            }
        }
        self.y += drawing.height * scale + 3.0;
    }
}
