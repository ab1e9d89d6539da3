//! `similar-item`: two things to fill in whose ids go by their order.

use std::collections::BTreeMap;

use super::near;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Entry;
use crate::source::{Location, Span, Spanned};
use crate::worksheet::id_from;

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "similar-item",
    severity: Severity::Warning,
    explanation: "Ticks and answers are kept under the id of their item, which is made of the letters and digits of its first \
        eight words. `Invite C#` and `Invite C++` differ in signs alone, so the second gets a number behind its id, and when \
        the two change places, what readers have kept changes hands. Give each its own id, in a block or between braces: \
        `{ text = \"Invite C++\", id = \"invite-cpp\" }`. With the ids that they have now, nothing that was kept is lost.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let lists = playbook.checklists();
    let lists = lists.map(|(entry, list)| (entry, list.items().map(|item| &item.id).collect()));
    let worksheets = playbook.worksheets().map(|(entry, sheet)| (entry, sheet.body.ids()));
    let sheets: Vec<(&Entry, Vec<&Spanned<String>>)> = lists.chain(worksheets).collect();
    for (entry, ids) in sheets {
        if let Some(text) = playbook.toml(&entry.path).filter(|_| ids.len() > 1) {
            numbered(entry, text, &ids, &mut found);
        }
    }
    found
}

/// Reports each of `ids` that got a number because an earlier one is made of the same words.
fn numbered(entry: &Entry, text: &str, ids: &[&Spanned<String>], found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for id in ids {
        let written = &text[within(text, id.span).range()];
        let own = id_from(written, &[]);
        let earlier = first.get(own.as_str()).copied();
        first.entry(&id.value).or_insert(within(text, id.span));
        let Some(earlier) = earlier.filter(|_| own != id.value && written != id.value) else {
            continue;
        };
        // That the same words stand twice, or none, is another fault.
        if is_same(&text[earlier.range()], written) || written.is_empty() {
            continue;
        }
        let message =
            format!("{} is told from an earlier item by its place alone", near::quoted(written));
        found.push(
            Diagnostic::new(&RULE, &entry.path, within(text, id.span), message)
                .related(Location::new(&entry.path, earlier), "the earlier one")
                .help(format!(
                    "write `id = \"{}\"` for this one and `id = \"{own}\"` for the earlier one",
                    id.value
                )),
        );
    }
}

/// The part of `span` that stands within quotation marks.
fn within(text: &str, span: Span) -> Span {
    let written = text.get(span.range()).unwrap_or_default();
    let inner = written.trim_matches(['"', '\'', '\n', '\r']);
    let lead = written.len() - written.trim_start_matches(['"', '\'', '\n', '\r']).len();
    let start = span.start as usize + lead;
    Span::new(start, start + inner.len())
}

fn is_same(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(one) == words(other)
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn items_whose_order_decides_are_reported_with_the_ids_they_have() {
        let list = "kind = \"checklist\"\npause = \"Now\"\nitems = [\"Invite C#\", \"Invite C\", \"Invite C++\", \"Invite C 2\", \"Step\", \"Step 2\"]\n";
        assert_eq!(
            reported("similar-item", &[("l.toml", list)]),
            [
                "l.toml «Invite C» `Invite C` is told from an earlier item by its place alone, the earlier one: l.toml «Invite C#» → write `id = \"invite-c-2\"` for this one and `id = \"invite-c\"` for the earlier one",
                "l.toml «Invite C++» `Invite C++` is told from an earlier item by its place alone, the earlier one: l.toml «Invite C#» → write `id = \"invite-c-3\"` for this one and `id = \"invite-c\"` for the earlier one",
                "l.toml «Invite C 2» `Invite C 2` is told from an earlier item by its place alone, the earlier one: l.toml «Invite C» → write `id = \"invite-c-2-2\"` for this one and `id = \"invite-c-2\"` for the earlier one",
            ]
        );
    }

    #[test]
    fn an_id_by_hand_settles_it_on_every_kind_of_sheet() {
        let long = "What do we do when one of the two houses ";
        let form = |first: &str, second: &str| {
            format!(
                "kind = \"form\"\n[[ask]]\nquestion = \"{long} leaves?\"\n{first}[[ask]]\nquestion = \"{long} stays?\"\n{second}"
            )
        };
        let count = |form: String| reported("similar-item", &[("f.toml", &form)]).len();
        assert_eq!(count(form("", "")), 1);
        assert_eq!(count(form("", "id = \"stays\"\n")), 0);
        assert_eq!(count(form("id = \"leaves\"\n", "id = \"stays\"\n")), 0);
    }
}
