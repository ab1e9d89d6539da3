//! `long-checklist`: more than nine items at one pause.

use super::near;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::checklist::Group;
use crate::model::{Checklist, Entry};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "long-checklist",
    severity: Severity::Warning,
    explanation: "A group of a checklist has more than nine items. Published advice for checklists is to stay under ten at \
        each pause point: the longer the list, the sooner people tick without looking. Keep what is both likely to be \
        forgotten and bad when forgotten, and leave out what nobody would miss; or split the list by moments into groups.\n\n\
        A list that has to be long says so: `allow = [\"long\"]`.",
};

/// The most items that are ticked with attention.
const MOST: usize = 9;
/// The most items that a list may have unless it says so.
pub(super) const UTMOST: usize = 12;

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    long_groups(playbook)
        .filter(|(_, _, group)| (MOST + 1..=UTMOST).contains(&group.items.len()))
        .map(|(entry, checklist, group)| {
            Diagnostic::new(&RULE, &entry.path, group.span, message(group))
                .help(help(checklist, MOST))
        })
        .collect()
}

/// Every group of every checklist that is not allowed to be long.
pub(super) fn long_groups<'p>(
    playbook: &Whole<'p>,
) -> impl Iterator<Item = (&'p Entry, &'p Checklist, &'p Group)> {
    playbook.checklists().filter(|(_, checklist)| !checklist.allows("long")).flat_map(
        |(entry, checklist)| checklist.groups.iter().map(move |group| (entry, checklist, group)),
    )
}

/// Says how many items there are.
pub(super) fn message(group: &Group) -> String {
    let number = group.items.len();
    if group.title.is_empty() {
        format!("this list has {number} items")
    } else {
        format!("the group {} has {number} items", near::quoted(&group.title))
    }
}

/// Says what to do with a list of more than `most` items.
pub(super) fn help(checklist: &Checklist, most: usize) -> String {
    let way = if checklist.groups.len() > 1 { "smaller groups" } else { "groups with `[[group]]`" };
    format!("keep to {most}, split it into {way}, or write `allow = [\"long\"]`")
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{list_of, reported};

    #[test]
    fn more_than_nine_items_are_many() {
        let reported =
            |items, more| reported("long-checklist", &[("l.toml", &list_of(items, more))]);
        assert_eq!(reported(9, ""), Vec::<String>::new());
        assert_eq!(
            reported(10, ""),
            [
                "l.toml «\"Day one\"» the group `Day one` has 10 items → keep to 9, split it into groups with `[[group]]`, or write `allow = [\"long\"]`"
            ]
        );
        assert_eq!(reported(13, ""), Vec::<String>::new());
        assert_eq!(reported(10, "allow = [\"long\"]"), Vec::<String>::new());
    }
}
