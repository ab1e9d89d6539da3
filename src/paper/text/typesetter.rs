//! What sets text: the fonts, made ready for one thread, and how a text becomes runs of glyphs.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use parley::fontique::Blob;
use parley::{
    FontContext, FontFamily, FontFamilyName, FontWeight, Layout, LayoutContext, LineHeight,
    OverflowWrap, RangedBuilder, StyleProperty,
};

use super::crowd::{self, is_seen};
use super::style::{Face, Style};
use crate::paper::fonts::{FONTS, Fonts, empty_collection};
use crate::paper::page::{Glyph, Line, Run};
use crate::paper::writing::Writing;

/// Sets text. One for each thread.
pub(in crate::paper) struct Typesetter {
    pub(super) fonts: FontContext,
    pub(super) layouts: LayoutContext<()>,
    /// The identities of the fonts, by number.
    pub(super) known: Vec<u64>,
    /// The families that have the letters which others do not.
    more: Vec<FontFamilyName<'static>>,
    /// How the language of the texts is written.
    pub(in crate::paper) writing: Writing,
    /// The hyphens that ended lines so far, by face and size.
    pub(super) hyphens: BTreeMap<(Face, u32), Run>,
    /// Letters for which no font has a shape.
    pub(in crate::paper) missing: BTreeSet<char>,
}

impl Typesetter {
    /// Readies the fonts.
    pub(in crate::paper) fn new(all: &Fonts) -> Self {
        let mut fonts = FontContext { collection: empty_collection(), ..FontContext::default() };
        let mut known = Vec::new();
        let built_in = FONTS.iter().map(|bytes| Blob::new(Arc::new(*bytes)));
        let own = all.own.iter().map(|bytes| Blob::new(Arc::new(Arc::clone(bytes))));
        for blob in built_in.chain(own) {
            known.push(blob.id());
            fonts.collection.register_fonts(blob, None);
        }
        let more = std::iter::once("Source Sans 3").chain(all.families.iter().map(String::as_str));
        Self {
            fonts,
            layouts: LayoutContext::new(),
            known,
            more: more.map(|name| FontFamilyName::Named(Cow::Owned(name.to_owned()))).collect(),
            writing: all.writing,
            hyphens: BTreeMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// `family`, and those that have the letters which it does not.
    pub(super) fn families(&self, family: &'static str) -> Vec<FontFamilyName<'static>> {
        let mut names = vec![FontFamilyName::Named(Cow::Borrowed(family))];
        names.extend(self.more.iter().cloned());
        names
    }

    pub(super) fn may_divide(&self, text: &str, width: f32) -> bool {
        self.writing.divides() && width < WIDEST && !text.contains(is_read_from_the_right)
    }

    /// Moves a line that is read from the right to where it begins.
    pub(super) fn begin_at_the_right(&self, line: &mut Line, width: f32) {
        let blank = blank_before(&line.runs, &line.text);
        line.width = end_of(&line.runs) - blank;
        // A page that is turned round takes it to the right as a whole.
        let is_loose = self.writing.is_mirrored || width >= WIDEST;
        let room = if is_loose { 0.0 } else { (width - line.width).max(0.0) };
        line.runs.iter_mut().for_each(|run| run.x += room - blank);
    }

    /// What goes before a text so that all of it is read from the side of its language, whatever its first word is. Code
    /// is read from the left.
    pub(super) fn mark_of_direction(&self, style: Style) -> &'static str {
        match style.face {
            _ if !self.writing.is_mirrored => "",
            Face::Mono => mark_of(false),
            Face::Sans | Face::SansItalic | Face::SansBold | Face::SansBoldItalic | Face::Serif => {
                mark_of(true)
            }
        }
    }

    pub(super) fn layout(&mut self, text: &str, style: Style, width: f32) -> Layout<()> {
        let names = self.families(style.face.font().0);
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        set_all(&mut builder, &names, style, OverflowWrap::Anywhere);
        end_runs(&mut builder, text);
        let mut layout = builder.build(text);
        layout.break_all_lines(Some(width.max(1.0)));
        layout
    }

    pub(super) fn line(&mut self, line: &parley::layout::Line<'_, ()>, text: &Arc<str>) -> Line {
        let mut runs = Vec::new();
        let mut x = 0.0;
        for run in line.runs() {
            let begins = x;
            let mut glyphs: Vec<Glyph> = Vec::new();
            for cluster in run.visual_clusters() {
                let bytes = cluster.text_range();
                if cluster.is_ligature_continuation() {
                    lengthen(&mut glyphs, &bytes);
                    continue;
                }
                for glyph in cluster.glyphs() {
                    if glyph.id == 0 {
                        let shown = text.get(bytes.clone()).unwrap_or_default();
                        self.missing.extend(shown.chars().filter(|letter| is_seen(*letter)));
                        // An empty box says nothing, and the standard forbids it. That a letter is missing is reported.
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
            width: line.metrics().advance - line.metrics().trailing_whitespace,
        }
    }
}

/// Lets the glyphs that were added last show `bytes`, too: what joins others, or stands above or below them.
///
/// Where text is read from the right, these bytes come before those that the glyphs show already.
pub(super) fn lengthen(glyphs: &mut [Glyph], bytes: &Range<usize>) {
    let Some(last) = glyphs.last().map(|glyph| glyph.bytes.clone()) else { return };
    for glyph in glyphs.iter_mut().rev().take_while(|glyph| glyph.bytes == last) {
        glyph.bytes = last.start.min(bytes.start)..last.end.max(bytes.end);
    }
}

/// Where the last of `runs` ends.
pub(super) fn end_of(runs: &[Run]) -> f32 {
    runs.last().map_or(0.0, |run| run.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>())
}

/// How wide the white is that `runs` begin with: in a line that is read from the right, what ends it stands there.
pub(super) fn blank_before(runs: &[Run], text: &str) -> f32 {
    let is_blank = |glyph: &&Glyph| {
        text.get(glyph.bytes.clone()).is_some_and(|text| text.chars().all(char::is_whitespace))
    };
    let glyphs = runs.iter().flat_map(|run| &run.glyphs);
    glyphs.take_while(is_blank).map(|glyph| glyph.advance).sum()
}

/// Wider than any column: where a text has no column to stand in, its lines have no right edge.
pub(super) const WIDEST: f32 = 10_000.0;
/// Sets all of a text in `style`, with the fonts of the families called `names`.
pub(super) fn set_all<'n>(
    builder: &mut RangedBuilder<'_, ()>,
    names: &'n [FontFamilyName<'n>],
    style: Style,
    wrap: OverflowWrap,
) {
    let (_, weight, slant) = style.face.font();
    let leading = LineHeight::FontSizeRelative(style.leading);
    builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(names))));
    builder.push_default(StyleProperty::FontWeight(FontWeight::new(weight)));
    builder.push_default(StyleProperty::FontStyle(slant));
    builder.push_default(StyleProperty::FontSize(style.points));
    builder.push_default(StyleProperty::LineHeight(leading));
    builder.push_default(StyleProperty::OverflowWrap(wrap));
}

/// Ends runs of letters within crowds of marks.
pub(super) fn end_runs(builder: &mut RangedBuilder<'_, ()>, text: &str) {
    /// So small that it moves nothing: what differs in it is shaped apart.
    const APART: f32 = 1e-4;
    for ends in crowd::ends(text).chunks(2) {
        let from = ends[0];
        let to = ends.get(1).copied().unwrap_or(text.len());
        builder.push(StyleProperty::WordSpacing(APART), from..to);
    }
}

/// What goes before a text that is read from the right, or from the left.
pub(super) fn mark_of(is_rtl: bool) -> &'static str {
    if is_rtl { "\u{200F}" } else { "\u{200E}" }
}

/// Whether a letter is of a script that is read from the right (Unicode keeps these blocks for them).
pub(super) fn is_read_from_the_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}
