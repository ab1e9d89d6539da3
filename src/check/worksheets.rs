//! The rules of the kinds of worksheets, which each kind brings along.

use rayon::prelude::*;

use crate::diag::{Diagnostic, Rule};
use crate::model::{Content, Entry, Index, Playbook};
use crate::sheet::Room;
use crate::worksheet::{KINDS, Subject, Worksheet};

/// Every rule of every kind of worksheet.
pub const MORE_RULES: &[&Rule] = &gathered::<{ number() }>();

/// How many rules the kinds have together.
const fn number() -> usize {
    let (mut number, mut kind) = (0, 0);
    while kind < KINDS.len() {
        number += KINDS[kind].rules.len();
        kind += 1;
    }
    number
}

/// The rules of all kinds as one list. Loops by hand, because iterators cannot run while compiling.
const fn gathered<const NUMBER: usize>() -> [&'static Rule; NUMBER] {
    let mut rules = [KINDS[0].rules[0]; NUMBER];
    let (mut at, mut kind) = (0, 0);
    while kind < KINDS.len() {
        let mut rule = 0;
        while rule < KINDS[kind].rules.len() {
            rules[at] = KINDS[kind].rules[rule];
            at += 1;
            rule += 1;
        }
        kind += 1;
    }
    rules
}

/// Finds what breaks the rules of the kinds, in the order of the files.
pub(super) fn faults(playbook: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    let worksheets: Vec<(&Entry, &Worksheet)> = playbook
        .entries
        .values()
        .filter_map(|entry| match &entry.content {
            Content::Worksheet(worksheet) => Some((entry, worksheet.as_ref())),
            Content::Chapter(_)
            | Content::Activity(_)
            | Content::Checklist(_)
            | Content::Path(_) => None,
        })
        .collect();
    worksheets
        .into_par_iter()
        .flat_map_iter(|(entry, worksheet)| {
            worksheet.body.faults(subject(entry, worksheet, playbook, index))
        })
        .collect()
}

/// The sheet on its own paper, or else on the playbook's.
fn subject<'p>(
    entry: &'p Entry,
    worksheet: &Worksheet,
    playbook: &'p Playbook,
    index: &'p Index<'p>,
) -> Subject<'p> {
    let paper = worksheet.shared.paper.unwrap_or(playbook.settings.paper);
    let turn = worksheet.shared.turn;
    let room = Room::on(paper, turn);
    Subject { path: &entry.path, paper, turn, room, title: &entry.meta.title, playbook, index }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, MORE_RULES};
    use crate::check::trial::told;

    #[test]
    fn the_rules_of_a_kind_are_told_for_the_paper_of_the_sheet() {
        let table = |paper: &str| {
            format!(
                "kind = \"table\"\n{paper}columns = [\"Whatevercomesofitintheend\", \"B\", \"C\", \"D\", \"E\"]"
            )
        };
        let narrow = |sheet: &str, settings: &str| {
            told("table-narrow", &[("playbook.toml", settings), ("t.toml", sheet)]).len()
        };
        assert_eq!(narrow(&table(""), ""), 1);
        assert_eq!(narrow(&table("turn = \"landscape\"\n"), ""), 0);
        assert_eq!(narrow(&table("paper = \"A3\"\n"), ""), 0);
        assert_eq!(narrow(&table(""), "paper = \"A3\""), 0);
        assert_eq!(narrow(&table("paper = \"A4\"\n"), "paper = \"A3\""), 1);
    }

    #[test]
    fn every_rule_of_every_kind_is_listed() {
        assert_eq!(MORE_RULES.len(), KINDS.iter().map(|kind| kind.rules.len()).sum::<usize>());
        assert_eq!(MORE_RULES.last().map(|rule| rule.code), Some("causes-problem"));
    }
}
