//! The cover of a pack.

use super::builder::Layout;
use super::marks::rule;
use super::style::{BODY, SMALL, STRONG};
use crate::colour::Colour;
use crate::paper::frame::Frame;
use crate::paper::measure::MILLIMETRE;
use crate::paper::page::{Mark, Pages, Role, Tone};
use crate::paper::text::{Face, Style, Typesetter};
use crate::sheet::{LINE_PITCH, Paper, Stroke, Turn};

/// The title on a cover.
const TITLE: Style = Style { face: Face::Serif, points: 40.0, leading: 1.1 };
/// What is said below it.
const SUMMARY: Style = Style { face: Face::Sans, points: 14.0, leading: 1.45 };

/// A page with the playbook, the title, a sentence, the introduction, and a line for the date; in the playbook's `own` colour
/// where it has one.
pub(in crate::paper) fn cover(
    setter: &mut Typesetter,
    frame: &Frame,
    (summary, own): (&str, Option<Colour>),
    (paper, turn): (Paper, Turn),
) -> Pages {
    let mut layout = Layout::new(setter, paper, turn, LINE_PITCH);
    let height = layout.size.1;
    layout.y = height * 0.2;
    if let Some(colour) = own {
        let at = (layout.margin, layout.y - 12.0 * MILLIMETRE);
        layout.artifact(vec![Mark::bar(at, colour)]);
    }
    layout.paragraph(&frame.above, STRONG, Tone::Quiet, Role::Paragraph);
    layout.space(6.0 * MILLIMETRE);
    let tone = own.map_or(Tone::Ink, Tone::Own);
    layout.paragraph(&frame.title, TITLE, tone, Role::Title(frame.title.clone()));
    layout.space(8.0 * MILLIMETRE);
    layout.paragraph(summary, SUMMARY, Tone::Ink, Role::Paragraph);
    layout.space(6.0 * MILLIMETRE);
    for line in &frame.intro {
        layout.paragraph(line, BODY, Tone::Ink, Role::Paragraph);
        layout.space(2.0 * MILLIMETRE);
    }
    layout.y = layout.y.max(height * 0.78);
    let (left, right) = (layout.margin, layout.margin + layout.width());
    let y = layout.y;
    layout.artifact(vec![rule((left, y), (right, y), Stroke::Line)]);
    layout.space(7.0 * MILLIMETRE);
    let from = left + layout.setter.set(&frame.date, BODY, layout.size.0).widest() + 6.0;
    layout.paragraph(&frame.date, BODY, Tone::Ink, Role::Paragraph);
    let y = layout.y;
    layout.artifact(vec![rule((from, y), (from + 60.0 * MILLIMETRE, y), Stroke::Hair)]);
    layout.space(6.0 * MILLIMETRE);
    layout.paragraph(&frame.foot, SMALL, Tone::Quiet, Role::Paragraph);
    layout.page().is_bare = true;
    layout.finish(frame)
}
