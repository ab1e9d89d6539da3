//! The ledger: addresses that were published, and where those that are no more lead to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::source::{LEDGER, SourcePath, Span, Spanned};

/// What `.addresses.toml` says. An address is that of a page from the root of the site: `trust/check-in.html`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Every address that was published, and the ids of the headings that stood there.
    pub published: BTreeMap<String, Published>,
    /// Where old addresses lead that no file can say of itself: of headings (`a.html#old` to `a.html#new`), and of folders
    /// without an introduction (`old/index.html` to `new/index.html`).
    pub moved: BTreeMap<String, String>,
}

/// A page that was published.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Published {
    /// The ids of its headings.
    pub ids: BTreeSet<String>,
    /// Where it stands in the ledger.
    pub span: Span,
}

/// What stands at the head of the file.
const HEAD: &str = "\
# Addresses of this playbook that readers may have kept, so that none is lost.
# Written by `partnerbook addresses --record` and by `partnerbook mv`. There is no need to change it by hand.
";

impl Ledger {
    /// The name of the file in the content folder.
    pub const FILE: &str = LEDGER;

    /// The keys of the file.
    pub const KEYS: &[Key] = &[
        Key::new(
            "published",
            Schema::Names,
            "addresses that were published, each with the ids of the headings on the page",
        ),
        Key::new("moved", Schema::Names, "old addresses, each with the one it leads to"),
    ];

    /// The path of the file among the sources.
    pub fn path() -> SourcePath {
        SourcePath::new(Self::FILE)
    }

    /// Takes the ledger out of `record`.
    pub fn of(record: &Record) -> Self {
        let names = |key: &str| record.record(key).map(Record::names).unwrap_or_default();
        let page = |(address, ids): (Spanned<String>, Spanned<String>)| {
            let ids = ids.value.split_whitespace().map(str::to_owned).collect();
            (address.value, Published { ids, span: address.span })
        };
        let pair = |(old, new): (Spanned<String>, Spanned<String>)| (old.value, new.value);
        Self {
            published: names("published").into_iter().map(page).collect(),
            moved: names("moved").into_iter().map(pair).collect(),
        }
    }

    /// Whether nothing is noted.
    pub fn is_empty(&self) -> bool {
        self.published.is_empty() && self.moved.is_empty()
    }

    /// The text of the file: a line for each address, in the order of the alphabet.
    pub fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        if !self.published.is_empty() {
            text.push_str("\n[published]\n");
        }
        for (address, page) in &self.published {
            let ids: Vec<&str> = page.ids.iter().map(String::as_str).collect();
            let _ = writeln!(text, "{} = {}", quoted(address), quoted(&ids.join(" ")));
        }
        if !self.moved.is_empty() {
            text.push_str("\n[moved]\n");
        }
        for (old, new) in &self.moved {
            let _ = writeln!(text, "{} = {}", quoted(old), quoted(new));
        }
        text
    }

    /// Where `old` leads, from one to the next as far as it goes. `None` when it is not noted.
    pub fn end_of(&self, old: &str) -> Option<&str> {
        let mut end = self.moved.get(old)?;
        // A circle can only be written by hand.
        for _ in 0..self.moved.len() {
            match self.moved.get(end) {
                Some(next) => end = next,
                None => return Some(end),
            }
        }
        None
    }

    /// Notes that `old` leads to `new` from now on; what led to `old` leads there at once, and `new` leads nowhere else.
    pub fn note_move(&mut self, old: &str, new: &str) {
        self.moved.remove(new);
        for end in self.moved.values_mut().filter(|end| *end == old) {
            new.clone_into(end);
        }
        self.moved.retain(|from, to| from != to);
        if old != new {
            self.moved.insert(old.to_owned(), new.to_owned());
        }
    }
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_noted_from_end_to_end() {
        let mut ledger = Ledger::default();
        ledger.note_move("a.html#one", "a.html#two");
        ledger.note_move("a.html#two", "a.html#three");
        assert_eq!(ledger.end_of("a.html#one"), Some("a.html#three"));
        assert_eq!(ledger.moved["a.html#one"], "a.html#three");
        // Back again: the first name leads nowhere else, and those in between lead to it.
        ledger.note_move("a.html#three", "a.html#one");
        assert_eq!(ledger.end_of("a.html#one"), None);
        assert_eq!(ledger.end_of("a.html#two"), Some("a.html#one"));
        assert_eq!(ledger.moved.len(), 2);
    }

    #[test]
    fn a_text_is_written_as_toml_reads_it() {
        assert_eq!(quoted("a\"b\\c\n"), r#""a\"b\\c\u000A""#);
    }
}
