//! An agreement on the page and on paper.

use serde::Serialize;

use super::{Agreement, Clause, Show, View, clause_id, result_id, sign_id};
use crate::sheet::{self, Cell, Grid, Piece, Row, Sheet};
use crate::worksheet::show::with_help;
use crate::worksheet::{Version, view};

/// The height of a clause on paper: one line by hand.
const CLAUSE_HEIGHT: f32 = 10.0;
/// The height of a row to sign in.
const SIGN_HEIGHT: f32 = 14.0;

impl Agreement {
    /// What the template is given.
    pub(super) fn shown(&self, show: Show<'_>) -> View {
        let said = |clause: &Clause| ClauseView {
            text: (show.html)(&clause.text),
            why: (show.html)(&clause.why),
        };
        let columns = self.sign_columns(show.words());
        let party = |(party, who): (usize, &crate::source::Spanned<String>)| PartyView {
            name: who.value.clone(),
            cells: columns
                .iter()
                .enumerate()
                .map(|(column, (id, _))| CellView {
                    id: sign_id(party, id),
                    column: id.clone(),
                    example: show.example(&self.signed(party, column)),
                })
                .collect(),
        };
        view(AgreementView {
            between: self.parties.iter().map(|party| party.value.clone()).collect(),
            results: self.results.iter().map(said).collect(),
            clauses: self.clauses.iter().map(said).collect(),
            blank_results: (0..self.blank_results)
                .map(|row| BlankView {
                    id: result_id(row),
                    number: self.results.len() + row + 1,
                    example: show.example(&self.own_result(row)),
                })
                .filter(|blank| show.version == Version::Blank || !blank.example.is_empty())
                .collect(),
            blank: (0..self.blank_clauses)
                .map(|row| BlankView {
                    id: clause_id(row),
                    number: self.clauses.len() + row + 1,
                    example: show.example(&self.own_clause(row)),
                })
                .filter(|blank| show.version == Version::Blank || !blank.example.is_empty())
                .collect(),
            columns: columns
                .iter()
                .map(|(id, title)| ColumnView { id: id.clone(), title: title.clone() })
                .collect(),
            parties: self.parties.iter().enumerate().map(party).collect(),
        })
    }

    /// What goes on paper: results, numbered clauses with room for more, a row for each party to sign in.
    pub(super) fn on_paper(&self, show: Show<'_>) -> Sheet {
        let word = |name: &str| show.word("agreement", name);
        let names: Vec<&str> = self.parties.iter().map(|party| party.value.as_str()).collect();
        let own = |rows: usize, cell: &dyn Fn(usize) -> Cell| -> Vec<Cell> {
            let cells = (0..rows).map(cell);
            cells.filter(|cell| show.version == Version::Blank || !cell.text().is_empty()).collect()
        };
        let result = |row| Cell::written(show.example(&self.own_result(row)), result_id(row));
        let clause = |row| Cell::written(show.example(&self.own_clause(row)), clause_id(row));
        let pieces = vec![
            Piece::Text(word("between").replace("{who}", &names.join(" · "))),
            Piece::Heading(word("results")),
            Piece::Grid(rows(&self.results, own(self.blank_results, &result), "result", show)),
            Piece::Heading(word("clauses")),
            Piece::Grid(rows(&self.clauses, own(self.blank_clauses, &clause), "clause", show)),
            Piece::Grid(self.signatures_on_paper(show)),
            Piece::Text(word("no_contract")),
        ];
        Sheet { pieces }
    }
    fn signatures_on_paper(&self, show: Show<'_>) -> Grid {
        let mut columns = vec![sheet::Column::new(show.word("agreement", "party"), 1.0)];
        let signed = self.sign_columns(show.words());
        columns.extend(signed.iter().map(|(_, title)| sheet::Column::new(title, 1.0)));
        let row = |(party, who): (usize, &crate::source::Spanned<String>)| {
            let mut cells = vec![Cell::Printed(who.value.clone())];
            cells.extend(signed.iter().enumerate().map(|(column, (id, _))| {
                Cell::written(show.example(&self.signed(party, column)), sign_id(party, id))
            }));
            Row { cells, height: SIGN_HEIGHT }
        };
        Grid {
            caption: show.word("agreement", "signatures"),
            columns,
            rows: self.parties.iter().enumerate().map(row).collect(),
        }
    }
}

/// A table of numbered sentences, the author's and then the parties' own, which the blank sheet has rows for.
fn rows(printed: &[Clause], own: Vec<Cell>, heading: &str, show: Show<'_>) -> Grid {
    let said = |clause: &Clause| with_help(&clause.plain, &clause.why.short());
    let printed = printed.iter().map(|clause| Cell::Printed(said(clause)));
    let row = |(at, cell): (usize, Cell)| Row {
        cells: vec![Cell::Printed((at + 1).to_string()), cell],
        height: CLAUSE_HEIGHT,
    };
    Grid {
        caption: String::new(),
        columns: vec![
            sheet::Column::new(show.word("sheet", "number"), 1.0),
            sheet::Column::new(show.word("agreement", heading), 16.0),
        ],
        rows: printed.chain(own).enumerate().map(row).collect(),
    }
}

#[derive(Serialize)]
struct AgreementView {
    between: Vec<String>,
    results: Vec<ClauseView>,
    clauses: Vec<ClauseView>,
    blank_results: Vec<BlankView>,
    blank: Vec<BlankView>,
    columns: Vec<ColumnView>,
    parties: Vec<PartyView>,
}

#[derive(Serialize)]
struct ClauseView {
    text: String,
    why: String,
}

#[derive(Serialize)]
struct BlankView {
    id: String,
    number: usize,
    example: String,
}

#[derive(Serialize)]
struct ColumnView {
    id: String,
    title: String,
}

#[derive(Serialize)]
struct PartyView {
    name: String,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    id: String,
    column: String,
    example: String,
}
