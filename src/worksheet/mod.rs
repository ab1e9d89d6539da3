//! Anything filled in: the kinds of worksheets, one file each.
//!
//! A kind is its data, the keys authors write it with, its rules and its fields. [`KINDS`] lists them all.

pub mod causes;
pub mod dependencies;
pub mod cards;
pub mod agreement;
pub mod dates;
mod blocks;
pub mod board;
pub mod canvas;
pub mod form;
pub mod health;
pub mod matrix;
pub mod plan;
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

use serde::Serialize;

pub use agreement::Agreement;
pub use board::Board;
pub use canvas::Canvas;
pub use cards::Cards;
pub use causes::Causes;
pub use dates::{Dates, Event};
pub use dependencies::Dependencies;
pub use form::Form;
pub use health::Health;
pub use matrix::Matrix;
pub use plan::Plan;
pub use quadrant::Quadrant;
pub use reflection::Reflection;
pub use rhythm::Rhythm;
pub use roadmap::Roadmap;
pub use scorecard::Scorecard;
pub use session::Session;
pub use spectrum::Spectrum;
pub use table::Table;

use crate::diag::{Diagnostic, Rule};
use crate::model::{Date, Document, Entry, Index, Playbook};
use crate::record::Record;
use crate::shape::{Key, Shape};
use crate::sheet::{Drawing, Paper, Room, Sheet, Turn};
use crate::source::{SourcePath, Span, Spanned};

/// Makes prose of a text that may hold emphasis and links; nothing of nothing.
pub type Prose<'a> = &'a dyn Fn(Option<Spanned<String>>) -> Document;

/// A sheet to be filled in.
#[derive(Clone, Debug)]
pub struct Worksheet {
    /// What every sheet can say.
    pub shared: Shared,
    /// What its kind says.
    pub body: Arc<dyn Body>,
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

    /// What an author leaves out or shortens where its paper is too small.
    fn parts(&self) -> &'static str {
        "rows"
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

/// A sheet under check: its rules need to know where it stands, what paper it has and what else there is.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Its file.
    pub path: &'a SourcePath,
    /// Its paper.
    pub paper: Paper,
    /// How it lies.
    pub turn: Turn,
    /// The room on that paper.
    pub room: Room,
    /// Its title, for what is wrong with the sheet as a whole.
    pub title: &'a Spanned<String>,
    /// The playbook it belongs to.
    pub playbook: &'a Playbook,
    /// What names point at.
    pub index: &'a Index<'a>,
}

impl Subject<'_> {
    /// What gives the sheet more width, as a help says it.
    pub fn way_to_width(&self) -> &'static str {
        match (self.turn, self.paper) {
            (Turn::Portrait, _) => "write `turn = \"landscape\"`",
            (Turn::Landscape, Paper::A3) => "make two sheets of it",
            (Turn::Landscape, Paper::Either | Paper::A4 | Paper::Letter) => {
                "write `paper = \"A3\"`"
            }
            (Turn::Landscape, Paper::A5 | Paper::A6 | Paper::A7) => "write `paper = \"A4\"`",
        }
    }

    /// A fault of `rule` at `span` of the sheet's file.
    pub fn fault(&self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.path, span, message)
    }
}

/// How a sheet is shown, and what it needs to know of what is around it.
#[derive(Clone, Copy)]
pub struct Show<'a> {
    /// The title of the sheet.
    pub title: &'a str,
    /// Blank or as a specimen.
    pub version: Version,
    /// Its paper.
    pub paper: Paper,
    /// How it lies.
    pub turn: Turn,
    /// The room on that paper.
    pub room: Room,
    /// Makes HTML of a piece of prose of the sheet.
    pub html: &'a dyn Fn(&Document) -> String,
    /// Makes SVG of a drawing.
    pub svg: &'a dyn Fn(&Drawing) -> String,
    /// The word of the interface that is called so, in a table of words: `word("sheet", "row")`.
    pub word: &'a dyn Fn(&str, &str) -> String,
    /// A day in words: `2 November 2026`.
    pub day: &'a dyn Fn(Date) -> String,
    /// The month of a day in words: `November 2026`.
    pub month: &'a dyn Fn(Date) -> String,
    /// The address of the page of an entry, from where the sheet is shown; empty when it has none.
    pub href: &'a dyn Fn(&Entry) -> String,
    /// The whole address of the page of an entry; empty when the playbook's address is not known.
    pub address: &'a dyn Fn(&Entry) -> String,
    /// The playbook it belongs to.
    pub playbook: &'a Playbook,
    /// What names point at.
    pub index: &'a Index<'a>,
}

impl Show<'_> {
    /// The word `name` of `table`.
    pub fn word(&self, table: &str, name: &str) -> String {
        (self.word)(table, name)
    }

    /// The widest drawing that its page shows without scrolling on a desk, in millimetres: as wide as its paper at most.
    pub fn page_width(&self) -> f32 {
        let page = match self.turn {
            Turn::Portrait => 172.0,
            Turn::Landscape => 220.0,
        };
        self.room.width.min(page)
    }

    /// `text` in the specimen, nothing on the blank sheet.
    pub fn example(&self, text: &str) -> String {
        self.version.example(text)
    }
}

/// One thing to fill in. The field on the page, the place on paper and the line in saved files are all made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// What the entry is kept by, unique on the sheet; on the page it is the field's `data-item`.
    pub id: String,
    /// What it is called when read aloud.
    pub label: String,
    /// What is entered.
    pub input: Input,
    /// What the specimen has entered; empty when there is none.
    pub example: String,
}

/// What is entered into a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Input {
    /// A few words.
    Words,
    /// Text on so many lines.
    Lines(usize),
    /// A date.
    Date,
    /// A whole number up to this.
    Number(usize),
    /// A tick.
    Tick,
    /// One of these.
    Choice(Vec<String>),
}

impl Field {
    /// A field kept by `id` and called `label`.
    pub fn new(id: impl Into<String>, label: impl Into<String>, input: Input) -> Self {
        Self { id: id.into(), label: label.into(), input, example: String::new() }
    }

    /// The same field with what the specimen has entered.
    #[must_use]
    pub fn example(mut self, example: impl Into<String>) -> Self {
        self.example = example.into();
        self
    }
}

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

    /// Every piece of prose besides the introduction.
    pub fn documents(&self) -> Vec<&Document> {
        let mut documents = vec![&self.shared.leader_notes];
        documents.extend(self.body.documents());
        documents
    }
}

/// Which version of a sheet is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// To be filled in.
    Blank,
    /// Filled in as a specimen.
    Example,
}

impl Version {
    /// `text` in the specimen, nothing in the blank sheet.
    fn example(self, text: &str) -> String {
        match self {
            Version::Blank => String::new(),
            Version::Example => text.to_owned(),
        }
    }
}

/// What the template of a sheet is given.
pub type View = serde_json::Value;

/// Makes what a template is given of `view`.
pub(super) fn view(view: impl Serialize) -> View {
    serde_json::to_value(view).expect("a view holds texts, numbers and lists alone")
}

/// `text`, and in brackets below it the few words that help with it; the text alone where there are none.
pub(super) fn with_help(text: &str, help: &str) -> String {
    match help.trim() {
        "" => text.to_owned(),
        help => format!("{text}\n({help})"),
    }
}

/// Makes an id of `text` that none of `taken` is: its first eight words in lower case, joined by `-`.
///
/// The same text gives the same id on every machine, so that ticks kept under it are found again.
pub fn id_from(text: &str, taken: &[String]) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| {
            word.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
        .take(8)
        .collect();
    let base = if words.is_empty() { "item".to_owned() } else { words.join("-") };
    let mut id = base.clone();
    let mut number = 1;
    while taken.contains(&id) {
        number += 1;
        id = format!("{base}-{number}");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::id_from;

    #[test]
    fn an_id_is_made_of_the_first_words() {
        assert_eq!(
            id_from("We know who on our side may decide, and when", &[]),
            "we-know-who-on-our-side-may-decide"
        );
        assert_eq!(id_from("Don't panic!", &[]), "dont-panic");
        assert_eq!(id_from("…", &[]), "item");
        assert_eq!(id_from("A", &["a".into(), "a-2".into()]), "a-3");
    }
}
