//! The fonts that drawings are lettered with.

use std::collections::BTreeSet;
use std::sync::Arc;

use usvg::fontdb::{Database, Family, ID, Query, Source, Style, Weight};
use usvg::{FontFamily, FontResolver, FontStyle, Group, Node};

use crate::paper::fonts::{FONTS, Fonts};
use crate::paper::text::crowd::is_seen;

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

    /// The number that the font `id` has on paper.
    pub(super) fn number(&self, id: ID) -> Option<usize> {
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
    found.retain(|letter| is_seen(*letter));
    found
}
