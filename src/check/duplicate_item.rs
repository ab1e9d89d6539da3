//! `duplicate-item`: the same thing to tick twice.

use std::collections::BTreeMap;

use super::near;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::checklist::CheckItem;
use crate::source::{Location, Span};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "duplicate-item",
    severity: Severity::Error,
    explanation: "The same words stand twice in a checklist, most often left over from moving an item. People tick the first \
        and wonder about the second. Take one out, or say in its words how it differs: `We called them` on the first day, \
        `We called them again` on the tenth. Small and capital letters and white space make no difference.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (entry, checklist) in playbook.checklists() {
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for item in checklist.items() {
            let words: Vec<&str> = item.plain.split_whitespace().collect();
            let words = words.join(" ").to_lowercase();
            let Some(first) = seen.get(&words) else {
                seen.insert(words, place(item));
                continue;
            };
            let message = format!("{} stands here twice", near::quoted(&item.plain));
            found.push(
                Diagnostic::new(&RULE, &entry.path, place(item), message)
                    .related(Location::new(&entry.path, *first), "first written here")
                    .help("take one out, or say how it differs"),
            );
        }
    }
    found
}

/// Where the words of `item` were written.
fn place(item: &CheckItem) -> Span {
    item.text.locate(Span::new(0, item.text.source.len()))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn the_same_words_are_found_whatever_their_case_and_space() {
        let list = "kind = \"checklist\"\npause = \"Now\"\n[[group]]\ntitle = \"A\"\nitems = [\"We  called *them*\"]\n[[group]]\ntitle = \"B\"\nitems = [\"we called them \", \"We called them again\"]\n";
        assert_eq!(
            reported("duplicate-item", &[("l.toml", list)]),
            [
                "l.toml «we called them » `we called them` stands here twice, first written here: l.toml «We  called *them*» → take one out, or say how it differs"
            ]
        );
    }
}
