//! `overlong-checklist`: more than twelve items at one pause.

use super::long_checklist::{UTMOST, help, long_groups, message};
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "overlong-checklist",
    severity: Severity::Error,
    explanation: "A group of a checklist has more than twelve items. Nobody goes through so many with attention, so the list \
        does not do what a checklist is for: catch the few things that are forgotten and hurt. Split it by moments into \
        groups, or keep the items that matter.\n\n\
        A list that has to be long says so: `allow = [\"long\"]`.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    long_groups(playbook)
        .filter(|(_, _, group)| group.items.len() > UTMOST)
        .map(|(entry, checklist, group)| {
            Diagnostic::new(&RULE, &entry.path, group.span, message(group)).help(help(checklist, 9))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{list_of, reported};

    #[test]
    fn more_than_twelve_items_are_too_many() {
        let reported =
            |items, more| reported("overlong-checklist", &[("l.toml", &list_of(items, more))]);
        assert_eq!(reported(12, ""), Vec::<String>::new());
        assert_eq!(
            reported(13, ""),
            [
                "l.toml «\"Day one\"» the group `Day one` has 13 items → keep to 9, split it into groups with `[[group]]`, or write `allow = [\"long\"]`"
            ]
        );
        assert_eq!(reported(13, "allow = [\"long\"]"), Vec::<String>::new());
    }
}
