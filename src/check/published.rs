//! Addresses at which readers find something.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Content, Entry, Index, Playbook};
use crate::prose::Heading;
use crate::site::{Route, folder_route};

/// Every address at which a reader finds a page or is led on to one, each with the file whose prose is there.
pub(super) fn alive(playbook: &Playbook) -> BTreeMap<Route, Option<&Entry>> {
    let mut alive: BTreeMap<Route, Option<&Entry>> = BTreeMap::new();
    for entry in playbook.entries.values() {
        let folder = entry.path.folder();
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([0, folder.len()]);
        for end in ends {
            let route = Route::new(format!(
                "{}index.html",
                folder_route(&folder[..end], &playbook.numbers)
            ));
            alive.entry(route).or_default();
        }
    }
    for entry in playbook.entries.values() {
        let mut own = Route::of(&entry.path, &playbook.numbers);
        if !entry.path.introduces_folder() {
            own = next_free(own, &alive);
        }
        if has_example(entry) {
            alive.insert(own.example(), None);
        }
        alive.insert(own, Some(entry));
    }
    for entry in playbook.entries.values() {
        for route in entry.meta.aliases.iter().filter_map(|alias| Route::of_alias(alias)) {
            if has_example(entry) {
                alive.insert(route.example(), None);
            }
            alive.insert(route, Some(entry));
        }
    }
    for old in playbook.ledger.moved.keys().filter(|old| !old.contains('#')) {
        let end = playbook.ledger.end_of(old).map(Route::new);
        let found = end.and_then(|end| alive.get(&end).copied());
        if let (Some(entry), Some(old)) = (found, Route::of_alias(old)) {
            alive.entry(old).or_insert(entry);
        }
    }
    alive
}

/// `route`, or the first address after it at which nothing is: `a-2.html` for the second page that would be `a.html`.
fn next_free(route: Route, alive: &BTreeMap<Route, Option<&Entry>>) -> Route {
    if !alive.contains_key(&route) {
        return route;
    }
    let name = route.as_str().strip_suffix(".html").unwrap_or(route.as_str());
    let mut after = (2..).map(|number: u32| Route::new(format!("{name}-{number}.html")));
    after.find(|route| !alive.contains_key(route)).unwrap_or(route)
}

fn has_example(entry: &Entry) -> bool {
    match &entry.content {
        Content::Worksheet(worksheet) => worksheet.body.has_example(),
        Content::Chapter(_)
        | Content::Activity(_)
        | Content::Checklist(_)
        | Content::Path(_)
        | Content::Pack(_) => false,
    }
}

/// The ids at which a reader arrives on the page of `entry`: of its headings, and those that they had before.
pub(super) fn ids<'p>(
    playbook: &'p Playbook,
    index: &Index<'p>,
    alive: &BTreeMap<Route, Option<&Entry>>,
    entry: &Entry,
) -> BTreeSet<&'p str> {
    let headings = index.headings(&entry.path).flat_map(Heading::ids);
    let mut ids: BTreeSet<&str> = headings.chain(index.own_anchors(&entry.path)).collect();
    let is_here = |address: &str| {
        let found = alive.get(&Route::new(address)).copied().flatten();
        found.is_some_and(|found| found.path == entry.path)
    };
    for old in playbook.ledger.moved.keys() {
        let end = playbook.ledger.end_of(old).and_then(|end| end.split_once('#'));
        let (Some((from, old)), Some((to, id))) = (old.split_once('#'), end) else { continue };
        if is_here(from) && is_here(to) && ids.contains(id) {
            ids.insert(old);
        }
    }
    ids
}
