//! Questions with room for their answers, and lines to tick.

use std::sync::Arc;

use super::builder::Layout;
use super::marks::{outline, rule, tick_mark};
use super::style::{BODY, BOX, SMALL, STRONG};
use crate::paper::measure::{MILLIMETRE, count};
use crate::paper::page::{Area, Mark, Node, Role, Tone};
use crate::paper::text::{Face, Style, Text};
use crate::sheet::{Ask, AskRoom, Cell, Stroke, Tick};

/// What helps with an answer.
const HELP: Style = Style { face: Face::SansItalic, points: 9.5, leading: 1.3 };
/// The numbers of questions.
const NUMBER: Style = Style { face: Face::Serif, points: 11.0, leading: 1.3 };

impl Layout<'_> {
    /// A question with room for its answer: never split, unless it is longer than a page.
    pub(super) fn ask(&mut self, ask: &Ask, number: usize) {
        let indent = if number == 0 { 0.0 } else { 7.0 * MILLIMETRE };
        let width = self.width() - indent;
        let label = self.setter.set(&ask.label, STRONG, width);
        let help = self.setter.set_running(&ask.help, HELP, width);
        let answer = self.answer_height(&ask.room, width);
        self.make_room(label.height() + help.height() + answer + 1.0 * MILLIMETRE);
        self.tally().questions += 1;
        // Its writing lines go on over the page; what is asked does not.
        self.count_cut(label.height() + help.height(), |cut| &mut cut.questions);
        let (left, inner) = (self.margin, self.margin + indent);
        let figure = if number == 0 { String::new() } else { number.to_string() };
        let figure = self.setter.set(&figure, NUMBER, indent);
        let mut marks = self.lines(&figure, 0..figure.lines.len(), (left, self.y), Tone::Ink);
        marks.extend(self.lines(&label, 0..label.lines.len(), (inner, self.y), Tone::Ink));
        self.y += label.height();
        marks.extend(self.lines(&help, 0..help.lines.len(), (inner, self.y), Tone::Quiet));
        self.y += help.height();
        let leaf = self.leaf(marks);
        self.structure.push(Node::Group(Role::Paragraph, vec![leaf]));
        match &ask.room {
            AskRoom::Lines(lines) => self.writing_lines(ask, *lines, (inner, width)),
            AskRoom::Choice(choices) => self.choices(ask, choices, (inner, width)),
            AskRoom::Date => self.writing_lines(ask, 1, (inner, 45.0 * MILLIMETRE)),
        }
        self.space(4.0 * MILLIMETRE);
    }

    fn answer_height(&mut self, room: &AskRoom, width: f32) -> f32 {
        match room {
            AskRoom::Lines(lines) => count(*lines) * self.pitch * MILLIMETRE,
            AskRoom::Choice(choices) => {
                self.choice_rows(choices, width).iter().map(|row| height_of_choices(row)).sum()
            }
            AskRoom::Date => self.pitch * MILLIMETRE,
        }
    }

    /// Lines to write on; the specimen's answer stands on them.
    fn writing_lines(&mut self, ask: &Ask, lines: usize, (left, width): (f32, f32)) {
        let pitch = self.pitch * MILLIMETRE;
        let style = Style { leading: pitch / BODY.points, ..BODY };
        let set = self.setter.set_running(&ask.answer, style, width);
        let mut written = Vec::new();
        let (mut top, mut page) = (self.y, self.pages.len());
        for number in 0..lines.max(set.lines.len()) {
            self.make_room(pitch);
            if self.pages.len() != page {
                (top, page) = (self.y, self.pages.len());
            }
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
        // What goes over the end of a page is filled in on the last one.
        let right = left + width;
        let is_one = self.y - top < 1.5 * pitch;
        written.extend(if is_one {
            self.fill(&ask.field, "", Area::on_rule((left, right), self.y))
        } else {
            self.fill_lines(&ask.field, Area::over_rules((left, right), (top, self.y)))
        });
        if !written.is_empty() {
            self.structure.push(Node::Group(Role::Paragraph, written));
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

    fn choices(&mut self, ask: &Ask, choices: &[String], (left, width): (f32, f32)) {
        let mut items = Vec::new();
        let mut names = choices.iter();
        for row in self.choice_rows(choices, width) {
            let height = height_of_choices(&row);
            self.make_room(height);
            self.count_cut(height, |cut| &mut cut.questions);
            for ((x, set), name) in row.into_iter().zip(&mut names) {
                let at = (left + x, self.y + 1.6 * MILLIMETRE);
                let place = self.fill_one_of(ask, name, Area::square(at, BOX));
                items.push(self.tick_box(at, *name == ask.answer, (&set, &[]), place));
            }
            self.y += height;
        }
        self.structure.push(Node::Group(Role::List, items));
    }

    /// A box to tick with the text beside it and notes below that, as a line of a list.
    fn tick_box(
        &mut self,
        (x, y): (f32, f32),
        ticked: bool,
        (set, notes): (&Text, &[Text]),
        place: Option<Node>,
    ) -> Node {
        let mut mark = vec![self.bare_box((x, y), ticked)];
        mark.extend(place);
        let text = (x + BOX + 2.0 * MILLIMETRE, y + BOX / 2.0 - set.pitch / 2.0);
        let mut top = text.1 + set.height();
        let marks = self.lines(set, 0..set.lines.len(), text, Tone::Ink);
        let mut said = vec![self.leaf(marks)];
        for note in notes {
            let marks = self.lines(note, 0..note.lines.len(), (text.0, top), Tone::Quiet);
            let leaf = self.leaf(marks);
            said.push(Node::Group(Role::Paragraph, vec![leaf]));
            top += note.height();
        }
        Node::Group(
            Role::Item,
            vec![Node::Group(Role::ItemMark, mark), Node::Group(Role::ItemText, said)],
        )
    }

    /// A box to tick. A ticked one says so to those who do not see it.
    pub(super) fn bare_box(&mut self, (x, y): (f32, f32), ticked: bool) -> Node {
        let mut marks = vec![outline((x, y), (x + BOX, y + BOX), Stroke::Line)];
        if !ticked {
            return self.leaf(marks);
        }
        marks.push(tick_mark((x, y), self.setter.writing));
        let leaf = self.leaf(marks);
        Node::Group(Role::Figure(Cell::tick(true, "").text().to_owned()), vec![leaf])
    }

    /// Lines to tick, each ruled off below.
    pub(super) fn ticks(&mut self, ticks: &[Tick]) {
        let width = self.width();
        let mut items = Vec::new();
        for (number, tick) in ticks.iter().enumerate() {
            self.begin(number);
            let room = width - BOX - 4.0 * MILLIMETRE;
            let set = self.setter.set_running(&tick.text, BODY, room);
            let notes: Vec<Text> =
                tick.notes.iter().map(|note| self.setter.set_running(note, SMALL, room)).collect();
            let below: f32 = notes.iter().map(Text::height).sum();
            let height = set.height().max(BOX) + below + 4.2 * MILLIMETRE * self.closeness();
            self.make_room(height);
            self.count_cut(height, |cut| &mut cut.ticks);
            self.tally().ticks += 1;
            let white = 2.1 * MILLIMETRE * self.closeness();
            let first_line = (self.y + white + set.pitch / 2.0) - BOX / 2.0;
            let at = (self.margin, first_line);
            let place = self.fill(&tick.field, "", Area::square(at, BOX));
            items.push(self.tick_box(at, tick.ticked, (&set, &notes), place));
            self.y += height;
            let (left, right) = (self.margin, self.margin + width);
            self.artifact(vec![rule((left, self.y), (right, self.y), Stroke::Hair)]);
        }
        if !items.is_empty() {
            self.structure.push(Node::Group(Role::List, items));
        }
        self.space(4.0 * MILLIMETRE);
    }
}

/// How high a row of choices is: one line has 7 mm, and those that follow go below it.
fn height_of_choices(row: &[(f32, Text)]) -> f32 {
    let below = row.iter().map(|(_, set)| set.height() - set.pitch).fold(0.0, f32::max);
    7.0 * MILLIMETRE + below
}
