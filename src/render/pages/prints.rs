//! Pages to print: a cover, the contents, and all that a folder holds, one after the other.

mod leaves;

use self::leaves::{Leaf, leaves};
use super::Pages;
use super::prose::title_anchor;
use super::sheets::Place;
use crate::diag::Diagnostic;
use crate::model::{Content, Entry, Pack, Path};
use crate::render::cards::{card, stage_view};
use crate::render::escape::escape_text;
use crate::render::here::{Here, Places, START};
use crate::render::html::{Scope, Writer};
use crate::render::view::{
    ActivityKind, BookView, LeafView, PageView, PathView, PrintKind, PrintView, PrintedTerms, View,
};
use crate::sheet::Turn;
use crate::site::Route;
use crate::source::Spanned;
use crate::titles::{kind_label, page_title};
use crate::typography::typeset;

impl<'a> Pages<'a> {
    /// The page of the folder `folder` to print. One that holds too much leads to those of the folders in it.
    pub(super) fn print(&self, number: usize, folder: usize) -> Result<String, Diagnostic> {
        let input = self.input;
        let page = &input.site.pages[number];
        let of = &input.site.pages[input.site.folders[folder].page];
        let mut view = PageView::bare(&page.route, "print", page_title(input, page));
        view.canonical = self.canonical(&of.route);
        view.breadcrumb = self.breadcrumb(page);
        let introduction =
            input.site.introduction_of(folder).map(|path| &input.playbook.entries[path]);
        let summary = introduction.map_or("", |entry| &entry.meta.summary);
        view.summary = match input.playbook.settings.tagline.as_str() {
            tagline if folder == 0 && !tagline.is_empty() => typeset(tagline, input.words),
            _ => typeset(summary, input.words),
        };
        let is_whole = input.site.prints[&folder].is_whole;
        let set = if is_whole { leaves(input, folder) } else { Vec::new() };
        let places = places_of(&set);
        let here = Here { route: &page.route, prefix: "", places: Some(&places) };
        let (leaves, has_code) = self.leaf_views(here, &set);
        let glossary = input.site.glossary.filter(|_| is_whole && folder == 0);
        let glossary = glossary.map(|page| PrintedTerms {
            title: page_title(input, &input.site.pages[page]),
            terms: self.terms(here, &|_| Vec::new()),
        });
        view.has_code = has_code;
        view.book = self.book_of(folder, &page.route);
        let pages = self.pages_to_print(folder);
        let paper = input.words.paper(input.playbook.settings.paper, Turn::Portrait);
        let size = input.words.filled("print", "size", "pages", &pages.to_string());
        let print = PrintView {
            title: page_title(input, of),
            size: size.replace("{paper}", &paper),
            is_all: folder == 0,
            is_whole,
            leaves,
            glossary,
            smaller: self.smaller_prints(folder, &page.route),
        };
        self.fill("print.html", view, String::new(), PrintKind { print })
    }

    /// The pages to print of the folders directly in a folder.
    fn smaller_prints(&self, folder: usize, from: &Route) -> Vec<BookView> {
        let folders = self.input.site.folders[folder].folders.iter();
        folders.filter_map(|inner| self.print_view(*inner, from, None)).collect()
    }

    /// The way from the page at `from` to the page to print of a folder, called `title`, or as the folder is.
    pub(super) fn print_view(
        &self,
        folder: usize,
        from: &Route,
        title: Option<&str>,
    ) -> Option<BookView> {
        let (input, words) = (self.input, self.input.words);
        let print = input.site.prints.get(&folder)?;
        let own = || page_title(input, &input.site.pages[input.site.folders[folder].page]);
        let pages = self.pages_to_print(folder);
        Some(BookView {
            title: title.map_or_else(own, ToOwned::to_owned),
            href: from.href_to(&input.site.pages[print.page].route),
            facts: words.filled("print", "about", "pages", &pages.to_string()),
        })
    }

    /// How many pages of paper a folder takes, about.
    fn pages_to_print(&self, folder: usize) -> usize {
        let set = leaves(self.input, folder);
        let terms = if folder == 0 { self.input.playbook.terms.as_slice() } else { &[] };
        leaves::pages(&set, terms, |entry| {
            let page = self.input.site.page_of.get(&entry.path)?;
            self.papers.get(page)?.first().map(|printed| printed.pages)
        })
    }

    /// What each page of the set becomes, and whether there is code among it.
    fn leaf_views(&self, here: Here<'_>, set: &[Leaf<'a>]) -> (Vec<LeafView>, bool) {
        let embed = |sheet: &Entry, here: Here<'_>, level: u8| {
            if here.places.is_some_and(|places| places.contains_key(&sheet.path)) {
                return self.sheet_elsewhere(sheet, here);
            }
            self.embedded(sheet, Place { is_kept: false, ..Place::within_prose(here, level) })
        };
        let mut writer = Writer::new(self.tools(&embed), here).without_terms();
        let views = set.iter().map(|leaf| self.leaf_view(leaf, here, &mut writer)).collect();
        (views, writer.codes > 0)
    }

    fn leaf_view<'s>(
        &self,
        leaf: &'s Leaf<'a>,
        here: Here<'_>,
        writer: &mut Writer<'s>,
    ) -> LeafView {
        writer.turn_to(&leaf.prefix, leaf.level, &leaf.title);
        let here = here.within(&leaf.prefix);
        let mut view = LeafView {
            place: format!("{}{START}", leaf.prefix),
            is_first: leaf.is_first,
            level: leaf.level,
            kind: "part",
            label: self.input.words.word("kinds", "part").to_owned(),
            title: leaf.title.clone(),
            summary: String::new(),
            stage: None,
            html: String::new(),
            path: None,
        };
        let Some(entry) = leaf.entry else { return view };
        let meta = &entry.meta;
        if !leaf.is_opening {
            view.kind = entry.kind();
            view.label = kind_label(self.input, entry);
        }
        if !leaf.is_first {
            view.summary = typeset(&meta.summary, self.input.words);
        }
        view.stage =
            meta.stage.as_ref().and_then(|stage| stage_view(self.input, here.route, stage));
        view.html = match &entry.content {
            Content::Activity(document) => {
                let activity = self.activity_view(writer, leaf.level, entry, document);
                let page = PageView::bare(here.route, "print", String::new());
                let kind = ActivityKind { activity };
                let view = View { page, content: String::new(), kind };
                // A fault of the template is reported where the activity has its own page, which the same template makes.
                self.shared
                    .engine
                    .render("activity-body.html", &view, self.input)
                    .unwrap_or_default()
            }
            Content::Worksheet(_) | Content::Checklist(_) => {
                self.printed_sheet(entry, Place::to_print(here, leaf.level))
            }
            Content::Chapter(_) | Content::Path(_) | Content::Pack(_) => {
                let document = entry.document();
                let mut html = title_anchor(writer, document);
                let scope = Scope::new(document, &entry.path).below(leaf.level);
                html.push_str(&writer.document_html(scope));
                html
            }
        };
        view.path = match &entry.content {
            Content::Path(path) => Some(self.path_to_print(path, here)),
            Content::Pack(pack) => Some(self.pack_to_print(pack, here)),
            Content::Chapter(_)
            | Content::Activity(_)
            | Content::Checklist(_)
            | Content::Worksheet(_) => None,
        };
        view
    }

    fn path_to_print(&self, path: &Path, here: Here<'_>) -> PathView {
        let step = |entry: &Entry| {
            let mut step = card(self.input, here.route, entry)?;
            step.href = here.href_to(self.input, &entry.path, None)?;
            Some(step)
        };
        let steps = path.steps.iter().filter_map(|slug| self.input.index.find(&slug.value));
        PathView {
            when: typeset(&path.when, self.input.words),
            steps: steps.filter_map(step).collect(),
        }
    }

    fn pack_to_print(&self, pack: &Pack, here: Here<'_>) -> PathView {
        let line = |slug: &Spanned<String>| {
            let entry = self.input.index.find(&slug.value)?;
            let copies = pack.copies_of(&slug.value).to_string();
            let mut line = card(self.input, here.route, entry)?;
            line.href = here.href_to(self.input, &entry.path, None)?;
            line.summary = self.input.words.filled("pack", "copies_of", "n", &copies);
            Some(line)
        };
        PathView { when: String::new(), steps: pack.include.iter().filter_map(line).collect() }
    }

    /// The line that leads to a sheet which follows by itself.
    fn sheet_elsewhere(&self, sheet: &Entry, here: Here<'_>) -> String {
        let href = here.href_to(self.input, &sheet.path, None).unwrap_or_default();
        let mut html = format!("<p class=\"print-sheet-line\"><a href=\"{href}\">");
        escape_text(&typeset(sheet.title(), self.input.words), &mut html);
        html.push_str("</a> <span class=\"quiet\">");
        let kind = kind_label(self.input, sheet);
        escape_text(&self.input.words.filled("print", "elsewhere", "kind", &kind), &mut html);
        html.push_str("</span></p>\n");
        html
    }
}

/// Where each file of the set stands on the page.
fn places_of(set: &[Leaf<'_>]) -> Places {
    set.iter().filter_map(|leaf| Some((leaf.entry?.path.clone(), leaf.prefix.clone()))).collect()
}
