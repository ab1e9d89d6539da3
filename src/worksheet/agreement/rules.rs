//! The rules of an agreement.

use crate::diag::{Rule, Severity};

/// Fewer than two parties, or two alike.
pub const AGREEMENT_PARTIES: Rule = Rule {
    code: "agreement-parties",
    severity: Severity::Error,
    explanation: "An agreement is made between two parties or more, each with a name of its own. With one it is a good \
        intention.",
};

/// An agreement on no result.
pub const AGREEMENT_RESULTS: Rule = Rule {
    code: "agreement-results",
    severity: Severity::Error,
    explanation: "An agreement names at least one result: what will be different, and for whom. Without it the clauses say how \
        two sides treat each other and not what for. Results are written as `results = [\"…\"]`, as blocks `[[result]]`, or as both: \
        the list comes first.",
};

/// An agreement without a date of review.
pub const AGREEMENT_REVIEW: Rule = Rule {
    code: "agreement-review",
    severity: Severity::Error,
    explanation: "An agreement says when it is read again. One that is not read again is true on the day on which it is signed \
        and a reproach a year later. Write `review = \"every 3 months\"`.",
};

/// A clause or a result that stands there twice.
pub const AGREEMENT_CLAUSES: Rule = Rule {
    code: "agreement-clauses",
    severity: Severity::Error,
    explanation: "The same sentence stands twice in the agreement, so that people look for a difference. Take one of them out. \
        An agreement also has room for clauses, its own or blank ones: one without any is a result sheet. Clauses are written as \
        `clauses = [\"…\"]`, as blocks `[[clause]]`, or as both: the list comes first.",
};

/// More clauses than anybody remembers.
pub const AGREEMENT_LONG: Rule = Rule {
    code: "agreement-long",
    severity: Severity::Warning,
    explanation: "Nobody remembers more than twelve clauses, blank ones counted in, and what nobody remembers is kept by \
        accident. Keep those that were broken before, or that you are afraid of.",
};

/// A clause of value words only.
pub const AGREEMENT_VALUES: Rule = Rule {
    code: "agreement-values",
    severity: Severity::Hint,
    explanation: "The clause names a value, such as trust or respect, and no deed. Both sides will agree to it at once, and each \
        will mean something else. Ask: what would we see someone do? `We say within one working day when a date is in danger` \
        can be kept, and one can see when it is not.",
};

/// No column to sign in, or more than the paper has room for.
pub const AGREEMENT_SIGN: Rule = Rule {
    code: "agreement-sign",
    severity: Severity::Error,
    explanation: "Each party signs in a row with the columns that `sign` names, one or more. Each column is at least as wide as \
        the longest word of its heading and 18 mm, beside the 34 mm in which the party's name stands; together they have to \
        fit the paper.",
};

/// A specimen that does not fit the parties or the blank clauses.
pub const AGREEMENT_EXAMPLE: Rule = Rule {
    code: "agreement-example",
    severity: Severity::Error,
    explanation: "`example` has a row for each party with a text for each column of `sign`, and `example_results` and \
        `example_clauses` have no more sentences than there are blank rows. Write `\"\"` where a cell stays empty.",
};
