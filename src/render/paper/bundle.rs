//! A pack → one document: a cover, the contents, and every sheet as often as it is wanted.

use super::binder::Binder;
use super::frame::Frame;
use super::layout;
use super::page::Pages;
use super::text::Typesetter;
use super::{allowed, paper};
use crate::model::{Entry, Pack};
use crate::render::typography::typeset;
use crate::render::view::site_title;
use crate::render::{Input, show};
use crate::sheet::{Cell, Column, Grid, Paper, Piece, Row, Sheet, Turn};
use crate::site::Page;
use crate::worksheet::Version;

/// The most sheets that are printed as often as they are wanted. Of a larger pack each is printed once.
pub(in crate::render) const MOST_SHEETS: usize = 60;

/// Lays out the pack of `entry`, which `page` shows.
pub(super) fn pages(
    input: Input<'_>,
    setter: &mut Typesetter,
    (entry, page): (&Entry, &Page),
    pack: &Pack,
) -> Pages {
    let own = (input.playbook.settings.paper, Turn::Portrait);
    let included: Vec<(&Entry, usize)> = pack
        .include
        .iter()
        .filter_map(|slug| Some((input.index.find(slug)?, pack.copies_of(&slug.value))))
        .filter(|(entry, _)| entry.is_sheet())
        .collect();
    let sheets: Vec<(Pages, &Entry, usize)> = included
        .into_iter()
        .filter_map(|(entry, copies)| Some((sheet(input, setter, entry)?, entry, copies)))
        .collect();
    let total: usize = sheets.iter().map(|(_, _, copies)| copies).sum();
    let mut frame = Frame::whole(input, entry, (Version::Blank, page));
    frame.fillable = false;
    let mut binder = Binder::default();
    if pack.cover {
        binder.add_front(layout::cover(setter, &frame, &entry.meta.summary, own));
        input.words.word("pack", "contents").clone_into(&mut frame.title);
        frame.intro.clear();
    }
    let contents = layout::pages(setter, &contents(input, &sheets), &frame, own, None);
    if pack.cover {
        binder.add_pages_of(contents);
    } else {
        binder.add_front(contents);
    }
    for (pages, sheet, copies) in sheets {
        let copies = if total <= MOST_SHEETS { copies } else { 1 };
        for copy in 0..copies {
            let title = typeset(sheet.title(), input.words);
            match copy {
                0 => binder.add_sheet(pages.clone(), sheet.slug().to_owned(), title),
                _ => binder.add_pages_of(pages.clone()),
            }
        }
    }
    let mut pages = binder.pages;
    pages.title = format!("{} · {}", typeset(entry.title(), input.words), site_title(input));
    pages.language.clone_from(&input.playbook.settings.language);
    pages
}

/// The blank sheet of `entry`.
fn sheet(input: Input<'_>, setter: &mut Typesetter, entry: &Entry) -> Option<Pages> {
    let number = input.site.page_of.get(&entry.path)?;
    let sheet = show::sheet(input, entry, Version::Blank)?;
    let mut frame = Frame::whole(input, entry, (Version::Blank, &input.site.pages[*number]));
    frame.fillable = false;
    Some(layout::pages(setter, &sheet, &frame, paper(input, entry), allowed(entry)))
}

/// What is in the pack: each sheet with its pages, its copies and its paper.
fn contents(input: Input<'_>, sheets: &[(Pages, &Entry, usize)]) -> Sheet {
    let word = |name: &str| input.words.word("pack", name).to_owned();
    let row = |(pages, entry, copies): &(Pages, &Entry, usize)| {
        let (size, turn): (Paper, Turn) = paper(input, entry);
        let cells = [
            typeset(entry.title(), input.words),
            input.words.paper(size, turn),
            pages.pages.len().to_string(),
            copies.to_string(),
        ];
        Row { cells: cells.map(Cell::Printed).into(), height: 8.0 }
    };
    let columns = vec![
        Column::new(word("sheet"), 5.0),
        Column::new(word("paper"), 3.0),
        Column::new(word("pages"), 1.0),
        Column::new(word("copies"), 1.0),
    ];
    let rows = sheets.iter().map(row).collect();
    Sheet { pieces: vec![Piece::Grid(Grid { caption: String::new(), columns, rows })] }
}
