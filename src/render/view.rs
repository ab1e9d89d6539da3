//! What templates are given: what all pages have here, the rest by kind of page.

mod lists;
mod prints;
mod prose;
mod search;
mod sheets;
mod site;

use serde::Serialize;

pub(super) use lists::{
    CoverageCell, CoverageKind, CoverageLine, CoverageNeed, CoverageView, GlossaryKind,
    GlossaryView, ListGroup, ListKind, ListView, SitemapKind, SitemapLine, SitemapPart,
    SitemapView, TermView,
};
pub(super) use prints::{LeafView, PrintKind, PrintView, PrintedTerms};
pub(super) use prose::{
    ActivityKind, ActivityView, HomeKind, HomeView, PartKind, PartLine, PartView, PathKind,
    PathView, SectionView, StageLine,
};
pub(super) use search::{SearchKind, SearchLetter, SearchLine, SearchView};
pub(super) use sheets::{
    ChecklistKind, ChecklistView, GroupView, ItemView, PackKind, PackLine, PackView, PaperView,
    SheetKind, SheetView,
};
pub(super) use site::SiteView;

use crate::site::Route;

/// A page with what its kind adds.
#[derive(Serialize)]
pub(super) struct View<'a, K: Serialize> {
    pub(super) page: PageView<'a>,
    pub(super) content: String,
    #[serde(flatten)]
    pub(super) kind: K,
}

/// What every page has.
#[derive(Serialize)]
pub(super) struct PageView<'a> {
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) root: String,
    pub(super) route: &'a str,
    pub(super) canonical: String,
    /// The language of its text and its direction; empty where they are those of the site.
    pub(super) language: &'a str,
    pub(super) dir: &'static str,
    pub(super) edit: String,
    pub(super) owner: &'a str,
    pub(super) reviewed: String,
    pub(super) review_by: String,
    pub(super) credit: &'a str,
    pub(super) licence: &'a str,
    pub(super) draft: bool,
    pub(super) has_code: bool,
    pub(super) has_sheet: bool,
    pub(super) breadcrumb: Vec<LinkView>,
    pub(super) previous: Option<LinkView>,
    pub(super) next: Option<LinkView>,
    pub(super) contents: Vec<ContentsView>,
    pub(super) rail: String,
    pub(super) uses: Vec<Card>,
    pub(super) used_in: Vec<BriefCard>,
    pub(super) comes_next: Vec<BriefCard>,
    pub(super) stage: Option<StageView>,
    pub(super) serves: Vec<NeedView>,
    pub(super) situations: Vec<String>,
    pub(super) book: Option<BookView>,
    pub(super) print: Option<BookView>,
}

/// A page and those below it for paper: as a PDF, or as a page to print.
#[derive(Serialize)]
pub(super) struct BookView {
    pub(super) title: String,
    pub(super) href: String,
    /// How many pages it has, in words.
    pub(super) facts: String,
}

impl<'a> PageView<'a> {
    /// A page of which nothing is known but its place and title.
    pub(super) fn bare(route: &'a Route, kind: &'static str, title: String) -> Self {
        Self {
            kind,
            title,
            summary: String::new(),
            root: route.to_root(),
            route: route.as_str(),
            canonical: String::new(),
            language: "",
            dir: "",
            edit: String::new(),
            owner: "",
            reviewed: String::new(),
            review_by: String::new(),
            credit: "",
            licence: "",
            draft: false,
            has_code: false,
            has_sheet: false,
            breadcrumb: Vec::new(),
            previous: None,
            next: None,
            contents: Vec::new(),
            rail: String::new(),
            uses: Vec::new(),
            used_in: Vec::new(),
            comes_next: Vec::new(),
            stage: None,
            serves: Vec::new(),
            situations: Vec::new(),
            book: None,
            print: None,
        }
    }
}

/// A link.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LinkView {
    pub(super) title: String,
    pub(super) href: String,
}

/// A line of the contents of a page.
#[derive(Serialize)]
pub(super) struct ContentsView {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) level: u8,
}

/// A stage, as a page shows it.
#[derive(Clone, Serialize)]
pub(super) struct StageView {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) letter: char,
    pub(super) number: usize,
    pub(super) href: String,
}

/// A need, as a page shows it.
#[derive(Serialize)]
pub(super) struct NeedView {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) href: String,
}

/// A page as another page names it in passing.
#[derive(Clone, Serialize)]
pub(super) struct BriefCard {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) kind: &'static str,
    pub(super) label: String,
    pub(super) stage: Option<StageView>,
}

/// A page as another page shows it.
#[derive(Clone, Serialize)]
pub(super) struct Card {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) kind: &'static str,
    pub(super) label: String,
    pub(super) summary: String,
    pub(super) time: String,
    pub(super) people: String,
    pub(super) stage: Option<StageView>,
    pub(super) thumbnail: String,
    pub(super) minutes: u32,
    pub(super) when: String,
    pub(super) format: String,
    pub(super) needs: String,
}

/// A page that leads on to another.
#[derive(Serialize)]
pub(super) struct MovedKind {
    pub(super) moved: LinkView,
}

/// A chapter adds nothing.
#[derive(Serialize)]
pub(super) struct Nothing {}
