//! Pages to print: the whole playbook on one, and each part.

use super::planner::Planner;
use crate::model::Playbook;
use crate::site::{Holder, Print, Shows, Site, folder_route};
use crate::source::SourcePath;

/// The most pages that are put together on one page to print, and the most bytes of HTML, about.
///
/// A folder that holds more is printed folder by folder. No other page grows with the number of pages; this one must not
/// become a trap for a browser, or for whoever feeds the printer.
const MOST_PAGES: usize = 300;
const MOST_BYTES: usize = 2_000_000;

/// About how many bytes of HTML a sheet takes, however little is written in its file.
const SHEET_BYTES: usize = 12_000;

/// How much a folder holds, with those below it.
#[derive(Clone, Copy, Default)]
struct Amount {
    pages: usize,
    bytes: usize,
}

impl Amount {
    fn and(self, other: Self) -> Self {
        Self { pages: self.pages + other.pages, bytes: self.bytes + other.bytes }
    }

    fn fits(self) -> bool {
        self.pages <= MOST_PAGES && self.bytes <= MOST_BYTES
    }
}

impl Planner<'_> {
    /// The page of the whole playbook to print, and that of each part, where the playbook wants them.
    pub(super) fn prints(&mut self) {
        if !self.playbook.settings.print_pages {
            return;
        }
        self.print(0);
        for part in self.site.folders[0].folders.clone() {
            self.print(part);
        }
    }

    /// The page of a folder to print. A page that stands alone prints by itself.
    fn print(&mut self, number: usize) {
        let amount = self.amount(number);
        let inner = self.site.folders[number].folders.clone();
        if self.site.prints.contains_key(&number)
            || amount.pages < 2
            || !amount.fits() && inner.is_empty()
        {
            return;
        }
        let name = format!(
            "{}print",
            folder_route(&self.site.folders[number].path, &self.playbook.numbers)
        );
        let route = self.claims.claim_free(&name, "html", &Holder::Made);
        let page = self.page(route, Shows::Print(number), number);
        self.site.prints.insert(number, Print { page, is_whole: amount.fits() });
        if !amount.fits() {
            for folder in inner {
                self.print(folder);
            }
        }
    }

    fn amount(&self, number: usize) -> Amount {
        amount(self.playbook, &self.site, number)
    }
}

/// Whether every folder around `path` fits on a page to print in `later` as it does in `playbook`, which differ in prose alone.
pub(super) fn hold(playbook: &Playbook, later: &Playbook, site: &Site, path: &SourcePath) -> bool {
    let folder = site.page_of.get(path).map(|page| site.pages[*page].folder);
    std::iter::successors(folder, |folder| site.folders[*folder].parent)
        .all(|folder| amount(playbook, site, folder).fits() == amount(later, site, folder).fits())
}

/// How much there is to print in a folder.
fn amount(playbook: &Playbook, site: &Site, number: usize) -> Amount {
    let folder = &site.folders[number];
    let introduction = site.pages[folder.page].shows.prose();
    let files = folder.pages.iter().filter_map(|page| site.pages[*page].shows.file());
    let entries = introduction.into_iter().chain(files).map(|path| &playbook.entries[path]);
    let own = entries.map(|entry| {
        let sheet = if entry.is_sheet() { SHEET_BYTES } else { 0 };
        // Tags make prose longer by a third.
        Amount { pages: 1, bytes: sheet + entry.document().source.len() * 4 / 3 }
    });
    let mut whole = own.fold(Amount::default(), Amount::and);
    for inner in &folder.folders {
        // What is too much already need not be counted to the end.
        if whole.pages > MOST_PAGES {
            break;
        }
        whole = whole.and(amount(playbook, site, *inner));
    }
    whole
}
