//! `situation-without-path`: a symptom that no path picks up.

use std::collections::BTreeSet;

use super::names::Other;
use super::near;
use super::rule::{Check, OnWhole};
use super::whole::{Activity, Whole};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::SourcePath;

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "situation-without-path",
    severity: Severity::Warning,
    explanation: "An activity lists the situations it helps in, but no path has it among its steps. Readers come with a \
        symptom, find the path for it on the home page and follow its steps; an activity beside all paths is found by \
        chance only. Add the activity's file name to the `steps` of the path that fits, or write a new path.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let steps = playbook.paths().flat_map(|path| &path.steps);
    let steps: BTreeSet<&SourcePath> =
        steps.filter_map(|slug| playbook.names.find(slug).map(Other::path)).collect();
    let mut found = Vec::new();
    let activities = playbook.activities().map(Activity::page);
    for page in activities.filter(|page| !steps.contains(page.path())) {
        for situation in &page.meta().situations {
            let message =
                format!("no path leads from {} to this activity", near::quoted(situation));
            found.push(
                Diagnostic::new(&RULE, page.path(), situation.span, message)
                    .help(format!("add `\"{}\"` to the `steps` of a path", page.slug())),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_symptom_needs_a_path_to_its_activity() {
        let activity = "+++\nkind = \"activity\"\nsituations = [\"finger pointing\"]\n+++\n";
        let files = [
            ("a.md", activity),
            ("b.md", activity),
            ("p.toml", "kind = \"path\"\nwhen = \"It hurts\"\nsteps = [\"a\"]"),
        ];
        assert_eq!(
            reported("situation-without-path", &files),
            [
                "b.md «\"finger pointing\"» no path leads from `finger pointing` to this activity → add `\"b\"` to the `steps` of a path"
            ]
        );
    }
}
