//! `orphan-page`: a page that the `SUMMARY.md` leaves out and nothing leads to.

use std::collections::HashSet;

use super::between::Between;
use super::near;
use super::place::at_title;
use super::rule::{BetweenPages, Check};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::SourcePath;

pub(super) const CHECK: Check<BetweenPages> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "orphan-page",
    severity: Severity::Warning,
    explanation: "A page is not named in `SUMMARY.md`, which says in which order pages are read, and no other page leads to it. It \
        is published all the same, behind the others, where hardly anybody comes by: perhaps it was forgotten, perhaps it was \
        not meant to be seen. Name it in `SUMMARY.md`, link to it, or write `draft = true` into its front matter.\n\n\
        Without a `SUMMARY.md` every page stands in the navigation. Worksheets and checklists that nothing uses are told by \
        `unused-sheet`.",
};

fn find(pages: &Between<'_>) -> Vec<Diagnostic> {
    let outline = pages.outline();
    // Only a `SUMMARY.md` names every page there is.
    let Some(summary) = outline.path.as_ref().filter(|path| path.is_markdown()) else {
        return Vec::new();
    };
    let named: HashSet<&SourcePath> = outline.pages.iter().collect();
    let prose = pages.names.pages().filter(|page| matches!(page.kind(), "chapter" | "activity"));
    prose
        .filter(|page| !named.contains(page.path()) && !page.path().introduces_folder())
        .filter(|page| !pages.is_used(page.path()))
        .map(|page| {
            let message = format!("`{summary}` does not name this page, and nothing leads to it");
            let name = near::quoted(page.path().as_str());
            at_title(&RULE, page, message)
                .help(format!("name {name} in `{summary}`, link to it, or write `draft = true`"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_page_that_is_neither_named_nor_linked_is_reported() {
        let files = [
            ("SUMMARY.md", "- [A](a.md)\n"),
            ("a.md", "# A\n\n[C](c.md)"),
            ("b.md", "# B"),
            ("c.md", "# C"),
            ("index.md", "# Home"),
        ];
        assert_eq!(
            reported("orphan-page", &files),
            [
                "b.md «# B» `SUMMARY.md` does not name this page, and nothing leads to it → name `b.md` in `SUMMARY.md`, link to it, or write `draft = true`"
            ]
        );
        assert_eq!(reported("orphan-page", &files[1..]), Vec::<String>::new());
    }
}
