//! The radar of a check-up: an axis for each need or statement, and an outline for each side.

use std::f32::consts::TAU;

use super::{Health, Show, name_of};
use crate::sheet::{
    Anchor, Drawing, Fill, Point, Stroke, Weight, clipped, leading, many, text_width, wrap,
};
use crate::worksheet::{Version, Words};

/// The width of the drawing.
const WIDTH: f32 = 140.0;
/// From the middle of the net to its rim.
const RADIUS: f32 = 36.0;
/// Between the rim and a name.
const GAP: f32 = 4.0;
/// The middle of the net.
const MIDDLE: Point = Point::new(WIDTH / 2.0, RADIUS + GAP + 12.0);
/// A row of the key below.
const KEY_ROW: f32 = 7.0;
/// Sides beside each other in the key.
const KEY_COLUMNS: usize = 3;
/// The most statements that are axes; more names would not fit around.
const MOST_AXES: usize = 12;
/// How wide the disc of a letter is.
const BADGE: f32 = 3.8;
/// How the outlines look, each unlike the others.
const LINES: [Stroke; 6] =
    [Stroke::Bold, Stroke::Dashed, Stroke::Dotted, Stroke::Line, Stroke::Hair, Stroke::Dashed];

/// An axis: what it is called, and the statements that it takes the mean of.
struct Axis {
    name: String,
    rows: Vec<usize>,
}

impl Health {
    /// The net, with the outlines of the specimen or to draw them in by hand.
    ///
    /// `None` with fewer than three axes, or with more than twelve statements that name no needs.
    pub(super) fn radar(&self, show: Show<'_>) -> Option<Drawing> {
        let axes = self.axes(show)?;
        let sides = self.sides.len();
        let rows = sides.div_ceil(KEY_COLUMNS);
        let height = (many(rows)).mul_add(KEY_ROW, 2.0f32.mul_add(MIDDLE.y, 3.0));
        let mut drawing = Drawing::new(WIDTH, height, show.word("health", "radar"));
        self.net(&axes, &mut drawing);
        if show.version == Version::Example {
            self.outlines(&axes, show.words(), &mut drawing);
        }
        self.key(2.0 * MIDDLE.y + 3.0, show.words(), &mut drawing);
        Some(drawing)
    }

    fn axes(&self, show: Show<'_>) -> Option<Vec<Axis>> {
        let mut axes: Vec<(Option<&str>, Axis)> = Vec::new();
        let by_need = self.statements.iter().all(|statement| statement.need.is_some());
        for (row, statement) in self.statements.iter().enumerate() {
            let need = statement.need.as_ref().map(|need| need.value.as_str()).filter(|_| by_need);
            let same = |(known, _): &&mut (Option<&str>, Axis)| need.is_some() && *known == need;
            if let Some((_, known)) = axes.iter_mut().find(same) {
                known.rows.push(row);
                continue;
            }
            let name = if by_need {
                name_of(statement, show.context)
            } else {
                statement.plain.value.clone()
            };
            axes.push((need, Axis { name, rows: vec![row] }));
        }
        let axes: Vec<Axis> = axes.into_iter().map(|(_, axis)| axis).collect();
        (3..=MOST_AXES).contains(&axes.len()).then_some(axes)
    }

    fn net(&self, axes: &[Axis], drawing: &mut Drawing) {
        let steps = self.scale.len();
        for step in 1..=steps {
            let reach = share(step, steps);
            let corners = (0..axes.len()).map(|axis| place(axis, axes.len(), reach)).collect();
            let stroke = if step == steps { Stroke::Line } else { Stroke::Hair };
            drawing.polygon(corners, stroke, Fill::None);
        }
        for (number, axis) in axes.iter().enumerate() {
            drawing.line(MIDDLE, place(number, axes.len(), 1.0), Stroke::Hair);
            name(axis, number, axes.len(), drawing);
        }
        for step in 1..=steps {
            let at =
                Point::new(MIDDLE.x + 1.0, share(step, steps).mul_add(-RADIUS, MIDDLE.y) + 2.8);
            drawing.text(at, &step.to_string(), 8.0, Anchor::Start, Weight::Quiet);
        }
    }

    fn outlines(&self, axes: &[Axis], words: Words<'_>, drawing: &mut Drawing) {
        let letters = self.letters(words);
        let steps = many(self.scale.len());
        let sides = self.sides.len();
        let reach_of = |axis: &Axis, side: usize| {
            let marks: Vec<usize> =
                axis.rows.iter().filter_map(|row| self.mark(*row, side)).collect();
            let sum = many(marks.iter().sum());
            (!marks.is_empty()).then(|| sum / many(marks.len()) / steps)
        };
        let corners = |side: usize| -> Vec<Point> {
            let of = |(number, axis)| Some(place(number, axes.len(), reach_of(axis, side)?));
            axes.iter().enumerate().filter_map(of).collect()
        };
        for side in 0..sides {
            let corners = corners(side);
            if corners.len() > 2 {
                drawing.polygon(corners, line(side), Fill::None);
            }
        }
        for (number, axis) in axes.iter().enumerate() {
            for (side, letter) in letters.iter().enumerate() {
                let Some(reach) = reach_of(axis, side) else { continue };
                // Letters of sides that all but agree stand beside one another, across the axis.
                let at = place(number, axes.len(), reach);
                let (right, down) = direction(number, axes.len());
                let near: Vec<usize> = (0..sides)
                    .filter(|other| near_each_other(reach_of(axis, *other), Some(reach)))
                    .collect();
                let rank = near.iter().position(|other| *other == side).unwrap_or_default();
                let shift = (many(rank) - many(near.len().saturating_sub(1)) / 2.0) * BADGE;
                badge(Point::new(at.x - down * shift, at.y + right * shift), letter, drawing);
            }
        }
    }

    /// Which line is whose.
    fn key(&self, top: f32, words: Words<'_>, drawing: &mut Drawing) {
        let columns = self.sides.len().clamp(1, KEY_COLUMNS);
        let width = WIDTH / many(columns);
        let sides = self.sides(words).into_iter().zip(self.letters(words));
        for (side, (who, letter)) in sides.enumerate() {
            let room = (width - 20.0).max(1.0);
            let shown = clipped(&who, 9.0, room);
            if shown != who {
                drawing.shortened.push(who);
            }
            let left = width
                .mul_add(many(side % columns), (room - text_width(&shown, 9.0)).max(0.0) / 2.0);
            let middle = many(side / columns).mul_add(KEY_ROW, top + KEY_ROW / 2.0);
            drawing.line(
                Point::new(left + 2.0, middle),
                Point::new(left + 16.0, middle),
                line(side),
            );
            badge(Point::new(left + 9.0, middle), &letter, drawing);
            let at = Point::new(left + 18.5, middle + 1.1);
            drawing.text(at, &shown, 9.0, Anchor::Start, Weight::Regular);
        }
    }
}

/// How the outline of a side looks.
fn line(side: usize) -> Stroke {
    LINES[side % LINES.len()]
}

/// Whether two places on an axis are so near each other that their letters would touch.
fn near_each_other(one: Option<f32>, other: Option<f32>) -> bool {
    one.zip(other).is_some_and(|(one, other)| (one - other).abs() * RADIUS < BADGE)
}

/// A letter on a small disc.
fn badge(at: Point, letter: &str, drawing: &mut Drawing) {
    drawing.circle(at, BADGE / 2.0, Stroke::Hair, Fill::Paper);
    let below = Point::new(at.x, at.y + 0.95);
    drawing.text(below, letter, 7.5, Anchor::Middle, Weight::Bold);
}

/// Where an axis leads, as one step to the right and one down. The first leads upwards, the next follow clockwise.
fn direction(number: usize, of: usize) -> (f32, f32) {
    let (sine, cosine) = (TAU * many(number) / many(of)).sin_cos();
    (sine, -cosine)
}

/// The place on an axis, `reach` from 0 in the middle to 1 at the rim.
fn place(number: usize, of: usize, reach: f32) -> Point {
    let (right, down) = direction(number, of);
    Point::new((RADIUS * reach).mul_add(right, MIDDLE.x), (RADIUS * reach).mul_add(down, MIDDLE.y))
}

/// The top left corner and the size of the room for the name of an axis.
fn name_room(number: usize, of: usize) -> (Point, (f32, f32)) {
    let (width, height) = if of > 8 { (25.0, 10.0) } else { (29.0, 12.0) };
    let (right, down) = direction(number, of);
    let middle = Point::new(
        (RADIUS + GAP + width / 2.0).mul_add(right, MIDDLE.x),
        (RADIUS + GAP + height / 2.0).mul_add(down, MIDDLE.y),
    );
    (Point::new(middle.x - width / 2.0, middle.y - height / 2.0), (width, height))
}

/// Writes the name of an axis beyond its end, towards the net.
fn name(axis: &Axis, number: usize, of: usize, drawing: &mut Drawing) {
    let (corner, (width, height)) = name_room(number, of);
    let points = 8.5;
    let lines = many(wrap(&axis.name, points, width).len());
    let need = lines * leading(points);
    if need > height {
        drawing.boxed_text(corner, (width, height), &axis.name, (8.0, 7.0), Weight::Regular);
        return;
    }
    let (right, _) = direction(number, of);
    let (x, anchor) = if right > 0.3 {
        (corner.x, Anchor::Start)
    } else if right < -0.3 {
        (corner.x + width, Anchor::End)
    } else {
        (corner.x + width / 2.0, Anchor::Middle)
    };
    let top = Point::new(x, corner.y + (height - need) / 2.0);
    drawing.paragraph(top, width, &axis.name, (points, anchor, Weight::Bold));
}

fn share(step: usize, of: usize) -> f32 {
    many(step) / many(of.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_around_the_net_overlap_neither_one_another_nor_the_edge() {
        for of in 3..=MOST_AXES {
            let rooms: Vec<_> = (0..of).map(|number| name_room(number, of)).collect();
            for (at, (one, (width, height))) in rooms.iter().enumerate() {
                assert!(one.x >= -0.01 && one.x + width <= WIDTH + 0.01, "{of}: {one:?}");
                assert!(one.y >= -0.01, "{of}: {one:?}");
                for (other, _) in &rooms[at + 1..] {
                    let apart = (one.x - other.x).abs() >= width - 0.01
                        || (one.y - other.y).abs() >= height - 0.01;
                    assert!(apart, "{of}: {one:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn the_first_axis_leads_upwards_and_the_next_to_the_right() {
        let top = place(0, 4, 1.0);
        let right = place(1, 4, 0.5);
        assert!((top.x - MIDDLE.x).abs() < 0.001 && (top.y - (MIDDLE.y - RADIUS)).abs() < 0.001);
        assert!(
            (right.x - (MIDDLE.x + RADIUS / 2.0)).abs() < 0.001
                && (right.y - MIDDLE.y).abs() < 0.001
        );
    }
}
