//! `stage-without-checklist`: a stage without a pause point.

use std::collections::BTreeSet;

use super::place::in_settings;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "stage-without-checklist",
    severity: Severity::Warning,
    explanation: "`playbook.toml` names a stage, and no checklist belongs to it. Each stage has at least one moment at which \
        a group should stop and look: before it begins, or before it is left. Write a short checklist for that moment, or \
        give an existing one its `stage`.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let with_list: BTreeSet<&str> = playbook
        .checklists()
        .filter_map(|(entry, _)| entry.meta.stage.as_ref())
        .map(|stage| stage.value.as_str())
        .collect();
    let settings = playbook.names.settings();
    settings
        .stages
        .iter()
        .filter(|stage| !with_list.contains(stage.id.as_str()))
        .map(|stage| {
            let message = format!("the stage `{}` has no checklist", stage.id);
            in_settings(&RULE, settings.path.as_ref(), stage.span, message)
                .help(format!("write `stage = \"{}\"` in a checklist of that time", stage.id))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{SETTINGS, reported};

    #[test]
    fn a_stage_wants_a_checklist() {
        let files = [
            SETTINGS,
            (
                "l.toml",
                "kind = \"checklist\"\npause = \"Now\"\nstage = \"begin\"\nitems = [\"One\"]",
            ),
        ];
        assert_eq!(
            reported("stage-without-checklist", &files),
            [
                "playbook.toml «\"renew\"» the stage `renew` has no checklist → write `stage = \"renew\"` in a checklist of that time"
            ]
        );
    }
}
