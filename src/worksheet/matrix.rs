//! A matrix: who carries what, in letters (RACI, DACI, RAPID or the author's own).

mod count;
mod faults;
mod rules;
mod letters;

use std::sync::Arc;

use serde::Serialize;

pub use count::Count;
pub use rules::{
    MATRIX_COLUMN, MATRIX_CONSULTED, MATRIX_LETTER, MATRIX_ROW, MATRIX_RULE, MATRIX_SIZE,
    MATRIX_VERB,
};

use super::rows::{NamedRow, Twice, example_twice, named_rows};
use super::show::with_help;
use super::{Body, Field, Input, Kind, Show, Subject, Version, View, Words, view};
use crate::diag::Diagnostic;
use crate::prose::{Document, Prose};
use crate::record::{Record, as_text};
use crate::schema::{Key, Schema};
use crate::sheet::{self, Cell, Grid, Piece, Row, Sheet};
use crate::source::{Span, Spanned};
use letters::Said;

/// Who carries what.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The letters and what they stand for.
    pub letters: Vec<(String, String)>,
    /// The set that they are of, which says what they stand for: `RACI`. `None` for an author's own.
    pub set: Option<&'static str>,
    /// Where the letters were written, when they were.
    pub letters_span: Option<Span>,
    /// What has to hold in each row.
    pub rules: Vec<Count>,
    /// Rules as written that could not be read.
    pub unread: Vec<Spanned<String>>,
    /// Who: one column each, as many as any paper may have room for.
    pub across: Vec<Spanned<String>>,
    /// How many columns were written.
    pub asked: usize,
    /// What: one row each.
    pub down: Vec<NamedRow>,
    /// Rows for what people add themselves.
    pub blank_rows: usize,
    /// Whether both `across` and `down` were written; that one is missing is told with the other keys.
    pub is_whole: bool,
    /// The specimen: for each row a list of cells, each with its letters; `None` for a row without any.
    pub example: Vec<Option<Spanned<Vec<Vec<String>>>>>,
    /// Where the specimen is written for the whole sheet and in a row.
    example_twice: Twice,
}

/// The most rows for what people add themselves.
const MOST_BLANK_ROWS: i64 = 40;

/// The most columns that are laid out. No paper has room for so many, and a sheet with more is refused: it need not take seconds to
/// say so.
const MOST_COLUMNS: usize = 32;

/// The height of a row on paper: one line by hand.
const ROW_HEIGHT: f32 = 10.0;

const ROW_KEYS: &[Key] = &[
    Key::needed("text", Schema::Text, "what is to be carried"),
    Key::new("id", Schema::Text, "what entries are kept by"),
    Key::new("help", Schema::Text, "a few words below it that say what is meant"),
    Key::new("example", Schema::Text, "the letters of the filled specimen in this row: `A R C I`"),
];

/// What a matrix is.
pub const KIND: Kind = Kind {
    name: "matrix",
    called: "a matrix",
    elsewhere: &["raci", "responsibilities", "roles", "rollen"],
    summary: "RACI, DACI, RAPID or own letters",
    keys: &[
        Key::new(
            "letters",
            Schema::Letters,
            "`RACI`, `DACI`, `RAPID`, or a table of letters and their meanings",
        )
        .heads(),
        Key::new("rules", Schema::Texts, "what holds in each row, such as `one O in each row`"),
        Key::needed("across", Schema::Texts, "who: a column each").heads(),
        Key::needed(
            "down",
            Schema::TextsOrBlocks(ROW_KEYS),
            "what is to be carried: a row each, beginning with a verb",
        ),
        Key::new(
            "blank_rows",
            Schema::Number(0, MOST_BLANK_ROWS),
            "rows for what people add themselves",
        )
        .amount(),
        Key::new(
            "example",
            Schema::Texts,
            "a text a row with the letters of each cell: `A R C I`, `-` for none, `A/R` for both",
        ),
    ],
    rules: &[
        &MATRIX_ROW,
        &MATRIX_CONSULTED,
        &MATRIX_COLUMN,
        &MATRIX_LETTER,
        &MATRIX_RULE,
        &MATRIX_SIZE,
        &MATRIX_VERB,
    ],
    script: "js/matrix.js",
    of,
};

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    let Said { letters, set, rules, unread } = letters::said(record);
    let (down, own) = named_rows(record, prose);
    let specimen = |row: Spanned<String>| Some(Spanned::new(cells(&row.value), row.span));
    let example = match record.entry("example") {
        Some(_) => record.texts("example").into_iter().map(specimen).collect(),
        None => own.iter().map(|own| as_text(own.as_ref()?).and_then(specimen)).collect(),
    };
    let mut across = record.texts("across");
    let asked = across.len();
    across.truncate(MOST_COLUMNS);
    Arc::new(Matrix {
        letters,
        set,
        letters_span: record.entry("letters").map(|entry| entry.value.span),
        rules,
        unread,
        across,
        asked,
        down,
        is_whole: ["across", "down"].iter().all(|key| record.entry(key).is_some()),
        blank_rows: record.number_up_to("blank_rows", MOST_BLANK_ROWS).map_or(3, |rows| rows.value),
        example,
        example_twice: example_twice(record, &own),
    })
}

/// `A R/C - I` is four cells.
fn cells(row: &str) -> Vec<Vec<String>> {
    let letters = |cell: &str| {
        cell.split(['/', '+', ','])
            .filter(|letter| !matches!(*letter, "" | "-" | "–"))
            .map(str::to_uppercase)
            .collect()
    };
    row.split_whitespace().map(letters).collect()
}

impl Body for Matrix {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// A field for each cell, the blank rows' names included.
    fn fields(&self, words: Words<'_>) -> Vec<Field> {
        let mut fields = Vec::new();
        for (at, (row, label)) in self.rows().enumerate() {
            let number = words.numbered("field", "row", at + 1);
            if label.is_empty() {
                fields.push(Field::new(&row, &number, Input::Words));
            }
            let called = if label.is_empty() { &number } else { &label };
            for (column, who) in self.across.iter().enumerate() {
                let id = format!("{row}-{}", column + 1);
                let name = format!("{called}, {}", who.value);
                fields
                    .push(Field::new(id, name, Input::Words).example(self.letters_at(at, column)));
            }
        }
        fields
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        let row = |at: usize, id: &str, (text, help): (String, String)| RowView {
            id: id.to_owned(),
            text,
            help,
            cells: (0..self.across.len())
                .map(|column| CellView {
                    id: format!("{id}-{}", column + 1),
                    example: show.example(&self.letters_at(at, column)),
                })
                .collect(),
        };
        let mut down: Vec<RowView> = self
            .down
            .iter()
            .enumerate()
            .map(|(at, duty)| row(at, &duty.id, ((show.html)(&duty.text), (show.html)(&duty.help))))
            .collect();
        if show.version == Version::Blank {
            let nothing = || (String::new(), String::new());
            down.extend(
                (1..=self.blank_rows)
                    .map(|number| row(usize::MAX, &format!("blank-{number}"), nothing())),
            );
        }
        let one = self.rules.iter().find(|rule| rule.least == 1 && rule.most == Some(1));
        view(MatrixView {
            letters: self
                .meanings(show)
                .into_iter()
                .map(|(letter, meaning)| LetterView { letter, meaning })
                .collect(),
            across: self
                .across
                .iter()
                .enumerate()
                .map(|(at, who)| WhoView {
                    id: format!("who-{}", at + 1),
                    title: who.value.clone(),
                })
                .collect(),
            down,
            rules: self.rules.iter().map(|rule| rule.shown(show.words())).collect(),
            counts: self.rules.clone(),
            tick_column: one.is_some(),
            tick_title: one
                .map(|rule| show.word(KIND.name, "tick").replace("{letter}", &rule.letter))
                .unwrap_or_default(),
        })
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        let mut columns = vec![sheet::Column::new(show.word("matrix", "task"), 4.0)];
        columns.extend(self.across.iter().map(|who| sheet::Column::new(&who.value, 1.4)));
        let rows = self.rows().enumerate().map(|(at, (id, label))| {
            let mut cells = vec![match label.as_str() {
                "" => Cell::written("", &id),
                label => Cell::Printed(with_help(label, &self.help(at))),
            }];
            cells.extend((0..self.across.len()).map(|column| {
                let letters = show.example(&self.letters_at(at, column));
                Cell::written(letters, format!("{id}-{}", column + 1))
            }));
            Row { cells, height: ROW_HEIGHT }
        });
        let named = match show.version {
            Version::Blank => usize::MAX,
            Version::Example => self.down.len(),
        };
        let letters = self.meanings(show).into_iter();
        let letters = letters.map(|(letter, meaning)| match meaning.as_str() {
            "" => letter,
            meaning => format!("{letter}: {meaning}"),
        });
        Sheet {
            pieces: vec![
                Piece::Text(letters.collect::<Vec<_>>().join("; ")),
                Piece::Grid(Grid {
                    caption: String::new(),
                    columns,
                    rows: rows.take(named).collect(),
                }),
            ],
        }
    }

    fn has_example(&self) -> bool {
        self.example.iter().any(Option::is_some)
    }

    fn documents(&self) -> Vec<&Document> {
        self.down.iter().flat_map(|duty| [&duty.text, &duty.help]).collect()
    }

    fn ids(&self) -> Vec<&Spanned<String>> {
        self.down.iter().map(|duty| &duty.id).collect()
    }
}

impl Matrix {
    /// Id and words of every row, the blank ones without words.
    fn rows(&self) -> impl Iterator<Item = (String, String)> {
        let named = self.down.iter().map(|duty| (duty.id.value.clone(), duty.plain.value.clone()));
        named.chain((1..=self.blank_rows).map(|row| (format!("blank-{row}"), String::new())))
    }

    /// The letters and what they stand for: as written, or in the words of the interface for a set.
    fn meanings(&self, show: Show<'_>) -> Vec<(String, String)> {
        let Some(set) = self.set else { return self.letters.clone() };
        let meaning = |letter: &str| show.words().usual(KIND.name, &format!("{set} {letter}"));
        self.letters.iter().map(|(letter, _)| (letter.clone(), meaning(letter))).collect()
    }

    /// What helps with a row, counted from 0; empty when nothing does.
    fn help(&self, row: usize) -> String {
        self.down.get(row).map(|duty| duty.help.short()).unwrap_or_default()
    }

    /// The letters that the specimen has in a row and a column, counted from 0: `A/R`.
    fn letters_at(&self, row: usize, column: usize) -> String {
        let row = self.example.get(row).and_then(Option::as_ref);
        let cells = row.and_then(|row| row.value.get(column));
        cells.map_or_else(String::new, |letters| letters.join("/"))
    }
}

#[derive(Serialize)]
struct MatrixView {
    letters: Vec<LetterView>,
    across: Vec<WhoView>,
    down: Vec<RowView>,
    rules: Vec<String>,
    counts: Vec<Count>,
    tick_column: bool,
    tick_title: String,
}

#[derive(Serialize)]
struct LetterView {
    letter: String,
    meaning: String,
}

#[derive(Serialize)]
struct WhoView {
    id: String,
    title: String,
}

#[derive(Serialize)]
struct RowView {
    id: String,
    text: String,
    help: String,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    id: String,
    example: String,
}
