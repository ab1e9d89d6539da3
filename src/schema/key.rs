//! A key that a kind knows, and what it may be set to.

/// A key that a kind knows.
#[derive(Debug)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// What it may be set to.
    pub schema: Schema,
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
pub enum Schema {
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

impl Schema {
    /// The keys of what stands within a value of this schema, a block or a table. `None` when it holds no keys that are known.
    pub fn keys(self) -> Option<&'static [Key]> {
        match self {
            Self::Blocks(keys)
            | Self::TextsOrBlocks(keys)
            | Self::RowsOrBlocks(keys)
            | Self::Table(keys)
            | Self::ColourOrTable(keys) => Some(keys),
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
            | Self::Names
            | Self::NamedNumbers(..)
            | Self::Colour
            | Self::Letters
            | Self::Rows => None,
        }
    }

    /// The same of blocks alone: `None` when nothing of this schema stands below a line `[[name]]`.
    pub fn block_keys(self) -> Option<&'static [Key]> {
        let is_table = matches!(self, Self::Table(_) | Self::ColourOrTable(_));
        self.keys().filter(|_| !is_table)
    }
}

impl Key {
    /// A key that may be left out.
    pub const fn new(name: &'static str, schema: Schema, meaning: &'static str) -> Self {
        Self { name, schema, needed: Needed::Never, meaning, part: Part::Rows }
    }

    /// A key that has to be there.
    pub const fn needed(name: &'static str, schema: Schema, meaning: &'static str) -> Self {
        Self { name, schema, needed: Needed::Always, meaning, part: Part::Rows }
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
}
