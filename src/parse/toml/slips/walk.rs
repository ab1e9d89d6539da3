//! Where a walk through a text stands, and what it knows there.

use std::collections::BTreeMap;
use std::ops::Range;

use super::signs::{is_blank, odd_blank};
use super::slip::Slip;
use crate::schema::{Key, Schema, near_key};

/// Whether the parser can read a text as it stands.
pub(super) type Reads<'a> = &'a dyn Fn(&str) -> bool;

/// The name of a block, and how many came before it.
pub(super) type Block = (String, usize);

/// A walk through a text.
pub(super) struct Walk<'t> {
    pub(super) text: &'t str,
    /// How many lines of the file stand above the text.
    pub(super) lines: usize,
    /// The keys of the file.
    pub(super) keys: &'t [&'static [Key]],
    pub(super) reads: Reads<'t>,
    /// The keys of the block that the walk is in.
    pub(super) table: Vec<&'static [Key]>,
    /// This block.
    pub(super) block: Option<Block>,
    /// Where each key of this block, and each block, first stands.
    pub(super) seen: BTreeMap<(Option<Block>, String), Range<usize>>,
    pub(super) slips: Vec<Slip>,
    pub(super) lost: Vec<Range<usize>>,
    /// How many lists the walk is in.
    pub(super) depth: usize,
    /// How many values it is in.
    pub(super) levels: usize,
}

impl Walk<'_> {
    /// The key of this name that is known here.
    pub(super) fn key_called(&self, name: &str) -> Option<&'static Key> {
        self.table.iter().copied().flatten().find(|key| key.name == name)
    }

    /// What the key `name` may be set to here.
    pub(super) fn schema(&self, name: &str) -> Option<Schema> {
        let name = near_key(name, &self.table).unwrap_or(name);
        self.key_called(name).map(|key| key.schema)
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        self.keys.iter().chain(&self.table).copied().flatten().any(|key| key.name == name)
    }

    /// The first byte at or behind `at` that is no blank. Blanks that TOML does not know are reported.
    pub(super) fn skip_blanks(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let end = at + rest.len() - rest.trim_start_matches(is_blank).len();
        if let Some((slip, _)) = odd_blank(self.text, at..end) {
            self.slips.push(slip);
        }
        end
    }

    /// Where the line at `at` ends, before its `\n` or `\r\n`.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |length| at + length);
        if end > at && self.text[..end].ends_with('\r') { end - 1 } else { end }
    }

    /// The number of the line of the file that byte `at` stands on.
    pub(super) fn line_number(&self, at: usize) -> usize {
        self.lines + self.text[..at].matches('\n').count() + 1
    }

    pub(super) fn next_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |length| at + length + 1)
    }
}

/// A key in front of a value.
pub(super) struct KeyAt {
    pub(super) name: String,
    pub(super) span: Range<usize>,
    /// Where the sign behind it ends.
    pub(super) end: usize,
    /// Whether something is wrong with it, or the sign.
    pub(super) is_slipped: bool,
}

/// Where a value stands, and thus what ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// Behind a key on a line.
    Line,
    /// In `[ … ]`.
    List,
    /// In `{ … }`.
    Table,
}

/// How a message of a key that is there already ends.
pub(super) const TWICE: &str = "stands here twice";
