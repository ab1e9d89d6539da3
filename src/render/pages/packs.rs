//! The page of a pack: on the screen a list, on paper a cover, the contents and every sheet as often as it is wanted.

use super::Pages;
use super::sheets::Place;
use crate::diag::Diagnostic;
use crate::model::{Content, Entry, Pack};
use crate::paper::MOST_SHEETS;
use crate::render::cards::drawn_card;
use crate::render::here::Here;
use crate::render::view::{ChecklistKind, PackKind, PackLine, PackView, PageView, SheetKind, View};
use crate::typography::typeset;

impl<'a> Pages<'a> {
    pub(super) fn pack(
        &self,
        number: usize,
        entry: &'a Entry,
        pack: &'a Pack,
    ) -> Result<String, Diagnostic> {
        let input = self.input;
        let from = &input.site.pages[number].route;
        let mut view = self.page_view(number, "pack", Some(entry));
        let content = self.prose(number, entry, &pack.intro, &mut view);
        let included: Vec<(&Entry, usize)> = pack
            .include
            .iter()
            .filter_map(|slug| Some((input.index.find(slug)?, pack.copies_of(&slug.value))))
            .collect();
        let total: usize = included.iter().map(|(_, copies)| copies).sum();
        let is_whole = total <= MOST_SHEETS;
        let line = |(sheet, copies): &(&'a Entry, usize)| {
            Some(PackLine {
                card: drawn_card(input, from, sheet)?,
                copies: *copies,
                pages: self.pages_of(sheet),
            })
        };
        let lines: Vec<PackLine> = included.iter().filter_map(line).collect();
        let pages: usize = lines.iter().map(|line| line.pages * line.copies).sum();
        let mut sheets = Vec::new();
        for (at, (sheet, copies)) in included.iter().enumerate() {
            for copy in 0..(if is_whole { *copies } else { 1 }) {
                let prefix = format!("s{}c{}-", at + 1, copy + 1);
                let here = Here::page(from).within(&prefix);
                sheets.push(self.printed_sheet(sheet, Place::in_pack(here)));
            }
        }
        let pack = PackView {
            id: entry.slug(),
            pdf: self.paper_view(number, from),
            cover: pack.cover,
            copies: total,
            // The contents take a page, and so does the cover.
            pages: pages + 1 + usize::from(pack.cover),
            is_whole,
            lines,
            sheets,
        };
        self.fill("pack.html", view, content, PackKind { pack })
    }

    /// How many pages one copy of `sheet` takes.
    fn pages_of(&self, sheet: &Entry) -> usize {
        let page = self.input.site.page_of.get(&sheet.path);
        let printed = page.and_then(|page| self.papers.get(page)?.first());
        printed.map_or(0, |printed| printed.pages)
    }

    /// The HTML of a sheet among others to be printed.
    pub(super) fn printed_sheet(&self, sheet: &Entry, place: Place<'_>) -> String {
        let title = typeset(sheet.title(), self.input.words);
        let page = PageView::bare(place.here.route, "pack", title);
        let content = String::new();
        let html = match &sheet.content {
            Content::Worksheet(worksheet) => {
                let kind = SheetKind { sheet: self.sheet_view(sheet, worksheet, place) };
                let view = View { page, content, kind };
                self.shared.engine.render("worksheets/sheet.html", &view, self.input)
            }
            Content::Checklist(checklist) => {
                let checklist = self.checklist_view(sheet, checklist, place);
                let view = View { page, content, kind: ChecklistKind { checklist } };
                self.shared.engine.render("pack-checklist.html", &view, self.input)
            }
            Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => {
                Ok(String::new())
            }
        };
        // A fault of the template is reported where the sheet has its own page, which the same template makes.
        html.unwrap_or_default()
    }
}
