//! `picture-in-line`: a picture within a line or a cell, which a book prints as its words.

use std::collections::BTreeSet;

use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::index::Found;
use crate::prose::{Role, pictures_alone};

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "picture-in-line",
    severity: Severity::Hint,
    explanation: "A book (`book = true`) prints a picture that stands on a line of its own: in a paragraph, a list, a note, a heading or a \
        cell of a table. With words beside it on its line, it prints the words between the square brackets in its place. Put \
        the picture on a line of its own. Where the words are enough, nothing is to be done.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    if !page.settings().book {
        return Vec::new();
    }
    let mut alone = BTreeSet::new();
    for piece in page.pieces() {
        piece.document.each_line(&mut |line| {
            let spans = pictures_alone(&piece.document.source, line);
            alone.extend(spans.into_iter().map(|span| (span.start, span.end)));
        });
    }
    let mut found = Vec::new();
    for (mention, target) in page.mentions() {
        let span = mention.link.span;
        let is_picture = match target {
            Found::Asset(_) => mention.role == Role::Image,
            Found::Page(_) | Found::Folder | Found::External | Found::Nothing => false,
        };
        // Prose in the files of sheets is not in chapters.
        let is_in_chapter = !mention.path().is_toml();
        if is_picture && is_in_chapter && !alone.contains(&(span.start, span.end)) {
            let message = format!(
                "the book prints the words of {} in its place",
                near::quoted(mention.href())
            );
            found.push(
                Diagnostic::new(&RULE, mention.path(), mention.span(), message)
                    .help("put it on a line of its own, and it is printed itself"),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_picture_with_words_beside_it_is_reported_where_there_is_a_book() {
        let text = "![a](t.png)\n\nSee ![b](t.png)\n\n- one\n  [![c](t.png)](a.md)\n\n| d |\n|---|\n| ![e](t.png) f |\n| ![g](t.png) |\n\n> one\n> ![h](t.png)\n> *![i](t.png)*\n";
        let files =
            |settings: &'static str| [("playbook.toml", settings), ("a.md", text), ("t.png", "")];
        let help = "the book prints the words of `t.png` in its place → put it on a line of its own, and it is printed itself";
        assert_eq!(
            reported("picture-in-line", &files("title = \"A\"\nbook = true\n")),
            [format!("a.md «![b](t.png)» {help}"), format!("a.md «![e](t.png)» {help}")]
        );
        assert_eq!(reported("picture-in-line", &files("title = \"A\"\n")), Vec::<String>::new());
    }
}
