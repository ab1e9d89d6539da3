//! `leaves-nothing`: an activity after which nothing is on paper.

use super::place::at_title;
use super::rule::{Check, OnWhole};
use super::whole::{Activity, Whole};
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "leaves-nothing",
    severity: Severity::Warning,
    explanation: "An activity that leaves nothing behind was a nice talk. This one names neither a sheet in `uses` nor a \
        result in `leaves`. Say what the group holds in its hands afterwards, a list of actions or a corrected picture, \
        and name the sheet it is written on.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    playbook.activities()
        .map(Activity::page)
        .filter(|page| page.meta().leaves.is_empty() && page.meta().uses.is_empty())
        .map(|page| {
            at_title(&RULE, page, "this activity leaves nothing on paper")
                .help("say what exists afterwards, `leaves = [\"Up to three actions\"]`, or name a sheet in `uses`")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn an_activity_leaves_a_result_or_uses_a_sheet() {
        let files = [
            ("a.md", "+++\nkind = \"activity\"\ntitle = \"Talk\"\n+++\n"),
            ("b.md", "+++\nkind = \"activity\"\nleaves = [\"A list\"]\n+++\n"),
            ("c.md", "+++\nkind = \"activity\"\nuses = [\"p\"]\n+++\n"),
            ("p.toml", "kind = \"plan\""),
        ];
        assert_eq!(
            reported("leaves-nothing", &files),
            [
                "a.md «\"Talk\"» this activity leaves nothing on paper → say what exists afterwards, `leaves = [\"Up to three actions\"]`, or name a sheet in `uses`"
            ]
        );
    }
}
