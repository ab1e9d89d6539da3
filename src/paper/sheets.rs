//! Each sheet → its PDFs: the whole and its handouts, or a pack.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::bundle::Bundle;
use super::findings::{Findings, Reported};
use super::fit;
use super::fonts::Fonts;
use super::frame::Frame;
use super::key::Order;
use super::page::Pages;
use super::printed::{Papers, Printed};
use super::printer::{Done, Printer};
use super::text::Typesetter;
use crate::at_work;
use crate::diag::Diagnostic;
use crate::failure::FileError;
use crate::input::Input;
use crate::memo::Known;
use crate::model::{Content, Entry, Pack};
use crate::show;
use crate::site::{Page, Route};
use crate::source::SourcePath;
use crate::worksheet::Version;

/// Hands over the PDF of every sheet, says what each has become, and tells what does not fit its paper.
pub(super) fn sheets(printer: &Printer<'_>) -> Result<(Papers, Reported, Done), FileError> {
    let input = printer.input;
    let made: Vec<_> = input
        .site
        .papers
        .par_iter()
        .map_init(Setter::default, |setter, (number, routes)| {
            let print = Print { input, page: &input.site.pages[*number], printer };
            let (entry, _) = print.sheet();
            let made = at_work::on(entry.path.as_str(), || print.all(setter, routes))?;
            Ok((*number, entry, made))
        })
        .collect::<Result<_, FileError>>()?;
    let (mut papers, mut all) = (Papers::new(), Done::default());
    let mut found: BTreeMap<&SourcePath, (&Entry, Findings)> = BTreeMap::new();
    for (number, entry, (files, findings, done)) in made {
        papers.insert(number, files);
        all.add(done);
        let (_, known) = found.entry(&entry.path).or_insert_with(|| (entry, Findings::default()));
        known.add(findings);
    }
    let mut reported = Reported::default();
    for (entry, findings) in found.into_values() {
        reported.faults.extend(findings.faults);
        reported.missing.add(input, &entry.path, findings.missing);
    }
    Ok((papers, reported, all))
}

/// The typesetter of a thread, made when the first sheet is laid out: a build that lays out none need not wait for it.
#[derive(Default)]
struct Setter(Option<Typesetter>);

impl Setter {
    fn ready(&mut self, fonts: &Fonts) -> &mut Typesetter {
        self.0.get_or_insert_with(|| Typesetter::new(fonts))
    }
}

/// A page of the site that shows a sheet.
struct Print<'a> {
    input: Input<'a>,
    page: &'a Page,
    printer: &'a Printer<'a>,
}

impl<'a> Print<'a> {
    /// Makes the whole sheet and its handouts, unless they are as the last build made them.
    ///
    /// A sheet with a fault is made every time, so that the fault is reported every time.
    fn all(
        &self,
        setter: &mut Setter,
        routes: &[Route],
    ) -> Result<(Vec<Printed>, Findings, Done), FileError> {
        if let Content::Pack(pack) = &self.sheet().0.content {
            return self.pack(setter, routes, pack);
        }
        let orders = self.orders();
        let keys: Vec<_> = orders.iter().map(|order| self.printer.keys.of_value(order)).collect();
        let printed = |(order, known): (&Order, &Known)| {
            let (paper, turn) = order.paper();
            Printed { paper, turn, pages: known.pages }
        };
        if let Some(known) = self.printer.known(routes, &keys) {
            for (route, known) in routes.iter().zip(&known) {
                self.printer.keep(route, *known)?;
            }
            let printed = orders.iter().zip(&known).map(printed).collect();
            return Ok((printed, Findings::default(), Done::kept(routes, &known)));
        }
        let setter = setter.ready(&self.printer.fonts);
        let prints: Vec<_> = orders.iter().map(|order| order.pages(setter)).collect();
        let missing = std::mem::take(&mut setter.missing);
        let findings = Findings { faults: self.faults(&prints, &orders), missing };
        let files = routes.iter().zip(keys).zip(&prints);
        let made = files.map(|((route, key), pages)| self.printer.print(route, key, pages));
        let known: Vec<_> = made.collect::<Result<_, FileError>>()?;
        let mut done = Done::made(routes, &known);
        if !findings.is_empty() {
            done.known.clear();
        }
        Ok((orders.iter().zip(&known).map(printed).collect(), findings, done))
    }

    /// Makes a pack, unless it is as the last build made it and all its own letters have shapes. Its sheets tell their faults
    /// where they are printed alone.
    fn pack(
        &self,
        setter: &mut Setter,
        routes: &[Route],
        pack: &'a Pack,
    ) -> Result<(Vec<Printed>, Findings, Done), FileError> {
        let (entry, _) = self.sheet();
        let (paper, turn) = entry.paper(self.input.playbook.settings.paper);
        let printed = |known: &Known| Printed { paper, turn, pages: known.pages };
        let bundle = Bundle::of(self.input, (entry, self.page), pack);
        let key = self.printer.keys.of_value(&bundle);
        if let Some(known) = self.printer.known(routes, &[key]) {
            self.printer.keep(&routes[0], known[0])?;
            return Ok((vec![printed(&known[0])], Findings::default(), Done::kept(routes, &known)));
        }
        let setter = setter.ready(&self.printer.fonts);
        let pages = bundle.pages(setter);
        let missing = bundle.own(std::mem::take(&mut setter.missing));
        let known = self.printer.print(&routes[0], key, &pages)?;
        let mut done = Done::made(routes, &[known]);
        if !missing.is_empty() {
            done.known.clear();
        }
        let findings = Findings { faults: Vec::new(), missing };
        Ok((vec![printed(&known)], findings, done))
    }

    /// What the whole sheet is made of, and each handout.
    fn orders(&self) -> Vec<Order> {
        let (entry, version) = self.sheet();
        let (paper, turn) = entry.paper(self.input.playbook.settings.paper);
        let sheet = show::sheet(self.input, entry, version).unwrap_or_default();
        let frame = Frame::whole(self.input, entry, (version, self.page));
        let mut orders =
            vec![Order { sheet, frame, paper, turn, allowed: entry.most_pages(), tiles: None }];
        if let Content::Worksheet(worksheet) = &entry.content {
            for (number, name) in worksheet.body.handouts().iter().enumerate() {
                let sheet = show::handout(self.input, entry, version, number).unwrap_or_default();
                let title = self.input.words.word(worksheet.kind().name, name);
                let frame = orders[0].frame.part(title, entry.title());
                let allowed = worksheet.handout_pages(number);
                orders.push(Order { sheet, frame, paper, turn, allowed, tiles: None });
            }
        }
        if paper.is_large() {
            let hint = self.input.words.word("sheet", "tile").to_owned();
            let Order { sheet, frame, paper, turn, allowed, .. } = orders[0].clone();
            let frame = Frame { fillable: false, ..frame };
            orders.push(Order { sheet, frame, paper, turn, allowed, tiles: Some(hint) });
        }
        orders
    }

    /// What is wrong with the whole sheet and its handouts, made as the `orders` say. What is cut into tiles was looked at
    /// whole.
    fn faults(&self, prints: &[Pages], orders: &[Order]) -> Vec<Diagnostic> {
        let (entry, version) = self.sheet();
        let names: &[&str] = match &entry.content {
            Content::Worksheet(worksheet) => worksheet.body.handouts(),
            Content::Checklist(_)
            | Content::Chapter(_)
            | Content::Activity(_)
            | Content::Path(_)
            | Content::Pack(_) => &[],
        };
        let names = std::iter::once("").chain(names.iter().copied());
        let whole = prints[0].pages.len();
        let laid = |(order, handout)| fit::Laid { entry, version, handout, order, whole };
        let laid = orders.iter().zip(names).map(laid);
        let reported =
            laid.zip(prints).flat_map(|(laid, pages)| fit::faults(self.input, pages, laid));
        reported.collect()
    }

    fn sheet(&self) -> (&'a Entry, Version) {
        let (path, version) =
            self.page.shows.sheet().expect("only sheets are planned to be on paper");
        (&self.input.playbook.entries[path], version)
    }
}
