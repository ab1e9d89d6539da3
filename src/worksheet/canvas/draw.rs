//! The boxes of a canvas on paper: where they lie, what room they leave, and the drawing of them.

use super::{Canvas, CanvasBox, Place};
use crate::sheet::{
    Anchor, Drawing, Fill, Paper, Point, Room, Stroke, Weight, leading, many, text_lines, wrap,
};
use crate::worksheet::Show;

/// White between the frame of a box and its words, in millimetres.
const PADDING: f32 = 3.0;
/// The size of what a box asks, in points.
const ASKED: f32 = 10.5;
/// The size of what helps, in points.
const SMALL: f32 = 8.5;
/// The size of what the specimen has written, in points.
const WRITTEN: f32 = 10.0;
/// The height that one writes in at least, in millimetres, even in a box of which the author was told that it is too small.
const LEAST: f32 = 5.0;
/// The height of the line that says that the group settles a box, in millimetres.
const AGREED: f32 = 5.0;

/// The paper that a canvas lies on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground {
    /// The room on it.
    room: Room,
    /// How many times larger than on a page to hold in the hand its words are: A3 is read by people who stand.
    scale: f32,
}

impl Ground {
    /// The room on `paper`.
    pub(super) fn new(paper: Paper, room: Room) -> Self {
        let scale = if paper == Paper::A3 { 1.25 } else { 1.0 };
        Self { room, scale }
    }

    /// The height of `text` in a column of `width` millimetres; nothing of nothing.
    fn height(self, text: &str, points: f32, width: f32) -> f32 {
        let points = points * self.scale;
        let lines = if text.is_empty() { 0 } else { text_lines(text, points, width) };
        many(lines) * leading(points)
    }
}

impl Canvas {
    /// Width and height of the whole grid on paper, in millimetres.
    fn size(&self, Ground { room, .. }: Ground) -> (f32, f32) {
        let intro = if self.intro.is_empty() {
            0.0
        } else {
            many(text_lines(&self.intro, ASKED, room.width)) * leading(ASKED) * 1.1 + 4.0
        };
        (room.width, (room.height - intro).max(1.0))
    }

    /// Width and height of one field of the grid, in millimetres.
    fn cell(&self, ground: Ground) -> (f32, f32) {
        let (width, height) = self.size(ground);
        (width / many(self.columns().max(1)), height / many(self.rows().max(1)))
    }

    /// The height below the words of a box that is left to write in, in millimetres; below zero when there is none.
    pub(super) fn room_in(&self, (place, each): (&Place, &CanvasBox), ground: Ground) -> f32 {
        let (wide, high) = self.cell(ground);
        let width = wide * many(place.wide) - 2.0 * PADDING;
        let agreed = if self.is_agreed(&place.name) { AGREED * ground.scale } else { 0.0 };
        let words = ground.height(&each.plain, ASKED, width)
            + ground.height(&each.help.short(), SMALL, width)
            + agreed;
        high * many(place.high) - 2.0 * PADDING - words
    }

    /// How many lines `text` takes as the specimen's words in a box, and how many there is room for.
    pub(super) fn lines_in(
        &self,
        drawn: (&Place, &CanvasBox),
        text: &str,
        ground: Ground,
    ) -> (usize, usize) {
        let points = WRITTEN * ground.scale;
        let width = self.cell(ground).0 * many(drawn.0.wide) - 2.0 * PADDING;
        let left = self.room_in(drawn, ground);
        let fit = (0..200).take_while(|lines| many(lines + 1) * leading(points) <= left).count();
        (text_lines(text, points, width), fit)
    }

    /// The boxes as they lie on paper, with the specimen's words when it is shown.
    pub(super) fn drawing(&self, show: Show<'_>) -> Drawing {
        let ground = Ground::new(show.paper, show.room);
        let (width, height) = self.size(ground);
        let asked: Vec<&str> = self.drawn().map(|(_, each)| each.plain.value.as_str()).collect();
        let title = show.word("canvas", "drawing").replace("{boxes}", &asked.join("; "));
        let mut drawing = Drawing::new(width, height, title);
        for drawn in self.drawn() {
            self.draw(drawn, (ground, show), &mut drawing);
        }
        drawing
    }

    /// Draws one box: its frame, what it asks, and below it what the specimen has written.
    fn draw(
        &self,
        (place, each): (&Place, &CanvasBox),
        (ground, show): (Ground, Show<'_>),
        drawing: &mut Drawing,
    ) {
        let is_agreed = self.is_agreed(&place.name);
        let (wide, high) = self.cell(ground);
        let at = Point::new(wide * many(place.column), high * many(place.row));
        let size = (wide * many(place.wide), high * many(place.high));
        let stroke = if is_agreed { Stroke::Bold } else { Stroke::Line };
        drawing.rectangle(at, size, stroke, Fill::None);
        let column = size.0 - 2.0 * PADDING;
        let style = |points: f32, weight| (points * ground.scale, Anchor::Start, weight);
        let mut below = Point::new(at.x + PADDING, at.y + PADDING);
        if is_agreed {
            let line = format!("◆ {}", show.word("canvas", "agree"));
            let first = wrap(&line, SMALL * ground.scale, column).into_iter().next();
            let line = first.unwrap_or_default();
            drawing.paragraph(below, column, &line, style(SMALL, Weight::Quiet));
            below.y += AGREED * ground.scale;
        }
        for (text, style) in [
            (each.plain.value.as_str(), style(ASKED, Weight::Bold)),
            (each.help.short().as_str(), style(SMALL, Weight::Quiet)),
        ] {
            below.y += drawing.paragraph(below, column, text, style);
        }
        let left = at.y + size.1 - PADDING - below.y;
        drawing.area(below, (column, left.max(LEAST)), &each.name.value);
        let written = show.example(self.example_of(&place.name));
        drawing.paragraph(below, column, written.trim_end(), style(WRITTEN, Weight::Pen));
    }
}
