//! Letters of a drawing → letters of the fonts of paper.

use std::collections::BTreeSet;
use std::sync::Arc;

use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use usvg::fontdb::{Database, Family, ID, Query, Source, Style, Weight};
use usvg::layout::{PositionedGlyph, Span};
use usvg::{FontFamily, FontResolver, FontStyle, Group, Node, PaintOrder, Text};

use super::{Pen, paint};
use crate::paper::fonts::{FONTS, Fonts};

/// The family of text that names none, and of families that paper does not have.
pub(super) const FAMILY: &str = "Source Sans 3";
/// The family of titles, which paper has in heavy letters alone.
const SERIF: &str = "Source Serif 4";
/// The family of code.
const MONO: &str = "Source Code Pro";
/// The lightest of heavy letters.
const HEAVY: u16 = 600;

/// The fonts that drawings are lettered with: those of paper and no others.
#[derive(Clone, Debug)]
pub(in crate::paper) struct Letters {
    pub(super) faces: Arc<Database>,
    /// What each font of paper is called here, by number.
    known: Vec<Option<ID>>,
}

impl Letters {
    /// Makes `fonts` ready.
    pub(in crate::paper) fn of(fonts: &Fonts) -> Self {
        let mut faces = Database::new();
        let built_in = FONTS.iter().map(|bytes| Source::Binary(Arc::new(*bytes)));
        let own = fonts.own.iter().map(|bytes| Source::Binary(Arc::new(Arc::clone(bytes))));
        let known = built_in
            .chain(own)
            .map(|source| faces.load_font_source(source).first().copied())
            .collect();
        faces.set_sans_serif_family(FAMILY);
        faces.set_cursive_family(FAMILY);
        faces.set_fantasy_family(FAMILY);
        faces.set_serif_family(SERIF);
        faces.set_monospace_family(MONO);
        Self { faces: Arc::new(faces), known }
    }

    fn number(&self, id: ID) -> Option<usize> {
        self.known.iter().position(|known| *known == Some(id))
    }
}

/// Chooses among the fonts of paper.
pub(super) fn resolver() -> FontResolver<'static> {
    FontResolver {
        select_font: Box::new(|font, faces| {
            let mut families: Vec<Family<'_>> = Vec::new();
            for family in font.families() {
                families.push(match family {
                    FontFamily::Named(name) if is_mono(name) => Family::Monospace,
                    FontFamily::Named(name) => Family::Name(name),
                    FontFamily::Monospace => Family::Monospace,
                    FontFamily::Serif if font.weight() >= HEAVY => Family::Serif,
                    FontFamily::Serif
                    | FontFamily::SansSerif
                    | FontFamily::Cursive
                    | FontFamily::Fantasy => Family::SansSerif,
                });
            }
            families.push(Family::SansSerif);
            let style = match font.style() {
                FontStyle::Normal => Style::Normal,
                FontStyle::Italic => Style::Italic,
                FontStyle::Oblique => Style::Oblique,
            };
            let weight = Weight(font.weight());
            faces.query(&Query { families: &families, weight, style, ..Query::default() })
        }),
        select_fallback: FontResolver::default_fallback_selector(),
    }
}

/// Whether a family is known for letters that are all equally wide.
fn is_mono(name: &str) -> bool {
    let name = name.to_lowercase();
    ["mono", "courier", "consolas", "menlo"].iter().any(|part| name.contains(part))
}

/// The letters in `group` that no font has.
pub(super) fn missing(group: &Group) -> BTreeSet<char> {
    let mut found = BTreeSet::new();
    let mut open = vec![group];
    while let Some(group) = open.pop() {
        for node in group.children() {
            match node {
                Node::Group(inner) => open.push(inner),
                Node::Text(text) => {
                    let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                    let without = glyphs.filter(|glyph| glyph.id.0 == 0);
                    found.extend(without.flat_map(|glyph| glyph.text.chars()));
                }
                Node::Path(_) | Node::Image(_) => {}
            }
        }
    }
    found.retain(|letter| crate::paper::text::is_seen(*letter));
    found
}

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
        surface.push_transform(&paint::transform(word.at));
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
