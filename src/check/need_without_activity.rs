//! `need-without-activity`: a need that nothing is done for.

use std::collections::BTreeSet;

use super::place::in_settings;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "need-without-activity",
    severity: Severity::Warning,
    explanation: "`playbook.toml` names a need, and no activity serves it: the playbook says that something matters and not \
        what to do about it. Write an activity, add the need to `serves` of one that already meets it, or take the need out.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let served: BTreeSet<&str> = playbook
        .activities()
        .flat_map(|activity| &activity.page().meta().serves)
        .map(|need| need.value.as_str())
        .collect();
    let settings = playbook.names.settings();
    settings
        .needs
        .iter()
        .filter(|need| !served.contains(need.id.as_str()))
        .map(|need| {
            let message = format!("no activity serves `{}`", need.id);
            in_settings(&RULE, settings.path.as_ref(), need.span, message)
                .help(format!("write `serves = [\"{}\"]` in an activity that does", need.id))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{SETTINGS, reported};

    #[test]
    fn a_need_wants_an_activity_and_not_only_a_chapter() {
        let files = [
            SETTINGS,
            ("a.md", "+++\nkind = \"activity\"\nserves = [\"trust\"]\n+++\n"),
            ("b.md", "+++\nserves = [\"roles\"]\n+++\n"),
        ];
        assert_eq!(
            reported("need-without-activity", &files),
            [
                "playbook.toml «\"roles\"» no activity serves `roles` → write `serves = [\"roles\"]` in an activity that does"
            ]
        );
    }
}
