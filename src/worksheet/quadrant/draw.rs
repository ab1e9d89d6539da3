//! The frame of a quadrant: two axes, their ends, the corners and the specimen's notes.

use super::{CORNERS, Quadrant};
use crate::sheet::{
    Anchor, Drawing, Fill, Label, Mark, Point, Room, Stroke, Weight, leading, many, text_lines,
    wrap,
};
use crate::source::Spanned;
use crate::worksheet::{Show, Version};

/// The size of words at the ends and in the corners, in points.
const WORDS: f32 = 10.0;
/// The size of the specimen's notes, in points.
const NOTES: f32 = 9.5;
/// White between a line and words, in millimetres.
const PADDING: f32 = 2.5;

/// Where the frame lies in the drawing, right of and above the words at the ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    left: f32,
    width: f32,
    height: f32,
}

impl Quadrant {
    /// Width and height of the frame on paper with the words at its ends, in millimetres.
    pub(super) fn paper(&self, room: Room) -> (f32, f32) {
        let intro = if self.intro.is_empty() {
            0.0
        } else {
            many(text_lines(&self.intro, 10.5, room.width)) * leading(10.5) * 1.15 + 4.0
        };
        let foot = if self.has_foot { 9.0 } else { 0.0 };
        (room.width, (room.height + 4.0 - intro - foot).max(20.0))
    }

    /// Where the frame lies in a drawing of `size`.
    pub(super) fn frame(&self, size: (f32, f32)) -> Frame {
        let lines = |ends: &[Spanned<String>], width: f32| {
            ends.iter().map(|end| text_lines(end, WORDS, width)).max().unwrap_or(1)
        };
        let below = many(lines(&self.across, size.0 * 0.42)) * leading(WORDS) + PADDING;
        let height = (size.1 - below).max(1.0);
        let left = many(lines(&self.up, height * 0.42)) * leading(WORDS) + PADDING;
        Frame { left, width: (size.0 - left - 0.5).max(1.0), height }
    }

    /// The height of a corner that is left for notes, below its name.
    pub(super) fn room_in(&self, corner: usize, frame: Frame) -> f32 {
        let name = self.corners.get(corner).map_or("", |name| name.value.as_str());
        let lines = if name.is_empty() { 0 } else { text_lines(name, WORDS, frame.column()) };
        frame.height / 2.0 - 2.0 * PADDING - many(lines) * leading(WORDS)
    }

    /// The height that the specimen's notes take in a corner.
    pub(super) fn notes_in(&self, corner: usize, frame: Frame) -> f32 {
        let notes = self.example.iter().filter(|note| note.corner == corner);
        notes.map(|note| note_height(&note.text, frame)).sum()
    }

    /// The frame in `size` millimetres, with the specimen's notes when it is shown.
    pub(super) fn drawing(&self, size: (f32, f32), show: Show<'_>) -> Drawing {
        let title = self.title(show);
        let mut drawing = Drawing::new(size.0, size.1, title);
        let frame = self.frame(size);
        let Frame { left, width, height } = frame;
        drawing.rectangle(Point::new(left, 0.25), (width, height), Stroke::Hair, Fill::None);
        let (middle, centre) = (left + width / 2.0, height / 2.0);
        let (right, foot) = (left + width, height);
        drawing.line(Point::new(left, centre), Point::new(right, centre), Stroke::Line);
        drawing.line(Point::new(middle, foot), Point::new(middle, 0.5), Stroke::Line);
        drawing.arrow_head(Point::new(left, centre), Point::new(right, centre), 3.0);
        drawing.arrow_head(Point::new(middle, foot), Point::new(middle, 0.25), 3.0);
        self.draw_ends(frame, &mut drawing);
        for corner in 0..CORNERS.len() {
            let at = Point::new(
                if corner % 2 == 0 { left } else { middle } + PADDING,
                if corner < 2 { 0.0 } else { centre } + PADDING,
            );
            self.draw_corner((corner, at), frame, show.version, &mut drawing);
        }
        drawing
    }

    fn draw_ends(&self, Frame { left, width, height }: Frame, drawing: &mut Drawing) {
        let below = height + PADDING / 2.0;
        let column = width * 0.44;
        for (end, x, anchor) in self
            .across
            .iter()
            .zip([left, left + width])
            .zip([Anchor::Start, Anchor::End])
            .map(|((end, x), anchor)| (end, x, anchor))
        {
            drawing.paragraph(Point::new(x, below), column, end, (WORDS, anchor, Weight::Regular));
        }
        let x = leading(WORDS) * 0.78;
        for ((end, y), anchor) in
            self.up.iter().zip([height, 0.5]).zip([Anchor::Start, Anchor::End])
        {
            let lines = wrap(end, WORDS, height * 0.44);
            drawing.marks.push(Mark::Label(Label {
                at: Point::new(x, y),
                lines,
                points: WORDS,
                anchor,
                weight: Weight::Regular,
                turned: true,
            }));
        }
    }

    fn draw_corner(
        &self,
        (corner, at): (usize, Point),
        frame: Frame,
        version: Version,
        drawing: &mut Drawing,
    ) {
        let mut below = at;
        if let Some(name) = self.corners.get(corner) {
            let bold = (WORDS, Anchor::Start, Weight::Bold);
            below.y += drawing.paragraph(below, frame.column(), name, bold);
        }
        if version == Version::Blank {
            return;
        }
        for note in self.example.iter().filter(|note| note.corner == corner) {
            let pen = (NOTES, Anchor::Start, Weight::Pen);
            let top = Point::new(below.x, below.y + 1.0);
            drawing.paragraph(top, frame.column(), &note.text, pen);
            below.y += note_height(&note.text, frame);
        }
    }

    /// The frame in a sentence.
    fn title(&self, show: Show<'_>) -> String {
        let end = |ends: &[Spanned<String>], at: usize| {
            ends.get(at).map_or_else(String::new, |end| end.value.clone())
        };
        show.word("quadrant", "drawing")
            .replace("{left}", &end(&self.across, 0))
            .replace("{right}", &end(&self.across, 1))
            .replace("{bottom}", &end(&self.up, 0))
            .replace("{top}", &end(&self.up, 1))
    }
}

impl Frame {
    /// Width and height of a corner.
    pub(super) fn corner(self) -> (f32, f32) {
        (self.width / 2.0, self.height / 2.0)
    }

    /// The width of the column of words in a corner.
    fn column(self) -> f32 {
        (self.width / 2.0 - 2.0 * PADDING).max(1.0)
    }
}

/// The height of a note with the white above it.
fn note_height(text: &str, frame: Frame) -> f32 {
    many(text_lines(text, NOTES, frame.column())) * leading(NOTES) + 1.5
}
