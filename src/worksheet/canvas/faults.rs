//! What breaks the rules of a canvas.

use super::draw::Ground;
use super::rules::{
    CANVAS_AGREE, CANVAS_BOX, CANVAS_EXAMPLE, CANVAS_ROWS, CANVAS_SHAPE, CANVAS_SIZE, CANVAS_SMALL,
};
use super::{Canvas, LEAST_LINES, words};
use crate::diag::{Diagnostic, nearest};
use crate::schema;
use crate::sheet::LINE_PITCH;
use crate::source::{Location, Span, Spanned};
use crate::worksheet::Subject;

/// The most columns, and the most rows.
const MOST: usize = 12;

impl Canvas {
    /// What breaks the rules of a canvas.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if self.is_silent {
            let message = "this canvas does not say what its boxes ask";
            found.push(subject.fault(&CANVAS_BOX, subject.title.span, message).help(
                "write a line `[boxes]` at the end of the file, and below it `purpose = \"Why together?\"`, or a block `[[box]]` for each",
            ));
        }
        let has_grid = self.grid_faults(subject, &mut found);
        if self.places.is_empty() {
            return found;
        }
        self.name_faults(subject, &mut found);
        self.twice_faults(subject, &mut found);
        if has_grid {
            self.room_faults(subject, &mut found);
        }
        found
    }

    /// Tells what is wrong with the grid itself. Whether it can be drawn.
    fn grid_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) -> bool {
        let Some(span) = self.layout_span else { return false };
        if self.places.is_empty() {
            found.push(
                subject
                    .fault(&CANVAS_ROWS, span, "this canvas has no boxes")
                    .help("write a row or more, such as `layout = [\"purpose purpose results\"]`"),
            );
            return false;
        }
        let columns = self.layout.first().map_or(0, |first| words(first).len());
        let before = found.len();
        for row in &self.layout {
            let own = words(row).len();
            if own != columns {
                let message = format!("this row has {}, and the first has {columns}", names(own));
                found.push(
                    subject.fault(&CANVAS_ROWS, row.span, message).help(
                        "write one name for every column; repeat a name to make its box wider",
                    ),
                );
            }
        }
        if found.len() > before {
            return false;
        }
        if columns > MOST || self.rows() > MOST {
            let message = format!(
                "this canvas has {} and {}",
                counted(columns, "column"),
                counted(self.rows(), "row")
            );
            found.push(
                subject
                    .fault(&CANVAS_SIZE, span, message)
                    .help(format!("keep to {MOST} columns and {MOST} rows, or make two sheets")),
            );
            return false;
        }
        for place in self.places.iter().filter(|place| !place.is_rectangle) {
            let message = format!("the box `{}` is not a rectangle", place.name.value);
            found.push(subject.fault(&CANVAS_SHAPE, place.name.span, message).help(format!(
                "fill {} and {} with `{}`, or give a part of it another name",
                counted(place.wide, "column"),
                counted(place.high, "row"),
                place.name.value
            )));
        }
        found.len() == before
    }

    fn name_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let described = |name: &str| self.boxes.iter().any(|each| each.name.value == name);
        let undescribed: Vec<&Spanned<String>> = self
            .places
            .iter()
            .map(|place| &place.name)
            .filter(|name| !self.boxes.is_empty() && !described(name))
            .collect();
        for name in &undescribed {
            let message = format!("the box `{}` is placed and not described", name.value);
            found.push(
                subject.fault(&CANVAS_BOX, name.span, message).help(self.way_to_describe(name)),
            );
        }
        // Of a block all is told where its name stands.
        let in_tables = |(name, _): &&(Spanned<String>, Spanned<String>)| !self.is_of_block(name);
        let helps = self.helps.iter().filter(in_tables).map(|(name, _)| ("explained", name));
        let filled = self.example.iter().filter(in_tables).map(|(name, _)| ("filled in", name));
        let written = self.boxes.iter().map(|each| ("described", &each.name));
        for (what, name) in written.chain(helps).chain(filled) {
            // A name written in two ways was told where it is placed.
            let is_told = what == "described"
                && nearest(name, undescribed.iter().map(|name| name.as_str())).is_some();
            if !self.is_placed(name) && !is_told {
                let message = format!("the box `{}` is {what} and not placed", name.value);
                let help = match what {
                    "described" => way_to_place(name),
                    _ => self.known(name),
                };
                found.push(subject.fault(&CANVAS_BOX, name.span, message).help(help));
            }
        }
        let is_astray = |name: &&Spanned<String>| !self.is_placed(name) && !self.is_of_block(name);
        for name in self.agree.iter().filter(is_astray) {
            let message = format!("`agree` names `{}`, which is no box of this canvas", name.value);
            found.push(subject.fault(&CANVAS_AGREE, name.span, message).help(self.known(name)));
        }
    }

    /// What to write so that the box called `name` is described.
    fn way_to_describe(&self, name: &str) -> String {
        let unplaced = self.boxes.iter().map(|each| each.name.as_str());
        let near = nearest(name, unplaced.filter(|known| !self.is_placed(known)));
        match (near, self.is_in_blocks()) {
            (Some(near), true) => format!("write `{near}`, as in its `[[box]]`"),
            (Some(near), false) => format!("write `{near}`, as below `[boxes]`"),
            (None, true) => {
                format!("add a block `[[box]]` with `name = \"{name}\"` and what it asks")
            }
            (None, false) => format!("add a line below `[boxes]`: `{name} = \"…\"`"),
        }
    }

    /// Tells boxes that are described twice, and what both a table and a block say of one.
    fn twice_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let mut tell = |name: &Spanned<String>, (what, first, second): (&str, Span, Span)| {
            let message = format!("the box `{}` is {what} twice", name.value);
            let place = Location { path: subject.path.clone(), span: first };
            found.push(
                subject
                    .fault(&CANVAS_BOX, second, message)
                    .related(place, "the first time")
                    .help("take one of the two out"),
            );
        };
        let mut second_boxes: Vec<Span> = Vec::new();
        for (at, each) in self.boxes.iter().enumerate() {
            let name = &each.name;
            if let Some(first) =
                self.boxes[..at].iter().find(|other| other.name.value == name.value)
            {
                second_boxes.push(name.span);
                tell(name, ("described", first.name.span, name.span));
            }
        }
        for (what, said) in [("explained", &self.helps), ("filled in", &self.example)] {
            for (at, (name, text)) in said.iter().enumerate() {
                // A second box is one too many as a whole.
                let first = said[..at].iter().find(|(known, _)| known.value == name.value);
                if let Some((_, first)) = first.filter(|_| !second_boxes.contains(&name.span)) {
                    tell(name, (what, first.span, text.span));
                }
            }
        }
    }

    fn room_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let need = LINE_PITCH * f32::from(u8::try_from(LEAST_LINES).unwrap_or(u8::MAX));
        let ground = Ground::new(subject.paper, subject.room);
        let room = |drawn| self.room_in(drawn, ground);
        let mut small: Vec<_> = self.drawn().filter(|drawn| room(*drawn) < need).collect();
        // Of boxes that leave the same, the first is told and the others are shown.
        small.sort_by(|a, b| room(*a).total_cmp(&room(*b)));
        if let Some((smallest, others)) = small.split_first() {
            let (name, left) = (&smallest.0.name, room(*smallest).max(0.0));
            let message = format!(
                "the box `{}` leaves {left:.0} mm to write in on {}, and four lines by hand need {need:.0}",
                name.value, subject.paper
            );
            let fits = |paper, room| {
                let ground = Ground::new(paper, room);
                self.drawn().all(|drawn| self.room_in(drawn, ground) >= need)
            };
            let way = subject.way_to_room(&fits).map(|way| format!("{way}, ")).unwrap_or_default();
            let help =
                format!("{way}give the box one more row of `layout`, or shorten what it asks");
            let mut fault = subject.fault(&CANVAS_SMALL, name.span, message).help(help);
            for other in others {
                let place = Location { path: subject.path.clone(), span: other.0.name.span };
                let label = format!("this one leaves {:.0} mm", room(*other).max(0.0));
                fault = fault.related(place, label);
            }
            found.push(fault);
            return;
        }
        for (name, text) in &self.example {
            let Some(drawn) = self.drawn().find(|(place, _)| place.name.value == name.value) else {
                continue;
            };
            let (lines, fit) = self.lines_in(drawn, text, ground);
            if lines > fit {
                let message = format!(
                    "the example of `{}` takes {lines} lines, and its box holds {fit} on {}",
                    name.value, subject.paper
                );
                found.push(
                    subject
                        .fault(&CANVAS_EXAMPLE, text.span, message)
                        .help("say it in fewer words, or give the box more room"),
                );
            }
        }
    }

    /// Whether what boxes ask is written in blocks alone.
    fn is_in_blocks(&self) -> bool {
        !self.boxes.is_empty() && self.boxes.iter().all(|each| each.is_block)
    }

    /// Whether this `name` is the one of a block.
    fn is_of_block(&self, name: &Spanned<String>) -> bool {
        self.boxes.iter().any(|each| each.is_block && each.name.span == name.span)
    }

    fn is_placed(&self, name: &str) -> bool {
        self.places.iter().any(|place| place.name.value == name)
    }

    /// What to write in place of a `name` that is on no canvas.
    fn known(&self, name: &Spanned<String>) -> String {
        let names = || self.places.iter().map(|place| place.name.value.as_str());
        match nearest(name, names()) {
            Some(near) => format!("write `{near}`"),
            None => format!("the boxes are {}", schema::words(names())),
        }
    }
}

/// What to write so that the box called `name` has its place.
fn way_to_place(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [_, _, ..] => {
            format!("write the name as one word, here and in `layout`: `{}`", words.join("-"))
        }
        _ => "give it a place in `layout`, or take it out".to_owned(),
    }
}

/// `1 name`, `3 names`.
fn names(number: usize) -> String {
    counted(number, "name")
}

/// `1 row`, `2 rows`.
fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
