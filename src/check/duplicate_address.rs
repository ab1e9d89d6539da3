//! `duplicate-address`: two files that would become one page.

use std::collections::BTreeMap;

use super::{Check, at_title};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Index, Playbook};
use crate::site::{Books, Exports, Route};
use crate::source::{Location, SourcePath, Span};

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "duplicate-address",
    severity: Severity::Error,
    explanation: "Two files would become one page. The address of a page is its file's name in small letters, without the \
        number in front and the ending, with hyphens for all that is neither letter nor digit: `01-Roles & rules.md` and \
        `roles-rules.md` in one folder meet at `roles-rules.html`. Names that differ in capitals only meet as well, since many \
        hosts cannot tell them apart. Rename one of the two.",
};

fn find(playbook: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<String, &SourcePath> = BTreeMap::new();
    let mut found = Vec::new();
    for entry in playbook.entries.values() {
        let route = Route::of(&entry.path).as_str().to_owned();
        if let Some(other) = taken.get(&route) {
            let title =
                playbook.entries.get(*other).map_or(Span::default(), |other| other.meta.title.span);
            found.push(
                at_title(&RULE, entry, format!("`{other}` would become the page `{route}` too"))
                    .related(Location::new(other, title), "the other page")
                    .help("rename one of the two files"),
            );
        } else {
            taken.insert(route, &entry.path);
        }
    }
    let mut assets: BTreeMap<String, &SourcePath> = BTreeMap::new();
    for entry in playbook.entries.values().filter(|entry| entry.is_sheet()) {
        for ending in Exports::ENDINGS {
            for route in [Route::of(&entry.path), Route::of_example(&entry.path)] {
                assets.insert(route.with_ending(ending).as_str().to_owned(), &entry.path);
            }
        }
    }
    for path in index.assets_used() {
        if playbook.settings.book && Books::would_be_at(path) {
            let message = format!("`{path}` would take the place of a PDF of several pages");
            found.push(Diagnostic::everywhere(&RULE, message).help("rename the file"));
            continue;
        }
        let route = Route::of_asset(path).as_str().to_lowercase();
        if let Some(other) = assets.insert(route, path) {
            let message = if playbook.entries.contains_key(other) {
                format!("`{path}` would take the place of a file that is made of `{other}`")
            } else {
                format!("`{path}` and `{other}` would become one file")
            };
            found.push(Diagnostic::everywhere(&RULE, message).help("rename one of the two files"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::told;

    #[test]
    fn a_file_beside_a_sheet_may_not_have_the_name_of_its_table() {
        let sheet = "kind = \"form\"\nquestions = [\"A?\"]";
        let files = [
            ("a.md", "# A\n[x](f.csv) [y](g.csv)"),
            ("f.toml", sheet),
            ("f.csv", ""),
            ("g.csv", ""),
        ];
        assert_eq!(
            told("duplicate-address", &files),
            [
                "`f.csv` would take the place of a file that is made of `f.toml` → rename one of the two files"
            ]
        );
    }

    #[test]
    fn a_file_may_not_have_the_name_of_the_book() {
        let files = [
            ("a.md", "# A\n[x](playbook.pdf) [y](01-trust/trust.pdf) [z](01-trust/more.pdf)"),
            ("01-trust/b.md", "# B"),
            ("playbook.pdf", ""),
            ("01-trust/trust.pdf", ""),
            ("01-trust/more.pdf", ""),
        ];
        assert_eq!(told("duplicate-address", &files), [""; 0]);
        let files = [&files[..], &[("playbook.toml", "book = true")]].concat();
        assert_eq!(
            told("duplicate-address", &files),
            [
                "`01-trust/trust.pdf` would take the place of a PDF of several pages → rename the file",
                "`playbook.pdf` would take the place of a PDF of several pages → rename the file",
            ]
        );
    }

    #[test]
    fn names_that_differ_in_capitals_only_meet() {
        let files = [("A.md", "# One"), ("a.md", "# Two"), ("01-b.md", "# B"), ("c/b.md", "# B")];
        assert_eq!(
            told("duplicate-address", &files),
            [
                "a.md «# Two» `A.md` would become the page `a.html` too, the other page: A.md «# One» → rename one of the two files"
            ]
        );
    }
}
