//! Paper in millimetres: sizes, how it lies, and the room on it.

use std::fmt;

use serde::Serialize;

/// A paper size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Paper {
    /// 210 x 279 mm: fits A4 and Letter alike.
    #[default]
    Either,
    /// 210 x 297 mm.
    A4,
    /// 215.9 x 279.4 mm, which is 8.5 x 11 inches.
    Letter,
    /// 297 x 420 mm.
    A3,
    /// 148 x 210 mm.
    A5,
    /// 105 x 148 mm.
    A6,
    /// 74 x 105 mm.
    A7,
}

impl Paper {
    /// Every size as authors write it.
    pub const NAMES: &[&str] = &["either", "A4", "Letter", "A3", "A5", "A6", "A7"];

    /// The size called `name`.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Either, Self::A4, Self::Letter, Self::A3, Self::A5, Self::A6, Self::A7]
            .into_iter()
            .find(|paper| paper.name() == name)
    }

    /// The size as authors write it.
    pub fn name(self) -> &'static str {
        match self {
            Paper::Either => "either",
            Paper::A4 => "A4",
            Paper::Letter => "Letter",
            Paper::A3 => "A3",
            Paper::A5 => "A5",
            Paper::A6 => "A6",
            Paper::A7 => "A7",
        }
    }

    /// Width and height in millimetres, upright. ISO 216 for the A sizes, ANSI/ASME Y14.1 for Letter.
    pub fn size(self) -> (f32, f32) {
        match self {
            Paper::Either => (210.0, 279.0),
            Paper::A4 => (210.0, 297.0),
            Paper::Letter => (215.9, 279.4),
            Paper::A3 => (297.0, 420.0),
            Paper::A5 => (148.0, 210.0),
            Paper::A6 => (105.0, 148.0),
            Paper::A7 => (74.0, 105.0),
        }
    }
}

impl Paper {
    /// Whether few printers take it, so that a sheet for it is made on two smaller ones, too.
    pub fn is_large(self) -> bool {
        match self {
            Paper::A3 => true,
            Paper::Either | Paper::A4 | Paper::Letter | Paper::A5 | Paper::A6 | Paper::A7 => false,
        }
    }
}

impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Paper::Either => f.write_str("A4 or Letter"),
            Paper::A4 | Paper::Letter | Paper::A3 | Paper::A5 | Paper::A6 | Paper::A7 => {
                f.write_str(self.name())
            }
        }
    }
}

/// How a sheet lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Turn {
    /// Upright.
    #[default]
    Portrait,
    /// On its side.
    Landscape,
}

impl Turn {
    /// The word authors write.
    pub fn name(self) -> &'static str {
        match self {
            Turn::Portrait => "portrait",
            Turn::Landscape => "landscape",
        }
    }
}

/// The room that a sheet has for its content.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Millimetres between the side margins.
    pub width: f32,
    /// Millimetres between the title block and the footer of one page.
    pub height: f32,
}

/// White on every side, in millimetres.
pub const MARGIN: f32 = 15.0;
/// What the title block and the footer take together, in millimetres.
const HEAD_AND_FOOT: f32 = 32.0;
/// The distance of writing lines by hand, in millimetres.
pub const LINE_PITCH: f32 = 8.5;
impl Room {
    /// The room on `paper`, turned as `turn` says.
    pub fn on(paper: Paper, turn: Turn) -> Self {
        let (narrow, long) = paper.size();
        let (width, height) = match turn {
            Turn::Portrait => (narrow, long),
            Turn::Landscape => (long, narrow),
        };
        Self { width: width - 2.0 * MARGIN, height: height - 2.0 * MARGIN - HEAD_AND_FOOT }
    }
}
