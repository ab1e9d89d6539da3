//! The rules of a spectrum.

use crate::diag::{Rule, Severity};

/// Too few or too many steps, or two that are the same.
pub const SPECTRUM_STEPS: Rule = Rule {
    code: "spectrum-steps",
    severity: Severity::Error,
    explanation: "A spectrum has 2 to 9 steps, and no two of them are the same, its ends least of all. With one step there is \
        nothing to choose; with more than nine people mark a number and no longer a meaning. They are written as \
        `steps = [\"We decide\", \"You decide\"]` or as blocks `[[step]]`. Written both ways, the sheet would not know which of the \
        two you mean.",
};

/// A spectrum on which nothing is marked.
pub const SPECTRUM_ROWS: Rule = Rule {
    code: "spectrum-rows",
    severity: Severity::Error,
    explanation: "`down` says what people place on the line, a row each: decisions, habits, parts of the work. Without a row \
        there is nothing to mark.",
};

/// No marks, too many, or two that are the same.
pub const SPECTRUM_MARKS: Rule = Rule {
    code: "spectrum-marks",
    severity: Severity::Error,
    explanation: "`mark` names what people mark in each row, such as today and wished, or one mark for each side: one to four, \
        all different. The distance between the marks is the finding. With more than four, nobody sees it any more.",
};

/// A step without room for its name.
pub const SPECTRUM_NARROW: Rule = Rule {
    code: "spectrum-narrow",
    severity: Severity::Error,
    explanation: "On the sheet's paper the column of a step is narrower than the longest word of its name at 9.5 points, so \
        that the word would run into its neighbour. Shorten the name, take fewer steps, or turn the sheet.",
};

/// A specimen that does not fit the sheet.
pub const SPECTRUM_EXAMPLE: Rule = Rule {
    code: "spectrum-example",
    severity: Severity::Error,
    explanation: "Each row of `example` has the number of a step for every mark, counted from 1, in the order of `mark`, and \
        there are no more rows than in `down`. Write `\"-\"` where nothing is marked. The specimen stands in `example`, or row by \
        row in blocks `[[down]]`, and not in both.",
};
