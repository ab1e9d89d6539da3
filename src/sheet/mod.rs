//! What goes on paper, before it is broken into pages: pieces in reading order, free of any engine that draws them.
//!
//! Each kind of sheet makes its [`Sheet`] once. The small drawing on a card, the files in Markdown and CSV, and what is
//! printed are all made of it. Lengths are millimetres.
//!
//! Wherever one writes or ticks, it knows by its `field` what the entry is kept by, as the page and saved files keep it. On a
//! blank sheet each field has one place, in reading order; one that is answered by choosing has either one place to write
//! the choice in, or a box to tick for each. A specimen has no other places than these.

mod drawing;
mod measure;
mod paper;
mod qr;

use serde::Serialize;

pub use drawing::{Anchor, Area, Drawing, Fill, Label, Mark, Point, Stroke, Weight};
pub use measure::{POINT, clipped, fitting, leading, many, text_lines, text_width, wrap};
pub use paper::{LINE_PITCH, MARGIN, Paper, Room, Turn};
pub use qr::qr_lines;

/// What goes on paper.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Sheet {
    /// Its pieces in reading order.
    pub pieces: Vec<Piece>,
}

/// A piece of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Piece {
    /// A heading within the sheet.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A question with room for its answer.
    Ask(Ask),
    /// Lines to tick.
    Ticks(Vec<Tick>),
    /// A table.
    Grid(Grid),
    /// A drawing.
    Drawing(Drawing),
    /// What follows begins on a new page.
    Break,
}

/// A question with room for its answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ask {
    /// What the answer is kept by; empty when it is kept nowhere.
    pub field: String,
    /// The question.
    pub label: String,
    /// A sentence that helps; empty when there is none.
    pub help: String,
    /// Where the answer goes.
    pub room: AskRoom,
    /// The answer of the specimen; empty on a blank sheet.
    pub answer: String,
}

/// Where the answer to a question goes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum AskRoom {
    /// On so many writing lines.
    Lines(usize),
    /// Into a box before one of these.
    Choice(Vec<String>),
    /// On a short line for a date.
    Date,
}

/// A line to tick.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tick {
    /// What the tick is kept by; empty when it is kept nowhere.
    pub field: String,
    /// What it says.
    pub text: String,
    /// What stands small below it: who does it and when, what helps.
    pub notes: Vec<String>,
    /// Whether the specimen has it ticked.
    pub ticked: bool,
}

/// A table: headings, and rows of cells.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Grid {
    /// What it is called; empty when the sheet's title says it.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// How wide it is compared with the others, above zero.
    pub share: f32,
    /// What the name is kept by that one writes at its head, such as a candidate's; empty when there is none to write.
    pub field: String,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
    /// Its least height in millimetres.
    pub height: f32,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Cell {
    /// Printed on every copy.
    Printed(String),
    /// Room to write in.
    Written {
        /// What the specimen has written there.
        text: String,
        /// What the entry is kept by; empty when it is kept nowhere.
        field: String,
    },
    /// A box to tick.
    Ticked {
        /// Whether the specimen has it ticked.
        ticked: bool,
        /// What the tick is kept by; empty when it is kept nowhere.
        field: String,
        /// What is kept by ticking this box of the field rather than another; empty when it is the field's only one.
        choice: String,
    },
}

impl Sheet {
    /// Whether there is more on it than drawings: only what has lines and rows can move together.
    pub fn is_written_on(&self) -> bool {
        self.pieces.iter().any(|piece| !matches!(piece, Piece::Drawing(_) | Piece::Break))
    }

    /// Every place that is kept by a field, in reading order: the field's id, and the choice that the place stands for, empty
    /// when it stands for the whole field.
    pub fn places(&self) -> Vec<(&str, &str)> {
        let places = self.pieces.iter().flat_map(Piece::places);
        places.filter(|(field, _)| !field.is_empty()).collect()
    }
}

impl Piece {
    fn places(&self) -> Vec<(&str, &str)> {
        match self {
            Piece::Ask(Ask { field, room: AskRoom::Choice(choices), .. }) => {
                choices.iter().map(|choice| (field.as_str(), choice.as_str())).collect()
            }
            Piece::Ask(Ask { field, room: AskRoom::Lines(_) | AskRoom::Date, .. }) => {
                vec![(field, "")]
            }
            Piece::Ticks(ticks) => ticks.iter().map(|tick| (tick.field.as_str(), "")).collect(),
            Piece::Grid(grid) => {
                let heads = grid.columns.iter().map(|column| (column.field.as_str(), ""));
                let cells = grid.rows.iter().flat_map(|row| &row.cells);
                heads.chain(cells.map(Cell::place)).collect()
            }
            Piece::Drawing(drawing) => {
                drawing.areas.iter().map(|area| (area.field.as_str(), "")).collect()
            }
            Piece::Heading(_) | Piece::Text(_) | Piece::Break => Vec::new(),
        }
    }
}

impl Column {
    /// A column called `title`, `share` wide compared with the others.
    pub fn new(title: impl Into<String>, share: f32) -> Self {
        Self { title: title.into(), share, field: String::new() }
    }

    /// The same column, at whose head one writes the name that is kept by `field`.
    #[must_use]
    pub fn named_by(mut self, field: impl Into<String>) -> Self {
        self.field = field.into();
        self
    }
}

impl Cell {
    /// Room to write in what is kept by `field`, where the specimen has written `text`.
    pub fn written(text: impl Into<String>, field: impl Into<String>) -> Self {
        Cell::Written { text: text.into(), field: field.into() }
    }

    /// A box to tick, kept by `field`.
    pub fn tick(ticked: bool, field: impl Into<String>) -> Self {
        Self::choice(ticked, field, "")
    }

    /// A box to tick that stands for one `choice` of a field.
    pub fn choice(ticked: bool, field: impl Into<String>, choice: impl Into<String>) -> Self {
        Cell::Ticked { ticked, field: field.into(), choice: choice.into() }
    }

    /// What it says, as text.
    pub fn text(&self) -> &str {
        match self {
            Cell::Printed(text) | Cell::Written { text, .. } => text,
            Cell::Ticked { ticked: true, .. } => "x",
            Cell::Ticked { ticked: false, .. } => "",
        }
    }

    fn place(&self) -> (&str, &str) {
        match self {
            Cell::Printed(_) => ("", ""),
            Cell::Written { field, .. } => (field, ""),
            Cell::Ticked { field, choice, .. } => (field, choice),
        }
    }
}
