//! The rules of cards.

use crate::diag::{Rule, Severity};

/// A deck without cards.
pub const CARDS_EMPTY: Rule = Rule {
    code: "cards-empty",
    severity: Severity::Error,
    explanation: "A deck needs at least one card. Write them in short as `cards = [\"…\", \"…\"]`, as blocks `[[card]]`, or let \
        `from = \"activities\"` make one of every activity.",
};

/// More text than a card holds.
pub const CARDS_FIT: Rule = Rule {
    code: "cards-fit",
    severity: Severity::Error,
    explanation: "The text of a card is set smaller until it fits, but never below 8 points: smaller print cannot be read at \
        arm's length. This text is still too long. Shorten it by the letters named, or choose a larger `size`. \
        The need is worked out from the average width of letters.",
};

/// Cards made of something that is not there.
pub const CARDS_FROM: Rule = Rule {
    code: "cards-from",
    severity: Severity::Error,
    explanation: "`from` makes a card of every activity or of every term of the glossary, and the playbook has none. Write one, \
        or write the cards themselves. Where both `from` and cards are given, those you wrote come first.",
};

/// Backs that do not go with the cards.
pub const CARDS_BACKS: Rule = Rule {
    code: "cards-backs",
    severity: Severity::Error,
    explanation: "What is on the other side of the cards has to go with their fronts: one text for all of them, or a list with \
        one text for each card you wrote. And it is printed only where the cards have two sides: with `sides = 1` there is no \
        other side to print on.",
};

/// A card larger than the paper.
pub const CARDS_PAPER: Rule = Rule {
    code: "cards-paper",
    severity: Severity::Error,
    explanation: "Not even one card of this size fits on the paper. Choose a smaller `size`, or leave `paper` out: the cards are \
        then printed on A4 or Letter, as many on a sheet as fit, and cut.",
};
