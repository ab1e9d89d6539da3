//! A plan: a few actions, each with an owner, a date and a sign of success. Actions that are written down are printed, and
//! their days are a calendar file.

use std::sync::Arc;

use super::dates::{Dates, Event};
use super::table::{MOST_ROWS, Printed, WIDEST};
use super::{Body, Field, Kind, Show, Subject, Table, View, Words, id_from};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::measure::Date;
use crate::prose::Prose;
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::sheet::{Piece, Sheet};
use crate::source::{Span, Spanned};

/// Actions with owners.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its columns and rows.
    pub table: Table,
    /// The actions that are written down.
    pub actions: Vec<Action>,
    /// Where columns were written beside them.
    pub columns_span: Option<Span>,
    /// The day on which the actions were set.
    pub revised: Option<Date>,
}

/// An action that is written down.
#[derive(Clone, Debug)]
pub struct Action {
    /// What it is known by in a calendar.
    pub id: Spanned<String>,
    /// What is to be done.
    pub what: Spanned<String>,
    /// Who does it; empty when that is open.
    pub who: String,
    /// The day by which it is done.
    pub by: Option<Date>,
    /// How one will know; empty when that is open.
    pub sign: String,
}

/// More actions than anybody will do.
pub const PLAN_LONG: Rule = Rule {
    code: "plan-long",
    severity: Severity::Warning,
    explanation: "A plan of more than seven actions is a wish list: few of them will be done, and nobody will know which. \
        Keep the ones that matter, or make a plan for each owner.",
};

/// Actions with columns of the author's own.
pub const PLAN_ACTION: Rule = Rule {
    code: "plan-action",
    severity: Severity::Error,
    explanation: "Actions written as `[[action]]` say what is to be done, by whom, until when, and how one will know. These are \
        the four columns that a plan has by itself, so there is no place for `columns` beside them. Take `columns` out, or \
        leave the rows empty.",
};

const ACTION_KEYS: &[Key] = &[
    Key::needed("what", Schema::Text, "what is to be done"),
    Key::new("who", Schema::Text, "the one person who does it"),
    Key::new("by", Schema::Date, "the day by which it is done; it is put into the calendar file"),
    Key::new("sign", Schema::Text, "how one will know that it is done"),
    Key::new("id", Schema::Text, "what it is known by in a calendar"),
];

/// What a plan is.
pub const KIND: Kind = Kind {
    name: "plan",
    called: "a plan",
    elsewhere: &["action plan", "actions", "massnahmen", "maßnahmen"],
    summary: "actions with owners",
    keys: &[
        Key::new(
            "columns",
            Schema::Texts,
            "the headings of the columns; action, owner, by when, how we shall know",
        )
        .heads(),
        Key::new(
            "widths",
            Schema::Numbers(1, WIDEST),
            "how wide the columns are compared with one another",
        ),
        Key::new("rows", Schema::Number(1, MOST_ROWS), "how many actions").amount(),
        Key::new("example", Schema::Rows, "the rows of the filled specimen"),
        Key::new("action", Schema::Blocks(ACTION_KEYS), "an action that is printed on the sheet"),
        Key::new("revised", Schema::Date, "when the actions were last changed"),
    ],
    rules: &[&PLAN_LONG, &PLAN_ACTION],
    script: "",
    of,
};

/// The height of a row on paper: three lines by hand.
const ROW_HEIGHT: f32 = 24.0;

/// What columns are called where the sheet does not say: words of the interface.
const COLUMNS: &[&str] = &["action", "owner", "by when", "how we shall know"];

fn of(record: &Record, _: Prose<'_>) -> Arc<dyn Body> {
    let mut table = Table::of(record, COLUMNS, 3);
    table.usual = record.entry("columns").is_none().then_some(KIND.name);
    if record.entry("columns").is_none() && record.entry("widths").is_none() {
        table.widths = vec![10, 4, 5, 8];
    }
    let actions = actions(record);
    let columns_span = record.entry("columns").map(|entry| entry.key.span);
    if columns_span.is_none() {
        table.printed = actions.iter().map(Action::cells).collect();
        if table.rows.value < actions.len() {
            table.rows = Spanned::new(actions.len(), actions[actions.len() - 1].what.span);
        }
    }
    Arc::new(Plan { table, actions, columns_span, revised: record.date("revised") })
}

fn actions(record: &Record) -> Vec<Action> {
    let mut taken = Vec::new();
    let action = |block: &Record| {
        let what = block.text("what").unwrap_or_else(|| Spanned::new(String::new(), block.span));
        let id =
            block.text("id").unwrap_or_else(|| Spanned::new(id_from(&what, &taken), what.span));
        taken.push(id.value.clone());
        let (who, sign) = (block.text_or_empty("who"), block.text_or_empty("sign"));
        Action { id, what, who, by: block.date("by"), sign }
    };
    record.records("action").into_iter().map(action).collect()
}

impl Action {
    /// Its cells, in the order of the columns.
    fn cells(&self) -> Vec<Printed> {
        let by = self.by.map_or_else(|| Printed::Text(String::new()), Printed::Day);
        let text = |text: &String| Printed::Text(text.clone());
        vec![text(&self.what.value), text(&self.who), by, text(&self.sign)]
    }

    /// The day by which it is done.
    fn event(&self) -> Option<Event> {
        let text = [self.who.as_str(), self.sign.as_str()];
        let text: Vec<&str> = text.into_iter().filter(|text| !text.is_empty()).collect();
        Some(Event {
            id: self.id.value.clone(),
            title: self.what.value.clone(),
            text: text.join("\n"),
            day: self.by?,
            time: None,
            repeat: String::new(),
        })
    }
}

impl Body for Plan {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn fields(&self, words: Words<'_>) -> Vec<Field> {
        self.table.fields(words)
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = self.table.faults(subject);
        if let Some(span) = self.columns_span.filter(|_| !self.actions.is_empty()) {
            found.push(
                subject
                    .fault(
                        &PLAN_ACTION,
                        span,
                        "this plan has actions, and `columns` of its own too",
                    )
                    .help("take `columns` out: action, owner, by when, how we shall know"),
            );
        }
        let rows = &self.table.rows;
        if rows.value > 7 {
            let message = format!("this plan has room for {} actions", rows.value);
            let help = if self.actions.len() > 7 {
                "seven are the most that get done: take out those that matter least"
            } else {
                "seven are the most that get done: write `rows = 7` or fewer"
            };
            found.push(subject.fault(&PLAN_LONG, rows.span, message).help(help));
        }
        found
    }

    fn ids(&self) -> Vec<&Spanned<String>> {
        self.actions.iter().map(|action| &action.id).collect()
    }

    fn dates(&self) -> Option<Dates> {
        let events: Vec<Event> = self.actions.iter().filter_map(Action::event).collect();
        // Without a day on which they were set, the first of the days themselves: it is the same on every machine.
        let stamp = self.revised.or_else(|| events.iter().map(|event| event.day).min())?;
        (!events.is_empty()).then_some(Dates { stamp, zone: None, events })
    }

    fn has_example(&self) -> bool {
        self.table.has_example()
    }

    fn view(&self, show: Show<'_>) -> View {
        self.table.view(show)
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        Sheet { pieces: vec![Piece::Grid(self.table.grid(show, ROW_HEIGHT))] }
    }
}
