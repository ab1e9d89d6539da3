//! `lost-cells`: a row with more cells than its table has columns.

use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::prose::almost::Form;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "lost-cells",
    severity: Severity::Error,
    explanation: "A row of a table has more cells than the table has columns, and what stands in the cells beyond the last column \
        would be on no page. The first row says how many columns there are: give it as many cells, with one for each in the \
        line of dashes below it. A `|` that is no border of a cell is written `\\|`, within code, too.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for piece in page.pieces() {
        for almost in &piece.document.almost {
            let Form::Cells(cells, columns) = almost.form else { continue };
            let noun = if columns == 1 { "column" } else { "columns" };
            let message = format!(
                "this row has {cells} cells and the table {columns} {noun}, so this is lost"
            );
            let help = "give the first row and the line of dashes as many cells, or write `\\|` where the sign is meant";
            let place = piece.document.locate(almost.span);
            found.push(Diagnostic::new(&RULE, piece.path, place, message).help(help));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn cells_beyond_the_last_column_are_reported() {
        let line = |row: &str| {
            reported("lost-cells", &[("a.md", &format!("> | A | B |\n> |---|---|\n> {row}\n"))])
        };
        let help = "give the first row and the line of dashes as many cells, or write `\\|` where the sign is meant";
        let lost = |cells: usize, what: &str| {
            vec![format!(
                "a.md «{what}» this row has {cells} cells and the table 2 columns, so this is lost → {help}"
            )]
        };
        assert_eq!(line("| 1 | 2 | 3 |"), lost(3, "3"));
        assert_eq!(line("1 | 2 | 3 | 4"), lost(4, "3 | 4"));
        assert_eq!(line("| 1 | `a|b` |"), lost(3, "b`"));
        for sound in
            ["| 1 | 2 |", "| 1 |", "| 1 | 2 |  |", "| 1 | a\\|b |", "| 1 | `a\\|b` |", "1|2"]
        {
            assert_eq!(line(sound), Vec::<String>::new(), "{sound}");
        }
    }
}
