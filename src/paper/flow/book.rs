//! Site → the PDF of the whole playbook, and one of each part.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::blocks::Writer;
use super::inline::anchor;
use super::outline::{Chapter, Matter, Outline};
use super::{COLUMN, Flow, Laid, Memo, Number, PAGE, TOP, rule, turned};
use crate::failure::FileError;
use crate::input::Input;
use crate::model::Entry;
use crate::paper::binder::Binder;
use crate::paper::findings::Reported;
use crate::paper::fonts::Fonts;
use crate::paper::frame::Frame;
use crate::paper::letters::Missing;
use crate::paper::measure::MILLIMETRE;
use crate::paper::page::{Content, Mark, Pages, Tone};
use crate::paper::pictures::Pictures;
use crate::paper::printer::{Done, Printer};
use crate::paper::text::{Face, Style, Typesetter};
use crate::paper::{layout, mirror};
use crate::sheet::Stroke;
use crate::show;
use crate::site::Route;
use crate::source::{SETTINGS, SourcePath};
use crate::titles::site_title;
use crate::typography::typeset;
use crate::worksheet::Version;

/// The books there are, each by the number of the page that leads to it: how many pages it has.
pub type Books = BTreeMap<usize, usize>;

/// Running heads and feet.
const FURNITURE: Style = Style { face: Face::Sans, points: 8.0, leading: 1.3 };
/// The base lines of the head and of the foot.
const HEAD: f32 = 18.0 * MILLIMETRE;
const FOOT: f32 = 263.0 * MILLIMETRE;
/// How close blocks stand where that keeps a few last lines from a page of their own.
const CLOSER: [f32; 3] = [0.9, 0.8, 0.7];
/// A last page that is filled no further down than this has a few lines.
const FEW_LINES: f32 = TOP + 80.0;
/// Pages are laid out anew until their numbers hold. More rounds are only wanted where one more figure moves a line.
const ROUNDS: usize = 4;

/// Makes the PDF of the whole playbook and of each part, where the playbook wants them, and says how long each is, and what is
/// wrong.
///
/// All are made again when anything in the playbook is another: a book has contents, page numbers and links of everything.
/// With a fault they are made every time, so that the fault is reported every time.
pub(in crate::paper) fn books(printer: &Printer<'_>) -> Result<(Books, Reported, Done), FileError> {
    let input = printer.input;
    let whole = input.site.books.whole.iter().map(|route| (None, route));
    let parts = input.site.books.parts.iter().map(|(folder, route)| (Some(*folder), route));
    let wanted: Vec<(Option<usize>, &Route)> = whole.chain(parts).collect();
    if wanted.is_empty() {
        return Ok((Books::new(), Reported::default(), Done::default()));
    }
    let key = printer.key_of_all();
    // One after the other: each holds the pages of many sheets, and is laid out on all cores.
    let made: Vec<_> = wanted
        .into_iter()
        .map(|(folder, route)| {
            let number = input.site.folders[folder.unwrap_or(0)].page;
            let routes = std::slice::from_ref(route);
            if let Some(known) = printer.known(routes, &[key]) {
                printer.keep(route, known[0])?;
                return Ok((
                    number,
                    known[0].pages,
                    Reported::default(),
                    Done::kept(routes, &known),
                ));
            }
            let reported = RefCell::new(Reported::default());
            let make = || {
                let (pages, found) = bound(input, &printer.fonts, printer.pictures(), folder);
                reported.replace(found);
                pages
            };
            let known = printer.print_book(route, key, &make)?;
            Ok((number, known.pages, reported.take(), Done::made(routes, &[known])))
        })
        .collect::<Result<_, FileError>>()?;
    let (mut books, mut reported, mut all) = (Books::new(), Reported::default(), Done::default());
    for (number, pages, found, done) in made {
        books.insert(number, pages);
        reported.join(found);
        all.add(done);
    }
    if all.prints.made > 0 {
        reported.faults.extend(printer.pictures().faults.iter().cloned());
    }
    if !reported.is_empty() {
        all.known.clear();
    }
    Ok((books, reported, all))
}

/// The pages of the whole playbook, or of the part in a folder, and what is wrong with them.
pub(super) fn bound(
    input: Input<'_>,
    fonts: &Fonts,
    pictures: &Pictures,
    part: Option<usize>,
) -> (Pages, Reported) {
    let outline = match part {
        None => Outline::whole(input),
        Some(folder) => Outline::part(input, folder),
    };
    let site = site_title(input);
    let title = match outline.chapters.first().filter(|_| part.is_some()) {
        Some(chapter) => format!("{} · {site}", chapter.title),
        None => site.to_owned(),
    };
    let volume = Volume { input, fonts, pictures, outline, is_whole: part.is_none() };
    let (mut pages, reported) = volume.pages();
    pages.title = title;
    (pages, reported)
}

/// A book in the making.
struct Volume<'a> {
    input: Input<'a>,
    fonts: &'a Fonts,
    pictures: &'a Pictures,
    outline: Outline<'a>,
    is_whole: bool,
}

/// Chapters as they were laid out, and the sheets.
struct Round {
    front: Vec<Laid>,
    chapters: Vec<Laid>,
}

impl Volume<'_> {
    fn pages(&self) -> (Pages, Reported) {
        let sheets: Vec<&Entry> = self.outline.sheets().collect();
        let sheets: Vec<(Pages, &Entry)> = sheets
            .into_par_iter()
            .map_init(
                || Typesetter::new(self.fonts),
                |setter, sheet| (self.sheet(setter, sheet), sheet),
            )
            .collect();
        let places = self.places();
        let mut memos: Vec<Memo> = Vec::new();
        memos.resize_with(self.outline.chapters.len() + 1, Memo::new);
        let mut numbers = BTreeMap::new();
        let mut missing = Missing::default();
        let mut round = self.round(&mut memos, &|name| later(&places, name));
        self.missing(&mut round, &mut missing);
        for _ in 1..ROUNDS {
            let now = numbered(&round, &sheets);
            if now == numbers {
                break;
            }
            numbers = now;
            round = self.round(&mut memos, &|name| match numbers.get(name) {
                Some(number) => Number::Known(*number),
                None => Number::Absent,
            });
            self.missing(&mut round, &mut missing);
        }
        let faults = round.chapters.iter_mut().flat_map(|laid| laid.faults.drain(..)).collect();
        (self.bind(round, sheets), Reported { faults, missing })
    }

    /// Takes the missing letters out of what was laid out. Texts that were set before do not tell them a second time.
    fn missing(&self, round: &mut Round, missing: &mut Missing) {
        let settings = SourcePath::new(SETTINGS);
        for front in &mut round.front {
            missing.add(self.input, &settings, std::mem::take(&mut front.missing));
        }
        for (laid, chapter) in round.chapters.iter_mut().zip(&self.outline.chapters) {
            missing.add(self.input, &page_of(chapter), std::mem::take(&mut laid.missing));
        }
    }

    /// Lays out everything but the sheets.
    fn round(&self, memos: &mut [Memo], numbers: &(dyn Fn(&str) -> Number + Sync)) -> Round {
        let (own, memos) = memos.split_first_mut().expect("there is one more than chapters");
        let chapters = self
            .outline
            .chapters
            .par_iter()
            .zip(memos)
            .map_init(
                || Typesetter::new(self.fonts),
                |setter, (chapter, memo)| self.chapter(setter, memo, chapter, numbers),
            )
            .collect();
        let mut front = Vec::new();
        if self.is_whole {
            let mut setter = Typesetter::new(self.fonts);
            let mut cover = Flow::new(&mut setter, own, numbers);
            cover.cover(self.input);
            front.push(cover.finish());
            let mut flow = Flow::new(&mut setter, own, numbers);
            flow.table_of_contents(self.input.words.word("book", "contents"), &self.outline);
            front.push(flow.finish());
        }
        Round { front, chapters }
    }

    /// Lays out a chapter; with its blocks a little closer where a few lines would else stand on a page of their own.
    fn chapter(
        &self,
        setter: &mut Typesetter,
        memo: &mut Memo,
        chapter: &Chapter<'_>,
        numbers: &dyn Fn(&str) -> Number,
    ) -> Laid {
        let mut laid = |closeness| {
            let mut flow = Flow::new(setter, memo, numbers);
            flow.closeness = closeness;
            let mut writer =
                Writer::new((self.input, self.pictures), flow, page_of(chapter), chapter.level);
            writer.chapter(chapter, &self.outline);
            writer.flow.finish()
        };
        let mut wide = laid(1.0);
        if wide.pages.len() < 2 || wide.end > FEW_LINES {
            return wide;
        }
        for closeness in CLOSER {
            let mut close = laid(closeness);
            wide.missing.append(&mut close.missing);
            if close.pages.len() < wide.pages.len() {
                return Laid { missing: wide.missing, ..close };
            }
        }
        wide
    }

    /// A blank sheet without foot: the book has its own.
    fn sheet(&self, setter: &mut Typesetter, entry: &Entry) -> Pages {
        let sheet = show::sheet(self.input, entry, Version::Blank).unwrap_or_default();
        let site = self.input.site;
        let Some(page) = site.page_of.get(&entry.path) else { return Pages::default() };
        let mut frame = Frame::whole(self.input, entry, (Version::Blank, &site.pages[*page]));
        frame.foot = String::new();
        frame.fillable = false;
        let paper = entry.paper(self.input.playbook.settings.paper);
        layout::pages(setter, &sheet, &frame, paper, entry.most_pages())
    }

    /// Every place that is in the book but for headings.
    fn places(&self) -> BTreeSet<String> {
        let mut places: BTreeSet<String> = BTreeSet::new();
        for chapter in &self.outline.chapters {
            places.insert(chapter.anchor.clone());
            if let Matter::Part(_, lines, _) = &chapter.matter {
                places.extend(lines.iter().map(|line| line.anchor.clone()));
            }
        }
        let introductions = self.outline.shelves.iter().filter_map(|shelf| shelf.introduction);
        let entries = self.outline.sheets().chain(introductions);
        places.extend(entries.map(|entry| anchor(&entry.path, None)));
        places
    }

    /// Puts everything one behind the other.
    fn bind(&self, round: Round, sheets: Vec<(Pages, &Entry)>) -> Pages {
        let mut binder = Binder::default();
        let mut heads: Vec<Option<(String, String)>> = Vec::new();
        for (number, laid) in round.front.into_iter().enumerate() {
            // The cover has neither head nor foot.
            let head = (number > 0).then(|| (String::new(), String::new()));
            heads.extend(laid.pages.iter().map(|_| head.clone()));
            binder.add(laid);
        }
        for (laid, chapter) in round.chapters.into_iter().zip(&self.outline.chapters) {
            let head = (chapter.part.clone(), chapter.title.clone());
            heads.extend(laid.pages.iter().enumerate().map(|(at, _)| {
                Some(if at == 0 { (String::new(), String::new()) } else { head.clone() })
            }));
            binder.add(laid);
        }
        for (sheet, entry) in sheets {
            heads.extend(sheet.pages.iter().map(|_| Some((String::new(), String::new()))));
            let title = typeset(entry.title(), self.input.words);
            binder.add_sheet(sheet, anchor(&entry.path, None), title);
        }
        let mut pages = binder.pages;
        pages.size = PAGE;
        pages.language.clone_from(&self.input.playbook.settings.language);
        self.furnish(&mut pages, &heads);
        pages
    }

    /// Writes heads and feet, now that pages are numbered.
    fn furnish(&self, pages: &mut Pages, heads: &[Option<(String, String)>]) {
        let mut setter = Typesetter::new(self.fonts);
        let total = pages.pages.len();
        let frame_foot = self.foot();
        let count = self.input.words.word("sheet", "pages");
        for (number, (page, head)) in pages.pages.iter_mut().zip(heads).enumerate() {
            let Some((part, chapter)) = head else { continue };
            let (left, right, foot) = match page.size {
                None => (COLUMN.0, COLUMN.1, FOOT),
                // Sheets have no head.
                Some((_, height)) if !chapter.is_empty() => {
                    (turned::WIDE.0, turned::WIDE.1, height - (PAGE.1 - FOOT))
                }
                Some((width, height)) => {
                    let margin = 15.0 * MILLIMETRE;
                    (margin, width - margin, height - margin)
                }
            };
            let mut marks = Vec::new();
            let pages = count
                .replace("{page}", &(number + 1).to_string())
                .replace("{pages}", &total.to_string());
            marks.extend(between(&mut setter, (&frame_foot, &pages), (left, right), foot));
            if !chapter.is_empty() {
                marks.extend(between(&mut setter, (part, chapter), (left, right), HEAD));
                let below = HEAD + 6.0;
                marks.push(rule((left, below), (right, below), Stroke::Hair));
            }
            if self.fonts.writing.is_mirrored {
                mirror::marks(&mut marks, page.size.map_or(PAGE.0, |size| size.0));
            }
            page.content.push(Content { leaf: None, marks });
        }
    }

    fn foot(&self) -> String {
        let settings = &self.input.playbook.settings;
        let mut foot = site_title(self.input).to_owned();
        if !settings.partners.is_empty() {
            foot = format!("{foot} · {}", settings.partners.join(" & "));
        }
        if let Some(date) = settings.revised {
            let date = self.input.words.date(date);
            foot =
                format!("{foot} · {}", self.input.words.filled("site", "revised", "date", &date));
        }
        foot
    }
}

/// What is known of a place before anything is laid out.
fn later(places: &BTreeSet<String>, name: &str) -> Number {
    let page = name.split('#').next().unwrap_or(name);
    if places.contains(page) { Number::Later } else { Number::Absent }
}

/// The page of each place, from 1.
fn numbered(round: &Round, sheets: &[(Pages, &Entry)]) -> BTreeMap<String, usize> {
    let mut numbers = BTreeMap::new();
    let mut before = 1;
    for laid in round.front.iter().chain(&round.chapters) {
        for (name, page, _) in &laid.anchors {
            numbers.entry(name.clone()).or_insert(before + page);
        }
        before += laid.pages.len();
    }
    for (sheet, entry) in sheets {
        numbers.entry(anchor(&entry.path, None)).or_insert(before);
        before += sheet.pages.len();
    }
    numbers
}

/// The page of the site that a chapter shows.
fn page_of(chapter: &Chapter<'_>) -> SourcePath {
    match &chapter.matter {
        Matter::Home(entry)
        | Matter::Prose(entry)
        | Matter::Brief(entry)
        | Matter::Part(Some(entry), ..) => entry.path.clone(),
        Matter::Part(None, ..) | Matter::Glossary | Matter::Sheets => {
            SourcePath::new(chapter.anchor.as_str())
        }
    }
}

/// A head or foot on the base line `base`: one text from the `left` end on, another up to the `right` one, which has most of the
/// room where both are long.
fn between(
    setter: &mut Typesetter,
    (begins, ends): (&str, &str),
    (left, right): (f32, f32),
    base: f32,
) -> Vec<Mark> {
    let mark = |x: f32, line| Mark::Text { at: (x, base), line, tone: Tone::Quiet, turned: false };
    let gap = 6.0 * MILLIMETRE;
    let last = setter.set_one_line(ends, FURNITURE, (right - left) * 0.6);
    let rest = right - left - last.as_ref().map_or(0.0, |line| line.width + gap);
    let first = setter.set_one_line(begins, FURNITURE, rest);
    let last = last.map(|line| mark(right - line.width, line));
    first.map(|line| mark(left, line)).into_iter().chain(last).collect()
}
