//! A check-up on the page and on paper.

use serde::Serialize;

use super::{Health, MEND, MEND_LINES, Show, Statement, View, item, name_of};
use crate::sheet::{self, Ask, AskRoom, Cell, Grid, Piece, Row, Sheet};
use crate::worksheet::{Version, view};

/// The height of a statement on paper: two printed lines and the words of its ends.
const ROW_HEIGHT: f32 = 14.0;

/// With more columns of boxes than these, the sides stand below one another on a screen.
const MOST_COLUMNS: usize = 12;

impl Health {
    /// What the template is given.
    pub(super) fn shown(&self, show: Show<'_>) -> View {
        let drawing = self.radar(show);
        let runs = self.runs(show);
        view(HealthView {
            steps: self
                .scale(show.words())
                .into_iter()
                .enumerate()
                .map(|(at, word)| StepView { number: at + 1, word })
                .collect(),
            sides: self.sides(show.words()),
            columns: self.scale.len() * self.sides.len(),
            is_wide: self.scale.len() * self.sides.len() > MOST_COLUMNS,
            groups: self.groups(show),
            has_ends: self.statements.iter().any(|one| one.low.is_some() || one.high.is_some()),
            apart: self.talk_when_apart.value,
            smallest_group: self.smallest_group.unwrap_or_default(),
            repeat: self.repeat.clone(),
            radar: drawing.map(|drawing| (show.svg)(&drawing)).unwrap_or_default(),
            runs,
            mend: MEND,
            mend_lines: MEND_LINES,
        })
    }

    fn groups(&self, show: Show<'_>) -> Vec<GroupView> {
        let mut groups: Vec<GroupView> = Vec::new();
        for (row, statement) in self.statements.iter().enumerate() {
            let line = self.line(row, statement, show);
            match groups.last_mut() {
                Some(group) if group.title == statement.group => group.rows.push(line),
                Some(_) | None => {
                    groups.push(GroupView { title: statement.group.clone(), rows: vec![line] });
                }
            }
        }
        groups
    }

    fn line(&self, row: usize, statement: &Statement, show: Show<'_>) -> RowView {
        let run = run(statement, show);
        let marks = (0..self.sides.len()).map(|side| MarkView {
            item: item(statement, side),
            step: match show.version {
                Version::Blank => 0,
                Version::Example => self.mark(row, side).unwrap_or_default(),
            },
        });
        RowView {
            id: statement.id.value.clone(),
            name: name_of(statement, show.context),
            text: (show.html)(&statement.text),
            low: statement.low.as_ref().map(|low| low.value.clone()).unwrap_or_default(),
            high: statement.high.as_ref().map(|high| high.value.clone()).unwrap_or_default(),
            run_title: run.as_ref().map(|run| run.title.clone()).unwrap_or_default(),
            run_href: run.map(|run| run.href).unwrap_or_default(),
            marks: marks.collect(),
        }
    }

    /// What to run, each once, with the names of all that it is for.
    fn runs(&self, show: Show<'_>) -> Vec<RunView> {
        let mut runs: Vec<RunView> = Vec::new();
        for run in self.statements.iter().filter_map(|statement| run(statement, show)) {
            match runs.iter_mut().find(|known| known.href == run.href) {
                Some(known) => known.names.extend(run.names),
                None => runs.push(run),
            }
        }
        runs
    }

    /// What goes on paper: rows of boxes, a table for each group, and on the back the radar and a line to write on.
    pub(super) fn on_paper(&self, show: Show<'_>) -> Sheet {
        let steps = self.scale(show.words()).into_iter().enumerate();
        let steps: Vec<String> = steps.map(|(at, word)| format!("{}: {word}", at + 1)).collect();
        let letters = self.letters(show.words());
        let sides = letters.iter().zip(self.sides(show.words()));
        let sides: Vec<String> = sides.map(|(letter, side)| format!("{letter}: {side}")).collect();
        let mut pieces = vec![Piece::Text(steps.join("; ")), Piece::Text(sides.join("; "))];
        let mut first = 0;
        for group in self.statements.chunk_by(|one, next| one.group == next.group) {
            pieces.push(Piece::Grid(self.grid(group, first, &letters, show)));
            first += group.len();
        }
        if let Some(drawing) = self.radar(show) {
            pieces.extend([Piece::Break, Piece::Drawing(drawing)]);
        }
        let runs = self.runs(show);
        if !runs.is_empty() {
            pieces.push(Piece::Heading(show.word("health", "low_title")));
        }
        for run in runs {
            pieces.push(Piece::Text(format!("{}: {}", run.names.join(", "), run.title)));
        }
        pieces.push(Piece::Ask(Ask {
            field: MEND.to_owned(),
            label: show.word("health", "mend"),
            help: String::new(),
            room: AskRoom::Lines(MEND_LINES),
            answer: String::new(),
        }));
        Sheet { pieces }
    }

    /// The statements of one group, the first of them being the `first` of all.
    fn grid(&self, group: &[Statement], first: usize, letters: &[String], show: Show<'_>) -> Grid {
        let mut columns = vec![sheet::Column::new(show.word("health", "statement"), 9.0)];
        for letter in letters {
            let steps = 1..=self.scale.len();
            columns.extend(steps.map(|step| sheet::Column::new(format!("{letter}{step}"), 0.8)));
        }
        let row = |(at, statement): (usize, &Statement)| {
            let mut cells = vec![Cell::Printed(printed(statement))];
            for side in 0..self.sides.len() {
                let mark = match show.version {
                    Version::Blank => None,
                    Version::Example => self.mark(first + at, side),
                };
                let steps = 1..=self.scale.len();
                let id = item(statement, side);
                cells.extend(
                    steps.map(|step| Cell::choice(mark == Some(step), &id, step.to_string())),
                );
            }
            Row { cells, height: ROW_HEIGHT }
        };
        Grid {
            caption: group.first().map(|one| one.group.clone()).unwrap_or_default(),
            columns,
            rows: group.iter().enumerate().map(row).collect(),
        }
    }
}

/// What to run where the mark of `statement` is low.
fn run(statement: &Statement, show: Show<'_>) -> Option<RunView> {
    let page = show.context.page(statement.run_if_low.as_ref()?)?;
    let (title, href) = (page.title.value.clone(), (show.href)(page.path));
    Some(RunView { names: vec![name_of(statement, show.context)], title, href })
}

/// A statement with the words of its ends.
fn printed(statement: &Statement) -> String {
    let text = &statement.plain.value;
    match (&statement.low, &statement.high) {
        (Some(low), Some(high)) => format!("{text}\n{} … {}", low.value, high.value),
        (Some(end), None) | (None, Some(end)) => format!("{text}\n{}", end.value),
        (None, None) => text.clone(),
    }
}

#[derive(Serialize)]
struct HealthView {
    steps: Vec<StepView>,
    sides: Vec<String>,
    columns: usize,
    is_wide: bool,
    groups: Vec<GroupView>,
    has_ends: bool,
    apart: usize,
    smallest_group: usize,
    repeat: String,
    radar: String,
    runs: Vec<RunView>,
    mend: &'static str,
    mend_lines: usize,
}

#[derive(Serialize)]
struct StepView {
    number: usize,
    word: String,
}

#[derive(Serialize)]
struct GroupView {
    title: String,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    id: String,
    name: String,
    text: String,
    low: String,
    high: String,
    run_title: String,
    run_href: String,
    marks: Vec<MarkView>,
}

#[derive(Serialize)]
struct MarkView {
    item: String,
    /// The step marked, from 1; 0 for none.
    step: usize,
}

#[derive(Serialize)]
struct RunView {
    names: Vec<String>,
    title: String,
    href: String,
}
