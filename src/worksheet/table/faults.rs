//! What breaks the rules of a table.

use super::rules::{TABLE_COLUMNS, TABLE_EXAMPLE, TABLE_NARROW, TABLE_WIDTHS};
use super::{CELL_PADDING, COLUMNS, Column, Table};
use crate::diag::Diagnostic;
use crate::sheet::text_width;
use crate::source::Span;
use crate::worksheet::Subject;

/// The most columns.
const MOST: usize = 8;

impl Table {
    /// What breaks the rules of a table.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let columns = self.columns.len();
        let mut found = COLUMNS.faults(&self.beside_blocks, &TABLE_COLUMNS, subject);
        if COLUMNS.are_doubled(&self.beside_blocks) {
            return found;
        }
        if !(2..=MOST).contains(&columns) {
            found.extend(self.number_fault(subject));
            return found;
        }
        if !self.widths.is_empty() && self.widths.len() != columns {
            let message = format!("there are {} widths for {columns} columns", self.widths.len());
            let right = vec!["1"; columns].join(", ");
            found.push(
                subject
                    .fault(&TABLE_WIDTHS, self.widths_span, message)
                    .help(format!("write one number a column, such as `widths = [{right}]`")),
            );
            return found;
        }
        self.narrow_columns(subject, &mut found);
        for row in self.example.iter().filter(|row| row.value.len() != columns) {
            let own = row.value.len();
            let texts = if own == 1 { "text" } else { "texts" };
            let message =
                format!("this row of the example has {own} {texts} for {columns} columns");
            found.push(
                subject
                    .fault(&TABLE_EXAMPLE, row.span, message)
                    .help("write one text a column, `\"\"` where a cell stays empty"),
            );
        }
        found
    }

    /// Tells that there are too few columns, or too many.
    fn number_fault(&self, subject: Subject<'_>) -> Option<Diagnostic> {
        let count = self.columns.len();
        let message = format!("a table has 2 to {MOST} columns, and this one has {count}");
        let (span, help): (Span, &str) = if self.has_blocks {
            // The first that is one too many, or the only one. That a block is none was told.
            match self.columns.get(MOST) {
                Some(ninth) => (ninth.title.span, "bring columns together, or make two tables"),
                None => {
                    (self.columns.first()?.title.span, "add a block `[[column]]` with its `title`")
                }
            }
        } else {
            let span = self.columns_span.unwrap_or(subject.title.span);
            (span, "write `columns = [\"What\", \"Who\", \"By when\"]`")
        };
        Some(subject.fault(&TABLE_COLUMNS, span, message).help(help))
    }

    fn narrow_columns(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let wider = if self.has_blocks { "`width`" } else { "number in `widths`" };
        for (column, percent) in self.columns.iter().zip(self.percents()) {
            let width = subject.room.width * f32::from(percent) / 100.0 - CELL_PADDING;
            let Some((word, span)) = longest_word(column) else { continue };
            if text_width(word, 9.5) <= width {
                continue;
            }
            let message = format!(
                "the column is {:.0} mm wide on {}, and `{word}` needs {:.0} mm",
                width.max(0.0),
                subject.paper,
                text_width(word, 9.5).ceil()
            );
            let way = subject.way_to_width();
            found.push(
                subject
                    .fault(&TABLE_NARROW, span, message)
                    .help(format!("give it a larger {wider}, shorten the heading, or {way}")),
            );
        }
    }
}

/// The longest word at the head of a column, and the text that it stands in.
fn longest_word(column: &Column) -> Option<(&str, Span)> {
    let head = [&column.title, &column.help];
    let words = head
        .into_iter()
        .flat_map(|text| text.value.split_whitespace().map(move |word| (word, text.span)));
    words.max_by(|(a, _), (b, _)| text_width(a, 9.5).total_cmp(&text_width(b, 9.5)))
}
