//! A plan: a few actions, each with an owner, a date and a sign of success.

use std::sync::Arc;

use super::table::{MOST_ROWS, WIDEST};
use super::{Body, Field, Kind, Prose, Show, Subject, Table, View};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::record::Record;
use crate::shape::{Key, Shape};
use crate::sheet::{Piece, Sheet};

/// Actions with owners.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its columns and rows.
    pub table: Table,
}

/// More actions than anybody will do.
pub const PLAN_LONG: Rule = Rule {
    code: "plan-long",
    severity: Severity::Warning,
    explanation: "A plan of more than seven actions is a wish list: few of them will be done, and nobody will know which. \
        Keep the ones that matter, or make a plan for each owner.",
};

/// What a plan is.
pub const KIND: Kind = Kind {
    name: "plan",
    summary: "actions with owners",
    keys: &[
        Key::new(
            "columns",
            Shape::Texts,
            "the headings of the columns; action, owner, by when, how we shall know",
        ),
        Key::new(
            "widths",
            Shape::Numbers(1, WIDEST),
            "how wide the columns are compared with one another",
        ),
        Key::new("rows", Shape::Number(1, MOST_ROWS), "how many actions"),
        Key::new("example", Shape::Rows, "the rows of the filled specimen"),
    ],
    rules: &[&PLAN_LONG],
    script: "",
    of,
};

/// The height of a row on paper: three lines by hand.
const ROW_HEIGHT: f32 = 24.0;

const COLUMNS: &[&str] = &["Action", "Owner", "By when", "How we shall know"];

fn of(record: &Record, _: Prose<'_>) -> Arc<dyn Body> {
    let mut table = Table::of(record, COLUMNS, 3);
    if record.entry("columns").is_none() && record.entry("widths").is_none() {
        table.widths = vec![5, 2, 2, 4];
    }
    Arc::new(Plan { table })
}

impl Body for Plan {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn fields(&self) -> Vec<Field> {
        self.table.fields()
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = self.table.faults(subject);
        let rows = &self.table.rows;
        if rows.value > 7 {
            let message = format!("this plan has room for {} actions", rows.value);
            found.push(
                subject
                    .fault(&PLAN_LONG, rows.span, message)
                    .help("seven are the most that get done: write `rows = 7` or fewer"),
            );
        }
        found
    }

    fn has_example(&self) -> bool {
        self.table.has_example()
    }

    fn view(&self, show: Show<'_>) -> View {
        self.table.view(show)
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        Sheet { pieces: vec![Piece::Grid(self.table.grid(show.version, ROW_HEIGHT))] }
    }
}
