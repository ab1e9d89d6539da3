//! Callouts as other programs write them: `!!! note`, `??? tip`, `::: warning`, `{% hint %}`, `> [!INFO]- Title`.
//!
//! The parser of Markdown knows none of them. It is given a text of the same length in which the lines that open and close one
//! are signs that it knows and that reach as far: a point of a list holds what is indented below it, a line across ends a
//! paragraph. What it makes of these becomes a callout, or blocks that a reader unfolds. Where it makes anything else of one, as
//! in code, that one is left as it was written.

mod container;
mod lines;
mod reach;
mod steps;

pub(super) use self::container::Placed;
use self::container::{Container, Shape};
use self::lines::containers;
use self::reach::reached;
pub(in crate::parse) use self::steps::Step;

/// A text with such callouts.
pub(super) struct Contained {
    /// The text for the parser.
    pub(super) text: String,
    /// What it makes of it.
    pub(super) steps: Vec<Step>,
}

/// `text` with the callouts in it, of which `events` gives what the parser makes. `None` where it has none.
pub(super) fn contained(text: &str, events: impl Fn(&str) -> Vec<Placed>) -> Option<Contained> {
    let mut all = containers(text);
    // Each round leaves out those that the parser takes for something else, and with them may go what others reach to.
    while !all.is_empty() {
        let set = replaced(text, &all);
        let made = events(&set);
        let mut whole = reached(&set, &made, &all).into_iter();
        let before = all.len();
        all.retain(|_| whole.next() == Some(true));
        if all.len() == before {
            return Some(Contained { steps: steps::steps(text, made, &all, &events), text: set });
        }
    }
    None
}

/// `text` with signs that the parser knows in place of what opens and closes `containers`.
fn replaced(text: &str, containers: &[Container]) -> String {
    let mut set = text.to_owned();
    // Two lists one after the other are told apart by their signs.
    let mut markers = ["1)  ", "+   "].into_iter().cycle();
    let line = |length: usize| "_".repeat(length);
    for Container { open, shape, .. } in containers {
        let length = open.len();
        match shape {
            Shape::Indented => {
                let marker = markers.next().unwrap_or_default();
                let point = format!("{marker}{}", line(length - marker.len()));
                set.replace_range(open.clone(), &point);
            }
            Shape::Fenced(close) => {
                set.replace_range(open.clone(), &line(length));
                set.replace_range(close.clone(), &line(close.len()));
            }
            Shape::Quoted => set.replace_range(open.clone(), &format!("{:length$}", "[!TIP]")),
        }
    }
    set
}

#[cfg(test)]
mod tests;
