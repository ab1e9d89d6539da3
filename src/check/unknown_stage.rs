//! `unknown-stage`: a page at a stage that `playbook.toml` does not define.

use super::{Check, near};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Index, Playbook};

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unknown-stage",
    severity: Severity::Error,
    explanation: "Stages are the times in the life of a partnership, and `playbook.toml` defines them in order, each as a \
        block `[[stage]]` with an `id` and a `title`. This page names a stage that is not among them, so it would be found \
        under none. Correct the spelling, or define the stage.",
};

fn find(playbook: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    if near::settings_are_unread(index.playbook()) {
        return Vec::new();
    }
    let known: Vec<&str> = playbook.settings.stages.iter().map(|stage| stage.id.as_str()).collect();
    let mut found = Vec::new();
    for entry in playbook.entries.values() {
        let Some(stage) = &entry.meta.stage else { continue };
        if !known.contains(&stage.value.as_str()) {
            let message = format!("there is no stage {}", near::quoted(stage));
            found.push(
                Diagnostic::new(&RULE, &entry.path, stage.span, message)
                    .help(near::defined("stage", "stage", stage, &known)),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{SETTINGS, told};

    #[test]
    fn the_stage_that_was_meant_is_named() {
        let files = [
            SETTINGS,
            ("a.md", "+++\nstage = \"beginn\"\n+++\n"),
            ("b.md", "+++\nstage = \"zzzzzz\"\n+++\n"),
        ];
        assert_eq!(
            told("unknown-stage", &files),
            [
                "a.md «\"beginn\"» there is no stage `beginn` → write `\"begin\"`",
                "b.md «\"zzzzzz\"» there is no stage `zzzzzz` → write one of `begin` and `renew`, or define it in `playbook.toml`",
            ]
        );
    }

    #[test]
    fn without_stages_the_help_says_how_to_define_one() {
        assert_eq!(
            told("unknown-stage", &[("a.md", "+++\nstage = \"begin\"\n+++\n")]),
            [
                "a.md «\"begin\"» there is no stage `begin` → define it in `playbook.toml`: a line `[[stage]]`, under it `id = \"begin\"` and `title = \"…\"`; or take `stage` out"
            ]
        );
    }
}
