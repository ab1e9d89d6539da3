//! Playbook → Site: which pages there are, at which addresses, in which order. Nothing else invents an address.

mod moved;
mod prints;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Content, Entry, Playbook};
use crate::site::{Books, By, Exports, Folder, Page, Route, Shows, Site, folder_route};
use crate::source::{SourcePath, split_order};

/// Plans the site of `playbook`.
pub fn plan(playbook: &Playbook) -> Site {
    let mut planner = Planner {
        playbook,
        site: Site::default(),
        taken: BTreeSet::new(),
        positions: BTreeMap::new(),
    };
    for (position, path) in playbook.reading_order.iter().enumerate() {
        planner.positions.insert(path, position);
    }
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
    planner.site
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
    taken: BTreeSet<String>,
    positions: BTreeMap<&'p SourcePath, usize>,
}

impl Planner<'_> {
    /// Makes every folder with its page, then the pages in it.
    fn folders(&mut self) {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        self.folder("", &mut numbers);
        let playbook = self.playbook;
        for entry in playbook.entries.values() {
            let folder = self.folder(entry.path.folder(), &mut numbers);
            if entry.path.introduces_folder() {
                self.introduce(folder, &entry.path);
                continue;
            }
            let route = Route::of(&entry.path);
            if !self.taken.insert(route.as_str().to_owned()) {
                continue;
            }
            let page = self.page(route, Shows::Entry(entry.path.clone()), folder);
            self.site.page_of.insert(entry.path.clone(), page);
            self.site.folders[folder].pages.push(page);
        }
    }

    fn page(&mut self, route: Route, shows: Shows, folder: usize) -> usize {
        self.site.pages.push(Page { route, shows, folder, previous: None, next: None });
        self.site.pages.len() - 1
    }

    /// Lets the file at `path` introduce the folder `number`, if no other file does.
    fn introduce(&mut self, number: usize, path: &SourcePath) {
        let page = self.site.folders[number].page;
        if let Shows::Part(_, introduction @ None) = &mut self.site.pages[page].shows {
            *introduction = Some(path.clone());
            self.site.page_of.insert(path.clone(), page);
        }
    }

    /// The number of the folder at `path`, made with those around it if need be.
    ///
    /// Folders that have one address, such as `01-roles` and `02-roles`, are one part.
    fn folder(&mut self, path: &str, numbers: &mut BTreeMap<String, usize>) -> usize {
        let address = folder_route(path);
        if let Some(number) = numbers.get(&address) {
            return *number;
        }
        let parent = match path.rsplit_once('/') {
            _ if path.is_empty() => None,
            Some((parent, _)) => Some(self.folder(parent, numbers)),
            None => Some(self.folder("", numbers)),
        };
        let introduction = self.introduction(path);
        let number = self.site.folders.len();
        let route = Route::new(format!("{address}index.html"));
        self.taken.insert(route.as_str().to_owned());
        let shows = match parent {
            None => Shows::Home(introduction.clone()),
            Some(_) => Shows::Part(number, introduction.clone()),
        };
        let page = self.page(route, shows, number);
        if let Some(introduction) = introduction {
            self.site.page_of.insert(introduction, page);
        }
        let own_name = path.rsplit('/').next().unwrap_or_default();
        let title = if parent.is_some() { title_of(own_name) } else { String::new() };
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

    /// The file that introduces the folder at `path`.
    fn introduction(&self, path: &str) -> Option<SourcePath> {
        ["index.md", "README.md", "Readme.md", "readme.md", "INDEX.md", "Index.md"].iter().find_map(
            |name| {
                let file =
                    if path.is_empty() { (*name).to_owned() } else { format!("{path}/{name}") };
                Some(SourcePath::new(file)).filter(|file| self.playbook.entries.contains_key(file))
            },
        )
    }

    /// Brings pages and folders into reading order.
    fn order(&mut self) {
        for number in 0..self.site.folders.len() {
            let mut pages = std::mem::take(&mut self.site.folders[number].pages);
            pages.sort_by_cached_key(|page| self.page_key(*page));
            self.site.folders[number].pages = pages;
            let mut folders = std::mem::take(&mut self.site.folders[number].folders);
            folders.sort_by_cached_key(|folder| self.folder_key(*folder));
            self.site.folders[number].folders = folders;
        }
    }

    fn page_key(&self, page: usize) -> (u32, usize, String) {
        match self.site.pages[page].shows.file() {
            Some(path) => self.entry_key(&self.playbook.entries[path]),
            None => (u32::MAX, usize::MAX, String::new()),
        }
    }

    fn entry_key(&self, entry: &Entry) -> (u32, usize, String) {
        let position = self.positions.get(&entry.path).copied().unwrap_or(usize::MAX);
        (entry.meta.order.unwrap_or(u32::MAX), position, entry.path.as_str().to_lowercase())
    }

    /// A folder stands where its introduction says, else where its name says, else where its first page is read.
    fn folder_key(&self, number: usize) -> (u32, usize, String) {
        let folder = &self.site.folders[number];
        let name = folder.path.rsplit('/').next().unwrap_or_default();
        let introduction =
            self.introduction(&folder.path).map(|path| &self.playbook.entries[&path]);
        let own = introduction.and_then(|entry| entry.meta.order).or(split_order(name).0);
        let prefix = format!("{}/", folder.path);
        let first = self
            .positions
            .iter()
            .filter(|(path, _)| path.as_str().starts_with(&prefix))
            .map(|(_, at)| *at)
            .min();
        (own.unwrap_or(u32::MAX), first.unwrap_or(usize::MAX), folder.path.to_lowercase())
    }

    /// A page for the filled specimen of each sheet that has one.
    fn examples(&mut self) {
        let playbook = self.playbook;
        for entry in playbook.entries.values() {
            let Content::Worksheet(worksheet) = &entry.content else { continue };
            let Some(folder) =
                self.site.page_of.get(&entry.path).map(|page| self.site.pages[*page].folder)
            else {
                continue;
            };
            let route = Route::of_example(&entry.path);
            if worksheet.body.has_example() && self.taken.insert(route.as_str().to_owned()) {
                let page = self.page(route, Shows::Example(entry.path.clone()), folder);
                self.site.example_of.insert(entry.path.clone(), page);
            }
        }
    }

    /// The PDF of each page that shows a sheet or a pack.
    ///
    /// Private sheets have one, too: nothing that was written stands in it.
    fn papers(&mut self) {
        let playbook = self.playbook;
        for number in 0..self.site.pages.len() {
            let page = &self.site.pages[number];
            let Some((path, _)) = page.shows.sheet() else { continue };
            let parts: &[&str] = match &playbook.entries[path].content {
                Content::Worksheet(worksheet) => worksheet.body.handouts(),
                Content::Checklist(_) | Content::Pack(_) => &[],
                Content::Chapter(_) | Content::Activity(_) | Content::Path(_) => continue,
            };
            let tiles: &[&str] = if self.is_large(path) { &["two-sheets"] } else { &[] };
            let names = std::iter::once(&"").chain(parts).chain(tiles);
            let routes: Vec<Route> = names.map(|name| page.route.paper(name)).collect();
            self.taken.extend(routes.iter().map(|route| route.as_str().to_owned()));
            self.site.papers.insert(number, routes);
        }
    }

    /// Whether a sheet is for paper that few printers take: then it is made of two smaller ones, too.
    fn is_large(&self, path: &SourcePath) -> bool {
        let paper = match &self.playbook.entries[path].content {
            Content::Worksheet(worksheet) => worksheet.shared.paper,
            Content::Checklist(_) => None,
            Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => {
                return false;
            }
        };
        paper.unwrap_or(self.playbook.settings.paper).is_large()
    }

    /// Files for other programs beside each page that shows a sheet which is not private.
    fn exports(&mut self) {
        let playbook = self.playbook;
        for number in 0..self.site.pages.len() {
            let page = &self.site.pages[number];
            let Some((path, _)) = page.shows.sheet() else { continue };
            let is_blank = matches!(page.shows, Shows::Entry(_));
            let (wanted, dated) = match &playbook.entries[path].content {
                // Dates are those of the sheet itself; its specimen sets none of its own.
                Content::Worksheet(worksheet) => {
                    (!worksheet.shared.private, is_blank && worksheet.body.dates().is_some())
                }
                Content::Checklist(_) => (true, false),
                Content::Chapter(_)
                | Content::Activity(_)
                | Content::Path(_)
                | Content::Pack(_) => (false, false),
            };
            if wanted {
                let (markdown, table) =
                    (page.route.with_ending("md"), page.route.with_ending("csv"));
                let calendar = dated.then(|| page.route.with_ending("ics"));
                for route in [&markdown, &table].into_iter().chain(&calendar) {
                    self.taken.insert(route.as_str().to_owned());
                }
                self.site.exports.insert(number, Exports { markdown, table, calendar });
            }
        }
    }

    /// The PDF of the whole playbook and of each part, where the playbook wants them.
    fn books(&mut self) {
        if !self.playbook.settings.book {
            return;
        }
        self.site.books.whole = Some(self.free_file(Books::WHOLE, "pdf"));
        for part in self.site.folders[0].folders.clone() {
            let name = Books::part_name(&self.site.folders[part].path);
            let route = self.free_file(&name, "pdf");
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
        if !self.taken.contains("404.html") {
            self.page(Route::new("404.html"), Shows::NotFound, 0);
        }
    }

    /// A page at `name`, or at the first free name after it where an author's page has that address.
    fn free_page(&mut self, name: &str, shows: Shows) -> usize {
        let route = self.free_file(name, "html");
        self.page(route, shows, 0)
    }

    /// The address `name` with this ending, or the first free one after it.
    fn free_file(&mut self, name: &str, ending: &str) -> Route {
        let mut route = format!("{name}.{ending}");
        let mut number = 1;
        while !self.taken.insert(route.clone()) {
            number += 1;
            route = format!("{name}-{number}.{ending}");
        }
        Route::new(route)
    }

    /// Links Markdown pages through the whole playbook, and sheets within their folder.
    fn neighbours(&mut self) {
        let mut chapters = Vec::new();
        let mut runs: Vec<Vec<usize>> = Vec::new();
        let mut waiting = vec![0];
        while let Some(number) = waiting.pop() {
            let folder = &self.site.folders[number];
            let (prose, sheets): (Vec<usize>, Vec<usize>) =
                folder.pages.iter().partition(|page| self.is_prose(**page));
            if self.holds_prose(number) {
                chapters.push(folder.page);
            }
            chapters.extend(prose);
            runs.push(sheets);
            waiting.extend(folder.folders.iter().rev());
        }
        runs.push(chapters);
        for run in runs {
            for pair in run.windows(2) {
                self.site.pages[pair[0]].next = Some(pair[1]);
                self.site.pages[pair[1]].previous = Some(pair[0]);
            }
        }
    }

    fn is_prose(&self, page: usize) -> bool {
        let file = self.site.pages[page].shows.file();
        file.is_some_and(|path| matches!(path.extension().as_str(), "md" | "markdown"))
    }

    /// Whether a folder has something to read: an introduction, a page of prose, or a folder that has.
    fn holds_prose(&self, number: usize) -> bool {
        let folder = &self.site.folders[number];
        self.introduction(&folder.path).is_some()
            || folder.pages.iter().any(|page| self.is_prose(*page))
            || folder.folders.iter().any(|folder| self.holds_prose(*folder))
    }
}

/// The title of a folder without an introduction: `02-kick_off` is `Kick off`.
fn title_of(name: &str) -> String {
    let spaced = split_order(name).1.replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
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
