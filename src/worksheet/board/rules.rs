//! The rules of a board.

use crate::diag::{Rule, Severity};

/// Too few or too many columns, or two that are the same.
pub const BOARD_COLUMNS: Rule = Rule {
    code: "board-columns",
    severity: Severity::Error,
    explanation: "A board has 2 to 8 columns with different names. With one there is nowhere to move a note to; with more than \
        eight nobody remembers which column stands for what. They are written as `columns = [\"Next\", \"Doing\", \"Done\"]` or \
        as blocks `[[column]]`. Written both ways, the sheet would not know which of the two you mean; beside blocks, limits and \
        meanings stand in the blocks.",
};

/// Limits that are not as many as the columns.
pub const BOARD_LIMITS: Rule = Rule {
    code: "board-limits",
    severity: Severity::Error,
    explanation: "`limits` says for each column how many notes it takes at most, in the order of the columns, so there is one \
        number for each; `0` stands for any number.",
};

/// Meanings that are not as many as the columns.
pub const BOARD_MEANINGS: Rule = Rule {
    code: "board-meanings",
    severity: Severity::Error,
    explanation: "`means` says in a sentence when a note belongs into a column, in the order of the columns, so there is one \
        text for each; write `\"\"` where the heading says enough.",
};

/// Lanes that cannot be told apart.
pub const BOARD_LANES: Rule = Rule {
    code: "board-lanes",
    severity: Severity::Error,
    explanation: "Two lanes have the same name, so that nobody knows in which of them to put a note. Give each its own name, \
        or leave `lanes` out.",
};

/// A column too narrow for its heading or a note.
pub const BOARD_NARROW: Rule = Rule {
    code: "board-narrow",
    severity: Severity::Error,
    explanation: "On the sheet's paper a column has to be 25 mm wide, and wider than the longest word of its heading at 10.5 \
        points. Use larger paper, turn the sheet, take fewer columns, or print headers to pin up with `tiled = true`.",
};

/// Cells too low for notes.
pub const BOARD_SMALL: Rule = Rule {
    code: "board-small",
    severity: Severity::Error,
    explanation: "On the sheet's paper a cell has to hold two lines by hand, at 8.5 mm each. Use larger paper or fewer lanes, \
        shorten the introduction, or print headers to pin up with `tiled = true`.",
};

/// A specimen that does not fit the board.
pub const BOARD_EXAMPLE: Rule = Rule {
    code: "board-example",
    severity: Severity::Error,
    explanation: "The filled specimen has one row for each lane, in each a text for every column, and keeps to the limits that \
        the sheet itself states. A board of headers to pin up has no cells, and so no specimen.",
};
