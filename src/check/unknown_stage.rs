//! `unknown-stage`: a page at a stage that `playbook.toml` does not define.

use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Entry;
use crate::source::Spanned;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unknown-stage",
    severity: Severity::Error,
    explanation: "Stages are the times in the life of a partnership, and `playbook.toml` defines them in order, each as a \
        block `[[stage]]` with an `id` and a `title`. This page names a stage that is not among them, so it would be found \
        under none. Correct the spelling, or define the stage.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    if near::settings_are_unread(page.names) {
        return Vec::new();
    }
    let known: Vec<&str> = page.settings().stages.iter().map(|stage| stage.id.as_str()).collect();
    let stage = page.entry().and_then(|entry| Some((entry, entry.meta.stage.as_ref()?)));
    let unknown = stage.filter(|(_, stage)| !known.contains(&stage.value.as_str()));
    let fault = |(entry, stage): (&Entry, &Spanned<String>)| {
        let message = format!("there is no stage {}", near::quoted(stage));
        Diagnostic::new(&RULE, &entry.path, stage.span, message)
            .help(near::defined("stage", "stage", stage, &known))
    };
    unknown.map(fault).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{SETTINGS, reported};

    #[test]
    fn the_stage_that_was_meant_is_named() {
        let files = [
            SETTINGS,
            ("a.md", "+++\nstage = \"beginn\"\n+++\n"),
            ("b.md", "+++\nstage = \"zzzzzz\"\n+++\n"),
        ];
        assert_eq!(
            reported("unknown-stage", &files),
            [
                "a.md «\"beginn\"» there is no stage `beginn` → write `\"begin\"`",
                "b.md «\"zzzzzz\"» there is no stage `zzzzzz` → write one of `begin` and `renew`, or define it in `playbook.toml`",
            ]
        );
    }

    #[test]
    fn without_stages_the_help_says_how_to_define_one() {
        assert_eq!(
            reported("unknown-stage", &[("a.md", "+++\nstage = \"begin\"\n+++\n")]),
            [
                "a.md «\"begin\"» there is no stage `begin` → define it in `playbook.toml`: a line `[[stage]]`, under it `id = \"begin\"` and `title = \"…\"`; or take `stage` out"
            ]
        );
    }
}
