//! `empty-group`: a group of a checklist with nothing to tick.

use super::near;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "empty-group",
    severity: Severity::Error,
    explanation: "A group of a checklist has a title and no items. On paper it would be a heading above nothing, and readers \
        would look for what is missing. Add its items, or take the group out.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (entry, checklist) in playbook.checklists() {
        // A list without any item is reported as a whole.
        if checklist.items().next().is_none() {
            continue;
        }
        for group in checklist.groups.iter().filter(|group| group.items.is_empty()) {
            let name = if group.title.is_empty() {
                "this list".to_owned()
            } else {
                format!("the group {}", near::quoted(&group.title))
            };
            found.push(
                Diagnostic::new(&RULE, &entry.path, group.span, format!("{name} has no items"))
                    .help("add `items = [\"…\"]` under it, or take it out"),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_group_without_items_is_reported_by_its_title() {
        let list = "kind = \"checklist\"\npause = \"Now\"\n[[group]]\ntitle = \"Day one\"\nitems = [\"One\"]\n[[group]]\ntitle = \"Day two\"\nitems = []\n";
        assert_eq!(
            reported("empty-group", &[("l.toml", list)]),
            [
                "l.toml «\"Day two\"» the group `Day two` has no items → add `items = [\"…\"]` under it, or take it out"
            ]
        );
    }
}
