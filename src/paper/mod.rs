//! Sheets → PDF files, beside the pages that show them.

mod binder;
mod bundle;
mod fields;
mod fit;
mod flow;
mod fonts;
mod frame;
mod key;
mod layout;
mod letters;
mod mirror;
mod objects;
mod pack;
mod page;
mod pdf;
mod pictures;
mod printer;
mod text;
mod tiles;
mod writing;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

pub use self::bundle::MOST_SHEETS;
pub use self::flow::Books;

use self::bundle::Bundle;
use self::flow::books;
use self::fonts::Fonts;
use self::frame::Frame;
use self::key::Order;
use self::letters::Missing;
use self::page::Pages;
use self::printer::{Done, Printer};
use self::text::Typesetter;
use crate::artifact::Sink;
use crate::at_work;
use crate::diag::{Diagnostic, Rule};
use crate::failure::FileError;
use crate::input::Input;
use crate::memo::{Known, Memo};
use crate::model::{Content, Entry, Pack};
use crate::sheet::{Paper, Turn};
use crate::show;
use crate::site::{Page, Route};
use crate::source::SourcePath;
use crate::worksheet::Version;

/// The PDFs of each page that has some, by its number: the whole sheet first, then its handouts.
pub type Papers = BTreeMap<usize, Vec<Printed>>;

/// A finished PDF.
#[derive(Clone, Copy, Debug)]
pub struct Printed {
    /// Its paper.
    pub paper: Paper,
    /// How it lies.
    pub turn: Turn,
    /// How many pages it has.
    pub pages: usize,
}

/// The rules that sheets on paper can break.
pub const RULES: &[&Rule] = &[
    &fit::PAPER_OVER,
    &fit::PAPER_CUT,
    &letters::MISSING_LETTER,
    &fonts::FONT_FAULT,
    &flow::TABLE_WIDE,
    &pictures::PICTURE_NOT_PRINTED,
    &pictures::PICTURE_POORER,
    &pictures::PICTURE_HEAVY,
];

/// PDFs, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prints {
    /// Those that were laid out.
    pub made: usize,
    /// Those that are as the last build made them.
    pub kept: usize,
}

/// What became of everything on paper.
#[derive(Clone)]
pub struct Published {
    /// The PDFs of sheets.
    pub papers: Papers,
    /// The books.
    pub books: Books,
    /// What does not fit its paper, and which letters have no shape.
    told: Told,
    done: Done,
    /// The same of books.
    told_of_books: Told,
    done_of_books: Done,
    /// What is wrong with the playbook's own fonts.
    fonts: Vec<Diagnostic>,
}

/// When books are made, which takes as long as all else together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// With everything else.
    Now,
    /// Later, or never.
    Later,
}

/// Hands over the PDF of every sheet and, where they are made now, of every book.
pub fn publish(input: Input<'_>, binding: Binding, sink: Sink<'_>) -> Result<Published, FileError> {
    let printer = Printer::new(input, sink);
    let (sheets, books) = rayon::join(
        || sheets(&printer),
        || match binding {
            Binding::Now => books(&printer),
            Binding::Later => Ok((Books::new(), Told::default(), Done::default())),
        },
    );
    let (papers, told, done) = sheets?;
    let (books, told_of_books, done_of_books) = books?;
    let fonts = printer.faults;
    Ok(Published { papers, books, told, done, told_of_books, done_of_books, fonts })
}

impl Published {
    /// The same with the books made now, whose PDFs are handed over.
    pub fn bound(&self, input: Input<'_>, sink: Sink<'_>) -> Result<Self, FileError> {
        let (books, told_of_books, done_of_books) = books(&Printer::new(input, sink))?;
        Ok(Self { books, told_of_books, done_of_books, ..self.clone() })
    }

    /// The same with the books as they were `before`, of which nothing is told.
    #[must_use]
    pub fn with_books_of(self, before: &Self) -> Self {
        let (books, done_of_books) = (before.books.clone(), before.done_of_books.clone());
        Self { books, done_of_books, told_of_books: Told::default(), ..self }
    }

    /// What is wrong on paper.
    pub fn faults(&self, input: Input<'_>) -> Vec<Diagnostic> {
        let mut told = self.told.clone();
        told.join(self.told_of_books.clone());
        let Told { mut faults, missing } = told;
        faults.extend(missing.faults(input));
        faults.extend(self.fonts.iter().cloned());
        faults
    }

    /// Whether a letter on a sheet has no shape: then what is told depends on every text of the playbook.
    pub fn lacks_letters(&self) -> bool {
        !self.told.missing.is_empty()
    }

    /// How many PDFs were made, and how many left as they were.
    pub fn prints(&self) -> Prints {
        let mut done = Done { prints: self.done.prints, ..Done::default() };
        done.add(Done { prints: self.done_of_books.prints, ..Done::default() });
        done.prints
    }

    /// What the next build has to know of them.
    pub fn memo(&self) -> Memo {
        Memo::of(self.done.known.iter().chain(&self.done_of_books.known).cloned())
    }
}

/// Hands over the PDF of every sheet, says what each has become, and tells what does not fit its paper.
fn sheets(printer: &Printer<'_>) -> Result<(Papers, Told, Done), FileError> {
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
    let mut told = Told::default();
    for (entry, findings) in found.into_values() {
        told.faults.extend(findings.faults);
        told.missing.add(input, &entry.path, findings.missing);
    }
    Ok((papers, told, all))
}

/// What is wrong on paper anywhere: what does not fit, and letters that no font has.
#[derive(Clone, Default)]
struct Told {
    faults: Vec<Diagnostic>,
    missing: Missing,
}

impl Told {
    fn is_empty(&self) -> bool {
        self.faults.is_empty() && self.missing.is_empty()
    }

    /// Takes in what is wrong elsewhere.
    fn join(&mut self, other: Self) {
        self.faults.extend(other.faults);
        self.missing.join(other.missing);
    }
}

/// The typesetter of a thread, made when the first sheet is laid out: a build that lays out none need not wait for it.
#[derive(Default)]
struct Setter(Option<Typesetter>);

impl Setter {
    fn ready(&mut self, fonts: &Fonts) -> &mut Typesetter {
        self.0.get_or_insert_with(|| Typesetter::new(fonts))
    }
}

/// What is wrong with a file on paper, its blank sheet and its example together.
#[derive(Default)]
struct Findings {
    faults: Vec<Diagnostic>,
    /// Letters that no font has.
    missing: BTreeSet<char>,
}

impl Findings {
    fn is_empty(&self) -> bool {
        self.faults.is_empty() && self.missing.is_empty()
    }

    /// Takes in what was found later. What is too long blank is too long as an example, and told once.
    fn add(&mut self, later: Self) {
        if self.faults.is_empty() {
            self.faults = later.faults;
        }
        self.missing.extend(later.missing);
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
    /// A sheet with a fault is made every time, so that the fault is told every time.
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
        let (paper, turn) = paper(self.input, entry);
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
        let (paper, turn) = paper(self.input, entry);
        let sheet = show::sheet(self.input, entry, version).unwrap_or_default();
        let frame = Frame::whole(self.input, entry, (version, self.page));
        let mut orders =
            vec![Order { sheet, frame, paper, turn, allowed: allowed(entry), tiles: None }];
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
        let told = laid.zip(prints).flat_map(|(laid, pages)| fit::faults(self.input, pages, laid));
        told.collect()
    }

    fn sheet(&self) -> (&'a Entry, Version) {
        let (path, version) =
            self.page.shows.sheet().expect("only sheets are planned to be on paper");
        (&self.input.playbook.entries[path], version)
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
