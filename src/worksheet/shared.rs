//! What every sheet has, whatever its kind.

use std::sync::Arc;

use super::kind::{Body, Kind};
use super::places::Places;
use crate::prose::{Document, Prose};
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::sheet::{Paper, Turn};

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
    paper: Option<Paper>,
    /// How it lies.
    turn: Turn,
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

impl Shared {
    /// The paper that the sheet is printed on, in a playbook whose sheets are printed on `own`, and how it lies.
    pub fn paper(&self, own: Paper) -> (Paper, Turn) {
        (self.paper.unwrap_or(own), self.turn)
    }
}

/// The most pages that a sheet may be given.
pub const MOST_PAGES: i64 = 20;

/// The keys of every sheet, besides those that every file may have.
pub const SHEET_KEYS: &[Key] = &[
    Key::new("intro", Schema::Text, "what stands above the sheet"),
    Key::new("leader_notes", Schema::Texts, "notes for the person who leads"),
    Key::new(
        "for",
        Schema::OneOf(&["each person", "each partner", "the group"]),
        "who fills it in",
    ),
    Key::new("paper", Schema::OneOf(Paper::NAMES), "the paper it is made for"),
    Key::new("turn", Schema::OneOf(&["portrait", "landscape"]), "how it lies"),
    Key::new("pages", Schema::Number(1, MOST_PAGES), "how many pages it may take, 1 to 20"),
    Key::new("review", Schema::Text, "when it is looked at again, such as `every 3 months`"),
    Key::new(
        "private",
        Schema::Flag,
        "`true` keeps what is written only when the reader asks for it, and leaves the sheet out of files",
    ),
    Key::new("required", Schema::Flag, "`true` says on the sheet that nothing may stay empty"),
    Key::new(
        "fillable",
        Schema::Flag,
        "`false` makes its PDF for a pen alone, with no fields to fill in on screen",
    ),
    Key::new("situations", Schema::Texts, "symptoms in the reader's words"),
    Key::new("uses", Schema::Texts, "file names, without ending, of sheets it uses"),
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
