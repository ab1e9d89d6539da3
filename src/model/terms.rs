//! The glossary and the coverage list.

use crate::prose::{Document, Prose};
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::source::{SourcePath, Span, Spanned};
use crate::worksheet::id_from;

/// A word that needs explaining.
#[derive(Clone, Debug)]
pub struct Term {
    /// The part of the glossary's address after `#`.
    pub id: String,
    /// The word.
    pub term: Spanned<String>,
    /// Other forms of it.
    pub also: Vec<String>,
    /// What it means.
    pub means: Document,
    /// The file it stands in.
    pub path: SourcePath,
}

const TERM_KEYS: &[Key] = &[
    Key::needed("term", Schema::Text, "the word"),
    Key::needed("means", Schema::Text, "what it means, in a sentence or two"),
    Key::new("also", Schema::Texts, "other forms of the word"),
];

impl Term {
    /// The keys of a file of terms, besides those of lists.
    pub const KEYS: &[Key] =
        &[Key::needed("term", Schema::Blocks(TERM_KEYS), "a word and what it means")];

    /// Takes the terms out of `record`.
    pub fn of(record: &Record, path: &SourcePath, prose: Prose<'_>) -> Vec<Self> {
        let mut taken = Vec::new();
        let mut terms = Vec::new();
        for block in record.records("term") {
            let Some(term) = block.text("term") else { continue };
            let id = id_from(&term.value, &taken);
            taken.push(id.clone());
            terms.push(Self {
                id,
                term,
                also: block.texts("also").into_iter().map(|also| also.value).collect(),
                means: prose(block.text("means")),
                path: path.clone(),
            });
        }
        terms
    }
}

/// What the playbook has to cover.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The file it stands in.
    pub path: SourcePath,
    /// What it is called.
    pub title: String,
    /// The lines, in the order written.
    pub items: Vec<CoverageItem>,
}

/// One line of what the playbook has to cover.
#[derive(Clone, Debug)]
pub struct CoverageItem {
    /// What `covers` refers to it by.
    pub id: String,
    /// The line.
    pub text: String,
    /// Where it was written.
    pub span: Span,
}

impl Coverage {
    /// The keys of a coverage list, besides those of lists.
    pub const KEYS: &[Key] =
        &[Key::needed("items", Schema::Names, "what has to be covered: `A1 = \"…\"`")];

    /// Takes the list out of `record`.
    pub fn of(record: &Record, path: &SourcePath) -> Self {
        let items = record.record("items").map(Record::names).unwrap_or_default();
        Self {
            path: path.clone(),
            title: record.text_or_empty("title"),
            items: items
                .into_iter()
                .map(|(id, text)| CoverageItem { id: id.value, text: text.value, span: id.span })
                .collect(),
        }
    }
}
