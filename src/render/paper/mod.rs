//! Sheets → PDF files, beside the pages that show them.

mod binder;
mod bundle;
mod fields;
mod fit;
mod flow;
mod fonts;
mod frame;
mod layout;
mod letters;
mod objects;
mod pack;
mod page;
mod pdf;
mod text;
mod tiles;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub(super) use self::bundle::MOST_SHEETS;
pub(super) use self::flow::{Books, books};

use self::fonts::Fonts;
use self::frame::Frame;
use self::page::Pages;
use self::pdf::Press;
use self::text::Typesetter;
use super::{Input, Sink, show};
use crate::artifact::Artifact;
use crate::diag::{Diagnostic, Rule};
use crate::failure::FileError;
use crate::model::{Content, Entry};
use crate::sheet::{Paper, Turn};
use crate::site::{Page, Route, Shows};
use crate::worksheet::Version;

/// The PDFs of each page that has some, by its number: the whole sheet first, then its handouts.
pub(super) type Papers = BTreeMap<usize, Vec<Printed>>;

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

/// The rules that sheets on paper can break.
pub(super) const RULES: &[&Rule] =
    &[&fit::PAPER_OVER, &fit::PAPER_CUT, &letters::MISSING_LETTER, &fonts::FONT_FAULT];

/// Makes ready to print in the fonts that there are, and says what is wrong with some.
pub(super) fn press(input: Input<'_>) -> (Press, Vec<Diagnostic>) {
    let (fonts, faults) = Fonts::of(input.sources);
    (Press::new(fonts, &input.playbook.settings.language), faults)
}

/// Hands over the PDF of every sheet, says what each has become, and tells what does not fit its paper.
pub(super) fn publish(
    input: Input<'_>,
    press: &Press,
    sink: Sink<'_>,
) -> Result<(Papers, Vec<Diagnostic>), FileError> {
    let made: Vec<_> = input
        .site
        .papers
        .par_iter()
        .map_init(
            || Typesetter::new(&press.fonts),
            |setter, (number, routes)| {
                let print = Print { input, page: &input.site.pages[*number], press, sink };
                let (printed, faults) = print.all(setter, routes)?;
                Ok((*number, printed, faults))
            },
        )
        .collect::<Result<_, FileError>>()?;
    let mut papers = Papers::new();
    let mut told = Vec::new();
    for (number, printed, faults) in made {
        papers.insert(number, printed);
        told.extend(faults);
    }
    Ok((papers, told))
}

/// A page of the site that shows a sheet.
struct Print<'a> {
    input: Input<'a>,
    page: &'a Page,
    press: &'a Press,
    sink: Sink<'a>,
}

impl Print<'_> {
    /// Makes the whole sheet and its handouts.
    fn all(
        &self,
        setter: &mut Typesetter,
        routes: &[Route],
    ) -> Result<(Vec<Printed>, Vec<Diagnostic>), FileError> {
        let (entry, version) = self.sheet();
        let (paper, turn) = paper(self.input, entry);
        let allowed = allowed(entry);
        if let Content::Pack(pack) = &entry.content {
            let pages = bundle::pages(self.input, setter, (entry, self.page), pack);
            // Its sheets tell their faults where they are printed alone.
            setter.missing.clear();
            return Ok((self.hand_over(routes, vec![(pages, (paper, turn))])?, Vec::new()));
        }
        let sheet = show::sheet(self.input, entry, version).unwrap_or_default();
        let frame = Frame::whole(self.input, entry, (version, self.page));
        let whole = layout::pages(setter, &sheet, &frame, (paper, turn), allowed);
        let mut faults = fit::faults(&whole, entry, version, (paper, turn), allowed);
        let mut prints = vec![(whole, (paper, turn))];
        if let Content::Worksheet(worksheet) = &entry.content {
            for (number, name) in worksheet.body.handouts().iter().enumerate() {
                let sheet = show::handout(self.input, entry, version, number).unwrap_or_default();
                let title = self.input.words.word(worksheet.kind().name, name);
                let frame = frame.part(title, entry.title());
                let pages = layout::pages(setter, &sheet, &frame, (paper, turn), Some(1));
                prints.push((pages, (paper, turn)));
            }
        }
        if tiles::are_wanted(paper) {
            let hint = self.input.words.word("sheet", "tile");
            let pages = tiles::tiles(setter, &prints[0].0, turn, hint);
            prints.push((pages, tiles::paper(turn)));
        }
        let missing = std::mem::take(&mut setter.missing);
        faults.extend(letters::fault(self.input, entry, &missing));
        Ok((self.hand_over(routes, prints)?, faults))
    }

    fn hand_over(
        &self,
        routes: &[Route],
        prints: Vec<(Pages, (Paper, Turn))>,
    ) -> Result<Vec<Printed>, FileError> {
        let mut printed = Vec::new();
        for (route, (pages, (paper, turn))) in routes.iter().zip(prints) {
            (self.sink)(Artifact::new(route.as_str(), pdf::bytes(&pages, self.press)))?;
            printed.push(Printed { paper, turn, pages: pages.pages.len() });
        }
        Ok(printed)
    }

    fn sheet(&self) -> (&Entry, Version) {
        let entry = |path| &self.input.playbook.entries[path];
        match &self.page.shows {
            Shows::Entry(path) => (entry(path), Version::Blank),
            Shows::Example(path) => (entry(path), Version::Example),
            Shows::Home(_)
            | Shows::Part(..)
            | Shows::List(_)
            | Shows::Glossary
            | Shows::Coverage
            | Shows::SiteMap
            | Shows::NotFound => unreachable!("only sheets are planned to be on paper"),
        }
    }
}

/// Whether the sheet of `entry` is made in tiles of A4 or Letter, too.
pub(super) fn is_tiled(input: Input<'_>, entry: &Entry) -> bool {
    tiles::are_wanted(paper(input, entry).0)
}

/// How many pages a sheet may take. `None` when it may take as many as it needs.
fn allowed(entry: &Entry) -> Option<usize> {
    match &entry.content {
        Content::Worksheet(worksheet) => worksheet.pages(),
        Content::Checklist(_) => Some(1),
        Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => None,
    }
}

/// The paper of a sheet, and how it lies.
pub(in crate::render::paper) fn paper(input: Input<'_>, entry: &Entry) -> (Paper, Turn) {
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
