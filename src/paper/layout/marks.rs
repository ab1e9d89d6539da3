//! Lines, boxes and ticks.

use super::style::BOX;
use crate::paper::page::Mark;
use crate::paper::writing::Writing;
use crate::sheet::{Fill, Stroke};

pub(super) fn rule(from: (f32, f32), to: (f32, f32), stroke: Stroke) -> Mark {
    Mark::Path { points: vec![from, to], closed: false, stroke, fill: Fill::None }
}

pub(super) fn outline(
    (left, top): (f32, f32),
    (right, bottom): (f32, f32),
    stroke: Stroke,
) -> Mark {
    let points = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
    Mark::Path { points, closed: true, stroke, fill: Fill::None }
}

/// A tick in a box whose top left corner is at `(x, y)`, as a pen makes it: a little over the edge. It looks the same
/// on a page that is turned round.
pub(super) fn tick_mark((x, y): (f32, f32), writing: Writing) -> Mark {
    let across = |across: f32| if writing.is_mirrored { 1.0 - across } else { across };
    let at = |right: f32, down: f32| (x + across(right) * BOX, y + down * BOX);
    let points = vec![at(0.18, 0.52), at(0.42, 0.82), at(1.02, -0.08)];
    Mark::Path { points, closed: false, stroke: Stroke::Bold, fill: Fill::None }
}
