//! Folders and pages, each at an address of its own.

use std::collections::BTreeMap;

use super::claims::Claims;
use crate::model::Playbook;
use crate::site::{Books, By, Folder, Holder, Page, Route, Shows, Site, folder_route};
use crate::source::{SourcePath, in_words};

/// A site while it is planned.
pub(super) struct Planner<'p> {
    pub(super) playbook: &'p Playbook,
    pub(super) site: Site,
    pub(super) claims: Claims,
    /// By the address of the folder.
    pub(super) introductions: BTreeMap<String, SourcePath>,
    pub(super) positions: BTreeMap<&'p SourcePath, usize>,
}

impl Planner<'_> {
    /// Keeps the addresses at which hosts and search machines look for files, and where a site keeps its own.
    pub(super) fn files_of_hosts(&mut self) {
        for name in [".nojekyll", "robots.txt", "sitemap.xml"] {
            self.claims.claim(&Route::new(name), Holder::Made);
        }
    }

    /// Makes every folder with its page, then the pages in it.
    pub(super) fn folders(&mut self) {
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

    pub(super) fn page(&mut self, route: Route, shows: Shows, folder: usize) -> usize {
        self.site.pages.push(Page { route, shows, folder, previous: None, next: None });
        self.site.pages.len() - 1
    }

    /// The number of the folder at `path`, made with those around it if need be.
    ///
    /// Folders that have one address, such as `01-roles` and `02-roles`, are one part.
    pub(super) fn folder(&mut self, path: &str, numbers: &mut BTreeMap<String, usize>) -> usize {
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
    pub(super) fn books(&mut self) {
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
    pub(super) fn generated(&mut self) {
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
    pub(super) fn free_page(&mut self, name: &str, shows: Shows) -> usize {
        let route = self.claims.claim_free(name, "html", &Holder::Made);
        self.page(route, shows, 0)
    }
}
