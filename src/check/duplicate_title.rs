//! `duplicate-title`: two pages of one kind with the same title.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::between::Between;
use super::names::Other;
use super::near;
use super::place::at_title;
use super::rule::{BetweenPages, Check};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Location;

pub(super) const CHECK: Check<BetweenPages> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "duplicate-title",
    severity: Severity::Warning,
    explanation: "Two pages of one kind bear the same title. In lists, among the results of a search, in bookmarks and on paper \
        nobody can tell them apart. Say in the title what is particular to each: `Role grid for the first month`.\n\n\
        In a folder that uses nothing of Partnerbook's own, a handbook brought from elsewhere, it is not told.",
};

fn find(pages: &Between<'_>) -> Vec<Diagnostic> {
    if pages.names.settings().path.is_none() || pages.names.stance().is_lenient() {
        return Vec::new();
    }
    // Numbers are sorted in a moment, titles are not; the few whose numbers are the same are looked at.
    let all = pages.names.pages();
    let mut numbered: Vec<(u64, Other<'_>)> = Vec::with_capacity(all.len());
    numbered.extend(all.filter_map(|page| Some((number(page)?, page))));
    numbered.sort_by_key(|(number, _)| *number);
    let alike = numbered.chunk_by(|(one, _), (other, _)| one == other);
    alike.filter(|pages| pages.len() > 1).flat_map(repeats).collect()
}

/// The faults of those of these pages, in the order of their paths, whose titles an earlier one has.
fn repeats(pages: &[(u64, Other<'_>)]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(&str, String), Other<'_>> = BTreeMap::new();
    let mut found = Vec::new();
    for (_, page) in pages {
        let other = *first.entry((page.kind(), folded(page.title()))).or_insert(*page);
        if other.path() != page.path() {
            let message = format!("the title {} is taken", near::quoted(page.title()));
            let place = Location::new(other.path(), other.meta().title.span);
            found.push(
                at_title(&RULE, *page, message)
                    .related(place, "first used here")
                    .help("say in the title what is particular to this page"),
            );
        }
    }
    found
}

/// A number that is the same for two pages of one kind whose titles look the same. `None` for a page without a title.
fn number(page: Other<'_>) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    page.kind().hash(&mut hasher);
    // Of most titles no copy has to be made.
    let folded = if page.title().is_ascii() { String::new() } else { folded(page.title()) };
    let title = if folded.is_empty() { page.title() } else { &folded };
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
    use crate::check::trial::reported;

    #[test]
    fn the_second_page_of_a_title_is_reported_with_the_first() {
        let files = [
            ("a.md", "# Role  grid"),
            ("b/b.md", "# Role Grid"),
            ("grid.toml", "kind = \"plan\"\ntitle = \"Role grid\""),
            ("playbook.toml", ""),
        ];
        assert_eq!(
            reported("duplicate-title", &files),
            [
                "b/b.md «# Role Grid» the title `Role Grid` is taken, first used here: a.md «# Role  grid» → say in the title what is particular to this page"
            ]
        );
        assert_eq!(reported("duplicate-title", &files[..3]), Vec::<String>::new());
    }
}
