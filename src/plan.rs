//! Playbook → Site: which pages there are, at which addresses, in which order. Nothing else invents an address.

mod claims;
mod moved;
mod order;
mod prints;
mod sheets;

use std::collections::BTreeMap;

use claims::Claims;

use crate::model::Playbook;
use crate::site::{Books, By, Folder, Holder, Page, Route, Shows, Site, folder_route};
use crate::source::{SourcePath, in_words};

/// Plans the site of `playbook`. What finds its address taken has another or none, and is among [`Site::refused`].
pub fn plan(playbook: &Playbook) -> Site {
    let mut planner = Planner {
        playbook,
        site: Site::default(),
        claims: Claims::default(),
        introductions: introductions(playbook),
        positions: BTreeMap::new(),
    };
    for (position, path) in playbook.outline.pages.iter().enumerate() {
        planner.positions.insert(path, position);
    }
    planner.files_of_hosts();
    planner.folders();
    planner.order();
    planner.examples();
    planner.papers();
    planner.exports();
    planner.books();
    planner.generated();
    planner.redirects();
    planner.former_ids();
    planner.former_names();
    planner.neighbours();
    planner.site.refused = planner.claims.refused();
    planner.site
}

/// The file that introduces each folder, by the address of the folder.
fn introductions(playbook: &Playbook) -> BTreeMap<String, SourcePath> {
    let mut files: BTreeMap<String, Vec<&SourcePath>> = BTreeMap::new();
    for path in playbook.entries.keys().filter(|path| path.introduces_folder()) {
        files.entry(folder_route(path.folder(), &playbook.numbers)).or_default().push(path);
    }
    let first =
        |files: Vec<&SourcePath>| SourcePath::introduction_among(files.into_iter()).cloned();
    files.into_iter().filter_map(|(address, files)| Some((address, first(files)?))).collect()
}

/// Whether `site`, planned of `playbook`, is the site of `later` too, where only prose, headings and titles of the files `changed`
/// differ.
pub fn holds<'c>(
    site: &Site,
    (playbook, later): (&Playbook, &Playbook),
    mut changed: impl Iterator<Item = &'c SourcePath>,
) -> bool {
    changed
        .all(|path| prints::hold(playbook, later, site, path) && moved::hold(playbook, later, path))
}

struct Planner<'p> {
    playbook: &'p Playbook,
    site: Site,
    claims: Claims,
    /// By the address of the folder.
    introductions: BTreeMap<String, SourcePath>,
    positions: BTreeMap<&'p SourcePath, usize>,
}

impl Planner<'_> {
    /// Keeps the addresses at which hosts and search machines look for files, and where a site keeps its own.
    fn files_of_hosts(&mut self) {
        for name in [".nojekyll", "robots.txt", "sitemap.xml"] {
            self.claims.claim(&Route::new(name), Holder::Made);
        }
    }

    /// Makes every folder with its page, then the pages in it.
    fn folders(&mut self) {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        self.folder("", &mut numbers);
        let playbook = self.playbook;
        for entry in playbook.entries.values() {
            let folder = self.folder(entry.path.folder(), &mut numbers);
            // What introduces a folder has the page of the folder.
            if self.site.page_of.contains_key(&entry.path) {
                continue;
            }
            let route = Route::of(&entry.path, &playbook.numbers);
            let route = self.claims.claim_or_next(route, Holder::Page(entry.path.clone()));
            let page = self.page(route, Shows::Entry(entry.path.clone()), folder);
            self.site.page_of.insert(entry.path.clone(), page);
            self.site.folders[folder].pages.push(page);
        }
    }

    fn page(&mut self, route: Route, shows: Shows, folder: usize) -> usize {
        self.site.pages.push(Page { route, shows, folder, previous: None, next: None });
        self.site.pages.len() - 1
    }

    /// The number of the folder at `path`, made with those around it if need be.
    ///
    /// Folders that have one address, such as `01-roles` and `02-roles`, are one part.
    fn folder(&mut self, path: &str, numbers: &mut BTreeMap<String, usize>) -> usize {
        let address = folder_route(path, &self.playbook.numbers);
        if let Some(number) = numbers.get(&address) {
            return *number;
        }
        let parent = match path.rsplit_once('/') {
            _ if path.is_empty() => None,
            Some((parent, _)) => Some(self.folder(parent, numbers)),
            None => Some(self.folder("", numbers)),
        };
        let introduction = self.introductions.get(&address).cloned();
        let number = self.site.folders.len();
        let route = Route::new(format!("{address}index.html"));
        let holder = introduction.clone().map_or(Holder::Folder(path.to_owned()), Holder::Page);
        self.claims.claim(&route, holder);
        let shows = match parent {
            None => Shows::Home(introduction.clone()),
            Some(_) => Shows::Part(number, introduction.clone()),
        };
        let page = self.page(route, shows, number);
        if let Some(introduction) = introduction {
            self.site.page_of.insert(introduction, page);
        }
        let title = match self.playbook.outline.name(path) {
            _ if parent.is_none() => String::new(),
            Some(name) => name.to_owned(),
            None => in_words(self.playbook.numbers.folder(path).1),
        };
        self.site.folders.push(Folder {
            path: path.to_owned(),
            title,
            page,
            parent,
            ..Folder::default()
        });
        if let Some(parent) = parent {
            self.site.folders[parent].folders.push(number);
        }
        numbers.insert(address, number);
        number
    }

    /// The PDF of the whole playbook and of each part, where the playbook wants them.
    fn books(&mut self) {
        if !self.playbook.settings.book {
            return;
        }
        self.site.books.whole = Some(self.claims.claim_free(Books::WHOLE, "pdf", &Holder::Made));
        for part in self.site.folders[0].folders.clone() {
            let name = Books::part_name(&self.site.folders[part].path, &self.playbook.numbers);
            let route = self.claims.claim_free(&name, "pdf", &Holder::Made);
            self.site.books.parts.insert(part, route);
        }
    }

    /// The pages that no author wrote.
    fn generated(&mut self) {
        let entries = || self.playbook.entries.values();
        let settings = &self.playbook.settings;
        for by in By::ALL {
            let wanted = match by {
                By::Need => !settings.needs.is_empty(),
                By::Stage => !settings.stages.is_empty(),
                By::Situation => entries().any(|entry| !entry.meta.situations.is_empty()),
                By::Time => entries().any(|entry| entry.meta.time.is_some()),
            };
            if wanted {
                let page = self.free_page(&format!("lists/by-{}", by.name()), Shows::List(by));
                self.site.lists.insert(by, page);
            }
        }
        if !self.playbook.terms.is_empty() {
            self.site.glossary = Some(self.free_page("glossary", Shows::Glossary));
        }
        if !settings.needs.is_empty() || self.playbook.coverage.is_some() {
            self.site.coverage = Some(self.free_page("coverage", Shows::Coverage));
        }
        self.site.site_map = self.free_page("site-map", Shows::SiteMap);
        if settings.search {
            self.site.search = Some(self.free_page("search", Shows::Search));
        }
        self.prints();
        let not_found = Route::new("404.html");
        if self.claims.claim_quietly(&not_found, Holder::Made) {
            self.page(not_found, Shows::NotFound, 0);
        }
    }

    /// A page at `name`, or at the first free name after it where an author's page has that address.
    fn free_page(&mut self, name: &str, shows: Shows) -> usize {
        let route = self.claims.claim_free(name, "html", &Holder::Made);
        self.page(route, shows, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::source::Sources;

    fn planned(files: &[(&str, &str)]) -> Site {
        plan(&crate::parse::parse(&Sources::in_memory(files), &mut Diagnostics::new()))
    }

    fn routes(site: &Site, pages: &[usize]) -> Vec<String> {
        pages.iter().map(|page| site.pages[*page].route.to_string()).collect()
    }

    #[test]
    fn a_prefix_orders_and_is_dropped() {
        let site = planned(&[("02-b/01-z.md", ""), ("02-b/02-a.md", ""), ("10-a/x.md", "")]);
        let root = &site.folders[0];
        let titles: Vec<&str> =
            root.folders.iter().map(|folder| site.folders[*folder].title.as_str()).collect();
        assert_eq!(titles, ["B", "A"]);
        assert_eq!(routes(&site, &site.folders[root.folders[0]].pages), ["b/z.html", "b/a.html"]);
    }

    #[test]
    fn a_summary_orders_pages_and_is_none() {
        let site =
            planned(&[("SUMMARY.md", "- [B](b.md)\n- [A](a.md)\n"), ("a.md", ""), ("b.md", "")]);
        assert_eq!(routes(&site, &site.folders[0].pages), ["b.html", "a.html"]);
    }

    #[test]
    fn folders_of_one_address_are_one_part() {
        let site = planned(&[
            ("01-roles/a.md", ""),
            ("02-roles/b.md", ""),
            ("02-roles/index.md", "# Roles"),
        ]);
        assert_eq!(site.folders.len(), 2);
        assert_eq!(routes(&site, &site.folders[1].pages), ["roles/a.html", "roles/b.html"]);
        assert_eq!(site.page_of[&SourcePath::new("02-roles/index.md")], site.folders[1].page);
    }

    #[test]
    fn the_book_stands_beside_the_pages_and_takes_no_sheets_place() {
        let sheet = "kind = \"form\"\nquestions = [\"A?\"]";
        let mut files = vec![("01-trust/a.md", ""), ("01-trust/trust.toml", sheet)];
        assert!(planned(&files).books.whole.is_none());
        files.push(("playbook.toml", "book = true"));
        let books = planned(&files).books;
        let parts: Vec<&str> = books.parts.values().map(Route::as_str).collect();
        assert_eq!(books.whole.as_ref().map(Route::as_str), Some("playbook.pdf"));
        assert_eq!(parts, ["trust/trust-2.pdf"]);
    }

    #[test]
    fn an_authors_page_keeps_its_address() {
        let site = planned(&[("site-map.md", "# Ours")]);
        assert_eq!(site.pages[site.site_map].route.as_str(), "site-map-2.html");
    }
}
