//! Glyphs of a line → its pieces, cut where one span ends and the next begins.

use std::ops::Range;
use std::sync::Arc;

use super::rich::{Form, Rich};
use super::rich_text::RichPiece;
use super::spoken::spoken;
use super::style::Style;
use super::typesetter::lengthen;
use crate::paper::page::{Glyph, Line, Run};

/// How far up raised marks stand, and how far down lowered ones, beside the size of the letters around them.
const RISE: f32 = 0.34;
const FALL: f32 = 0.14;

/// Cuts the glyphs of a line where one span ends and the next begins.
pub(super) struct Cut<'t> {
    text: &'t Arc<str>,
    rich: &'t Rich,
    points: f32,
    pieces: Vec<RichPiece>,
    /// The runs of the piece in the making, where it began, and its span.
    runs: Vec<Run>,
    begins: f32,
    span: usize,
    /// The font and size of what comes.
    font: (usize, f32),
    x: f32,
}

impl<'t> Cut<'t> {
    pub(super) fn new(text: &'t Arc<str>, rich: &'t Rich, style: Style) -> Self {
        Self {
            text,
            rich,
            points: style.points,
            pieces: Vec::new(),
            runs: Vec::new(),
            begins: 0.0,
            span: 0,
            font: (0, 0.0),
            x: 0.0,
        }
    }

    pub(super) fn break_run(&mut self, font: usize, points: f32) {
        self.font = (font, points);
        self.runs.push(Run { font, points, x: self.x - self.begins, glyphs: Vec::new() });
    }

    /// Leaves white where there is nothing to draw.
    pub(super) fn skip(&mut self, advance: f32) {
        let (font, points) = self.font;
        self.x += advance;
        self.break_run(font, points);
    }

    /// Ends a line with a hyphen, which is as much of the text as the `bytes` of a soft one. Returns how wide it is.
    pub(super) fn hyphen(&mut self, hyphen: Run, bytes: &Range<usize>) -> f32 {
        let before = self.x;
        self.break_run(hyphen.font, hyphen.points);
        for glyph in hyphen.glyphs {
            self.glyph(Glyph { bytes: bytes.clone(), ..glyph });
        }
        self.x - before
    }

    pub(super) fn lengthen(&mut self, bytes: &Range<usize>) {
        if let Some(run) = self.runs.last_mut() {
            lengthen(&mut run.glyphs, bytes);
        }
    }

    pub(super) fn glyph(&mut self, glyph: Glyph) {
        let spans = &self.rich.spans;
        let span = spans.partition_point(|span| span.bytes.end <= glyph.bytes.start);
        let span = span.min(spans.len().saturating_sub(1));
        if span != self.span {
            let (font, points) = self.font;
            self.close();
            self.span = span;
            self.break_run(font, points);
        }
        self.x += glyph.advance;
        if let Some(run) = self.runs.last_mut() {
            run.glyphs.push(glyph);
        }
    }

    fn close(&mut self) {
        let mut runs = std::mem::take(&mut self.runs);
        runs.retain(|run| !run.glyphs.is_empty());
        if !runs.is_empty() {
            let form = self.rich.spans.get(self.span).map(|span| span.looks.form);
            let rise = match form.unwrap_or_default() {
                Form::Raised | Form::Above => self.points * RISE,
                Form::Below => self.points * -FALL,
                Form::Plain | Form::Code | Form::Struck | Form::Room(..) => 0.0,
            };
            let text = spoken(self.text, &mut runs, form.unwrap_or_default());
            let line = Line { text, runs, width: self.x - self.begins };
            self.pieces.push(RichPiece {
                line: Arc::new(line),
                x: self.begins,
                rise,
                span: self.span,
            });
        }
        self.begins = self.x;
    }

    pub(super) fn finish(mut self) -> Vec<RichPiece> {
        self.close();
        self.pieces
    }
}
