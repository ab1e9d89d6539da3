//! Words of the interface as kinds ask for them, and what a sheet is called where its author did not say.

use super::show::Show;
use crate::measure::Minutes;

/// The words of the interface.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The word of a table that is called so: `find("sheet", "row")`.
    find: &'a dyn Fn(&str, &str) -> String,
}

impl<'a> Words<'a> {
    /// Names in place of words, where nobody reads them.
    pub const NAMES: Words<'static> = Words { find: &|_, name| name.to_owned() };

    /// The words that `find` finds.
    pub fn new(find: &'a dyn Fn(&str, &str) -> String) -> Self {
        Self { find }
    }

    /// The word `name` of `table`.
    pub fn word(self, table: &str, name: &str) -> String {
        (self.find)(table, name)
    }

    /// The word `name` of `table` with a number in it.
    pub(super) fn numbered(self, table: &str, name: &str, number: usize) -> String {
        self.word(table, name).replace("{n}", &number.to_string())
    }

    /// The word `name` of `table` with a text and a number in it: `Points, row 3`.
    pub(super) fn of_row(self, table: &str, name: &str, what: &str, number: usize) -> String {
        self.numbered(table, name, number).replace("{what}", what)
    }

    /// What `name`, which no author wrote, is called: the word of `table` for it, where `by when` is `by_when`.
    pub(super) fn usual(self, table: &str, name: &str) -> String {
        self.word(table, &key_of(name))
    }

    /// A length of time: `45 min`, `1 h`, `1 h 30 min`.
    pub fn time(self, time: Minutes) -> String {
        let (name, hours, minutes) = match (time.0 / 60, time.0 % 60) {
            (0, minutes) => ("minutes", 0, minutes),
            (hours, 0) => ("hours", hours, 0),
            (hours, minutes) => ("both", hours, minutes),
        };
        let text = self.word("time", name).replace("{hours}", &hours.to_string());
        text.replace("{minutes}", &minutes.to_string())
    }

    /// A length of time, or a range of them: `25 min`, `20–30 min`.
    pub fn times(self, (least, most): (Minutes, Minutes)) -> String {
        let text = self.time(most);
        if least == most { text } else { format!("{}–{text}", least.0) }
    }
}

/// What the word for something is called that files name so: `in person` is `in_person`.
pub(crate) fn key_of(name: &str) -> String {
    name.to_lowercase().replace(' ', "_")
}

impl Show<'_> {
    /// The words of the interface.
    pub(super) fn words(&self) -> Words<'_> {
        Words::new(self.word)
    }
}
