//! Text whose letters look different in places → lines, cut where one look ends and the next begins.

use std::borrow::Cow;
use std::sync::Arc;

use parley::{FontFamily, FontWeight, Layout, OverflowWrap, StyleProperty};

use super::crowd::is_seen;
use super::cut::Cut;
use super::divide::{SOFT_HYPHEN, Words};
use super::rich::{Form, Looks, PICTURE, Rich, face};
use super::rich_text::{RichLine, RichText, RoomForPicture};
use super::stretch::is_long;
use super::style::{Face, Style};
use super::typesetter::{Typesetter, end_runs, set_all};
use crate::paper::measure::whole;
use crate::paper::page::Glyph;

/// A picture is no higher than this, in points: 130 mm.
const HIGHEST: f32 = 130.0 / 25.4 * 72.0;
/// A column need not be wider for a picture than this, in points: 30 mm.
const NARROWEST: f32 = 30.0 / 25.4 * 72.0;
/// White below a picture.
const BELOW: f32 = 3.0;
/// How small raised marks are beside the letters around them.
const RAISED: f32 = 0.68;
/// What stands for a picture takes next to no room itself.
const ROOM: f32 = 0.01;
/// Letters of code are wide: this much smaller, they look as large as those around them.
const CODE: f32 = 0.9;

impl Typesetter {
    /// Sets `rich` in a column of `width` points; empty text has no line.
    pub(in crate::paper) fn set_rich(
        &mut self,
        rich: &Rich,
        (style, words): (Style, Words),
        width: f32,
    ) -> RichText {
        if is_long(&rich.text) && !rich.is_empty() {
            return self.set_long_rich(rich, (style, words), width);
        }
        let mark = self.mark_of_direction(style);
        let (rich, layout) = self.broken(rich, (mark, 0), (style, words), width);
        self.rich_text(&rich, &layout, (style, width))
    }

    /// Breaks `rich` into lines of `width` points behind a `mark` of direction, after so many lines that end with a hyphen.
    pub(super) fn broken<'r>(
        &mut self,
        rich: &'r Rich,
        (mark, in_a_row): (&str, usize),
        (style, words): (Style, Words),
        width: f32,
    ) -> (Cow<'r, Rich>, Layout<()>) {
        let rich = rich.marked(mark);
        if self.writing.divides() && !rich.is_empty() {
            return self.divided(rich, (style, words, in_a_row), width);
        }
        let mut layout = self.rich_layout(&rich, style);
        layout.break_all_lines(Some(width.max(1.0)));
        (rich, layout)
    }

    /// The lines of `rich`, which the `layout` broke.
    pub(super) fn rich_text(
        &mut self,
        rich: &Rich,
        layout: &Layout<()>,
        (style, width): (Style, f32),
    ) -> RichText {
        let (pitch, ascent) = style.measures();
        let mut lines = Vec::new();
        if !rich.is_empty() {
            let text: Arc<str> = Arc::from(rich.text.as_str());
            for line in layout.lines() {
                let mut line = self.rich_line(&line, &text, rich, style);
                if self.writing.is_mirrored {
                    line.count_from_the_right(layout.is_rtl(), width);
                }
                let room = room_for(&mut line, rich, width, pitch);
                lines.push(line);
                lines.extend(std::iter::repeat_n(RichLine::room(), room));
            }
        }
        RichText { lines, pitch, ascent }
    }

    /// How narrow `rich` can be set without cutting a word, and how wide it is in one line.
    pub(in crate::paper) fn extents(&mut self, rich: &Rich, style: Style) -> (f32, f32) {
        if rich.is_empty() {
            return (0.0, 0.0);
        }
        if is_long(&rich.text) {
            return self.extents_of_long(rich, style);
        }
        self.widths(rich, style)
    }

    pub(super) fn widths(&mut self, rich: &Rich, style: Style) -> (f32, f32) {
        let widths = self.rich_layout(rich, style).calculate_content_widths();
        let (mut narrow, mut wide) = (widths.min, widths.max);
        for span in &rich.spans {
            if let Form::Room(width, height) = span.looks.form {
                let (width, _) = drawn((width, height), f32::INFINITY);
                (narrow, wide) = (narrow.max(width.min(NARROWEST)), wide.max(width));
            }
        }
        // A column of exactly the width of a word would now and then cut it, for want of the last decimal.
        (narrow + 0.5, wide + 0.5)
    }

    pub(super) fn rich_layout(&mut self, rich: &Rich, style: Style) -> Layout<()> {
        let (family, _, _) = style.face.font();
        let names = self.families(family);
        let others: Vec<_> = [Face::Sans, Face::Serif, Face::Mono]
            .map(|face| face.font().0)
            .map(|family| (family, self.families(family)))
            .into();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &rich.text, 1.0, false);
        set_all(&mut builder, &names, style, OverflowWrap::BreakWord);
        for span in rich.spans.iter().filter(|span| span.looks != Looks::default()) {
            let (own, weight, slant) = face(style.face, span.looks).font();
            let other = others.iter().find(|(name, _)| *name == own && own != family);
            if let Some((_, names)) = other {
                let names = FontFamily::List(Cow::Borrowed(names));
                builder.push(StyleProperty::FontFamily(names), span.bytes.clone());
            }
            builder.push(StyleProperty::FontWeight(FontWeight::new(weight)), span.bytes.clone());
            builder.push(StyleProperty::FontStyle(slant), span.bytes.clone());
            let size = match span.looks.form {
                Form::Plain | Form::Struck => continue,
                Form::Code if style.face == Face::Mono => continue,
                Form::Code => CODE,
                Form::Raised | Form::Above | Form::Below => RAISED,
                Form::Room(..) => ROOM,
            };
            builder.push(StyleProperty::FontSize(style.points * size), span.bytes.clone());
        }
        end_runs(&mut builder, &rich.text);
        builder.build(&rich.text)
    }

    fn rich_line(
        &mut self,
        line: &parley::layout::Line<'_, ()>,
        text: &Arc<str>,
        rich: &Rich,
        style: Style,
    ) -> RichLine {
        let mut cut = Cut::new(text, rich, style);
        let mut hyphen = 0.0;
        let mut picture = None;
        for run in line.runs() {
            let font = self.known.iter().position(|id| *id == run.font().data.id()).unwrap_or(0);
            cut.break_run(font, run.font_size());
            for cluster in run.visual_clusters() {
                let bytes = cluster.text_range();
                if cluster.is_ligature_continuation() {
                    cut.lengthen(&bytes);
                    continue;
                }
                if text.get(bytes.clone()) == Some(SOFT_HYPHEN) {
                    let is_last = bytes.end == line.text_range().end && bytes.end < text.len();
                    let looks = rich.looks_of(bytes.start);
                    if let Some(run) = self.hyphen(style, looks).filter(|_| is_last) {
                        hyphen = cut.hyphen(run, &bytes);
                    }
                    continue;
                }
                if text.get(bytes.clone()) == Some(PICTURE)
                    && let Form::Room(wide, high) = rich.looks_of(bytes.start).form
                {
                    let (span, size) = (rich.span_of(bytes.start), drawn((wide, high), f32::MAX));
                    picture = Some(RoomForPicture { span, size });
                    continue;
                }
                for glyph in cluster.glyphs() {
                    if glyph.id == 0 {
                        let shown = text.get(bytes.clone()).unwrap_or_default();
                        self.missing.extend(shown.chars().filter(|letter| is_seen(*letter)));
                        // An empty box says nothing, and the standard forbids it. That a letter is missing is reported.
                        cut.skip(glyph.advance);
                        continue;
                    }
                    cut.glyph(Glyph {
                        id: glyph.id,
                        advance: glyph.advance,
                        x: glyph.x,
                        y: glyph.y,
                        bytes: bytes.clone(),
                    });
                }
            }
        }
        let width = line.metrics().advance - line.metrics().trailing_whitespace;
        RichLine {
            pieces: cut.finish(),
            width: width + hyphen,
            is_divided: hyphen > 0.0,
            picture,
            goes_on: false,
        }
    }
}

/// The size in points of a picture that is as large as it would be, and fits a column of this width.
fn drawn((wide, high): (u32, u32), width: f32) -> (f32, f32) {
    #[expect(clippy::cast_precision_loss, reason = "nobody sees a hundredth of a point")]
    let (wide, high) = (wide as f32 / 100.0, high as f32 / 100.0);
    let scale = (width / wide).min(HIGHEST / high).min(1.0);
    (wide * scale, high * scale)
}

/// Fits the picture in `line` to its column, and says how many lines after this one it takes.
fn room_for(line: &mut RichLine, rich: &Rich, width: f32, pitch: f32) -> usize {
    let Some(picture) = &mut line.picture else { return 0 };
    if let Form::Room(wide, high) = rich.spans[picture.span].looks.form {
        picture.size = drawn((wide, high), width);
    }
    line.width = picture.size.0;
    whole(((picture.size.1 + BELOW) / pitch).ceil()).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::fonts::Fonts;
    use crate::paper::page::Line;

    const STYLE: Style = Style { face: Face::Sans, points: 10.0, leading: 1.4 };

    fn rich(pieces: &[(&str, Looks)]) -> Rich {
        let mut rich = Rich::default();
        for (text, looks) in pieces {
            rich.push(text, *looks, None);
        }
        rich
    }

    #[test]
    fn a_line_is_cut_where_its_looks_change() {
        let bold = Looks { bold: true, ..Looks::default() };
        let rich = rich(&[("one ", Looks::default()), ("two", bold), (" three", Looks::default())]);
        let set = Typesetter::new(&Fonts::default()).set_rich(&rich, (STYLE, Words::Whole), 300.0);
        let fonts: Vec<usize> =
            set.lines[0].pieces.iter().map(|piece| piece.line.runs[0].font).collect();
        assert_eq!((set.lines.len(), fonts), (1, vec![0, 2, 0]));
    }

    #[test]
    fn raised_marks_are_smaller_and_stand_higher() {
        let raised = Looks { form: Form::Raised, ..Looks::default() };
        let set = Typesetter::new(&Fonts::default()).set_rich(
            &rich(&[("word", Looks::default()), ("1", raised)]),
            (STYLE, Words::Whole),
            300.0,
        );
        let mark = &set.lines[0].pieces[1];
        assert!(mark.rise > 3.0 && mark.line.runs[0].points < 7.0);
    }

    #[test]
    fn what_stands_above_and_below_the_line_is_told_from_what_stands_on_it() {
        let of = |form| Looks { form, ..Looks::default() };
        let pieces = [
            ("10", Looks::default()),
            ("3", of(Form::Above)),
            (" H", Looks::default()),
            ("2", of(Form::Below)),
            ("O", Looks::default()),
        ];
        let set = Typesetter::new(&Fonts::default()).set_rich(
            &rich(&pieces),
            (STYLE, Words::Whole),
            300.0,
        );
        let said: String = set.lines[0].pieces.iter().map(|piece| said(&piece.line)).collect();
        assert_eq!(said, "10³ H₂O");
        let rises: Vec<bool> = set.lines[0].pieces.iter().map(|piece| piece.rise < 0.0).collect();
        assert_eq!(rises, [false, false, false, true, false]);
    }

    /// What the glyphs of a line are read out as.
    fn said(line: &Line) -> String {
        let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
        glyphs.map(|glyph| &line.text[glyph.bytes.clone()]).collect()
    }

    #[test]
    fn letters_with_marks_are_heard_once() {
        let set = Typesetter::new(&Fonts::default()).set("q\u{301}a", STYLE, 300.0);
        let glyphs = &set.lines[0].runs[0].glyphs;
        let bytes: Vec<_> = glyphs.iter().map(|glyph| glyph.bytes.clone()).collect();
        assert_eq!(bytes, [0..3, 0..3, 3..4]);
    }

    #[test]
    fn page_numbers_of_as_many_figures_are_as_wide() {
        let mut setter = Typesetter::new(&Fonts::default());
        let mut width = |text: &str| {
            setter.set_rich(&Rich::plain(text), (STYLE, Words::Whole), 300.0).lines[0].width
        };
        assert!((width("page 11") - width("page 88")).abs() < 0.01);
    }
}
