//! Prose as a tree: what HTML, search, print and the leader-note filter all walk.

use std::sync::Arc;

use super::almost::Almost;
pub use super::callouts::Callout;
pub use super::element::{Attributes, Details, Element, Html, Kind, Name, lowered, raised};
pub use super::flat::{as_line, as_table};
pub use super::walk::each_block;
use super::walk::{collect_plain, each_line, each_piece};
use crate::markup::{Written, addresses};
pub use crate::source::percent_decoded;
use crate::source::{SourcePath, Span, Spanned};

/// Files that include one another are followed this deep; a circle is told by a rule.
pub const DEEPEST_INCLUDE: usize = 16;

/// A piece of prose: the body of a Markdown file, or a text in a TOML file that may hold emphasis and links.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text that spans and [`Text::Source`] point into: the whole file for a chapter.
    pub source: Arc<str>,
    /// Where `source` stands in its file.
    pub place: Place,
    /// The words of a first heading that became the title of the page and stands in no block; empty when there is none.
    pub title: Line,
    /// What it consists of.
    pub blocks: Vec<Block>,
    /// Every heading with its id, in order. Ids are unique within the document.
    pub headings: Vec<Heading>,
    /// Every `[label]: address` that links in two parts refer to: the address, and where all of it stands in the text.
    pub labels: Box<[Spanned<String>]>,
    /// Every id in HTML that a link can name, sorted: none is that of a heading or stands twice.
    pub anchors: Box<[Box<str>]>,
    /// What is written almost as a link, a callout or a table is.
    pub almost: Box<[Almost]>,
}

/// Where a document's text stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It begins at this byte, letter for letter.
    At(u32),
    /// It was written with escapes somewhere in this stretch, so single letters cannot be pointed at.
    Within(Span),
}

/// A heading of a document.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// What `#id` points at. By GitHub's rule, or as given with `{#id}`.
    pub id: String,
    /// The id it had before ids followed GitHub's rule to the letter, where that was another: links to it arrive, too.
    pub former: Option<Box<str>>,
    /// Its words without markup.
    pub text: String,
    /// Its words as they were typed, where that is not how they are shown: `--` for a dash.
    pub typed: Option<Box<str>>,
    /// The minutes in `(15 min)` at its end, when it is a step of an activity.
    pub minutes: Option<u32>,
    /// Where it was written.
    pub span: Span,
}

impl Heading {
    /// Its words without markup, as they were typed.
    pub fn typed(&self) -> &str {
        self.typed.as_deref().unwrap_or(&self.text)
    }

    /// The ids at which links arrive: the one it has, and the one it had.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        [self.id.as_str()].into_iter().chain(self.former.as_deref())
    }
}

/// A line of prose. Thousands of documents are held at once, so a line takes no more room than its pieces.
pub type Line = Box<[Inline]>;

/// A block of prose.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Line),
    /// A heading: its index in [`Document::headings`], and its words.
    Heading(u32, Line),
    /// A list; `Some(first number)` when it is numbered.
    List(Option<u64>, Vec<Item>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A callout.
    Callout(Callout, Vec<Block>),
    /// Code, with the language it says it is.
    Code(Box<Code>),
    /// A table.
    Table(Box<Table>),
    /// Terms and their meanings.
    Definitions(Vec<Definition>),
    /// A line across.
    Rule,
    /// Blocks that a reader unfolds.
    Details(Box<Details>),
    /// An element of HTML that Markdown has no signs for.
    Element(Box<Element<Vec<Block>>>),
    /// Other HTML.
    Html(Box<Html>),
    /// Another Markdown file in place of this block: its path as written, and where.
    Include(Box<Spanned<String>>),
    /// The text of a footnote, kept where it was written.
    Footnote(Box<Footnote>),
}

/// What is said below the page.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// Its label in small letters: `1`, `source`. Marks may write it in others.
    pub label: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// One point of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// Whether it is ticked, when it is a task.
    pub task: Option<bool>,
    /// Its content.
    pub blocks: Vec<Block>,
    /// Whether its text stands without a paragraph of its own.
    pub tight: bool,
}

/// A term with its meanings.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The term.
    pub term: Line,
    /// What it means.
    pub meanings: Vec<Vec<Block>>,
}

/// Code as it stands.
#[derive(Clone, Debug)]
pub struct Code {
    /// The first word after the fence; empty when there is none.
    pub language: String,
    /// The lines.
    pub text: String,
}

/// Rows and columns.
#[derive(Clone, Debug)]
pub struct Table {
    /// How each column stands.
    pub columns: Vec<Alignment>,
    /// The head's cells.
    pub head: Vec<Line>,
    /// The other rows' cells.
    pub rows: Vec<Box<[Line]>>,
    /// Where its head stands, in the text of the document.
    pub span: Span,
}

/// How a column stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// Not said.
    #[default]
    Unset,
    /// To the beginning of the line.
    Start,
    /// In the middle.
    Centre,
    /// To the end of the line.
    End,
}

/// A run of letters: most stand in the source as they are and are only pointed at.
#[derive(Clone, Debug)]
pub enum Text {
    /// Letters of the source.
    Source(Span),
    /// Letters that stand otherwise in the source, such as `&amp;` or a dash that was typed as `--`.
    Own(Box<str>),
    /// A quotation mark that was typed as a straight one.
    Quote(Quote),
}

/// A quotation mark, which each language has in its own form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// The first of two double marks.
    Open,
    /// The second of two double marks.
    Close,
    /// The first of two single marks.
    OpenSingle,
    /// The second of two single marks, or an apostrophe.
    CloseSingle,
}

impl Quote {
    /// All, in the order in which a language's own are listed.
    const ALL: [(Quote, &str); 4] = [
        (Quote::Open, "“"),
        (Quote::Close, "”"),
        (Quote::OpenSingle, "‘"),
        (Quote::CloseSingle, "’"),
    ];

    /// The mark that has this English form.
    pub fn of(letters: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, form)| *form == letters).map(|(quote, _)| *quote)
    }

    /// Its English form.
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

impl Text {
    /// The letters.
    pub fn as_str<'d>(&'d self, source: &'d str) -> &'d str {
        match self {
            Text::Source(span) => &source[span.range()],
            Text::Own(text) => text,
            Text::Quote(quote) => quote.as_str(),
        }
    }
}

/// A piece of a line.
#[derive(Clone, Debug)]
pub enum Inline {
    /// Letters.
    Text(Text),
    /// Code within a line.
    Code(Text),
    /// `*emphasis*`
    Emphasis(Line),
    /// `**strong**`
    Strong(Line),
    /// `~~struck out~~`
    Strikethrough(Line),
    /// A link.
    Link(Box<Link>),
    /// An image, or a sheet put in place.
    Image(Box<Link>),
    /// A mark that points to a footnote: its label, and where.
    FootnoteMark(Box<Spanned<String>>),
    /// A line end in the source.
    SoftBreak,
    /// A line end that is meant.
    HardBreak,
    /// An element of HTML that Markdown has no signs for.
    Element(Box<Element<Line>>),
    /// Other HTML.
    Html(Box<Html>),
}

/// What a link or an image says.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it points, as written.
    pub href: String,
    /// The title after the address; empty when there is none.
    pub title: String,
    /// The words of the link, or the alternative text of the image.
    pub content: Line,
    /// Where it was written, in the document's text.
    pub span: Span,
    /// How wide and how high a picture is to be shown, in pixels of CSS, as far as its author said.
    pub drawn: (Option<u16>, Option<u16>),
}

impl Link {
    /// Whether it was written in HTML, in a text with this `source`. Then it may be an address of the finished site, too.
    pub fn is_html(&self, source: &str) -> bool {
        source.get(self.span.range()).is_some_and(|written| written.starts_with('<'))
    }

    /// Whether it was written in HTML and seems to lead to a page or a file of the finished site, `roles.html`. What that site
    /// holds, only those who make it know.
    pub fn is_of_site(&self, source: &str) -> bool {
        let path = self.href.split(['#', '?']).next().unwrap_or_default();
        let extension = SourcePath::new(path).extension();
        self.is_html(source)
            && !matches!(extension.as_str(), "md" | "markdown" | "mdx" | "qmd" | "toml" | "")
    }

    /// Every address in its tag, when it was written in HTML, and where in the text each stands: that of the link or the picture,
    /// and those of its other sizes.
    pub fn addresses(&self, source: &str) -> Vec<Written> {
        if !self.is_html(source) {
            return Vec::new();
        }
        let start = self.span.range().start;
        let mut written = addresses(&source[self.span.range()]);
        for address in &mut written {
            address.span = start + address.span.start..start + address.span.end;
        }
        written
    }
}

impl Document {
    /// A document with nothing in it.
    pub fn empty() -> Self {
        Self {
            source: Arc::from(""),
            place: Place::At(0),
            title: Line::default(),
            blocks: Vec::new(),
            headings: Vec::new(),
            labels: Box::default(),
            anchors: Box::default(),
            almost: Box::default(),
        }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Where in the file a stretch of this document's text stands.
    pub fn locate(&self, span: Span) -> Span {
        match self.place {
            Place::At(offset) => span.shifted(offset as usize),
            Place::Within(whole) => whole,
        }
    }

    /// The heading of a [`Block::Heading`].
    pub fn heading(&self, index: u32) -> &Heading {
        &self.headings[index as usize]
    }

    /// Takes the words of headings from their lines again, after these have changed.
    pub fn read_headings(&mut self) {
        let mut read = Vec::new();
        self.each_block(&mut |block| {
            if let Block::Heading(index, line) = block {
                read.push((*index as usize, self.plain(line)));
            }
        });
        for (index, text) in read {
            self.headings[index].text = text;
        }
    }

    /// The letters of `inlines` without markup.
    pub fn plain(&self, inlines: &[Inline]) -> String {
        let mut plain = String::new();
        collect_plain(&self.source, inlines, &mut plain);
        plain
    }

    /// The letters of all lines without markup, as one line.
    pub fn as_line(&self) -> String {
        let mut lines = Vec::new();
        self.each_line(&mut |line| lines.push(self.plain(line)));
        lines.join(" ")
    }

    /// The one line that a short text of a TOML file is. `None` where a parser takes it for something else, such as the
    /// list that begins with `1. `: there it is meant as it stands.
    pub fn only_line(&self) -> Option<&[Inline]> {
        match self.blocks.as_slice() {
            [] => Some(&[]),
            [Block::Paragraph(line)] => Some(line),
            _ => None,
        }
    }

    /// The letters of a short text of a TOML file as its page shows them, without markup.
    pub fn short(&self) -> String {
        match self.only_line() {
            Some(line) => self.plain(line),
            None => self.source.trim().to_owned(),
        }
    }

    /// Calls `visit` on every piece of every line, containers before what they hold, in reading order.
    pub fn each_inline<'d>(&'d self, visit: &mut dyn FnMut(&'d Inline)) {
        each_block(&self.blocks, &mut |block| {
            each_line(block, &mut |inlines| each_piece(inlines, visit));
        });
    }

    /// Calls `visit` on every line of words, in reading order.
    pub fn each_line<'d>(&'d self, visit: &mut dyn FnMut(&'d [Inline])) {
        each_block(&self.blocks, &mut |block| each_line(block, visit));
    }

    /// Calls `visit` on every piece of the first heading that became the title, containers before what they hold.
    pub fn each_of_title<'d>(&'d self, visit: &mut dyn FnMut(&'d Inline)) {
        each_piece(&self.title, visit);
    }

    /// Calls `visit` on every block, containers before what they hold, in reading order.
    pub fn each_block<'d>(&'d self, visit: &mut dyn FnMut(&'d Block)) {
        each_block(&self.blocks, visit);
    }

    /// The files this document includes, as written.
    pub fn includes(&self) -> Vec<&Spanned<String>> {
        let mut includes = Vec::new();
        self.each_block(&mut |block| {
            if let Block::Include(path) = block {
                includes.push(path.as_ref());
            }
        });
        includes
    }
}

/// Resolves an address of `from` that names a file: the part before `#`, unescaped.
pub fn target_path(from: &SourcePath, href: &str) -> Option<SourcePath> {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    from.join(&percent_decoded(path))
}
