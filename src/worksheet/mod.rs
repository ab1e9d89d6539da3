//! Anything filled in: the kinds of worksheets, one file each.
//!
//! A kind is its data, the keys authors write it with, its rules and its fields. [`KINDS`] lists them all.

pub mod causes;
pub mod dependencies;
pub mod cards;
pub mod agreement;
pub mod dates;
mod blocks;
pub mod field;
pub mod places;
pub mod show;
pub mod subject;
pub mod board;
pub mod canvas;
pub mod form;
pub mod health;
pub mod matrix;
pub mod plan;
pub mod questions;
pub mod reflection;
pub mod scorecard;
pub mod roadmap;
pub mod rows;
pub mod rhythm;
pub mod session;
pub mod quadrant;
pub mod spectrum;
pub mod table;

use std::fmt;
use std::sync::Arc;

pub use agreement::Agreement;
pub use board::Board;
pub use canvas::Canvas;
pub use cards::Cards;
pub use causes::Causes;
pub use dates::{Dates, Event};
pub use dependencies::Dependencies;
pub use field::{Field, Input, id_from};
pub use form::Form;
pub use health::Health;
pub use matrix::Matrix;
pub use places::Places;
pub use plan::Plan;
pub use quadrant::Quadrant;
pub use reflection::Reflection;
pub use rhythm::Rhythm;
pub use roadmap::Roadmap;
pub use scorecard::Scorecard;
pub use session::Session;
pub(crate) use show::view;
use show::with_help;
pub use show::{Show, Version, View};
pub use spectrum::Spectrum;
pub use subject::Subject;
pub use table::Table;

use crate::diag::{Diagnostic, Rule};
use crate::model::{CopyNumbers, Document};
use crate::record::Record;
use crate::shape::{Key, Shape};
use crate::sheet::{Paper, Sheet, Turn};
use crate::source::Spanned;

/// Makes prose of a text that may hold emphasis and links; nothing of nothing.
pub type Prose<'a> = &'a dyn Fn(Option<Spanned<String>>) -> Document;

/// A short text that may hold emphasis and links, and the same without markup, as it stands on paper and in files for other
/// programs.
fn short(typed: Spanned<String>, prose: Prose<'_>) -> (Document, Spanned<String>) {
    let span = typed.span;
    let text = prose(Some(typed));
    let plain = Spanned::new(text.short(), span);
    (text, plain)
}

/// A sheet to be filled in.
#[derive(Clone, Debug)]
pub struct Worksheet {
    /// What every sheet can say.
    pub shared: Shared,
    /// What its kind says.
    pub body: Arc<dyn Body>,
    /// Where things stand in its file.
    pub places: Places,
}

/// What every sheet can say.
#[derive(Clone, Debug)]
pub struct Shared {
    /// What stands above the sheet.
    pub intro: Document,
    /// Notes for the person who leads.
    pub leader_notes: Document,
    /// Who fills it in: `each person`, `each partner`, `the group`; empty when not said.
    pub for_whom: String,
    /// The paper it is made for. `None` when the playbook's paper holds.
    pub paper: Option<Paper>,
    /// How it lies.
    pub turn: Turn,
    /// When it is looked at again: `every 3 months`; empty when not said.
    pub review: String,
    /// Whether what is written is kept only when the reader asks for it, and is in no file.
    pub private: bool,
    /// Whether nothing on it may stay empty.
    pub required: bool,
    /// How many pages it may take. `None` when its kind says so.
    pub pages: Option<usize>,
    /// Whether its PDF can be filled in on screen.
    pub fillable: bool,
}

/// What a sheet of some kind says and can do. Each kind is a file of this module.
pub trait Body: fmt::Debug + Send + Sync {
    /// Its kind.
    fn kind(&self) -> &'static Kind;

    /// Everything to fill in, in reading order.
    fn fields(&self) -> Vec<Field>;

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
        self.fields().iter().any(|field| !field.example.is_empty())
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

/// Every kind of worksheet.
pub const KINDS: &[&Kind] = &[
    &form::KIND,
    &table::KIND,
    &matrix::KIND,
    &canvas::KIND,
    &board::KIND,
    &health::KIND,
    &scorecard::KIND,
    &quadrant::KIND,
    &roadmap::KIND,
    &dependencies::KIND,
    &agreement::KIND,
    &plan::KIND,
    &session::KIND,
    &cards::KIND,
    &reflection::KIND,
    &rhythm::KIND,
    &spectrum::KIND,
    &causes::KIND,
];

/// The kind called `name`.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

/// The most pages that a sheet may be given.
pub const MOST_PAGES: i64 = 20;

/// The keys of every sheet, besides those that every file may have.
pub const SHEET_KEYS: &[Key] = &[
    Key::new("intro", Shape::Text, "what stands above the sheet"),
    Key::new("leader_notes", Shape::Texts, "notes for the person who leads"),
    Key::new("for", Shape::OneOf(&["each person", "each partner", "the group"]), "who fills it in"),
    Key::new("paper", Shape::OneOf(Paper::NAMES), "the paper it is made for"),
    Key::new("turn", Shape::OneOf(&["portrait", "landscape"]), "how it lies"),
    Key::new("pages", Shape::Number(1, MOST_PAGES), "how many pages it may take, 1 to 20"),
    Key::new("review", Shape::Text, "when it is looked at again, such as `every 3 months`"),
    Key::new(
        "private",
        Shape::Flag,
        "`true` keeps what is written only when the reader asks for it, and leaves the sheet out of files",
    ),
    Key::new("required", Shape::Flag, "`true` says on the sheet that nothing may stay empty"),
    Key::new(
        "fillable",
        Shape::Flag,
        "`false` makes its PDF for a pen alone, with no fields to fill in on screen",
    ),
    Key::new("situations", Shape::Texts, "symptoms in the reader's words"),
    Key::new("uses", Shape::Texts, "file names, without ending, of sheets it uses"),
];

impl Worksheet {
    /// Takes a sheet of `kind` out of `record`.
    pub fn of(record: &Record, kind: &Kind, prose: Prose<'_>) -> Self {
        let body = (kind.of)(record, prose);
        Self {
            shared: Shared {
                intro: prose(record.text("intro")),
                leader_notes: prose(record.paragraphs("leader_notes")),
                for_whom: record.text_or_empty("for"),
                paper: record.text("paper").and_then(|paper| Paper::named(&paper)),
                turn: if record.text_or_empty("turn") == "landscape" {
                    Turn::Landscape
                } else {
                    Turn::Portrait
                },
                review: record.text_or_empty("review"),
                private: record.flag("private").unwrap_or_else(|| body.is_private()),
                required: record.flag("required").unwrap_or(false),
                pages: record.number_up_to("pages", MOST_PAGES).map(|pages| pages.value),
                fillable: record.flag("fillable").unwrap_or(true),
            },
            body,
            places: Places::of(record, kind.keys),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> &'static Kind {
        self.body.kind()
    }

    /// How many pages it may take. `None` when it may take as many as it needs.
    pub fn pages(&self) -> Option<usize> {
        self.shared.pages.or_else(|| self.body.pages())
    }

    /// How many pages the handout with this number may take: as many as the author gives the sheet, else as its kind says.
    pub fn handout_pages(&self, number: usize) -> Option<usize> {
        self.body.handout_pages(number).map(|pages| self.shared.pages.unwrap_or(pages))
    }

    /// Every piece of prose besides the introduction.
    pub fn documents(&self) -> Vec<&Document> {
        let mut documents = vec![&self.shared.leader_notes];
        documents.extend(self.body.documents());
        documents
    }
}
