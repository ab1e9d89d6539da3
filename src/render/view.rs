//! What templates are given.

use serde::Serialize;

use super::Input;
use super::typography::typeset;
use crate::site::{By, Route};
use crate::worksheet;

/// What holds on every page.
#[derive(Serialize)]
pub(super) struct SiteView<'a> {
    title: &'a str,
    tagline: String,
    language: &'a str,
    dir: &'static str,
    noindex: bool,
    partners: &'a [String],
    licence: &'a str,
    revised: String,
    contact: Option<ContactView<'a>>,
    has_terms: bool,
    has_coverage: bool,
    lists: Vec<ListLink<'a>>,
    scripts: Vec<ScriptView>,
    home: &'a str,
    sitemap: &'a str,
    glossary: &'a str,
    coverage: &'a str,
    version: &'static str,
}

#[derive(Serialize)]
struct ContactView<'a> {
    title: String,
    text: String,
    email: &'a str,
    link: &'a str,
}

#[derive(Serialize)]
struct ListLink<'a> {
    kind: &'static str,
    title: &'a str,
    href: &'a str,
}

/// The script of a kind of worksheet, and what shows in a page that one of the kind stands there.
#[derive(Serialize)]
struct ScriptView {
    marks: String,
    script: &'static str,
}

impl<'a> SiteView<'a> {
    pub(super) fn of(input: Input<'a>) -> Self {
        let settings = &input.playbook.settings;
        let route = |page: usize| input.site.pages[page].route.as_str();
        Self {
            title: site_title(input),
            tagline: typeset(&settings.tagline, input.words),
            language: &settings.language,
            dir: direction(&settings.language),
            noindex: settings.noindex,
            partners: &settings.partners,
            licence: &settings.licence,
            revised: settings.revised.map(|date| input.words.date(date)).unwrap_or_default(),
            contact: settings.contact.as_ref().map(|contact| ContactView {
                title: typeset(&contact.title, input.words),
                text: typeset(&contact.text, input.words),
                email: &contact.email,
                link: &contact.link,
            }),
            has_terms: input.site.glossary.is_some(),
            has_coverage: input.site.coverage.is_some(),
            lists: input
                .site
                .lists
                .iter()
                .map(|(by, page)| ListLink {
                    kind: by.name(),
                    title: list_title(input, *by),
                    href: route(*page),
                })
                .collect(),
            scripts: worksheet::KINDS
                .iter()
                .filter(|kind| !kind.script.is_empty())
                .map(|kind| ScriptView {
                    marks: format!("class=\"sheet sheet-{}\"", kind.name),
                    script: kind.script,
                })
                .collect(),
            home: input.site.home().route.as_str(),
            sitemap: route(input.site.site_map),
            glossary: input.site.glossary.map(route).unwrap_or_default(),
            coverage: input.site.coverage.map(route).unwrap_or_default(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// The playbook's title: as set, else as its home page has it.
pub(super) fn site_title(input: Input<'_>) -> &str {
    let settings = &input.playbook.settings;
    if settings.title.is_empty() {
        input.index.introduction("").map_or("Playbook", crate::model::Entry::title)
    } else {
        &settings.title
    }
}

/// The title of the list by `by`.
pub(super) fn list_title(input: Input<'_>, by: By) -> &str {
    input.words.word("titles", by.name())
}

/// The direction in which a language is written.
fn direction(language: &str) -> &'static str {
    match language.split(['-', '_']).next().unwrap_or_default() {
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ku" | "ps" | "sd" | "ug" | "ur" | "yi" => {
            "rtl"
        }
        _ => "ltr",
    }
}

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
    pub(super) edit: String,
    pub(super) owner: &'a str,
    pub(super) reviewed: String,
    pub(super) review_by: String,
    pub(super) credit: &'a str,
    pub(super) licence: &'a str,
    pub(super) draft: bool,
    pub(super) has_code: bool,
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
            edit: String::new(),
            owner: "",
            reviewed: String::new(),
            review_by: String::new(),
            credit: "",
            licence: "",
            draft: false,
            has_code: false,
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

#[derive(Serialize)]
pub(super) struct HomeKind {
    pub(super) home: HomeView,
}

#[derive(Serialize)]
pub(super) struct HomeView {
    pub(super) paths: Vec<Card>,
    pub(super) stages: Vec<StageLine>,
    pub(super) sheets: Vec<Card>,
    pub(super) parts: Vec<PartLine>,
    pub(super) pages: Vec<Card>,
}

/// A stage on the home page.
#[derive(Serialize)]
pub(super) struct StageLine {
    #[serde(flatten)]
    pub(super) stage: StageView,
    pub(super) question: String,
    pub(super) summary: String,
    pub(super) count: usize,
}

/// A part in a list of parts.
#[derive(Serialize)]
pub(super) struct PartLine {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) href: String,
    pub(super) count: usize,
}

#[derive(Serialize)]
pub(super) struct PartKind {
    pub(super) part: PartView,
}

#[derive(Serialize)]
pub(super) struct PartView {
    pub(super) pages: Vec<Card>,
    pub(super) groups: Vec<PartLine>,
    pub(super) sheets: Vec<Card>,
}

#[derive(Serialize)]
pub(super) struct PathKind {
    pub(super) path: PathView,
}

#[derive(Serialize)]
pub(super) struct PathView {
    pub(super) when: String,
    pub(super) steps: Vec<Card>,
}

#[derive(Serialize)]
pub(super) struct PackKind<'a> {
    pub(super) pack: PackView<'a>,
}

#[derive(Serialize)]
pub(super) struct PackView<'a> {
    pub(super) id: &'a str,
    pub(super) cover: bool,
    /// How many sheets there are, copies counted.
    pub(super) copies: usize,
    /// How many pages they take, with the cover and the contents, about.
    pub(super) pages: usize,
    /// Whether each sheet is printed as often as it is wanted. Else once.
    pub(super) is_whole: bool,
    pub(super) lines: Vec<PackLine>,
    /// The HTML of every sheet, in the order of printing.
    pub(super) sheets: Vec<String>,
}

/// A sheet in a pack.
#[derive(Serialize)]
pub(super) struct PackLine {
    pub(super) card: Card,
    pub(super) copies: usize,
    pub(super) pages: usize,
}

#[derive(Serialize)]
pub(super) struct ActivityKind<'a> {
    pub(super) activity: ActivityView<'a>,
}

#[derive(Serialize)]
pub(super) struct ActivityView<'a> {
    pub(super) time: String,
    pub(super) prepare: String,
    pub(super) people: String,
    pub(super) format: &'a [String],
    pub(super) leading: &'a str,
    pub(super) joining: &'a str,
    pub(super) materials: Vec<String>,
    pub(super) leaves: Vec<String>,
    pub(super) roles: Vec<String>,
    pub(super) repeat: &'a str,
    pub(super) sections: Vec<SectionView>,
    pub(super) before: String,
}

/// A section of an activity.
#[derive(Serialize)]
pub(super) struct SectionView {
    pub(super) step: bool,
    pub(super) number: usize,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) minutes: u32,
    pub(super) starts: String,
    pub(super) html: String,
}

#[derive(Serialize)]
pub(super) struct ChecklistKind<'a> {
    pub(super) checklist: ChecklistView<'a>,
}

#[derive(Serialize)]
pub(super) struct ChecklistView<'a> {
    pub(super) id: &'a str,
    pub(super) title: String,
    pub(super) level: u8,
    pub(super) prefix: String,
    pub(super) pause: String,
    pub(super) way: &'static str,
    pub(super) revised: String,
    pub(super) intro: String,
    pub(super) leader_notes: String,
    pub(super) groups: Vec<GroupView<'a>>,
    pub(super) total: usize,
    pub(super) paper: &'static str,
    pub(super) href: String,
    pub(super) markdown_href: String,
    pub(super) table_href: String,
}

#[derive(Serialize)]
pub(super) struct GroupView<'a> {
    pub(super) title: String,
    pub(super) items: Vec<ItemView<'a>>,
}

#[derive(Serialize)]
pub(super) struct ItemView<'a> {
    pub(super) id: &'a str,
    pub(super) text: String,
    pub(super) owner: &'a str,
    pub(super) when: &'a str,
    pub(super) help: String,
    pub(super) link: Option<LinkView>,
}

#[derive(Serialize)]
pub(super) struct SheetKind<'a> {
    pub(super) sheet: SheetView<'a>,
}

/// A worksheet.
#[expect(clippy::struct_excessive_bools, reason = "a template asks for each by its name")]
#[derive(Serialize)]
pub(super) struct SheetView<'a> {
    pub(super) id: &'a str,
    pub(super) kind: &'static str,
    pub(super) script: &'static str,
    pub(super) private: bool,
    pub(super) required: bool,
    pub(super) markdown_href: String,
    pub(super) table_href: String,
    pub(super) label: String,
    pub(super) title: String,
    #[serde(rename = "for")]
    pub(super) for_whom: &'a str,
    pub(super) paper: &'static str,
    pub(super) turn: &'static str,
    pub(super) time: String,
    pub(super) review: &'a str,
    pub(super) intro: String,
    pub(super) leader_notes: String,
    pub(super) is_filled_in: bool,
    pub(super) has_example: bool,
    pub(super) is_kept: bool,
    pub(super) is_example: bool,
    pub(super) blank_href: String,
    pub(super) example_href: String,
    pub(super) level: u8,
    pub(super) prefix: &'a str,
    #[serde(flatten)]
    pub(super) body: worksheet::View,
}

#[derive(Serialize)]
pub(super) struct ListKind {
    pub(super) list: ListView,
}

#[derive(Serialize)]
pub(super) struct ListView {
    pub(super) kind: &'static str,
    pub(super) intro: String,
    pub(super) groups: Vec<ListGroup>,
    pub(super) filters: bool,
}

#[derive(Serialize)]
pub(super) struct ListGroup {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) href: String,
    pub(super) cards: Vec<Card>,
    /// How many pages are left out.
    pub(super) rest: usize,
}

#[derive(Serialize)]
pub(super) struct GlossaryKind<'a> {
    pub(super) glossary: GlossaryView<'a>,
}

#[derive(Serialize)]
pub(super) struct GlossaryView<'a> {
    pub(super) terms: Vec<TermView<'a>>,
}

#[derive(Serialize)]
pub(super) struct TermView<'a> {
    pub(super) id: &'a str,
    pub(super) term: &'a str,
    pub(super) also: &'a [String],
    pub(super) means: String,
    pub(super) used_in: Vec<LinkView>,
}

#[derive(Serialize)]
pub(super) struct CoverageKind<'a> {
    pub(super) coverage: CoverageView<'a>,
}

#[derive(Serialize)]
pub(super) struct CoverageView<'a> {
    pub(super) stages: Vec<StageView>,
    pub(super) needs: Vec<CoverageNeed>,
    pub(super) items: Vec<CoverageLine<'a>>,
    pub(super) covered: usize,
    pub(super) total: usize,
}

/// A row of the table of needs by stages.
#[derive(Serialize)]
pub(super) struct CoverageNeed {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) cells: Vec<CoverageCell>,
}

/// The pages that serve a need in a stage.
#[derive(Serialize)]
pub(super) struct CoverageCell {
    pub(super) cards: Vec<BriefCard>,
    /// How many pages are left out.
    pub(super) rest: usize,
}

/// A line of the coverage list.
#[derive(Serialize)]
pub(super) struct CoverageLine<'a> {
    pub(super) id: &'a str,
    pub(super) text: String,
    pub(super) served_by: Vec<BriefCard>,
}

#[derive(Serialize)]
pub(super) struct SitemapKind {
    pub(super) sitemap: SitemapView,
}

#[derive(Serialize)]
pub(super) struct SitemapView {
    pub(super) parts: Vec<SitemapPart>,
    pub(super) lists: Vec<LinkView>,
    pub(super) others: Vec<LinkView>,
}

#[derive(Serialize)]
pub(super) struct SitemapPart {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) pages: Vec<SitemapLine>,
}

#[derive(Serialize)]
pub(super) struct SitemapLine {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) depth: usize,
}
