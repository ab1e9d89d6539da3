//! The rules of a check-up.

use crate::diag::{Rule, Severity};

/// Too few or too many statements, or one twice.
pub const HEALTH_STATEMENTS: Rule = Rule {
    code: "health-statements",
    severity: Severity::Error,
    explanation: "A check-up has 5 to 40 statements, none of them twice. Fewer than five say too little about how two sides \
        are doing; more than forty are ticked without thinking. Write them as `statements = [\"…\"]`, or as blocks \
        `[[statement]]`.",
};

/// Too few or too many steps, or two alike.
pub const HEALTH_SCALE: Rule = Rule {
    code: "health-scale",
    severity: Severity::Error,
    explanation: "The scale of a check-up has 3 to 7 steps that differ, the lowest first. With two steps nobody can be in \
        between; with more than seven nobody knows what the difference between two neighbours is.",
};

/// No side, too many, or two alike.
pub const HEALTH_SIDES: Rule = Rule {
    code: "health-sides",
    severity: Severity::Error,
    explanation: "A check-up is marked by up to six sides with different names. What matters is the distance between them, \
        and with more than six nobody can see it any more: make two check-ups of it.",
};

/// A distance that cannot occur.
pub const HEALTH_APART: Rule = Rule {
    code: "health-apart",
    severity: Severity::Error,
    explanation: "`talk_when_apart` says from how many steps on two sides are asked to talk. The furthest that two sides can \
        be apart is from the first step to the last, so that a larger number would never ask anybody to talk.",
};

/// A need that the playbook does not define.
pub const HEALTH_NEED: Rule = Rule {
    code: "health-need",
    severity: Severity::Error,
    explanation: "A statement measures a need that `playbook.toml` does not define. Needs stand there as blocks `[[need]]`, \
        each with an `id` and a `title`; the title names the statement where a distance is told, and is its axis in the \
        drawing. Correct the spelling, or define the need.",
};

/// Wording of the ends on some statements only.
pub const HEALTH_WORDING: Rule = Rule {
    code: "health-wording",
    severity: Severity::Hint,
    explanation: "`low` and `high` say what one would hear at either end, so that both sides mean the same by a mark. Where \
        some statements have them and others do not, or have one of the two, people mark some by examples and others by \
        feeling. Give them to every statement, or to none.",
};

/// More columns of boxes than the paper has room for.
pub const HEALTH_WIDE: Rule = Rule {
    code: "health-wide",
    severity: Severity::Error,
    explanation: "Each side has a column of boxes for each step. On the sheet's paper a column needs 6.5 mm, and the \
        statements beside them 60 mm. Turn the sheet with `turn = \"landscape\"`, use larger paper, or take fewer sides or \
        steps.",
};

/// A specimen that does not fit the statements, the sides or the scale.
pub const HEALTH_EXAMPLE: Rule = Rule {
    code: "health-example",
    severity: Severity::Error,
    explanation: "`example` has a text for each statement, in their order, and in it a mark for each side: the number of the \
        step, 1 for the lowest, or `-` where there is none. `example = [\"4 2\", \"3 3\"]` are two statements marked by two \
        sides.",
};
