//! The blocks of prose: paragraphs, lists, tables.

use super::callout::Callout;
use super::element::{Alignment, Attributes, Element, Html};
use super::inline::Line;
use crate::source::{Span, Spanned};

/// A block of prose.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Line),
    /// A heading: its index in [`Document::headings`](super::Document::headings), and its words.
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

/// Blocks that a reader unfolds.
#[derive(Clone, Debug)]
pub struct Details {
    /// The words that stay in sight; empty when the author gave none.
    pub summary: Line,
    /// Whether it is unfolded from the beginning.
    pub is_open: bool,
    /// What its tag says besides.
    pub attributes: Attributes,
    /// What is unfolded.
    pub blocks: Vec<Block>,
}
