//! Pages in the making: what is put on them, and where the next thing goes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::paper::measure::{MILLIMETRE, count, whole};
use crate::paper::page::{Content, Mark, Node, Page, Part, Role, Tally, Tone};
use crate::paper::text::{Face, Style, Text, Typesetter};
use crate::sheet::{Drawing, LINE_PITCH, Paper, Turn};
use crate::worksheet::Field;

/// Pages in the making.
pub(super) struct Layout<'s> {
    pub(super) setter: &'s mut Typesetter,
    pub(super) size: (f32, f32),
    pub(super) margin: f32,
    pub(super) pages: Vec<Page>,
    pub(super) structure: Vec<Node>,
    pub(super) leaves: usize,
    /// Whether it can be filled in on screen.
    pub(super) fillable: bool,
    /// What is filled in, by the ids of the fields.
    pub(super) fields: Arc<BTreeMap<String, Field>>,
    /// How far down the page is filled.
    pub(super) y: f32,
    /// The distance of writing lines in millimetres.
    pub(super) pitch: f32,
    /// The part of the sheet that is laid out.
    pub(super) part: Part,
    /// What is higher than a page.
    pub(super) cut: Tally,
    /// The first part that is.
    pub(super) first_cut: Option<Part>,
    /// What a drawing leaves free below itself on its page, in points, for the lines that end the sheet.
    pub(super) reserve: f32,
}

impl<'s> Layout<'s> {
    pub(super) fn new(setter: &'s mut Typesetter, paper: Paper, turn: Turn, pitch: f32) -> Self {
        let (short, long) = paper.size();
        let (width, height) = match turn {
            Turn::Portrait => (short, long),
            Turn::Landscape => (long, short),
        };
        // Small paper keeps a small edge: printers need 5 mm (Postscript drivers' usual limit is 4.2 mm).
        let margin = match paper {
            Paper::Either | Paper::A4 | Paper::Letter | Paper::A3 => 15.0,
            Paper::A5 => 10.0,
            Paper::A6 => 8.0,
            Paper::A7 => 6.0,
        } * MILLIMETRE;
        Self {
            setter,
            size: (width * MILLIMETRE, height * MILLIMETRE),
            margin,
            pages: vec![Page::default()],
            structure: Vec::new(),
            leaves: 0,
            fillable: false,
            fields: Arc::default(),
            y: margin,
            pitch,
            part: Part::default(),
            cut: Tally::default(),
            first_cut: None,
            reserve: 0.0,
        }
    }

    /// Whether the drawing is as large as its paper, such as cards to cut: nothing else has room there.
    pub(super) fn fills_the_page(&self, drawing: &Drawing) -> bool {
        let (width, height) = (drawing.width * MILLIMETRE, drawing.height * MILLIMETRE);
        width > self.width() + 1.0 || height > self.bottom() - self.margin - 20.0 * MILLIMETRE
    }

    /// How close things stand: 1 where there is room enough, less where they have to move together.
    pub(super) fn closeness(&self) -> f32 {
        (self.pitch / LINE_PITCH).powi(2)
    }

    /// Whether its pages are turned round when they are finished.
    pub(super) fn is_mirrored(&self) -> bool {
        self.setter.writing.is_mirrored
    }

    pub(super) fn width(&self) -> f32 {
        self.size.0 - 2.0 * self.margin
    }

    /// Where content ends: above the foot.
    pub(super) fn bottom(&self) -> f32 {
        self.size.1 - self.margin - 6.0 * MILLIMETRE
    }

    pub(super) fn space(&mut self, points: f32) {
        self.y += points * self.closeness();
    }

    /// Begins a new page unless `height` has room on this one. Returns whether it did.
    pub(super) fn make_room(&mut self, height: f32) -> bool {
        let wanted = height > self.bottom() - self.y && self.y > self.margin + 0.1;
        if wanted {
            self.break_page();
        }
        wanted
    }

    /// Whether the end of what is so high and is never divided is cut off at the foot of its page.
    pub(super) fn is_cut(&self, height: f32) -> bool {
        height > self.bottom() - self.margin + 0.1
    }

    pub(super) fn tally(&mut self) -> &mut Tally {
        &mut self.page().tally
    }

    pub(super) fn break_page(&mut self) {
        self.pages.push(Page::default());
        self.y = self.margin;
    }

    /// Puts marks that say something on the page.
    pub(super) fn leaf(&mut self, marks: Vec<Mark>) -> Node {
        let leaf = self.leaves;
        self.leaves += 1;
        self.content(Content { leaf: Some(leaf), marks });
        Node::Leaf(leaf)
    }

    /// Puts marks that say nothing on the page.
    pub(super) fn artifact(&mut self, marks: Vec<Mark>) {
        self.content(Content { leaf: None, marks });
    }

    pub(super) fn content(&mut self, content: Content) {
        let part = self.part;
        let page = self.page();
        page.first.get_or_insert(part);
        page.content.push(content);
    }

    /// What is laid out now is this row or line of its piece.
    pub(super) fn begin(&mut self, row: usize) {
        if let Part::Piece(_, at) = &mut self.part {
            *at = row;
        }
    }

    /// Counts what is laid out now as higher than a page if `height` is.
    pub(super) fn count_cut(&mut self, height: f32, what: fn(&mut Tally) -> &mut usize) {
        if self.is_cut(height) {
            *what(&mut self.cut) += 1;
            self.first_cut.get_or_insert(self.part);
        }
    }

    pub(super) fn page(&mut self) -> &mut Page {
        self.pages.last_mut().expect("there is a page from the beginning")
    }

    /// Sets a text as lines down the page, over its end if need be, no line alone at either side of a page's edge.
    pub(super) fn paragraph(&mut self, text: &str, style: Style, tone: Tone, role: Role) {
        let set = if role == Role::Paragraph && style.face == Face::Sans {
            self.setter.set_running(text, style, self.width())
        } else {
            self.setter.set(text, style, self.width())
        };
        if set.lines.is_empty() {
            return;
        }
        let mut parts = Vec::new();
        let mut first = 0;
        self.make_room(set.pitch * 2.0_f32.min(count(set.lines.len())));
        while first < set.lines.len() {
            let left = set.lines.len() - first;
            let fit = whole((self.bottom() - self.y) / set.pitch).clamp(1, left);
            let fit = if left - fit == 1 && fit > 2 { fit - 1 } else { fit };
            let marks = self.lines(&set, first..first + fit, (self.margin, self.y), tone);
            self.y += set.pitch * count(fit);
            self.tally().lines += fit;
            parts.push(self.leaf(marks));
            first += fit;
            if first < set.lines.len() {
                self.break_page();
            }
        }
        self.structure.push(Node::Group(role, parts));
    }

    /// Marks for some lines of a text whose top left corner is at `(x, y)`.
    #[allow(clippy::unused_self, reason = "it reads as what the layout does")]
    pub(super) fn lines(
        &self,
        set: &Text,
        which: Range<usize>,
        (x, y): (f32, f32),
        tone: Tone,
    ) -> Vec<Mark> {
        set.lines[which]
            .iter()
            .enumerate()
            .map(|(number, line)| Mark::Text {
                at: (x, y + set.ascent + set.pitch * count(number)),
                line: Arc::clone(line),
                tone,
                turned: false,
            })
            .collect()
    }
}
