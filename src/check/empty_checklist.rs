//! `empty-checklist`: a checklist with nothing to tick.

use super::place::at_title;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "empty-checklist",
    severity: Severity::Error,
    explanation: "A checklist has no items, so there is nothing to tick and an empty sheet would be printed. Write the items \
        as a list, `items = [\"We know who decides\"]`, or in groups: a line `[[group]]`, under it a `title` and `items`. \
        Put `draft = true` into a list that is still to be written.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    playbook
        .checklists()
        .filter(|(_, checklist)| checklist.items().next().is_none())
        .map(|(entry, _)| {
            at_title(&RULE, entry, "this checklist has no items")
                .help("add `items = [\"We know who decides\", \"…\"]`")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_list_without_items_is_reported_once() {
        let list = "kind = \"checklist\"\ntitle = \"Ready\"\npause = \"Now\"\n";
        let groups = format!("{list}[[group]]\ntitle = \"One\"\nitems = []\n");
        for text in [list, &groups] {
            assert_eq!(
                reported("empty-checklist", &[("l.toml", text)]),
                [
                    "l.toml «\"Ready\"» this checklist has no items → add `items = [\"We know who decides\", \"…\"]`"
                ]
            );
            assert_eq!(reported("empty-group", &[("l.toml", text)]), Vec::<String>::new());
        }
    }

    #[test]
    fn a_list_that_could_not_be_read_whole_is_not_reported() {
        let list = "kind = \"checklist\"\ntitle = \"Ready\"\npause = \"Now\"\nitems = [\"One\n";
        assert_eq!(reported("empty-checklist", &[("l.toml", list)]), Vec::<String>::new());
    }
}
