//! What a kind of worksheet is: its name, keys and rules, and what a sheet of it can do.

use std::fmt;
use std::sync::Arc;

use super::copies::CopyNumbers;
use super::dates::Dates;
use super::field::Field;
use super::show::{Show, View};
use super::subject::Subject;
use super::words::Words;
use crate::diag::{Diagnostic, Rule};
use crate::prose::{Document, Prose};
use crate::record::Record;
use crate::schema::Key;
use crate::sheet::Sheet;
use crate::source::Spanned;

/// A kind of worksheet.
#[derive(Debug)]
pub struct Kind {
    /// What `kind = "…"` says.
    pub name: &'static str,
    /// What one sheet of it is called in a sentence: `a check-up`.
    pub called: &'static str,
    /// What other programs and languages call it.
    pub elsewhere: &'static [&'static str],
    /// What it is, in a few words.
    pub summary: &'static str,
    /// Its keys, besides the shared ones.
    pub keys: &'static [Key],
    /// Its rules.
    pub rules: &'static [&'static Rule],
    /// The script in `static/js/` that helps to fill it in; empty when it needs none.
    pub script: &'static str,
    /// Takes it out of a record.
    pub of: fn(&Record, Prose<'_>) -> Arc<dyn Body>,
}

/// What a sheet of some kind says and can do. Each kind is a file beside this one.
pub trait Body: fmt::Debug + Send + Sync {
    /// Its kind.
    fn kind(&self) -> &'static Kind;

    /// Everything to fill in, in reading order.
    fn fields(&self, words: Words<'_>) -> Vec<Field>;

    /// What breaks the rules of its kind.
    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic>;

    /// What its template is given beside what every sheet has.
    fn view(&self, show: Show<'_>) -> View;

    /// What goes on paper: on the blank version each of the [fields](Self::fields) has its place, in their order.
    fn sheet(&self, show: Show<'_>) -> Sheet;

    /// The sheets that are handed out one by one, by the words of its kind that name them; none when it is handed out whole.
    fn handouts(&self) -> &'static [&'static str] {
        &[]
    }

    /// What goes on the handout with this number.
    fn handout(&self, _number: usize, show: Show<'_>) -> Sheet {
        self.sheet(show)
    }

    /// What files in words hold of it: what is on paper, unless that is drawn.
    fn listing(&self, show: Show<'_>) -> Sheet {
        self.sheet(show)
    }

    /// Whether it comes with a filled specimen.
    fn has_example(&self) -> bool {
        self.fields(Words::NAMES).iter().any(|field| !field.example.is_empty())
    }

    /// Every piece of prose in it.
    fn documents(&self) -> Vec<&Document> {
        Vec::new()
    }

    /// The slugs it refers to by name, with the key each stands in.
    fn references(&self) -> Vec<(&'static str, &Spanned<String>)> {
        Vec::new()
    }

    /// How many copies it wants of sheets that it names, where its kind can say so.
    fn copies(&self) -> Option<&CopyNumbers> {
        None
    }

    /// The ids that answers are kept by, as far as authors can give them.
    fn ids(&self) -> Vec<&Spanned<String>> {
        Vec::new()
    }

    /// The dates it sets. `None` when it sets none.
    fn dates(&self) -> Option<Dates> {
        None
    }

    /// How many pages its paper may take unless the sheet says otherwise. `None` when it may take as many as it needs.
    fn pages(&self) -> Option<usize> {
        Some(1)
    }

    /// How many pages the handout with this number may take. `None` when it may take as many as it needs.
    fn handout_pages(&self, _number: usize) -> Option<usize> {
        Some(1)
    }

    /// What an author leaves out or shortens where its paper is too small.
    fn parts(&self) -> &'static str {
        "rows"
    }

    /// Whether people go to it by itself, so that no page has to lead to it.
    fn stands_alone(&self) -> bool {
        false
    }

    /// Whether its page counts what is filled in, though some of it may stay empty.
    fn has_progress(&self) -> bool {
        false
    }

    /// Whether its kind is private unless the sheet says otherwise.
    fn is_private(&self) -> bool {
        false
    }
}
