//! Letters that no font has: told with their place, and left out on paper.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Rule, Severity};
use crate::input::Input;
use crate::source::{SETTINGS, SourcePath, Span};

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

/// Letters that no font has, each by the file that it stands in: what is printed alone and in books is reported once.
#[derive(Clone, Debug, Default)]
pub(super) struct Missing(BTreeMap<SourcePath, BTreeSet<char>>);

impl Missing {
    /// Adds `letters` that are on the paper of what the file `page` becomes.
    pub(super) fn add(&mut self, input: Input<'_>, page: &SourcePath, letters: BTreeSet<char>) {
        for letter in letters {
            if let Some(path) = home(input, page, letter) {
                self.0.entry(path).or_default().insert(letter);
            }
        }
    }

    /// Takes in what is missing elsewhere.
    pub(super) fn join(&mut self, other: Self) {
        for (path, letters) in other.0 {
            self.0.entry(path).or_default().extend(letters);
        }
    }

    /// Whether every letter has a font.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells of the letters, once for each file.
    pub(super) fn faults(&self, input: Input<'_>) -> Vec<Diagnostic> {
        self.0.iter().filter_map(|(path, letters)| fault(input, path, letters)).collect()
    }
}

/// The file in which a `letter` stands that is on the paper of what the file `page` becomes.
///
/// A page also prints what stands in other files: what it includes, the meanings of terms, titles of pages that it leads
/// to. `None` when the letter is in no file, and neither is the page.
fn home(input: Input<'_>, page: &SourcePath, letter: char) -> Option<SourcePath> {
    let (playbook, texts) = (input.playbook, &input.sources.texts);
    let settings = SourcePath::new(SETTINGS);
    let known = |path: &SourcePath| texts.contains_key(path).then(|| path.clone());
    let others = playbook.included.keys();
    let others = others.chain(playbook.terms.iter().map(|term| &term.path));
    let others = others.chain([&settings]).chain(playbook.entries.keys());
    std::iter::once(page)
        .chain(others)
        .find(|path| texts.get(*path).is_some_and(|text| text.contains(letter)))
        .cloned()
        .or_else(|| known(page))
        .or_else(|| known(&settings))
}

/// Tells of `letters` where the first of them stands in the file `path`.
fn fault(input: Input<'_>, path: &SourcePath, letters: &BTreeSet<char>) -> Option<Diagnostic> {
    let text = input.sources.texts.get(path).map_or("", |text| text);
    let mut placed: Vec<(usize, char)> =
        letters.iter().map(|letter| (text.find(*letter).unwrap_or(usize::MAX), *letter)).collect();
    placed.sort_unstable();
    let (start, first) = *placed.first()?;
    let span = match start {
        usize::MAX => {
            input.playbook.entries.get(path).map_or(Span::default(), |entry| entry.meta.title.span)
        }
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
    Some(Diagnostic::new(&MISSING_LETTER, path, span, message).help(help))
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
