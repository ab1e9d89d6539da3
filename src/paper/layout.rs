//! Sheet → pages: what goes where, and how many pages it takes.

mod ask;
mod cover;
mod drawing;
mod fill;
mod grid;
mod head;
#[cfg(test)]
mod tests;

pub(super) use self::cover::cover;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::frame::Frame;
use super::measure::{MILLIMETRE, whole};
use super::page::{Content, Mark, Node, Page, Pages, Part, Role, Tally, Tone};
use super::text::{Face, Style, Text, Typesetter};
use super::writing::Writing;
use crate::sheet::{Drawing, Fill, LINE_PITCH, Paper, Piece, Sheet, Stroke, Turn};
use crate::worksheet::Field;

/// Running text of a sheet.
const BODY: Style = Style { face: Face::Sans, points: 10.5, leading: 1.35 };
/// What is said in passing.
const SMALL: Style = Style { face: Face::Sans, points: 9.0, leading: 1.3 };
/// Questions, and headings within a sheet.
const STRONG: Style = Style { face: Face::SansBold, points: 11.0, leading: 1.3 };
/// The side of a box to tick: it stands out from the writing line, and a thick pen meets it.
const BOX: f32 = 4.2 * MILLIMETRE;

/// The distances of writing lines that are tried, in millimetres: as wide as they can be, never under 7.
const PITCHES: [f32; 4] = [LINE_PITCH, 8.0, 7.5, 7.0];

/// Lays `sheet` out on pages of `paper`.
///
/// Where it takes more pages than `allowed`, writing lines and the white between pieces come closer as far as a hand
/// still has room; where that does not help, everything stays wide.
pub(super) fn pages(
    setter: &mut Typesetter,
    sheet: &Sheet,
    frame: &Frame,
    (paper, turn): (Paper, Turn),
    allowed: Option<usize>,
) -> Pages {
    let wide = pages_at(setter, sheet, frame, (paper, turn), LINE_PITCH);
    let wanted = match allowed {
        Some(allowed) => allowed,
        // Where any number will do, one page less is worth it.
        None => wide.pages.len().saturating_sub(1).max(1),
    };
    if wide.pages.len() <= wanted {
        return wide;
    }
    let mut over = Some(wide.after(wanted));
    if !sheet.is_written_on() && frame.intro.is_empty() {
        return Pages { over, ..wide };
    }
    for pitch in &PITCHES[1..] {
        let close = pages_at(setter, sheet, frame, (paper, turn), *pitch);
        if close.pages.len() <= wanted {
            return close;
        }
        over = Some(close.after(wanted));
    }
    Pages { over, ..wide }
}

/// Lays `sheet` out with writing lines that are `pitch` millimetres apart.
fn pages_at(
    setter: &mut Typesetter,
    sheet: &Sheet,
    frame: &Frame,
    (paper, turn): (Paper, Turn),
    pitch: f32,
) -> Pages {
    let mut layout = Layout::new(setter, paper, turn, pitch);
    layout.fillable = frame.fillable;
    layout.fields = Arc::clone(&frame.fields);
    if !matches!(sheet.pieces.first(), Some(Piece::Drawing(drawing)) if layout.fills_the_page(drawing))
    {
        layout.head(frame);
    }
    let asks = sheet.pieces.iter().filter(|piece| matches!(piece, Piece::Ask(_))).count();
    let mut number = 0;
    for (at, piece) in sheet.pieces.iter().enumerate() {
        layout.reserve = layout.ending(&sheet.pieces[at + 1..], frame);
        // One or two questions below a table need no numbers.
        if matches!(piece, Piece::Ask(_)) && asks > 2 {
            number += 1;
        }
        layout.part = Part::Piece(at, 0);
        layout.piece(piece, number);
    }
    layout.part = Part::Below;
    for text in &frame.below {
        layout.space(2.0 * MILLIMETRE);
        layout.paragraph(text, SMALL, Tone::Quiet, Role::Paragraph);
    }
    layout.finish(frame)
}

/// Pages in the making.
struct Layout<'s> {
    setter: &'s mut Typesetter,
    size: (f32, f32),
    margin: f32,
    pages: Vec<Page>,
    meaning: Vec<Node>,
    leaves: usize,
    /// Whether it can be filled in on screen.
    fillable: bool,
    /// What is filled in, by the ids of the fields.
    fields: Arc<BTreeMap<String, Field>>,
    /// How far down the page is filled.
    y: f32,
    /// The distance of writing lines in millimetres.
    pitch: f32,
    /// The part of the sheet that is laid out.
    part: Part,
    /// What is higher than a page.
    cut: Tally,
    /// The first part that is.
    first_cut: Option<Part>,
    /// What a drawing leaves free below itself on its page, in points, for the lines that end the sheet.
    reserve: f32,
}

impl<'s> Layout<'s> {
    fn new(setter: &'s mut Typesetter, paper: Paper, turn: Turn, pitch: f32) -> Self {
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
            meaning: Vec::new(),
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
    fn fills_the_page(&self, drawing: &Drawing) -> bool {
        let (width, height) = (drawing.width * MILLIMETRE, drawing.height * MILLIMETRE);
        width > self.width() + 1.0 || height > self.bottom() - self.margin - 20.0 * MILLIMETRE
    }

    /// How close things stand: 1 where there is room enough, less where they have to move together.
    fn closeness(&self) -> f32 {
        (self.pitch / LINE_PITCH).powi(2)
    }

    /// Whether its pages are turned round when they are finished.
    fn is_mirrored(&self) -> bool {
        self.setter.writing.is_mirrored
    }

    fn width(&self) -> f32 {
        self.size.0 - 2.0 * self.margin
    }

    /// Where content ends: above the foot.
    fn bottom(&self) -> f32 {
        self.size.1 - self.margin - 6.0 * MILLIMETRE
    }

    fn space(&mut self, points: f32) {
        self.y += points * self.closeness();
    }

    /// Begins a new page unless `height` has room on this one. Returns whether it did.
    fn make_room(&mut self, height: f32) -> bool {
        let wanted = height > self.bottom() - self.y && self.y > self.margin + 0.1;
        if wanted {
            self.break_page();
        }
        wanted
    }

    /// Whether the end of what is so high and is never divided is cut off at the foot of its page.
    fn is_cut(&self, height: f32) -> bool {
        height > self.bottom() - self.margin + 0.1
    }

    /// How high what is left to lay out is, where that is so little that a drawing had better make room for it: a small
    /// table and the lines that end the sheet. 0 where it is more.
    fn ending(&self, rest: &[Piece], frame: &Frame) -> f32 {
        let lines = match frame.below.len() {
            0 => 0.0,
            some => (count(some) * 7.0 + 3.0) * MILLIMETRE,
        };
        match rest {
            [] => lines,
            [Piece::Grid(grid)] if grid.rows.len() <= 8 => {
                let rows: f32 =
                    grid.rows.iter().map(|row| row.height * self.pitch / LINE_PITCH).sum();
                (rows + 14.0) * MILLIMETRE + lines
            }
            _ => 0.0,
        }
    }

    fn tally(&mut self) -> &mut Tally {
        &mut self.page().tally
    }

    fn break_page(&mut self) {
        self.pages.push(Page::default());
        self.y = self.margin;
    }

    /// Puts marks that say something on the page.
    fn leaf(&mut self, marks: Vec<Mark>) -> Node {
        let leaf = self.leaves;
        self.leaves += 1;
        self.content(Content { leaf: Some(leaf), marks });
        Node::Leaf(leaf)
    }

    /// Puts marks that say nothing on the page.
    fn artifact(&mut self, marks: Vec<Mark>) {
        self.content(Content { leaf: None, marks });
    }

    fn content(&mut self, content: Content) {
        let part = self.part;
        let page = self.page();
        page.first.get_or_insert(part);
        page.content.push(content);
    }

    /// What is laid out now is this row or line of its piece.
    fn begin(&mut self, row: usize) {
        if let Part::Piece(_, at) = &mut self.part {
            *at = row;
        }
    }

    /// Counts what is laid out now as higher than a page if `height` is.
    fn count_cut(&mut self, height: f32, what: fn(&mut Tally) -> &mut usize) {
        if self.is_cut(height) {
            *what(&mut self.cut) += 1;
            self.first_cut.get_or_insert(self.part);
        }
    }

    fn page(&mut self) -> &mut Page {
        self.pages.last_mut().expect("there is a page from the beginning")
    }

    fn piece(&mut self, piece: &Piece, number: usize) {
        match piece {
            Piece::Heading(text) => {
                self.space(2.5 * MILLIMETRE);
                self.make_room(24.0 * MILLIMETRE);
                self.paragraph(text, STRONG, Tone::Ink, Role::Heading(text.clone()));
                self.space(MILLIMETRE);
            }
            Piece::Text(text) => {
                self.paragraph(text, BODY, Tone::Ink, Role::Paragraph);
                self.space(2.0 * MILLIMETRE);
            }
            Piece::Ask(ask) => self.ask(ask, number),
            Piece::Ticks(ticks) => self.ticks(ticks),
            Piece::Grid(grid) => self.grid(grid),
            Piece::Drawing(drawing) => self.drawing(drawing),
            Piece::Break => self.break_page(),
        }
    }

    /// Sets a text as lines down the page, over its end if need be, no line alone at either side of a page's edge.
    fn paragraph(&mut self, text: &str, style: Style, tone: Tone, role: Role) {
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
        self.meaning.push(Node::Group(role, parts));
    }

    /// Marks for some lines of a text whose top left corner is at `(x, y)`.
    #[allow(clippy::unused_self, reason = "it reads as what the layout does")]
    fn lines(
        &self,
        set: &Text,
        which: std::ops::Range<usize>,
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

fn rule(from: (f32, f32), to: (f32, f32), stroke: Stroke) -> Mark {
    Mark::Path { points: vec![from, to], closed: false, stroke, fill: Fill::None }
}

fn outline((left, top): (f32, f32), (right, bottom): (f32, f32), stroke: Stroke) -> Mark {
    let points = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
    Mark::Path { points, closed: true, stroke, fill: Fill::None }
}

/// A tick in a box whose top left corner is at `(x, y)`, as a pen makes it: a little over the edge. It looks the same
/// on a page that is turned round.
fn tick_mark((x, y): (f32, f32), writing: Writing) -> Mark {
    let across = |across: f32| if writing.is_mirrored { 1.0 - across } else { across };
    let at = |right: f32, down: f32| (x + across(right) * BOX, y + down * BOX);
    let points = vec![at(0.18, 0.52), at(0.42, 0.82), at(1.02, -0.08)];
    Mark::Path { points, closed: false, stroke: Stroke::Bold, fill: Fill::None }
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}
