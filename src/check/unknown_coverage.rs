//! `unknown-coverage`: a page that covers what the coverage list does not hold.

use std::collections::BTreeSet;

use super::near;
use super::page::Page;
use super::place::in_settings;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity, nearest};
use crate::model::Coverage;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unknown-coverage",
    severity: Severity::Error,
    explanation: "A coverage list, `coverage.toml`, says what the playbook has to cover, each line under an id of its own. \
        This page says in `covers` that it covers an id that the list does not have, most often a slip in a number. Correct \
        the id, or add the line to the list.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let coverage = page.names.coverage();
    // The list may be one of the files that could not be read, which was reported.
    if coverage.is_none() && page.names.lacks_files() {
        return Vec::new();
    }
    let covers = page.covers();
    if covers.is_empty() {
        return Vec::new();
    }
    let known: BTreeSet<&str> = coverage
        .map(|coverage| coverage.items.iter().map(|item| item.id.as_str()).collect())
        .unwrap_or_default();
    covers
        .into_iter()
        .filter(|(_, id)| !known.contains(id.value.as_str()))
        .map(|(path, id)| {
            let message = match coverage {
                Some(list) => format!("`{}` has no line {}", list.path, near::quoted(id)),
                None => format!("there is no coverage list to hold {}", near::quoted(id)),
            };
            in_settings(&RULE, path, id.span, message).help(help(coverage, id, &known))
        })
        .collect()
}

fn help(coverage: Option<&Coverage>, id: &str, known: &BTreeSet<&str>) -> String {
    let Some(coverage) = coverage else {
        return "add a file `coverage.toml` with `kind = \"coverage\"` and a line `[items]`, or take `covers` out".to_owned();
    };
    if let Some(near) = nearest(id, known.iter().copied()) {
        return format!("write an id of the list, such as `\"{near}\"`");
    }
    match coverage.items.as_slice() {
        [first, .., last] => format!("its ids run from `{}` to `{}`", first.id, last.id),
        [only] => format!("its only id is `{}`", only.id),
        [] => "the list is empty: add lines under `[items]`".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn an_id_that_the_list_lacks_is_reported() {
        let files = [
            ("a.md", "+++\ncovers = [\"A1\", \"elsewhere\"]\n+++\n"),
            ("coverage.toml", "kind = \"coverage\"\n[items]\nA1 = \"Trust\"\nB2 = \"Roles\""),
            ("playbook.toml", "covers = [\"b2\"]"),
        ];
        assert_eq!(
            reported("unknown-coverage", &files),
            [
                "a.md «\"elsewhere\"» `coverage.toml` has no line `elsewhere` → its ids run from `A1` to `B2`",
                "playbook.toml «\"b2\"» `coverage.toml` has no line `b2` → write an id of the list, such as `\"B2\"`",
            ]
        );
    }

    #[test]
    fn without_a_list_nothing_can_be_covered() {
        assert_eq!(
            reported("unknown-coverage", &[("a.md", "+++\ncovers = [\"A1\"]\n+++\n")]),
            [
                "a.md «\"A1\"» there is no coverage list to hold `A1` → add a file `coverage.toml` with `kind = \"coverage\"` and a line `[items]`, or take `covers` out"
            ]
        );
    }
}
