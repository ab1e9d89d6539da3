//! Drawings on paper: the same marks as on the page, in points.

use std::sync::Arc;

use super::builder::Layout;
use crate::paper::measure::{MILLIMETRE, count};
use crate::paper::mirror;
use crate::paper::page::{Area, Mark, Node, Role, Tone};
use crate::paper::text::{Face, Style};
use crate::sheet::{self, Anchor, Drawing, Label, Point, Weight, leading};

/// How small a drawing may become, as a share of its size, before it goes to the next page.
const SMALLEST: f32 = 0.85;

impl Layout<'_> {
    /// A drawing at true size, made smaller only where the paper is narrower.
    pub(super) fn drawing(&mut self, drawing: &Drawing) {
        let (width, height) = (drawing.width * MILLIMETRE, drawing.height * MILLIMETRE);
        let bare = self.fills_the_page(drawing);
        if bare && !self.page().content.is_empty() {
            self.break_page();
        }
        let room = if bare { self.size } else { (self.width(), self.bottom() - self.margin) };
        let mut scale = (room.0 / width.max(1.0)).min(room.1 / height.max(1.0)).min(1.0);
        if !bare {
            // A little smaller is better than a page of its own.
            let left = (self.bottom() - self.reserve - self.y) / height.max(1.0);
            if left > SMALLEST * scale {
                scale = scale.min(left);
            }
            self.make_room(height * scale);
        }
        self.page().is_bare = bare;
        self.tally().drawings += usize::from(!bare);
        let left = (self.size.0 - width * scale) / 2.0;
        let top = if bare { (self.size.1 - height * scale) / 2.0 } else { self.y };
        let marks = self.marks(drawing, (left, top), scale);
        let leaf = self.leaf(marks);
        self.structure.push(Node::Group(Role::Figure(drawing.title.clone()), vec![leaf]));
        self.areas(drawing, (left, top), scale * MILLIMETRE);
        self.y = top + height * scale + 3.0 * MILLIMETRE;
    }

    /// Makes places of the areas of a drawing whose top left corner is at `(left, top)`.
    fn areas(&mut self, drawing: &Drawing, (left, top): (f32, f32), unit: f32) {
        let mut places = Vec::new();
        for area in &drawing.areas {
            let (x, y) = (left + area.at.x * unit, top + area.at.y * unit);
            let (right, bottom) = (x + area.width * unit, y + area.height * unit);
            let (x, right) = if self.is_mirrored() {
                (self.size.0 - right, self.size.0 - x)
            } else {
                (x, right)
            };
            let place = Area { left: x, top: y, right, bottom };
            // Ribs of a fishbone have rules, which text on a screen covers.
            places.extend(if bottom - y > 2.0 * sheet::LINE_PITCH * MILLIMETRE {
                self.fill_lines(&area.field, place)
            } else {
                self.fill(&area.field, "", place)
            });
        }
        if !places.is_empty() {
            self.structure.push(Node::Group(Role::Paragraph, places));
        }
    }

    /// The marks of a drawing whose top left corner is at `(left, top)`, which it keeps when its page is turned round.
    pub(super) fn marks(
        &mut self,
        drawing: &Drawing,
        (left, top): (f32, f32),
        scale: f32,
    ) -> Vec<Mark> {
        let unit = scale * MILLIMETRE;
        let place = |point: &Point| (left + point.x * unit, top + point.y * unit);
        let mut marks = Vec::new();
        for mark in &drawing.marks {
            match mark {
                sheet::Mark::Path { points, closed, stroke, fill } => marks.push(Mark::Path {
                    points: points.iter().map(place).collect(),
                    closed: *closed,
                    stroke: *stroke,
                    fill: *fill,
                }),
                sheet::Mark::Box { at, width, height, stroke, fill, .. } => {
                    let (x, y) = place(at);
                    let (right, bottom) = (x + width * unit, y + height * unit);
                    marks.push(Mark::Path {
                        points: vec![(x, y), (right, y), (right, bottom), (x, bottom)],
                        closed: true,
                        stroke: *stroke,
                        fill: *fill,
                    });
                }
                sheet::Mark::Circle { centre, radius, stroke, fill } => marks.push(Mark::Circle {
                    centre: place(centre),
                    radius: radius * unit,
                    stroke: *stroke,
                    fill: *fill,
                }),
                sheet::Mark::Label(label) => {
                    marks.extend(self.label(label, place(&label.at), scale));
                }
            }
        }
        if self.is_mirrored() {
            mirror::marks(&mut marks, self.size.0);
        }
        marks
    }

    fn label(&mut self, label: &Label, (x, y): (f32, f32), scale: f32) -> Vec<Mark> {
        let (face, tone) = match label.weight {
            Weight::Regular => (Face::Sans, Tone::Ink),
            Weight::Bold => (Face::SansBold, Tone::Ink),
            Weight::Quiet => (Face::Sans, Tone::Quiet),
            Weight::Pen => (Face::Sans, Tone::Pen),
        };
        let style = Style { face, points: label.points * scale, leading: 1.3 };
        let pitch = leading(label.points) * scale * MILLIMETRE;
        let mut marks = Vec::new();
        for (number, text) in label.lines.iter().enumerate() {
            // Each line was broken where the drawing was made, and stays whole here.
            let set = self.setter.set(text, style, f32::MAX);
            let Some(line) = set.lines.first() else { continue };
            let back = match label.anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => line.width / 2.0,
                Anchor::End => line.width,
            };
            let down = pitch * count(number);
            let at = if label.turned { (x + down, y + back) } else { (x - back, y + down) };
            marks.push(Mark::Text { at, line: Arc::clone(line), tone, turned: label.turned });
        }
        marks
    }
}
