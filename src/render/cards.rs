//! A page as other pages show it: links, cards, stages, needs.

use super::typography::typeset;
use super::view::{BriefCard, Card, LinkView, NeedView, StageView, list_title, site_title};
use super::{Input, show};
use crate::model::{Content, Entry, Minutes};
use crate::sheet::Turn;
use crate::site::{By, Page, Route, Shows};
use crate::source::SourcePath;
use crate::worksheet::Version;

/// A time or a range of times that stays on one line: `25 min`, `20–30 min`.
pub(super) fn time_text((least, most): (Minutes, Minutes)) -> String {
    let text = if least == most { most.to_string() } else { format!("{}–{most}", least.0) };
    text.replace(' ', "\u{a0}")
}

/// The title of a page, whatever it shows.
pub(super) fn page_title(input: Input<'_>, page: &Page) -> String {
    let entry = |path: &SourcePath| typeset(input.playbook.entries[path].title(), input.words);
    match &page.shows {
        Shows::Home(_) => site_title(input).to_owned(),
        Shows::Part(folder, introduction) => {
            introduction.as_ref().map_or_else(|| input.site.folders[*folder].title.clone(), entry)
        }
        Shows::Entry(path) => entry(path),
        Shows::Example(path) => input.words.filled("titles", "example", "title", &entry(path)),
        Shows::List(by) => list_title(input, *by).to_owned(),
        Shows::Glossary => match input.playbook.glossary_title.as_str() {
            "" => input.words.word("titles", "glossary").to_owned(),
            title => typeset(title, input.words),
        },
        Shows::Coverage => match &input.playbook.coverage {
            Some(coverage) if !coverage.title.is_empty() => coverage.title.clone(),
            Some(_) | None => input.words.word("titles", "coverage").to_owned(),
        },
        Shows::SiteMap => input.words.word("titles", "sitemap").to_owned(),
        Shows::Search => input.words.word("titles", "search").to_owned(),
        Shows::Print(folder) => {
            let title = page_title(input, &input.site.pages[input.site.folders[*folder].page]);
            input.words.filled("titles", "print", "title", &title)
        }
        Shows::NotFound => input.words.word("not_found", "title").to_owned(),
    }
}

/// What a page is called in the navigation: by its title, unless it, or what orders the pages, says otherwise.
pub(super) fn page_label(input: Input<'_>, page: &Page) -> String {
    let said = match &page.shows {
        Shows::Part(folder, introduction) => {
            let folder = input.playbook.outline.name(&input.site.folders[*folder].path);
            folder.or_else(|| own_label(input, introduction.as_ref()?))
        }
        Shows::Entry(path) => own_label(input, path),
        Shows::Home(_)
        | Shows::Example(_)
        | Shows::List(_)
        | Shows::Glossary
        | Shows::Coverage
        | Shows::SiteMap
        | Shows::Search
        | Shows::Print(_)
        | Shows::NotFound => None,
    };
    said.map_or_else(|| page_title(input, page), |said| typeset(said, input.words))
}

fn own_label<'a>(input: Input<'a>, path: &SourcePath) -> Option<&'a str> {
    let label = || Some(input.playbook.entries.get(path)?.meta.label.as_str());
    input.playbook.outline.name(path.as_str()).or_else(label).filter(|label| !label.is_empty())
}

/// The title that the author gave the home page, where the whole is called otherwise.
pub(super) fn own_title_of_home(input: Input<'_>, home: &Entry) -> Option<String> {
    let title = typeset(home.title(), input.words);
    (title != typeset(site_title(input), input.words)).then_some(title)
}

/// What the home page is called among others: its own title, or the word for it.
pub(super) fn home_title(input: Input<'_>, home: &Entry) -> String {
    let own = own_title_of_home(input, home);
    own.unwrap_or_else(|| input.words.word("book", "home").to_owned())
}

/// A link from the page at `from` to `page`.
pub(super) fn link_to(input: Input<'_>, from: &Route, page: usize) -> LinkView {
    let page = &input.site.pages[page];
    LinkView { title: page_label(input, page), href: from.href_to(&page.route) }
}

/// What a page is called among the kinds, in words.
pub(super) fn label(input: Input<'_>, entry: &Entry) -> String {
    match &entry.content {
        Content::Worksheet(worksheet) => {
            input.words.word("worksheets", worksheet.kind().name).to_owned()
        }
        Content::Chapter(_) if entry.path.introduces_folder() => {
            input.words.word("kinds", "part").to_owned()
        }
        Content::Chapter(_)
        | Content::Activity(_)
        | Content::Checklist(_)
        | Content::Path(_)
        | Content::Pack(_) => input.words.word("kinds", entry.kind()).to_owned(),
    }
}

/// What a page at `from` that names `entry` in passing says of it. `None` when it has no page.
pub(super) fn brief_card(input: Input<'_>, from: &Route, entry: &Entry) -> Option<BriefCard> {
    Some(BriefCard {
        title: typeset(entry.title(), input.words),
        href: from.href_to(input.site.route_of(&entry.path)?),
        kind: entry.kind(),
        label: label(input, entry),
        stage: entry.meta.stage.as_ref().and_then(|stage| stage_view(input, from, stage)),
    })
}

/// The card of `entry` on the page at `from`, with the drawing of a sheet. `None` when it has no page.
pub(super) fn drawn_card(input: Input<'_>, from: &Route, entry: &Entry) -> Option<Card> {
    Some(Card { thumbnail: thumbnail(input, entry), ..card(input, from, entry)? })
}

/// The small drawing of a sheet; empty when `entry` is none.
fn thumbnail(input: Input<'_>, entry: &Entry) -> String {
    let turn = match &entry.content {
        Content::Worksheet(worksheet) => worksheet.shared.turn,
        Content::Checklist(_)
        | Content::Chapter(_)
        | Content::Activity(_)
        | Content::Path(_)
        | Content::Pack(_) => Turn::Portrait,
    };
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
        label: label(input, entry),
        summary: typeset(&meta.summary, input.words),
        time: meta.time.as_ref().map(|time| time_text(time.value)).unwrap_or_default(),
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
        format: meta.format.join("|"),
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
