//! `heading-order`: a heading that skips a level.

use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::prose::Document;
use crate::source::SourcePath;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "heading-order",
    severity: Severity::Warning,
    explanation: "A heading is more than one level below the one before it: `####` right after `##`. People who have a page read \
        to them go from heading to heading by their levels, and look for the one in between that is not there; so does the \
        contents of the page. The title of the page is the first level, so its text begins with `##`. Choose the level by \
        what belongs to what, never by how large the letters are.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    if let Some(entry) = page.entry() {
        return entry.prose().map_or_else(Vec::new, |prose| {
            // Where a first level stands in the text, all levels are moved down by one on the page.
            let has_first = prose.headings.iter().any(|heading| heading.level == 1);
            skips(&entry.path, prose, u8::from(!has_first))
        });
    }
    let (Some(path), Some(document)) = (page.path(), page.included()) else { return Vec::new() };
    // What stands above it is the business of the page that shows it.
    let first = document.headings.first().map_or(1, |heading| heading.level - 1);
    skips(path, document, first)
}

/// The headings of `document` that skip a level, when the one above its first is of the level `above`.
fn skips(path: &SourcePath, document: &Document, above: u8) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut before = above;
    for heading in &document.headings {
        let right = before + 1;
        if heading.level > right {
            let marks = |level: u8| "#".repeat(usize::from(level));
            let message = format!(
                "the heading {} is on level {}, and the one above it on level {before}",
                near::quoted(&heading.text),
                heading.level
            );
            let help = format!("write `{}` in place of `{}`", marks(right), marks(heading.level));
            found.push(
                Diagnostic::new(&RULE, path, document.locate(heading.span), message).help(help),
            );
        }
        before = heading.level;
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_level_that_is_skipped_is_reported_where_it_is() {
        let files = [("a.md", "# A\n\n### Two\n\n## Three\n\n#### Four\n\n##### Five\n\n## Six\n")];
        assert_eq!(
            reported("heading-order", &files),
            [
                "a.md «### Two» the heading `Two` is on level 3, and the one above it on level 1 → write `##` in place of `###`",
                "a.md «#### Four» the heading `Four` is on level 4, and the one above it on level 2 → write `###` in place of `####`",
            ]
        );
    }

    #[test]
    fn first_levels_in_the_text_and_included_files_begin_where_they_begin() {
        let files = [
            (
                "a.md",
                "+++\ntitle = \"A\"\n+++\n# One\n\n## Two\n\n# Three\n\n```include\nb.md\n```\n",
            ),
            ("b.md", "### B\n\n#### C\n"),
        ];
        assert_eq!(reported("heading-order", &files), Vec::<String>::new());
    }
}
