//! What goes on paper, before it is broken into pages: pieces in reading order, free of any engine that draws them.
//!
//! Each kind of sheet makes its [`Sheet`] once. The small drawing on a card, the files in Markdown and CSV, and what is
//! printed are all made of it. Lengths are millimetres.

mod drawing;
mod measure;
mod need;
mod paper;
mod qr;

pub use drawing::{Anchor, Drawing, Fill, Label, Mark, Point, Stroke, Weight};
pub use measure::{POINT, leading, many, text_lines, text_width, wrap};
pub use paper::{LINE_PITCH, MARGIN, Paper, Room, Turn};

/// What goes on paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its pieces in reading order.
    pub pieces: Vec<Piece>,
}

/// A piece of a sheet.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
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
#[derive(Clone, Debug, PartialEq)]
pub enum AskRoom {
    /// On so many writing lines.
    Lines(usize),
    /// Into a box before one of these.
    Choice(Vec<String>),
    /// On a short line for a date.
    Date,
}

/// A line to tick.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// What it says.
    pub text: String,
    /// Whether the specimen has it ticked.
    pub ticked: bool,
}

/// A table: headings, and rows of cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// What it is called; empty when the sheet's title says it.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// How wide it is compared with the others, above zero.
    pub share: f32,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
    /// Its least height in millimetres.
    pub height: f32,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Printed on every copy.
    Printed(String),
    /// Room to write in, with what the specimen has written there.
    Written(String),
    /// A box to tick, and whether the specimen has it ticked.
    Ticked(bool),
}

impl Column {
    /// A column called `title`, `share` wide compared with the others.
    pub fn new(title: impl Into<String>, share: f32) -> Self {
        Self { title: title.into(), share }
    }
}

impl Cell {
    /// What it says, as text.
    pub fn text(&self) -> &str {
        match self {
            Cell::Printed(text) | Cell::Written(text) => text,
            Cell::Ticked(true) => "x",
            Cell::Ticked(false) => "",
        }
    }
}
