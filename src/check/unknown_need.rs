//! `unknown-need`: a page that serves a need that `playbook.toml` does not define.

use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unknown-need",
    severity: Severity::Error,
    explanation: "Needs are what a partnership has to look after, such as trust or clear roles, and `playbook.toml` defines \
        them, each as a block `[[need]]` with an `id` and a `title`. This page serves a need that is not among them, so it \
        would be found under none. Correct the spelling, or define the need.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    if near::settings_are_unread(page.names) {
        return Vec::new();
    }
    let known: Vec<&str> = page.settings().needs.iter().map(|need| need.id.as_str()).collect();
    let mut found = Vec::new();
    if let Some(entry) = page.entry() {
        for need in entry.meta.serves.iter().filter(|need| !known.contains(&need.value.as_str())) {
            let message = format!("there is no need {}", near::quoted(need));
            found.push(
                Diagnostic::new(&RULE, &entry.path, need.span, message)
                    .help(near::defined("serves", "need", need, &known)),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{SETTINGS, reported};

    #[test]
    fn the_need_that_was_meant_is_named() {
        let files = [SETTINGS, ("a.md", "+++\nserves = [\"trust\", \"trusts\"]\n+++\n")];
        assert_eq!(
            reported("unknown-need", &files),
            ["a.md «\"trusts\"» there is no need `trusts` → write `\"trust\"`"]
        );
    }

    #[test]
    fn without_needs_the_help_says_how_to_define_one() {
        assert_eq!(
            reported("unknown-need", &[("a.md", "+++\nserves = [\"trust\"]\n+++\n")]),
            [
                "a.md «\"trust\"» there is no need `trust` → define it in `playbook.toml`: a line `[[need]]`, under it `id = \"trust\"` and `title = \"…\"`; or take `serves` out"
            ]
        );
    }
}
