//! How a sheet is shown: what its kind is given to make its view and its paper.

use super::Input;
use super::here::Here;
use super::svg;
use crate::model::checklist::CheckItem;
use crate::model::{Content, Entry};
use crate::sheet::{Drawing, Room, Sheet};
use crate::worksheet::{Show, Version, Worksheet};

/// Calls `make` with what the kind of `worksheet` is given, shown `here`.
pub(super) fn shown<T>(
    input: Input<'_>,
    (title, worksheet): (&str, &Worksheet),
    (version, here): (Version, Here<'_>),
    html: &dyn Fn(&crate::model::Document) -> String,
    make: impl FnOnce(Show<'_>) -> T,
) -> T {
    let paper = worksheet.shared.paper.unwrap_or(input.playbook.settings.paper);
    let turn = worksheet.shared.turn;
    make(Show {
        title,
        version,
        paper,
        turn,
        room: Room::on(paper, turn),
        html,
        svg: &|drawing: &Drawing| svg::svg(drawing),
        word: &|table, name| input.words.word(table, name).to_owned(),
        day: &|date| input.words.date(date),
        month: &|date| input.words.month(date),
        href: &|entry: &Entry| here.href_to(input, &entry.path, None).unwrap_or_default(),
        address: &|entry: &Entry| match input.playbook.settings.base_url.value.as_str() {
            "" => String::new(),
            base => input
                .site
                .route_of(&entry.path)
                .map(|route| format!("{base}{}", route.shown()))
                .unwrap_or_default(),
        },
        playbook: input.playbook,
        index: input.index,
    })
}

/// What goes on the paper of `entry`. `None` when it is no sheet.
pub(super) fn sheet(input: Input<'_>, entry: &Entry, version: Version) -> Option<Sheet> {
    made(input, entry, version, |worksheet, show| worksheet.body.sheet(show))
}

/// What goes on the handout of `entry` with this number. `None` when it is no worksheet.
pub(super) fn handout(
    input: Input<'_>,
    entry: &Entry,
    version: Version,
    number: usize,
) -> Option<Sheet> {
    made(input, entry, version, |worksheet, show| worksheet.body.handout(number, show))
}

/// What files in words hold of `entry`. `None` when it is no sheet.
pub(super) fn listing(input: Input<'_>, entry: &Entry, version: Version) -> Option<Sheet> {
    made(input, entry, version, |worksheet, show| worksheet.body.listing(show))
}

fn made(
    input: Input<'_>,
    entry: &Entry,
    version: Version,
    make: impl FnOnce(&Worksheet, Show<'_>) -> Sheet,
) -> Option<Sheet> {
    match &entry.content {
        Content::Worksheet(worksheet) => {
            let here = Here::page(input.site.route_of(&entry.path)?);
            let plain = |document: &crate::model::Document| document.short();
            let named = (entry.title(), worksheet.as_ref());
            Some(shown(input, named, (version, here), &plain, |show| make(worksheet, show)))
        }
        Content::Checklist(checklist) => Some(checklist.sheet(&|item| notes(input, item))),
        Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => None,
    }
}

/// What stands small below an item of a checklist, as its page has it: who does it and when, what helps, where more stands.
fn notes(input: Input<'_>, item: &CheckItem) -> Vec<String> {
    let named = |name: &str, fact: &str| {
        let is_said = !fact.is_empty();
        is_said.then(|| format!("{}: {fact}", input.words.word("checklist", name)))
    };
    let facts: Vec<String> =
        [named("owner", &item.owner), named("when", &item.when)].into_iter().flatten().collect();
    let mut notes = if facts.is_empty() { Vec::new() } else { vec![facts.join(" · ")] };
    let help = item.help.for_participants();
    help.each_line(&mut |line| notes.push(help.plain(line)));
    let link = item.link.as_ref().and_then(|slug| input.index.find(slug));
    notes.extend(link.map(|entry| format!("→ {}", entry.title())));
    notes
}
