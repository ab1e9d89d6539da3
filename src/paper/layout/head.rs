//! What stands around the content of a sheet: the title block above it, the foot of every page.

use std::sync::Arc;

use super::builder::Layout;
use super::marks::{outline, rule};
use super::style::{BODY, SMALL};
use crate::paper::frame::Frame;
use crate::paper::measure::{MILLIMETRE, count};
use crate::paper::mirror;
use crate::paper::page::{Area, Blank, Content, Filling, Mark, Node, Pages, Role, Tone};
use crate::paper::text::{Face, Style};
use crate::sheet::{Drawing, Point, Stroke};

/// The title of a sheet.
const TITLE: Style = Style { face: Face::Serif, points: 20.0, leading: 1.15 };
/// The foot of a page.
const FOOT: Style = Style { face: Face::Sans, points: 8.0, leading: 1.3 };
/// The side of a QR code with the white around it, in millimetres: 0.5 mm a square for addresses of 60 letters, which
/// telephones read from a hand's distance.
const QR: f32 = 18.0;

impl Layout<'_> {
    /// The title block: playbook, title, date, QR code, a rule, the introduction.
    pub(super) fn head(&mut self, frame: &Frame) {
        let whole = self.width();
        let top = self.y;
        let code = self.qr(frame, top);
        let width = whole - code;
        let right = self.margin + width;
        let above = self.setter.set(&frame.above, SMALL, width * 0.6);
        let marks = self.lines(&above, 0..above.lines.len(), (self.margin, self.y), Tone::Quiet);
        let title = self.setter.set(&frame.title, TITLE, width);
        let head_height = above.height().max(7.0 * MILLIMETRE);
        if !marks.is_empty() {
            let leaf = self.leaf(marks);
            self.structure.push(Node::Group(Role::Paragraph, vec![leaf]));
        }
        self.date_or_stamp(frame, right, head_height);
        self.y += head_height + MILLIMETRE;
        self.count_cut(head_height + title.height(), |cut| &mut cut.titles);
        let marks = self.lines(&title, 0..title.lines.len(), (self.margin, self.y), Tone::Ink);
        if !marks.is_empty() {
            let leaf = self.leaf(marks);
            self.structure.push(Node::Group(Role::Title(frame.title.clone()), vec![leaf]));
        }
        self.y = (self.y + title.height() + 2.5 * MILLIMETRE).max(top + code);
        self.artifact(vec![rule(
            (self.margin, self.y),
            (self.margin + whole, self.y),
            Stroke::Line,
        )]);
        self.y += 4.0 * MILLIMETRE;
        for paragraph in &frame.intro {
            self.paragraph(paragraph, BODY, Tone::Ink, Role::Paragraph);
            self.space(1.5 * MILLIMETRE);
        }
        if !frame.intro.is_empty() {
            self.space(1.5 * MILLIMETRE);
        }
    }

    /// The QR code of the sheet's address in the right corner of the title block. Returns how wide it is.
    fn qr(&mut self, frame: &Frame, top: f32) -> f32 {
        let mut code = Drawing::new(QR, QR, frame.short_address());
        if frame.address.is_empty() || !code.qr(Point::new(0.0, 0.0), QR, &frame.address) {
            return 0.0;
        }
        // The code itself is never turned round.
        let left =
            self.margin + if self.is_mirrored() { 0.0 } else { self.width() - QR * MILLIMETRE };
        let marks = self.marks(&code, (left, top), 1.0);
        let leaf = self.leaf(marks);
        self.structure.push(Node::Group(Role::Figure(frame.address.clone()), vec![leaf]));
        (QR + 2.0) * MILLIMETRE
    }

    fn date_or_stamp(&mut self, frame: &Frame, right: f32, height: f32) {
        let (text, style) = if frame.stamp.is_empty() {
            (&frame.date, SMALL)
        } else {
            (&frame.stamp, Style { face: Face::SansBold, ..SMALL })
        };
        let set = self.setter.set(text, style, self.width() * 0.3);
        let Some(line) = set.lines.first() else { return };
        let base = self.y + height - 2.0 * MILLIMETRE;
        let room = if frame.stamp.is_empty() { 38.0 * MILLIMETRE } else { 3.0 * MILLIMETRE };
        let left = right - room - line.width;
        let mark =
            Mark::Text { at: (left, base), line: Arc::clone(line), tone: Tone::Ink, turned: false };
        let mut parts = vec![self.leaf(vec![mark])];
        if frame.stamp.is_empty() {
            let from = (left + line.width + 2.0 * MILLIMETRE, base + 1.0);
            self.artifact(vec![rule(from, (right, base + 1.0), Stroke::Hair)]);
            let filling = Filling::Words(None);
            let blank = Blank { id: "_date".to_owned(), label: frame.date.clone(), filling };
            parts.extend(self.place(Area::on_rule((from.0, right), from.1), blank));
        } else {
            let (top, bottom) = (base - 4.0 * MILLIMETRE, base + 1.7 * MILLIMETRE);
            self.artifact(vec![outline(
                (left - 3.0 * MILLIMETRE, top),
                (right, bottom),
                Stroke::Line,
            )]);
        }
        self.structure.push(Node::Group(Role::Paragraph, parts));
    }

    /// Writes the foot of every page, now that their number is known.
    pub(super) fn finish(mut self, frame: &Frame) -> Pages {
        let total = self.pages.len();
        let base = self.size.1 - self.margin;
        let filled = (self.y - self.margin) / (self.bottom() - self.margin);
        let need = count(total - 1) + filled.clamp(0.05, 1.0);
        for number in 0..total {
            if self.pages[number].is_bare {
                continue;
            }
            let text = frame
                .count
                .replace("{page}", &(number + 1).to_string())
                .replace("{pages}", &total.to_string());
            let right = self.setter.set_one_line(&text, FOOT, self.width() * 0.4);
            let taken = right.as_ref().map_or(0.0, |line| line.width) + 6.0 * MILLIMETRE;
            let foot = match frame.short_address() {
                "" => frame.foot.clone(),
                address => format!("{} · {address}", frame.foot),
            };
            let left = self.setter.set_one_line(&foot, FOOT, self.width() - taken);
            let mut marks = Vec::new();
            if let Some(line) = left {
                let at = (self.margin, base);
                marks.push(Mark::Text { at, line, tone: Tone::Quiet, turned: false });
            }
            if let Some(line) = right {
                let at = (self.size.0 - self.margin - line.width, base);
                marks.push(Mark::Text { at, line, tone: Tone::Quiet, turned: false });
            }
            if !marks.is_empty() && !frame.foot.is_empty() {
                self.pages[number].content.push(Content { leaf: None, marks });
            }
        }
        if self.is_mirrored() {
            let width = self.size.0;
            self.pages.iter_mut().for_each(|page| mirror::page(page, width));
        }
        Pages {
            size: self.size,
            pages: self.pages,
            need,
            cut: self.cut,
            first_cut: self.first_cut,
            structure: self.structure,
            title: frame.title.clone(),
            language: frame.language.clone(),
            ..Pages::default()
        }
    }
}
