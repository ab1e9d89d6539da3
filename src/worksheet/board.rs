//! A board: columns and lanes for notes, on one sheet or with column headers to pin up on a wall.

mod draw;
mod faults;
mod rules;

use std::sync::Arc;

use serde::Serialize;

pub use rules::{
    BOARD_COLUMNS, BOARD_EXAMPLE, BOARD_LANES, BOARD_LIMITS, BOARD_MEANINGS, BOARD_NARROW,
    BOARD_SMALL,
};

use super::{Body, Field, Input, Kind, Show, Subject, View, Words, id_from, view};
use crate::diag::Diagnostic;
use crate::prose::Prose;
use crate::record::{Record, Value, as_cells, as_text};
use crate::schema::{Key, Schema};
use crate::sheet::{Cell, Column, Grid, Piece, Row, Sheet};
use crate::source::{Span, Spanned};

/// Columns and lanes for notes.
#[derive(Clone, Debug)]
pub struct Board {
    /// The columns, from left to right.
    pub columns: Vec<Spanned<String>>,
    /// Where they were written as a list. `None` when they were not.
    pub columns_span: Option<Span>,
    /// Whether they were written as blocks.
    pub has_blocks: bool,
    /// The keys that say of the columns what blocks say too, where there are blocks.
    pub beside_blocks: Vec<Spanned<String>>,
    /// How many notes each column takes at most, 0 for any number; empty when nothing is said.
    pub limits: Vec<usize>,
    /// Where the limits were written.
    pub limits_span: Span,
    /// What each column means; empty when nothing is said.
    pub means: Vec<Spanned<String>>,
    /// Where the meanings were written.
    pub means_span: Span,
    /// The lanes, from top to bottom; empty when there are none.
    pub lanes: Vec<Spanned<String>>,
    /// Whether it is printed as headers to pin up, one a page.
    pub is_tiled: bool,
    /// The specimen: for each lane a cell a column, each with its notes.
    pub example: Vec<Spanned<Vec<Vec<String>>>>,
    /// The introduction, which takes room on the paper too.
    pub intro: String,
}

/// The keys that say of the columns in short what blocks say.
const SHORT: [&str; 3] = ["columns", "limits", "means"];
/// The most notes a column may be limited to.
const MOST_NOTES: i64 = 99;
/// The writing lines of a cell that is not drawn on paper yet.
const LINES: usize = 4;

const COLUMN_KEYS: &[Key] = &[
    Key::needed("title", Schema::Text, "the heading of the column"),
    Key::new(
        "limit",
        Schema::Number(0, MOST_NOTES),
        "how many notes it takes at most, `0` for any number",
    ),
    Key::new("means", Schema::Text, "what it means, in a sentence"),
];

/// How wide the column of lanes is compared with the others.
const LANE_SHARE: f32 = 0.6;

/// What a board is.
pub const KIND: Kind = Kind {
    name: "board",
    called: "a board",
    elsewhere: &["kanban", "tafel"],
    summary: "columns and lanes for notes on a wall",
    keys: &[
        Key::new("column", Schema::Blocks(COLUMN_KEYS), "a column, 2 to 8 from left to right"),
        Key::new("columns", Schema::Texts, "the same in short: the headings of the columns")
            .heads(),
        Key::new(
            "limits",
            Schema::Numbers(0, MOST_NOTES),
            "how many notes each column takes at most, `0` for any number",
        ),
        Key::new("means", Schema::Texts, "what each column means, in a sentence"),
        Key::new("lanes", Schema::Texts, "the lanes from top to bottom"),
        Key::new("tiled", Schema::Flag, "`true` prints the headers alone, one a page, to pin up"),
        Key::new(
            "example",
            Schema::Rows,
            "the filled specimen: for each lane a text a column, with ` / ` between two notes",
        ),
    ],
    rules: &[
        &BOARD_COLUMNS,
        &BOARD_LIMITS,
        &BOARD_MEANINGS,
        &BOARD_LANES,
        &BOARD_NARROW,
        &BOARD_SMALL,
        &BOARD_EXAMPLE,
    ],
    script: "js/board.js",
    of,
};

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    let span = |name: &str| record.entry(name).map_or(record.span, |entry| entry.value.span);
    let limits = record.texts("limits");
    let mut board = Board {
        columns: record.texts("columns"),
        columns_span: record.entry("columns").map(|entry| entry.value.span),
        has_blocks: !record.list("column").is_empty(),
        beside_blocks: Vec::new(),
        limits: limits.iter().map(|limit| limit.value.parse().unwrap_or(0)).collect(),
        limits_span: span("limits"),
        means: record.texts("means"),
        means_span: span("means"),
        lanes: record.texts("lanes"),
        is_tiled: record.flag("tiled").unwrap_or(false),
        example: record.list("example").iter().map(cells).collect(),
        intro: prose(record.text("intro")).text_for_participants(),
    };
    if board.has_blocks {
        board.read_blocks(record);
    }
    Arc::new(board)
}

/// The cells of a lane of the specimen, each with its notes: `"Call / Ask"` is two.
fn cells(row: &Spanned<Value>) -> Spanned<Vec<Vec<String>>> {
    let texts = as_cells(row).iter().filter_map(as_text);
    let notes = |text: Spanned<String>| {
        let notes = text.value.split(" / ").flat_map(str::lines).map(str::trim);
        notes.filter(|note| !note.is_empty()).map(str::to_owned).collect()
    };
    Spanned::new(texts.map(notes).collect(), row.span)
}

impl Board {
    /// Takes the columns and what is said of them from the blocks of `record`.
    fn read_blocks(&mut self, record: &Record) {
        let beside = SHORT.iter().filter_map(|name| record.entry(name));
        self.beside_blocks = beside.map(|entry| entry.key.clone()).collect();
        let blocks = record.records("column");
        let text = |block: &Record, name: &str| {
            block.text(name).unwrap_or_else(|| Spanned::new(String::new(), block.span))
        };
        let limit = |block: &&Record| block.number_up_to("limit", MOST_NOTES);
        self.columns = blocks.iter().map(|block| text(block, "title")).collect();
        self.limits =
            blocks.iter().map(|block| limit(block).map_or(0, |limit| limit.value)).collect();
        self.means = blocks.iter().map(|block| text(block, "means")).collect();
    }

    /// The limit of a column; 0 when it has none.
    fn limit(&self, column: usize) -> usize {
        self.limits.get(column).copied().unwrap_or(0)
    }

    /// What a column means; empty when nothing is said.
    fn meaning(&self, column: usize) -> &str {
        self.means.get(column).map_or("", |means| means.value.as_str())
    }

    /// The notes of the specimen in a lane and a column.
    fn notes(&self, lane: usize, column: usize) -> &[String] {
        let cells = self.example.get(lane).map(|row| row.value.as_slice()).unwrap_or_default();
        cells.get(column).map(Vec::as_slice).unwrap_or_default()
    }

    /// How many rows of cells there are: one when there are no lanes.
    fn rows(&self) -> usize {
        self.lanes.len().max(1)
    }

    /// The ids of the cells, by lane and column.
    fn cell_ids(&self) -> Vec<Vec<String>> {
        let ids = |texts: &[Spanned<String>]| {
            let mut taken: Vec<String> = Vec::new();
            for text in texts {
                let id = id_from(text, &taken);
                taken.push(id);
            }
            taken
        };
        let columns = ids(&self.columns);
        if self.lanes.is_empty() {
            return vec![columns];
        }
        let row =
            |lane: &String| columns.iter().map(|column| format!("{lane}--{column}")).collect();
        ids(&self.lanes).iter().map(row).collect()
    }

    /// What a cell is called when read aloud.
    fn called(&self, lane: usize, column: usize) -> String {
        let column = self.columns.get(column).map_or("", |column| column.value.as_str());
        match self.lanes.get(lane) {
            Some(lane) => format!("{}, {column}", lane.value),
            None => column.to_owned(),
        }
    }

    /// The words of a limit; empty when there is none.
    fn limit_words(&self, column: usize, show: Show<'_>) -> String {
        match self.limit(column) {
            0 => String::new(),
            limit => show.word("board", "limit").replace("{n}", &limit.to_string()),
        }
    }
}

impl Body for Board {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// A field for each cell, a note on each of its lines; none when only headers are printed.
    fn fields(&self, _: Words<'_>) -> Vec<Field> {
        if self.is_tiled {
            return Vec::new();
        }
        let mut fields = Vec::new();
        for (lane, ids) in self.cell_ids().into_iter().enumerate() {
            for (column, id) in ids.into_iter().enumerate() {
                let example = self.notes(lane, column).join("\n");
                fields.push(
                    Field::new(id, self.called(lane, column), Input::Lines(LINES)).example(example),
                );
            }
        }
        fields
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        let columns = (0..self.columns.len()).map(|at| ColumnView {
            title: self.columns[at].value.clone(),
            means: self.meaning(at).to_owned(),
            limit: self.limit(at),
            limit_words: self.limit_words(at, show),
        });
        let lanes = self.cell_ids().into_iter().enumerate().map(|(lane, ids)| LaneView {
            title: self.lanes.get(lane).map_or_else(String::new, |lane| lane.value.clone()),
            cells: ids
                .into_iter()
                .enumerate()
                .map(|(column, id)| CellView {
                    id,
                    label: self.called(lane, column),
                    example: show.example(&self.notes(lane, column).join("\n")),
                })
                .collect(),
        });
        let tiles = if self.is_tiled { self.tiles(show) } else { Vec::new() };
        view(BoardView {
            columns: columns.collect(),
            has_lanes: !self.lanes.is_empty(),
            lanes: if self.is_tiled { Vec::new() } else { lanes.collect() },
            tiles: tiles.iter().map(|tile| (show.svg)(tile)).collect(),
        })
    }

    fn pages(&self) -> Option<usize> {
        None
    }

    fn parts(&self) -> &'static str {
        "columns or lanes"
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        if self.is_tiled {
            let mut pieces = Vec::new();
            for tile in self.tiles(show) {
                if !pieces.is_empty() {
                    pieces.push(Piece::Break);
                }
                pieces.push(Piece::Drawing(tile));
            }
            return Sheet { pieces };
        }
        let mut columns = Vec::new();
        if !self.lanes.is_empty() {
            columns.push(Column::new(show.word("board", "lane"), LANE_SHARE));
        }
        columns.extend((0..self.columns.len()).map(|at| {
            let limit = self.limit_words(at, show);
            let limit = if limit.is_empty() { limit } else { format!(" ({limit})") };
            Column::new(format!("{}{limit}", self.columns[at].value), 1.0)
        }));
        let height = self.cell_height(show.room);
        let row = |(lane, ids): (usize, Vec<String>)| {
            let mut cells = Vec::new();
            if let Some(lane) = self.lanes.get(lane) {
                cells.push(Cell::Printed(lane.value.clone()));
            }
            cells.extend(ids.into_iter().enumerate().map(|(column, id)| {
                Cell::written(show.example(&self.notes(lane, column).join("\n")), id)
            }));
            Row { cells, height }
        };
        let rows = self.cell_ids().into_iter().enumerate().map(row).collect();
        Sheet { pieces: vec![Piece::Grid(Grid { caption: String::new(), columns, rows })] }
    }

    fn has_example(&self) -> bool {
        !self.example.is_empty() && !self.is_tiled
    }
}

#[derive(Serialize)]
struct BoardView {
    columns: Vec<ColumnView>,
    has_lanes: bool,
    lanes: Vec<LaneView>,
    /// The headers to pin up, as drawings; empty when it is one sheet.
    tiles: Vec<String>,
}

#[derive(Serialize)]
struct ColumnView {
    title: String,
    means: String,
    limit: usize,
    limit_words: String,
}

#[derive(Serialize)]
struct LaneView {
    title: String,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    id: String,
    label: String,
    example: String,
}
