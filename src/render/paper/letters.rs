//! Letters that no font has: told with their place, and left out on paper.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Entry;
use crate::render::Input;
use crate::source::Span;

/// A letter that no font has.
pub(super) const MISSING_LETTER: Rule = Rule {
    code: "missing-letter",
    severity: Severity::Warning,
    explanation: "Pages on a screen take letters from the fonts of the reader's computer. A PDF has to bring its fonts along, and \
        those that come with Partnerbook have the Latin, Greek and Cyrillic letters and common signs. This letter is in none \
        of them, so that it is left out on paper. Write it in other letters, or leave it away.",
};

/// As many letters as a message names.
const NAMED: usize = 8;

/// Tells of `letters` where the first of them stands in the file of `entry`.
pub(super) fn fault(
    input: Input<'_>,
    entry: &Entry,
    letters: &BTreeSet<char>,
) -> Option<Diagnostic> {
    let text = input.sources.texts.get(&entry.path).map_or("", |text| text);
    let mut placed: Vec<(usize, char)> =
        letters.iter().map(|letter| (text.find(*letter).unwrap_or(usize::MAX), *letter)).collect();
    placed.sort_unstable();
    let (start, first) = *placed.first()?;
    let span = match start {
        usize::MAX => entry.meta.title.span,
        start => Span::new(start, start + first.len_utf8()),
    };
    let names: Vec<String> = placed.iter().take(NAMED).map(|(_, letter)| named(*letter)).collect();
    let message = match (names.split_last(), placed.len()) {
        (Some((only, [])), _) if is_private(first) => {
            format!("no font for paper has the letter {only}")
        }
        (Some((only, [])), _) => {
            format!("no font for paper has the letter {only} ({})", number(first))
        }
        (Some((last, rest)), 2..=NAMED) => {
            format!("no font for paper has the letters {} and {last}", rest.join(", "))
        }
        (_, many) => {
            let more = many - NAMED;
            format!("no font for paper has the letters {} and {more} more", names.join(", "))
        }
    };
    let help = "write it in other letters, or leave it away: it is left out in the PDF";
    Some(Diagnostic::new(&MISSING_LETTER, &entry.path, span, message).help(help))
}

/// A letter as a message shows it.
fn named(letter: char) -> String {
    if is_private(letter) { number(letter) } else { format!("`{letter}`") }
}

/// Whether it looks different in each font, or like nothing: Unicode leaves it to private agreement.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

fn number(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_would_see_is_told_by_its_number() {
        assert_eq!(named('א'), "`א`");
        assert_eq!(named('\u{E000}'), "U+E000");
        assert_eq!(named('\u{F0001}'), "U+F0001");
    }
}
