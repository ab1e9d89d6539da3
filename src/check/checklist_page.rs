//! `checklist-page`: a checklist that needs more than one page.

use super::{Check, at_title, checklists};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Checklist, Index, Playbook};
use crate::sheet::{Room, Turn, text_lines};

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "checklist-page",
    severity: Severity::Warning,
    explanation: "A checklist hangs on a wall or lies on a table, so it has to fit one page; what stands overleaf is not \
        ticked. The message says by how many lines this one is too long. Shorten the items so that each stands on one line, \
        leave some out, or make two lists for two moments.\n\n\
        The need is worked out for the playbook's paper: 8 mm for each line of an item in letters of 11 points, 10 mm for \
        the title of a group.",
};

/// What a tick box and the white beside it take from the width, in millimetres.
const BOX_WIDTH: f32 = 10.0;
/// The height of a line of an item, in millimetres.
const LINE_HEIGHT: f32 = 8.0;
/// The height of a group's title, in millimetres.
const TITLE_HEIGHT: f32 = 10.0;
/// The size of the letters.
const POINTS: f32 = 11.0;

fn find(playbook: &Playbook, _: &Index<'_>) -> Vec<Diagnostic> {
    let paper = playbook.settings.paper;
    let room = Room::on(paper, Turn::Portrait);
    let mut found = Vec::new();
    for (entry, checklist) in checklists(playbook) {
        let over = ((need(checklist, room.width) - room.height) / LINE_HEIGHT).ceil();
        if over > 0.0 {
            let lines = if over > 1.0 { "lines" } else { "line" };
            let message =
                format!("this list is {over:.0} {lines} too long for one page of {paper}");
            found.push(
                at_title(&RULE, entry, message).help(
                    "shorten items to one line each, leave some out, or make two lists of it",
                ),
            );
        }
    }
    found
}

/// The height that `checklist` takes in a column of `width`, both in millimetres.
fn need(checklist: &Checklist, width: f32) -> f32 {
    let titles = checklist.groups.iter().filter(|group| !group.title.is_empty()).count();
    let lines: usize =
        checklist.items().map(|item| text_lines(&item.plain, POINTS, width - BOX_WIDTH)).sum();
    TITLE_HEIGHT * many(titles) + LINE_HEIGHT * many(lines)
}

/// `number` as a factor; lists of over 65,535 lines are as long as that.
fn many(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::told;

    /// Groups of nine one-line items: each takes 82 of the 217 mm of a page.
    fn list(groups: usize) -> String {
        let items: Vec<String> = (0..9).map(|item| format!("\"Item {item}\"")).collect();
        let group = format!("[[group]]\ntitle = \"Group\"\nitems = [{}]\n", items.join(", "));
        format!(
            "kind = \"checklist\"\ntitle = \"Ready\"\npause = \"Now\"\n{}",
            group.repeat(groups)
        )
    }

    #[test]
    fn the_lines_too_many_are_told() {
        assert_eq!(told("checklist-page", &[("l.toml", &list(2))]), Vec::<String>::new());
        assert_eq!(
            told("checklist-page", &[("l.toml", &list(3))]),
            [
                "l.toml «\"Ready\"» this list is 4 lines too long for one page of A4 or Letter → shorten items to one line each, leave some out, or make two lists of it"
            ]
        );
    }

    #[test]
    fn larger_paper_holds_more() {
        let files = [("l.toml", list(3)), ("playbook.toml", "paper = \"A3\"".to_owned())];
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        assert_eq!(told("checklist-page", &files), Vec::<String>::new());
    }
}
