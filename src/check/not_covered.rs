//! `not-covered`: a line of the coverage list that no page covers.

use std::collections::BTreeSet;

use super::between::Between;
use super::rule::{BetweenPages, Check};
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<BetweenPages> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "not-covered",
    severity: Severity::Warning,
    explanation: "The coverage list says what the playbook has to cover, and no page says of this line that it does. Either \
        the text is still to be written, or it is there and its page does not say so: add the id to `covers` of the page \
        that serves the line best.",
};

fn find(pages: &Between<'_>) -> Vec<Diagnostic> {
    let Some(coverage) = pages.names.coverage() else { return Vec::new() };
    let covered: BTreeSet<&str> = pages.covers().map(|id| id.value.as_str()).collect();
    coverage
        .items
        .iter()
        .filter(|item| !covered.contains(item.id.as_str()))
        .map(|item| {
            let message = format!("nothing covers `{}`", item.id);
            Diagnostic::new(&RULE, &coverage.path, item.span, message)
                .help(format!("write `covers = [\"{}\"]` in the page that does", item.id))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_line_that_no_page_covers_is_reported_where_it_stands() {
        let files = [
            ("a.md", "+++\ncovers = [\"A1\"]\n+++\n"),
            ("coverage.toml", "kind = \"coverage\"\n[items]\nA1 = \"Trust\"\nA2 = \"Roles\""),
        ];
        assert_eq!(
            reported("not-covered", &files),
            [
                "coverage.toml «A2» nothing covers `A2` → write `covers = [\"A2\"]` in the page that does"
            ]
        );
    }
}
