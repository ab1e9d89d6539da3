//! How text is set: letters, their size, the distance of lines.

use parley::FontStyle;

/// How text is set.
#[derive(Clone, Copy, Debug)]
pub(in crate::paper) struct Style {
    /// Which letters.
    pub(in crate::paper) face: Face,
    /// Their size in points.
    pub(in crate::paper) points: f32,
    /// The distance of lines as a multiple of the size.
    pub(in crate::paper) leading: f32,
}

impl Style {
    /// The distance from one base line to the next, and how far below the top of a line its base line is, in points.
    pub(super) fn measures(self) -> (f32, f32) {
        let pitch = self.points * self.leading;
        (pitch, pitch / 2.0 + self.points * 0.33)
    }
}

/// Which letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::paper) enum Face {
    /// Running text.
    Sans,
    /// What is said in passing.
    SansItalic,
    /// Headings of tables, questions.
    SansBold,
    /// What is said in passing within headings.
    SansBoldItalic,
    /// Titles.
    Serif,
    /// Code.
    Mono,
}

impl Face {
    /// Its family, weight and slant among the fonts.
    pub(super) fn font(self) -> (&'static str, f32, FontStyle) {
        match self {
            Face::Sans => ("Source Sans 3", 400.0, FontStyle::Normal),
            Face::SansItalic => ("Source Sans 3", 400.0, FontStyle::Italic),
            Face::SansBold => ("Source Sans 3", 600.0, FontStyle::Normal),
            Face::SansBoldItalic => ("Source Sans 3", 600.0, FontStyle::Italic),
            Face::Serif => ("Source Serif 4", 600.0, FontStyle::Normal),
            Face::Mono => ("Source Code Pro", 400.0, FontStyle::Normal),
        }
    }
}
