//! The pieces of a line: letters, emphasis, links.

use super::element::{Element, Html};
use super::text::Text;
use crate::markup::{Written, addresses};
use crate::source::{SourcePath, Span, Spanned};

/// A line of prose. Thousands of documents are held at once, so a line takes no more room than its pieces.
pub type Line = Box<[Inline]>;

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

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `[words](href)`
    Link,
    /// `![words](href)`
    Image,
}
