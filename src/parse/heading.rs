//! The ids of headings.
//!
//! The rule is [`heading_id`]. A second heading of the same words gets `-1`, a third `-2`. `## Words {#own-id}` sets an id by
//! hand.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Rule, Severity};
use crate::measure::Minutes;
use crate::prose::Heading;
use crate::prose::anchor::heading_id;
use crate::source::{Location, SourcePath, Span};

/// Two headings with one id set by hand.
pub(super) const DUPLICATE_HEADING_ID: Rule = Rule {
    code: "duplicate-heading-id",
    severity: Severity::Error,
    explanation: "Two headings of one page bear the same `{#id}`. A link to it would reach the first one only. Give one of \
        them another id, or leave it out: an id is then made of the heading's words.",
};

/// What is written in a heading: its letters without markup, as ids are made of them.
#[derive(Default)]
pub(super) struct Said {
    /// The letters as they were typed: dashes and quotation marks are those of the keyboard.
    pub(super) typed: String,
    /// What an id was made of before it followed GitHub's rule to the letter: with real punctuation, and entities as they
    /// were written.
    pub(super) before: String,
}

impl Said {
    /// Where it was not heard as it came: it was written in HTML.
    pub(super) fn of(text: &str) -> Self {
        Self { typed: text.to_owned(), before: text.to_owned() }
    }

    pub(super) fn text(&mut self, text: &str, written: &str, in_link: bool) {
        self.typed.push_str(if is_typeset(text, written) { written } else { text });
        let is_named = written.starts_with('&') && !written.starts_with("&#");
        self.before.push_str(if is_named && !in_link { written } else { text });
    }

    pub(super) fn code(&mut self, code: &str) {
        self.typed.push_str(code);
        self.before.push_str(code);
    }

    pub(super) fn line_end(&mut self) {
        self.typed.push('\n');
        self.before.push(' ');
    }
}

/// Whether the parser has put real punctuation for what was typed: `…`, dashes, quotation marks.
pub(super) fn is_typeset(text: &str, written: &str) -> bool {
    let is_typed = |byte| matches!(byte, b'-' | b'.' | b'\'' | b'"');
    !written.is_empty() && text != written && written.bytes().all(is_typed)
}

/// Where the id of a heading comes from.
pub(super) struct GivenId {
    /// The id in `{#id}`, and where.
    pub(super) by_hand: Option<(String, Span)>,
    /// What an id was made of before ([`Said::before`]).
    pub(super) before: String,
}

/// Gives every heading its id, unique in the document, and the one that it had before.
pub(super) fn assign_ids(
    headings: &mut [Heading],
    given: &[GivenId],
    path: &SourcePath,
    faults: &mut Vec<Diagnostic>,
) {
    let mut first: Vec<(&String, Span)> = Vec::new();
    for (id, span) in given.iter().filter_map(|given| given.by_hand.as_ref()) {
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
    }
    let typed = headings.iter().map(|heading| heading_id(heading.typed())).collect();
    let ids = unique(given, typed);
    let before = given.iter().map(|given| former_id(&given.before)).collect();
    let taken: BTreeSet<String> = ids.iter().cloned().collect();
    let former =
        unique(given, before).into_iter().map(|id| Some(id).filter(|id| !taken.contains(id)));
    for (heading, (id, former)) in headings.iter_mut().zip(ids.into_iter().zip(former)) {
        heading.id = id;
        heading.former = former.map(String::into_boxed_str);
    }
}

/// The ids of headings whose words make `ids`, each but once. Those given by hand stay.
fn unique(given: &[GivenId], ids: Vec<String>) -> Vec<String> {
    let by_hand = |given: &GivenId| given.by_hand.as_ref().map(|(id, _)| id.clone());
    let mut taken: BTreeSet<String> = given.iter().filter_map(by_hand).collect();
    let mut repeats: BTreeMap<String, usize> = BTreeMap::new();
    let one = |(given, base): (&GivenId, String)| {
        if let Some(id) = by_hand(given) {
            return id;
        }
        let mut id = base.clone();
        let repeat = repeats.entry(base.clone()).or_default();
        while !taken.insert(id.clone()) {
            *repeat += 1;
            id = format!("{base}-{repeat}");
        }
        id
    };
    given.iter().zip(ids).map(one).collect()
}

/// The id that a heading of the words `text` had before: marks that combine with a letter, as in most scripts of India,
/// were left out. It stays as it was, for the sake of those who kept it.
fn former_id(text: &str) -> String {
    let lower = text.trim().chars().flat_map(char::to_lowercase);
    let id: String = lower
        .filter_map(|letter| match letter {
            _ if letter.is_whitespace() => Some('-'),
            '-' | '_' => Some(letter),
            _ => Some(letter).filter(|letter| letter.is_alphanumeric()),
        })
        .collect();
    if id.is_empty() { "section".to_owned() } else { id }
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
    fn minutes_stand_in_brackets_at_the_end() {
        assert_eq!(minutes("Swap seats (15 min)"), Some((15, 10)));
        assert_eq!(minutes("Swap seats (again)"), None);
        assert_eq!(minutes("Swap seats (15)"), None);
    }
}
