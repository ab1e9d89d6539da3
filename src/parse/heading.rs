//! The ids of headings.
//!
//! GitHub's rule, frozen: letters of any script, digits, `_` and `-` stay, in lower case; white space becomes `-`; all
//! else is left out. A second heading of the same words gets `-1`, a third `-2`. `## Words {#own-id}` sets an id by hand.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Minutes;
use crate::model::document::{Heading, heading_id};
use crate::source::{Location, SourcePath, Span};

/// Two headings with one id set by hand.
pub(super) const DUPLICATE_HEADING_ID: Rule = Rule {
    code: "duplicate-heading-id",
    severity: Severity::Error,
    explanation: "Two headings of one page bear the same `{#id}`. A link to it would reach the first one only. Give one of \
        them another id, or leave it out: an id is then made of the heading's words.",
};

/// Gives every heading its id, unique in the document.
pub(super) fn assign_ids(
    headings: &mut [Heading],
    own: &[Option<(String, Span)>],
    path: &SourcePath,
    faults: &mut Vec<Diagnostic>,
) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut first: Vec<(&String, Span)> = Vec::new();
    for (id, span) in own.iter().flatten() {
        if let Some((_, earlier)) = first.iter().find(|(other, _)| *other == id) {
            faults.push(
                Diagnostic::new(
                    &DUPLICATE_HEADING_ID,
                    path,
                    *span,
                    format!("the heading id `{id}` is taken"),
                )
                .related(Location::new(path, *earlier), "first used here")
                .help("give this heading another id, or leave `{#…}` out"),
            );
        }
        first.push((id, *span));
        taken.insert(id.clone());
    }
    let mut repeats: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for (heading, own) in headings.iter_mut().zip(own) {
        if let Some((id, _)) = own {
            heading.id.clone_from(id);
            continue;
        }
        let base = heading_id(&heading.text);
        let mut id = base.clone();
        let repeat = repeats.entry(base.clone()).or_default();
        while !taken.insert(id.clone()) {
            *repeat += 1;
            id = format!("{base}-{repeat}");
        }
        heading.id = id;
    }
}

/// The minutes of `Swap seats (15 min)`, and the words before them.
pub(super) fn minutes(text: &str) -> Option<(u32, usize)> {
    let inner = text.trim_end().strip_suffix(')')?;
    let (before, time) = inner.rsplit_once('(')?;
    if !time.contains(|c: char| c.is_alphabetic()) {
        return None;
    }
    Some((Minutes::parse(time)?.0, before.trim_end().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_follows_githubs_rule() {
        assert_eq!(heading_id("Swap seats (15 min)"), "swap-seats-15-min");
        assert_eq!(heading_id("  Was heißt *das*? "), "was-heißt-das");
        assert_eq!(heading_id("a_b - c"), "a_b---c");
        assert_eq!(heading_id("信任"), "信任");
    }

    #[test]
    fn minutes_stand_in_brackets_at_the_end() {
        assert_eq!(minutes("Swap seats (15 min)"), Some((15, 10)));
        assert_eq!(minutes("Swap seats (again)"), None);
        assert_eq!(minutes("Swap seats (15)"), None);
    }
}
