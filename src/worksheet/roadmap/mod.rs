//! A road map: lanes from left to right, with the steps of each in the period in which they are finished.

mod faults;
mod rules;
mod road;
mod step;

use std::sync::Arc;

use serde::Serialize;

pub use rules::{
    ROADMAP_JOINT, ROADMAP_LANES, ROADMAP_PERIODS, ROADMAP_ROW, ROADMAP_UNKNOWN, ROADMAP_WIDE,
};

use super::{Body, Field, Input, Kind, Show, Subject, Version, View, Words, id_from, view};
use crate::diag::Diagnostic;
use crate::measure::Date;
use crate::prose::Prose;
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::sheet::{self, Cell, Column, Grid, Piece, Row, Sheet, many};
use crate::source::{Span, Spanned};
use road::{Note, Road};
pub use step::Step;
use step::rows;

/// Lanes by periods.
#[derive(Clone, Debug)]
pub struct Roadmap {
    /// The periods, from the left.
    pub periods: Vec<Period>,
    /// Where the periods or the first month were written, when they were.
    pub periods_span: Option<Span>,
    /// What is wrong with how the periods were written, and where.
    pub periods_fault: Option<(Span, &'static str)>,
    /// The lanes, from above.
    pub lanes: Vec<Spanned<String>>,
    /// Where the lanes were written, when they were.
    pub lanes_span: Option<Span>,
    /// The steps that are known before the sheet is filled in.
    pub entries: Vec<Step>,
    /// The steps of the specimen.
    pub example: Vec<Step>,
    /// Numbered lines for comments.
    pub comments: usize,
    /// The comments of the specimen.
    pub example_comments: Vec<Spanned<String>>,
}

/// A stretch of time: one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// What entries name it by: `Now`, or `2026-11` where months were asked for.
    pub name: Spanned<String>,
    /// Its first day, when it is a month.
    pub month: Option<Date>,
}

/// What entries name the periods by of a road map that does not say; what they are called are words of the interface.
const PERIODS: &[&str] = &["Now", "Next", "Later"];
/// The most months.
const MOST_MONTHS: i64 = 12;
/// Months from `start`, when the sheet does not say.
const MONTHS: usize = 6;
/// The most lines for comments.
const MOST_COMMENTS: i64 = 40;

const ENTRY_KEYS: &[Key] = &[
    Key::needed("lane", Schema::Text, "the lane it lies in"),
    Key::needed("period", Schema::Text, "the period in which it is finished"),
    Key::needed("text", Schema::Text, "what is finished, in a few words"),
];

/// What a road map is.
pub const KIND: Kind = Kind {
    name: "roadmap",
    called: "a roadmap",
    elsewhere: &["timeline", "milestones", "zeitplan"],
    summary: "lanes by periods or months",
    keys: &[
        Key::needed(
            "lanes",
            Schema::Texts,
            "who goes, a lane each, and one for what is done together",
        ),
        Key::new(
            "periods",
            Schema::Texts,
            "the columns, 2 to 12; `Now`, `Next`, `Later` unless said",
        )
        .heads(),
        Key::new(
            "start",
            Schema::Text,
            "the first month, such as `2026-11`, in place of `periods`",
        ),
        Key::new("months", Schema::Number(2, MOST_MONTHS), "how many months from `start`"),
        Key::new("entry", Schema::Blocks(ENTRY_KEYS), "a step that is known already"),
        Key::new(
            "entries",
            Schema::Rows,
            "the same in short, a list a step: lane, period, what is finished",
        ),
        Key::new("comments", Schema::Number(0, MOST_COMMENTS), "numbered lines for comments below")
            .amount(),
        Key::new("example", Schema::Rows, "the steps of the filled specimen, written as `entries`"),
        Key::new("example_comments", Schema::Texts, "the comments of the filled specimen"),
    ],
    rules: &[
        &ROADMAP_PERIODS,
        &ROADMAP_LANES,
        &ROADMAP_UNKNOWN,
        &ROADMAP_ROW,
        &ROADMAP_WIDE,
        &ROADMAP_JOINT,
    ],
    script: "",
    of,
};

fn of(record: &Record, _: Prose<'_>) -> Arc<dyn Body> {
    let (periods, periods_fault) = periods(record);
    let mut entries = rows(record, "entries");
    entries.extend(record.records("entry").into_iter().map(Step::of_block));
    let place = |name: &str| record.entry(name).map(|entry| entry.value.span);
    Arc::new(Roadmap {
        periods,
        periods_span: place("periods").or_else(|| place("start")),
        periods_fault,
        lanes: record.texts("lanes"),
        lanes_span: place("lanes"),
        entries,
        example: rows(record, "example"),
        comments: record.number_up_to("comments", MOST_COMMENTS).map_or(0, |lines| lines.value),
        example_comments: record.texts("example_comments"),
    })
}

/// The periods, and what is wrong with how they were written.
fn periods(record: &Record) -> (Vec<Period>, Option<(Span, &'static str)>) {
    let named = |name: Spanned<String>| Period { name, month: None };
    let key = |name: &str| record.entry(name).map(|entry| entry.key.span);
    if let Some(start) = record.text("start") {
        if let Some(span) = key("periods") {
            let periods = record.texts("periods").into_iter().map(named).collect();
            return (periods, Some((span, "there are both `periods` and `start`")));
        }
        let Some(first) = Date::parse(&format!("{}-01", start.value)) else {
            return (Vec::new(), Some((start.span, "`start` is no month")));
        };
        let months =
            record.number_up_to("months", MOST_MONTHS).map_or(MONTHS, |months| months.value);
        let month = |after: usize| {
            let month = months_after(first, after);
            let name = format!("{:04}-{:02}", month.year, month.month);
            Period { name: Spanned::new(name, start.span), month: Some(month) }
        };
        return ((0..months).map(month).collect(), None);
    }
    let fault = key("months").map(|span| (span, "`months` needs `start`, the first of them"));
    if record.entry("periods").is_some() {
        let fault = fault.map(|(span, _)| (span, "there are both `periods` and `months`"));
        return (record.texts("periods").into_iter().map(named).collect(), fault);
    }
    let usual = PERIODS.iter().map(|name| Spanned::new((*name).to_owned(), record.span));
    (usual.map(named).collect(), fault)
}

/// The month that begins `after` months after `first`; the last of the calendar where it would be beyond.
fn months_after(first: Date, after: usize) -> Date {
    let months = usize::from(first.month) - 1 + after;
    let years = u16::try_from(months / 12).unwrap_or(u16::MAX);
    Date {
        year: first.year.saturating_add(years).min(9999),
        month: u8::try_from(months % 12 + 1).unwrap_or(12),
        day: 1,
    }
}

impl Body for Roadmap {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// A field for each cell, lane by lane, and one for each comment.
    fn fields(&self, words: Words<'_>) -> Vec<Field> {
        let mut fields = Vec::new();
        for (lane, ids) in self.cell_ids().into_iter().enumerate() {
            for (period, id) in ids.into_iter().enumerate() {
                let called = self.called(&self.periods[period], words);
                let label = format!("{}, {called}", self.lanes[lane].value);
                let texts = self.steps(lane, period, &self.example);
                let example = texts.iter().map(|step| step.text.as_str()).collect::<Vec<_>>();
                fields.push(Field::new(id, label, Input::Lines(2)).example(example.join("\n")));
            }
        }
        fields.extend((1..=self.comments).map(|number| {
            let example = self.example_comments.get(number - 1);
            Field::new(
                comment_id(number - 1),
                words.numbered("field", "comment", number),
                Input::Words,
            )
            .example(example.map(|text| text.value.clone()).unwrap_or_default())
        }));
        fields
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        let note = |(step, is_answer): (&Step, bool)| NoteView {
            text: step.text.value.clone(),
            is_answer,
        };
        let lanes = self.cell_ids().into_iter().enumerate().map(|(lane, ids)| LaneView {
            title: self.lanes[lane].value.clone(),
            cells: ids
                .into_iter()
                .enumerate()
                .map(|(period, id)| CellView {
                    id,
                    notes: self.shown(lane, period, show.version).into_iter().map(note).collect(),
                })
                .collect(),
        });
        let has_steps = match show.version {
            Version::Blank => !self.entries.is_empty(),
            Version::Example => true,
        };
        let road = self.road(show, (14.0, 0.0)).drawing(show.page_width());
        view(RoadmapView {
            periods: self.titles(show),
            lanes: lanes.collect(),
            is_tall: self.lanes.len() <= 3,
            comments: self.comments_of(show.version),
            drawing: if has_steps { (show.svg)(&road) } else { String::new() },
        })
    }

    fn parts(&self) -> &'static str {
        "entries or comments"
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        let comments = self.comments_of(show.version);
        let below = many(comments.len());
        let lanes = many(self.lanes.len().max(1));
        let room = show.room.height - below * sheet::LINE_PITCH - road::HEAD - 20.0;
        let least = (room / lanes).clamp(14.0, 70.0);
        let room = match show.version {
            Version::Blank => sheet::LINE_PITCH,
            Version::Example => 0.0,
        };
        let road = self.road(show, (least, room)).drawing(show.room.width);
        let mut pieces = vec![Piece::Drawing(road)];
        let row = |(at, answer): (usize, String)| {
            // What a specimen has in more lines than are blank is kept nowhere.
            let field = if at < self.comments { comment_id(at) } else { String::new() };
            let cells = vec![Cell::Printed((at + 1).to_string()), Cell::written(answer, field)];
            Row { cells, height: sheet::LINE_PITCH }
        };
        if !comments.is_empty() {
            pieces.push(Piece::Grid(Grid {
                caption: String::new(),
                columns: vec![
                    Column::new("", 1.0),
                    Column::new(show.word("roadmap", "comments"), 30.0),
                ],
                rows: comments.into_iter().enumerate().map(row).collect(),
            }));
        }
        Sheet { pieces }
    }

    fn has_example(&self) -> bool {
        !self.example.is_empty() || !self.example_comments.is_empty()
    }
}

impl Roadmap {
    /// The id of each cell, a list a lane.
    fn cell_ids(&self) -> Vec<Vec<String>> {
        let unique = |names: Vec<&str>| {
            let mut ids: Vec<String> = Vec::new();
            for name in names {
                let id = id_from(name, &ids);
                ids.push(id);
            }
            ids
        };
        let lanes = unique(self.lanes.iter().map(|lane| lane.value.as_str()).collect());
        let periods = unique(self.periods.iter().map(|period| period.name.as_str()).collect());
        // Two hyphens, which no id of a name has, so that no two cells have the same.
        let cells =
            |lane: &String| periods.iter().map(|period| format!("{lane}--{period}")).collect();
        lanes.iter().map(cells).collect()
    }

    /// Those of `steps` that lie in a cell.
    fn steps<'s>(&self, lane: usize, period: usize, steps: &'s [Step]) -> Vec<&'s Step> {
        let is_here = |step: &&Step| {
            step.lane.value == self.lanes[lane].value
                && step.period.value == self.periods[period].name.value
        };
        steps.iter().filter(is_here).collect()
    }

    /// What a version of the sheet shows in a cell, and whether it is an answer of the specimen.
    fn shown(&self, lane: usize, period: usize, version: Version) -> Vec<(&Step, bool)> {
        let answers: &[Step] = match version {
            Version::Blank => &[],
            Version::Example => &self.example,
        };
        let known = self.steps(lane, period, &self.entries).into_iter().map(|step| (step, false));
        let answers = self.steps(lane, period, answers).into_iter().map(|step| (step, true));
        known.chain(answers).collect()
    }

    /// What a period is called: as the author named it, or in the words of the interface.
    fn called(&self, period: &Period, words: Words<'_>) -> String {
        match self.periods_span {
            Some(_) => period.name.value.clone(),
            None => words.usual(KIND.name, &period.name),
        }
    }

    fn titles(&self, show: Show<'_>) -> Vec<String> {
        let title = |period: &Period| match period.month {
            Some(month) => (show.month)(month),
            None => self.called(period, show.words()),
        };
        self.periods.iter().map(title).collect()
    }

    /// The lines for comments: empty ones, and those of the specimen.
    fn comments_of(&self, version: Version) -> Vec<String> {
        let count = match version {
            Version::Blank => self.comments,
            Version::Example => self.comments.max(self.example_comments.len()),
        };
        let text = |at: usize| self.example_comments.get(at).map_or("", |text| text.value.as_str());
        (0..count).map(|at| version.example(text(at))).collect()
    }

    /// The drawing, with lanes at least `least` millimetres high, and `room` millimetres to write in below what is known.
    fn road(&self, show: Show<'_>, (least, room): (f32, f32)) -> Road {
        let cell = |lane: usize, period: usize| {
            let notes = self.shown(lane, period, show.version).into_iter();
            notes
                .map(|(step, is_answer)| Note { text: step.text.value.clone(), is_answer })
                .collect()
        };
        Road {
            title: show.word("roadmap", "title"),
            periods: self.titles(show),
            lanes: self.lanes.iter().map(|lane| lane.value.clone()).collect(),
            notes: (0..self.lanes.len())
                .map(|lane| (0..self.periods.len()).map(|period| cell(lane, period)).collect())
                .collect(),
            fields: self.cell_ids(),
            least,
            room,
        }
    }
}

/// What a comment, counted from 0, is kept by.
fn comment_id(at: usize) -> String {
    format!("comment-{}", at + 1)
}

#[derive(Serialize)]
struct RoadmapView {
    periods: Vec<String>,
    lanes: Vec<LaneView>,
    is_tall: bool,
    comments: Vec<String>,
    drawing: String,
}

#[derive(Serialize)]
struct LaneView {
    title: String,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    id: String,
    notes: Vec<NoteView>,
}

#[derive(Serialize)]
struct NoteView {
    text: String,
    is_answer: bool,
}
