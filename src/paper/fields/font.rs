//! Language → the font that fields are filled in with: one byte for a letter, cut to the letters of the language.

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::FontFlags;
use pdf_writer::writers::Encoding;
use pdf_writer::{Finish, Name, Rect, Ref};
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;
use write_fonts::read::{FontRef, TableProvider};
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::GlyphId;

use super::encoding::{Code, codes};
use crate::paper::fonts::FONTS;
use crate::paper::objects::Objects;

/// Six letters and a plus sign say that it is cut (ISO 32000-1, 9.6.4).
const NAME: &[u8] = b"FORMAB+SourceSans3-Regular";

/// A font for fields.
#[derive(Debug)]
pub(in crate::paper) struct FormFont {
    codes: Vec<Code>,
    /// How wide each letter is, in thousandths of its size.
    widths: Vec<f32>,
    /// The font, packed.
    program: Vec<u8>,
    /// How long it is unpacked.
    length: usize,
    ascent: f32,
    descent: f32,
    capitals: f32,
    /// All of its letters on top of one another.
    bounds: Rect,
}

impl FormFont {
    /// Makes the font for fields in `language`.
    pub(in crate::paper) fn of(language: &str) -> Self {
        Self::cut(FONTS[0], language).expect("the built-in fonts are whole")
    }

    fn cut(font: &[u8], language: &str) -> Option<Self> {
        let whole = FontRef::new(font).ok()?;
        let (letters, head, wide) = (whole.cmap().ok()?, whole.head().ok()?, whole.hmtx().ok()?);
        let os2 = whole.os2().ok()?;
        let scale = 1000.0 / f32::from(head.units_per_em());
        let scaled = |length: i16| f32::from(length) * scale;
        let mut kept = GlyphRemapper::new();
        let (mut codes, mut widths, mut list) = (codes(language), Vec::new(), Vec::new());
        codes.retain(|code| {
            let Some(shape) = letters.map_codepoint(code.letter) else { return false };
            let cut = kept.remap(u16::try_from(shape.to_u32()).unwrap_or_default());
            widths.push(f32::from(wide.advance(shape).unwrap_or_default()) * scale);
            list.push((code.letter, GlyphId::new(u32::from(cut))));
            true
        });
        let cut = subsetter::subset(font, 0, &kept).ok()?;
        let mut builder = FontBuilder::new();
        builder.add_table(&Cmap::from_mappings(list).ok()?).ok()?;
        let program = builder.copy_missing_tables(FontRef::new(&cut).ok()?).build();
        Some(Self {
            codes,
            widths,
            length: program.len(),
            program: compress_to_vec_zlib(&program, 9),
            ascent: scaled(os2.s_typo_ascender()),
            descent: scaled(os2.s_typo_descender()),
            capitals: scaled(os2.s_cap_height()?),
            bounds: Rect::new(
                scaled(head.x_min()),
                scaled(head.y_min()),
                scaled(head.x_max()),
                scaled(head.y_max()),
            ),
        })
    }

    /// Adds the font to `objects`.
    pub(super) fn add(&self, objects: &mut Objects) -> Ref {
        let program = objects.add(|chunk, at| {
            let mut stream = chunk.stream(at, &self.program);
            stream.filter(pdf_writer::Filter::FlateDecode);
            let length = i32::try_from(self.length).expect("a font is far from 2 GB");
            stream.pair(Name(b"Length1"), length);
        });
        let look = objects.add(|chunk, at| {
            let mut look = chunk.font_descriptor(at);
            look.name(Name(NAME)).flags(FontFlags::NON_SYMBOLIC).bbox(self.bounds);
            look.italic_angle(0.0).ascent(self.ascent).descent(self.descent);
            // Programs guess with it where they have no font; this one is there.
            look.cap_height(self.capitals).stem_v(80.0).font_file2(program);
        });
        objects.add(|chunk, at| {
            let mut font = chunk.indirect(at).dict();
            font.pair(Name(b"Type"), Name(b"Font")).pair(Name(b"Subtype"), Name(b"TrueType"));
            font.pair(Name(b"BaseFont"), Name(NAME)).pair(Name(b"FirstChar"), 32);
            font.pair(Name(b"LastChar"), 255);
            let wide = |byte: u8| {
                let place = self.codes.iter().position(|code| code.byte == byte);
                place.map_or(0.0, |place| self.widths[place])
            };
            font.insert(Name(b"Widths")).array().items((32..=255).map(wide));
            font.pair(Name(b"FontDescriptor"), look);
            let mut encoding = font.insert(Name(b"Encoding")).start::<Encoding<'_>>();
            encoding.base_encoding(Name(b"WinAnsiEncoding"));
            let mut own = encoding.differences();
            for code in &self.codes {
                if let Some(name) = &code.name {
                    own.consecutive(code.byte, [Name(name.as_bytes())]);
                }
            }
            own.finish();
            encoding.finish();
        })
    }
}

#[cfg(test)]
mod tests {
    use super::FormFont;

    #[test]
    fn the_font_of_fields_has_every_letter_of_its_language() {
        for language in ["en", "pl", "ro", "tr", "lt", "eo", "el", "ru"] {
            let font = FormFont::of(language);
            let without: String = super::codes(language)
                .iter()
                .filter(|code| !font.codes.contains(code))
                .map(|code| code.letter)
                .collect();
            assert_eq!(without, "", "{language}");
        }
    }

    #[test]
    fn the_font_of_fields_is_cut() {
        let font = FormFont::of("en");
        assert!(font.program.len() < 30_000, "{} bytes", font.program.len());
        assert_eq!(font.widths.len(), font.codes.len());
    }
}
