//! The rules a record can break by its schema.

use crate::diag::{Rule, Severity};

/// A key that nobody knows.
pub const UNKNOWN_KEY: Rule = Rule {
    code: "unknown-key",
    severity: Severity::Error,
    explanation: "A key was written that this kind of file does not know, most often because of a slip of the keyboard. \
        Were it ignored, what it was meant to say would silently be missing from the page or the sheet. \
        Correct the spelling as the help says, or take the line out.",
};
/// A key that has to be there and is not.
pub const MISSING_KEY: Rule = Rule {
    code: "missing-key",
    severity: Severity::Error,
    explanation: "A key that this kind cannot do without is missing, for example the `pause` of a checklist: \
        a checklist without a moment at which it is used is a list of wishes. Add the line that the help shows.",
};
/// A value of another type than the key asks for.
pub const WRONG_TYPE: Rule = Rule {
    code: "wrong-type",
    severity: Severity::Error,
    explanation: "A key is set to another sort of thing than it asks for, for example a text where a number is meant. \
        Texts stand in quotation marks, numbers and dates do not, lists stand in square brackets.",
};
/// A value of the right type that cannot be meant.
pub const WRONG_VALUE: Rule = Rule {
    code: "wrong-value",
    severity: Severity::Error,
    explanation: "A value is of the right sort but outside what the key can mean: a number too large, a word that is \
        none of the choices, a time that cannot be read. Times are written as `25 min`, `1h30` or `2 hours`, \
        ranges as `4-12`.",
};

/// The rules a record can break by its schema.
pub const RULES: &[&Rule] = &[&UNKNOWN_KEY, &MISSING_KEY, &WRONG_TYPE, &WRONG_VALUE];
