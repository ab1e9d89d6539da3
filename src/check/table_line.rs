//! `table-line`: a table without the line of dashes that makes it one.

use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::model::mention::Piece;
use crate::prose::almost::{Form, next_line};
use crate::source::Span;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "table-line",
    severity: Severity::Warning,
    explanation: "Lines with cells between `|` are a table when a line of dashes stands below the first, with as many cells as it: \
        `|---|---|`. Without it, or with too few or too many cells in it, readers see the lines as text, one after the other. To \
        show the signs on purpose, write the lines as code.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for piece in page.pieces() {
        for almost in &piece.document.almost {
            if let Form::Lines { columns, dashes, is_whole } = almost.form {
                found.extend(fault(piece, almost.span, (columns, dashes, is_whole)));
            }
        }
    }
    found
}

fn fault(
    piece: Piece<'_>,
    head: Span,
    (columns, dashes, is_whole): (usize, Option<Span>, bool),
) -> Option<Diagnostic> {
    let (document, source) = (piece.document, &piece.document.source);
    let line = format!("|{}", "---|".repeat(columns));
    let (place, message, help, fix) = if let Some(dashes) = dashes {
        (
            dashes,
            "this line of dashes does not fit the line above, so there is no table",
            format!("write `{line}`"),
            (dashes, Fix { was: source.get(dashes.range())?.to_owned(), now: line }),
        )
    } else {
        let next = format!("\n{}{line}", next_line(source, head.range().start));
        (
            head,
            "no line of dashes stands below this one, so there is no table",
            format!("put a line `{line}` below it"),
            (Span { start: head.end, ..head }, Fix { was: String::new(), now: next }),
        )
    };
    let is_sure = is_whole && near::may_hold_lines(piece);
    let fix = is_sure.then(|| (document.locate(fix.0), fix.1));
    let place = document.locate(place);
    Some(Diagnostic::new(&RULE, piece.path, place, message).help(help).maybe_fix_at(fix))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{mended, reported};

    #[test]
    fn lines_of_cells_become_a_table() {
        for (text, after) in [
            ("| A | B |\n| 1 | 2 |\n", "| A | B |\n|---|---|\n| 1 | 2 |\n"),
            ("A | B | C\n1 | 2 | 3\n", "A | B | C\n|---|---|---|\n1 | 2 | 3\n"),
            ("- | A | B |\n  | 1 | 2 |\n", "- | A | B |\n  |---|---|\n  | 1 | 2 |\n"),
            ("> | A | B |\n> | 1 | 2 |\n", "> | A | B |\n> |---|---|\n> | 1 | 2 |\n"),
            ("| A | B |\n|---|\n| 1 | 2 |\n", "| A | B |\n|---|---|\n| 1 | 2 |\n"),
            ("| A | B |\n| — | — |\n| 1 | 2 |\n", "| A | B |\n|---|---|\n| 1 | 2 |\n"),
        ] {
            assert_eq!(reported("table-line", &[("a.md", text)]).len(), 1, "{text}");
            assert_eq!(mended(&[("a.md", text)]), after);
        }
    }

    #[test]
    fn a_table_below_words_is_reported_and_left() {
        let text = "Words:\n| A | B |\n| 1 | 2 |\n";
        assert_eq!(
            reported("table-line", &[("a.md", text)]),
            [
                "a.md «| A | B |» no line of dashes stands below this one, so there is no table → put a line `|---|---|` below it"
            ]
        );
        assert_eq!(mended(&[("a.md", text)]), text);
    }

    #[test]
    fn tables_code_and_lines_of_links_are_not_reported() {
        for text in [
            "| A | B |\n|---|---|\n| 1 | 2 |\n",
            "```\n| A | B |\n| 1 | 2 |\n```\n",
            "[A](a.md) | [A](a.md) | [A](a.md)\n[A](a.md) | [A](a.md) | [A](a.md)\n",
            "One | two\nthree | four\n",
            "`| A | B |`\n`| 1 | 2 |`\n",
            "\\| A \\| B \\|\n\\| 1 \\| 2 \\|\n",
        ] {
            assert_eq!(reported("table-line", &[("a.md", text)]), Vec::<String>::new(), "{text}");
        }
    }
}
