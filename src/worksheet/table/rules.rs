//! The rules of a table.

use crate::diag::{Rule, Severity};

/// Too few or too many columns.
pub const TABLE_COLUMNS: Rule = Rule {
    code: "table-columns",
    severity: Severity::Error,
    explanation: "A table has 2 to 8 columns. With one column it is a list, which a form or a checklist does better; with \
        more than eight there is no room left to write in. They are written as `columns = [\"What\", \"Who\"]` or as blocks \
        `[[column]]`. Written both ways, the sheet would not know which of the two you mean; beside blocks, widths stand in \
        the blocks.",
};

/// Widths that are not as many as the columns.
pub const TABLE_WIDTHS: Rule = Rule {
    code: "table-widths",
    severity: Severity::Error,
    explanation: "`widths` says how wide the columns are compared with one another, `[4, 2, 1]` for example, so there is one \
        number for each column.",
};

/// A column that is too narrow for its heading.
pub const TABLE_NARROW: Rule = Rule {
    code: "table-narrow",
    severity: Severity::Error,
    explanation: "On the sheet's paper the column is narrower than the longest word of its heading, so that the word would \
        be cut or run into its neighbour. Make the column wider with `widths`, shorten the heading, turn the sheet with \
        `turn = \"landscape\"`, or use larger paper. Widths are worked out at 9.5 points.",
};

/// A specimen row with too few or too many cells.
pub const TABLE_EXAMPLE: Rule = Rule {
    code: "table-example",
    severity: Severity::Error,
    explanation: "Each row of `example` has one text for each column, in the order of the columns; write `\"\"` where a cell \
        stays empty.",
};
