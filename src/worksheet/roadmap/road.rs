//! The drawing of a road map: periods as a row of arrows, lanes below, and each step on a note in its cell.

use crate::sheet::{Anchor, Drawing, Fill, Point, Stroke, Weight, leading, many, wrap};

/// What is drawn.
pub(super) struct Road {
    /// What the drawing shows, in a sentence.
    pub(super) title: String,
    /// The columns.
    pub(super) periods: Vec<String>,
    /// The rows.
    pub(super) lanes: Vec<String>,
    /// For each lane and each period its notes.
    pub(super) notes: Vec<Vec<Vec<Note>>>,
    /// For each lane and each period what is kept of what one writes there.
    pub(super) fields: Vec<Vec<String>>,
    /// The least height of a lane, in millimetres.
    pub(super) least: f32,
    /// The height below the notes of each cell that is left to write in, at least, in millimetres.
    pub(super) room: f32,
}

/// A step on its note.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) text: String,
    pub(super) is_answer: bool,
}

/// The height of the row of periods.
pub(super) const HEAD: f32 = 11.0;
/// The share of the width that the names of lanes take, and what they take at most.
const NAMES: (f32, f32) = (0.13, 30.0);
/// So far within the drawing, its outermost lines are drawn whole.
const EDGE: f32 = 0.2;
/// White around a note.
const AROUND: f32 = 2.0;
/// White between the edge of a note and its text.
const WITHIN: f32 = 1.8;
/// The size of texts on notes in points: in a wide column, in a narrow one.
const POINTS: (f32, f32) = (10.5, 8.5);
/// A column below this width is narrow.
const NARROW: f32 = 32.0;

impl Road {
    /// The drawing, `width` millimetres wide. Lanes grow with their notes.
    pub(super) fn drawing(&self, width: f32) -> Drawing {
        let mut drawing = Drawing::new(width, 0.0, &self.title);
        let names = (width * NAMES.0).min(NAMES.1);
        let column = (width - names) / many(self.periods.len().max(1));
        self.draw_periods(names, column, &mut drawing);
        let mut top = HEAD + 2.0;
        for (lane, name) in self.lanes.iter().enumerate() {
            let high = self.height(lane, column).max(name_height(name, names)).max(self.least);
            // Every other lane is washed, so that the eye keeps to its lane.
            let fill = if lane % 2 == 0 { Fill::Wash } else { Fill::None };
            drawing.rectangle(
                Point::new(EDGE, top),
                (width - 2.0 * EDGE, high),
                Stroke::Hair,
                fill,
            );
            for period in 0..self.periods.len() {
                let left = column.mul_add(many(period), names);
                drawing.line(Point::new(left, top), Point::new(left, top + high), Stroke::Hair);
            }
            let inside = Point::new(1.5, top + 1.0);
            drawing.boxed_text(inside, (names - 3.0, high - 2.0), name, (10.0, 7.0), Weight::Bold);
            for (period, notes) in self.notes[lane].iter().enumerate() {
                let left = column.mul_add(many(period), names);
                let below = draw_notes(notes, Point::new(left, top), column, &mut drawing);
                let at = Point::new(left + AROUND, below);
                let room = (column - 2.0 * AROUND, top + high - AROUND - below);
                drawing.area(at, room, &self.fields[lane][period]);
            }
            top += high;
        }
        drawing.line(Point::new(EDGE, top), Point::new(width - EDGE, top), Stroke::Line);
        drawing.height = top + 0.5;
        drawing
    }

    /// Draws the periods as arrows that lead into one another.
    fn draw_periods(&self, names: f32, column: f32, drawing: &mut Drawing) {
        let tip = 3.5_f32.min(column / 6.0);
        for (period, title) in self.periods.iter().enumerate() {
            let left = column.mul_add(many(period), names);
            let right = left + column - 1.0;
            let middle = 0.5 + HEAD / 2.0;
            let corners = vec![
                Point::new(left, 0.5),
                Point::new(right - tip, 0.5),
                Point::new(right, middle),
                Point::new(right - tip, HEAD + 0.5),
                Point::new(left, HEAD + 0.5),
                Point::new(left + tip, middle),
            ];
            drawing.polygon(corners, Stroke::Line, Fill::Paper);
            let inside = Point::new(left + tip + 0.5, 0.5);
            let room = (column - 2.0 * tip - 2.0, HEAD);
            drawing.boxed_text(inside, room, title, (11.0, 7.0), Weight::Bold);
        }
    }

    /// The height that the notes of a lane and the room below them need.
    fn height(&self, lane: usize, column: f32) -> f32 {
        let need = |notes: &Vec<Note>| {
            notes.iter().map(|note| note_height(note, column) + AROUND).sum::<f32>() + AROUND
        };
        self.notes[lane].iter().map(need).fold(0.0, f32::max) + self.room
    }
}

/// Draws notes below one another from the corner of a cell, and says where the room below them begins.
fn draw_notes(notes: &[Note], corner: Point, column: f32, drawing: &mut Drawing) -> f32 {
    let mut top = corner.y + AROUND;
    for note in notes {
        let at = Point::new(corner.x + AROUND, top);
        let high = note_height(note, column);
        drawing.rectangle(at, (column - 2.0 * AROUND, high), Stroke::Hair, Fill::Paper);
        let inside = Point::new(at.x + WITHIN, at.y + WITHIN * 0.7);
        let weight = if note.is_answer { Weight::Pen } else { Weight::Regular };
        let look = (points(column), Anchor::Start, weight);
        drawing.paragraph(inside, text_room(column), &note.text, look);
        top += high + AROUND;
    }
    top
}

/// The height of a note: that of its text, and white around.
fn note_height(note: &Note, column: f32) -> f32 {
    let lines = wrap(&note.text, points(column), text_room(column)).len().max(1);
    many(lines).mul_add(leading(points(column)), 1.6 * WITHIN)
}

fn name_height(name: &str, names: f32) -> f32 {
    let lines = wrap(name, 10.0, names - 3.0).len().min(5);
    many(lines).mul_add(leading(10.0), 3.0)
}

fn points(column: f32) -> f32 {
    if column < NARROW { POINTS.1 } else { POINTS.0 }
}

fn text_room(column: f32) -> f32 {
    (column - 2.0 * AROUND - 2.0 * WITHIN).max(4.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Mark, text_width};

    /// A road of two lanes and three periods whose first cell holds `texts`.
    fn road(texts: &[&str]) -> Road {
        let note = |text: &&str| Note { text: (*text).to_owned(), is_answer: false };
        let mut notes = vec![vec![Vec::new(); 3]; 2];
        notes[0][0] = texts.iter().map(note).collect();
        Road {
            title: String::new(),
            periods: ["Now", "Next", "Later"].map(str::to_owned).to_vec(),
            lanes: ["Us", "Together"].map(str::to_owned).to_vec(),
            notes,
            fields: vec![vec![String::new(); 3]; 2],
            least: 14.0,
            room: 0.0,
        }
    }

    #[test]
    fn a_lane_grows_with_its_notes() {
        let empty = road(&[]).drawing(172.0).height;
        let long =
            "A step with so many words that they take several lines on the note that it stands on";
        assert!(road(&[long, long, long]).drawing(172.0).height > empty + 20.0);
    }

    #[test]
    fn there_is_room_to_write_in_below_the_notes_of_a_full_cell() {
        let full = Road { room: 8.5, ..road(&["One", "Two", "Three", "Four"]) };
        let less = road(&["One", "Two", "Three", "Four"]).drawing(172.0).height;
        assert!((full.drawing(172.0).height - less - 8.5).abs() < 0.01);
    }

    #[test]
    fn texts_stay_on_their_notes() {
        let drawing = road(&["Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik", "Now"])
            .drawing(172.0);
        let is_note = |mark: &&Mark| {
            matches!(mark, Mark::Box { stroke: Stroke::Hair, fill: Fill::Paper, .. })
        };
        let notes: Vec<&Mark> = drawing.marks.iter().filter(is_note).collect();
        assert_eq!(notes.len(), 2);
        let labels = drawing.marks.iter().filter_map(|mark| match mark {
            Mark::Label(label) if label.anchor == Anchor::Start => Some(label),
            Mark::Label(_) | Mark::Path { .. } | Mark::Box { .. } | Mark::Circle { .. } => None,
        });
        for (label, note) in labels.zip(notes) {
            let Mark::Box { at, width, height, .. } = note else { panic!("no box") };
            let last = label.at.y + many(label.lines.len() - 1) * leading(label.points);
            assert!(label.at.y > at.y && last < at.y + height, "{label:?}");
            for line in &label.lines {
                assert!(label.at.x + text_width(line, label.points) <= at.x + width, "{line}");
            }
        }
    }
}
