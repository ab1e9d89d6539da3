//! The rules of a canvas.

use crate::diag::{Rule, Severity};

/// Rows of different lengths, or none.
pub const CANVAS_ROWS: Rule = Rule {
    code: "canvas-rows",
    severity: Severity::Error,
    explanation: "The rows of `layout` draw the grid: each has one name for every column, with white space between them. \
        When one row is longer or shorter than the first, nobody can tell where its boxes are meant to lie. Repeat a name \
        to make its box wider or higher.",
};

/// More columns or rows than anybody can read.
pub const CANVAS_SIZE: Rule = Rule {
    code: "canvas-size",
    severity: Severity::Error,
    explanation: "A canvas has at most 12 columns and 12 rows. On more, the boxes become too small to write in, and the group \
        loses sight of the whole. Use fewer names in a row, or make two sheets.",
};

/// A box that is not a rectangle.
pub const CANVAS_SHAPE: Rule = Rule {
    code: "canvas-shape",
    severity: Severity::Error,
    explanation: "A box of a canvas is a rectangle: its name fills neighbouring columns and rows and leaves no gap or corner \
        out. Repeat the name so that it does, or use a second name for the second part.",
};

/// A box that is placed and not described, or described and not placed.
pub const CANVAS_BOX: Rule = Rule {
    code: "canvas-box",
    severity: Severity::Error,
    explanation: "Every name in `layout` has its line in `[boxes]` or its block `[[box]]` that says what the box asks, and every line \
        in `[boxes]`, `[help]` and `[example]` and every block has its place in `layout`. Otherwise a box would stay without a \
        question, or a question without a box. Most often a name is written in two ways. What is said of a box is said once: \
        in its block, or in the tables.",
};

/// A box that is too small to write in.
pub const CANVAS_SMALL: Rule = Rule {
    code: "canvas-small",
    severity: Severity::Error,
    explanation: "Below its question each box has to hold four lines by hand, at 8.5 mm each, on the sheet's paper. A smaller \
        box is filled in with one word or not at all. Use larger paper, turn the sheet, give the box another row of \
        `layout`, or shorten its question or the introduction.",
};

/// A box to settle that is not on the canvas.
pub const CANVAS_AGREE: Rule = Rule {
    code: "canvas-agree",
    severity: Severity::Error,
    explanation: "`agree` names the boxes on which the group has to settle before it goes on; they are marked on the sheet. A \
        name that is not in `layout` marks nothing.",
};

/// A specimen that does not fit into its box.
pub const CANVAS_EXAMPLE: Rule = Rule {
    code: "canvas-example",
    severity: Severity::Error,
    explanation: "What the filled specimen says in a box has to fit into that box on the sheet's paper, at 10 points. People \
        copy what they see: a specimen that runs over teaches them to write essays. Say it in fewer words, or give the \
        box more room.",
};
