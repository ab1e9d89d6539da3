//! What breaks the rules of a quadrant.

use super::rules::{QUADRANT_CORNERS, QUADRANT_ENDS, QUADRANT_EXAMPLE, QUADRANT_ROOM};
use super::{BLOCKS, CORNERS, Quadrant};
use crate::diag::{Diagnostic, nearest};
use crate::schema::words;
use crate::source::{Location, Spanned};
use crate::worksheet::Subject;

/// The least width of a corner and the least height below its name, in millimetres.
const LEAST: (f32, f32) = (50.0, 34.0);

impl Quadrant {
    /// What breaks the rules of a quadrant.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (key, ends, span) in
            [("across", &self.across, self.spans[0]), ("up", &self.up, self.spans[1])]
        {
            let Some(span) = span else { continue };
            let message = match ends.as_slice() {
                [one, other] if one.value.trim() != other.value.trim() => continue,
                [_, _] => format!("both ends of `{key}` are the same"),
                ends => format!("`{key}` has two ends, and here it has {}", ends.len()),
            };
            let right = if key == "across" { "interest" } else { "influence" };
            found.push(
                subject
                    .fault(&QUADRANT_ENDS, span, message)
                    .help(format!("write `{key} = [\"Little {right}\", \"Strong {right}\"]`")),
            );
        }
        self.place_faults(subject, &mut found);
        for (at, corner) in self.corners.iter().enumerate() {
            if self.corners[..at].iter().any(|other| other.value == corner.value) {
                let message = format!("two corners are called `{}`", corner.value);
                found.push(
                    subject
                        .fault(&QUADRANT_CORNERS, corner.span, message)
                        .help("give each corner a name of its own"),
                );
            }
        }
        self.row_faults(subject, &mut found);
        if found.is_empty() {
            self.room_faults(subject, &mut found);
        }
        found
    }

    /// Tells corners in two forms, and blocks that name a corner twice or leave one out.
    fn place_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        found.extend(BLOCKS.faults(&self.beside_blocks, &QUADRANT_CORNERS, subject));
        if BLOCKS.are_doubled(&self.beside_blocks) {
            return;
        }
        for (at, place) in self.places.iter().enumerate() {
            let first = self.places[..at].iter().find(|other| other.value == place.value);
            let Some(first) = first else { continue };
            let message = format!("the corner `{}` is named twice", place.value);
            let location = Location { path: subject.path.clone(), span: first.span };
            found.push(
                subject
                    .fault(&QUADRANT_CORNERS, place.span, message)
                    .related(location, "the first time")
                    .help("take one of the two out"),
            );
        }
        // A place that is none was told, and may be meant for any of them.
        let is_known = |place: &Spanned<String>| CORNERS.contains(&place.value.as_str());
        let is_named = |corner: &&str| self.places.iter().any(|place| place.value == **corner);
        let Some(last) = self.places.last().filter(|_| self.places.iter().all(is_known)) else {
            return;
        };
        let missing: Vec<&str> =
            CORNERS.iter().copied().filter(|corner| !is_named(corner)).collect();
        if let [first, ..] = missing.as_slice() {
            let message = format!("no block names {}", words(missing.iter().copied()));
            let block =
                format!("add a block `[[corner]]` with `place = \"{first}\"` and its `name`");
            found.push(
                subject
                    .fault(&QUADRANT_CORNERS, last.span, message)
                    .help(format!("name all four corners: {block}")),
            );
        }
    }

    /// Tells rows of the specimen that are not a note and its corner.
    fn row_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        for row in &self.unread {
            let (message, near) = match row.value.as_slice() {
                [_, corner] => {
                    let near = nearest(corner, CORNERS.iter().copied());
                    (format!("no corner is called `{corner}`"), near)
                }
                _ => ("a row of the example is a note and its corner".to_owned(), None),
            };
            let help = match near {
                Some(near) => format!("write `\"{near}\"`"),
                None => format!(
                    "write `[\"…\", \"top_left\"]`: the corners are {}",
                    words(CORNERS.iter().copied())
                ),
            };
            found.push(subject.fault(&QUADRANT_EXAMPLE, row.span, message).help(help));
        }
    }

    fn room_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let frame = self.frame(self.paper(subject.room));
        let width = frame.corner().0;
        let height = (0..CORNERS.len())
            .map(|corner| self.room_in(corner, frame))
            .fold(f32::INFINITY, f32::min)
            .max(0.0);
        if width < LEAST.0 || height < LEAST.1 {
            let message = format!(
                "a corner has {width:.0} by {height:.0} mm for notes on {}, and needs {:.0} by {:.0}",
                subject.paper, LEAST.0, LEAST.1
            );
            found.push(subject.fault(&QUADRANT_ROOM, subject.title.span, message).help(
                "write `paper = \"A3\"`, or shorten the names of the corners and the introduction",
            ));
            return;
        }
        if let (true, Some(last)) = (self.written > self.notes, self.example.last()) {
            let message =
                format!("the example has {} notes, and the list has {}", self.written, self.notes);
            found.push(
                subject
                    .fault(&QUADRANT_EXAMPLE, last.text.span, message)
                    .help(format!("take some out, or write `notes = {}`", self.written)),
            );
        }
        for (corner, name) in CORNERS.iter().enumerate() {
            let last = self.example.iter().rfind(|note| note.corner == corner);
            let Some(last) = last else { continue };
            let (need, room) = (self.notes_in(corner, frame), self.room_in(corner, frame));
            if need > room {
                let message = format!(
                    "the notes in `{name}` need {need:.0} mm, and there are {room:.0} on {}",
                    subject.paper
                );
                found.push(
                    subject
                        .fault(&QUADRANT_EXAMPLE, last.text.span, message)
                        .help("show fewer notes in this corner, or shorter ones"),
                );
            }
        }
    }
}
