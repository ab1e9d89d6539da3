//! A page as other pages show it: links, cards, stages, needs.

use super::view::{BriefCard, Card, LinkView, NeedView, StageView};
use crate::input::Input;
use crate::model::{Content, Entry};
use crate::show;
use crate::site::{By, Route};
use crate::titles::{kind_label, page_label};
use crate::typography::typeset;
use crate::worksheet::Version;

/// A link from the page at `from` to `page`.
pub(super) fn link_to(input: Input<'_>, from: &Route, page: usize) -> LinkView {
    let page = &input.site.pages[page];
    LinkView { title: page_label(input, page), href: from.href_to(&page.route) }
}

/// What a page at `from` that names `entry` in passing says of it. `None` when it has no page.
pub(super) fn brief_card(input: Input<'_>, from: &Route, entry: &Entry) -> Option<BriefCard> {
    Some(BriefCard {
        title: typeset(entry.title(), input.words),
        href: from.href_to(input.site.route_of(&entry.path)?),
        kind: entry.kind(),
        label: kind_label(input, entry),
        stage: entry.meta.stage.as_ref().and_then(|stage| stage_view(input, from, stage)),
    })
}

/// The card of `entry` on the page at `from`, with the drawing of a sheet. `None` when it has no page.
pub(super) fn drawn_card(input: Input<'_>, from: &Route, entry: &Entry) -> Option<Card> {
    Some(Card { thumbnail: thumbnail(input, entry), ..card(input, from, entry)? })
}

/// The small drawing of a sheet; empty when `entry` is none.
fn thumbnail(input: Input<'_>, entry: &Entry) -> String {
    let (_, turn) = entry.paper(input.playbook.settings.paper);
    let sheet = show::sheet(input, entry, Version::Blank);
    sheet.map(|sheet| super::thumbnail::of(&sheet, turn)).unwrap_or_default()
}

/// The card of `entry` on the page at `from`, without a drawing. `None` when it has no page.
pub(super) fn card(input: Input<'_>, from: &Route, entry: &Entry) -> Option<Card> {
    let route = input.site.route_of(&entry.path)?;
    let meta = &entry.meta;
    Some(Card {
        title: typeset(entry.title(), input.words),
        href: from.href_to(route),
        kind: entry.kind(),
        label: kind_label(input, entry),
        summary: typeset(&meta.summary, input.words),
        time: meta.time.as_ref().map(|time| input.words.times(time.value)).unwrap_or_default(),
        people: meta.people.map(|people| people.to_string()).unwrap_or_default(),
        stage: meta.stage.as_ref().and_then(|stage| stage_view(input, from, stage)),
        thumbnail: String::new(),
        minutes: meta.time.as_ref().map_or(0, |time| time.value.1.0),
        when: match &entry.content {
            Content::Path(path) => typeset(&path.when, input.words),
            Content::Chapter(_)
            | Content::Activity(_)
            | Content::Checklist(_)
            | Content::Worksheet(_)
            | Content::Pack(_) => String::new(),
        },
        format: input.words.named_each("format", &meta.format).join("|"),
        needs: meta
            .serves
            .iter()
            .filter_map(|need| input.playbook.settings.need(need))
            .map(|need| typeset(&need.title, input.words))
            .collect::<Vec<_>>()
            .join("|"),
    })
}

/// The cards of what `slugs` name, on the page at `from`, with the drawings of sheets.
pub(super) fn cards<'s>(
    input: Input<'_>,
    from: &Route,
    slugs: impl Iterator<Item = &'s str>,
) -> Vec<Card> {
    slugs.filter_map(|slug| drawn_card(input, from, input.index.find(slug)?)).collect()
}

/// The stage called `id`, on the page at `from`.
pub(super) fn stage_view(input: Input<'_>, from: &Route, id: &str) -> Option<StageView> {
    let settings = &input.playbook.settings;
    let (number, stage) = settings.stage(id)?;
    Some(StageView {
        id: stage.id.clone(),
        title: typeset(&stage.title, input.words),
        letter: settings.stage_letter(number),
        number,
        href: list_href(input, from, By::Stage, &stage.id),
    })
}

/// The need called `id`, on the page at `from`.
pub(super) fn need_view(input: Input<'_>, from: &Route, id: &str) -> Option<NeedView> {
    let need = input.playbook.settings.need(id)?;
    Some(NeedView {
        id: need.id.clone(),
        title: typeset(&need.title, input.words),
        href: list_href(input, from, By::Need, &need.id),
    })
}

/// Where the list by `by` shows the group `id`; empty when there is no such list.
pub(super) fn list_href(input: Input<'_>, from: &Route, by: By, id: &str) -> String {
    match input.site.lists.get(&by) {
        Some(page) => {
            let route = &input.site.pages[*page].route;
            let page = if route == from { String::new() } else { from.href_to(route) };
            format!("{page}#{}", crate::site::escape(id))
        }
        None => String::new(),
    }
}
