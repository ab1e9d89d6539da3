//! A canvas: named boxes on a grid, drawn in the file as text, filled in by a group at a wall or on the page.

mod draw;
mod faults;
mod rules;

use std::sync::Arc;

use serde::Serialize;

pub use rules::{
    CANVAS_AGREE, CANVAS_BOX, CANVAS_EXAMPLE, CANVAS_ROWS, CANVAS_SHAPE, CANVAS_SIZE, CANVAS_SMALL,
};

use super::short::short;
use super::{Body, Field, Input, Kind, Show, Subject, View, Words, view};
use crate::diag::Diagnostic;
use crate::prose::{Document, Prose};
use crate::record::{Record, Value, as_record};
use crate::schema::{Key, Schema};
use crate::sheet::{Cell, Column, Grid, Piece, Row, Sheet};
use crate::source::{Span, Spanned};

/// Named boxes on a grid.
#[derive(Clone, Debug)]
pub struct Canvas {
    /// The rows of the grid as written: in each a name for every column.
    pub layout: Vec<Spanned<String>>,
    /// Where the rows were written. `None` when they were not, which is told with the other keys.
    pub layout_span: Option<Span>,
    /// The boxes on the grid, in reading order.
    pub places: Vec<Place>,
    /// The boxes as described, in the order written.
    pub boxes: Vec<CanvasBox>,
    /// Whether there is neither a table nor a block that says what boxes ask.
    pub is_silent: bool,
    /// The boxes on which the group has to settle.
    pub agree: Vec<Spanned<String>>,
    /// What helps with boxes: their names and the sentences.
    pub helps: Vec<(Spanned<String>, Spanned<String>)>,
    /// The specimen: names of boxes and what is written there.
    pub example: Vec<(Spanned<String>, Spanned<String>)>,
    /// The introduction, which takes room on the paper too.
    pub intro: String,
}

/// Where a box lies on the grid, counted from 0 in columns and rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The name of the box, and where it was first placed.
    pub name: Spanned<String>,
    /// Its first column.
    pub column: usize,
    /// Its first row.
    pub row: usize,
    /// How many columns it takes.
    pub wide: usize,
    /// How many rows it takes.
    pub high: usize,
    /// Whether it fills all of them.
    pub is_rectangle: bool,
}

/// A box as described.
#[derive(Clone, Debug)]
pub struct CanvasBox {
    /// Its name, by which entries are kept.
    pub name: Spanned<String>,
    /// What it asks.
    pub text: Document,
    /// The same without markup.
    pub plain: Spanned<String>,
    /// A sentence that helps.
    pub help: Document,
    /// Whether it was written as a block.
    pub is_block: bool,
}

const BOX_KEYS: &[Key] = &[
    Key::needed("name", Schema::Text, "the name of the box in `layout`"),
    Key::needed("ask", Schema::Text, "what the box asks"),
    Key::new("help", Schema::Text, "a sentence that helps"),
    Key::new("agree", Schema::Flag, "`true` has the group settle on it"),
    Key::new("example", Schema::Text, "what the filled specimen has in it"),
];

/// What a canvas is.
pub const KIND: Kind = Kind {
    name: "canvas",
    called: "a canvas",
    elsewhere: &["swot", "poster"],
    summary: "named boxes on a grid, drawn as text",
    keys: &[
        Key::needed(
            "layout",
            Schema::Texts,
            "the rows of the grid, each with a name for every column: `purpose purpose results`",
        ),
        Key::new("box", Schema::Blocks(BOX_KEYS), "a box, with all that is said of it"),
        Key::new("boxes", Schema::Names, "the same in short: what each box asks, by its name"),
        Key::new("help", Schema::Names, "a sentence that helps with a box, by its name"),
        Key::new("agree", Schema::Texts, "the boxes on which the group has to settle"),
        Key::new("example", Schema::Names, "what the filled specimen has in each box, by its name"),
    ],
    rules: &[
        &CANVAS_ROWS,
        &CANVAS_SIZE,
        &CANVAS_SHAPE,
        &CANVAS_BOX,
        &CANVAS_SMALL,
        &CANVAS_AGREE,
        &CANVAS_EXAMPLE,
    ],
    script: "",
    of,
};

/// The handwriting lines that the smallest box has to hold.
const LEAST_LINES: usize = 4;

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    let layout = record.texts("layout");
    let blocks: Vec<(Spanned<String>, &Record)> = record
        .records("box")
        .into_iter()
        .filter_map(|block| Some((block.text("name")?, block)))
        .collect();
    let mut agree = record.texts("agree");
    let settled = blocks.iter().filter(|(_, block)| block.flag("agree") == Some(true));
    agree.extend(settled.map(|(name, _)| name.clone()));
    let helps = said(record, &blocks, "help");
    let is_empty = |table: &Value| as_record(table).is_some_and(|table| table.entries.is_empty());
    Arc::new(Canvas {
        places: places(&layout),
        layout_span: record.entry("layout").map(|entry| entry.value.span),
        layout,
        boxes: boxes(record, &blocks, &helps, prose),
        is_silent: record.list("box").is_empty()
            && record.value("boxes").is_none_or(|boxes| is_empty(&boxes.value)),
        agree,
        helps,
        example: said(record, &blocks, "example"),
        intro: prose(record.text("intro")).text_for_participants(),
    })
}

/// Names of boxes, and what is said of each.
type Said = Vec<(Spanned<String>, Spanned<String>)>;

/// What the table `name` says of boxes, and then what the key `name` of their blocks does.
fn said(record: &Record, blocks: &[(Spanned<String>, &Record)], name: &str) -> Said {
    let mut said = record.record(name).map(Record::names).unwrap_or_default();
    said.extend(blocks.iter().filter_map(|(of, block)| Some((of.clone(), block.text(name)?))));
    said
}

/// The boxes as described in the table, and then those in blocks.
fn boxes(
    record: &Record,
    blocks: &[(Spanned<String>, &Record)],
    helps: &Said,
    prose: Prose<'_>,
) -> Vec<CanvasBox> {
    let described = |(name, plain): (Spanned<String>, Spanned<String>), is_block| {
        let (text, plain) = short(plain, prose);
        CanvasBox { help: prose(said_of(helps, &name).cloned()), text, plain, name, is_block }
    };
    let table = record.record("boxes").map(Record::names).unwrap_or_default();
    let short = table.into_iter().map(|each| described(each, false));
    let long = blocks.iter().map(|(name, block)| {
        // That a block asks nothing was told.
        let ask = block.text("ask").unwrap_or_else(|| Spanned::new(String::new(), name.span));
        described((name.clone(), ask), true)
    });
    short.chain(long).collect()
}

/// What a table of short names says of `name`.
fn said_of<'t>(
    table: &'t [(Spanned<String>, Spanned<String>)],
    name: &str,
) -> Option<&'t Spanned<String>> {
    table.iter().find(|(key, _)| key.value == name).map(|(_, text)| text)
}

/// The boxes that `layout` places, in the order in which they are first met.
fn places(layout: &[Spanned<String>]) -> Vec<Place> {
    let mut cells: Vec<(Spanned<String>, Vec<Square>)> = Vec::new();
    for (row, line) in layout.iter().enumerate() {
        for (column, name) in words(line).into_iter().enumerate() {
            match cells.iter_mut().find(|(known, _)| known.value == name.value) {
                Some((_, taken)) => taken.push((column, row)),
                None => cells.push((name, vec![(column, row)])),
            }
        }
    }
    cells.into_iter().filter_map(|(name, taken)| place(name, &taken)).collect()
}

/// A square of the grid: its column and row, counted from 0.
type Square = (usize, usize);

fn place(name: Spanned<String>, taken: &[Square]) -> Option<Place> {
    let columns = || taken.iter().map(|(column, _)| *column);
    let rows = || taken.iter().map(|(_, row)| *row);
    let (column, row) = (columns().min()?, rows().min()?);
    let (wide, high) = (columns().max()? - column + 1, rows().max()? - row + 1);
    Some(Place { name, column, row, wide, high, is_rectangle: wide * high == taken.len() })
}

/// The names in a row of the layout, each with its place.
fn words(line: &Spanned<String>) -> Vec<Spanned<String>> {
    // Where nothing in the text was written in another way than it reads, a word's place is known to the letter.
    let range = line.span.range();
    let is_plain = range.len() == line.value.len() + 2;
    let start = line.value.as_ptr() as usize;
    let spanned = |word: &str| {
        let offset = range.start + 1 + (word.as_ptr() as usize - start);
        let span = if is_plain { Span::new(offset, offset + word.len()) } else { line.span };
        Spanned::new(word.to_owned(), span)
    };
    line.value.split_whitespace().map(spanned).collect()
}

impl Canvas {
    /// How many columns the grid has.
    fn columns(&self) -> usize {
        self.places.iter().map(|place| place.column + place.wide).max().unwrap_or(0)
    }

    /// How many rows the grid has.
    fn rows(&self) -> usize {
        self.layout.len()
    }

    /// The boxes that are both placed and described, in reading order.
    fn drawn(&self) -> impl Iterator<Item = (&Place, &CanvasBox)> {
        self.places.iter().filter_map(|place| {
            let described = self.boxes.iter().find(|each| each.name.value == place.name.value)?;
            Some((place, described))
        })
    }

    /// Whether the group has to settle on the box called `name`.
    fn is_agreed(&self, name: &str) -> bool {
        self.agree.iter().any(|agreed| agreed.value == name)
    }

    /// What the specimen has in the box called `name`; empty when nothing.
    fn example_of(&self, name: &str) -> &str {
        said_of(&self.example, name).map_or("", |text| text.value.as_str())
    }
}

impl Body for Canvas {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// One field a box.
    fn fields(&self, _: Words<'_>) -> Vec<Field> {
        let field = |(_, each): (&Place, &CanvasBox)| {
            Field::new(&each.name.value, &each.plain.value, Input::Lines(LEAST_LINES))
                .example(self.example_of(&each.name))
        };
        self.drawn().map(field).collect()
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        let boxes = self.drawn().map(|(place, each)| BoxView {
            id: each.name.value.clone(),
            text: (show.html)(&each.text),
            help: (show.html)(&each.help),
            agree: self.is_agreed(&each.name),
            column: place.column + 1,
            row: place.row + 1,
            wide: place.wide,
            high: place.high,
            example: show.example(self.example_of(&each.name)),
        });
        view(CanvasView { is_wide: self.columns() > 4, boxes: boxes.collect() })
    }

    fn parts(&self) -> &'static str {
        "the introduction"
    }

    /// The boxes as a drawing that fills a page; on a page of its own the same as a list, for which nothing is kept apart.
    fn sheet(&self, show: Show<'_>) -> Sheet {
        Sheet { pieces: vec![Piece::Drawing(self.drawing(show))] }
    }

    fn listing(&self, show: Show<'_>) -> Sheet {
        let agreed = show.word("canvas", "agree");
        let row = |(place, each): (&Place, &CanvasBox)| {
            let mut asked = each.plain.value.clone();
            if self.is_agreed(&place.name) {
                asked = format!("{asked} ({agreed})");
            }
            let written = Cell::written(show.example(self.example_of(&place.name)), "");
            Row { cells: vec![Cell::Printed(asked), written], height: 40.0 }
        };
        let grid = Grid {
            caption: String::new(),
            columns: vec![
                Column::new(show.word("canvas", "box"), 1.0),
                Column::new(show.word("canvas", "written"), 2.0),
            ],
            rows: self.drawn().map(row).collect(),
        };
        Sheet { pieces: vec![Piece::Grid(grid)] }
    }

    fn has_example(&self) -> bool {
        !self.example.is_empty()
    }

    fn documents(&self) -> Vec<&Document> {
        self.boxes.iter().flat_map(|each| [&each.text, &each.help]).collect()
    }
}

#[derive(Serialize)]
struct CanvasView {
    /// Whether it has too many columns for a chapter's width.
    is_wide: bool,
    boxes: Vec<BoxView>,
}

#[derive(Serialize)]
struct BoxView {
    id: String,
    text: String,
    help: String,
    agree: bool,
    column: usize,
    row: usize,
    wide: usize,
    high: usize,
    example: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_rows(rows: &[&str]) -> Vec<(String, usize, usize, usize, usize, bool)> {
        let rows: Vec<Spanned<String>> =
            rows.iter().map(|row| Spanned::new((*row).to_owned(), Span::new(0, 0))).collect();
        let each = |place: Place| {
            let name = place.name.value;
            (name, place.column, place.row, place.wide, place.high, place.is_rectangle)
        };
        places(&rows).into_iter().map(each).collect()
    }

    #[test]
    fn a_layout_places_boxes_in_reading_order() {
        assert_eq!(
            of_rows(&["why why what", "us  you what"]),
            [
                ("why".to_owned(), 0, 0, 2, 1, true),
                ("what".to_owned(), 2, 0, 1, 2, true),
                ("us".to_owned(), 0, 1, 1, 1, true),
                ("you".to_owned(), 1, 1, 1, 1, true),
            ]
        );
    }

    #[test]
    fn a_box_with_a_corner_missing_is_no_rectangle() {
        assert_eq!(
            of_rows(&["a a", "a b"]),
            [("a".to_owned(), 0, 0, 2, 2, false), ("b".to_owned(), 1, 1, 1, 1, true)]
        );
        assert!(of_rows(&[""]).is_empty());
    }

    #[test]
    fn a_word_knows_its_place_in_the_row() {
        let line = Spanned::new("why  what".to_owned(), Span::new(10, 21));
        let spans: Vec<Span> = words(&line).into_iter().map(|word| word.span).collect();
        assert_eq!(spans, [Span::new(11, 14), Span::new(16, 20)]);
    }
}
