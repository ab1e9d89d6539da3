//! What a record may hold: the keys of each kind as data, and the one check of a record against them.

mod example;
mod meant;
mod unknown;
mod value;
mod yaml;

pub use example::words_of;
pub use meant::{literal, meant, quoted};
pub use unknown::near_key;
pub use value::unreadable;
pub use yaml::in_yaml;

use crate::diag::{Diagnostic, Rule, Severity};
use crate::record::{Entry, Record};
use crate::source::SourcePath;

/// A key that a kind knows.
#[derive(Debug)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// What it may be set to.
    pub shape: Shape,
    /// Whether it has to be there.
    pub needed: Needed,
    /// What it means, in a sentence for authors.
    pub meaning: &'static str,
    /// What it is on the paper of a sheet.
    pub part: Part,
}

/// What the texts below a key are on the paper of a sheet: so that what is too long for its paper is told at the right line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Rows, notes, prompts: what an author can leave out.
    Rows,
    /// Heads of columns and names of sides, without which the rest says nothing.
    Heads,
    /// A number that says how much of something blank there is.
    Amount,
}

/// Whether a key has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Has to be there.
    Always,
    /// Has a default.
    Never,
}

/// What a key may be set to.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// `"text"`
    Text,
    /// A whole number within the two, both counted in.
    Number(i64, i64),
    /// `true` or `false`
    Flag,
    /// `2026-10-01`
    Date,
    /// `["one", "two"]`, or one text.
    Texts,
    /// `[4, 2, 3]`, each within the two.
    Numbers(i64, i64),
    /// `"25 min"`, `"1h30"`, `"20-30 min"`
    Duration,
    /// `"4-12"`, `"5"`
    Range,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list of some of these words.
    SomeOf(&'static [&'static str]),
    /// Blocks `[[name]]` with these keys.
    Blocks(&'static [Key]),
    /// A list in which each is a text or a `{ … }` with these keys.
    TextsOrBlocks(&'static [Key]),
    /// A table `[name]` with these keys.
    Table(&'static [Key]),
    /// A table of short names, each a text.
    Names,
    /// A table of short names, each a number within the two.
    NamedNumbers(i64, i64),
    /// `"#0b5d66"`
    Colour,
    /// The same, or a table with these keys.
    ColourOrTable(&'static [Key]),
    /// A text, or a table of letters and their meanings, with `rules` among them if need be.
    Letters,
    /// A list of rows, each a list of texts.
    Rows,
    /// The same, or blocks `[[name]]` with these keys.
    RowsOrBlocks(&'static [Key]),
}

impl Shape {
    /// The keys of a block of this shape. `None` when nothing of this shape stands below a line `[[name]]`.
    pub fn block_keys(self) -> Option<&'static [Key]> {
        match self {
            Self::Blocks(keys) | Self::TextsOrBlocks(keys) | Self::RowsOrBlocks(keys) => Some(keys),
            Self::Text
            | Self::Number(..)
            | Self::Flag
            | Self::Date
            | Self::Texts
            | Self::Numbers(..)
            | Self::Duration
            | Self::Range
            | Self::OneOf(_)
            | Self::SomeOf(_)
            | Self::Table(_)
            | Self::Names
            | Self::NamedNumbers(..)
            | Self::Colour
            | Self::ColourOrTable(_)
            | Self::Letters
            | Self::Rows => None,
        }
    }
}

impl Key {
    /// A key that may be left out.
    pub const fn new(name: &'static str, shape: Shape, meaning: &'static str) -> Self {
        Self { name, shape, needed: Needed::Never, meaning, part: Part::Rows }
    }

    /// A key that has to be there.
    pub const fn needed(name: &'static str, shape: Shape, meaning: &'static str) -> Self {
        Self { name, shape, needed: Needed::Always, meaning, part: Part::Rows }
    }

    /// The same key, whose texts are heads of columns or names of sides.
    #[must_use]
    pub const fn heads(self) -> Self {
        Self { part: Part::Heads, ..self }
    }

    /// The same key, which says how much of something blank there is.
    #[must_use]
    pub const fn amount(self) -> Self {
        Self { part: Part::Amount, ..self }
    }

    /// A line that would be right: `lines = 3`.
    pub fn example(&self) -> String {
        example::example(self.shape, self.name)
    }
}

/// A key that nobody knows.
pub const UNKNOWN_KEY: Rule = Rule {
    code: "unknown-key",
    severity: Severity::Error,
    explanation: "A key was written that this kind of file does not know, most often because of a slip of the keyboard. \
        Were it ignored, what it was meant to say would silently be missing from the page or the sheet. \
        Correct the spelling as the help says, or take the line out.",
};
/// A key that has to be there and is not.
pub const MISSING_KEY: Rule = Rule {
    code: "missing-key",
    severity: Severity::Error,
    explanation: "A key that this kind cannot do without is missing, for example the `pause` of a checklist: \
        a checklist without a moment at which it is used is a list of wishes. Add the line that the help shows.",
};
/// A value of another shape than the key asks for.
pub const WRONG_TYPE: Rule = Rule {
    code: "wrong-type",
    severity: Severity::Error,
    explanation: "A key is set to another sort of thing than it asks for, for example a text where a number is meant. \
        Texts stand in quotation marks, numbers and dates do not, lists stand in square brackets.",
};
/// A value of the right shape that cannot be meant.
pub const WRONG_VALUE: Rule = Rule {
    code: "wrong-value",
    severity: Severity::Error,
    explanation: "A value is of the right sort but outside what the key can mean: a number too large, a word that is \
        none of the choices, a time that cannot be read. Times are written as `25 min`, `1h30` or `2 hours`, \
        ranges as `4-12`.",
};

/// The rules a record can break by its shape.
pub const RULES: &[&Rule] = &[&UNKNOWN_KEY, &MISSING_KEY, &WRONG_TYPE, &WRONG_VALUE];

/// Where a record comes from, to say so.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// What the record is, for "… does not know the key": `a checklist`, `an item`.
    pub what: &'a str,
    /// The text of the file, where it is TOML: what is wrong in it may be mended. Empty for YAML.
    pub text: &'a str,
}

/// Checks `record` against `keys`, blocks within blocks included, and tells everything that does not fit.
///
/// What has one reading is set right in `record`, so that nothing is told that only follows from it. Says whether it knew every
/// key, or what was meant by it.
pub fn conform(
    record: &mut Record,
    keys: &[&'static [Key]],
    origin: Origin<'_>,
    found: &mut Vec<Diagnostic>,
) -> bool {
    let set = record.entries.iter().map(|entry| entry.key.value.clone()).collect();
    let file = File { origin, keys, set };
    let mut judge = Judge { file, found, moved: Vec::new(), knows_all: true };
    judge.record(record, keys, origin.what);
    let Judge { moved, knows_all, .. } = judge;
    for entry in moved {
        if record.entry(&entry.key.value).is_none() {
            record.entries.push(entry);
        }
    }
    knows_all
}

/// What is judged as a whole.
struct File<'a> {
    origin: Origin<'a>,
    /// The keys of the file itself.
    keys: &'a [&'static [Key]],
    /// Those of them that it sets.
    set: Vec<String>,
}

/// A file while it is judged.
struct Judge<'a> {
    file: File<'a>,
    found: &'a mut Vec<Diagnostic>,
    /// What stands in a block and belongs to the file.
    moved: Vec<Entry>,
    knows_all: bool,
}

impl Judge<'_> {
    /// Checks a record that is called `what`.
    fn record(&mut self, record: &mut Record, keys: &[&'static [Key]], what: &str) {
        let known = |name: &str| keys.iter().copied().flatten().find(|key| key.name == name);
        for number in 0..record.entries.len() {
            if known(&record.entries[number].key.value).is_none() {
                self.unknown((record, number), keys, what);
            }
        }
        self.in_other_form(record, keys);
        // What belongs elsewhere was brought there.
        record.entries.retain(|entry| !entry.key.value.is_empty());
        let mut unusable = Vec::new();
        let mut is_understood = true;
        for entry in &mut record.entries {
            match known(&entry.key.value) {
                Some(key) if self.value(&mut entry.value, key, value::Place::Key) => {}
                Some(_) => unusable.push(entry.key.span),
                None => is_understood = false,
            }
        }
        if is_understood {
            self.missing(record, keys, what);
        }
        self.knows_all &= is_understood;
        record.entries.retain(|entry| !unusable.contains(&entry.key.span));
    }

    /// Tells the keys that have to be there and are not.
    fn missing(&mut self, record: &Record, keys: &[&'static [Key]], what: &str) {
        let needed = keys.iter().copied().flatten().filter(|key| key.needed == Needed::Always);
        for key in needed.filter(|key| record.entry(key.name).is_none()) {
            let message = format!("{what} needs `{}`", key.name);
            let help = format!("add `{}`: {}", key.example(), key.meaning);
            let path = self.file.origin.path;
            self.found.push(Diagnostic::new(&MISSING_KEY, path, record.span, message).help(help));
        }
    }

    /// The text of the file at `span`; empty when it is not at hand.
    fn written(&self, span: crate::source::Span) -> &str {
        self.file.origin.text.get(span.range()).unwrap_or_default()
    }
}

/// `a`, `b` and `c`.
pub fn words<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.pop() {
        Some(last) if quoted.is_empty() => last,
        Some(last) => format!("{} and {last}", quoted.join(", ")),
        None => String::new(),
    }
}
