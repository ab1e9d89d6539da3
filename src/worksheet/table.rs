//! A table: columns and empty rows, for logs and inventories.

use std::sync::Arc;

use serde::Serialize;

use super::{Body, Field, Input, Kind, Prose, Show, Subject, Version, View, id_from, view};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Date;
use crate::record::{Record, as_number};
use crate::shape::{Key, Shape};
use crate::sheet::{self, Cell, Grid, Piece, Row, Sheet, text_width};
use crate::source::{Span, Spanned};

/// Columns and empty rows.
#[derive(Clone, Debug)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// Where the columns were written, for what is wrong with them together. `None` when they were not.
    pub columns_span: Option<Span>,
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
}

/// Too few or too many columns.
pub const TABLE_COLUMNS: Rule = Rule {
    code: "table-columns",
    severity: Severity::Error,
    explanation: "A table has 2 to 8 columns. With one column it is a list, which a form or a checklist does better; with \
        more than eight there is no room left to write in.",
};
/// Widths that are not as many as the columns.
pub const TABLE_WIDTHS: Rule = Rule {
    code: "table-widths",
    severity: Severity::Error,
    explanation: "`widths` says how wide the columns are compared with one another, `[4, 2, 1]` for example, so there is one \
        number for each column.",
};
/// A column that is too narrow for its heading.
pub const TABLE_NARROW: Rule = Rule {
    code: "table-narrow",
    severity: Severity::Error,
    explanation: "On the sheet's paper the column is narrower than the longest word of its heading, so that the word would \
        be cut or run into its neighbour. Make the column wider with `widths`, shorten the heading, turn the sheet with \
        `turn = \"landscape\"`, or use larger paper. Widths are worked out at 9.5 points.",
};
/// A specimen row with too few or too many cells.
pub const TABLE_EXAMPLE: Rule = Rule {
    code: "table-example",
    severity: Severity::Error,
    explanation: "Each row of `example` has one text for each column, in the order of the columns; write `\"\"` where a cell \
        stays empty.",
};

/// The most rows to fill in.
pub(super) const MOST_ROWS: i64 = 200;
/// The widest column, where the narrowest is 1.
pub(super) const WIDEST: i64 = 100;

/// What a table is.
pub const KIND: Kind = Kind {
    name: "table",
    summary: "columns and empty rows: logs, inventories",
    keys: &[
        Key::needed("columns", Shape::Texts, "the headings of the columns, 2 to 8"),
        Key::new(
            "widths",
            Shape::Numbers(1, WIDEST),
            "how wide the columns are compared with one another",
        ),
        Key::new("rows", Shape::Number(1, MOST_ROWS), "how many empty rows"),
        Key::new("example", Shape::Rows, "the rows of the filled specimen"),
    ],
    rules: &[&TABLE_COLUMNS, &TABLE_WIDTHS, &TABLE_NARROW, &TABLE_EXAMPLE],
    script: "",
    of: |record, _: Prose<'_>| Arc::new(Table::of(record, &[], 8)),
};

/// The height of a row on paper: one line by hand.
const ROW_HEIGHT: f32 = 11.0;
/// White at both sides of a cell together, in millimetres.
const CELL_PADDING: f32 = 3.0;

impl Body for Table {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// A field for each cell of each empty row.
    fn fields(&self) -> Vec<Field> {
        let field = |row: usize, at: usize, column: &Column| {
            let example = self.example.get(row).and_then(|cells| cells.value.get(at));
            Field::new(
                format!("{}-{}", column.id, row + 1),
                format!("{}, row {}", column.title.value, row + 1),
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
        let mut found = Vec::new();
        let columns = self.columns.len();
        let Some(columns_span) =
            self.columns_span.or_else(|| self.columns.first().map(|first| first.title.span))
        else {
            // That a table needs columns was told with the other keys.
            return found;
        };
        if !(2..=8).contains(&columns) {
            let message = format!("a table has 2 to 8 columns, and this one has {columns}");
            found.push(
                Diagnostic::new(&TABLE_COLUMNS, subject.path, columns_span, message)
                    .help("write `columns = [\"What\", \"Who\", \"By when\"]`"),
            );
            return found;
        }
        if !self.widths.is_empty() && self.widths.len() != columns {
            let message = format!("there are {} widths for {columns} columns", self.widths.len());
            let right = vec!["1"; columns].join(", ");
            found.push(
                Diagnostic::new(&TABLE_WIDTHS, subject.path, self.widths_span, message)
                    .help(format!("write one number a column, such as `widths = [{right}]`")),
            );
            return found;
        }
        self.narrow_columns(subject, &mut found);
        for row in &self.example {
            if row.value.len() != columns {
                let message = format!(
                    "this row of the example has {} texts for {columns} columns",
                    row.value.len()
                );
                found.push(
                    Diagnostic::new(&TABLE_EXAMPLE, subject.path, row.span, message)
                        .help("write one text a column, `\"\"` where a cell stays empty"),
                );
            }
        }
        found
    }

    fn view(&self, show: Show<'_>) -> View {
        let columns = self.columns.iter().zip(self.percents()).map(|(column, width)| ColumnView {
            id: column.id.clone(),
            title: column.title.value.clone(),
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
        let mut taken = Vec::new();
        let mut titles = record.texts("columns");
        if record.entry("columns").is_none() {
            titles = columns
                .iter()
                .map(|title| Spanned::new((*title).to_owned(), record.span))
                .collect();
        }
        let columns = titles
            .into_iter()
            .map(|title| {
                let id = id_from(&title.value, &taken);
                taken.push(id.clone());
                Column { id, title }
            })
            .collect();
        let place = |name: &str| record.entry(name).map_or(record.span, |entry| entry.value.span);
        Self {
            columns,
            columns_span: record.entry("columns").map(|entry| entry.value.span),
            widths: widths(record),
            widths_span: place("widths"),
            rows: record
                .number_up_to("rows", MOST_ROWS)
                .unwrap_or_else(|| Spanned::new(rows, record.span)),
            example: record.rows("example"),
            printed: Vec::new(),
        }
    }

    /// What is printed in a cell of a row, counted from 0. `None` where there is room to write.
    fn printed_at(&self, row: usize, column: usize) -> Option<&Printed> {
        let cell = self.printed.get(row)?.get(column)?;
        (*cell != Printed::Text(String::new())).then_some(cell)
    }

    /// The table on paper, its rows `height` millimetres high.
    pub(super) fn grid(&self, show: Show<'_>, height: f32) -> Grid {
        let columns = self
            .columns
            .iter()
            .zip(self.percents())
            .map(|(column, share)| sheet::Column::new(&column.title.value, f32::from(share)));
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

    fn narrow_columns(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        for (column, percent) in self.columns.iter().zip(self.percents()) {
            let width = subject.room.width * f32::from(percent) / 100.0 - CELL_PADDING;
            let longest = column
                .title
                .split_whitespace()
                .max_by(|a, b| text_width(a, 9.5).total_cmp(&text_width(b, 9.5)));
            let Some(word) = longest.filter(|word| text_width(word, 9.5) > width) else { continue };
            let message = format!(
                "the column is {:.0} mm wide on {}, and `{word}` needs {:.0} mm",
                width.max(0.0),
                subject.paper,
                text_width(word, 9.5).ceil()
            );
            found.push(
                Diagnostic::new(&TABLE_NARROW, subject.path, column.title.span, message).help(
                    format!(
                        "give it a larger number in `widths`, shorten the heading, or {}",
                        subject.way_to_width()
                    ),
                ),
            );
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
    width: u8,
}

#[derive(Serialize)]
struct CellView {
    id: String,
    printed: String,
    example: String,
}
