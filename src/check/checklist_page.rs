//! `checklist-page`: a checklist that needs more than one page.

use super::{Check, at_title, checklists};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::checklist::CheckItem;
use crate::model::{Checklist, Index, Playbook};
use crate::sheet::{Room, Turn, many};
use crate::worksheet::extent::{LINE_HEIGHT, height, intro_height, text_height};

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "checklist-page",
    severity: Severity::Warning,
    explanation: "A checklist hangs on a wall or lies on a table, so it has to fit one page; what stands overleaf is not \
        ticked. The message says by how many lines this one is too long. Shorten the items so that each stands on one line, \
        leave some out, or make two lists for two moments.\n\n\
        The need is worked out for the playbook's paper, with the introduction and the help of items: 5.4 mm for each line \
        in letters of 10.5 points, 4.4 mm around each item, 12 mm for the title of a group.",
};

/// What a tick box and the white beside it take from the width, in millimetres, as all that follows from the printed pages.
const BOX_WIDTH: f32 = 9.0;
/// The white and the line around an item, in millimetres.
const ITEM_PADDING: f32 = 4.4;
/// The height of a group's title with the white around it, in millimetres.
const TITLE_HEIGHT: f32 = 12.0;
/// The height of the line that says how the list is used, with the white around it, in millimetres.
const WAY_HEIGHT: f32 = 8.0;

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
    let items: f32 = checklist.items().map(|item| item_height(item, width - BOX_WIDTH)).sum();
    WAY_HEIGHT + intro_height(&checklist.intro, width) + TITLE_HEIGHT * many(titles) + items
}

/// The height of `item` with its help and the lines below it.
fn item_height(item: &CheckItem, width: f32) -> f32 {
    let has_facts = !item.owner.is_empty() || !item.when.is_empty();
    let more = usize::from(has_facts) + usize::from(item.link.is_some());
    let words = text_height(&item.plain, width) + height(&item.help, width);
    ITEM_PADDING + words + LINE_HEIGHT * many(more)
}

#[cfg(test)]
mod tests {
    use crate::check::trial::told;

    /// Groups of nine one-line items: each takes 100 of the 217 mm of a page.
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
                "l.toml «\"Ready\"» this list is 17 lines too long for one page of A4 or Letter → shorten items to one line each, leave some out, or make two lists of it"
            ]
        );
    }

    #[test]
    fn an_introduction_and_help_take_room_too() {
        let told = |text: &str| told("checklist-page", &[("l.toml", text)]).len();
        assert_eq!(told(&list(2)), 0);
        let intro = format!("intro = \"{}\"\n[[group]]", "Words above. ".repeat(60));
        assert_eq!(told(&list(2).replacen("[[group]]", &intro, 1)), 1);
        let helped = "{ text = \"Item 0\", help = \"Ask them.\", owner = \"Ada\" }";
        assert_eq!(told(&list(2).replace("\"Item 0\"", helped)), 1);
    }

    #[test]
    fn larger_paper_holds_more() {
        let files = [("l.toml", list(3)), ("playbook.toml", "paper = \"A3\"".to_owned())];
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        assert_eq!(told("checklist-page", &files), Vec::<String>::new());
    }
}
