//! `duplicate-title`: two pages of one kind with the same title.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

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
        In a folder that uses nothing of Partnerbook's own, a handbook brought from elsewhere, it is not told.",
};

fn find(playbook: &Playbook, _: &Index<'_>) -> Vec<Diagnostic> {
    if playbook.settings.path.is_none() || playbook.stance.is_lenient() {
        return Vec::new();
    }
    // Numbers are sorted in a moment, titles are not; the few whose numbers are the same are looked at.
    let mut numbered: Vec<(u64, &Entry)> = Vec::with_capacity(playbook.entries.len());
    let entries = playbook.entries.values();
    numbered.extend(entries.filter_map(|entry| Some((number(entry)?, entry))));
    numbered.sort_by_key(|(number, _)| *number);
    let alike = numbered.chunk_by(|(one, _), (other, _)| one == other);
    alike.filter(|pages| pages.len() > 1).flat_map(repeats).collect()
}

/// The faults of those of these pages, in the order of their paths, whose titles an earlier one has.
fn repeats(pages: &[(u64, &Entry)]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(&str, String), &Entry> = BTreeMap::new();
    let mut found = Vec::new();
    for (_, entry) in pages {
        let other = *first.entry((entry.kind(), folded(entry.title()))).or_insert(entry);
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

/// A number that is the same for two pages of one kind whose titles look the same. `None` for a page without a title.
fn number(entry: &Entry) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    entry.kind().hash(&mut hasher);
    // Of most titles no copy has to be made.
    let folded = if entry.title().is_ascii() { String::new() } else { folded(entry.title()) };
    let title = if folded.is_empty() { entry.title() } else { &folded };
    let mut words = title.split_whitespace().peekable();
    words.peek()?;
    for word in words {
        word.bytes().for_each(|letter| hasher.write_u8(letter.to_ascii_lowercase()));
        hasher.write_u8(b' ');
    }
    Some(hasher.finish())
}

/// A title without what two that look the same may differ in: capitals, and how much space is between words.
fn folded(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    words.join(" ").to_lowercase()
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
