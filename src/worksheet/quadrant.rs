//! A quadrant: two axes with two ends each, and notes that people put into the four corners.

mod draw;
mod faults;
mod rules;

use std::sync::Arc;

use serde::Serialize;

pub use rules::{QUADRANT_CORNERS, QUADRANT_ENDS, QUADRANT_EXAMPLE, QUADRANT_ROOM};

use super::blocks::Blocks;
use super::{Body, Field, Input, Kind, Show, Subject, Version, View, Words, view};
use crate::diag::Diagnostic;
use crate::prose::Prose;
use crate::record::{Record, Value, as_record};
use crate::schema::{Key, Schema};
use crate::sheet::{Cell, Column, Grid, Piece, Row, Sheet};
use crate::source::{Span, Spanned};

/// Two axes and four corners.
#[derive(Clone, Debug)]
pub struct Quadrant {
    /// The ends from left to right: two.
    pub across: Vec<Spanned<String>>,
    /// The ends from the bottom to the top: two.
    pub up: Vec<Spanned<String>>,
    /// Where both were written, `across` first, for what is wrong with them together.
    pub spans: [Option<Span>; 2],
    /// What the corners are called, in the order of [`CORNERS`]; empty when they have no names.
    pub corners: Vec<Spanned<String>>,
    /// The places that blocks of corners name, in the order written.
    pub places: Vec<Spanned<String>>,
    /// The table of corners and the specimen for the whole sheet, where there are blocks of corners too.
    pub beside_blocks: Vec<Spanned<String>>,
    /// What a note stands for: `Who has a say`; empty when not said.
    pub what: String,
    /// How many notes there is room for in the list.
    pub notes: usize,
    /// The notes of the specimen whose corner could be read.
    pub example: Vec<Note>,
    /// The rows of the specimen, as written in short, that are not a note and its corner.
    pub unread: Vec<Spanned<Vec<String>>>,
    /// How many notes the specimen has as written.
    pub written: usize,
    /// The introduction, which takes room on the paper too.
    pub intro: String,
    /// Whether a line stands below the frame: when it is looked at again, or that nothing may stay empty.
    pub has_foot: bool,
}

/// A note of the specimen.
#[derive(Clone, Debug)]
pub struct Note {
    /// What it says.
    pub text: Spanned<String>,
    /// Its corner, as a place in [`CORNERS`].
    pub corner: usize,
}

/// The corners as authors write them, in reading order.
pub const CORNERS: &[&str] = &["top_left", "top_right", "bottom_left", "bottom_right"];

/// The most notes in the list.
const MOST_NOTES: i64 = 40;
/// How many notes there is room for when the sheet does not say.
const DEFAULT_NOTES: usize = 10;

const CORNER_KEYS: &[Key] = &[
    Key::needed("top_left", Schema::Text, "what the corner at the top left is called"),
    Key::needed("top_right", Schema::Text, "what the corner at the top right is called"),
    Key::needed("bottom_left", Schema::Text, "what the corner at the bottom left is called"),
    Key::needed("bottom_right", Schema::Text, "what the corner at the bottom right is called"),
];

/// Its corners in blocks, and in a table with the specimen beside it.
const BLOCKS: Blocks = Blocks { name: "corner", list: "corners", more: &[("example", "example")] };

const BLOCK_KEYS: &[Key] = &[
    Key::needed("place", Schema::OneOf(CORNERS), "where the corner lies"),
    Key::needed("name", Schema::Text, "what it is called"),
    Key::new("example", Schema::Texts, "the notes that the filled specimen has in it"),
];

const NOTE_KEYS: &[Key] = &[
    Key::needed("note", Schema::Text, "what the note says"),
    Key::needed("corner", Schema::OneOf(CORNERS), "the corner it lies in"),
];

/// The frame that stands beside the list on the page: width and height in millimetres.
const BESIDE: (f32, f32) = (88.0, 88.0);
/// The frame that shows the specimen on the page.
const WIDE: (f32, f32) = (172.0, 140.0);

/// What a quadrant is.
pub const KIND: Kind = Kind {
    name: "quadrant",
    called: "a quadrant",
    elsewhere: &["2x2", "four box", "priority matrix"],
    summary: "two axes and notes in four corners",
    keys: &[
        Key::needed("across", Schema::Texts, "the two ends of the line from left to right").heads(),
        Key::needed("up", Schema::Texts, "the two ends of the line from the bottom to the top"),
        Key::new("corner", Schema::Blocks(BLOCK_KEYS), "a corner; all four or none"),
        Key::new(
            "corners",
            Schema::Table(CORNER_KEYS),
            "the same in short: what the four corners are called",
        ),
        Key::new("what", Schema::Text, "what a note stands for: `Who has a say`"),
        Key::new("notes", Schema::Number(1, MOST_NOTES), "how many notes there is room for")
            .amount(),
        Key::new(
            "example",
            Schema::RowsOrBlocks(NOTE_KEYS),
            "the notes of the filled specimen, each with its corner: `[[\"Us\", \"top_left\"]]`",
        ),
    ],
    rules: &[&QUADRANT_ENDS, &QUADRANT_CORNERS, &QUADRANT_ROOM, &QUADRANT_EXAMPLE],
    script: "",
    of,
};

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    let span = |name: &str| record.entry(name).map(|entry| entry.value.span);
    let blocks = record.records(BLOCKS.name);
    let example = notes(record, &blocks);
    let at = |place: &str| blocks.iter().find(|block| block.text_or_empty("place") == place);
    let corner = |place: &&str| {
        let block = at(place).and_then(|block| block.text("name"));
        block.or_else(|| record.record(BLOCKS.list)?.text(place))
    };
    Arc::new(Quadrant {
        across: record.texts("across"),
        up: record.texts("up"),
        spans: [span("across"), span("up")],
        corners: CORNERS.iter().filter_map(corner).collect(),
        places: blocks.iter().filter_map(|block| block.text("place")).collect(),
        beside_blocks: BLOCKS.lists_beside(record),
        what: record.text_or_empty("what"),
        notes: record.number_up_to("notes", MOST_NOTES).map_or(DEFAULT_NOTES, |notes| notes.value),
        written: record.entry("example").map_or(example.len(), |_| record.list("example").len()),
        unread: unread(record),
        example,
        intro: prose(record.text("intro")).text_for_participants(),
        has_foot: record.entry("review").is_some() || record.flag("required") == Some(true),
    })
}

/// The notes of the specimen whose corner could be read: of the whole sheet, or else of the `blocks` of its corners.
fn notes(record: &Record, blocks: &[&Record]) -> Vec<Note> {
    let note = |value: &Spanned<Value>| {
        let short = Record::of_row(value, &["note", "corner"]);
        let block = as_record(&value.value).unwrap_or(&short);
        Some(Note { text: block.text("note")?, corner: corner_at(&block.text("corner")?)? })
    };
    if record.entry("example").is_some() {
        return record.list("example").iter().filter_map(note).collect();
    }
    let mut notes = Vec::new();
    for block in blocks {
        let Some(corner) = corner_at(&block.text_or_empty("place")) else { continue };
        notes.extend(block.texts("example").into_iter().map(|text| Note { text, corner }));
    }
    notes
}

/// The rows of the specimen that are not a note and its corner. Of a block that is told with the other keys.
fn unread(record: &Record) -> Vec<Spanned<Vec<String>>> {
    let is_read = |row: &[String]| match row {
        [_, corner] => corner_at(corner).is_some(),
        _ => false,
    };
    let rows = record.rows("example").into_iter().zip(record.list("example"));
    let rows =
        rows.filter(|(row, value)| as_record(&value.value).is_none() && !is_read(&row.value));
    rows.map(|(row, _)| row).collect()
}

/// The corner called `name`, as a place in [`CORNERS`].
fn corner_at(name: &str) -> Option<usize> {
    CORNERS.iter().position(|known| *known == name)
}

impl Quadrant {
    /// What each corner is called, in the order of [`CORNERS`]; by the ends it lies between when it has no name.
    fn called(&self) -> Vec<String> {
        if self.corners.len() == CORNERS.len() {
            return self.corners.iter().map(|corner| corner.value.clone()).collect();
        }
        let end = |ends: &[Spanned<String>], at: usize| {
            ends.get(at).map_or_else(String::new, |end| end.value.clone())
        };
        let name = |(across, up)| format!("{}, {}", end(&self.across, across), end(&self.up, up));
        [(0, 1), (1, 1), (0, 0), (1, 0)].into_iter().map(name).collect()
    }

    /// What is shown in the list of notes.
    fn lines(&self, show: Show<'_>) -> Vec<LineView> {
        let called = self.called();
        let line = |number: usize| {
            let note = match show.version {
                Version::Blank => None,
                Version::Example => self.example.get(number - 1),
            };
            LineView {
                note_id: format!("note-{number}"),
                corner_id: format!("corner-{number}"),
                note: note.map_or_else(String::new, |note| note.text.value.clone()),
                corner: note.map_or_else(String::new, |note| called[note.corner].clone()),
            }
        };
        let count = match show.version {
            Version::Blank => self.notes,
            Version::Example => self.example.len(),
        };
        (1..=count).map(line).collect()
    }

    /// What a note stands for.
    fn what(&self, words: Words<'_>) -> String {
        if self.what.is_empty() { words.word(KIND.name, "note") } else { self.what.clone() }
    }
}

impl Body for Quadrant {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// Two fields a note: what it says, and its corner.
    fn fields(&self, words: Words<'_>) -> Vec<Field> {
        let called = self.called();
        let fields = |number: usize| {
            let note = self.example.get(number - 1);
            let text = note.map_or("", |note| note.text.value.as_str());
            let corner = note.map_or("", |note| called[note.corner].as_str());
            let what = self.what(words);
            [
                Field::new(
                    format!("note-{number}"),
                    words.of_row("field", "numbered", &what, number),
                    Input::Words,
                )
                .example(text),
                Field::new(
                    format!("corner-{number}"),
                    words.of_row("field", "corner", &what, number),
                    Input::Choice(called.clone()),
                )
                .example(corner),
            ]
        };
        (1..=self.notes).flat_map(fields).collect()
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        let paper = self.paper(show.room);
        let beside = match show.version {
            Version::Blank => BESIDE,
            Version::Example => (WIDE.0.min(paper.0), WIDE.1.min(paper.1)),
        };
        view(QuadrantView {
            what: self.what(show.words()),
            corners: self.called(),
            lines: self.lines(show),
            frame: (show.svg)(&self.drawing(beside, show)),
            paper_frame: (show.svg)(&self.drawing(paper, show)),
        })
    }

    fn pages(&self) -> Option<usize> {
        Some(2)
    }

    fn parts(&self) -> &'static str {
        "notes"
    }

    /// The frame as a drawing that fills a page; on a page of its own the notes as a list.
    ///
    /// A note may lie anywhere in the frame, so that what is kept of it has its place in the list alone.
    fn sheet(&self, show: Show<'_>) -> Sheet {
        let row = |line: LineView| Row {
            cells: vec![
                Cell::written(line.note, line.note_id),
                Cell::written(line.corner, line.corner_id),
            ],
            height: 10.0,
        };
        let grid = Grid {
            caption: String::new(),
            columns: vec![
                Column::new(self.what(show.words()), 3.0),
                Column::new(show.word("quadrant", "corner"), 2.0),
            ],
            rows: self.lines(show).into_iter().map(row).collect(),
        };
        let drawing = self.drawing(self.paper(show.room), show);
        Sheet { pieces: vec![Piece::Drawing(drawing), Piece::Break, Piece::Grid(grid)] }
    }

    fn has_example(&self) -> bool {
        !self.example.is_empty()
    }
}

#[derive(Serialize)]
struct QuadrantView {
    what: String,
    corners: Vec<String>,
    lines: Vec<LineView>,
    /// The drawing beside the list.
    frame: String,
    /// The drawing that fills the paper.
    paper_frame: String,
}

#[derive(Serialize)]
struct LineView {
    note_id: String,
    corner_id: String,
    note: String,
    corner: String,
}
