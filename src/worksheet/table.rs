//! A table: columns and empty rows, for logs and inventories.

mod faults;
mod rules;

use std::sync::Arc;

use serde::Serialize;

pub use rules::{TABLE_COLUMNS, TABLE_EXAMPLE, TABLE_NARROW, TABLE_WIDTHS};

use super::blocks::Blocks;
use super::show::with_help;
use super::{Body, Field, Input, Kind, Show, Subject, Version, View, Words, id_from, view};
use crate::diag::Diagnostic;
use crate::measure::Date;
use crate::prose::Prose;
use crate::record::{Record, as_number};
use crate::schema::{Key, Schema};
use crate::sheet::{self, Cell, Grid, Piece, Row, Sheet};
use crate::source::{Span, Spanned};

/// Columns and empty rows.
#[derive(Clone, Debug)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// Where the columns were written as a list. `None` when they were not.
    pub columns_span: Option<Span>,
    /// Whether they were written as blocks.
    pub has_blocks: bool,
    /// The lists that say of the columns what blocks say too, where there are blocks.
    pub beside_blocks: Vec<Spanned<String>>,
    /// The widths as written, one a column; empty when all are alike.
    pub widths: Vec<usize>,
    /// Where the widths were written.
    pub widths_span: Span,
    /// How many rows there are to fill in.
    pub rows: Spanned<usize>,
    /// The rows of the specimen.
    pub example: Vec<Spanned<Vec<String>>>,
    /// The first rows, where they are printed on every copy, one text a column; what is empty in them is filled in.
    pub printed: Vec<Vec<Printed>>,
    /// The table of words that its columns are called by, where its author named none. `None` where the author did.
    pub(super) usual: Option<&'static str>,
}

/// What is printed in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printed {
    /// A text; empty where there is room to write.
    Text(String),
    /// A day.
    Day(Date),
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// What entries are kept by.
    pub id: String,
    /// Its heading.
    pub title: Spanned<String>,
    /// What stands below the heading; empty when nothing does.
    pub help: Spanned<String>,
}

/// The most rows to fill in.
pub(super) const MOST_ROWS: i64 = 200;
/// The widest column, where the narrowest is 1.
pub(super) const WIDEST: i64 = 100;

/// Its columns in blocks, and in lists.
const COLUMNS: Blocks = Blocks { name: "column", list: "columns", more: &[("widths", "width")] };

const COLUMN_KEYS: &[Key] = &[
    Key::needed("title", Schema::Text, "the heading of the column"),
    Key::new(
        "width",
        Schema::Number(1, WIDEST),
        "how wide it is compared with the others; `1` when it is not said",
    ),
    Key::new("help", Schema::Text, "a few words below the heading that say what to write"),
];

/// What a table is.
pub const KIND: Kind = Kind {
    name: "table",
    called: "a table",
    elsewhere: &["tabelle", "spreadsheet", "grid", "list"],
    summary: "columns and empty rows: logs, inventories",
    keys: &[
        Key::new("column", Schema::Blocks(COLUMN_KEYS), "a column, 2 to 8 from left to right"),
        Key::new("columns", Schema::Texts, "the same in short: the headings of the columns")
            .heads(),
        Key::new(
            "widths",
            Schema::Numbers(1, WIDEST),
            "how wide the columns are compared with one another",
        ),
        Key::new("rows", Schema::Number(1, MOST_ROWS), "how many empty rows").amount(),
        Key::new("example", Schema::Rows, "the rows of the filled specimen"),
    ],
    rules: &[&TABLE_COLUMNS, &TABLE_WIDTHS, &TABLE_NARROW, &TABLE_EXAMPLE],
    script: "",
    of,
};

/// The height of a row on paper: one line by hand.
const ROW_HEIGHT: f32 = 11.0;
/// White at both sides of a cell together, in millimetres.
const CELL_PADDING: f32 = 3.0;

fn of(record: &Record, _: Prose<'_>) -> Arc<dyn Body> {
    let mut table = Table::of(record, &[], 8);
    if COLUMNS.are_in(record) {
        table.read_blocks(record);
    }
    Arc::new(table)
}

impl Body for Table {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// A field for each cell of each empty row.
    fn fields(&self, words: Words<'_>) -> Vec<Field> {
        let field = |row: usize, at: usize, column: &Column| {
            let example = self.example.get(row).and_then(|cells| cells.value.get(at));
            Field::new(
                format!("{}-{}", column.id, row + 1),
                words.of_row("field", "in_row", &self.title(column, words), row + 1),
                Input::Words,
            )
            .example(example.cloned().unwrap_or_default())
        };
        (0..self.rows.value)
            .flat_map(|row| {
                let free = move |(at, _): &(usize, &Column)| self.printed_at(row, *at).is_none();
                let columns = self.columns.iter().enumerate().filter(free);
                columns.map(move |(at, column)| field(row, at, column))
            })
            .collect()
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        let columns = self.columns.iter().zip(self.percents()).map(|(column, width)| ColumnView {
            id: column.id.clone(),
            title: self.title(column, show.words()),
            help: column.help.value.clone(),
            width,
        });
        let rows = (0..self.rows.value.max(if show.version == Version::Example {
            self.example.len()
        } else {
            0
        }))
            .map(|row| {
                let cell = |(at, column): (usize, &Column)| CellView {
                    id: format!("{}-{}", column.id, row + 1),
                    printed: self
                        .printed_at(row, at)
                        .map(|cell| cell.text(show))
                        .unwrap_or_default(),
                    example: self
                        .example
                        .get(row)
                        .and_then(|row| row.value.get(at))
                        .map_or_else(String::new, |text| show.example(text)),
                };
                self.columns.iter().enumerate().map(cell).collect()
            });
        view(TableView { columns: columns.collect(), rows: rows.collect() })
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        Sheet { pieces: vec![Piece::Grid(self.grid(show, ROW_HEIGHT))] }
    }

    fn has_example(&self) -> bool {
        !self.example.is_empty()
    }
}

impl Table {
    /// Takes a table out of `record`; `columns` and `rows` hold when it does not say.
    pub(super) fn of(record: &Record, columns: &[&str], rows: usize) -> Self {
        let mut titles = record.texts("columns");
        if record.entry("columns").is_none() {
            titles = columns
                .iter()
                .map(|title| Spanned::new((*title).to_owned(), record.span))
                .collect();
        }
        let bare = |title: Spanned<String>| {
            let help = Spanned::new(String::new(), title.span);
            (title, help)
        };
        let columns = identified(titles.into_iter().map(bare));
        let place = |name: &str| record.entry(name).map_or(record.span, |entry| entry.value.span);
        Self {
            columns,
            columns_span: record.entry("columns").map(|entry| entry.value.span),
            has_blocks: false,
            beside_blocks: Vec::new(),
            widths: widths(record),
            widths_span: place("widths"),
            rows: record
                .number_up_to("rows", MOST_ROWS)
                .unwrap_or_else(|| Spanned::new(rows, record.span)),
            example: record.rows("example"),
            printed: Vec::new(),
            usual: None,
        }
    }

    /// Takes the columns and what is said of them from the blocks of `record`.
    fn read_blocks(&mut self, record: &Record) {
        let blocks = record.records(COLUMNS.name);
        let text = |block: &Record, name: &str| {
            block.text(name).unwrap_or_else(|| Spanned::new(String::new(), block.span))
        };
        let width = |block: &&Record| block.number_up_to("width", WIDEST);
        self.has_blocks = true;
        self.beside_blocks = COLUMNS.lists_beside(record);
        self.columns =
            identified(blocks.iter().map(|block| (text(block, "title"), text(block, "help"))));
        self.widths =
            blocks.iter().map(|block| width(block).map_or(1, |width| width.value)).collect();
    }

    /// The heading of a column, as it was written or in the words of the interface.
    fn title(&self, column: &Column, words: Words<'_>) -> String {
        match self.usual {
            Some(table) => words.usual(table, &column.title),
            None => column.title.value.clone(),
        }
    }

    /// What is printed in a cell of a row, counted from 0. `None` where there is room to write.
    fn printed_at(&self, row: usize, column: usize) -> Option<&Printed> {
        let cell = self.printed.get(row)?.get(column)?;
        (*cell != Printed::Text(String::new())).then_some(cell)
    }

    /// The table on paper, its rows `height` millimetres high.
    pub(super) fn grid(&self, show: Show<'_>, height: f32) -> Grid {
        let columns = self.columns.iter().zip(self.percents()).map(|(column, share)| {
            let title = self.title(column, show.words());
            sheet::Column::new(with_help(&title, &column.help), f32::from(share))
        });
        let rows = match show.version {
            Version::Blank => self.rows.value,
            Version::Example => self.rows.value.max(self.example.len()),
        };
        let cell = |row: usize, at: usize| {
            if let Some(printed) = self.printed_at(row, at) {
                return Cell::Printed(printed.text(show));
            }
            let text = self.example.get(row).and_then(|cells| cells.value.get(at));
            let id = format!("{}-{}", self.columns[at].id, row + 1);
            // What a specimen has in more rows than are blank is kept nowhere.
            let field = if row < self.rows.value { id } else { String::new() };
            Cell::written(text.map_or_else(String::new, |text| show.example(text)), field)
        };
        Grid {
            caption: String::new(),
            columns: columns.collect(),
            rows: (0..rows)
                .map(|row| Row {
                    cells: (0..self.columns.len()).map(|at| cell(row, at)).collect(),
                    height,
                })
                .collect(),
        }
    }

    /// The width of each column in percent of the sheet; together 100.
    fn percents(&self) -> Vec<u8> {
        let columns = self.columns.len();
        let widths =
            if self.widths.len() == columns { self.widths.clone() } else { vec![1; columns] };
        let total = widths.iter().sum::<usize>().max(1);
        let mut left = 100;
        let mut percents: Vec<u8> = Vec::with_capacity(columns);
        for width in &widths {
            let percent = u8::try_from(width * 100 / total).unwrap_or(100).max(1);
            left -= i32::from(percent);
            percents.push(percent);
        }
        if let (Some(widest), Ok(left)) = (percents.iter_mut().max(), u8::try_from(left)) {
            *widest += left;
        }
        percents
    }
}

impl Printed {
    fn text(&self, show: Show<'_>) -> String {
        match self {
            Printed::Text(text) => text.clone(),
            Printed::Day(day) => (show.day)(*day),
        }
    }
}

/// The columns with these headings and what stands below them, each with an id of its own.
fn identified(titles: impl Iterator<Item = (Spanned<String>, Spanned<String>)>) -> Vec<Column> {
    let mut taken = Vec::new();
    let column = |(title, help): (Spanned<String>, Spanned<String>)| {
        let id = id_from(&title.value, &taken);
        taken.push(id.clone());
        Column { id, title, help }
    };
    titles.map(column).collect()
}

/// The widths as written. What is too wide was told, and shall not fill the memory.
fn widths(record: &Record) -> Vec<usize> {
    let widest = usize::try_from(WIDEST).unwrap_or_default();
    let widths = record.list("widths").iter().filter_map(as_number);
    widths.map(|width| width.value.min(widest)).collect()
}

#[derive(Serialize)]
struct TableView {
    columns: Vec<ColumnView>,
    rows: Vec<Vec<CellView>>,
}

#[derive(Serialize)]
struct ColumnView {
    id: String,
    title: String,
    help: String,
    width: u8,
}

#[derive(Serialize)]
struct CellView {
    id: String,
    printed: String,
    example: String,
}
