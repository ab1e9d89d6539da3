//! How cards lie on a sheet of paper: how many, where, and the marks between which a stack is cut.

use super::Size;
use crate::sheet::{Anchor, Drawing, Paper, Point, Stroke, Turn, Weight, leading};

/// How cards lie on a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Imposition {
    /// Width and height of the paper in millimetres.
    paper: (f32, f32),
    /// Width and height of a card in millimetres, as it lies.
    pub card: (f32, f32),
    /// How many cards lie side by side.
    columns: u16,
    /// How many cards lie one below the other.
    rows: u16,
}

/// A side of a printed sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The side that is read first.
    Front,
    /// The other side. It is printed mirrored, so that it lies behind its front when the paper is turned on its long edge.
    Back,
}

/// White that a mark needs beside the cards, in millimetres.
const MARK_ROOM: f32 = 4.0;
/// The size of what is said beside the cards, in points.
const SMALL: f32 = 6.5;

impl Imposition {
    /// As many cards of `size` as fit on `paper`, upright or on their side, whichever gives more; as `turn` says, where it
    /// does. `None` when not even one fits.
    pub fn of(paper: Paper, size: Size, turn: Option<Turn>) -> Option<Self> {
        let (narrow, long) = size.sides();
        let upright = Self::lying(paper, (narrow, long));
        let on_its_side = Self::lying(paper, (long, narrow));
        match (turn, upright, on_its_side) {
            (Some(Turn::Portrait), upright, _) => upright,
            (Some(Turn::Landscape), _, on_its_side) => on_its_side,
            (None, Some(one), Some(other)) => {
                let rank = |way: &Self| (way.each(), way.margin());
                Some(if rank(&other) > rank(&one) { other } else { one })
            }
            (None, one, other) => one.or(other),
        }
    }

    fn lying(paper: Paper, card: (f32, f32)) -> Option<Self> {
        let paper = paper.size();
        let columns = whole(paper.0 / card.0);
        let rows = whole(paper.1 / card.1);
        (columns > 0 && rows > 0).then_some(Self { paper, card, columns, rows })
    }

    /// How many cards a sheet holds.
    pub fn each(self) -> usize {
        usize::from(self.columns * self.rows)
    }

    /// How many sheets `cards` cards take.
    pub fn sheets(self, cards: usize) -> usize {
        cards.div_ceil(self.each())
    }

    /// The top left corner of the cards together.
    fn corner(self) -> Point {
        let width = f32::from(self.columns) * self.card.0;
        let height = f32::from(self.rows) * self.card.1;
        Point::new((self.paper.0 - width) / 2.0, (self.paper.1 - height) / 2.0)
    }

    /// The least white on any side.
    fn margin(self) -> u16 {
        whole(self.corner().x.min(self.corner().y))
    }

    /// Where the card at `place` has its top left corner: 0 at the top left of the front, then row by row.
    pub fn place(self, place: usize, side: Side) -> Point {
        let place = u16::try_from(place).unwrap_or(u16::MAX);
        let (row, column) = (place / self.columns, place % self.columns);
        let column = match side {
            Side::Front => column,
            Side::Back => self.columns - 1 - column,
        };
        let corner = self.corner();
        Point::new(
            f32::from(column).mul_add(self.card.0, corner.x),
            f32::from(row).mul_add(self.card.1, corner.y),
        )
    }

    /// A side without cards: where to cut, and `note` where there is room beside the cards.
    pub fn side(self, title: &str, note: &str) -> Drawing {
        // A hair less than the paper, or else a browser begins one more page.
        let mut drawing = Drawing::new(self.paper.0, self.paper.1 - 0.4, title);
        let corner = self.corner();
        let end = Point::new(self.paper.0 - corner.x, self.paper.1 - corner.y);
        for number in 0..=self.columns {
            let x = f32::from(number).mul_add(self.card.0, corner.x);
            let across = |from: f32, to: f32| (Point::new(x, from), Point::new(x, to));
            Self::cut(&mut drawing, (x, self.paper.0), (corner.y, end.y), self.paper.1, &across);
        }
        for number in 0..=self.rows {
            let y = f32::from(number).mul_add(self.card.1, corner.y);
            let across = |from: f32, to: f32| (Point::new(from, y), Point::new(to, y));
            Self::cut(&mut drawing, (y, self.paper.1), (corner.x, end.x), self.paper.0, &across);
        }
        if corner.y >= 2.5 * leading(SMALL) {
            let top = Point::new(corner.x.max(6.0) + 2.0, end.y + 0.8);
            let style = (SMALL, Anchor::Start, Weight::Quiet);
            let width = self.card.0 - (top.x - corner.x) - 2.0;
            drawing.paragraph(top, width, note, style);
        }
        drawing
    }

    /// Marks a cut: short lines in the white beside the cards, or a line between the cards where there is no white.
    fn cut(
        drawing: &mut Drawing,
        (at, paper): (f32, f32),
        (first, last): (f32, f32),
        long: f32,
        across: &dyn Fn(f32, f32) -> (Point, Point),
    ) {
        if at < 1.0 || at > paper - 1.0 {
            return;
        }
        let mut line = |(from, to): (Point, Point)| drawing.line(from, to, Stroke::Hair);
        if first >= MARK_ROOM {
            line(across((first - 7.0).max(1.0), first - 1.5));
            line(across(last + 1.5, (last + 7.0).min(long - 1.0)));
        } else {
            line(across(first, last));
        }
    }
}

/// How often something goes into something.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "papers are at most a few times as large as cards"
)]
fn whole(number: f32) -> u16 {
    (number + 0.001).floor().clamp(0.0, 1000.0) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(paper: Paper, size: Size) -> (usize, (f32, f32)) {
        let imposition = Imposition::of(paper, size, None).expect("one fits");
        (imposition.each(), imposition.card)
    }

    #[test]
    fn as_many_cards_as_fit_lie_on_a_sheet() {
        assert_eq!(on(Paper::Either, Size::A7), (6, (105.0, 74.0)));
        assert_eq!(on(Paper::Either, Size::Poker), (9, (63.0, 88.0)));
        assert_eq!(on(Paper::Either, Size::A6), (2, (148.0, 105.0)));
        assert_eq!(on(Paper::A4, Size::A6), (4, (105.0, 148.0)));
        assert_eq!(on(Paper::A3, Size::A7).0, 16);
        assert_eq!(on(Paper::A7, Size::A7), (1, (74.0, 105.0)));
        assert_eq!(Imposition::of(Paper::A7, Size::A6, None), None);
        let upright =
            Imposition::of(Paper::Either, Size::A7, Some(Turn::Portrait)).expect("one fits");
        assert_eq!(upright.each(), 4);
    }

    #[test]
    fn a_back_lies_behind_its_front_when_the_paper_is_turned_on_its_long_edge() {
        for size in [Size::A7, Size::A6, Size::Poker] {
            let imposition = Imposition::of(Paper::Either, size, None).expect("one fits");
            for place in 0..imposition.each() {
                let (front, back) =
                    (imposition.place(place, Side::Front), imposition.place(place, Side::Back));
                let mirrored = imposition.paper.0 - front.x - imposition.card.0;
                assert!((mirrored - back.x).abs() < 0.01 && (front.y - back.y).abs() < 0.01);
            }
        }
    }
}
