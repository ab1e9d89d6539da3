//! Site → HTML pages: what each page shows, given to its template.

mod lists;
mod packs;
mod prints;
mod prose;
mod search;
mod sheets;

use std::sync::{Arc, OnceLock};

use super::assets::Assets;
use super::cards::{brief_card, cards, link_to, need_view, stage_view};
use super::frame::Frames;
use super::here::Here;
use super::highlight::Highlighter;
use super::html::Tools;
use super::sidebar::Sidebar;
use super::templates::Engine;
use super::terms::TermFinder;
use super::view::{BookView, LinkView, MovedKind, Nothing, PageView, View};
use crate::artifact::Artifact;
use crate::at_work;
use crate::diag::Diagnostic;
use crate::input::Input;
use crate::locale::direction;
use crate::model::{Content, Entry};
use crate::paper::{Books, Papers};
use crate::sheet::{Paper, Turn};
use crate::site::{Page, Route, Shows, escape};
use crate::titles::{page_label, page_title, site_title};
use crate::typography::typeset;

/// Everything that pages share, whichever of them are made.
pub(super) struct Shared {
    pub(super) engine: Arc<Engine>,
    pub(super) highlighter: Arc<Highlighter>,
    terms: Arc<TermFinder>,
    /// That of each folder, made when its first page is.
    sidebars: Vec<OnceLock<Sidebar>>,
    frames: Arc<Frames>,
}

impl Shared {
    /// What the pages of `input` share, filled in by this `engine`.
    pub(super) fn new(input: Input<'_>, engine: Arc<Engine>) -> Self {
        Self {
            engine,
            highlighter: Arc::new(Highlighter::new(&input.memo.code)),
            terms: Arc::new(TermFinder::new(&input.playbook.terms)),
            sidebars: no_sidebars(input),
            frames: Arc::default(),
        }
    }

    /// The same for another `input` in the same look: what does not depend on the playbook is kept.
    pub(super) fn again(&self, input: Input<'_>, assets: &Assets) -> Self {
        let terms = Arc::new(TermFinder::new(&input.playbook.terms));
        Self { terms, ..self.renamed(input, assets) }
    }

    /// The same where no more than the names of pages differs, on which terms do not depend.
    pub(super) fn renamed(&self, input: Input<'_>, assets: &Assets) -> Self {
        let (engine, frames) = match self.engine.again(input, assets) {
            Some(engine) => (Arc::new(engine), Arc::default()),
            None => (Arc::clone(&self.engine), Arc::clone(&self.frames)),
        };
        let (highlighter, terms) = (Arc::clone(&self.highlighter), Arc::clone(&self.terms));
        Self { engine, highlighter, terms, sidebars: no_sidebars(input), frames }
    }
}

/// Room for the sidebar of each folder.
fn no_sidebars(input: Input<'_>) -> Vec<OnceLock<Sidebar>> {
    vec![const { OnceLock::new() }; input.site.folders.len()]
}

/// Makes pages.
pub(super) struct Pages<'a> {
    input: Input<'a>,
    shared: &'a Shared,
    papers: &'a Papers,
    books: &'a Books,
}

/// The most cards in "used in": no page grows with the number of pages. The site map lists all.
const MOST_USERS: usize = 40;

impl<'a> Pages<'a> {
    /// Makes the pages of `input` with what they share and with what is on paper.
    pub(super) fn new(
        input: Input<'a>,
        shared: &'a Shared,
        (papers, books): (&'a Papers, &'a Books),
    ) -> Self {
        Self { input, shared, papers, books }
    }

    /// Renders the page numbered `number`.
    pub(super) fn render(&self, number: usize) -> Result<Artifact, Diagnostic> {
        let page = &self.input.site.pages[number];
        at_work::on(page.name(), || self.page(number))
    }

    fn page(&self, number: usize) -> Result<Artifact, Diagnostic> {
        let page = &self.input.site.pages[number];
        let entry = |path| &self.input.playbook.entries[path];
        let html = match &page.shows {
            Shows::Home(introduction) => self.home(number, introduction.as_ref().map(entry)),
            Shows::Part(folder, introduction) => {
                self.part(number, *folder, introduction.as_ref().map(entry))
            }
            Shows::Entry(path) => self.entry(number, entry(path)),
            Shows::Example(path) => self.example(number, entry(path)),
            Shows::List(by) => self.list(number, *by),
            Shows::Glossary => self.glossary(number),
            Shows::Coverage => self.coverage(number),
            Shows::SiteMap => self.site_map(number),
            Shows::Search => self.search(number),
            Shows::Print(folder) => self.print(number, *folder),
            Shows::NotFound => self.fill(
                "not-found.html",
                self.page_view(number, "not-found", None),
                String::new(),
                Nothing {},
            ),
        }?;
        Ok(Artifact::new(page.route.as_str(), html))
    }

    /// Renders the small page at an address that a page had before.
    pub(super) fn render_redirect(&self, number: usize) -> Result<Artifact, Diagnostic> {
        let (route, page) = &self.input.site.redirects[number];
        let moved = link_to(self.input, route, *page);
        let target = &self.input.site.pages[*page];
        let mut view = PageView::bare(route, "moved", page_title(self.input, target));
        view.canonical = self.canonical(&target.route);
        let html = self.fill("moved.html", view, String::new(), MovedKind { moved })?;
        Ok(Artifact::new(route.as_str(), html))
    }

    /// The whole address of a page; empty when the site's is not known.
    fn canonical(&self, route: &Route) -> String {
        match self.input.playbook.settings.base_url.value.as_str() {
            "" => String::new(),
            base => format!("{base}{}", route.shown()),
        }
    }

    fn entry(&self, number: usize, entry: &'a Entry) -> Result<String, Diagnostic> {
        match &entry.content {
            Content::Chapter(document) => self.chapter(number, entry, document),
            Content::Activity(document) => self.activity(number, entry, document),
            Content::Checklist(checklist) => self.checklist(number, entry, checklist),
            Content::Worksheet(worksheet) => self.worksheet(number, entry, worksheet),
            Content::Path(path) => self.path(number, entry, path),
            Content::Pack(pack) => self.pack(number, entry, pack),
        }
    }

    fn fill<K: serde::Serialize>(
        &self,
        template: &str,
        page: PageView<'_>,
        content: String,
        kind: K,
    ) -> Result<String, Diagnostic> {
        let frame = self.shared.frames.around(&page, &self.shared.engine, self.input)?;
        let view = View { page, content, kind };
        self.shared.engine.render_within(template, &view, frame, self.input)
    }

    fn tools<'t>(
        &'t self,
        embed: &'t (dyn Fn(&Entry, Here<'_>, u8) -> String + Sync),
    ) -> Tools<'t> {
        let Shared { highlighter, terms, .. } = self.shared;
        Tools { input: self.input, highlighter, terms, embed }
    }

    /// What every page has, for the page numbered `number` that shows `entry`, if any.
    fn page_view(
        &self,
        number: usize,
        kind: &'static str,
        entry: Option<&'a Entry>,
    ) -> PageView<'a> {
        let input = self.input;
        let page = &input.site.pages[number];
        let from = &page.route;
        let mut view = PageView::bare(from, kind, page_title(input, page));
        let base = &input.playbook.settings.base_url.value;
        view.canonical = self.canonical(from);
        view.breadcrumb = self.breadcrumb(page);
        view.previous = page.previous.map(|previous| link_to(input, from, previous));
        view.next = page.next.map(|next| link_to(input, from, next));
        view.rail = self.sidebar(number);
        if kind == "not-found" {
            // The host shows this page at any address, so relative links would lead astray: where the site's address is
            // known, they begin there.
            if let Some(root) = base_path(base) {
                view.root = root;
                view.rail = String::new();
            }
        }
        if let Some(entry) = entry {
            self.describe(&mut view, entry, from);
        }
        view
    }

    /// The book of a folder as the page at `from` leads to it.
    fn book_of(&self, folder: usize, from: &Route) -> Option<BookView> {
        let (site, words) = (self.input.site, self.input.words);
        let (title, route) = match folder {
            0 => ("whole", site.books.whole.as_ref()),
            part => ("part", site.books.parts.get(&part)),
        };
        let pages = match self.books.get(&site.folders[folder].page)? {
            1 => words.word("sheet", "one_page").to_owned(),
            pages => words.filled("sheet", "many_pages", "pages", &pages.to_string()),
        };
        Some(BookView {
            title: words.word("book", title).to_owned(),
            href: from.href_to(route?),
            // Its pages fit both papers, whatever the sheets in it are for.
            facts: format!("{}, {pages}", words.paper(Paper::Either, Turn::Portrait)),
        })
    }

    /// The sidebar of the page `number`. Those of a folder's pages were made together; lists stand in a folder of their own.
    fn sidebar(&self, number: usize) -> String {
        let (input, page) = (self.input, &self.input.site.pages[number]);
        let beside = &input.site.pages[input.site.folders[page.folder].page].route;
        if page.route.to_root() == beside.to_root() {
            let sidebar = &self.shared.sidebars[page.folder];
            return sidebar.get_or_init(|| Sidebar::of(input, page.folder)).marked(number);
        }
        Sidebar::seen_from(input, page.folder, &page.route).marked(number)
    }

    fn describe(&self, view: &mut PageView<'a>, entry: &'a Entry, from: &Route) {
        let input = self.input;
        let (meta, settings) = (&entry.meta, &input.playbook.settings);
        view.summary = typeset(&meta.summary, input.words);
        let of_site = &input.playbook.settings.language.value;
        if !meta.language.is_empty() && !meta.language.eq_ignore_ascii_case(of_site) {
            view.language = &meta.language;
            view.dir = direction(&meta.language);
        }
        view.owner = &meta.owner;
        view.reviewed = meta.reviewed.map(|date| input.words.date(date)).unwrap_or_default();
        view.review_by =
            meta.review_by.as_ref().map(|date| input.words.date(date.value)).unwrap_or_default();
        view.credit = &meta.credit;
        view.licence = &meta.licence;
        if !settings.edit_url.is_empty() {
            let base = settings.edit_url.trim_end_matches('/');
            view.edit = format!("{base}/{}", escape(entry.path.as_str()));
        }
        view.uses = cards(input, from, meta.uses.iter().map(|slug| slug.value.as_str()));
        let users = input.index.used_in(&entry.path).take(MOST_USERS);
        view.used_in = users.filter_map(|user| brief_card(input, from, user)).collect();
        let next = meta.next.iter().filter_map(|slug| input.index.find(slug));
        view.comes_next = next.filter_map(|entry| brief_card(input, from, entry)).collect();
        view.stage = meta.stage.as_ref().and_then(|stage| stage_view(input, from, stage));
        view.serves = meta.serves.iter().filter_map(|need| need_view(input, from, need)).collect();
        view.situations =
            meta.situations.iter().map(|situation| typeset(situation, input.words)).collect();
    }

    /// The way from home to `page`, without the page itself.
    fn breadcrumb(&self, page: &Page) -> Vec<LinkView> {
        let input = self.input;
        let mut trail = Vec::new();
        let mut folder = Some(page.folder);
        while let Some(number) = folder {
            let shown = &input.site.pages[input.site.folders[number].page];
            if shown.route != page.route {
                let title = if number == 0 {
                    site_title(input).to_owned()
                } else {
                    page_label(input, shown)
                };
                trail.push(LinkView { title, href: page.route.href_to(&shown.route) });
            }
            folder = input.site.folders[number].parent;
        }
        trail.reverse();
        trail
    }
}

/// The path of an address: `https://example.org/team/` is `/team/`.
fn base_path(base: &str) -> Option<String> {
    let host_and_path = base.split_once("://")?.1;
    Some(
        host_and_path
            .find('/')
            .map_or_else(|| "/".to_owned(), |slash| host_and_path[slash..].to_owned()),
    )
}
