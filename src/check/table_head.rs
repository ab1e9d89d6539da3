//! `table-head`: a table with a column that has no heading.

use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::prose::{Block, Document, Inline, Table};

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "table-head",
    severity: Severity::Warning,
    explanation: "A cell in the first row of a table is empty. People who have a table read to them hear the heading of the column \
        before each cell; without it they hear cells that could mean anything, and so does somebody who opens the page at the \
        end of a long table. Give each column a word or two. The corner, above names that begin the rows, may stay empty.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for piece in page.pieces() {
        piece.document.each_block(&mut |block| {
            if let Block::Table(table) = block
                && let Some(message) = message(piece.document, table)
            {
                let span = piece.document.locate(table.span);
                found.push(
                    Diagnostic::new(&RULE, piece.path, span, message)
                        .help("write a word or two for each column into the first row"),
                );
            }
        });
    }
    found
}

fn message(document: &Document, table: &Table) -> Option<String> {
    let is_empty = |cell: &[Inline]| {
        let only_text = !cell.iter().any(|inline| matches!(inline, Inline::Html(_)));
        only_text && document.plain(cell).trim().is_empty()
    };
    if table.head.iter().all(|cell| is_empty(cell)) {
        return Some("this table has no headings".to_owned());
    }
    let column = table.head.iter().skip(1).position(|cell| is_empty(cell))? + 2;
    Some(format!("column {column} of this table has no heading"))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_column_without_a_heading_is_reported_and_an_empty_corner_is_not() {
        let table = |head: &str| format!("{head}\n|---|---|---|\n| a | b | c |\n");
        let line = |head: &str| reported("table-head", &[("a.md", &table(head))]);
        let help = "→ write a word or two for each column into the first row";
        assert_eq!(
            line("| A |  | C |"),
            [format!("a.md «| A |  | C |» column 2 of this table has no heading {help}")]
        );
        assert_eq!(
            line("|  |  |  |"),
            [format!("a.md «|  |  |  |» this table has no headings {help}")]
        );
        assert_eq!(line("|  | B | ![C](c.png) |"), Vec::<String>::new());
    }
}
