//! Anything filled in: the kinds of worksheets, one file each.
//!
//! A kind is its data, the keys authors write it with, its rules and its fields. [`KINDS`] lists them all.

pub mod extent;
pub mod form;
pub mod matrix;
pub mod plan;
pub mod table;

use serde::Serialize;

pub use form::Form;
pub use matrix::Matrix;
pub use plan::Plan;
pub use table::Table;

use crate::diag::{Diagnostic, Rule};
use crate::model::Document;
use crate::record::Record;
use crate::shape::{Key, Shape};
use crate::sheet::{Paper, Room, Turn};
use crate::source::{SourcePath, Spanned};

/// Makes prose of a text that may hold emphasis and links; nothing of nothing.
pub type Prose<'a> = &'a dyn Fn(Option<Spanned<String>>) -> Document;

/// Makes HTML of prose, for the views of sheets.
pub type Html<'a> = &'a dyn Fn(&Document) -> String;

/// A sheet to be filled in.
#[derive(Clone, Debug)]
pub struct Worksheet {
    /// What every sheet can say.
    pub shared: Shared,
    /// What its kind says.
    pub body: Body,
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
}

/// What the kinds hold.
#[derive(Clone, Debug)]
pub enum Body {
    /// Questions with lines, choices, dates.
    Form(Form),
    /// Columns and empty rows.
    Table(Table),
    /// Who carries what.
    Matrix(Matrix),
    /// Actions with owners.
    Plan(Plan),
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
    /// Takes it out of a record.
    pub of: fn(&Record, Prose<'_>) -> Body,
}

/// Every kind of worksheet.
pub const KINDS: &[&Kind] = &[&form::KIND, &table::KIND, &matrix::KIND, &plan::KIND];

/// The kind called `name`.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

/// The keys of every sheet, besides those that every file may have.
pub const SHEET_KEYS: &[Key] = &[
    Key::new("intro", Shape::Text, "what stands above the sheet"),
    Key::new("leader_notes", Shape::Texts, "notes for the person who leads"),
    Key::new("for", Shape::OneOf(&["each person", "each partner", "the group"]), "who fills it in"),
    Key::new("paper", Shape::OneOf(Paper::NAMES), "the paper it is made for"),
    Key::new("turn", Shape::OneOf(&["portrait", "landscape"]), "how it lies"),
    Key::new("review", Shape::Text, "when it is looked at again, such as `every 3 months`"),
    Key::new("situations", Shape::Texts, "symptoms in the reader's words"),
    Key::new("uses", Shape::Texts, "file names, without ending, of sheets it uses"),
];

/// A sheet under check: its rules need to know where it stands and what paper it has.
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
    /// Rules that hold for the title's place in the file.
    pub title: &'a Spanned<String>,
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
}

/// One thing to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What the entry is kept by, unique on the sheet.
    pub id: String,
    /// What it is called when read aloud.
    pub label: String,
}

impl Worksheet {
    /// Takes a sheet of `kind` out of `record`.
    pub fn of(record: &Record, kind: &Kind, prose: Prose<'_>) -> Self {
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
            },
            body: (kind.of)(record, prose),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> &'static Kind {
        match &self.body {
            Body::Form(_) => &form::KIND,
            Body::Table(_) => &table::KIND,
            Body::Matrix(_) => &matrix::KIND,
            Body::Plan(_) => &plan::KIND,
        }
    }

    /// Everything to fill in, in reading order.
    pub fn fields(&self) -> Vec<Field> {
        match &self.body {
            Body::Form(form) => form.fields(),
            Body::Table(table) => table.fields(),
            Body::Matrix(matrix) => matrix.fields(),
            Body::Plan(plan) => plan.table.fields(),
        }
    }

    /// What breaks the rules of its kind.
    pub fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        match &self.body {
            Body::Form(form) => form.faults(subject, &self.shared.intro),
            Body::Table(table) => table.faults(subject),
            Body::Matrix(matrix) => matrix.faults(subject),
            Body::Plan(plan) => plan.faults(subject),
        }
    }

    /// Whether it comes with a filled specimen.
    pub fn has_example(&self) -> bool {
        match &self.body {
            Body::Form(form) => form.asks.iter().any(|ask| !ask.example.is_empty()),
            Body::Table(table) => !table.example.is_empty(),
            Body::Matrix(matrix) => !matrix.example.is_empty(),
            Body::Plan(plan) => !plan.table.example.is_empty(),
        }
    }

    /// Every piece of prose besides the introduction.
    pub fn documents(&self) -> Vec<&Document> {
        let mut documents = vec![&self.shared.leader_notes];
        match &self.body {
            Body::Form(form) => {
                documents.extend(form.asks.iter().flat_map(|ask| [&ask.question, &ask.help]));
            }
            Body::Matrix(matrix) => documents.extend(matrix.down.iter().map(|duty| &duty.text)),
            Body::Table(_) | Body::Plan(_) => {}
        }
        documents
    }

    /// What its template is given.
    pub fn view(&self, version: Version, html: Html<'_>) -> View {
        match &self.body {
            Body::Form(form) => View::Form(form.view(version, html)),
            Body::Table(table) => View::Table(table.view(version)),
            Body::Matrix(matrix) => View::Matrix(matrix.view(version, html)),
            Body::Plan(plan) => View::Table(plan.table.view(version)),
        }
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

/// What the template of a sheet is given, by kind.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    /// A form.
    Form(form::FormView),
    /// A table or a plan.
    Table(table::TableView),
    /// A matrix.
    Matrix(matrix::MatrixView),
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
