//! Sheets → PDF files, beside the pages that show them.

mod fields;
mod layout;
mod objects;
mod pack;
mod page;
mod pdf;
mod text;

use std::collections::BTreeMap;

use rayon::prelude::*;

use self::fields::FormFont;
use self::layout::Frame;
use self::text::Typesetter;
use super::cards::page_title;
use super::view::site_title;
use super::{Input, Sink, show};
use crate::artifact::Artifact;
use crate::failure::FileError;
use crate::model::{Content, Entry};
use crate::sheet::{Paper, Turn};
use crate::site::Shows;
use crate::worksheet::Version;

/// The PDFs there are, each by the number of the page that it belongs to.
pub(super) type Papers = BTreeMap<usize, Printed>;

/// A finished PDF.
#[derive(Clone, Copy, Debug)]
pub(super) struct Printed {
    /// Its paper.
    pub(super) paper: Paper,
    /// How it lies.
    pub(super) turn: Turn,
    /// How many pages it has.
    pub(super) pages: usize,
}

/// Hands over the PDF of every sheet, and says what each has become.
pub(super) fn publish(input: Input<'_>, sink: Sink<'_>) -> Result<Papers, FileError> {
    let font = FormFont::of(&input.playbook.settings.language);
    input
        .site
        .papers
        .par_iter()
        .map_init(Typesetter::new, |setter, (number, route)| {
            let page = &input.site.pages[*number];
            let (path, version) = match &page.shows {
                Shows::Entry(path) => (path, Version::Blank),
                Shows::Example(path) => (path, Version::Example),
                Shows::Home(_)
                | Shows::Part(..)
                | Shows::List(_)
                | Shows::Glossary
                | Shows::Coverage
                | Shows::SiteMap
                | Shows::NotFound => unreachable!("only sheets are planned to be on paper"),
            };
            let entry = &input.playbook.entries[path];
            let sheet = show::sheet(input, entry, version).unwrap_or_default();
            let mut frame = frame(input, entry, version);
            frame.title = page_title(input, page);
            let (paper, turn) = paper(input, entry);
            let pages = layout::pages(setter, &sheet, &frame, (paper, turn));
            sink(Artifact::new(route.as_str(), pdf::bytes(&pages, &font)))?;
            Ok((*number, Printed { paper, turn, pages: pages.pages.len() }))
        })
        .collect()
}

/// The paper of a sheet, and how it lies.
fn paper(input: Input<'_>, entry: &Entry) -> (Paper, Turn) {
    let own = input.playbook.settings.paper;
    match &entry.content {
        Content::Worksheet(worksheet) => {
            (worksheet.shared.paper.unwrap_or(own), worksheet.shared.turn)
        }
        Content::Checklist(_)
        | Content::Chapter(_)
        | Content::Activity(_)
        | Content::Path(_)
        | Content::Pack(_) => (own, Turn::Portrait),
    }
}

/// What stands around the content of a sheet.
fn frame(input: Input<'_>, entry: &Entry, version: Version) -> Frame {
    let settings = &input.playbook.settings;
    let mut above = site_title(input).to_owned();
    if !settings.partners.is_empty() {
        above = format!("{above} · {}", settings.partners.join(" & "));
    }
    let word = |name: &str| input.words.word("sheet", name).to_owned();
    let revised = settings.revised.map(|date| input.words.date(date)).unwrap_or_default();
    let revised = match revised.as_str() {
        "" => String::new(),
        date => format!(" · {}", input.words.filled("site", "revised", "date", date)),
    };
    let mut intro = Vec::new();
    let document = entry.document();
    document.each_line(&mut |line| intro.push(document.plain(line)));
    let mut below = Vec::new();
    match &entry.content {
        Content::Checklist(checklist) => {
            intro.insert(
                0,
                format!("{}: {}", input.words.word("checklist", "pause"), checklist.pause),
            );
        }
        Content::Worksheet(worksheet) => {
            if worksheet.shared.required && version == Version::Blank {
                below.push(word("all_wanted"));
            }
            if !worksheet.shared.review.is_empty() {
                below.push(input.words.filled("sheet", "review", "when", &worksheet.shared.review));
            }
        }
        Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => {}
    }
    Frame {
        foot: format!("{above}{revised}"),
        above,
        title: String::new(),
        date: if version == Version::Blank { word("date") } else { String::new() },
        stamp: if version == Version::Example { word("example") } else { String::new() },
        intro,
        below,
        count: word("pages"),
        language: settings.language.clone(),
        fillable: version == Version::Blank && is_fillable(entry),
    }
}

/// Whether the blank sheet can be filled in on screen.
fn is_fillable(entry: &Entry) -> bool {
    match &entry.content {
        Content::Worksheet(worksheet) => worksheet.shared.fillable,
        Content::Checklist(_)
        | Content::Chapter(_)
        | Content::Activity(_)
        | Content::Path(_)
        | Content::Pack(_) => true,
    }
}
