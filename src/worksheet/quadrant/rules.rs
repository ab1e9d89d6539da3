//! The rules of a quadrant.

use crate::diag::{Rule, Severity};

/// An axis without two ends that differ.
pub const QUADRANT_ENDS: Rule = Rule {
    code: "quadrant-ends",
    severity: Severity::Error,
    explanation: "Each of the two lines of a quadrant has two ends that differ: `across` from left to right, `up` from the \
        bottom to the top. With fewer nobody knows what it means to move a note; more belong on a spectrum or a board.",
};

/// Two corners of one name or at one place, a corner without a name, or names in two forms.
pub const QUADRANT_CORNERS: Rule = Rule {
    code: "quadrant-corners",
    severity: Severity::Error,
    explanation: "Two corners have the same name, so that nobody can tell in a list which of them is meant. Give each a name \
        of its own that says what you will do with the notes there. Corners are named in the table `[corners]` or in blocks \
        `[[corner]]`, all four or none; written both ways, the sheet would not know which of the two you mean.",
};

/// Corners too small for notes.
pub const QUADRANT_ROOM: Rule = Rule {
    code: "quadrant-room",
    severity: Severity::Error,
    explanation: "On the sheet's paper each corner has to hold four lines by hand below its name, and be 50 mm wide, which \
        is a small sticky note. Use larger paper, or shorten the names of the corners, the ends or the introduction.",
};

/// A specimen with more notes than there is room for.
pub const QUADRANT_EXAMPLE: Rule = Rule {
    code: "quadrant-example",
    severity: Severity::Error,
    explanation: "The filled specimen has more notes than the list has lines, or more in one corner than fit into it on the \
        sheet's paper. People copy what they see: show a few notes that matter, in few words. In short, each row of it is a note \
        and its corner: `[\"A new sign\", \"top_left\"]`.",
};
