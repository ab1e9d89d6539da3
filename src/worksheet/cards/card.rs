//! One card and its size.

use crate::source::Spanned;

/// One card.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// What stands above its text; empty when nothing does.
    pub title: Spanned<String>,
    /// What it says; empty on a card to write on.
    pub text: Spanned<String>,
    /// What is on its other side, where it says so itself.
    pub back: Option<Spanned<String>>,
}

/// A size of cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 74 x 105 mm.
    #[default]
    A7,
    /// 105 x 148 mm.
    A6,
    /// 63 x 88 mm.
    Poker,
}

impl Size {
    /// The short and the long side of a card in millimetres. ISO 216 for the A sizes; playing cards are of no standard, and
    /// most are of this size.
    pub fn sides(self) -> (f32, f32) {
        match self {
            Size::A7 => (74.0, 105.0),
            Size::A6 => (105.0, 148.0),
            Size::Poker => (63.0, 88.0),
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Size::A7 => "A7",
            Size::A6 => "A6",
            Size::Poker => "poker",
        }
    }
}
