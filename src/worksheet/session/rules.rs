//! The rules of a session.

use crate::diag::{Rule, Severity};

/// A session without parts.
pub const SESSION_EMPTY: Rule = Rule {
    code: "session-empty",
    severity: Severity::Error,
    explanation: "A session is made of parts, and this one has none. Write them in short, \
        `parts = [[\"Arrive\", \"15 min\"], [\"pause\", \"20 min\"]]`, or begin each with a line `[[part]]`, and write below it \
        what happens: `activity = \"…\"`, `title = \"…\"` with a `time`, or `pause = \"20 min\"`.",
};

/// A part that says too little or too much.
pub const SESSION_PART: Rule = Rule {
    code: "session-part",
    severity: Severity::Error,
    explanation: "Each part of a session is one thing: an `activity` of the playbook, something of your own with a `title`, \
        or a `pause`. What takes place must also be known in minutes: an activity knows its own, a pause says them itself, \
        and a part with a `title` needs `time`. Only an activity has `steps`, and the first part has none before it to \
        stand `beside`.",
};

/// A row in short that cannot be read.
pub const SESSION_ROW: Rule = Rule {
    code: "session-row",
    severity: Severity::Error,
    explanation: "Each row of `parts` has one to three texts: what happens, how long it takes, and what it is called here. What \
        happens is the word `pause`, the file name of an activity, or a title of your own. A file name is known by its small \
        letters and the hyphens between its words, `trading-seats`; one of a single word is known only where no time stands \
        beside it. Begin your own titles with a capital letter. The time is written as `25 min` or `1h30`; write `\"\"` where an \
        activity keeps its own. Rooms, notes and steps are said in a block `[[part]]`.",
};

/// A time that no clock shows.
pub const SESSION_CLOCK: Rule = Rule {
    code: "session-clock",
    severity: Severity::Error,
    explanation: "`start` and `ends` are times as a clock shows them over 24 hours, such as `09:00` or `17:30`. All other \
        times of the session are worked out from `start` and the minutes of the parts. A session is one day at most; of a \
        longer one make a session for each day.",
};

/// A part that leads through something else than an activity.
pub const SESSION_ACTIVITY: Rule = Rule {
    code: "session-activity",
    severity: Severity::Error,
    explanation: "`activity` names an activity of the playbook, whose steps and materials the session takes over. The page \
        that was named is of another kind. Sheets come along with the activities that use them; a talk or a meal is a part \
        with a `title` and a `time` of its own.",
};

/// A step that the activity does not have.
pub const SESSION_STEPS: Rule = Rule {
    code: "session-steps",
    severity: Severity::Error,
    explanation: "`steps` chooses among the timed steps of an activity, counted from 1, so that a long activity can be spread \
        over several parts with a pause between them. This number is beyond its last step.",
};

/// A length or an end that is not the sum of the parts.
pub const SESSION_ENDS: Rule = Rule {
    code: "session-ends",
    severity: Severity::Error,
    explanation: "The session says when it `ends` or how much `time` it takes, and the parts add up to something else. People \
        book trains by the first and sit through the second. Change the minutes of the parts, or what is said about the whole.",
};

/// An activity that is given less or more time than it takes.
pub const SESSION_LENGTH: Rule = Rule {
    code: "session-length",
    severity: Severity::Hint,
    explanation: "The session gives an activity another time than the activity asks for. Its steps are shortened or \
        stretched in proportion, and the run sheet says so. Often it is better to leave a step out with `steps`, or to look \
        under `Shorter or longer` on the activity's page.",
};

/// A long stretch without a pause.
pub const SESSION_PAUSE: Rule = Rule {
    code: "session-pause",
    severity: Severity::Warning,
    explanation: "For more than 90 minutes nobody can leave the room. After that people take their pause anyway, behind \
        their screens. Put a part with a `pause` in between, even a short one. A pause within an activity is not seen: \
        spread such an activity over two parts with `steps`.",
};

/// More or fewer people than an activity is made for.
pub const SESSION_PEOPLE: Rule = Rule {
    code: "session-people",
    severity: Severity::Warning,
    explanation: "The activity is made for another number of people than the session has. With too many, some will only \
        watch; with too few, it has nothing to work on. Spread the people over several `rooms`, choose another activity, or \
        correct `people`.",
};

/// Copies of a sheet that is not needed.
pub const SESSION_COPIES: Rule = Rule {
    code: "session-copies",
    severity: Severity::Error,
    explanation: "`[copies]` says how many copies of a sheet are wanted, and names one that no part of the session uses. Most \
        often the name is misspelt. Write it as the sheet's file is called, without ending, add the sheet to `uses`, or take \
        the line out.",
};
