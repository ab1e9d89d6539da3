//! Sheet → pages: what goes where, and how many pages it takes.

mod drawing;
mod grid;

use std::sync::Arc;

use super::frame::Frame;
use super::page::{
    Area, Blank, Content, Filling, Mark, Node, Page, Pages, Place, Role, Tally, Tone,
};
use super::text::{Face, Style, Text, Typesetter};
use crate::sheet::{
    Ask, AskRoom, Cell, Drawing, Fill, LINE_PITCH, Paper, Piece, Point, Sheet, Stroke, Tick, Turn,
};

/// Points in a millimetre.
pub(super) const MILLIMETRE: f32 = 2.834_646;

/// Running text of a sheet.
const BODY: Style = Style { face: Face::Sans, points: 10.5, leading: 1.35 };
/// What is said in passing.
const SMALL: Style = Style { face: Face::Sans, points: 9.0, leading: 1.3 };
/// What helps with an answer.
const HELP: Style = Style { face: Face::SansItalic, points: 9.5, leading: 1.3 };
/// Questions, and headings within a sheet.
const STRONG: Style = Style { face: Face::SansBold, points: 11.0, leading: 1.3 };
/// The title of a sheet.
const TITLE: Style = Style { face: Face::Serif, points: 20.0, leading: 1.15 };
/// The numbers of questions.
const NUMBER: Style = Style { face: Face::Serif, points: 11.0, leading: 1.3 };
/// The foot of a page.
const FOOT: Style = Style { face: Face::Sans, points: 8.0, leading: 1.3 };
/// The side of a QR code with the white around it, in millimetres: 0.5 mm a square for addresses of 60 letters, which
/// telephones read from a hand's distance.
const QR: f32 = 18.0;
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
    let Some(allowed) = allowed.filter(|allowed| wide.pages.len() > *allowed) else { return wide };
    for pitch in &PITCHES[1..] {
        let close = pages_at(setter, sheet, frame, (paper, turn), *pitch);
        if close.pages.len() <= allowed {
            return close;
        }
    }
    wide
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
        layout.piece(piece, number);
    }
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
    /// How far down the page is filled.
    y: f32,
    /// The distance of writing lines in millimetres.
    pitch: f32,
    /// How many things are higher than a page.
    cut: usize,
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
            y: margin,
            pitch,
            cut: 0,
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
        if height > self.bottom() - self.margin + 0.1 {
            self.cut += 1;
        }
        let wanted = height > self.bottom() - self.y && self.y > self.margin + 0.1;
        if wanted {
            self.break_page();
        }
        wanted
    }

    /// How high what is left to lay out is, where that is so little that a drawing had better make room for it: a small
    /// table and the lines that end the sheet. 0 where it is more.
    fn ending(&self, rest: &[Piece], frame: &Frame) -> f32 {
        let lines = count(frame.below.len()) * 7.0 * MILLIMETRE;
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
        self.page().content.push(Content { leaf: Some(leaf), marks });
        Node::Leaf(leaf)
    }

    /// Makes `area` a place to fill in on screen. `None` where nothing is filled in on screen.
    fn place(&mut self, area: Area, blank: Blank) -> Option<Node> {
        if !self.fillable {
            return None;
        }
        let leaf = self.leaves;
        self.leaves += 1;
        self.page().places.push(Place { leaf, area, blank });
        Some(Node::Group(Role::Form, vec![Node::Leaf(leaf)]))
    }

    /// Puts marks that say nothing on the page.
    fn artifact(&mut self, marks: Vec<Mark>) {
        self.page().content.push(Content { leaf: None, marks });
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
        let set = self.setter.set(text, style, self.width());
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

    /// The title block: playbook, title, date, QR code, a rule, the introduction.
    fn head(&mut self, frame: &Frame) {
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
            self.meaning.push(Node::Group(Role::Paragraph, vec![leaf]));
        }
        self.date_or_stamp(frame, right, head_height);
        self.y += head_height + MILLIMETRE;
        let marks = self.lines(&title, 0..title.lines.len(), (self.margin, self.y), Tone::Ink);
        if !marks.is_empty() {
            let leaf = self.leaf(marks);
            self.meaning.push(Node::Group(Role::Title(frame.title.clone()), vec![leaf]));
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
        let left = self.margin + self.width() - QR * MILLIMETRE;
        let marks = self.marks(&code, (left, top), 1.0);
        let leaf = self.leaf(marks);
        self.meaning.push(Node::Group(Role::Figure(frame.address.clone()), vec![leaf]));
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
        self.meaning.push(Node::Group(Role::Paragraph, parts));
    }

    /// A question with room for its answer: never split, unless it is longer than a page.
    fn ask(&mut self, ask: &Ask, number: usize) {
        let indent = if number == 0 { 0.0 } else { 7.0 * MILLIMETRE };
        let width = self.width() - indent;
        let label = self.setter.set(&ask.label, STRONG, width);
        let help = self.setter.set(&ask.help, HELP, width);
        let answer = self.answer_height(&ask.room, width);
        self.make_room(label.height() + help.height() + answer + 1.0 * MILLIMETRE);
        self.tally().questions += 1;
        let (left, inner) = (self.margin, self.margin + indent);
        let figure = if number == 0 { String::new() } else { number.to_string() };
        let figure = self.setter.set(&figure, NUMBER, indent);
        let mut marks = self.lines(&figure, 0..figure.lines.len(), (left, self.y), Tone::Ink);
        marks.extend(self.lines(&label, 0..label.lines.len(), (inner, self.y), Tone::Ink));
        self.y += label.height();
        marks.extend(self.lines(&help, 0..help.lines.len(), (inner, self.y), Tone::Quiet));
        self.y += help.height();
        let leaf = self.leaf(marks);
        self.meaning.push(Node::Group(Role::Paragraph, vec![leaf]));
        match &ask.room {
            AskRoom::Lines(lines) => self.writing_lines(&ask.answer, *lines, inner, width),
            AskRoom::Choice(choices) => self.choices(choices, &ask.answer, inner, width),
            AskRoom::Date => self.writing_lines(&ask.answer, 1, inner, 45.0 * MILLIMETRE),
        }
        self.space(4.0 * MILLIMETRE);
    }

    fn answer_height(&mut self, room: &AskRoom, width: f32) -> f32 {
        match room {
            AskRoom::Lines(lines) => count(*lines) * self.pitch * MILLIMETRE,
            AskRoom::Choice(choices) => {
                count(self.choice_rows(choices, width).len()) * 7.0 * MILLIMETRE
            }
            AskRoom::Date => self.pitch * MILLIMETRE,
        }
    }

    /// Lines to write on; the specimen's answer stands on them.
    fn writing_lines(&mut self, answer: &str, lines: usize, left: f32, width: f32) {
        let pitch = self.pitch * MILLIMETRE;
        let style = Style { leading: pitch / BODY.points, ..BODY };
        let set = self.setter.set(answer, style, width);
        let mut written = Vec::new();
        for number in 0..lines.max(set.lines.len()) {
            self.make_room(pitch);
            let base = self.y + pitch - 1.5 * MILLIMETRE;
            if let Some(line) = set.lines.get(number) {
                let line = Arc::clone(line);
                let mark =
                    Mark::Text { at: (left, base - 1.0), line, tone: Tone::Pen, turned: false };
                written.push(self.leaf(vec![mark]));
            }
            let at = self.y + pitch;
            self.artifact(vec![rule((left, at), (left + width, at), Stroke::Hair)]);
            self.y += pitch;
        }
        if !written.is_empty() {
            self.meaning.push(Node::Group(Role::Paragraph, written));
        }
    }

    /// The choices in rows, each with how far to the right it stands.
    fn choice_rows(&mut self, choices: &[String], width: f32) -> Vec<Vec<(f32, Text)>> {
        let mut rows: Vec<Vec<(f32, Text)>> = Vec::new();
        let mut x = 0.0;
        for choice in choices {
            let set = self.setter.set(choice, BODY, width - BOX - 2.0 * MILLIMETRE);
            let wide = set.lines.iter().map(|line| line.width).fold(0.0, f32::max);
            let need = BOX + 2.0 * MILLIMETRE + wide;
            if rows.is_empty() || x + need > width {
                rows.push(Vec::new());
                x = 0.0;
            }
            if let Some(row) = rows.last_mut() {
                row.push((x, set));
            }
            x += need + 7.0 * MILLIMETRE;
        }
        rows
    }

    fn choices(&mut self, choices: &[String], answer: &str, left: f32, width: f32) {
        let mut items = Vec::new();
        let mut names = choices.iter();
        for row in self.choice_rows(choices, width) {
            for (x, set) in row {
                let top = self.y + 1.6 * MILLIMETRE;
                let ticked = names.next().is_some_and(|name| name == answer);
                items.push(self.tick_box((left + x, top), ticked, &set));
            }
            self.y += 7.0 * MILLIMETRE;
        }
        self.meaning.push(Node::Group(Role::List, items));
    }

    /// A box to tick with the text beside it, as a line of a list.
    fn tick_box(&mut self, (x, y): (f32, f32), ticked: bool, set: &Text) -> Node {
        let mark = self.bare_box((x, y), ticked);
        let text = (x + BOX + 2.0 * MILLIMETRE, y + BOX / 2.0 - set.pitch / 2.0);
        let marks = self.lines(set, 0..set.lines.len(), text, Tone::Ink);
        let text = self.leaf(marks);
        Node::Group(
            Role::Item,
            vec![Node::Group(Role::ItemMark, vec![mark]), Node::Group(Role::ItemText, vec![text])],
        )
    }

    /// A box to tick. A ticked one says so to those who do not see it.
    fn bare_box(&mut self, (x, y): (f32, f32), ticked: bool) -> Node {
        let mut marks = vec![outline((x, y), (x + BOX, y + BOX), Stroke::Line)];
        if !ticked {
            return self.leaf(marks);
        }
        marks.push(tick_mark(x, y));
        let leaf = self.leaf(marks);
        Node::Group(Role::Figure(Cell::tick(true, "").text().to_owned()), vec![leaf])
    }

    /// Lines to tick, each ruled off below.
    fn ticks(&mut self, ticks: &[Tick]) {
        let width = self.width();
        let mut items = Vec::new();
        for tick in ticks {
            let set = self.setter.set(&tick.text, BODY, width - BOX - 4.0 * MILLIMETRE);
            let height = set.height().max(BOX) + 4.2 * MILLIMETRE * self.closeness();
            self.make_room(height);
            self.tally().ticks += 1;
            let white = 2.1 * MILLIMETRE * self.closeness();
            let first_line = (self.y + white + set.pitch / 2.0) - BOX / 2.0;
            items.push(self.tick_box((self.margin, first_line), tick.ticked, &set));
            self.y += height;
            let (left, right) = (self.margin, self.margin + width);
            self.artifact(vec![rule((left, self.y), (right, self.y), Stroke::Hair)]);
        }
        if !items.is_empty() {
            self.meaning.push(Node::Group(Role::List, items));
        }
        self.space(4.0 * MILLIMETRE);
    }

    /// Writes the foot of every page, now that their number is known.
    fn finish(mut self, frame: &Frame) -> Pages {
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
            let right = self.setter.set(&text, FOOT, self.width() * 0.4);
            let taken = right.lines.first().map_or(0.0, |line| line.width) + 6.0 * MILLIMETRE;
            let foot = match frame.short_address() {
                "" => frame.foot.clone(),
                address => format!("{} · {address}", frame.foot),
            };
            let left = self.setter.set(&foot, FOOT, self.width() - taken);
            let mut marks = Vec::new();
            if let Some(line) = left.lines.first() {
                let (line, at) = (Arc::clone(line), (self.margin, base));
                marks.push(Mark::Text { at, line, tone: Tone::Quiet, turned: false });
            }
            if let Some(line) = right.lines.first() {
                let at = (self.size.0 - self.margin - line.width, base);
                marks.push(Mark::Text {
                    at,
                    line: Arc::clone(line),
                    tone: Tone::Quiet,
                    turned: false,
                });
            }
            if !marks.is_empty() && !frame.foot.is_empty() {
                self.pages[number].content.push(Content { leaf: None, marks });
            }
        }
        Pages {
            size: self.size,
            pages: self.pages,
            need,
            cut: self.cut,
            meaning: self.meaning,
            title: frame.title.clone(),
            language: frame.language.clone(),
            ..Pages::default()
        }
    }
}

fn rule(from: (f32, f32), to: (f32, f32), stroke: Stroke) -> Mark {
    Mark::Path { points: vec![from, to], closed: false, stroke, fill: Fill::None }
}

fn outline((left, top): (f32, f32), (right, bottom): (f32, f32), stroke: Stroke) -> Mark {
    let points = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
    Mark::Path { points, closed: true, stroke, fill: Fill::None }
}

/// A tick in a box whose top left corner is at `(x, y)`, as a pen makes it: a little over the edge.
fn tick_mark(x: f32, y: f32) -> Mark {
    let at = |across: f32, down: f32| (x + across * BOX, y + down * BOX);
    let points = vec![at(0.18, 0.52), at(0.42, 0.82), at(1.02, -0.08)];
    Mark::Path { points, closed: false, stroke: Stroke::Bold, fill: Fill::None }
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// A count of whole lines from a length.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths on paper are small, and those below zero are none"
)]
pub(super) fn whole(number: f32) -> usize {
    number.clamp(0.0, 10_000.0) as usize
}
