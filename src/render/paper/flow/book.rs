//! Site → the PDF of the whole playbook, and one of each part.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::blocks::Writer;
use super::inline::anchor;
use super::outline::{Chapter, Matter, Outline};
use super::{COLUMN, Flow, Laid, Memo, Number, PAGE, rule};
use crate::failure::FileError;
use crate::model::Entry;
use crate::render::paper::binder::Binder;
use crate::render::paper::fonts::Fonts;
use crate::render::paper::frame::Frame;
use crate::render::paper::layout::{self, MILLIMETRE};
use crate::render::paper::page::{Content, Mark, Pages, Tone};
use crate::render::paper::printer::{Done, Printer};
use crate::render::paper::text::{Face, Style, Typesetter};
use crate::render::paper::{allowed, paper};
use crate::render::typography::typeset;
use crate::render::view::site_title;
use crate::render::{Input, show};
use crate::sheet::Stroke;
use crate::site::Route;
use crate::source::SourcePath;
use crate::worksheet::Version;

/// The books there are, each by the number of the page that leads to it: how many pages it has.
pub(in crate::render) type Books = BTreeMap<usize, usize>;

/// Running heads and feet.
const FURNITURE: Style = Style { face: Face::Sans, points: 8.0, leading: 1.3 };
/// The base lines of the head and of the foot.
const HEAD: f32 = 18.0 * MILLIMETRE;
const FOOT: f32 = 263.0 * MILLIMETRE;
/// Pages are laid out anew until their numbers hold. More rounds are only wanted where one more figure moves a line.
const ROUNDS: usize = 4;

/// Makes the PDF of the whole playbook and of each part, where the playbook wants them, and says how long each is.
///
/// All are made again when anything in the playbook is another: a book has contents, page numbers and links of everything.
pub(in crate::render::paper) fn books(printer: &Printer<'_>) -> Result<(Books, Done), FileError> {
    let input = printer.input;
    let whole = input.site.books.whole.iter().map(|route| (None, route));
    let parts = input.site.books.parts.iter().map(|(folder, route)| (Some(*folder), route));
    let wanted: Vec<(Option<usize>, &Route)> = whole.chain(parts).collect();
    if wanted.is_empty() {
        return Ok((Books::new(), Done::default()));
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
                return Ok((number, known[0].pages, Done::kept(routes, &known)));
            }
            let bound = || bound(input, &printer.fonts, folder);
            let known = printer.print_book(route, key, &bound)?;
            Ok((number, known.pages, Done::made(routes, &[known])))
        })
        .collect::<Result<_, FileError>>()?;
    let (mut books, mut all) = (Books::new(), Done::default());
    for (number, pages, done) in made {
        books.insert(number, pages);
        all.add(done);
    }
    Ok((books, all))
}

/// The pages of the whole playbook, or of the part in a folder.
pub(super) fn bound(input: Input<'_>, fonts: &Fonts, part: Option<usize>) -> Pages {
    let outline = match part {
        None => Outline::whole(input),
        Some(folder) => Outline::part(input, folder),
    };
    let site = site_title(input);
    let title = match outline.chapters.first().filter(|_| part.is_some()) {
        Some(chapter) => format!("{} · {site}", chapter.title),
        None => site.to_owned(),
    };
    let volume = Volume { input, fonts, outline, is_whole: part.is_none() };
    let mut pages = volume.pages();
    pages.title = title;
    pages
}

/// A book in the making.
struct Volume<'a> {
    input: Input<'a>,
    fonts: &'a Fonts,
    outline: Outline<'a>,
    is_whole: bool,
}

/// Chapters as they were laid out, and the sheets.
struct Round {
    front: Vec<Laid>,
    chapters: Vec<Laid>,
}

impl Volume<'_> {
    fn pages(&self) -> Pages {
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
        let mut round = self.round(&mut memos, &|name| later(&places, name));
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
        }
        self.bind(round, sheets)
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
                |setter, (chapter, memo)| {
                    let page = page_of(chapter);
                    let flow = Flow::new(setter, memo, numbers);
                    let mut writer = Writer::new(self.input, flow, page, chapter.level);
                    writer.chapter(chapter, &self.outline);
                    writer.flow.finish()
                },
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

    /// A blank sheet without foot: the book has its own.
    fn sheet(&self, setter: &mut Typesetter, entry: &Entry) -> Pages {
        let sheet = show::sheet(self.input, entry, Version::Blank).unwrap_or_default();
        let site = self.input.site;
        let Some(page) = site.page_of.get(&entry.path) else { return Pages::default() };
        let mut frame = Frame::whole(self.input, entry, (Version::Blank, &site.pages[*page]));
        frame.foot = String::new();
        frame.fillable = false;
        layout::pages(setter, &sheet, &frame, paper(self.input, entry), allowed(entry))
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
                Some((width, height)) => {
                    let margin = 15.0 * MILLIMETRE;
                    (margin, width - margin, height - margin)
                }
            };
            let mut marks = Vec::new();
            let pages = count
                .replace("{page}", &(number + 1).to_string())
                .replace("{pages}", &total.to_string());
            marks.extend(line(&mut setter, &frame_foot, (left, foot), Side::Left));
            marks.extend(line(&mut setter, &pages, (right, foot), Side::Right));
            if !chapter.is_empty() {
                marks.extend(line(&mut setter, part, (left, HEAD), Side::Left));
                marks.extend(line(&mut setter, chapter, (right, HEAD), Side::Right));
                let below = HEAD + 6.0;
                marks.push(rule((left, below), (right, below), Stroke::Hair));
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
        Matter::Home(entry) | Matter::Prose(entry) | Matter::Part(Some(entry), ..) => {
            entry.path.clone()
        }
        Matter::Part(None, ..) | Matter::Glossary | Matter::Sheets => {
            SourcePath::new(chapter.anchor.as_str())
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// A line of a head or foot whose left or right end is at a point of its base line.
fn line(setter: &mut Typesetter, text: &str, at: (f32, f32), side: Side) -> Option<Mark> {
    let set = setter.set(text, FURNITURE, (COLUMN.1 - COLUMN.0) * 0.75);
    let line = set.lines.first()?;
    let x = match side {
        Side::Left => at.0,
        Side::Right => at.0 - line.width,
    };
    Some(Mark::Text { at: (x, at.1), line: line.clone(), tone: Tone::Quiet, turned: false })
}
