//! Text of a drawing → letters of the fonts of paper.

use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use usvg::layout::{PositionedGlyph, Span};
use usvg::{PaintOrder, Text};

use super::convert::transform;
use super::pen::Pen;

/// Glyphs that stand one after the other on a line, as they are drawn at once.
struct Word<'t> {
    font: usize,
    /// Where the first stands, and how all are turned.
    at: usvg::Transform,
    glyphs: Vec<(&'t PositionedGlyph, f32)>,
}

impl Pen<'_> {
    /// Draws a text. Its letters stay letters, to be found and copied.
    pub(super) fn text(self, surface: &mut Surface<'_>, text: &Text) {
        for span in text.layouted().iter().filter(|span| span.visible) {
            for line in [&span.overline, &span.underline].into_iter().flatten() {
                self.path(surface, line);
            }
            for word in self.words(span) {
                self.word(surface, span, &word);
            }
            if let Some(line) = &span.line_through {
                self.path(surface, line);
            }
        }
    }

    /// The glyphs of a span, as many together as stand on one straight line.
    fn words(self, span: &Span) -> Vec<Word<'_>> {
        let mut words: Vec<Word<'_>> = Vec::new();
        for glyph in span.positioned_glyphs.iter().filter(|glyph| glyph.id.0 != 0) {
            let Some(font) = self.letters.number(glyph.font) else { continue };
            let size = span.font_size.get();
            let share = self.fonts[font].units_per_em() / size;
            let at = glyph.transform().pre_scale(share, share);
            let along = words
                .last()
                .filter(|word| word.font == font)
                .and_then(|word| Some((word, along(word.at, at)?)))
                .filter(|(word, x)| word.glyphs.last().is_none_or(|(_, last)| last <= x));
            match along {
                Some((_, x)) => {
                    if let Some(word) = words.last_mut() {
                        word.glyphs.push((glyph, x));
                    }
                }
                None => words.push(Word { font, at, glyphs: vec![(glyph, 0.0)] }),
            }
        }
        words
    }

    fn word(self, surface: &mut Surface<'_>, span: &Span, word: &Word<'_>) {
        let (size, font) = (span.font_size.get(), &self.fonts[word.font]);
        // What fills letters stays where it is when they are moved.
        let Some(back) = word.at.invert() else { return };
        let fill = span.fill.as_ref().map(|fill| self.fill_within(surface, fill, back));
        let stroke = span.stroke.as_ref().map(|stroke| self.stroke(surface, stroke));
        if fill.is_none() && stroke.is_none() {
            return;
        }
        let (glyphs, text) = shaped(word, size);
        surface.push_transform(&transform(word.at));
        let mut put = |fill, stroke, as_shapes| {
            surface.set_fill(fill);
            surface.set_stroke(stroke);
            let begin = Point::from_xy(0.0, 0.0);
            surface.draw_glyphs(begin, &glyphs, Font::clone(font), &text, size, as_shapes);
        };
        if span.paint_order == PaintOrder::StrokeAndFill && fill.is_some() && stroke.is_some() {
            // The line below is drawn as shapes, so that the text is there once.
            put(None, stroke, true);
            put(fill, None, false);
        } else {
            put(fill, stroke, false);
        }
        surface.pop();
    }
}

/// How far along its line the glyph at `at` stands behind the one at `first`. `None` when it stands on another line.
fn along(first: usvg::Transform, at: usvg::Transform) -> Option<f32> {
    let same = |one: f32, other: f32| (one - other).abs() < 1e-4;
    let turned = same(first.sx, at.sx)
        && same(first.kx, at.kx)
        && same(first.ky, at.ky)
        && same(first.sy, at.sy);
    let step = first.invert()?.pre_concat(at);
    (turned && step.ty.abs() < 1e-2).then_some(step.tx)
}

/// The glyphs of a word with their distances, and what they say.
fn shaped(word: &Word<'_>, size: f32) -> (Vec<KrillaGlyph>, String) {
    let mut text = String::new();
    let mut glyphs = Vec::new();
    for (number, (glyph, x)) in word.glyphs.iter().enumerate() {
        let next = word.glyphs.get(number + 1).map_or(*x, |(_, next)| *next);
        let start = text.len();
        text.push_str(&glyph.text);
        let id = GlyphId::new(u32::from(glyph.id.0));
        let advance = (next - x) / size;
        glyphs.push(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, start..text.len(), None));
    }
    (glyphs, text)
}
