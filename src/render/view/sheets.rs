//! What the templates of sheets are given: checklists and worksheets.

use serde::Serialize;

use super::{Card, LinkView};
use crate::worksheet;

#[derive(Serialize)]
pub(in crate::render) struct ChecklistKind<'a> {
    pub(in crate::render) checklist: ChecklistView<'a>,
}

#[derive(Serialize)]
pub(in crate::render) struct ChecklistView<'a> {
    pub(in crate::render) id: &'a str,
    /// Names that it had before, with `/` between.
    pub(in crate::render) former: String,
    pub(in crate::render) title: String,
    pub(in crate::render) level: u8,
    pub(in crate::render) prefix: String,
    pub(in crate::render) is_kept: bool,
    pub(in crate::render) pause: String,
    pub(in crate::render) way: &'static str,
    pub(in crate::render) revised: String,
    pub(in crate::render) intro: String,
    pub(in crate::render) leader_notes: String,
    pub(in crate::render) groups: Vec<GroupView<'a>>,
    pub(in crate::render) total: usize,
    pub(in crate::render) paper: &'static str,
    pub(in crate::render) href: String,
    pub(in crate::render) pdf: Option<PaperView>,
    pub(in crate::render) markdown_href: String,
    pub(in crate::render) table_href: String,
}

/// A PDF beside a page.
#[derive(Serialize)]
pub(in crate::render) struct PaperView {
    pub(in crate::render) href: String,
    /// Its paper and its pages, in words.
    pub(in crate::render) facts: String,
}

#[derive(Serialize)]
pub(in crate::render) struct GroupView<'a> {
    pub(in crate::render) title: String,
    pub(in crate::render) items: Vec<ItemView<'a>>,
}

#[derive(Serialize)]
pub(in crate::render) struct ItemView<'a> {
    pub(in crate::render) id: &'a str,
    pub(in crate::render) text: String,
    pub(in crate::render) owner: &'a str,
    pub(in crate::render) when: &'a str,
    pub(in crate::render) help: String,
    pub(in crate::render) link: Option<LinkView>,
}

#[derive(Serialize)]
pub(in crate::render) struct SheetKind<'a> {
    pub(in crate::render) sheet: SheetView<'a>,
}

/// A worksheet.
#[expect(clippy::struct_excessive_bools, reason = "a template asks for each by its name")]
#[derive(Serialize)]
pub(in crate::render) struct SheetView<'a> {
    pub(in crate::render) id: &'a str,
    /// Names that it had before, with `/` between.
    pub(in crate::render) former: String,
    pub(in crate::render) kind: &'static str,
    pub(in crate::render) script: &'static str,
    pub(in crate::render) private: bool,
    pub(in crate::render) required: bool,
    pub(in crate::render) pdf: Option<PaperView>,
    /// The PDFs of what is handed out one by one.
    pub(in crate::render) handouts: Vec<PaperView>,
    /// The PDF for printers that take no larger paper.
    pub(in crate::render) tiled: Option<PaperView>,
    pub(in crate::render) markdown_href: String,
    pub(in crate::render) table_href: String,
    pub(in crate::render) calendar_href: String,
    pub(in crate::render) label: String,
    pub(in crate::render) title: String,
    #[serde(rename = "for")]
    pub(in crate::render) for_whom: String,
    pub(in crate::render) paper: &'static str,
    pub(in crate::render) turn: &'static str,
    pub(in crate::render) time: String,
    pub(in crate::render) review: &'a str,
    pub(in crate::render) intro: String,
    pub(in crate::render) leader_notes: String,
    pub(in crate::render) is_filled_in: bool,
    /// Whether the page counts what is filled in, though some of it may stay empty.
    pub(in crate::render) has_progress: bool,
    pub(in crate::render) has_example: bool,
    pub(in crate::render) is_kept: bool,
    /// Whether it has a page, or pages of paper, of its own.
    pub(in crate::render) is_alone: bool,
    pub(in crate::render) is_example: bool,
    pub(in crate::render) blank_href: String,
    pub(in crate::render) example_href: String,
    pub(in crate::render) level: u8,
    pub(in crate::render) prefix: &'a str,
    #[serde(flatten)]
    pub(in crate::render) body: worksheet::View,
}

#[derive(Serialize)]
pub(in crate::render) struct PackKind<'a> {
    pub(in crate::render) pack: PackView<'a>,
}

#[derive(Serialize)]
pub(in crate::render) struct PackView<'a> {
    pub(in crate::render) id: &'a str,
    pub(in crate::render) pdf: Option<PaperView>,
    pub(in crate::render) cover: bool,
    /// How many sheets there are, copies counted.
    pub(in crate::render) copies: usize,
    /// How many pages they take, with the cover and the contents, about.
    pub(in crate::render) pages: usize,
    /// Whether each sheet is printed as often as it is wanted. Else once.
    pub(in crate::render) is_whole: bool,
    pub(in crate::render) lines: Vec<PackLine>,
    /// The HTML of every sheet, in the order of printing.
    pub(in crate::render) sheets: Vec<String>,
}

/// A sheet in a pack.
#[derive(Serialize)]
pub(in crate::render) struct PackLine {
    pub(in crate::render) card: Card,
    pub(in crate::render) copies: usize,
    pub(in crate::render) pages: usize,
}
