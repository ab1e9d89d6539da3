//! How a sheet is shown: what its kind is given to make its view and its paper.

use crate::input::Input;
use crate::model::checklist::CheckItem;
use crate::model::{Content, Entry};
use crate::prose::Document;
use crate::sheet::{Drawing, Room, Sheet};
use crate::source::SourcePath;
use crate::worksheet::{Show, Version, Worksheet};

/// How what a sheet holds is written where it stands.
pub struct Written<'a> {
    /// The HTML, or the plain words, of a document.
    pub html: &'a dyn Fn(&Document) -> String,
    /// The SVG of a drawing.
    pub svg: &'a dyn Fn(&Drawing) -> String,
    /// Where a link to the page of a file leads; empty when it has none.
    pub href: &'a dyn Fn(&SourcePath) -> String,
}

/// Calls `make` with what the kind of `worksheet` is given, `written` as is right where it stands.
pub fn shown<T>(
    input: Input<'_>,
    (title, worksheet): (&str, &Worksheet),
    version: Version,
    written: &Written<'_>,
    make: impl FnOnce(Show<'_>) -> T,
) -> T {
    let (paper, turn) = worksheet.shared.paper(input.playbook.settings.paper);
    make(Show {
        title,
        version,
        paper,
        turn,
        room: Room::on(paper, turn),
        html: written.html,
        svg: written.svg,
        word: &|table, name| input.words.word(table, name).to_owned(),
        day: &|date| input.words.date(date),
        month: &|date| input.words.month(date),
        href: written.href,
        address: &|path| match input.playbook.settings.base_url.value.as_str() {
            "" => String::new(),
            base => input
                .site
                .route_of(path)
                .map(|route| format!("{base}{}", route.shown()))
                .unwrap_or_default(),
        },
        context: input.index,
    })
}

/// What goes on the paper of `entry`. `None` when it is no sheet.
pub fn sheet(input: Input<'_>, entry: &Entry, version: Version) -> Option<Sheet> {
    made(input, entry, version, |worksheet, show| worksheet.body.sheet(show))
}

/// What goes on the handout of `entry` with this number. `None` when it is no worksheet.
pub fn handout(input: Input<'_>, entry: &Entry, version: Version, number: usize) -> Option<Sheet> {
    made(input, entry, version, |worksheet, show| worksheet.body.handout(number, show))
}

/// What files in words hold of `entry`. `None` when it is no sheet.
pub fn listing(input: Input<'_>, entry: &Entry, version: Version) -> Option<Sheet> {
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
            let from = input.site.route_of(&entry.path)?;
            // On paper and in files a drawing is a value, never markup.
            let written = Written {
                html: &Document::short,
                svg: &|_| String::new(),
                href: &|path| {
                    let route = input.site.route_of(path);
                    route.map_or_else(String::new, |to| from.href_to(to))
                },
            };
            let named = (entry.title(), worksheet.as_ref());
            Some(shown(input, named, version, &written, |show| make(worksheet, show)))
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
