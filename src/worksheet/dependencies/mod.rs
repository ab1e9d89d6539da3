//! Who waits for what, as a table and as a map that is drawn of it.

mod circles;
mod faults;
mod rules;
mod layers;
mod map;
mod wait;

use std::sync::Arc;

use serde::Serialize;

pub use rules::{
    DEPENDENCIES_CIRCLE, DEPENDENCIES_GROUPS, DEPENDENCIES_PAST, DEPENDENCIES_ROW,
    DEPENDENCIES_SELF, DEPENDENCIES_STATES, DEPENDENCIES_UNKNOWN,
};
pub use wait::Wait;

use super::{Body, Field, Input, Kind, Show, Subject, Version, View, Words, view};
use crate::diag::Diagnostic;
use crate::prose::Prose;
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::sheet::{self, Cell, Grid, Piece, Row, Sheet, Stroke};
use crate::source::{Span, Spanned};
use map::{Arrow, Map};

/// Who waits for what.
#[derive(Clone, Debug)]
pub struct Dependencies {
    /// Everybody who waits or is waited for.
    pub groups: Vec<Spanned<String>>,
    /// Where the groups were written, when they were.
    pub groups_span: Option<Span>,
    /// How a wait can be, the lightest first.
    pub states: Vec<Spanned<String>>,
    /// Whether the author named them.
    pub has_states: bool,
    /// The waits that are known before the sheet is filled in.
    pub waits: Vec<Wait>,
    /// The waits of the specimen.
    pub example: Vec<Wait>,
    /// Rows for what people add themselves.
    pub blank_rows: usize,
    /// Whether circles are meant, and not told.
    pub allows_circles: bool,
}

/// The most rows for what people add themselves.
const MOST_BLANK_ROWS: i64 = 40;
/// Rows for what people add themselves, when the sheet does not say.
const BLANK_ROWS: usize = 5;
/// The height of a row on paper: a line and a half by hand.
const ROW_HEIGHT: f32 = 12.0;
/// What waits name states by when the sheet does not say; what they are called are words of the interface.
const STATES: &[&str] = &["fine", "slows us", "blocks us"];

const WAIT_KEYS: &[Key] = &[
    Key::needed("who", Schema::Text, "the group that waits"),
    Key::needed("needs", Schema::Text, "what it waits for: a thing one can hand over"),
    Key::needed("from", Schema::Text, "the group that owes it"),
    Key::new("by", Schema::Date, "the day by which it is needed"),
    Key::new("state", Schema::Text, "how it is, one of `states`"),
    Key::new("rule_in_the_way", Schema::Text, "the rule, form or habit that makes the wait happen"),
];

/// What a map of waits is.
pub const KIND: Kind = Kind {
    name: "dependencies",
    called: "a dependencies",
    elsewhere: &[],
    summary: "who waits for what",
    keys: &[
        Key::needed("groups", Schema::Texts, "everybody who waits or is waited for, 2 to 16")
            .heads(),
        Key::new("states", Schema::Texts, "how a wait can be, 2 to 4, the lightest first").heads(),
        Key::new("wait", Schema::Blocks(WAIT_KEYS), "a wait that is known already"),
        Key::new(
            "waits",
            Schema::Rows,
            "the same in short, a list a wait: who, what, from whom, by when, how it is, the rule in the way",
        ),
        Key::new(
            "blank_rows",
            Schema::Number(0, MOST_BLANK_ROWS),
            "rows for what people add themselves",
        )
        .amount(),
        Key::new("allow", Schema::SomeOf(&["circle"]), "rules that this sheet may break"),
        Key::new("example", Schema::Rows, "the waits of the filled specimen, written as `waits`"),
    ],
    rules: &[
        &DEPENDENCIES_GROUPS,
        &DEPENDENCIES_STATES,
        &DEPENDENCIES_UNKNOWN,
        &DEPENDENCIES_SELF,
        &DEPENDENCIES_CIRCLE,
        &DEPENDENCIES_PAST,
        &DEPENDENCIES_ROW,
    ],
    script: "js/dependencies.js",
    of,
};

fn of(record: &Record, _: Prose<'_>) -> Arc<dyn Body> {
    let mut waits = wait::rows(record, "waits");
    waits.extend(record.records("wait").into_iter().map(Wait::of_block));
    let states = if record.entry("states").is_some() {
        record.texts("states")
    } else {
        STATES.iter().map(|state| Spanned::new((*state).to_owned(), record.span)).collect()
    };
    Arc::new(Dependencies {
        groups: record.texts("groups"),
        groups_span: record.entry("groups").map(|entry| entry.value.span),
        states,
        has_states: record.entry("states").is_some(),
        waits,
        example: wait::rows(record, "example"),
        blank_rows: record
            .number_up_to("blank_rows", MOST_BLANK_ROWS)
            .map_or(BLANK_ROWS, |rows| rows.value),
        allows_circles: record.texts("allow").iter().any(|name| name.value == "circle"),
    })
}

impl Body for Dependencies {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// Six fields for each blank row.
    fn fields(&self, words: Words<'_>) -> Vec<Field> {
        let names = |list: &[Spanned<String>]| list.iter().map(|name| name.value.clone()).collect();
        (1..=self.blank_rows)
            .flat_map(|number| {
                let wait = self.example.get(number - 1);
                let field = |(at, column): (usize, &str), input| {
                    let id = format!("wait-{number}-{column}");
                    let example = wait.map(|wait| self.texts(wait, words).swap_remove(at));
                    let what = words.word("field", column);
                    Field::new(id, words.of_row("field", "in_row", &what, number), input)
                        .example(example.unwrap_or_default())
                };
                [
                    field((0, "who"), Input::Choice(names(&self.groups))),
                    field((1, "needs"), Input::Words),
                    field((2, "from"), Input::Choice(names(&self.groups))),
                    field((3, "by"), Input::Date),
                    field((4, "state"), Input::Choice(self.states(words))),
                    field((5, "rule"), Input::Words),
                ]
            })
            .collect()
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        let shown = self.shown(show.version);
        let known = self.waits.len();
        let row = |(at, wait): (usize, &&Wait)| RowView {
            who: wait.who.value.clone(),
            needs: wait.needs.value.clone(),
            from: wait.from.value.clone(),
            by: wait.by.map(|by| (show.day)(by)).unwrap_or_default(),
            date: wait.by.map(|by| by.to_string()).unwrap_or_default(),
            state: self.state(&wait.state, show.words()),
            rule: wait.rule.clone(),
            is_answer: at >= known,
        };
        let blank = match show.version {
            Version::Blank => self.blank_rows,
            Version::Example => 0,
        };
        view(DependenciesView {
            groups: self.groups.iter().map(|group| group.value.clone()).collect(),
            states: self.states(show.words()),
            waits: shown.iter().enumerate().map(row).collect(),
            blank: (1..=blank).collect(),
            drawing: (show.svg)(&self.map(&shown, show).close_drawing(show.page_width())),
            circles: self.circles_in_words(&shown, show),
        })
    }

    fn pages(&self) -> Option<usize> {
        Some(2)
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        let shown = self.shown(show.version);
        let known = self.waits.len();
        let titles = ["who", "needs", "from", "by", "state", "rule"];
        let shares = [2.0, 4.0, 2.0, 1.9, 1.5, 3.4];
        let mut columns = vec![sheet::Column::new(show.word("sheet", "number"), 0.6)];
        columns.extend(
            titles
                .iter()
                .zip(shares)
                .map(|(title, share)| sheet::Column::new(show.word("dependencies", title), share)),
        );
        let filled = shown.iter().enumerate().map(|(at, wait)| {
            // What the specimen adds is shown, not filled in: there are no blank rows on it.
            let written = |text| Cell::written(text, "");
            let cell = if at < known { Cell::Printed } else { written };
            let texts = self.texts(wait, show.words()).into_iter();
            texts.map(cell).collect::<Vec<Cell>>()
        });
        let blank = match show.version {
            Version::Blank => self.blank_rows,
            Version::Example => 0,
        };
        let cell = |number: usize, title: &str| Cell::written("", format!("wait-{number}-{title}"));
        let empty = (1..=blank)
            .map(|number| titles.iter().map(|title| cell(number, title)).collect::<Vec<Cell>>());
        let row = |(at, mut cells): (usize, Vec<Cell>)| {
            cells.insert(0, Cell::Printed((at + 1).to_string()));
            Row { cells, height: ROW_HEIGHT }
        };
        let rows = filled.chain(empty).enumerate().map(row).collect();
        let mut pieces = vec![
            Piece::Grid(Grid { caption: String::new(), columns, rows }),
            Piece::Text(show.word("dependencies", "draw")),
            Piece::Drawing(self.map(&shown, show).drawing(show.room.width)),
        ];
        pieces.extend(self.circles_in_words(&shown, show).into_iter().map(Piece::Text));
        Sheet { pieces }
    }

    fn has_example(&self) -> bool {
        !self.example.is_empty()
    }
}

impl Dependencies {
    /// The waits that a version of the sheet shows.
    fn shown(&self, version: Version) -> Vec<&Wait> {
        let filled: &[Wait] = match version {
            Version::Blank => &[],
            Version::Example => &self.example,
        };
        self.waits.iter().chain(filled).collect()
    }

    /// What the states are called.
    fn states(&self, words: Words<'_>) -> Vec<String> {
        self.states.iter().map(|state| self.state(state, words)).collect()
    }

    /// What a state is called: as the author named it, or in the words of the interface.
    fn state(&self, name: &str, words: Words<'_>) -> String {
        if self.has_states || name.is_empty() {
            return name.to_owned();
        }
        words.usual(KIND.name, name)
    }

    /// The texts of a wait, in the order of the columns.
    fn texts(&self, wait: &Wait, words: Words<'_>) -> Vec<String> {
        wait.texts(self.state(&wait.state, words))
    }

    /// From whom to whom each wait leads, with its number; those between groups that nobody knows, or to itself, are left out.
    fn pairs(&self, waits: &[&Wait]) -> Vec<(usize, usize, usize)> {
        let group = |name: &str| self.groups.iter().position(|group| group.value == name);
        let pairs = waits.iter().enumerate().filter_map(|(at, wait)| {
            Some((group(&wait.who)?, group(&wait.from)?, at)).filter(|(who, from, _)| who != from)
        });
        pairs.collect()
    }

    fn circles_in_words(&self, waits: &[&Wait], show: Show<'_>) -> Vec<String> {
        let pairs: Vec<(usize, usize)> =
            self.pairs(waits).into_iter().map(|(who, from, _)| (who, from)).collect();
        let step = |who: usize, from: usize| {
            show.word("dependencies", "waits_for")
                .replace("{who}", &self.groups[who])
                .replace("{from}", &self.groups[from])
        };
        circles::circles(self.groups.len(), &pairs)
            .iter()
            .map(|circle| {
                let nexts = circle.iter().cycle().skip(1);
                let steps: Vec<String> =
                    circle.iter().zip(nexts).map(|(who, from)| step(*who, *from)).collect();
                show.word("dependencies", "circle").replace("{waits}", &steps.join(", "))
            })
            .collect()
    }

    /// The map of `waits`.
    fn map(&self, waits: &[&Wait], show: Show<'_>) -> Map<'_> {
        let states = self.states(show.words());
        let letters = letters(&states);
        let pairs = self.pairs(waits);
        let several = show.word("dependencies", "several");
        let mut arrows: Vec<Arrow> = Vec::new();
        for (at, &(who, from, _)) in pairs.iter().enumerate() {
            let is_joined = |pair: &&(usize, usize, usize)| (pair.0, pair.1) == (who, from);
            if pairs.iter().position(|pair| is_joined(&pair)) != Some(at) {
                continue;
            }
            let rows: Vec<usize> = pairs.iter().filter(is_joined).map(|pair| pair.2).collect();
            let state = |row: &usize| {
                self.states.iter().position(|state| state.value == waits[*row].state.value)
            };
            let worst = rows.iter().filter_map(state).max();
            let letter = worst.map(|at| format!(" {}", letters[at])).unwrap_or_default();
            let numbers = match rows.as_slice() {
                few @ ([_] | [_, _] | [_, _, _]) => {
                    few.iter().map(|row| (row + 1).to_string()).collect::<Vec<_>>().join(", ")
                }
                many => several.replace("{n}", &many.len().to_string()),
            };
            let stroke = worst.map_or(Stroke::Line, |at| stroke(at, states.len()));
            arrows.push(Arrow { who, from, label: numbers + &letter, stroke });
        }
        let mut legend: Vec<(Stroke, String)> = states
            .iter()
            .enumerate()
            .map(|(at, state)| (stroke(at, states.len()), format!("{}  {state}", letters[at])))
            .collect();
        if !self.circles_in_words(waits, show).is_empty() {
            legend.push((Stroke::BoldDashed, show.word("dependencies", "in_circle")));
        }
        let groups: Vec<&str> = self.groups.iter().map(|group| group.value.as_str()).collect();
        let title =
            show.word("dependencies", "map_title").replace("{n}", &groups.len().to_string());
        Map { groups, arrows, legend, title }
    }
}

/// A letter for each state, its first that no state before it has; a number when there is none.
fn letters(states: &[String]) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    for (at, state) in states.iter().enumerate() {
        let letters = state.chars().filter(|letter| letter.is_alphanumeric());
        let free = letters
            .map(|letter| letter.to_uppercase().to_string())
            .find(|letter| !taken.contains(letter));
        taken.push(free.unwrap_or_else(|| (at + 1).to_string()));
    }
    taken
}

/// The line of a state: the lightest in dots, the heaviest bold.
fn stroke(at: usize, states: usize) -> Stroke {
    match (at, states.saturating_sub(at + 1)) {
        (_, 0) => Stroke::Bold,
        (0, _) if states > 2 => Stroke::Dotted,
        (1, _) if states > 3 => Stroke::Dashed,
        (_, _) => Stroke::Line,
    }
}

#[derive(Serialize)]
struct DependenciesView {
    groups: Vec<String>,
    states: Vec<String>,
    waits: Vec<RowView>,
    blank: Vec<usize>,
    drawing: String,
    circles: Vec<String>,
}

#[derive(Serialize)]
struct RowView {
    who: String,
    needs: String,
    from: String,
    by: String,
    date: String,
    state: String,
    rule: String,
    is_answer: bool,
}

#[cfg(test)]
mod tests;
