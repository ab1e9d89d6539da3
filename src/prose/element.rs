//! Elements of HTML in prose that Markdown has no signs for.

use super::text::Text;
use crate::source::Span;

/// An element with what stands in it: pieces of a line, or blocks.
#[derive(Clone, Debug)]
pub struct Element<C> {
    /// What it is.
    pub name: Name,
    /// What its tag says besides.
    pub attributes: Attributes,
    /// What stands in it.
    pub content: C,
}

/// What a tag says besides its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// What a link can name, as far as it is one of [`Document::anchors`](super::Document::anchors); empty when there is none.
    pub id: Box<str>,
    /// Where its lines stand.
    pub alignment: Alignment,
    /// Harmless ones by their names, with their values.
    pub kept: Box<[(&'static str, Box<str>)]>,
    /// All others: only a playbook that allows HTML has them on its pages.
    pub others: Box<[(Box<str>, Box<str>)]>,
    /// Where the tag stands, in the document's text.
    pub span: Span,
}

impl Attributes {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        let Self { id, alignment, kept, others, span: _ } = self;
        let is_bare = id.is_empty() && kept.is_empty() && others.is_empty();
        is_bare && *alignment == Alignment::Unset
    }

    /// The value of the harmless attribute `name`.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.kept.iter().find(|(kept, _)| *kept == name).map(|(_, value)| &**value)
    }
}

/// How a column, or the lines of an element, stand.
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

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// No element of its own: its attributes are those of the one piece or block in it.
    Bare,
    /// A stretch of a line.
    Span,
    /// Letters below the line.
    Sub,
    /// Letters above the line.
    Sup,
    /// A key of a keyboard.
    Kbd,
    /// Marked words.
    Mark,
    /// Words put in later.
    Ins,
    /// Small print.
    Small,
    /// Underlined words.
    Underline,
    /// An abbreviation; its `title` says it in full.
    Abbr,
    /// The name of a work.
    Cite,
    /// Words quoted within a line.
    Quoted,
    /// What a program says.
    Sample,
    /// A quantity that stands for others.
    Variable,
    /// A term where it is defined.
    Defined,
    /// Words that are read in a direction of their own.
    Isolated,
    /// Words that are shown in the direction it says.
    Turned,
    /// Letters with a reading beside them.
    Ruby,
    /// The reading.
    RubyText,
    /// The brackets around a reading, where it cannot stand above.
    RubyBracket,
    /// Blocks that belong together.
    Division,
    /// A picture, table or the like with a caption.
    Figure,
    /// The caption.
    Caption,
    /// A table that is more than words in rows and columns.
    Table,
    /// A row of it.
    Row,
    /// A cell that is the heading of others.
    HeadCell,
    /// Any other cell.
    Cell,
}

impl Name {
    /// The name of the element in HTML.
    pub fn tag(self) -> &'static str {
        match self {
            Name::Bare | Name::Span => "span",
            Name::Sub => "sub",
            Name::Sup => "sup",
            Name::Kbd => "kbd",
            Name::Mark => "mark",
            Name::Ins => "ins",
            Name::Small => "small",
            Name::Underline => "u",
            Name::Abbr => "abbr",
            Name::Cite => "cite",
            Name::Quoted => "q",
            Name::Sample => "samp",
            Name::Variable => "var",
            Name::Defined => "dfn",
            Name::Isolated => "bdi",
            Name::Turned => "bdo",
            Name::Ruby => "ruby",
            Name::RubyText => "rt",
            Name::RubyBracket => "rp",
            Name::Division => "div",
            Name::Figure => "figure",
            Name::Caption => "figcaption",
            Name::Table => "table",
            Name::Row => "tr",
            Name::HeadCell => "th",
            Name::Cell => "td",
        }
    }
}

/// `text` in letters that stand above the line by themselves, where all of it can be: figures and signs. So `10` and a raised
/// `3` are never read as 103.
pub fn raised(text: &str) -> Option<String> {
    written_in("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", text)
}

/// The same below the line.
pub fn lowered(text: &str) -> Option<String> {
    written_in("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", text)
}

fn written_in(plain: &str, other: &str, text: &str) -> Option<String> {
    let other = |letter: char| {
        let letter = if letter == '−' { '-' } else { letter };
        other.chars().nth(plain.chars().position(|known| known == letter)?)
    };
    text.chars().map(other).collect::<Option<String>>().filter(|text| !text.is_empty())
}

/// HTML that is no part of the tree: only a playbook that allows HTML has it on its pages, as it was written.
#[derive(Clone, Debug)]
pub struct Html {
    /// As it was written.
    pub text: Text,
    /// Where it was written, in the document's text.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a piece of HTML is that is no part of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A tag of an element whose words stand beside it in the tree.
    Tag,
    /// A tag that only dresses the words beside it, such as `<font>`.
    Dress,
    /// An element with all that stands in it, such as a script.
    Whole,
    /// A tag of an element that somebody made up, such as `<team-map>`: its letters are shown where HTML is not allowed.
    Custom,
    /// A comment, for other authors.
    Comment,
}
