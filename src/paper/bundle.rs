//! A pack → one document: a cover, the contents, and every sheet as often as it is wanted.

use std::collections::BTreeSet;

use serde::Serialize;

use super::binder::Binder;
use super::frame::Frame;
use super::key::Order;
use super::layout;
use super::page::Pages;
use super::text::Typesetter;
use crate::colour::Colour;
use crate::input::Input;
use crate::model::{Entry, Pack};
use crate::sheet::{Cell, Column, Grid, Paper, Piece, Row, Sheet, Turn};
use crate::show;
use crate::site::Page;
use crate::titles::site_title;
use crate::typography::typeset;
use crate::worksheet::Version;

/// The most sheets that are printed as often as they are wanted. Of a larger pack each is printed once.
pub const MOST_SHEETS: usize = 60;

/// What the PDF of a pack is made of. Nothing else goes into its pages, and its key is made of all of it.
#[derive(Serialize)]
pub(super) struct Bundle<'a> {
    /// Its own file: a letter without a shape is reported when it stands there.
    text: &'a str,
    /// Its summary, when it has a cover.
    cover: Option<&'a str>,
    /// The playbook's own colour.
    own: Option<Colour>,
    /// What stands around its first pages.
    frame: Frame,
    /// What the list of its sheets is called, and the heads of the columns.
    contents: &'a str,
    columns: [&'a str; 4],
    paper: Paper,
    sheets: Vec<Bound<'a>>,
    /// What the document is called.
    title: String,
    language: &'a str,
}

/// A sheet in a pack.
#[derive(Serialize)]
struct Bound<'a> {
    order: Order,
    copies: usize,
    slug: &'a str,
    title: String,
    /// Its paper in words.
    paper: String,
}

impl<'a> Bundle<'a> {
    /// What the `pack` of `entry` is made of, which `page` shows.
    pub(super) fn of(input: Input<'a>, (entry, page): (&'a Entry, &Page), pack: &'a Pack) -> Self {
        let word = |name| input.words.word("pack", name);
        let included = pack.include.iter().filter_map(|slug| {
            let sheet = input.index.find(slug).filter(|entry| entry.is_sheet())?;
            bound(input, sheet, pack.copies_of(&slug.value))
        });
        let title = typeset(entry.title(), input.words);
        Self {
            text: input.sources.texts.get(&entry.path).map_or("", |text| text),
            cover: pack.cover.then_some(entry.meta.summary.as_str()),
            own: input.playbook.settings.tones().map(|tones| tones.light.accent),
            frame: unfilled(Frame::whole(input, entry, (Version::Blank, page))),
            contents: word("contents"),
            columns: [word("sheet"), word("paper"), word("pages"), word("copies")],
            paper: input.playbook.settings.paper,
            sheets: included.collect(),
            title: format!("{title} · {}", site_title(input)),
            language: &input.playbook.settings.language,
        }
    }

    /// Those of the `missing` letters that stand in its own file.
    pub(super) fn own(&self, mut missing: BTreeSet<char>) -> BTreeSet<char> {
        missing.retain(|letter| self.text.contains(*letter));
        missing
    }

    /// Lays it out.
    pub(super) fn pages(&self, setter: &mut Typesetter) -> Pages {
        let own = (self.paper, Turn::Portrait);
        let sheets: Vec<(Pages, &Bound<'_>)> =
            self.sheets.iter().map(|sheet| (sheet.order.pages(setter), sheet)).collect();
        let mut binder = Binder::default();
        let mut frame = self.frame.clone();
        if let Some(summary) = self.cover {
            binder.add_front(layout::cover(setter, &frame, (summary, self.own), own));
            self.contents.clone_into(&mut frame.title);
            frame.intro.clear();
        }
        let contents = layout::pages(setter, &self.contents(&sheets), &frame, own, None);
        if self.cover.is_some() {
            binder.add_pages_of(contents);
        } else {
            binder.add_front(contents);
        }
        let total: usize = self.sheets.iter().map(|sheet| sheet.copies).sum();
        for (pages, sheet) in sheets {
            let copies = if total <= MOST_SHEETS { sheet.copies } else { 1 };
            for copy in 0..copies {
                if copy == 0 {
                    binder.add_sheet(pages.clone(), sheet.slug.to_owned(), sheet.title.clone());
                } else {
                    binder.add_pages_of(pages.clone());
                }
            }
        }
        let mut pages = binder.pages;
        pages.title.clone_from(&self.title);
        self.language.clone_into(&mut pages.language);
        pages
    }

    /// What is in the pack: each sheet with its pages, its copies and its paper.
    fn contents(&self, sheets: &[(Pages, &Bound<'_>)]) -> Sheet {
        let row = |(pages, sheet): &(Pages, &Bound<'_>)| {
            let cells = [
                sheet.title.clone(),
                sheet.paper.clone(),
                pages.pages.len().to_string(),
                sheet.copies.to_string(),
            ];
            Row { cells: cells.map(Cell::Printed).into(), height: 8.0 }
        };
        let shares = [5.0, 3.0, 1.0, 1.0];
        let columns = self.columns.iter().zip(shares);
        let columns = columns.map(|(title, share)| Column::new(*title, share)).collect();
        let rows = sheets.iter().map(row).collect();
        Sheet { pieces: vec![Piece::Grid(Grid { caption: String::new(), columns, rows })] }
    }
}

/// The blank sheet of `entry`. `None` when it has no page.
fn bound<'a>(input: Input<'a>, entry: &'a Entry, copies: usize) -> Option<Bound<'a>> {
    let number = input.site.page_of.get(&entry.path)?;
    let sheet = show::sheet(input, entry, Version::Blank)?;
    let frame = Frame::whole(input, entry, (Version::Blank, &input.site.pages[*number]));
    let (paper, turn) = entry.paper(input.playbook.settings.paper);
    let (frame, allowed) = (unfilled(frame), entry.most_pages());
    Some(Bound {
        order: Order { sheet, frame, paper, turn, allowed, tiles: None },
        copies,
        slug: entry.slug(),
        title: typeset(entry.title(), input.words),
        paper: input.words.paper(paper, turn),
    })
}

/// A pack is printed: each sheet has a PDF of its own to fill in.
fn unfilled(frame: Frame) -> Frame {
    Frame { fillable: false, ..frame }
}
