//! Old addresses: the pages that lead on from them, and the ids that headings had before.

use std::collections::{BTreeMap, BTreeSet};

use super::planner::Planner;
use crate::model::{Entry, Playbook};
use crate::prose::{Document, Heading};
use crate::site::{Holder, Route, Shows, folder_route};
use crate::source::{Numbers, SourcePath, Spanned, target_path};

/// Whether among the headings of the file `path` none has come or gone in `later` that old addresses lead from or to.
pub(super) fn hold(playbook: &Playbook, later: &Playbook, path: &SourcePath) -> bool {
    let (before, now) = (own_ids(playbook, path), own_ids(later, path));
    if before == now {
        return true;
    }
    if before.iter().chain(&now).any(|(_, former)| former.is_some()) {
        return false;
    }
    let has = |ids: &BTreeSet<Ids<'_>>, id: &str| ids.iter().any(|(known, _)| *known == id);
    let addresses = later.ledger.moved.iter().flat_map(|(old, new)| [old, new]);
    let mut known = addresses.filter_map(|address| Some(address.split_once('#')?.1));
    known.all(|id| has(&before, id) == has(&now, id))
}

/// The id of a heading, and the one it had before ids followed GitHub's rule to the letter.
type Ids<'p> = (&'p str, Option<&'p str>);

/// The ids of the headings in the file `path` itself.
fn own_ids<'p>(playbook: &'p Playbook, path: &SourcePath) -> BTreeSet<Ids<'p>> {
    let documents = playbook.entries.get(path).map(Entry::documents).unwrap_or_default();
    let headings = documents.into_iter().flat_map(|document| &document.headings);
    headings.map(ids_of).collect()
}

fn ids_of(heading: &Heading) -> Ids<'_> {
    (&heading.id, heading.former.as_deref())
}

impl Planner<'_> {
    /// A page that leads on at each address that a page had before, and at those of what belongs to it.
    pub(super) fn redirects(&mut self) {
        let playbook = self.playbook;
        for entry in playbook.entries.values() {
            // Of one that has no page its old addresses are held against the others all the same, so that all is told at once.
            let page = self.site.page_of.get(&entry.path).copied();
            let example = self.site.example_of.get(&entry.path).copied();
            // One that is no address, or more than that of a page, is told.
            let is_whole = |alias: &&Spanned<String>| !alias.contains(['#', '?']);
            for alias in entry.meta.aliases.iter().filter(is_whole) {
                let Some(route) = Route::of_alias(alias) else { continue };
                let holder = Holder::Alias(entry.path.clone(), alias.span);
                let is_free = self.claims.claim_anywhere(&route, holder);
                let Some(page) = page else { continue };
                if is_free {
                    self.site.redirects.push((route.clone(), page));
                }
                if let Some(example) = example {
                    self.redirect(route.example(), example);
                }
                self.redirect_print(&route, page);
            }
        }
        self.addresses_of_others();
        self.addresses_without_numbers();
        let moved = playbook.ledger.moved.keys().filter(|old| !old.contains('#'));
        for old in moved {
            let end = playbook.ledger.end_of(old).map(Route::new);
            let Some(page) = end.and_then(|end| self.page_at(&end)) else { continue };
            let Some(route) = Route::of_alias(old) else { continue };
            self.redirect_print(&route, page);
            self.redirect(route, page);
        }
    }

    /// Leads on from the addresses that another program gave pages, or led on from itself.
    fn addresses_of_others(&mut self) {
        let playbook = self.playbook;
        for entry in playbook.entries.values().filter(|entry| !entry.meta.addresses.is_empty()) {
            let Some(page) = self.site.page_of.get(&entry.path).copied() else { continue };
            let folder = folder_route(entry.path.folder(), &playbook.numbers);
            for address in &entry.meta.addresses {
                let whole = match address.strip_prefix("./") {
                    Some(own) => format!("{folder}{own}"),
                    None => address.clone(),
                };
                if let Some(route) = Route::of_alias(&whole) {
                    self.redirect(route, page);
                }
            }
        }
    }

    /// Leads on from the addresses that pages had when every number in front of a name was taken for an order.
    fn addresses_without_numbers(&mut self) {
        if self.playbook.numbers.is_empty() {
            return;
        }
        let none = Numbers::default();
        for page in 0..self.site.pages.len() {
            let old = match &self.site.pages[page].shows {
                Shows::Entry(path) => Route::of(path, &none),
                Shows::Example(path) => Route::of_example(path, &none),
                Shows::Part(folder, _) => {
                    let folder = &self.site.folders[*folder].path;
                    Route::new(format!("{}index.html", folder_route(folder, &none)))
                }
                Shows::Home(_)
                | Shows::List(_)
                | Shows::Glossary
                | Shows::Coverage
                | Shows::SiteMap
                | Shows::Search
                | Shows::Print(_)
                | Shows::NotFound => continue,
            };
            if old != self.site.pages[page].route {
                self.redirect(old, page);
            }
        }
    }

    /// Notes under which names sheets were known before, as far as no other sheet has taken them since.
    pub(super) fn former_names(&mut self) {
        let playbook = self.playbook;
        let sheets = || playbook.entries.values().filter(|entry| entry.is_sheet());
        if sheets().all(|sheet| sheet.meta.aliases.is_empty()) {
            return;
        }
        let taken: BTreeSet<String> = sheets()
            .map(|sheet| Route::of(&sheet.path, &playbook.numbers).name().to_owned())
            .collect();
        for sheet in sheets() {
            let old = sheet.meta.aliases.iter().filter_map(|alias| Route::of_alias(alias));
            let mut names: Vec<String> = old.map(|old| old.name().to_owned()).collect();
            names.retain(|name| !taken.contains(name));
            names.dedup();
            if !names.is_empty() {
                self.site.former_names.insert(sheet.path.clone(), names);
            }
        }
    }

    fn redirect(&mut self, route: Route, page: usize) {
        if self.claims.claim_quietly(&route, Holder::Former) {
            self.site.redirects.push((route, page));
        }
    }

    /// Leads from the old page to print of a folder, whose own old address is `route`, to the one it has now.
    fn redirect_print(&mut self, route: &Route, page: usize) {
        let folder = match &self.site.pages[page].shows {
            Shows::Part(folder, _) => *folder,
            Shows::Home(_)
            | Shows::Entry(_)
            | Shows::Example(_)
            | Shows::List(_)
            | Shows::Glossary
            | Shows::Coverage
            | Shows::SiteMap
            | Shows::Search
            | Shows::Print(_)
            | Shows::NotFound => return,
        };
        let old = route.as_str().strip_suffix("index.html");
        let print = self.site.prints.get(&folder).map(|print| print.page);
        if let (Some(old), Some(print)) = (old, print) {
            self.redirect(Route::new(format!("{old}print.html")), print);
        }
    }

    /// The page at an address, or the one that an old address leads to.
    fn page_at(&self, route: &Route) -> Option<usize> {
        let at =
            |(number, page): (usize, &crate::site::Page)| (page.route == *route).then_some(number);
        let redirect = || self.site.redirects.iter().find(|(old, _)| old == route);
        self.site.pages.iter().enumerate().find_map(at).or_else(|| Some(redirect()?.1))
    }

    /// Notes under which ids headings were known before, as far as no other heading of the page has taken them since.
    pub(super) fn former_ids(&mut self) {
        let playbook = self.playbook;
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        if playbook.ledger.moved.keys().any(|old| old.contains('#')) {
            let pages = self.site.pages.iter().enumerate();
            numbers.extend(pages.map(|(number, page)| (page.route.as_str(), number)));
            numbers.extend(self.site.redirects.iter().map(|(old, page)| (old.as_str(), *page)));
        }
        let mut former: BTreeMap<Route, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        for old in playbook.ledger.moved.keys() {
            let ends = old.split_once('#').zip(playbook.ledger.end_of(old));
            let Some(((from, old), (to, id))) =
                ends.and_then(|(from, to)| Some((from, to.split_once('#')?)))
            else {
                continue;
            };
            let Some(page) = numbers.get(from).filter(|page| numbers.get(to) == Some(page)) else {
                continue;
            };
            let page = &self.site.pages[*page];
            let ids = page.shows.prose().map(|path| self.ids(path)).unwrap_or_default();
            let is = |name: &str| ids.iter().any(|(id, _)| *id == name);
            if !is(old) && is(id) {
                note(former.entry(page.route.clone()).or_default(), id, old);
            }
        }
        for page in &self.site.pages {
            let ids = page.shows.prose().map(|path| self.ids(path)).unwrap_or_default();
            for (id, old) in ids.iter().filter(|(_, old)| old.is_some()) {
                let free = old.filter(|old| !ids.iter().any(|(id, _)| id == old));
                if let Some(old) = free {
                    note(former.entry(page.route.clone()).or_default(), id, old);
                }
            }
        }
        self.site.former_ids = former;
    }

    /// The ids of the headings on the page of the file `path`.
    fn ids(&self, path: &SourcePath) -> BTreeSet<Ids<'_>> {
        let mut ids = BTreeSet::new();
        let Some(entry) = self.playbook.entries.get(path) else { return ids };
        let mut open: Vec<(&SourcePath, &Document)> =
            entry.documents().into_iter().map(|document| (&entry.path, document)).collect();
        let mut seen: BTreeSet<&SourcePath> = BTreeSet::new();
        while let Some((path, document)) = open.pop() {
            ids.extend(document.headings.iter().map(ids_of));
            for include in document.includes() {
                let target = target_path(path, include);
                let included = target.and_then(|path| self.playbook.included.get_key_value(&path));
                let unseen = included.filter(|(path, _)| seen.insert(path));
                open.extend(unseen.map(|(path, document)| (path, &**document)));
            }
        }
        ids
    }
}

/// Notes that the heading `id` of a page was known as `old`, unless another one has that name.
fn note(former: &mut BTreeMap<String, Vec<String>>, id: &str, old: &str) {
    if !former.values().flatten().any(|known| known == old) {
        former.entry(id.to_owned()).or_default().push(old.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostics;
    use crate::plan::plan;
    use crate::site::Site;
    use crate::source::Sources;

    fn planned(files: &[(&str, &str)]) -> Site {
        plan(&crate::parse::parse(&Sources::in_memory(files), &mut Diagnostics::new()))
    }

    fn redirects(site: &Site) -> Vec<String> {
        let shown = |(old, page): &(crate::site::Route, usize)| {
            format!("{old} → {}", site.pages[*page].route)
        };
        site.redirects.iter().map(shown).collect()
    }

    #[test]
    fn what_belongs_to_a_page_is_found_at_its_old_address_too() {
        let site = planned(&[
            ("playbook.toml", "title = \"T\""),
            (
                "sheet.toml",
                "kind = \"form\"\naliases = [\"old.html\"]\n[[ask]]\nquestion = \"A?\"\nexample = \"B\"",
            ),
            ("new/index.md", "+++\naliases = [\"old/\"]\n+++\n"),
            ("new/a.md", ""),
        ]);
        assert_eq!(
            redirects(&site),
            [
                "old/index.html → new/index.html",
                "old/print.html → new/print.html",
                "old.html → sheet.html",
                "old-example.html → sheet-example.html",
            ]
        );
    }

    #[test]
    fn a_sheet_keeps_its_old_names_until_another_takes_them() {
        let sheet = "kind = \"form\"\naliases = [\"a/old.html\", \"b/sheet.html\", \"taken.html\"]\nquestions = [\"A?\"]";
        let site = planned(&[("sheet.toml", sheet), ("c/Taken.toml", "kind = \"plan\"")]);
        let names: Vec<&Vec<String>> = site.former_names.values().collect();
        assert_eq!(names, [&["old"]]);
    }

    #[test]
    fn the_ledger_leads_on_where_no_file_can_say_it() {
        let ledger = "[moved]\n\"old/index.html\" = \"new/index.html\"\n\"older/index.html\" = \"old/index.html\"\n\
            \"a.html#one\" = \"b.html#two\"\n\"b.html#two\" = \"b.html#three\"\n\"b.html#taken\" = \"b.html#three\"\n";
        let site = planned(&[
            (".addresses.toml", ledger),
            ("new/a.md", ""),
            ("b.md", "+++\naliases = [\"a.html\"]\n+++\n## Three\n\n## Taken\n"),
        ]);
        assert_eq!(
            redirects(&site),
            [
                "a.html → b.html",
                "old/index.html → new/index.html",
                "older/index.html → new/index.html"
            ]
        );
        let former: Vec<String> =
            site.former_ids.iter().map(|(page, ids)| format!("{page} {ids:?}")).collect();
        assert_eq!(former, [r#"b.html {"three": ["one", "two"]}"#]);
    }
}
