//! `unused-sheet`: a worksheet or checklist that no page leads to.

use std::collections::BTreeSet;

use super::unknown_reference::{self, references};
use super::{Check, at_title, misnamed, near};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::index::Found;
use crate::model::{Content, Entry, Index, Playbook};
use crate::source::SourcePath;

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unused-sheet",
    severity: Severity::Warning,
    explanation: "No activity, chapter or path uses this sheet, links to it or puts it in place, so nobody learns when to \
        fill it in and why. Name it in `uses` of the activity it belongs to, make it a step of a path, or link to it. If \
        nothing needs it any more, delete it. Sessions, rhythms, agreements and packs are not told: people go to them by themselves. Standing among the most printed sheets of the home page does not count: that \
        says what is printed, not what for.",
};

fn find(playbook: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    // What could not be read may use any of them.
    if is_half_read(index) {
        return Vec::new();
    }
    let meant = meant(index);
    let in_terms = linked_by_terms(playbook, index);
    playbook
        .entries
        .values()
        .filter(|entry| entry.is_sheet() && !stands_alone(entry))
        .filter(|entry| index.used_in(&entry.path).len() == 0 && !in_terms.contains(&entry.path))
        .filter(|entry| !meant.contains(&entry.path))
        .map(|entry| {
            at_title(&RULE, entry, format!("nothing uses this {}", entry.kind())).help(format!(
                "write `uses = [\"{}\"]` in the activity it belongs to, or link to it",
                entry.slug()
            ))
        })
        .collect()
}

/// Whether a file could not be read, or is not, because of its name.
fn is_half_read(index: &Index<'_>) -> bool {
    let mut assets = index.sources().assets.iter();
    !index.playbook().unread.is_empty()
        || assets.any(|(path, asset)| misnamed::meant(path, asset).is_some())
}

/// The pages that were meant by names and links that lead nowhere, which are told by themselves.
fn meant(index: &Index<'_>) -> BTreeSet<SourcePath> {
    let of_names = references(index.playbook()).filter(|(_, _, slug)| index.find(slug).is_none());
    let of_names: Vec<_> = of_names.map(|(_, key, slug)| (key, slug.as_str())).collect();
    let mut meant = unknown_reference::meant(index, &of_names);
    let open = index.mentions().iter().filter(|(_, found)| *found == Found::Nothing);
    meant.extend(open.filter_map(|(mention, _)| near::page_meant(index, mention)));
    meant
}

/// Whether the sheet is one that people go to by itself: a day, a rhythm, what was agreed, a pack to print.
fn stands_alone(entry: &Entry) -> bool {
    match &entry.content {
        Content::Worksheet(sheet) => sheet.body.stands_alone(),
        Content::Pack(_) => true,
        Content::Checklist(_) | Content::Path(_) | Content::Chapter(_) | Content::Activity(_) => {
            false
        }
    }
}

/// The pages that the glossary links to, which is no page that an author wrote.
fn linked_by_terms<'p>(playbook: &Playbook, index: &Index<'p>) -> BTreeSet<&'p SourcePath> {
    let glossaries: BTreeSet<&SourcePath> = playbook.terms.iter().map(|term| &term.path).collect();
    index
        .mentions()
        .iter()
        .filter(|(mention, _)| glossaries.contains(mention.path()))
        .filter_map(|(_, found)| match found {
            Found::Page(path) => Some(*path),
            Found::Asset(_) | Found::Folder | Found::External | Found::Nothing => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::told;

    #[test]
    fn what_people_go_to_by_itself_is_not_told() {
        for kind in ["session", "rhythm", "agreement", "pack"] {
            let text = format!("kind = \"{kind}\"\ntitle = \"A\"\n");
            assert_eq!(told("unused-sheet", &[("a.toml", &text)]), Vec::<String>::new(), "{kind}");
        }
    }

    #[test]
    fn a_sheet_is_used_by_name_by_link_or_in_place() {
        let plan = "kind = \"plan\"\ntitle = \"Plan\"";
        let files = [
            (
                "a.md",
                "+++\nuses = [\"one\"]\n+++\n[x](two.toml) ![](three.toml)\n\n```include\nb.md\n```",
            ),
            ("b.md", "[y](four.toml)"),
            ("five.toml", "kind = \"plan\"\ntitle = \"Plan\"\nintro = \"See [it](five.toml)\""),
            ("four.toml", plan),
            ("one.toml", plan),
            ("playbook.toml", "print_most = [\"five\"]"),
            ("three.toml", plan),
            ("two.toml", plan),
        ];
        assert_eq!(
            told("unused-sheet", &files),
            [
                "five.toml «\"Plan\"» nothing uses this worksheet → write `uses = [\"five\"]` in the activity it belongs to, or link to it"
            ]
        );
    }
}
