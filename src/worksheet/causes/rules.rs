//! The rules of a sheet for causes.

use crate::diag::{Rule, Severity};

/// Too few or too many branches, or one twice.
pub const CAUSES_BRANCHES: Rule = Rule {
    code: "causes-branches",
    severity: Severity::Error,
    explanation: "A fishbone has 2 to 8 branches, each once and with a name. With one branch it is a chain: leave `branches` out, and \
        the sheet asks why, again and again. With more than eight nothing can be written on them. They are written as \
        `branches = [\"People\", \"Tools\"]` or as blocks `[[branch]]`. Written both ways, the sheet would not know which of the two you \
        mean.",
};

/// A specimen that the sheet has no room for.
pub const CAUSES_EXAMPLE: Rule = Rule {
    code: "causes-example",
    severity: Severity::Error,
    explanation: "The filled specimen follows the sheet: for a chain as many whys as `depth` at most, for a fishbone a list of causes for \
        each branch, in the order of the branches; as many actions as there are rows, each with what, who and by when; and a problem \
        of its own only where the sheet leaves the problem open. The causes stand in `[example]`, or with each `[[branch]]`, and not in \
        both.",
};

/// Lines that are too short to write on.
pub const CAUSES_NARROW: Rule = Rule {
    code: "causes-narrow",
    severity: Severity::Warning,
    explanation: "On the sheet's paper the lines of a fishbone are shorter than 35 mm, which is too little for a cause by hand. Take fewer \
        branches, turn the sheet with `turn = \"landscape\"`, or use larger paper with `paper = \"A3\"`.",
};

/// A problem that already says why.
pub const CAUSES_PROBLEM: Rule = Rule {
    code: "causes-problem",
    severity: Severity::Hint,
    explanation: "The problem already names a cause, with a word such as `because` or `lack of`. Then the group will find what it was told \
        to find. Write what somebody could have seen: what happened, where and when. Looked at in English playbooks alone.",
};
