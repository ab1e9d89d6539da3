//! The rules of a map of waits.

use crate::diag::{Rule, Severity};

/// Too few or too many groups, or one twice.
pub const DEPENDENCIES_GROUPS: Rule = Rule {
    code: "dependencies-groups",
    severity: Severity::Error,
    explanation: "A map of waits has 2 to 16 groups, and each once. With fewer nobody can wait; with more the drawing cannot be \
        read, and a map of one result does better than a map of everything.",
};

/// Too few or too many states, or one twice.
pub const DEPENDENCIES_STATES: Rule = Rule {
    code: "dependencies-states",
    severity: Severity::Error,
    explanation: "A wait is in one of 2 to 4 states, from the lightest to the heaviest. Each has a line of its own on the map, \
        and more than four kinds of line cannot be told apart on a copy in grey.",
};

/// A group or a state that is not on the sheet.
pub const DEPENDENCIES_UNKNOWN: Rule = Rule {
    code: "dependencies-unknown",
    severity: Severity::Error,
    explanation: "A wait names a group that is not among `groups`, or a state that is not among `states`, most often because of \
        a slip of the keyboard. It would be missing from the map. Correct the name, or add it to the list.",
};

/// A group that waits for itself.
pub const DEPENDENCIES_SELF: Rule = Rule {
    code: "dependencies-self",
    severity: Severity::Error,
    explanation: "A group cannot wait for itself: what it owes itself is its own work. If one part of it waits for another, name \
        the two parts as two groups.",
};

/// Groups that in the end wait for themselves.
pub const DEPENDENCIES_CIRCLE: Rule = Rule {
    code: "dependencies-circle",
    severity: Severity::Warning,
    explanation: "Each group of a circle waits for the next, and the last for the first, so that none of them can begin. It may be \
        true, and then it is the most important thing on the sheet; or two names stand the wrong way round. When it is true, \
        say so with `allow = [\"circle\"]`: the map then shows it with heavy dashes and in words.",
};

/// A day that had passed when the sheet was last looked through.
pub const DEPENDENCIES_PAST: Rule = Rule {
    code: "dependencies-past",
    severity: Severity::Warning,
    explanation: "A day in `by` lies before the day on which the sheet was `reviewed` or the playbook `revised`, whichever is later. \
        What was due then has come by now, or a new day has been agreed. Days are not compared with the clock, so that the same \
        files give the same site every day; while the sheet is filled in, the page does look at the calendar.",
};

/// A row in short that lacks something.
pub const DEPENDENCIES_ROW: Rule = Rule {
    code: "dependencies-row",
    severity: Severity::Error,
    explanation: "Each row of `waits` and of `example` has three to six texts: who waits, for what, from whom, by when, how it is, and \
        the rule in the way. The first three have to say something; write `\"\"` where one of the others stays empty. A day is \
        written as `2026-12-14`.",
};
