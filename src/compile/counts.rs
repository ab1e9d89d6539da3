//! What a site holds, counted.

use crate::model::Playbook;
use crate::paper::Prints;
use crate::site::{Shows, Site};

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages for readers.
    pub pages: usize,
    /// Worksheets and checklists among them.
    pub sheets: usize,
    /// PDFs.
    pub prints: Prints,
}

impl Counts {
    /// Counts what is in `site`, with the `prints` that were made.
    pub(super) fn of(playbook: &Playbook, site: &Site, prints: Prints) -> Self {
        let sheets = playbook.entries.values().filter(|entry| entry.is_sheet()).count();
        let pages = site.pages.iter().filter(|page| page.shows != Shows::NotFound).count();
        Self { pages, sheets, prints }
    }
}
