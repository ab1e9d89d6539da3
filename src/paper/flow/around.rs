//! What stands around text: marks of list points, bars and boxes, pictures.

use std::sync::Arc;

use super::inline::Prose;
use super::{BODY, BarLook, Flow, Number};
use crate::paper::measure::MILLIMETRE;
use crate::paper::page::{Mark, Role, Tone};
use crate::paper::pictures::Picture;
use crate::paper::text::{Face, RichPiece, Style};
use crate::paper::writing::Writing;
use crate::sheet::{Fill, Stroke};

/// White within boxes.
pub(super) const PADDING: f32 = 9.0;
/// How far points of a list stand in.
pub(super) const INDENT: f32 = 15.0;

impl Flow<'_> {
    /// What is known of the page of a place.
    pub(super) fn number(&self, place: &str) -> Number {
        (self.numbers)(place)
    }

    /// The number of the page of a place as it is printed; as many figures where it is not known yet.
    pub(super) fn page_number(&self, place: &str) -> Option<String> {
        match self.number(place) {
            Number::Known(number) => Some(number.to_string()),
            Number::Later => Some("88".to_owned()),
            Number::Absent => None,
        }
    }

    /// Begins a point of a list: its mark, held until its text stands beside it.
    pub(super) fn begin_item(&mut self, mark: &str, task: Option<bool>) {
        self.make_room(self.gap + BODY.points * BODY.leading);
        self.give_gap();
        self.hold();
        self.open();
        self.open();
        let left = self.column.0;
        let marks = if let Some(done) = task {
            task_box((left, self.y + 3.8), done, self.setter.writing)
        } else {
            let set = self.set(&Prose::plain(mark), BODY, INDENT * 2.0);
            let base = self.y + set.ascent;
            let piece = set.lines.first().and_then(|line| line.pieces.first());
            let drawn = |piece: &RichPiece| Mark::Text {
                at: (left + INDENT - 5.0 - piece.line.width, base),
                line: Arc::clone(&piece.line),
                tone: Tone::Ink,
                turned: false,
            };
            piece.map(drawn).into_iter().collect()
        };
        self.leaf(marks);
        self.close(Role::ItemMark);
        self.open();
        self.column.0 += INDENT;
    }

    /// Ends a point of a list.
    pub(super) fn end_item(&mut self) {
        self.column.0 -= INDENT;
        self.close(Role::ItemText);
        self.close(Role::Item);
    }

    /// Begins a meaning below its term, or this far `beside` it.
    pub(super) fn definition(&mut self, term: &Prose, beside: Option<f32>) {
        self.open();
        let style = Style { face: Face::SansBold, ..BODY };
        let pitch = style.points * style.leading;
        if beside.is_some() {
            self.make_room(self.gap + pitch);
        }
        self.held_text(term, style, Tone::Ink, Role::ItemMark);
        if beside.is_some() {
            self.y -= pitch;
        }
        self.open();
        self.column.0 += beside.unwrap_or(INDENT);
    }

    /// Begins a bar at the left of what follows, or a box around it.
    pub(super) fn begin_box(&mut self, look: BarLook) {
        self.make_room(self.gap + 3.0 * BODY.points * BODY.leading);
        self.give_gap();
        self.hold();
        self.begin_bar(look);
        self.column.0 += if look.is_box() { PADDING } else { INDENT - 3.0 };
        if look.is_box() {
            self.column.1 -= PADDING;
            self.y += PADDING - 2.0;
        }
    }

    /// Ends a bar or a box.
    pub(super) fn end_box(&mut self, look: BarLook) {
        self.column.0 -= if look.is_box() { PADDING } else { INDENT - 3.0 };
        if look.is_box() {
            self.column.1 += PADDING;
            self.y += PADDING - 1.0;
        }
        self.end_bar();
    }

    /// How large a picture is on a screen, in points.
    pub(super) fn size_of(picture: &Picture) -> (f32, f32) {
        // A pixel of a screen is 1/96 inch, a point 1/72 (CSS Values and Units, section 6.2).
        let (wide, high) = picture.size();
        ((wide * 0.75).max(1.0), (high * 0.75).max(1.0))
    }

    /// A picture as large as it is on a screen, smaller where the column is narrower.
    pub(super) fn picture(&mut self, picture: &Arc<Picture>, words: &str) {
        let (width, height) = Self::size_of(picture);
        let scale = (self.width() / width).min(130.0 * MILLIMETRE / height).min(1.0);
        let size = (width * scale, height * scale);
        self.make_room(self.gap + size.1);
        self.give_gap();
        self.settle();
        let at = (self.column.0, self.y);
        self.open();
        self.leaf(vec![Mark::Picture { at, size, picture: Arc::clone(picture) }]);
        self.close(Role::Figure(words.to_owned()));
        self.y += size.1;
    }
}

impl BarLook {
    fn is_box(self) -> bool {
        match self {
            BarLook::Thin | BarLook::Thick => false,
            BarLook::Ground | BarLook::Frame => true,
        }
    }
}

/// A small box before a task, with a tick when it is done.
fn task_box((x, y): (f32, f32), done: bool, writing: Writing) -> Vec<Mark> {
    let side = 7.5;
    let path = |points: Vec<(f32, f32)>, closed, stroke| Mark::Path {
        points,
        closed,
        stroke,
        fill: Fill::None,
    };
    let corners = vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side)];
    let mut marks = vec![path(corners, true, Stroke::Hair)];
    if done {
        // A tick looks the same on a page that is turned round.
        let across = |across: f32| if writing.is_mirrored { 1.0 - across } else { across };
        let at = |right: f32, down: f32| (x + across(right) * side, y + down * side);
        marks.push(path(vec![at(0.2, 0.5), at(0.42, 0.78), at(0.95, -0.1)], false, Stroke::Line));
    }
    marks
}
