//! The headers of a board to pin up, and the room in its cells.

use super::{Board, LANE_SHARE};
use crate::sheet::{Anchor, Drawing, Fill, Point, Room, Stroke, Weight, leading, many, text_lines};
use crate::worksheet::Show;

/// The size of a heading and of what it means, in points.
const HEADING: f32 = 10.5;
/// White at both sides of a cell together, in millimetres.
pub(super) const CELL_PADDING: f32 = 4.0;

impl Board {
    /// The width of a column on one sheet, in millimetres.
    pub(super) fn column_width(&self, room: Room) -> f32 {
        let lanes = if self.lanes.is_empty() { 0.0 } else { LANE_SHARE };
        room.width / (lanes + many(self.columns.len().max(1)))
    }

    /// The height of a cell on one sheet, in millimetres; below zero when there is no room for any.
    pub(super) fn cell_height(&self, room: Room) -> f32 {
        let width = self.column_width(room) - CELL_PADDING;
        let heading = |at: usize| {
            let limit = usize::from(self.limit(at) > 0);
            let means = match self.meaning(at) {
                "" => 0,
                means => text_lines(means, HEADING, width),
            };
            text_lines(&self.columns[at], HEADING, width) + limit + means
        };
        let headings = (0..self.columns.len()).map(heading).max().unwrap_or(0);
        let intro = if self.intro.is_empty() {
            0.0
        } else {
            many(text_lines(&self.intro, HEADING, room.width)) * leading(HEADING) * 1.15 + 4.0
        };
        let left = room.height - intro - many(headings) * leading(HEADING) - CELL_PADDING;
        left / many(self.rows())
    }

    /// The headers of the columns, then those of the lanes: one drawing a page.
    pub(super) fn tiles(&self, show: Show<'_>) -> Vec<Drawing> {
        let columns = (0..self.columns.len()).map(|at| {
            let title = self.columns[at].value.as_str();
            tile(title, &self.limit_words(at, show), self.meaning(at), show)
        });
        let lanes = self.lanes.iter().map(|lane| tile(lane, "", "", show));
        columns.chain(lanes).collect()
    }
}

/// A header to be read from the other end of a room.
fn tile(title: &str, limit: &str, means: &str, show: Show<'_>) -> Drawing {
    let name = show.word("board", "tile").replace("{title}", title);
    // A page of its own has no title block above and no more than a line below.
    let (width, height) = (show.room.width - 1.0, (show.room.height + 14.0).max(40.0));
    let mut drawing = Drawing::new(width, height, name);
    let edge = (width * 0.05).min(12.0);
    drawing.rectangle(Point::new(0.5, 0.5), (width - 1.0, height - 1.0), Stroke::Bold, Fill::None);
    let has_more = !limit.is_empty() || !means.is_empty();
    let share = if has_more { 0.56 } else { 0.86 };
    let inner = width - 2.0 * edge;
    // Bold letters run wider than those that widths are worked out for.
    drawing.boxed_text(
        Point::new(width * 0.5 - inner * 0.46, height * 0.07),
        (inner * 0.92, height * share),
        title,
        (110.0, 20.0),
        Weight::Bold,
    );
    if has_more {
        let line = height * 0.66;
        drawing.line(Point::new(edge, line), Point::new(width - edge, line), Stroke::Line);
    }
    let mut below = Point::new(width / 2.0, height * 0.68);
    if !limit.is_empty() {
        let style = (30.0, Anchor::Middle, Weight::Bold);
        below.y += drawing.paragraph(below, inner, limit, style);
    }
    if !means.is_empty() {
        let at = Point::new(edge, below.y);
        let left = height - below.y - 3.0;
        drawing.boxed_text(at, (inner, left), means, (24.0, 9.0), Weight::Regular);
    }
    drawing
}
