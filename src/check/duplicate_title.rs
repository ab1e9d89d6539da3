//! `duplicate-title`: two pages of one kind with the same title.

use std::collections::HashMap;

use super::{Check, at_title, near};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Entry, Index, Playbook};
use crate::source::Location;

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "duplicate-title",
    severity: Severity::Warning,
    explanation: "Two pages of one kind bear the same title. In lists, among the results of a search, in bookmarks and on paper \
        nobody can tell them apart. Say in the title what is particular to each: `Role grid for the first month`.\n\n\
        In a folder without `playbook.toml`, a handbook brought from elsewhere, it is not told.",
};

fn find(playbook: &Playbook, _: &Index<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if playbook.settings.path.is_none() {
        return found;
    }
    let mut first: HashMap<(&str, String), &Entry> = HashMap::with_capacity(playbook.entries.len());
    for entry in playbook.entries.values() {
        let title = folded(entry.title());
        if title.is_empty() {
            continue;
        }
        let other = *first.entry((entry.kind(), title)).or_insert(entry);
        if other.path != entry.path {
            let message = format!("the title {} is taken", near::quoted(entry.title()));
            let place = Location::new(&other.path, other.meta.title.span);
            found.push(
                at_title(&RULE, entry, message)
                    .related(place, "first used here")
                    .help("say in the title what is particular to this page"),
            );
        }
    }
    found
}

/// A title without what two that look the same may differ in: capitals, and how much space is between words.
fn folded(title: &str) -> String {
    let mut folded = String::with_capacity(title.len());
    for word in title.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded.to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::told;

    #[test]
    fn the_second_page_of_a_title_is_told_with_the_first() {
        let files = [
            ("a.md", "# Role  grid"),
            ("b/b.md", "# Role Grid"),
            ("grid.toml", "kind = \"plan\"\ntitle = \"Role grid\""),
            ("playbook.toml", ""),
        ];
        assert_eq!(
            told("duplicate-title", &files),
            [
                "b/b.md «# Role Grid» the title `Role Grid` is taken, first used here: a.md «# Role  grid» → say in the title what is particular to this page"
            ]
        );
        assert_eq!(told("duplicate-title", &files[..3]), Vec::<String>::new());
    }
}
