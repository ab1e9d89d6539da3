//! Text → lines of glyphs: shaping, fonts and line breaks.

mod rich;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions};
use parley::{
    FontContext, FontFamily, FontFamilyName, FontStyle, FontWeight, Layout, LayoutContext,
    LineHeight, OverflowWrap, StyleProperty,
};

use super::page::{Glyph, Line, Run};

pub(super) use rich::{Form, Looks, Rich, RichLine, RichPiece, RichText};

/// The fonts, by number.
pub(super) const FONTS: &[&[u8]] = &[
    include_bytes!("fonts/sans-regular.ttf"),
    include_bytes!("fonts/sans-italic.ttf"),
    include_bytes!("fonts/sans-semibold.ttf"),
    include_bytes!("fonts/serif-semibold.ttf"),
    include_bytes!("fonts/sans-semibold-italic.ttf"),
    include_bytes!("fonts/mono-regular.ttf"),
];

/// How text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Which letters.
    pub(super) face: Face,
    /// Their size in points.
    pub(super) points: f32,
    /// The distance of lines as a multiple of the size.
    pub(super) leading: f32,
}

/// Which letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Face {
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
    fn font(self) -> (&'static str, f32, FontStyle) {
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

/// A text in lines.
#[derive(Debug)]
pub(super) struct Text {
    /// The lines.
    pub(super) lines: Vec<Arc<Line>>,
    /// The distance from one base line to the next, in points.
    pub(super) pitch: f32,
    /// How far below the top of a line its base line is, in points.
    pub(super) ascent: f32,
}

impl Text {
    /// The height of all lines in points.
    pub(super) fn height(&self) -> f32 {
        f32::from(u16::try_from(self.lines.len()).unwrap_or(u16::MAX)) * self.pitch
    }
}

/// Sets text in the built-in fonts. One for each thread.
pub(super) struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    /// The identities of the fonts, by number.
    known: Vec<u64>,
    /// Letters for which no font has a shape.
    pub(super) missing: BTreeSet<char>,
}

impl Typesetter {
    /// Readies the fonts.
    pub(super) fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut fonts =
            FontContext { collection: Collection::new(options), ..FontContext::default() };
        let mut known = Vec::new();
        for bytes in FONTS {
            let blob = Blob::new(Arc::new(*bytes));
            known.push(blob.id());
            fonts.collection.register_fonts(blob, None);
        }
        Self { fonts, layouts: LayoutContext::new(), known, missing: BTreeSet::new() }
    }

    /// Sets `text` in a column of `width` points; empty text has no line.
    pub(super) fn set(&mut self, text: &str, style: Style, width: f32) -> Text {
        let pitch = style.points * style.leading;
        let ascent = pitch / 2.0 + style.points * 0.33;
        let mut lines = Vec::new();
        let text = printable(text);
        if !text.trim().is_empty() {
            let text: Arc<str> = Arc::from(text.trim_end());
            let layout = self.layout(&text, style, width);
            for line in layout.lines() {
                lines.push(Arc::new(self.line(&line, &text)));
            }
        }
        Text { lines, pitch, ascent }
    }

    fn layout(&mut self, text: &str, style: Style, width: f32) -> Layout<()> {
        let (family, weight, slant) = style.face.font();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        let names = [
            FontFamilyName::Named(Cow::Borrowed(family)),
            FontFamilyName::Named(Cow::Borrowed("Source Sans 3")),
        ];
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(&names))));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(weight)));
        builder.push_default(StyleProperty::FontStyle(slant));
        builder.push_default(StyleProperty::FontSize(style.points));
        builder
            .push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(style.leading)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        let mut layout = builder.build(text);
        layout.break_all_lines(Some(width.max(1.0)));
        layout
    }

    fn line(&mut self, line: &parley::layout::Line<'_, ()>, text: &Arc<str>) -> Line {
        let mut runs = Vec::new();
        let mut x = 0.0;
        for run in line.runs() {
            let begins = x;
            let mut glyphs: Vec<Glyph> = Vec::new();
            for cluster in run.visual_clusters() {
                let bytes = cluster.text_range();
                if cluster.is_ligature_continuation() {
                    if let Some(glyph) = glyphs.last_mut() {
                        glyph.bytes.end = glyph.bytes.end.max(bytes.end);
                    }
                    continue;
                }
                for glyph in cluster.glyphs() {
                    if glyph.id == 0 {
                        let shown = text.get(bytes.clone()).unwrap_or_default();
                        self.missing.extend(shown.chars().filter(|letter| is_seen(*letter)));
                        // An empty box says nothing, and the standard forbids it. That a letter is missing is told.
                        continue;
                    }
                    glyphs.push(Glyph {
                        id: glyph.id,
                        advance: glyph.advance,
                        x: glyph.x,
                        y: glyph.y,
                        bytes: bytes.clone(),
                    });
                    x += glyph.advance;
                }
            }
            let font = self.known.iter().position(|id| *id == run.font().data.id()).unwrap_or(0);
            runs.push(Run { font, points: run.font_size(), x: begins, glyphs });
        }
        Line {
            text: Arc::clone(text),
            runs,
            width: line.metrics().advance - line.metrics().hanging_advance,
        }
    }
}

/// `text` without what no page of paper holds: control characters, and marks of byte order.
fn printable(text: &str) -> Cow<'_, str> {
    let is_odd = |letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
    };
    if text.contains(is_odd) { Cow::Owned(text.replace(is_odd, " ")) } else { Cow::Borrowed(text) }
}

/// Whether a letter leaves ink: what only joins, directs or varies others needs no shape of its own.
fn is_seen(letter: char) -> bool {
    !letter.is_control()
        && !letter.is_whitespace()
        && !matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}
