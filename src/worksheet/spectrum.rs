//! A spectrum: a line or ladder of a few steps, on which people mark where something stands and where they wish it.

mod faults;
mod rules;

use std::sync::Arc;

use serde::Serialize;

pub use rules::{SPECTRUM_EXAMPLE, SPECTRUM_MARKS, SPECTRUM_NARROW, SPECTRUM_ROWS, SPECTRUM_STEPS};

use super::blocks::Blocks;
use super::rows::{NamedRow, Twice, example_twice, named_rows};
use super::show::with_help;
use super::{Body, Field, Input, Kind, Show, Subject, Version, View, Words, id_from, view};
use crate::diag::Diagnostic;
use crate::prose::{Document, Prose};
use crate::record::{Record, Value, as_cells, as_text};
use crate::schema::{Key, Schema};
use crate::sheet::{Cell, Column, Grid, Piece, Row, Sheet};
use crate::source::{Span, Spanned};

/// A line or ladder to mark.
#[derive(Clone, Debug)]
pub struct Spectrum {
    /// The steps, from one end to the other.
    pub steps: Vec<Step>,
    /// Where they were written as a list. `None` when they were not.
    pub steps_span: Option<Span>,
    /// Whether they were written as blocks.
    pub has_blocks: bool,
    /// The list of steps, where there are blocks too.
    pub beside_blocks: Vec<Spanned<String>>,
    /// What is marked in each row.
    pub down: Vec<NamedRow>,
    /// Where the rows were written. `None` when they were not.
    pub down_span: Option<Span>,
    /// The marks: what is said with each.
    pub marks: Vec<SpectrumMark>,
    /// Whether the author named them.
    pub has_marks: bool,
    /// Where the marks were written.
    pub marks_span: Span,
    /// Rows for what people add themselves.
    pub blank_rows: usize,
    /// The specimen: for each row the number of the step of every mark, 0 for none; `None` for a row without any.
    pub example: Vec<Option<Spanned<Vec<usize>>>>,
    /// Where the specimen is written for the whole sheet and in a row.
    example_twice: Twice,
}

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it is called.
    pub name: Spanned<String>,
    /// A few words that say what it means; empty when there are none.
    pub help: Spanned<String>,
}

/// One of the marks that people set in each row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpectrumMark {
    /// What entries are kept by.
    pub id: String,
    /// What it says: `today`.
    pub text: String,
    /// The letter that stands for it on paper.
    pub letter: String,
}

/// The most rows for what people add themselves.
const MOST_BLANK_ROWS: i64 = 20;
/// The marks of a sheet that names none.
const MARKS: &[&str] = &["today", "wished"];
/// The height of a line to mark on paper, in millimetres.
const LINE_HEIGHT: f32 = 8.5;
/// How wide the columns are on paper, in shares: the row's words, the mark's, and one step.
const SHARES: (f32, f32, f32) = (3.0, 1.2, 1.4);

/// Its steps in blocks, and in a list.
const STEPS: Blocks = Blocks { name: "step", list: "steps", more: &[] };

const STEP_KEYS: &[Key] = &[
    Key::needed("name", Schema::Text, "what the step is called"),
    Key::new("help", Schema::Text, "a few words below it that say what it means"),
];

const ROW_KEYS: &[Key] = &[
    Key::needed("text", Schema::Text, "what is marked"),
    Key::new("id", Schema::Text, "what marks are kept by"),
    Key::new("help", Schema::Text, "a few words below it that say what is meant"),
    Key::new(
        "example",
        Schema::Texts,
        "the filled specimen in this row, a step for every mark: `[2, 4]`",
    ),
];

/// What a spectrum is.
pub const KIND: Kind = Kind {
    name: "spectrum",
    called: "a spectrum",
    elsewhere: &[],
    summary: "a line or ladder to mark",
    keys: &[
        Key::new("step", Schema::Blocks(STEP_KEYS), "a step, 2 to 9 from one end to the other"),
        Key::new("steps", Schema::Texts, "the same in short: the names of the steps").heads(),
        Key::needed("down", Schema::TextsOrBlocks(ROW_KEYS), "what is marked: a row each"),
        Key::new("mark", Schema::Texts, "what is marked in each row: `[\"today\", \"wished\"]`"),
        Key::new(
            "blank_rows",
            Schema::Number(0, MOST_BLANK_ROWS),
            "rows for what people add themselves",
        )
        .amount(),
        Key::new(
            "example",
            Schema::Rows,
            "for each row the number of the step of every mark: `[[2, 4], [1, 3]]`",
        ),
    ],
    rules: &[&SPECTRUM_STEPS, &SPECTRUM_ROWS, &SPECTRUM_MARKS, &SPECTRUM_NARROW, &SPECTRUM_EXAMPLE],
    script: "js/spectrum.js",
    of,
};

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    let (down, own) = named_rows(record, prose);
    let example = match record.entry("example") {
        Some(_) => record.list("example").iter().map(|row| Some(numbers(row))).collect(),
        None => own.iter().map(|own| own.as_ref().map(numbers)).collect(),
    };
    let span = |name: &str| record.entry(name).map(|entry| entry.value.span);
    let written = record.texts("mark");
    let named: Vec<&str> = match span("mark") {
        Some(_) => written.iter().map(|mark| mark.value.as_str()).collect(),
        None => MARKS.to_vec(),
    };
    Arc::new(Spectrum {
        steps: steps(record),
        steps_span: span("steps"),
        has_blocks: STEPS.are_in(record),
        beside_blocks: STEPS.lists_beside(record),
        down,
        down_span: span("down"),
        marks: marks(&named),
        has_marks: span("mark").is_some(),
        marks_span: span("mark").unwrap_or(record.span),
        blank_rows: record.number_up_to("blank_rows", MOST_BLANK_ROWS).map_or(0, |rows| rows.value),
        example,
        example_twice: example_twice(record, &own),
    })
}

/// The steps in blocks, or else in short.
fn steps(record: &Record) -> Vec<Step> {
    let nothing = |span| Spanned::new(String::new(), span);
    let bare = |name: Spanned<String>| Step { help: nothing(name.span), name };
    if !STEPS.are_in(record) {
        return record.texts(STEPS.list).into_iter().map(bare).collect();
    }
    let step = |block: &Record| Step {
        name: block.text("name").unwrap_or_else(|| nothing(block.span)),
        help: block.text("help").unwrap_or_else(|| nothing(block.span)),
    };
    record.records(STEPS.name).into_iter().map(step).collect()
}

/// The marks called `names`, each with the first of its letters that none before it has.
fn marks(names: &[&str]) -> Vec<SpectrumMark> {
    let mut marks: Vec<SpectrumMark> = Vec::new();
    let mut taken = Vec::new();
    for name in names {
        let id = id_from(name, &taken);
        taken.push(id.clone());
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        let letter = letters
            .map(|letter| letter.to_uppercase().to_string())
            .find(|letter| marks.iter().all(|mark| mark.letter != *letter))
            .unwrap_or_else(|| (marks.len() + 1).to_string());
        marks.push(SpectrumMark { id, text: (*name).to_owned(), letter });
    }
    marks
}

/// The steps of a row of the specimen: `[2, "4", "-"]` is 2, 4 and none.
fn numbers(row: &Spanned<Value>) -> Spanned<Vec<usize>> {
    let texts = as_cells(row).iter().filter_map(as_text);
    let number = |text: Spanned<String>| match text.value.trim() {
        "" | "-" | "–" => 0,
        // What is no number is no step either, and told as that.
        text => text.parse().unwrap_or(usize::MAX),
    };
    Spanned::new(texts.map(number).collect(), row.span)
}

impl Spectrum {
    /// Id and words of every row, the blank ones without words.
    fn rows(&self) -> impl Iterator<Item = (String, String)> {
        let named =
            self.down.iter().map(|topic| (topic.id.value.clone(), topic.plain.value.clone()));
        named.chain((1..=self.blank_rows).map(|row| (format!("blank-{row}"), String::new())))
    }

    /// What helps with a row, counted from 0; empty when nothing does.
    fn help(&self, row: usize) -> String {
        self.down.get(row).map(|topic| topic.help.short()).unwrap_or_default()
    }

    /// The step that the specimen has marked, from 1; 0 for none.
    fn step_at(&self, row: usize, mark: usize) -> usize {
        let row = self.example.get(row).and_then(Option::as_ref);
        let step = row.and_then(|row| row.value.get(mark));
        step.copied().unwrap_or(0)
    }

    /// The marks as they are called, by the author or in the words of the interface.
    fn marks(&self, words: Words<'_>) -> Vec<SpectrumMark> {
        if self.has_marks {
            return self.marks.clone();
        }
        let called: Vec<String> =
            self.marks.iter().map(|mark| words.usual(KIND.name, &mark.text)).collect();
        let called = marks(&called.iter().map(String::as_str).collect::<Vec<_>>()).into_iter();
        let ids = self.marks.iter().map(|mark| mark.id.clone());
        called.zip(ids).map(|(mark, id)| SpectrumMark { id, ..mark }).collect()
    }

    /// The blank rows that are shown: none in the specimen.
    fn blank_rows(&self, version: Version) -> usize {
        match version {
            Version::Blank => self.blank_rows,
            Version::Example => 0,
        }
    }
}

impl Body for Spectrum {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// A field for each mark of each row, the blank rows' names included.
    fn fields(&self, words: Words<'_>) -> Vec<Field> {
        let mut fields = Vec::new();
        let marks = self.marks(words);
        for (at, (row, label)) in self.rows().enumerate() {
            let number = || words.numbered("field", "row", at + 1);
            let called = if label.is_empty() { number() } else { label.clone() };
            if label.is_empty() {
                fields.push(Field::new(&row, &called, Input::Words));
            }
            for (number, mark) in marks.iter().enumerate() {
                let example = match self.step_at(at, number) {
                    0 => String::new(),
                    step => step.to_string(),
                };
                let name = format!("{called}, {}", mark.text);
                let id = format!("{row}-{}", mark.id);
                fields.push(Field::new(id, name, Input::Number(self.steps.len())).example(example));
            }
        }
        fields
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        let called = self.marks(show.words());
        let marks = |at: usize, row: &str| {
            let mark = |(number, mark): (usize, &SpectrumMark)| MarkView {
                id: format!("{row}-{}", mark.id),
                text: mark.text.clone(),
                letter: mark.letter.clone(),
                step: match show.version {
                    Version::Blank => 0,
                    Version::Example => self.step_at(at, number),
                },
            };
            called.iter().enumerate().map(mark).collect()
        };
        let named = self.down.iter().enumerate().map(|(at, topic)| RowView {
            id: topic.id.value.clone(),
            text: (show.html)(&topic.text),
            help: (show.html)(&topic.help),
            plain: topic.plain.value.clone(),
            marks: marks(at, &topic.id),
        });
        let blank = (1..=self.blank_rows(show.version)).map(|number| {
            let id = format!("blank-{number}");
            let marks = marks(usize::MAX, &id);
            let nothing = String::new;
            RowView { id, text: nothing(), help: nothing(), plain: nothing(), marks }
        });
        view(SpectrumView {
            steps: self.steps.iter().map(|step| step.name.value.clone()).collect(),
            helps: self.steps.iter().map(|step| step.help.value.clone()).collect(),
            letters: called.iter().cloned().map(LetterView::from).collect(),
            down: named.chain(blank).collect(),
        })
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        let (words, mark, step) = SHARES;
        let mut columns = vec![
            Column::new(show.word("spectrum", "row"), words),
            Column::new(show.word("spectrum", "mark"), mark),
        ];
        let title = |each: &Step| with_help(&each.name, &each.help);
        columns.extend(self.steps.iter().map(|each| Column::new(title(each), step)));
        let count = self.down.len() + self.blank_rows(show.version);
        let mut rows = Vec::new();
        let marks = self.marks(show.words());
        for (at, (id, label)) in self.rows().take(count).enumerate() {
            for (number, mark) in marks.iter().enumerate() {
                let head = match (number, label.as_str()) {
                    (0, "") => Cell::written("", &id),
                    (0, label) => Cell::Printed(with_help(label, &self.help(at))),
                    (_, _) => Cell::Printed(String::new()),
                };
                let marked = match show.version {
                    Version::Blank => 0,
                    Version::Example => self.step_at(at, number),
                };
                let mut cells = vec![head, Cell::Printed(format!("{} {}", mark.letter, mark.text))];
                let field = format!("{id}-{}", mark.id);
                let steps = 1..=self.steps.len();
                cells.extend(
                    steps.map(|step| Cell::choice(step == marked, &field, step.to_string())),
                );
                rows.push(Row { cells, height: LINE_HEIGHT });
            }
        }
        Sheet { pieces: vec![Piece::Grid(Grid { caption: String::new(), columns, rows })] }
    }

    fn has_example(&self) -> bool {
        self.example.iter().any(Option::is_some)
    }

    fn documents(&self) -> Vec<&Document> {
        self.down.iter().flat_map(|topic| [&topic.text, &topic.help]).collect()
    }

    fn ids(&self) -> Vec<&Spanned<String>> {
        self.down.iter().map(|topic| &topic.id).collect()
    }
}

#[derive(Serialize)]
struct SpectrumView {
    steps: Vec<String>,
    /// What is said below each step; empty where nothing is.
    helps: Vec<String>,
    letters: Vec<LetterView>,
    down: Vec<RowView>,
}

#[derive(Serialize)]
struct LetterView {
    letter: String,
    text: String,
}

impl From<SpectrumMark> for LetterView {
    fn from(mark: SpectrumMark) -> Self {
        Self { letter: mark.letter, text: mark.text }
    }
}

#[derive(Serialize)]
struct RowView {
    id: String,
    text: String,
    help: String,
    plain: String,
    marks: Vec<MarkView>,
}

#[derive(Serialize)]
struct MarkView {
    id: String,
    text: String,
    letter: String,
    step: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_has_its_own_letter() {
        let letters = |names: &[&str]| -> Vec<String> {
            marks(names).into_iter().map(|mark| mark.letter).collect()
        };
        assert_eq!(letters(&["today", "wished"]), ["T", "W"]);
        assert_eq!(letters(&["today", "tomorrow", "to"]), ["T", "O", "3"]);
        assert_eq!(letters(&["…", "היום"]), ["1", "ה"]);
    }
}
