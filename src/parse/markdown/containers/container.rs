//! Where and how a callout of another program is written.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::prose::Callout;

/// How many bytes the sign takes with which a point of a list begins.
pub(super) const MARKER: usize = 4;

/// An event with its place in the text.
pub(in crate::parse::markdown) type Placed = (Event<'static>, Range<usize>);

/// Where and how one is written, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Container {
    /// What opens it, to the end of its line.
    pub(super) open: Range<usize>,
    pub(super) shape: Shape,
    /// What it is. `None` where it does no more than fold.
    pub(super) callout: Option<Callout>,
    pub(super) title: Title,
    /// Whether readers unfold it, and whether it is unfolded at first.
    pub(super) folds: Option<bool>,
}

impl Container {
    /// Whether nothing but what blocks are set in stands between byte `at` of `text` and where it opens.
    pub(super) fn is_led_by(&self, text: &str, at: usize) -> bool {
        text.get(at..self.open.start)
            .is_some_and(|before| before.chars().all(|letter| matches!(letter, ' ' | '\t' | '>')))
    }
}

/// How far it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// As far as lines are indented.
    Indented,
    /// To the line that closes it.
    Fenced(Range<usize>),
    /// As far as lines begin with `>`.
    Quoted,
}

/// What stands above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Title {
    /// Its kind alone says enough.
    Kind,
    /// What is written here.
    Written(Range<usize>),
    /// The kind's own word, where ours is another.
    Word(String),
}
