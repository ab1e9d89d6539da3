//! The rules of a scorecard.

use crate::diag::{Rule, Severity};

/// No criteria, or one twice.
pub const SCORECARD_CRITERIA: Rule = Rule {
    code: "scorecard-criteria",
    severity: Severity::Error,
    explanation: "A scorecard needs criteria, each with a name of its own: as blocks `[[criterion]]`, or in short as \
        `criteria = [\"…\"]`. A criterion that stands there twice counts twice without anybody having meant it; give it a \
        `weight` instead.",
};

/// A criterion that does not count.
pub const SCORECARD_WEIGHT: Rule = Rule {
    code: "scorecard-weight",
    severity: Severity::Error,
    explanation: "A criterion with the weight 0 is asked about and then thrown away. Give it a weight of 1 or more, or take it \
        out. Most sheets need no other weights than 1 and 2.",
};

/// More criteria than anybody will weigh.
pub const SCORECARD_LONG: Rule = Rule {
    code: "scorecard-long",
    severity: Severity::Warning,
    explanation: "With more than twelve criteria each of them hardly counts, and people tick in a row without looking. Keep \
        those that would change your mind.",
};

/// Bands that do not begin at 0, or two alike.
pub const SCORECARD_BANDS: Rule = Rule {
    code: "scorecard-bands",
    severity: Severity::Error,
    explanation: "Each band reaches from its percent up to where the next one begins. The lowest begins at 0, so that every \
        result means something, and no two begin at the same percent or say the same.",
};

/// More candidates than the paper has room for.
pub const SCORECARD_WIDE: Rule = Rule {
    code: "scorecard-wide",
    severity: Severity::Error,
    explanation: "On the sheet's paper each candidate needs a column of 16 mm, and the criteria with their weights 75 mm beside \
        them. Turn the sheet with `turn = \"landscape\"`, use larger paper, or print a sheet more.",
};

/// A specimen that does not fit the criteria or the points.
pub const SCORECARD_EXAMPLE: Rule = Rule {
    code: "scorecard-example",
    severity: Severity::Error,
    explanation: "`[example]` has a line for each candidate, not more than there are `candidates`: the name, and after it the \
        points, one number a criterion, in the order of the criteria. `Northline = \"4 3 2\"` are three criteria.",
};
