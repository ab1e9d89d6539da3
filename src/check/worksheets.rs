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
            | Content::Path(_)
            | Content::Pack(_) => None,
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
    worksheet: &'p Worksheet,
    playbook: &'p Playbook,
    index: &'p Index<'p>,
) -> Subject<'p> {
    let (paper, turn) = worksheet.shared.paper(playbook.settings.paper);
    let room = Room::on(paper, turn);
    let (path, title) = (&entry.path, &entry.meta.title);
    let reviewed = entry.meta.reviewed.max(playbook.settings.revised);
    Subject { path, paper, turn, room, title, reviewed, context: index }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, MORE_RULES};
    use crate::check::trial::reported;
    use crate::sheet::{Paper, Room, Turn};

    #[test]
    fn the_rules_of_a_kind_are_reported_for_the_paper_of_the_sheet() {
        let table = |paper: &str| {
            format!(
                "kind = \"table\"\n{paper}columns = [\"Whatevercomesofitintheend\", \"B\", \"C\", \"D\", \"E\"]"
            )
        };
        let narrow = |sheet: &str, settings: &str| {
            reported("table-narrow", &[("playbook.toml", settings), ("t.toml", sheet)]).len()
        };
        assert_eq!(narrow(&table(""), ""), 1);
        assert_eq!(narrow(&table("turn = \"landscape\"\n"), ""), 0);
        assert_eq!(narrow(&table("paper = \"A3\"\n"), ""), 0);
        assert_eq!(narrow(&table(""), "paper = \"A3\""), 0);
        assert_eq!(narrow(&table("paper = \"A4\"\n"), "paper = \"A3\""), 1);
    }

    #[test]
    fn what_fits_either_paper_fits_both() {
        for turn in [Turn::Portrait, Turn::Landscape] {
            let [either, a4, letter] =
                [Paper::Either, Paper::A4, Paper::Letter].map(|paper| Room::on(paper, turn));
            assert!(either.width <= a4.width && either.width <= letter.width);
            assert!(either.height <= a4.height && either.height <= letter.height);
        }
    }

    #[test]
    fn no_sheet_that_lies_on_its_side_is_asked_to() {
        let help = |paper: &str, turn: &str| {
            let sheet = format!(
                "kind = \"matrix\"\npaper = \"{paper}\"\nturn = \"{turn}\"\nletters = \"RACI\"\ndown = [\"Sign\"]\nacross = [{}]",
                "\"A\", ".repeat(40)
            );
            let reported = reported("matrix-size", &[("m.toml", &sheet)]);
            let (_, help) = reported[0].split_once(" → ").expect("there is help");
            help.split_once(", or ").expect("there are two ways").0.to_owned()
        };
        assert_eq!(help("A4", "portrait"), "write `turn = \"landscape\"`");
        assert_eq!(help("A4", "landscape"), "write `paper = \"A3\"`");
        assert_eq!(help("A6", "landscape"), "write `paper = \"A4\"`");
        assert_eq!(help("A3", "landscape"), "make two sheets of it");
        let table = format!(
            "kind = \"table\"\nturn = \"landscape\"\ncolumns = [\"A\", \"{}\"]\nwidths = [9, 1]",
            "W".repeat(30)
        );
        let reported = reported("table-narrow", &[("t.toml", &table)]);
        assert!(
            reported[0].ends_with("shorten the heading, or write `paper = \"A3\"`"),
            "{reported:?}"
        );
    }

    #[test]
    fn every_rule_of_every_kind_is_listed() {
        assert_eq!(MORE_RULES.len(), KINDS.iter().map(|kind| kind.rules.len()).sum::<usize>());
        let last = KINDS.last().and_then(|kind| kind.rules.last());
        assert_eq!(MORE_RULES.last().map(|rule| rule.code), last.map(|rule| rule.code));
    }
}
