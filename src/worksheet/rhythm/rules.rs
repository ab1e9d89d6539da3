//! The rules of a rhythm.

use crate::diag::{Rule, Severity};

/// A rhythm without forums.
pub const RHYTHM_EMPTY: Rule = Rule {
    code: "rhythm-empty",
    severity: Severity::Error,
    explanation: "A rhythm is made of forums, and this one has none. Write them in short, each as a list in `forums`, or begin \
        each with a line `[[forum]]`, and write below it its `name`, how often it comes with `every`, and how long it `lasts`.",
};

/// A row in short that lacks something.
pub const RHYTHM_ROW: Rule = Rule {
    code: "rhythm-row",
    severity: Severity::Error,
    explanation: "Each row of `forums` says in this order: the name, how often, when, how long, about what, and who takes part, \
        with a text for each of them. Name, how often and how long have to say something; write `\"\"` for a forum that needs \
        no fixed hour. The time is written as `30 min` or `1h30`.",
};

/// How often, in words that cannot be read.
pub const RHYTHM_EVERY: Rule = Rule {
    code: "rhythm-every",
    severity: Severity::Error,
    explanation: "`every` says how often a forum comes: `day`, `working day`, `week`, `2 weeks`, `month`, `quarter`, `year`, \
        with a number before it where need be. From it come the hours a month and the dates in the calendar.",
};

/// When, in words that cannot be read or do not fit.
pub const RHYTHM_ON: Rule = Rule {
    code: "rhythm-on",
    severity: Severity::Error,
    explanation: "`on` says when a forum takes place. Every week it is a weekday and a time, `Tuesday 16:00`. Every month it \
        must also say which of the four or five: `first Monday 09:30`, `last Friday 10:00`. Every day it is a time alone.",
};

/// A subject that has no place.
pub const RHYTHM_ABOUT: Rule = Rule {
    code: "rhythm-about",
    severity: Severity::Warning,
    explanation: "Three subjects need a place of their own: where we are going (`strategy`), what we could do that is new \
        (`innovation`), and how the work is coming on (`progress`). Without one, the most urgent of them eats the other two. \
        Give a forum the subject with `about`, or add a forum.",
};

/// Two forums that are one.
pub const RHYTHM_DUPLICATE: Rule = Rule {
    code: "rhythm-duplicate",
    severity: Severity::Warning,
    explanation: "Two forums have the same name, or bring the same people together equally often about the same thing. One of \
        them can go, and everybody gets the hour back. If they do differ, say in `about` how.",
};

/// More specimen texts than forums.
pub const RHYTHM_EXAMPLE: Rule = Rule {
    code: "rhythm-example",
    severity: Severity::Error,
    explanation: "`example` says for each forum, in their order, what it replaces in the filled specimen; write `\"\"` where \
        it replaces nothing. There are more texts than forums.",
};

/// A time zone that nobody knows.
pub const RHYTHM_ZONE: Rule = Rule {
    code: "rhythm-zone",
    severity: Severity::Error,
    explanation: "`zone` says whose clocks the times in the calendar file are by. It is the name that computers have for the \
        time of a place: a part of the world, a stroke, and a large city that keeps the same time, such as `Europe/Berlin`, \
        `America/New_York` or `Asia/Kolkata`. Programs then show the right hour everywhere, in summer and in winter. \
        Without it, 16:00 is 16:00 by each reader's own clocks.",
};
