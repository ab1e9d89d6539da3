//! What is reported of tables that no page of a book has room for.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::paper::measure::MILLIMETRE;
use crate::source::{SourcePath, Span};

/// A table that is wider than any page.
pub(in crate::paper) const TABLE_WIDE: Rule = Rule {
    code: "table-wide",
    severity: Severity::Warning,
    explanation: "A table in a book is set smaller when its columns are too many for the page, and then on a page that lies on its \
        side. This one is too wide even so, at letters of 7 points, smaller than which nobody reads. Its columns are as narrow \
        as they must be, and words in them are cut where the line ends. Leave out columns, swap rows and columns, make two \
        tables of it, or shorten the longest words.",
};

/// Why words of a table are cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Tight {
    /// All columns together are too wide, by so many points.
    Table(f32),
    /// A word is too long for its column.
    Word,
}

/// Tells of the table at `span`. It `is_free` where it may lie on its side.
pub(super) fn fault(path: &SourcePath, span: Span, tight: Tight, is_free: bool) -> Diagnostic {
    let (message, help) = match tight {
        Tight::Table(over) => {
            let over = (over / MILLIMETRE).ceil();
            let help = if is_free {
                "leave out columns, swap rows and columns, or make two tables of it"
            } else {
                "take it out of the list or note around it, so that it can lie on its side, or leave out columns"
            };
            (
                format!(
                    "this table is {over:.0} mm too wide for the book, with letters as small as can be read"
                ),
                help,
            )
        }
        Tight::Word => (
            "a word in this table is too long for its column in the book, and is cut".to_owned(),
            "shorten the longest word, or divide it with a space",
        ),
    };
    Diagnostic::new(&TABLE_WIDE, path, span, message).help(help)
}
