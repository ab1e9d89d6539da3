//! The rules of a road map.

use crate::diag::{Rule, Severity};

/// Periods that are too few, too many, twice, or written in two ways.
pub const ROADMAP_PERIODS: Rule = Rule {
    code: "roadmap-periods",
    severity: Severity::Error,
    explanation: "A road map has 2 to 12 periods, each once. They are written as `periods = [\"Now\", \"Next\", \"Later\"]`, or as months: \
        `start = \"2026-11\"` and `months = 6`. Written both ways, the sheet would not know which of the two you mean.",
};

/// Too few or too many lanes, or one twice.
pub const ROADMAP_LANES: Rule = Rule {
    code: "roadmap-lanes",
    severity: Severity::Error,
    explanation: "A road map has 1 to 8 lanes, each once. With more nobody sees where two steps meet; make a road for one result, and \
        bring those together who go the same way.",
};

/// A step in a lane or a period that is not there.
pub const ROADMAP_UNKNOWN: Rule = Rule {
    code: "roadmap-unknown",
    severity: Severity::Error,
    explanation: "A step names a lane that is not among `lanes` or a period that is not among the periods, most often because of a slip \
        of the keyboard. It would be missing from the road. Where the periods are months, write them as `2026-11`.",
};

/// A row in short that lacks something.
pub const ROADMAP_ROW: Rule = Rule {
    code: "roadmap-row",
    severity: Severity::Error,
    explanation: "Each row of `entries` and of `example` has three texts: the lane, the period, and what is finished. Write finished \
        things, such as `First ten stations have live displays`, and a row for each.",
};

/// Columns that are too narrow to write in.
pub const ROADMAP_WIDE: Rule = Rule {
    code: "roadmap-wide",
    severity: Severity::Warning,
    explanation: "On the sheet's paper a period is narrower than 25 mm, which is too little for a few words by hand. Take fewer periods, \
        turn the sheet with `turn = \"landscape\"`, or use larger paper with `paper = \"A3\"`.",
};

/// No lane for what is done together.
pub const ROADMAP_JOINT: Rule = Rule {
    code: "roadmap-joint",
    severity: Severity::Hint,
    explanation: "Each side has its lane and there is none for joint work. Then two plans lie one above the other, and the steps that \
        need both have no place and no owner. Add a lane such as `Together` between the two. The names are looked at in English \
        playbooks alone.",
};
