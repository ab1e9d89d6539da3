//! `raw-html`: HTML in prose that the playbook does not allow.

use rayon::prelude::*;

use super::{Check, near};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::document::{Block, Inline};
use crate::model::mention::Piece;
use crate::model::{Document, Index, Playbook};
use crate::source::{SourcePath, Span};

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "raw-html",
    severity: Severity::Error,
    explanation: "The text holds HTML. It is not passed through, because it could break the page, the print or the reading \
        aloud, and because text is never code here; readers would see the signs as they stand. Nearly everything can be \
        said in Markdown: a line break is two spaces at the end of a line, a box is `> [!NOTE]`, a picture is \
        `![Two teams](table.png)`. To show HTML on purpose, write it as code, between backticks. Comments, `<!-- … -->`, \
        are left out and not told.\n\n\
        Whoever knows what the HTML does can pass all of it through with `allow_html = true` in `playbook.toml`: all but \
        that in the first heading of a page, see `html-title`.",
};

/// A piece of HTML, and where it stands in the document's text.
pub(super) struct Html<'d> {
    pub(super) text: &'d str,
    pub(super) span: Span,
}

fn find(playbook: &Playbook, _: &Index<'_>) -> Vec<Diagnostic> {
    if playbook.settings.allow_html {
        return Vec::new();
    }
    let mut found: Vec<Diagnostic> = playbook
        .entries
        .values()
        .flat_map(|entry| {
            let tags = title_tags(entry.document()).into_iter();
            tags.map(|html| fault(&entry.path, entry.document(), &html))
        })
        .collect();
    found.par_extend(playbook.pieces().into_par_iter().flat_map_iter(
        |Piece { path, document }| {
            let html = blocks(document).into_iter().chain(tags(document));
            html.map(|html| fault(path, document, &html))
        },
    ));
    found
}

fn fault(path: &SourcePath, document: &Document, html: &Html<'_>) -> Diagnostic {
    let message = format!("{} is HTML, which is not passed through", near::quoted(html.text));
    Diagnostic::new(&RULE, path, document.locate(html.span), message).help(
        "say it in Markdown, write it as code between backticks, or write `allow_html = true` in `playbook.toml`",
    )
}

/// The first line of each block of HTML that is more than a comment.
fn blocks(document: &Document) -> Vec<Html<'_>> {
    let mut blocks = Vec::new();
    document.each_block(&mut |block| {
        let Block::Html(html) = block else { return };
        let text = html.text.as_str(&document.source);
        if !is_comment(text) {
            let line = text.lines().next().unwrap_or_default().trim_end();
            let start = html.span.start as usize;
            blocks.push(Html { text: line, span: Span::new(start, start + line.len()) });
        }
    });
    blocks
}

/// Each opening tag within a line.
fn tags(document: &Document) -> Vec<Html<'_>> {
    let mut tags = Vec::new();
    document.each_inline(&mut |inline| tags.extend(opening_tag(document, inline)));
    tags
}

/// Each opening tag in the first heading that became the title of the page.
pub(super) fn title_tags(document: &Document) -> Vec<Html<'_>> {
    let mut tags = Vec::new();
    document.each_of_title(&mut |inline| tags.extend(opening_tag(document, inline)));
    tags
}

fn opening_tag<'d>(document: &'d Document, inline: &'d Inline) -> Option<Html<'d>> {
    let Inline::Html(html) = inline else { return None };
    let text = html.text.as_str(&document.source);
    (!is_comment(text) && !text.starts_with("</")).then_some(Html { text, span: html.span })
}

/// Whether `html` is one comment and nothing else.
fn is_comment(html: &str) -> bool {
    let inner = html.trim().strip_prefix("<!--").and_then(|html| html.strip_suffix("-->"));
    inner.is_some_and(|inner| !inner.contains("-->"))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::told;

    #[test]
    fn html_is_told_tag_by_tag_and_block_by_block() {
        let text = "A <br> and <b>bold</b>.\n\n<div>\n<p>x</p>\n</div>\n\n`<i>`\n";
        let help = "say it in Markdown, write it as code between backticks, or write `allow_html = true` in `playbook.toml`";
        assert_eq!(
            told("raw-html", &[("a.md", text)]),
            [
                format!("a.md «<br>» `<br>` is HTML, which is not passed through → {help}"),
                format!("a.md «<b>» `<b>` is HTML, which is not passed through → {help}"),
                format!("a.md «<div>» `<div>` is HTML, which is not passed through → {help}"),
            ]
        );
        assert_eq!(
            told("raw-html", &[("a.md", text), ("playbook.toml", "allow_html = true")]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn html_in_the_heading_that_is_the_title_is_told_too() {
        let help = "say it in Markdown, write it as code between backticks, or write `allow_html = true` in `playbook.toml`";
        assert_eq!(
            told("raw-html", &[("a.md", "# A *<x>* b</x> <!-- c -->\n")]),
            [format!("a.md «<x>» `<x>` is HTML, which is not passed through → {help}")]
        );
    }

    #[test]
    fn a_comment_is_left_alone() {
        let text = "A <!-- x --> b.\n\n<!-- one\n<div>\ntwo -->\n\nC\n";
        assert_eq!(told("raw-html", &[("a.md", text)]), Vec::<String>::new());
    }
}
