//! How a sheet is shown: what its kind is given to make its view and its paper.

use super::Input;
use super::svg;
use crate::model::{Content, Entry};
use crate::sheet::{Drawing, Piece, Room, Sheet, Tick};
use crate::site::Route;
use crate::worksheet::{Show, Version, Worksheet};

/// Calls `make` with what the kind of `worksheet` is given, shown on the page at `from`.
pub(super) fn shown<T>(
    input: Input<'_>,
    worksheet: &Worksheet,
    (version, from): (Version, &Route),
    html: &dyn Fn(&crate::model::Document) -> String,
    make: impl FnOnce(Show<'_>) -> T,
) -> T {
    let paper = worksheet.shared.paper.unwrap_or(input.playbook.settings.paper);
    let turn = worksheet.shared.turn;
    make(Show {
        version,
        paper,
        turn,
        room: Room::on(paper, turn),
        html,
        svg: &|drawing: &Drawing| svg::svg(drawing),
        word: &|table, name| input.words.word(table, name).to_owned(),
        date: &|date| input.words.date(date),
        href: &|entry: &Entry| {
            input.site.route_of(&entry.path).map(|route| from.href_to(route)).unwrap_or_default()
        },
        playbook: input.playbook,
        index: input.index,
    })
}

/// What goes on the paper of `entry`. `None` when it is no sheet.
pub(super) fn sheet(input: Input<'_>, entry: &Entry, version: Version) -> Option<Sheet> {
    match &entry.content {
        Content::Worksheet(worksheet) => {
            let from = input.site.route_of(&entry.path)?;
            let plain = |document: &crate::model::Document| document.source.to_string();
            Some(shown(input, worksheet, (version, from), &plain, |show| {
                worksheet.body.sheet(show)
            }))
        }
        Content::Checklist(checklist) => {
            let mut pieces = Vec::new();
            for group in &checklist.groups {
                if !group.title.is_empty() {
                    pieces.push(Piece::Heading(group.title.to_string()));
                }
                let ticks = group.items.iter();
                let tick = ticks.map(|item| Tick { text: item.plain.to_string(), ticked: false });
                pieces.push(Piece::Ticks(tick.collect()));
            }
            Some(Sheet { pieces })
        }
        Content::Chapter(_) | Content::Activity(_) | Content::Path(_) => None,
    }
}
