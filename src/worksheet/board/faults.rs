//! What breaks the rules of a board.

use super::Board;
use super::draw::CELL_PADDING;
use super::rules::{
    BOARD_COLUMNS, BOARD_EXAMPLE, BOARD_LANES, BOARD_LIMITS, BOARD_MEANINGS, BOARD_NARROW,
    BOARD_SMALL,
};
use crate::diag::Diagnostic;
use crate::schema::words;
use crate::sheet::text_width;
use crate::source::Spanned;
use crate::worksheet::Subject;

/// The least width of a column and the least height of a cell, in millimetres.
const LEAST: (f32, f32) = (25.0, 17.0);

impl Board {
    /// What breaks the rules of a board.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if self.form_faults(subject, &mut found) {
            return found;
        }
        let count = self.columns.len();
        if !(2..=8).contains(&count) {
            found.extend(self.number_fault(subject));
            return found;
        }
        for (rule, what, names) in
            [(&BOARD_COLUMNS, "columns", &self.columns), (&BOARD_LANES, "lanes", &self.lanes)]
        {
            if let Some(twice) = repeated(names) {
                let message = format!("two {what} are called `{}`", twice.value);
                found.push(
                    subject.fault(rule, twice.span, message).help("give each a name of its own"),
                );
            }
        }
        self.count_faults(subject, &mut found);
        if found.is_empty() && !self.is_tiled {
            self.room_faults(subject, &mut found);
        }
        self.example_faults(subject, &mut found);
        found
    }

    /// Tells what is written in short beside blocks. Whether the columns themselves are.
    fn form_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) -> bool {
        let keys = || self.beside_blocks.iter().map(|key| key.value.as_str());
        let mut tell = |key: &Spanned<String>, help: String| {
            let message = format!("there are both `{}` and `[[column]]`", key.value);
            found.push(subject.fault(&BOARD_COLUMNS, key.span, message).help(help));
        };
        if let Some(columns) = self.beside_blocks.iter().find(|key| key.value == "columns") {
            tell(columns, format!("take out {}, or the blocks", words(keys())));
            return true;
        }
        for key in &self.beside_blocks {
            let single = if key.value == "limits" { "limit" } else { "means" };
            tell(key, format!("write `{single}` in each `[[column]]` that has one"));
        }
        false
    }

    /// Tells that there are too few columns, or too many.
    fn number_fault(&self, subject: Subject<'_>) -> Option<Diagnostic> {
        let count = self.columns.len();
        let message = format!("a board has 2 to 8 columns, and this one has {count}");
        let (span, help) = if self.has_blocks {
            // The first that is one too many, or the only one. That a block is none was told.
            match self.columns.get(8) {
                Some(ninth) => (ninth.span, "bring columns together, or make two boards"),
                None => (self.columns.first()?.span, "add a block `[[column]]` with its `title`"),
            }
        } else {
            let span = self.columns_span.unwrap_or(subject.title.span);
            (span, "write `columns = [\"Next\", \"Doing\", \"Done\"]`")
        };
        Some(subject.fault(&BOARD_COLUMNS, span, message).help(help))
    }

    /// Tells limits and meanings that are not as many as the columns.
    fn count_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let columns = self.columns.len();
        if !self.limits.is_empty() && self.limits.len() != columns {
            let message = format!(
                "`limits` has {} for {columns} columns",
                counted(self.limits.len(), "number")
            );
            let right = vec!["0"; columns].join(", ");
            found.push(
                subject
                    .fault(&BOARD_LIMITS, self.limits_span, message)
                    .help(format!("write one number a column, such as `limits = [{right}]`")),
            );
        }
        if !self.means.is_empty() && self.means.len() != columns {
            let message =
                format!("`means` has {} for {columns} columns", counted(self.means.len(), "text"));
            found.push(
                subject
                    .fault(&BOARD_MEANINGS, self.means_span, message)
                    .help("write one text a column, `\"\"` where the heading says enough"),
            );
        }
    }

    fn room_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let width = self.column_width(subject.room) - CELL_PADDING;
        let widest = self.columns.iter().max_by(|a, b| least(a).total_cmp(&least(b)));
        if let Some(column) = widest
            && least(column) > width
        {
            let message = format!(
                "`{}` has a column of {:.0} mm on {}, and needs {:.0}",
                column.value,
                width.max(0.0),
                subject.paper,
                least(column).ceil()
            );
            found.push(
                subject
                    .fault(&BOARD_NARROW, column.span, message)
                    .help(format!("take fewer columns, or {}", subject.way_to_width())),
            );
            return;
        }
        let height = self.cell_height(subject.room);
        if height < LEAST.1 {
            let message = format!(
                "a cell is {:.0} mm high on {}, and two lines by hand need {:.0}",
                height.max(0.0),
                subject.paper,
                LEAST.1
            );
            let fits = |_, room| {
                let width = self.column_width(room) - CELL_PADDING;
                self.cell_height(room) >= LEAST.1
                    && self.columns.iter().all(|column| least(column) <= width)
            };
            let way = subject.way_to_room(&fits).map(|way| format!("{way}, ")).unwrap_or_default();
            let help = format!("{way}take fewer lanes, or shorten the introduction");
            found.push(subject.fault(&BOARD_SMALL, subject.title.span, message).help(help));
        }
    }

    fn example_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let Some(first) = self.example.first() else { return };
        let mut tell = |span, message: String, help: &str| {
            found.push(subject.fault(&BOARD_EXAMPLE, span, message).help(help));
        };
        if self.is_tiled {
            let message = "headers to pin up have no cells for an example".to_owned();
            tell(first.span, message, "take `example` out, or take `tiled` out");
            return;
        }
        if let Some(row) = self.example.get(self.rows()) {
            let message =
                format!("the example has {} rows for {}", self.example.len(), self.lanes());
            tell(row.span, message, "write one row for each lane, or one when there are none");
        }
        for row in self.example.iter().filter(|row| row.value.len() != self.columns.len()) {
            let own = counted(row.value.len(), "text");
            let message =
                format!("this row of the example has {own} for {} columns", self.columns.len());
            tell(row.span, message, "write one text a column, `\"\"` where a cell stays empty");
        }
        for (at, column) in self.columns.iter().enumerate() {
            let notes: usize = (0..self.example.len()).map(|lane| self.notes(lane, at).len()).sum();
            let limit = self.limit(at);
            if limit > 0 && notes > limit {
                let message = format!(
                    "the example has {notes} notes in `{}`, and its limit is {limit}",
                    column.value
                );
                tell(first.span, message, "take a note out, or move it to another column");
            }
        }
    }

    /// `3 lanes`, `no lanes`.
    fn lanes(&self) -> String {
        match self.lanes.len() {
            0 => "no lanes".to_owned(),
            lanes => counted(lanes, "lane"),
        }
    }
}

/// How wide a column called `title` has to be, in millimetres.
fn least(title: &str) -> f32 {
    let words = title.split_whitespace().map(|word| text_width(word, 10.5));
    words.fold(LEAST.0 - CELL_PADDING, f32::max)
}

/// `1 lane`, `3 lanes`.
fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// The first of `names` that stands there twice.
fn repeated(names: &[Spanned<String>]) -> Option<&Spanned<String>> {
    names.iter().enumerate().find_map(|(at, name)| {
        names[..at].iter().any(|other| other.value.trim() == name.value.trim()).then_some(name)
    })
}
