//! The rules of a matrix.

use crate::diag::{Rule, Severity};

/// A row of the specimen that breaks the matrix's own rules.
pub const MATRIX_ROW: Rule = Rule {
    code: "matrix-row",
    severity: Severity::Error,
    explanation: "A row of the filled specimen breaks the rule that the sheet itself states. In a RACI each row has exactly \
        one A, the one person who answers for it, and at least one R, who does it. Two A are two owners, and two owners \
        are none.",
};

/// Three or more people asked in one row.
pub const MATRIX_CONSULTED: Rule = Rule {
    code: "matrix-consulted",
    severity: Severity::Warning,
    explanation: "Three or more people have to be asked before anything can happen in this row. Each C is a meeting. Turn \
        those who need only to hear of it into I.",
};

/// A column that is empty or answers for everything.
pub const MATRIX_COLUMN: Rule = Rule {
    code: "matrix-column",
    severity: Severity::Warning,
    explanation: "A column of the filled specimen is empty, or has an A in every row. Somebody without any part need not be \
        on the sheet; somebody who answers for everything is a bottleneck.",
};

/// A letter that the sheet does not explain.
pub const MATRIX_LETTER: Rule = Rule {
    code: "matrix-letter",
    severity: Severity::Error,
    explanation: "The specimen or a rule uses a letter that is not among `letters`, a row of the specimen has more or fewer \
        cells than there are columns, or there are more specimen rows than duties. The specimen stands in `example`, or row by \
        row in blocks `[[down]]`, and not in both.",
};

/// A rule that cannot be read.
pub const MATRIX_RULE: Rule = Rule {
    code: "matrix-rule",
    severity: Severity::Error,
    explanation: "A rule of a matrix says how often a letter stands in a row: `one O in each row`, `at least one R in each \
        row`, `at most two C in each row`.",
};

/// A sheet without rows or columns, or with too many columns for its paper.
pub const MATRIX_SIZE: Rule = Rule {
    code: "matrix-size",
    severity: Severity::Error,
    explanation: "A matrix needs two columns or more in `across` and one row or more in `down`, and each column needs 14 mm \
        on the sheet's paper beside 60 mm for the duties. Turn the sheet with `turn = \"landscape\"`, or bring people \
        together under one heading.",
};

/// A row that names a thing and not a deed.
pub const MATRIX_VERB: Rule = Rule {
    code: "matrix-verb",
    severity: Severity::Hint,
    explanation: "Rows of a matrix read best when they begin with a verb: `Put the joint work in order` says what is done, \
        `Backlog` leaves everybody to guess.",
};
