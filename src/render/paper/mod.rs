//! Sheets → PDF files, beside the pages that show them.

mod fields;
mod fit;
mod flow;
mod frame;
mod layout;
mod letters;
mod objects;
mod pack;
mod page;
mod pdf;
mod text;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub(super) use self::flow::{Books, books};

use self::fields::FormFont;
use self::frame::Frame;
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
pub(super) const RULES: &[&Rule] = &[&fit::PAPER_OVER, &fit::PAPER_CUT, &letters::MISSING_LETTER];

/// Hands over the PDF of every sheet, says what each has become, and tells what does not fit its paper.
pub(super) fn publish(
    input: Input<'_>,
    sink: Sink<'_>,
) -> Result<(Papers, Vec<Diagnostic>), FileError> {
    let font = FormFont::of(&input.playbook.settings.language);
    let made: Vec<_> = input
        .site
        .papers
        .par_iter()
        .map_init(Typesetter::new, |setter, (number, routes)| {
            let print = Print { input, page: &input.site.pages[*number], font: &font, sink };
            let (printed, faults) = print.all(setter, routes)?;
            Ok((*number, printed, faults))
        })
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
    font: &'a FormFont,
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
        let sheet = show::sheet(self.input, entry, version).unwrap_or_default();
        let frame = Frame::whole(self.input, entry, (version, self.page));
        let whole = layout::pages(setter, &sheet, &frame, (paper, turn), allowed);
        let mut faults = fit::faults(&whole, entry, version, (paper, turn), allowed);
        let mut prints = vec![whole];
        if let Content::Worksheet(worksheet) = &entry.content {
            for (number, name) in worksheet.body.handouts().iter().enumerate() {
                let sheet = show::handout(self.input, entry, version, number).unwrap_or_default();
                let title = self.input.words.word(worksheet.kind().name, name);
                let frame = frame.part(title, entry.title());
                prints.push(layout::pages(setter, &sheet, &frame, (paper, turn), Some(1)));
            }
        }
        let missing = std::mem::take(&mut setter.missing);
        faults.extend(letters::fault(self.input, entry, &missing));
        let mut printed = Vec::new();
        for (route, pages) in routes.iter().zip(prints) {
            (self.sink)(Artifact::new(route.as_str(), pdf::bytes(&pages, self.font)))?;
            printed.push(Printed { paper, turn, pages: pages.pages.len() });
        }
        Ok((printed, faults))
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
            | Shows::Print(_)
            | Shows::NotFound => unreachable!("only sheets are planned to be on paper"),
        }
    }
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
