//! One step of a road map, as a block or as a row in short.

use crate::record::{Record, Value, as_cells};
use crate::source::{Span, Spanned};

/// Something that is finished in a period.
#[derive(Clone, Debug)]
pub struct Step {
    /// The lane it lies in.
    pub lane: Spanned<String>,
    /// The period in which it is finished.
    pub period: Spanned<String>,
    /// What is finished.
    pub text: Spanned<String>,
    /// How many texts its row has; `None` when it was written as a block.
    pub cells: Option<usize>,
    /// Where it was written.
    pub span: Span,
}

impl Step {
    pub(super) fn of_block(block: &Record) -> Self {
        let text = |name: &str| {
            block.text(name).unwrap_or_else(|| Spanned::new(String::new(), block.span))
        };
        Self {
            lane: text("lane"),
            period: text("period"),
            text: text("text"),
            cells: None,
            span: block.span,
        }
    }

    fn of_row(row: &Spanned<Value>) -> Self {
        let block = Record::of_row(row, &["lane", "period", "text"]);
        Self { cells: Some(as_cells(row).len()), ..Self::of_block(&block) }
    }
}

/// The steps that the list `name` has, a row each.
pub(super) fn rows(record: &Record, name: &str) -> Vec<Step> {
    record.list(name).iter().map(Step::of_row).collect()
}
