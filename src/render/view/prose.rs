//! What the templates of pages of prose are given: home, parts, paths, activities.

use serde::Serialize;

use super::{Card, StageView};

#[derive(Serialize)]
pub(in crate::render) struct HomeKind {
    pub(in crate::render) home: HomeView,
}

#[derive(Serialize)]
pub(in crate::render) struct HomeView {
    pub(in crate::render) paths: Vec<Card>,
    pub(in crate::render) stages: Vec<StageLine>,
    pub(in crate::render) sheets: Vec<Card>,
    pub(in crate::render) parts: Vec<PartLine>,
    pub(in crate::render) pages: Vec<Card>,
}

/// A stage on the home page.
#[derive(Serialize)]
pub(in crate::render) struct StageLine {
    #[serde(flatten)]
    pub(in crate::render) stage: StageView,
    pub(in crate::render) question: String,
    pub(in crate::render) summary: String,
    pub(in crate::render) count: usize,
}

/// A part in a list of parts.
#[derive(Serialize)]
pub(in crate::render) struct PartLine {
    pub(in crate::render) title: String,
    pub(in crate::render) summary: String,
    pub(in crate::render) href: String,
    pub(in crate::render) count: usize,
}

#[derive(Serialize)]
pub(in crate::render) struct PartKind {
    pub(in crate::render) part: PartView,
}

#[derive(Serialize)]
pub(in crate::render) struct PartView {
    pub(in crate::render) pages: Vec<Card>,
    pub(in crate::render) groups: Vec<PartLine>,
    pub(in crate::render) sheets: Vec<Card>,
}

#[derive(Serialize)]
pub(in crate::render) struct PathKind {
    pub(in crate::render) path: PathView,
}

#[derive(Serialize)]
pub(in crate::render) struct PathView {
    pub(in crate::render) when: String,
    pub(in crate::render) steps: Vec<Card>,
}

#[derive(Serialize)]
pub(in crate::render) struct ActivityKind<'a> {
    pub(in crate::render) activity: ActivityView<'a>,
}

#[derive(Serialize)]
pub(in crate::render) struct ActivityView<'a> {
    /// The level of its title, and what its ids begin with.
    pub(in crate::render) level: u8,
    pub(in crate::render) prefix: &'a str,
    pub(in crate::render) time: String,
    pub(in crate::render) prepare: String,
    pub(in crate::render) people: String,
    pub(in crate::render) format: Vec<String>,
    pub(in crate::render) leading: &'a str,
    pub(in crate::render) joining: &'a str,
    pub(in crate::render) materials: Vec<String>,
    pub(in crate::render) leaves: Vec<String>,
    pub(in crate::render) roles: Vec<String>,
    pub(in crate::render) repeat: &'a str,
    pub(in crate::render) sections: Vec<SectionView>,
    pub(in crate::render) before: String,
}

/// A section of an activity.
#[derive(Serialize)]
pub(in crate::render) struct SectionView {
    pub(in crate::render) step: bool,
    pub(in crate::render) number: usize,
    pub(in crate::render) id: String,
    pub(in crate::render) title: String,
    pub(in crate::render) minutes: u32,
    pub(in crate::render) starts: String,
    pub(in crate::render) html: String,
}
