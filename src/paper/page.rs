//! Pages of paper: what is drawn where, in points, and what it means, in the order in which it is read.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::pictures::Picture;
use crate::colour::Colour;
use crate::sheet::{Fill, Stroke};

/// Finished pages of one document.
#[allow(clippy::struct_field_names, reason = "a document of pages has pages")]
#[derive(Clone, Debug, Default)]
pub(super) struct Pages {
    /// Width and height of each page that has none of its own.
    pub(super) size: (f32, f32),
    /// The pages.
    pub(super) pages: Vec<Page>,
    /// How many of them it takes: 1.2 when the second is filled by a fifth.
    pub(super) need: f32,
    /// What does not fit the pages that it may take.
    pub(super) over: Option<Over>,
    /// What is higher than a page, so that its end is cut off.
    pub(super) cut: Tally,
    /// The first part of the sheet that is.
    pub(super) first_cut: Option<Part>,
    /// The structure of the content, in reading order.
    pub(super) structure: Vec<Node>,
    /// The title of the document.
    pub(super) title: String,
    /// Its language, as BCP 47 has it.
    pub(super) language: String,
    /// Places that links lead to, by name: the number of the page from 0, and how far down it.
    pub(super) anchors: BTreeMap<String, (usize, f32)>,
    /// The bookmarks, in reading order.
    pub(super) bookmarks: Vec<Bookmark>,
}

/// What does not fit the pages that a document may take, even where all stands as close together as it can.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Over {
    /// How many pages it takes: 1.2 when the second is filled by a fifth.
    pub(super) need: f32,
    /// How many pages that makes.
    pub(super) pages: usize,
    /// What stands on the pages that are too many.
    pub(super) tally: Tally,
    /// What the first of them begins with.
    pub(super) first: Part,
}

/// A part of a sheet, in reading order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The title block with the introduction.
    #[default]
    Head,
    /// A piece by its number, and in it a row of a table or a line to tick.
    Piece(usize, usize),
    /// The lines below.
    Below,
}

impl Pages {
    /// What stands on the pages after the first `allowed`.
    pub(super) fn after(&self, allowed: usize) -> Over {
        let mut tally = Tally::default();
        for page in self.pages.iter().skip(allowed) {
            tally.add(page.tally);
        }
        let first = self.pages.get(allowed).and_then(|page| page.first).unwrap_or_default();
        Over { need: self.need, pages: self.pages.len(), tally, first }
    }
}

/// A bookmark: what viewers list beside the pages.
#[derive(Clone, Debug)]
pub(super) struct Bookmark {
    /// How deep it stands, from 1. None stands more than one level deeper than the one before it.
    pub(super) level: u16,
    /// What it says.
    pub(super) title: String,
    /// The number of its page from 0.
    pub(super) page: usize,
    /// How far down the page it leads.
    pub(super) y: f32,
}

/// One page.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// What is drawn, the first at the back.
    pub(super) content: Vec<Content>,
    /// Whether a drawing takes all of it, so that neither title nor foot has room.
    pub(super) is_bare: bool,
    /// What stands on it.
    pub(super) tally: Tally,
    /// The part of the sheet that it begins with. `None` when it is empty, and for pages of no sheet.
    pub(super) first: Option<Part>,
    /// Its width and height. `None` for those of the document.
    pub(super) size: Option<(f32, f32)>,
    /// Where it can be clicked.
    pub(super) links: Vec<Link>,
    /// The part of the content that is seen. `None` when all of it is, at its size.
    pub(super) window: Option<Window>,
    /// What is drawn over it beside the window, which says nothing.
    pub(super) over: Vec<Mark>,
    /// Where it is filled in on screen; what is seen there on paper is drawn as content.
    pub(super) places: Vec<Place>,
}

/// What stands on pages, counted in the sheet's own terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Titles.
    pub(super) titles: usize,
    /// Rows of tables.
    pub(super) rows: usize,
    /// Lines to tick.
    pub(super) ticks: usize,
    /// Questions.
    pub(super) questions: usize,
    /// Lines of running text.
    pub(super) lines: usize,
    /// Drawings.
    pub(super) drawings: usize,
}

/// The part of a page's content that is seen, and how large.
#[derive(Clone, Debug)]
pub(super) struct Window {
    /// Where it is seen: left, top, right, bottom.
    pub(super) clip: [f32; 4],
    /// How large it is, as a share.
    pub(super) scale: f32,
    /// Where its top left corner would be.
    pub(super) at: (f32, f32),
}

impl Tally {
    fn add(&mut self, other: Self) {
        let Self { titles, rows, ticks, questions, lines, drawings } = other;
        self.titles += titles;
        self.rows += rows;
        self.ticks += ticks;
        self.questions += questions;
        self.lines += lines;
        self.drawings += drawings;
    }
}

/// Where a page can be clicked.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// The leaf of the structure that it is.
    pub(super) leaf: usize,
    /// Rectangles, one a line: left, top, right, bottom.
    pub(super) areas: Vec<[f32; 4]>,
    /// Where it leads.
    pub(super) to: To,
    /// What it says to those who do not see it.
    pub(super) says: String,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum To {
    /// An address elsewhere.
    Address(String),
    /// A place in the document, by name. A link to a place that is not there is none.
    Anchor(String),
}

/// A place on a page that is filled in on screen.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The leaf of the structure that it is, alone in a [`Role::Form`].
    pub(super) leaf: usize,
    /// Where on the page it is.
    pub(super) area: Area,
    /// What is filled in.
    pub(super) blank: Blank,
}

/// A rectangle, in points from the top left corner of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    /// Its left edge.
    pub(super) left: f32,
    /// Its upper edge.
    pub(super) top: f32,
    /// Its right edge.
    pub(super) right: f32,
    /// Its lower edge.
    pub(super) bottom: f32,
}

impl Area {
    /// Room for one line of writing that stands on a rule from `left` to `right`, `base` down the page.
    pub(super) fn on_rule((left, right): (f32, f32), base: f32) -> Self {
        Self { left, top: base - 14.0, right, bottom: base + 3.0 }
    }

    /// Room for several lines of writing, down to the last rule, which stays to be seen.
    pub(super) fn over_rules((left, right): (f32, f32), (top, base): (f32, f32)) -> Self {
        Self { left: left - 0.5, top, right: right + 0.5, bottom: base - 1.0 }
    }

    /// A square whose top left corner is at `(left, top)`.
    pub(super) fn square((left, top): (f32, f32), side: f32) -> Self {
        Self { left, top, right: left + side, bottom: top + side }
    }
}

/// Something to fill in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Blank {
    /// What the entry is kept by; all boxes of one choice have the same.
    pub(super) id: String,
    /// What it is called when read aloud.
    pub(super) label: String,
    /// What is filled in.
    pub(super) filling: Filling,
}

/// What is filled in.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Filling {
    /// Words on one line, at most so many letters if it is said.
    Words(Option<usize>),
    /// Text on several lines.
    Text,
    /// Text on several lines where rules are drawn for a pen, which it covers once it is there.
    Lines,
    /// A tick.
    Tick,
    /// This one of several: a tick that takes the others of the same id away.
    Choice(String),
    /// One of a list that opens.
    List(Vec<String>),
}

/// Marks that belong together.
#[derive(Clone, Debug)]
pub(super) struct Content {
    /// The leaf of the structure that they are; `None` for lines and repeated heads, which say nothing.
    pub(super) leaf: Option<usize>,
    /// The marks.
    pub(super) marks: Vec<Mark>,
}

/// A part of the structure.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Parts that are something together.
    Group(Role, Vec<Node>),
    /// Content on a page, by its number.
    Leaf(usize),
}

/// What a group is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The title, and what it says.
    Title(String),
    /// A heading below the title, and what it says.
    Heading(String),
    /// A heading of this level, 1 to 6, and what it says.
    HeadingAt(u16, String),
    /// A chapter, or a sheet among others.
    Section,
    /// A paragraph.
    Paragraph,
    /// A quotation of one or more paragraphs.
    Quote,
    /// Code within a paragraph.
    Code,
    /// The mark that points to a note.
    NoteMark,
    /// A note at the foot of a page.
    Note,
    /// The words of a link, and the link.
    Link,
    /// A list of contents.
    Contents,
    /// A line of a list of contents.
    ContentsLine,
    /// A list whose points are numbered.
    NumberedList,
    /// A list whose points bear a dot.
    DottedList,
    /// A list.
    List,
    /// A line of a list.
    Item,
    /// The mark before a line of a list.
    ItemMark,
    /// What a line of a list says.
    ItemText,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// The head of a column.
    ColumnHead,
    /// The head of a row.
    RowHead,
    /// A cell.
    Cell,
    /// A drawing and what it shows.
    Figure(String),
    /// A place to fill in.
    Form,
}

/// Something drawn, in points from the top left corner of the page.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    /// A line of text whose base line begins at the point.
    Text {
        /// Where it begins.
        at: (f32, f32),
        /// What it says.
        line: Arc<Line>,
        /// How dark it is.
        tone: Tone,
        /// Whether it runs upwards.
        turned: bool,
    },
    /// A line through points.
    Path {
        /// The points, two or more.
        points: Vec<(f32, f32)>,
        /// Whether it leads back to its first point.
        closed: bool,
        /// How it looks.
        stroke: Stroke,
        /// What is within it.
        fill: Fill,
    },
    /// A rectangle of one colour.
    Bar {
        /// Where it is.
        area: Area,
        /// Its colour.
        colour: Colour,
    },
    /// A circle.
    Circle {
        /// Its centre.
        centre: (f32, f32),
        /// Its radius.
        radius: f32,
        /// How it looks.
        stroke: Stroke,
        /// What is within it.
        fill: Fill,
    },
    /// A picture.
    Picture {
        /// Its top left corner.
        at: (f32, f32),
        /// Its width and height.
        size: (f32, f32),
        /// What is seen.
        picture: Arc<Picture>,
    },
}

impl Mark {
    /// The bar on a cover in the playbook's own `colour`, whose top left corner is at `(left, top)`.
    pub(super) fn bar((left, top): (f32, f32), colour: Colour) -> Self {
        Self::Bar { area: Area { left, top, right: left + 68.0, bottom: top + 7.4 }, colour }
    }

    /// Moves it so many points to the right and down.
    pub(super) fn shift(&mut self, (aside, down): (f32, f32)) {
        let shift = |point: &mut (f32, f32)| *point = (point.0 + aside, point.1 + down);
        match self {
            Mark::Text { at, .. } | Mark::Picture { at, .. } => shift(at),
            Mark::Bar { area, .. } => {
                (area.left, area.right) = (area.left + aside, area.right + aside);
                (area.top, area.bottom) = (area.top + down, area.bottom + down);
            }
            Mark::Circle { centre, .. } => shift(centre),
            Mark::Path { points, .. } => points.iter_mut().for_each(shift),
        }
    }
}

/// How dark a text is. All are dark enough for a copy of a copy, a playbook's own colour by the rule `low-contrast`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Black.
    Ink,
    /// Dark grey, for what is said in passing.
    Quiet,
    /// The playbook's own colour, on covers.
    Own(Colour),
    /// Written by hand in the specimen: a dark blue that copies as black.
    Pen,
}

/// A line of text, shaped.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The whole text that the line is part of; the glyphs know which bytes of it they show.
    pub(super) text: Arc<str>,
    /// What is drawn, from left to right.
    pub(super) runs: Vec<Run>,
    /// How wide it is.
    pub(super) width: f32,
}

/// Glyphs of one font.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// The number of the font. As many again are the twins of the fonts, for hyphens where a word is divided: in a PDF each
    /// glyph of a font is one letter, and readers lose text where it says that the glyph is another for once.
    pub(super) font: usize,
    /// Its size in points.
    pub(super) points: f32,
    /// How far from the beginning of the line it starts.
    pub(super) x: f32,
    /// The glyphs.
    pub(super) glyphs: Vec<Glyph>,
}

/// One glyph.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Its number in the font.
    pub(super) id: u32,
    /// How far it moves on.
    pub(super) advance: f32,
    /// How far to the right it is set off.
    pub(super) x: f32,
    /// How far up it is set off.
    pub(super) y: f32,
    /// The bytes that it shows.
    pub(super) bytes: Range<usize>,
}
