//! `raw-html`: HTML in prose that is left out.

use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::mention::Piece;
use crate::prose::{Attributes, Block, Document, Html, Inline, Kind};
use crate::schema::words;
use crate::source::{SourcePath, Span};

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "raw-html",
    severity: Severity::Error,
    explanation: "Some HTML on the page is left out. Harmless HTML means here what it means elsewhere: `<br>`, `<sub>`, `<kbd>`, \
        `<details>`, `<table>`, `<img>`, `<a>` and their like become the same as what Markdown says. Of other elements, such as \
        `<button>`, the tags are left out and the words stay. Scripts, styles, frames and drawings, `<script>`, `<iframe>`, \
        `<svg>`, are left out with all that stands in them, because text is never code here. So are the attributes that would \
        hide or dress words, `style` and `hidden`, or run something, `onclick`. The message names what is left out, once for each \
        page. What is no element of HTML, such as `<your name>`, is text, and comments, `<!-- … -->`, are never shown.\n\n\
        Whoever knows what the HTML does can pass all of it through with `allow_html = true` in `playbook.toml`: all but \
        that in the first heading of a page, see `html-title`.",
};

/// HTML that is left out, and where it stands in the document's text.
pub(super) struct Left {
    pub(super) span: Span,
    pub(super) name: String,
    /// Whether it would run when it was passed through.
    runs: bool,
}

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    if page.settings().allow_html {
        return Vec::new();
    }
    let of_title = page.entry().into_iter().flat_map(|entry| in_title(entry.document()));
    let of_blocks = page.pieces().flat_map(|Piece { document, .. }| {
        in_blocks(document).into_iter().map(|left| located(document, left))
    });
    let left: Vec<Left> = of_title.chain(of_blocks).collect();
    let path = page.path().filter(|_| !left.is_empty());
    path.map(|path| fault(path, left)).into_iter().collect()
}

fn located(document: &Document, left: Left) -> Left {
    Left { span: document.locate(left.span), ..left }
}

fn fault(path: &SourcePath, mut left: Vec<Left>) -> Diagnostic {
    left.sort_by_key(|left| left.span);
    let mut names: Vec<&str> = Vec::new();
    for left in &left {
        if !names.contains(&left.name.as_str()) {
            names.push(&left.name);
        }
    }
    let list = words(names.iter().take(4).copied());
    let list = match names.len().saturating_sub(4) {
        0 => list,
        more => format!("{list}, and {more} more"),
    };
    let message = match left.len() {
        1 => format!("{list} is left out of the page"),
        count => format!("{count} pieces of HTML are left out of the page: {list}"),
    };
    let fault = Diagnostic::new(&RULE, path, left[0].span, message).help(
        "say it in Markdown, write it as code between backticks, or write `allow_html = true` in `playbook.toml`",
    );
    // A page that was to run something is poorer without it than its author thinks.
    if left.iter().any(|left| left.runs) { fault.grave() } else { fault }
}

/// What is left out of blocks and their lines.
fn in_blocks(document: &Document) -> Vec<Left> {
    let mut found = Vec::new();
    document.each_block(&mut |block| match block {
        Block::Html(html) => found.extend(of_html(document, html)),
        Block::Element(element) => found.extend(of_attributes(&element.attributes)),
        Block::Details(details) => found.extend(of_attributes(&details.attributes)),
        Block::Paragraph(_)
        | Block::Heading(..)
        | Block::List(..)
        | Block::Quote(_)
        | Block::Callout(..)
        | Block::Code(_)
        | Block::Table(_)
        | Block::Definitions(_)
        | Block::Rule
        | Block::Include(_)
        | Block::Footnote(_) => {}
    });
    document.each_inline(&mut |inline| found.extend(of_inline(document, inline)));
    found
}

/// What is left out of the first heading that became the title of the page, where it stands in the file.
pub(super) fn in_title(document: &Document) -> Vec<Left> {
    let mut found = Vec::new();
    document.each_of_title(&mut |inline| found.extend(of_inline(document, inline)));
    found.into_iter().map(|left| located(document, left)).collect()
}

fn of_inline(document: &Document, inline: &Inline) -> Vec<Left> {
    match inline {
        Inline::Html(html) => of_html(document, html).into_iter().collect(),
        Inline::Element(element) => of_attributes(&element.attributes),
        Inline::Text(_)
        | Inline::Code(_)
        | Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strikethrough(_)
        | Inline::Link(_)
        | Inline::Image(_)
        | Inline::FootnoteMark(_)
        | Inline::SoftBreak
        | Inline::HardBreak => Vec::new(),
    }
}

/// An element that is left out, reported at its opening tag.
fn of_html(document: &Document, html: &Html) -> Option<Left> {
    let is_left = match html.kind {
        Kind::Tag | Kind::Whole => true,
        Kind::Dress | Kind::Custom | Kind::Comment => false,
    };
    let text = html.text.as_str(&document.source);
    if !is_left || text.starts_with("</") {
        return None;
    }
    let is_end = |c: char| c.is_whitespace() || c == '>' || c == '/';
    let name = text.get(1..)?.split(is_end).next()?;
    let tag = text.find('>').map_or(text.len(), |end| end + 1);
    let tag = text[..tag].lines().next().map_or(tag, str::len);
    let start = html.span.range().start;
    // In handbooks of VitePress it is the code of a page, which is none without the program.
    let runs = name.eq_ignore_ascii_case("script") && !text[..tag].contains(" setup");
    Some(Left { span: Span::new(start, start + tag), name: format!("<{name}>"), runs })
}

/// The attributes that hide or dress words, or run something.
fn of_attributes(attributes: &Attributes) -> Vec<Left> {
    let is_reported = |name: &str| matches!(name, "style" | "hidden") || name.starts_with("on");
    let reported = attributes.others.iter().filter(|(name, _)| is_reported(name));
    reported
        .map(|(name, _)| Left { span: attributes.span, name: name.to_string(), runs: false })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    const HELP: &str = "say it in Markdown, write it as code between backticks, or write `allow_html = true` in `playbook.toml`";

    #[test]
    fn a_page_is_reported_once_what_is_left_out() {
        let text = "A <br> and <b>bold</b>, <button>Go</button>.\n\n<div style=\"x\">\n<p>x</p>\n</div>\n\n<script>y</script>\n\n`<i>`\n";
        assert_eq!(
            reported("raw-html", &[("a.md", text)]),
            [format!(
                "a.md «<button>» 3 pieces of HTML are left out of the page: `<button>`, `style` and `<script>` → {HELP}"
            )]
        );
        assert_eq!(
            reported("raw-html", &[("a.md", text), ("playbook.toml", "allow_html = true")]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn html_in_the_heading_that_is_the_title_is_reported_too() {
        assert_eq!(
            reported("raw-html", &[("a.md", "# A *<label>* b</label> <!-- c -->\n")]),
            [format!("a.md «<label>» `<label>` is left out of the page → {HELP}")]
        );
    }

    #[test]
    fn harmless_html_comments_and_what_is_no_html_are_left_alone() {
        let text =
            "A <!-- x --> b <your name> <T>, H<sub>2</sub>O.\n\n<!-- one\n<div>\ntwo -->\n\nC\n";
        assert_eq!(reported("raw-html", &[("a.md", text)]), Vec::<String>::new());
    }
}
