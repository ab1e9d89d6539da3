//! The cover of the book: title, partners, a drawing of two sheets, and the day of the revision.

use super::contents::drawn;
use super::inline::Prose;
use super::{COLUMN, Flow, PAGE, SIDE, rule};
use crate::input::Input;
use crate::paper::measure::{MILLIMETRE, count};
use crate::paper::mirror;
use crate::paper::page::{Mark, Role, Tone};
use crate::paper::text::{Face, Style};
use crate::sheet::{Fill, Stroke};
use crate::titles::site_title;
use crate::typography::typeset;

const TITLE: Style = Style { face: Face::Serif, points: 46.0, leading: 50.0 / 46.0 };
const TAGLINE: Style = Style { face: Face::Sans, points: 15.0, leading: 22.0 / 15.0 };
const PARTNERS: Style = Style { face: Face::SansBold, points: 12.0, leading: 16.0 / 12.0 };
const SMALL: Style = Style { face: Face::Sans, points: 9.5, leading: 14.0 / 9.5 };

impl Flow<'_> {
    /// Writes the cover.
    pub(super) fn cover(&mut self, input: Input<'_>) {
        let settings = &input.playbook.settings;
        self.column = (SIDE, COLUMN.1);
        let own = settings.tones().map(|tones| tones.light.accent);
        if let Some(colour) = own {
            let top = if settings.partners.is_empty() { 46.0 } else { 36.0 };
            self.artifact(vec![Mark::bar((SIDE, top * MILLIMETRE), colour)]);
        }
        self.y = 46.0 * MILLIMETRE;
        let partners = settings.partners.join(" & ");
        self.text(&Prose::plain(partners), PARTNERS, Tone::Ink, Role::Paragraph);
        self.y = 58.0 * MILLIMETRE;
        let title = site_title(input);
        let role = Role::HeadingAt(1, title.to_owned());
        let tone = own.map_or(Tone::Ink, Tone::Own);
        self.balanced_text(&Prose::plain(title), TITLE, tone, role);
        self.want_gap(14.0);
        let tagline = typeset(&settings.tagline, input.words);
        self.column.1 = COLUMN.1 - 12.0 * MILLIMETRE;
        self.balanced_text(&Prose::plain(tagline), TAGLINE, Tone::Ink, Role::Paragraph);
        self.settle();
        self.column.1 = COLUMN.1;
        if self.y < 140.0 * MILLIMETRE {
            let mut marks = sheets_drawn((104.0 * MILLIMETRE, 158.0 * MILLIMETRE));
            if self.setter.writing.is_mirrored {
                // They change their sides of the page, not their own.
                marks = sheets_drawn((32.0 * MILLIMETRE, 158.0 * MILLIMETRE));
                mirror::marks(&mut marks, PAGE.0);
            }
            self.artifact(marks);
        }
        let mut lines = Vec::new();
        lines.extend(
            settings
                .revised
                .map(|date| input.words.filled("site", "revised", "date", &input.words.date(date))),
        );
        if !settings.licence.is_empty() {
            lines.push(input.words.filled("site", "licence", "licence", &settings.licence));
        }
        let y = PAGE.1 - 32.0 * MILLIMETRE;
        if !lines.is_empty() {
            self.artifact(vec![rule((SIDE, y), (COLUMN.1, y), Stroke::Hair)]);
        }
        for (number, line) in lines.into_iter().enumerate() {
            let set = self.set(&Prose::plain(line), SMALL, self.width());
            let top = y + 6.0 + count(number) * SMALL.points * SMALL.leading;
            self.open();
            self.leaf(drawn(&set, (SIDE, top)));
            self.close(Role::Paragraph);
        }
    }
}

/// Two sheets side by side, one with a table and one with boxes to tick, the top left corner of the first at `at`.
fn sheets_drawn(at: (f32, f32)) -> Vec<Mark> {
    let mut marks = Vec::new();
    let first = Turned::new((at.0, at.1), -3.5);
    let second = Turned::new((at.0 + 40.0 * MILLIMETRE, at.1 + 3.0 * MILLIMETRE), 2.5);
    for sheet in [&first, &second] {
        sheet.line(&mut marks, &[(0.0, 0.0), (34.0, 0.0), (34.0, 45.0), (0.0, 45.0)], Stroke::Line);
    }
    first.line(&mut marks, &[(4.0, 5.0), (19.0, 5.0)], Stroke::Bold);
    for row in 0..6_u8 {
        let y = 10.0 + 6.0 * f32::from(row);
        first.line(&mut marks, &[(4.0, y), (30.0, y)], Stroke::Hair);
    }
    for x in [4.0, 15.0, 20.0, 25.0, 30.0] {
        first.line(&mut marks, &[(x, 10.0), (x, 40.0)], Stroke::Hair);
    }
    second.line(&mut marks, &[(4.0, 5.0), (16.0, 5.0)], Stroke::Bold);
    for (row, wide) in [(0_u8, 19.0), (1, 15.0), (2, 18.0), (3, 13.0)] {
        let y = 11.0 + 7.5 * f32::from(row);
        let corners = [(4.0, y), (7.0, y), (7.0, y + 3.0), (4.0, y + 3.0)];
        second.line(&mut marks, &corners, Stroke::Hair);
        second.line(&mut marks, &[(10.0, y + 1.8), (10.0 + wide, y + 1.8)], Stroke::Hair);
        if row < 2 {
            second.line(
                &mut marks,
                &[(4.6, y + 1.4), (5.5, y + 2.6), (7.6, y - 0.6)],
                Stroke::Line,
            );
        }
    }
    marks
}

/// A sheet of paper that lies a little turned.
struct Turned {
    at: (f32, f32),
    turn: f32,
}

impl Turned {
    fn new(at: (f32, f32), degrees: f32) -> Self {
        Self { at, turn: degrees.to_radians() }
    }

    /// Draws a line through points of the sheet, in millimetres; four of them are a box.
    fn line(&self, marks: &mut Vec<Mark>, points: &[(f32, f32)], stroke: Stroke) {
        let (sine, cosine) = self.turn.sin_cos();
        let place = |(x, y): &(f32, f32)| {
            let (x, y) = (x * MILLIMETRE, y * MILLIMETRE);
            (self.at.0 + x * cosine - y * sine, self.at.1 + x * sine + y * cosine)
        };
        let closed = points.len() == 4;
        let fill = if closed { Fill::Paper } else { Fill::None };
        marks.push(Mark::Path { points: points.iter().map(place).collect(), closed, stroke, fill });
    }
}
