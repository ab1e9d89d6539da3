//! An agreement: results and clauses that two parties or more put their names to, and a date on which they read it again.

mod faults;
mod rules;
mod shown;

use std::sync::Arc;

pub use rules::{
    AGREEMENT_CLAUSES, AGREEMENT_EXAMPLE, AGREEMENT_LONG, AGREEMENT_PARTIES, AGREEMENT_RESULTS,
    AGREEMENT_REVIEW, AGREEMENT_SIGN, AGREEMENT_VALUES,
};

use super::short::short;
use super::{Body, Field, Input, Kind, Show, Subject, View, Words, id_from};
use crate::diag::Diagnostic;
use crate::prose::{Document, Prose};
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::sheet::Sheet;
use crate::source::{Span, Spanned};

/// What two parties or more agree on.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Who agrees.
    pub parties: Vec<Spanned<String>>,
    /// Where the parties were written, when they were.
    pub parties_span: Option<Span>,
    /// Whether there are blocks for results: that one says nothing is told with the other keys.
    pub has_result_blocks: bool,
    /// What will be different, and for whom.
    pub results: Vec<Clause>,
    /// How the parties treat one another.
    pub clauses: Vec<Clause>,
    /// Rows for results of their own.
    pub blank_results: usize,
    /// Rows for clauses of their own.
    pub blank_clauses: usize,
    /// What each party signs with: the headings of the columns.
    pub sign: Vec<Spanned<String>>,
    /// Where those were written, when they were.
    pub sign_span: Option<Span>,
    /// When it is read again; empty when not said.
    pub review: String,
    /// The blank results of the specimen.
    pub example_results: Vec<Spanned<String>>,
    /// The blank clauses of the specimen.
    pub example_clauses: Vec<Spanned<String>>,
    /// The signatures of the specimen, a row a party.
    pub example: Vec<Spanned<Vec<String>>>,
}

/// A sentence that is agreed.
#[derive(Clone, Debug)]
pub struct Clause {
    /// What it says.
    pub text: Document,
    /// The same without markup.
    pub plain: Spanned<String>,
    /// Why it is agreed; empty when that is not said.
    pub why: Document,
}

const MOST_BLANK: i64 = 12;

const RESULT_KEYS: &[Key] = &[
    Key::needed("text", Schema::Text, "what will be different, and for whom"),
    Key::new("why", Schema::Text, "why it matters, in a sentence below it"),
];

const CLAUSE_KEYS: &[Key] = &[
    Key::needed("text", Schema::Text, "how the parties treat one another, as a deed"),
    Key::new("why", Schema::Text, "why it is agreed, in a sentence below it"),
];

/// What an agreement is.
pub const KIND: Kind = Kind {
    name: "agreement",
    called: "an agreement",
    elsewhere: &["charter", "contract", "vereinbarung", "vertrag"],
    summary: "results, clauses, signatures, a date of review",
    keys: &[
        Key::needed("between", Schema::Texts, "who agrees: two parties or more").heads(),
        Key::new("result", Schema::Blocks(RESULT_KEYS), "a result, one or more"),
        Key::new(
            "results",
            Schema::Texts,
            "the same in short: what will be different, and for whom",
        ),
        Key::new("clause", Schema::Blocks(CLAUSE_KEYS), "a clause"),
        Key::new(
            "clauses",
            Schema::Texts,
            "the same in short: how the parties treat one another, in sentences about deeds",
        ),
        Key::new("blank_results", Schema::Number(0, MOST_BLANK), "rows for results of their own")
            .amount(),
        Key::new("blank_clauses", Schema::Number(0, MOST_BLANK), "rows for clauses of their own")
            .amount(),
        Key::new("sign", Schema::Texts, "what each party signs with; name, role, date, signature")
            .heads(),
        Key::new("example_clauses", Schema::Texts, "the blank clauses of the filled specimen"),
        Key::new("example_results", Schema::Texts, "the blank results of the filled specimen"),
        Key::new("example", Schema::Rows, "the signatures of the filled specimen, a row a party"),
    ],
    rules: &[
        &AGREEMENT_PARTIES,
        &AGREEMENT_RESULTS,
        &AGREEMENT_REVIEW,
        &AGREEMENT_CLAUSES,
        &AGREEMENT_LONG,
        &AGREEMENT_VALUES,
        &AGREEMENT_SIGN,
        &AGREEMENT_EXAMPLE,
    ],
    script: "",
    of,
};

/// What one signs with where the sheet does not say: words of the interface.
const SIGN: &[&str] = &["name", "role", "date", "signature"];
/// Rows for results of their own where the sheet does not say.
const BLANK_RESULTS: usize = 1;
/// Rows for clauses of their own where the sheet does not say.
const BLANK_CLAUSES: usize = 3;

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    let clause = |plain: Spanned<String>, why| {
        let (text, plain) = short(plain, prose);
        Clause { text, plain, why: prose(why) }
    };
    // That a block says nothing was told.
    let clauses = |list: &str, name: &str| {
        let short = record.texts(list).into_iter().map(|text| clause(text, None));
        let blocks = record.records(name).into_iter();
        let long = blocks.filter_map(|block| Some(clause(block.text("text")?, block.text("why"))));
        short.chain(long).collect()
    };
    let place = |name: &str| record.entry(name).map(|entry| entry.value.span);
    let sign = match record.entry("sign") {
        Some(_) => record.texts("sign"),
        None => SIGN.iter().map(|word| Spanned::new((*word).to_owned(), record.span)).collect(),
    };
    Arc::new(Agreement {
        parties: record.texts("between"),
        parties_span: place("between"),
        has_result_blocks: !record.list("result").is_empty(),
        results: clauses("results", "result"),
        clauses: clauses("clauses", "clause"),
        blank_clauses: record
            .number_up_to("blank_clauses", MOST_BLANK)
            .map_or(BLANK_CLAUSES, |rows| rows.value),
        blank_results: record
            .number_up_to("blank_results", MOST_BLANK)
            .map_or(BLANK_RESULTS, |rows| rows.value),
        sign,
        sign_span: place("sign"),
        review: record.text_or_empty("review"),
        example_results: record.texts("example_results"),
        example_clauses: record.texts("example_clauses"),
        example: record.rows("example"),
    })
}

impl Body for Agreement {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// The blank results and clauses, and what each party signs with.
    fn fields(&self, words: Words<'_>) -> Vec<Field> {
        let mut fields = Vec::new();
        for row in 0..self.blank_results {
            let label = words.numbered("field", "result", self.results.len() + row + 1);
            fields.push(
                Field::new(result_id(row), label, Input::Words).example(self.own_result(row)),
            );
        }
        for row in 0..self.blank_clauses {
            fields.push(
                Field::new(
                    clause_id(row),
                    words.numbered("field", "clause", self.clauses.len() + row + 1),
                    Input::Words,
                )
                .example(self.own_clause(row)),
            );
        }
        for (party, who) in self.parties.iter().enumerate() {
            for (column, (id, title)) in self.sign_columns(words).into_iter().enumerate() {
                fields.push(
                    Field::new(
                        sign_id(party, &id),
                        format!("{}, {title}", who.value),
                        Input::Words,
                    )
                    .example(self.signed(party, column)),
                );
            }
        }
        fields
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        self.shown(show)
    }

    fn parts(&self) -> &'static str {
        "clauses"
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        self.on_paper(show)
    }

    fn has_example(&self) -> bool {
        !(self.example.is_empty()
            && self.example_clauses.is_empty()
            && self.example_results.is_empty())
    }

    fn documents(&self) -> Vec<&Document> {
        let clauses = self.results.iter().chain(&self.clauses);
        clauses.flat_map(|clause| [&clause.text, &clause.why]).collect()
    }

    fn stands_alone(&self) -> bool {
        true
    }
}

impl Agreement {
    /// Id and heading of each column to sign in.
    fn sign_columns(&self, words: Words<'_>) -> Vec<(String, String)> {
        let mut taken = Vec::new();
        let columns = self.sign.iter().map(|title| {
            let id = id_from(&title.value, &taken);
            taken.push(id.clone());
            let called = match self.sign_span {
                Some(_) => title.value.clone(),
                None => words.usual(KIND.name, title),
            };
            (id, called)
        });
        columns.collect()
    }

    /// A blank result of the specimen, counted from 0.
    fn own_result(&self, row: usize) -> String {
        self.example_results.get(row).map(|result| result.value.clone()).unwrap_or_default()
    }

    /// A blank clause of the specimen, counted from 0.
    fn own_clause(&self, row: usize) -> String {
        self.example_clauses.get(row).map(|clause| clause.value.clone()).unwrap_or_default()
    }

    /// What a party of the specimen has signed with, both counted from 0.
    fn signed(&self, party: usize, column: usize) -> String {
        let cell = self.example.get(party).and_then(|row| row.value.get(column));
        cell.cloned().unwrap_or_default()
    }
}

/// What a blank result, counted from 0, is kept by.
fn result_id(row: usize) -> String {
    format!("result-{}", row + 1)
}

/// What a blank clause, counted from 0, is kept by.
fn clause_id(row: usize) -> String {
    format!("clause-{}", row + 1)
}

/// What a party, counted from 0, has in a column is kept by.
fn sign_id(party: usize, column: &str) -> String {
    format!("sign-{}-{column}", party + 1)
}
