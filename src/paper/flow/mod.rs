//! Prose → pages: blocks down a column, over as many pages as they need.

mod activity;
mod around;
mod blocks;
mod book;
mod brief;
mod chapter;
mod contents;
mod cover;
mod figure;
mod inline;
mod lines;
mod notes;
mod outline;
mod table;
mod turned;
mod wide;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

pub use self::book::Books;
pub(in crate::paper) use self::book::books;
pub(in crate::paper) use self::wide::TABLE_WIDE;

use self::inline::Prose;
use super::measure::MILLIMETRE;
use super::mirror;
use super::page::{Bookmark, Content, Mark, Node, Page, Role};
use super::text::{Face, Rich, RichText, Style, Typesetter, Words};
use crate::diag::Diagnostic;
use crate::sheet::{Fill, Stroke};

/// Width and height of a page: it fits A4 and Letter alike.
const PAGE: (f32, f32) = (210.0 * MILLIMETRE, 279.0 * MILLIMETRE);
/// The edges of the column of text: about 75 letters a line.
const COLUMN: (f32, f32) = (52.0 * MILLIMETRE, 181.0 * MILLIMETRE);
/// Where what stands beside the text begins: numbers of steps, and wide tables.
const SIDE: f32 = 20.0 * MILLIMETRE;
/// Where text begins, and where it ends.
const TOP: f32 = 29.0 * MILLIMETRE;
const BOTTOM: f32 = 250.0 * MILLIMETRE;

/// Running text.
const BODY: Style = Style { face: Face::Sans, points: 10.5, leading: 15.0 / 10.5 };
/// Notes, and what is said in passing.
const SMALL: Style = Style { face: Face::Sans, points: 8.5, leading: 11.5 / 8.5 };
/// White between paragraphs.
const GAP: f32 = 6.5;

/// What the name of a place says of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    /// It stands on this page, counted from 1.
    Known(usize),
    /// It is in the document, on a page that is not known yet.
    Later,
    /// It is not in the document.
    Absent,
}

/// Texts that were set before, so that pages can be laid out anew once page numbers are known.
type Memo = HashMap<Key, Arc<RichText>>;

/// What the lines of a text depend on.
type Key = (Rich, Face, [u32; 3], Words);

fn key(rich: &Rich, style: Style, width: f32, words: Words) -> Key {
    let sizes = [style.points, style.leading, width].map(f32::to_bits);
    (rich.clone(), style.face, sizes, words)
}

/// Pages in the making.
struct Flow<'s> {
    setter: &'s mut Typesetter,
    memo: &'s mut Memo,
    numbers: &'s dyn Fn(&str) -> Number,
    pages: Vec<Page>,
    /// Where the text of each finished page ends.
    ends: Vec<f32>,
    /// The groups that are open, outermost first, each with what is in it so far.
    open: Vec<Vec<Node>>,
    leaves: usize,
    /// How far down the page is filled.
    y: f32,
    /// White that is wanted before what comes next.
    gap: f32,
    /// How close blocks stand: 1 where they have all their white, less where that saves a page.
    closeness: f32,
    /// The edges of the column.
    column: (f32, f32),
    /// Whether the pages that are begun lie on their sides.
    turned: bool,
    /// What must not be the last on its page, such as a heading.
    held: Option<Held>,
    /// Bars and boxes around what is being written.
    bars: Vec<Bar>,
    /// Notes that go to the foot of this page.
    notes: Vec<lines::NoteBelow>,
    anchors: Vec<(String, usize, f32)>,
    bookmarks: Vec<Bookmark>,
    /// What does not fit the page.
    faults: Vec<Diagnostic>,
}

/// What follows its successor to the next page: everything on this page from here on.
#[derive(Clone, Copy)]
struct Held {
    content: usize,
    links: usize,
    y: f32,
}

/// A bar or box that stands around blocks and grows with them.
struct Bar {
    look: BarLook,
    page: usize,
    y: f32,
    column: (f32, f32),
}

/// How a bar looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BarLook {
    /// A thin line at the left.
    Thin,
    /// A thick line at the left.
    Thick,
    /// A grey ground.
    Ground,
    /// A thin line around.
    Frame,
}

/// What a flow has become.
pub(super) struct Laid {
    pub(super) pages: Vec<Page>,
    /// How far down its last page is filled.
    pub(super) end: f32,
    pub(super) structure: Vec<Node>,
    pub(super) leaves: usize,
    pub(super) anchors: Vec<(String, usize, f32)>,
    pub(super) bookmarks: Vec<Bookmark>,
    /// Letters that no font has.
    pub(super) missing: BTreeSet<char>,
    /// What does not fit the page.
    pub(super) faults: Vec<Diagnostic>,
}

impl<'s> Flow<'s> {
    fn new(
        setter: &'s mut Typesetter,
        memo: &'s mut Memo,
        numbers: &'s dyn Fn(&str) -> Number,
    ) -> Self {
        Self {
            setter,
            memo,
            numbers,
            pages: vec![Page::default()],
            ends: Vec::new(),
            open: vec![Vec::new()],
            leaves: 0,
            y: TOP,
            gap: 0.0,
            closeness: 1.0,
            column: COLUMN,
            turned: false,
            held: None,
            bars: Vec::new(),
            notes: Vec::new(),
            anchors: Vec::new(),
            bookmarks: Vec::new(),
            faults: Vec::new(),
        }
    }

    fn finish(mut self) -> Laid {
        self.write_notes();
        if self.setter.writing.is_mirrored {
            self.pages.iter_mut().for_each(|page| mirror::page(page, PAGE.0));
        }
        Laid {
            pages: self.pages,
            end: self.y,
            structure: self.open.pop().unwrap_or_default(),
            leaves: self.leaves,
            anchors: self.anchors,
            bookmarks: self.bookmarks,
            missing: std::mem::take(&mut self.setter.missing),
            faults: self.faults,
        }
    }

    fn width(&self) -> f32 {
        self.column.1 - self.column.0
    }

    /// Where the column ends on this page: above the notes.
    fn bottom(&self) -> f32 {
        self.foot() - self.notes_height(0.0)
    }

    /// Whether nothing stands on the page but what is held.
    fn is_at_top(&self) -> bool {
        self.held.map_or(self.y, |held| held.y) <= TOP + 0.1
    }

    /// Asks for white before what comes next. Of several wishes the largest counts.
    fn want_gap(&mut self, points: f32) {
        self.gap = self.gap.max(points * self.closeness);
    }

    /// Gives the white that is wanted; none at the top of a page.
    fn give_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if self.y > TOP + 0.1 {
            self.y += gap;
        }
    }

    /// Begins a new page unless `height` has room on this one.
    fn make_room(&mut self, height: f32) {
        self.turn_back();
        if self.y + height <= self.bottom() + 0.1 || self.y <= TOP + 0.1 {
            return;
        }
        if self.is_at_top() {
            // A whole page of headings is let go, or it would be in the way for ever.
            self.settle();
        }
        self.break_page();
    }

    /// What comes now is held until something stands below it.
    fn hold(&mut self) {
        if self.held.is_none() {
            let page = self.page();
            let (content, links) = (page.content.len(), page.links.len());
            self.held = Some(Held { content, links, y: self.y });
        }
    }

    /// Nothing is held any more: something stands below it.
    fn settle(&mut self) {
        self.held = None;
    }

    /// Begins a new page. What is held comes along.
    fn break_page(&mut self) {
        let last = self.pages.len() - 1;
        self.write_notes();
        let mut next = Page { size: self.turned.then_some(turned::PAGE), ..Page::default() };
        let mut y = TOP;
        self.ends.push(self.held.map_or(self.y, |held| held.y));
        if let Some(held) = self.held {
            let down = TOP - held.y;
            let page = &mut self.pages[last];
            next.content = page.content.split_off(held.content);
            next.links = page.links.split_off(held.links);
            let marks = next.content.iter_mut().flat_map(|content| &mut content.marks);
            marks.for_each(|mark| mark.shift((0.0, down)));
            for area in next.links.iter_mut().flat_map(|link| &mut link.areas) {
                area[1] += down;
                area[3] += down;
            }
            let here = |page: &usize, y: &f32| *page == last && *y >= held.y - 0.1;
            let places = self.anchors.iter_mut().map(|(_, page, y)| (page, y));
            let places = places.chain(self.bookmarks.iter_mut().map(|b| (&mut b.page, &mut b.y)));
            let places = places.chain(self.bars.iter_mut().map(|bar| (&mut bar.page, &mut bar.y)));
            for (page, place) in places.filter(|(page, y)| here(page, y)) {
                *page += 1;
                *place += down;
            }
            y = self.y + down;
            self.held = Some(Held { content: 0, links: 0, y: TOP });
        }
        self.pages.push(next);
        self.y = y;
        self.gap = 0.0;
    }

    fn page(&mut self) -> &mut Page {
        self.pages.last_mut().expect("there is a page from the beginning")
    }

    /// Opens a group of the structure, which [`Flow::close`] closes.
    fn open(&mut self) {
        self.open.push(Vec::new());
    }

    /// Closes the innermost group as `role`. An empty one is none.
    fn close(&mut self, role: Role) {
        let nodes = self.open.pop().unwrap_or_default();
        if !nodes.is_empty() {
            self.node(Node::Group(role, nodes));
        }
    }

    /// Closes the innermost group as `role`, though it be empty: a cell without text is a cell.
    fn close_always(&mut self, role: Role) {
        let nodes = self.open.pop().unwrap_or_default();
        self.node(Node::Group(role, nodes));
    }

    fn node(&mut self, node: Node) {
        self.open.last_mut().expect("the outermost group stays open").push(node);
    }

    fn new_leaf(&mut self) -> usize {
        self.leaves += 1;
        self.leaves - 1
    }

    /// Puts marks that say something on the page, into the innermost group.
    fn leaf(&mut self, marks: Vec<Mark>) {
        let leaf = self.new_leaf();
        self.page().content.push(Content { leaf: Some(leaf), marks });
        self.node(Node::Leaf(leaf));
    }

    /// Puts marks that say nothing on the page.
    fn artifact(&mut self, marks: Vec<Mark>) {
        self.page().content.push(Content { leaf: None, marks });
    }

    /// A place that links can lead to.
    fn anchor(&mut self, name: impl Into<String>) {
        let (page, y) = (self.pages.len() - 1, self.y);
        self.anchors.push((name.into(), page, y));
    }

    fn bookmark(&mut self, level: u16, title: impl Into<String>) {
        let (page, y) = (self.pages.len() - 1, self.y);
        self.bookmarks.push(Bookmark { level, title: title.into(), page, y });
    }

    /// Sets a text, or finds it as it was set before.
    fn set(&mut self, prose: &Prose, style: Style, width: f32) -> Arc<RichText> {
        self.set_words(prose, style, width, Words::Whole)
    }

    /// Sets running text, whose words may be divided.
    fn set_running(&mut self, prose: &Prose, style: Style, width: f32) -> Arc<RichText> {
        let words = match style.face {
            Face::Sans | Face::SansItalic => Words::Divided,
            Face::SansBold | Face::SansBoldItalic | Face::Serif | Face::Mono => Words::Whole,
        };
        self.set_words(prose, style, width, words)
    }

    fn set_words(
        &mut self,
        prose: &Prose,
        style: Style,
        width: f32,
        words: Words,
    ) -> Arc<RichText> {
        let key = key(&prose.rich, style, width, words);
        if let Some(set) = self.memo.get(&key) {
            return Arc::clone(set);
        }
        let set = Arc::new(self.setter.set_rich(&prose.rich, (style, words), width));
        self.memo.insert(key, Arc::clone(&set));
        set
    }

    /// Begins a bar or box around what follows, down to [`Flow::end_bar`].
    fn begin_bar(&mut self, look: BarLook) {
        self.bars.push(Bar { look, page: self.pages.len() - 1, y: self.y, column: self.column });
    }

    /// Draws the bar that was begun last, on every page that it is on.
    fn end_bar(&mut self) {
        let Some(bar) = self.bars.pop() else { return };
        let last = self.pages.len() - 1;
        for number in bar.page..=last {
            let top = if number == bar.page { bar.y } else { TOP };
            let end = if number == last { self.y } else { self.ends[number] };
            if end - top < 1.0 {
                continue;
            }
            let marks = vec![bar_mark(&bar, (top, end))];
            self.pages[number].content.insert(0, Content { leaf: None, marks });
            if let Some(held) = self.held.as_mut().filter(|_| number == last) {
                held.content += 1;
            }
        }
    }
}

fn bar_mark(bar: &Bar, (top, end): (f32, f32)) -> Mark {
    let (left, right) = bar.column;
    match bar.look {
        BarLook::Thin => rule((left + 2.0, top), (left + 2.0, end), Stroke::Hair),
        BarLook::Thick => rule((left + 1.0, top), (left + 1.0, end), Stroke::Bold),
        BarLook::Ground | BarLook::Frame => {
            let (stroke, fill) = match bar.look {
                BarLook::Frame => (Stroke::Hair, Fill::None),
                BarLook::Ground | BarLook::Thin | BarLook::Thick => (Stroke::None, Fill::Wash),
            };
            let points = vec![(left, top), (right, top), (right, end), (left, end)];
            Mark::Path { points, closed: true, stroke, fill }
        }
    }
}

fn rule(from: (f32, f32), to: (f32, f32), stroke: Stroke) -> Mark {
    Mark::Path { points: vec![from, to], closed: false, stroke, fill: Fill::None }
}
