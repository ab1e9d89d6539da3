//! One wait, as a block or as a row in short.

use crate::measure::Date;
use crate::record::{Record, Value, as_cells};
use crate::source::{Span, Spanned};

/// Somebody waits for something from somebody.
#[derive(Clone, Debug, Default)]
pub struct Wait {
    /// The group that waits.
    pub who: Spanned<String>,
    /// What it waits for.
    pub needs: Spanned<String>,
    /// The group that owes it.
    pub from: Spanned<String>,
    /// The day by which it is needed.
    pub by: Option<Date>,
    /// The day as written, for what is wrong with it.
    pub by_written: Spanned<String>,
    /// How it is; empty when not said.
    pub state: Spanned<String>,
    /// The rule that makes the wait happen; empty when not said.
    pub rule: String,
    /// How many texts its row has; `None` when it was written as a block.
    pub cells: Option<usize>,
    /// Where it was written.
    pub span: Span,
}

impl Wait {
    /// The columns of a row at least: who, what, from whom.
    pub(super) const LEAST: usize = 3;
    /// The columns of a row at most.
    pub(super) const MOST: usize = 6;

    pub(super) fn of_block(block: &Record) -> Self {
        let text = |name: &str| {
            block.text(name).unwrap_or_else(|| Spanned::new(String::new(), block.span))
        };
        Self {
            who: text("who"),
            needs: text("needs"),
            from: text("from"),
            by: block.date("by"),
            by_written: text("by"),
            state: text("state"),
            rule: block.text_or_empty("rule_in_the_way"),
            cells: None,
            span: block.span,
        }
    }

    fn of_row(row: &Spanned<Value>) -> Self {
        let block =
            Record::of_row(row, &["who", "needs", "from", "by", "state", "rule_in_the_way"]);
        Self { cells: Some(as_cells(row).len()), ..Self::of_block(&block) }
    }

    /// Its texts in the order of the columns, where its state is called `state`.
    pub(super) fn texts(&self, state: String) -> Vec<String> {
        let by = self.by.map(|by| by.to_string()).unwrap_or_default();
        let [who, needs, from] =
            [&self.who, &self.needs, &self.from].map(|text| text.value.clone());
        vec![who, needs, from, by, state, self.rule.clone()]
    }
}

/// The waits that the list `name` has, a row each.
pub(super) fn rows(record: &Record, name: &str) -> Vec<Wait> {
    record.list(name).iter().map(Wait::of_row).collect()
}
