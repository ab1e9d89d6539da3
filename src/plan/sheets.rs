//! What is made of sheets: filled specimens, PDFs, files for other programs.

use super::planner::Planner;
use crate::model::Content;
use crate::site::{Exports, Holder, Route, Shows};
use crate::source::SourcePath;

impl Planner<'_> {
    /// A page for the filled specimen of each sheet that has one.
    pub(super) fn examples(&mut self) {
        let playbook = self.playbook;
        for entry in playbook.entries.values() {
            let Content::Worksheet(worksheet) = &entry.content else { continue };
            let page = self.site.page_of.get(&entry.path).map(|page| &self.site.pages[*page]);
            let Some(page) = page.filter(|_| worksheet.body.has_example()) else { continue };
            let (folder, route) = (page.folder, page.route.example());
            if self.claims.claim(&route, Holder::Example(entry.path.clone())) {
                let page = self.page(route, Shows::Example(entry.path.clone()), folder);
                self.site.example_of.insert(entry.path.clone(), page);
            }
        }
    }

    /// The PDF of each page that shows a sheet or a pack, then those of its parts, which give way to whole sheets.
    ///
    /// Private sheets have one, too: nothing that was written stands in it.
    pub(super) fn papers(&mut self) {
        let mut wanted = Vec::new();
        for number in 0..self.site.pages.len() {
            let page = &self.site.pages[number];
            let Some((path, _)) = page.shows.sheet() else { continue };
            let parts: &[&str] = match &self.playbook.entries[path].content {
                Content::Worksheet(worksheet) => worksheet.body.handouts(),
                Content::Checklist(_) | Content::Pack(_) => &[],
                Content::Chapter(_) | Content::Activity(_) | Content::Path(_) => continue,
            };
            let tiles: &[&str] = if self.is_large(path) { &["two-sheets"] } else { &[] };
            wanted.push((number, path.clone(), parts.iter().chain(tiles)));
        }
        for (number, path, _) in &wanted {
            let route = self.paper(*number, path, "");
            self.site.papers.insert(*number, vec![route]);
        }
        for (number, path, parts) in wanted {
            for part in parts {
                let route = self.paper(number, &path, part);
                self.site.papers.entry(number).or_default().push(route);
            }
        }
    }

    /// An address for the PDF of the page `number`, or for this part of it.
    fn paper(&mut self, number: usize, path: &SourcePath, part: &str) -> Route {
        let wish = self.site.pages[number].route.paper(part);
        let name = wish.as_str().strip_suffix(".pdf").unwrap_or(wish.as_str());
        self.claims.claim_free(name, "pdf", &Holder::MadeOf(path.clone()))
    }

    /// Whether a sheet is for paper that few printers take: then it is made of two smaller ones, too.
    fn is_large(&self, path: &SourcePath) -> bool {
        let entry = &self.playbook.entries[path];
        let (paper, _) = entry.paper(self.playbook.settings.paper);
        entry.is_sheet() && paper.is_large()
    }

    /// Files for other programs beside each page that shows a sheet which is not private.
    pub(super) fn exports(&mut self) {
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
                let holder = Holder::MadeOf(path.clone());
                let route = page.route.clone();
                let name = route.as_str().strip_suffix(".html").unwrap_or(route.as_str());
                let mut file = |ending| self.claims.claim_free(name, ending, &holder);
                let (markdown, table) = (file("md"), file("csv"));
                let calendar = dated.then(|| file("ics"));
                self.site.exports.insert(number, Exports { markdown, table, calendar });
            }
        }
    }
}
