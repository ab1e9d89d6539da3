//! Pages that lie on their sides, for what is too wide for the others.

use super::{BOTTOM, COLUMN, Flow, TOP};
use crate::paper::measure::MILLIMETRE;

/// Width and height of a page on its side.
pub(super) const PAGE: (f32, f32) = (super::PAGE.1, super::PAGE.0);
/// The edges of what stands on it.
pub(super) const WIDE: (f32, f32) = (20.0 * MILLIMETRE, 259.0 * MILLIMETRE);
/// Where what stands on it ends.
const WIDE_BOTTOM: f32 = 181.0 * MILLIMETRE;

impl Flow<'_> {
    /// Whether this page lies on its side.
    pub(super) fn is_turned(&self) -> bool {
        self.pages.last().is_some_and(|page| page.size.is_some())
    }

    /// Where text and notes end on this page.
    pub(super) fn foot(&self) -> f32 {
        if self.is_turned() { WIDE_BOTTOM } else { BOTTOM }
    }

    /// Where notes begin on this page, from the left.
    pub(super) fn edge(&self) -> f32 {
        if self.is_turned() { WIDE.0 } else { COLUMN.0 }
    }

    /// Goes on upon a page that lies on its side, down to [`Flow::end_turned`]. What is held comes along.
    pub(super) fn begin_turned(&mut self) {
        self.turned = true;
        self.column = WIDE;
        if self.is_turned() {
            return;
        }
        if !self.is_at_top() {
            self.break_page();
        }
        let aside = WIDE.0 - COLUMN.0;
        let page = self.page();
        page.size = Some(PAGE);
        let marks = page.content.iter_mut().flat_map(|content| &mut content.marks);
        marks.for_each(|mark| mark.shift((aside, 0.0)));
        for area in page.links.iter_mut().flat_map(|link| &mut link.areas) {
            area[0] += aside;
            area[2] += aside;
        }
    }

    /// What follows stands upright again, on the next page.
    pub(super) fn end_turned(&mut self) {
        self.turned = false;
        self.column = COLUMN;
    }

    /// Begins an upright page where what is written is no part of what lies on its side.
    pub(super) fn turn_back(&mut self) {
        if self.is_turned() && !self.turned {
            if self.y > TOP {
                self.settle();
            }
            self.break_page();
        }
    }
}
