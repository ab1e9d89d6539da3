//! What the templates of lists are given: lists of pages, the glossary, the coverage, the site map.

use serde::Serialize;

use super::{BriefCard, Card, LinkView, StageView};

#[derive(Serialize)]
pub(in crate::render) struct ListKind {
    pub(in crate::render) list: ListView,
}

#[derive(Serialize)]
pub(in crate::render) struct ListView {
    pub(in crate::render) kind: &'static str,
    pub(in crate::render) intro: String,
    pub(in crate::render) groups: Vec<ListGroup>,
    pub(in crate::render) filters: bool,
}

#[derive(Serialize)]
pub(in crate::render) struct ListGroup {
    pub(in crate::render) id: String,
    pub(in crate::render) title: String,
    pub(in crate::render) summary: String,
    pub(in crate::render) href: String,
    pub(in crate::render) cards: Vec<Card>,
    /// How many pages are left out.
    pub(in crate::render) rest: usize,
}

#[derive(Serialize)]
pub(in crate::render) struct GlossaryKind<'a> {
    pub(in crate::render) glossary: GlossaryView<'a>,
}

#[derive(Serialize)]
pub(in crate::render) struct GlossaryView<'a> {
    pub(in crate::render) terms: Vec<TermView<'a>>,
}

#[derive(Serialize)]
pub(in crate::render) struct TermView<'a> {
    pub(in crate::render) id: &'a str,
    pub(in crate::render) term: &'a str,
    pub(in crate::render) also: &'a [String],
    pub(in crate::render) means: String,
    pub(in crate::render) used_in: Vec<LinkView>,
}

#[derive(Serialize)]
pub(in crate::render) struct CoverageKind<'a> {
    pub(in crate::render) coverage: CoverageView<'a>,
}

#[derive(Serialize)]
pub(in crate::render) struct CoverageView<'a> {
    pub(in crate::render) stages: Vec<StageView>,
    pub(in crate::render) needs: Vec<CoverageNeed>,
    pub(in crate::render) items: Vec<CoverageLine<'a>>,
    pub(in crate::render) covered: usize,
    pub(in crate::render) total: usize,
}

/// A row of the table of needs by stages.
#[derive(Serialize)]
pub(in crate::render) struct CoverageNeed {
    pub(in crate::render) id: String,
    pub(in crate::render) title: String,
    pub(in crate::render) href: String,
    pub(in crate::render) cells: Vec<CoverageCell>,
}

/// The pages that serve a need in a stage.
#[derive(Serialize)]
pub(in crate::render) struct CoverageCell {
    pub(in crate::render) cards: Vec<BriefCard>,
    /// How many pages are left out.
    pub(in crate::render) rest: usize,
}

/// A line of the coverage list.
#[derive(Serialize)]
pub(in crate::render) struct CoverageLine<'a> {
    pub(in crate::render) id: &'a str,
    pub(in crate::render) text: String,
    pub(in crate::render) served_by: Vec<BriefCard>,
}

#[derive(Serialize)]
pub(in crate::render) struct SitemapKind {
    pub(in crate::render) sitemap: SitemapView,
}

#[derive(Serialize)]
pub(in crate::render) struct SitemapView {
    pub(in crate::render) parts: Vec<SitemapPart>,
    pub(in crate::render) lists: Vec<LinkView>,
    pub(in crate::render) others: Vec<LinkView>,
}

#[derive(Serialize)]
pub(in crate::render) struct SitemapPart {
    pub(in crate::render) title: String,
    pub(in crate::render) href: String,
    pub(in crate::render) pages: Vec<SitemapLine>,
}

#[derive(Serialize)]
pub(in crate::render) struct SitemapLine {
    pub(in crate::render) title: String,
    pub(in crate::render) href: String,
    pub(in crate::render) depth: usize,
}
