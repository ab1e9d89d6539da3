//! What each element of HTML means in prose. The list is modelled on that of GitHub.

use crate::markup::{is_custom, is_element};
use crate::prose::{Kind, Name};

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// What `**` means.
    Strong,
    /// What `*` means.
    Emphasis,
    /// What `~~` means.
    Strikethrough,
    /// What a backtick means.
    Code,
    /// A link, or a place that a link can name.
    Link,
    /// A picture.
    Image,
    /// A line end that is meant.
    Break,
    /// A line across.
    Rule,
    /// A stretch of a line that Markdown has no signs for.
    Inline(Name),
    /// Blocks that belong together.
    Division,
    /// The same, with its lines in the middle.
    Centre,
    Paragraph,
    Heading(u8),
    Quote,
    /// Lines that stay as they are.
    Lines,
    List,
    NumberedList,
    Item,
    Definitions,
    Term,
    Explanation,
    Details,
    Summary,
    Figure,
    Caption,
    Table,
    /// Its head: cells are headings there.
    TableHead,
    /// Another part of it.
    TablePart,
    TableCaption,
    Row,
    HeadCell,
    Cell,
    /// Nothing is shown of it, and nothing of what stands in it.
    Whole,
    /// It only dresses what stands in it, which is shown without it.
    Dress,
    /// Its tags are left out and what stands in it is shown: within a line, or as blocks.
    Tag,
    BlockTag,
    /// A tag that somebody made up.
    Custom,
    /// No element of HTML: words between pointed brackets.
    Words,
}

impl Meaning {
    /// What the element `name` means.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "b" | "strong" => Meaning::Strong,
            "i" | "em" => Meaning::Emphasis,
            "del" | "s" | "strike" => Meaning::Strikethrough,
            "code" | "tt" => Meaning::Code,
            "a" => Meaning::Link,
            "img" => Meaning::Image,
            "br" => Meaning::Break,
            "hr" => Meaning::Rule,
            "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav"
            | "address" | "hgroup" | "search" => Meaning::Division,
            "center" => Meaning::Centre,
            "p" => Meaning::Paragraph,
            "h1" => Meaning::Heading(1),
            "h2" => Meaning::Heading(2),
            "h3" => Meaning::Heading(3),
            "h4" => Meaning::Heading(4),
            "h5" => Meaning::Heading(5),
            "h6" => Meaning::Heading(6),
            "blockquote" => Meaning::Quote,
            "pre" | "listing" | "xmp" => Meaning::Lines,
            "ul" | "menu" | "dir" => Meaning::List,
            "ol" => Meaning::NumberedList,
            "li" => Meaning::Item,
            "dl" => Meaning::Definitions,
            "dt" => Meaning::Term,
            "dd" => Meaning::Explanation,
            "details" => Meaning::Details,
            "summary" => Meaning::Summary,
            "figure" => Meaning::Figure,
            "figcaption" => Meaning::Caption,
            "table" => Meaning::Table,
            "thead" => Meaning::TableHead,
            "tbody" | "tfoot" => Meaning::TablePart,
            "caption" => Meaning::TableCaption,
            "tr" => Meaning::Row,
            "th" => Meaning::HeadCell,
            "td" => Meaning::Cell,
            "html" | "body" | "font" | "big" | "nobr" | "wbr" | "picture" | "source" | "col"
            | "colgroup" | "basefont" | "rb" | "rtc" => Meaning::Dress,
            "script" | "style" | "template" | "iframe" | "object" | "applet" | "noscript"
            | "noembed" | "noframes" | "svg" | "math" | "canvas" | "head" => Meaning::Whole,
            "form" | "fieldset" | "legend" | "dialog" | "frameset" | "title" | "optgroup"
            | "marquee" | "plaintext" => Meaning::BlockTag,
            _ => inline(name).map_or_else(|| other(name), Meaning::Inline),
        }
    }

    /// Whether it stands within a line.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Meaning::Strong
                | Meaning::Emphasis
                | Meaning::Strikethrough
                | Meaning::Code
                | Meaning::Link
                | Meaning::Image
                | Meaning::Break
                | Meaning::Inline(_)
                | Meaning::Dress
                | Meaning::Tag
                | Meaning::Custom
                | Meaning::Words
        )
    }

    /// Whether blocks can stand in it, where it is a block itself.
    pub(super) fn holds_blocks(self) -> bool {
        !self.is_inline() && !matches!(self, Meaning::Lines | Meaning::Rule | Meaning::BlockTag)
    }

    /// Whether it ends where an element that means `next` begins beside it.
    pub(super) fn ends_before(self, next: Meaning) -> bool {
        let is_part = |meaning| matches!(meaning, Meaning::TableHead | Meaning::TablePart);
        let is_defined = |meaning| matches!(meaning, Meaning::Term | Meaning::Explanation);
        let is_heading = |meaning| matches!(meaning, Meaning::Heading(_));
        self == Meaning::Paragraph && !next.is_inline() && next != Meaning::Whole
            || self == Meaning::Item && next == Meaning::Item
            || is_defined(self) && is_defined(next)
            || (self.is_cell() || self == Meaning::TableCaption) && next.is_in_table()
            || self == Meaning::Row && next.is_in_table() && !next.is_cell()
            || is_part(self) && is_part(next)
            || is_heading(self) && is_heading(next)
    }

    /// What a tag of it is that is left as it was written. `None` when it is more than that.
    pub(super) fn left(self) -> Option<Kind> {
        let left = [
            (Meaning::Custom, Kind::Custom),
            (Meaning::Dress, Kind::Dress),
            (Meaning::Tag, Kind::Tag),
            (Meaning::BlockTag, Kind::Tag),
        ];
        left.into_iter().find(|(meaning, _)| *meaning == self).map(|(_, kind)| kind)
    }

    /// Whether a tag within it does not close an element around it that means `other`.
    pub(super) fn is_wall_to(self, other: Meaning) -> bool {
        let is_of_table = matches!(self, Meaning::TableCaption) || self.is_cell();
        self == Meaning::Whole
            || is_of_table && other != Meaning::Table && !other.is_in_table()
            || self == Meaning::Table && other != Meaning::Table
    }

    fn is_cell(self) -> bool {
        matches!(self, Meaning::Cell | Meaning::HeadCell)
    }

    fn is_in_table(self) -> bool {
        self.is_cell() || matches!(self, Meaning::Row | Meaning::TableHead | Meaning::TablePart)
    }
}

/// Stretches of a line that Markdown has no signs for.
fn inline(name: &str) -> Option<Name> {
    Some(match name {
        "span" | "time" | "data" => Name::Span,
        "sub" => Name::Sub,
        "sup" => Name::Sup,
        "kbd" => Name::Kbd,
        "mark" => Name::Mark,
        "ins" => Name::Ins,
        "small" => Name::Small,
        "u" => Name::Underline,
        "abbr" | "acronym" => Name::Abbr,
        "cite" => Name::Cite,
        "q" => Name::Quoted,
        "samp" => Name::Sample,
        "var" => Name::Variable,
        "dfn" => Name::Defined,
        "bdi" => Name::Isolated,
        "bdo" => Name::Turned,
        "ruby" => Name::Ruby,
        "rt" => Name::RubyText,
        "rp" => Name::RubyBracket,
        _ => return None,
    })
}

fn other(name: &str) -> Meaning {
    if is_element(name) {
        Meaning::Tag
    } else if is_custom(name) {
        Meaning::Custom
    } else {
        Meaning::Words
    }
}

/// Elements whose names are words that somebody may have put between pointed brackets to be filled in: `<time>`.
pub(super) fn is_word(name: &str) -> bool {
    matches!(
        name,
        "time"
            | "data"
            | "mark"
            | "code"
            | "cite"
            | "section"
            | "article"
            | "address"
            | "main"
            | "header"
            | "footer"
            | "search"
            | "summary"
            | "details"
            | "figure"
            | "caption"
            | "center"
            | "table"
            | "menu"
            | "script"
            | "style"
            | "template"
            | "object"
            | "head"
            | "canvas"
            | "math"
    )
}
