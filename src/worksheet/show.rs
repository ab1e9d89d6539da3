//! How a sheet is shown: what its kind is given to make its view and its paper.

use serde::Serialize;

use super::context::Context;
use crate::measure::Date;
use crate::prose::Document;
use crate::sheet::{Drawing, Paper, Room, Turn};
use crate::source::SourcePath;

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
    /// The address of the page of a file, from where the sheet is shown; empty when it has none.
    pub href: &'a dyn Fn(&SourcePath) -> String,
    /// The whole address of the page of a file; empty when the playbook's address is not known.
    pub address: &'a dyn Fn(&SourcePath) -> String,
    /// The playbook around it.
    pub context: &'a dyn Context,
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
    pub(super) fn example(self, text: &str) -> String {
        match self {
            Version::Blank => String::new(),
            Version::Example => text.to_owned(),
        }
    }
}

/// What the template of a sheet is given.
pub type View = serde_json::Value;

/// Makes what a template is given of `view`.
pub(crate) fn view(view: impl Serialize) -> View {
    serde_json::to_value(view).expect("a view holds texts, numbers and lists alone")
}

/// `text`, and in brackets below it the few words that help with it; the text alone where there are none.
pub(super) fn with_help(text: &str, help: &str) -> String {
    match help.trim() {
        "" => text.to_owned(),
        help => format!("{text}\n({help})"),
    }
}
