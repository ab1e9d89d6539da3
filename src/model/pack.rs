//! A pack: a bundle of sheets to print, with how many copies of each, and a cover.

use crate::prose::{Document, Prose};
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::source::{Span, Spanned};
use crate::worksheet::CopyNumbers;

/// A bundle to print.
#[derive(Clone, Debug)]
pub struct Pack {
    /// What stands above the list.
    pub intro: Document,
    /// Whether it is printed with a cover.
    pub cover: bool,
    /// Slugs of the sheets and checklists in it, in order.
    pub include: Vec<Spanned<String>>,
    /// Where that list was written. `None` when it was not.
    pub include_span: Option<Span>,
    /// How many copies of each.
    pub copies: CopyNumbers,
}

impl Pack {
    /// The keys of a pack, besides the shared ones.
    pub const KEYS: &[Key] = &[
        Key::needed(
            "include",
            Schema::Texts,
            "file names, without ending, of the worksheets and checklists in it, in order",
        ),
        Key::new(
            "cover",
            Schema::Flag,
            "`true` prints a cover with title, partners and a line for the date",
        ),
        Key::new("intro", Schema::Text, "what stands above the list"),
        Key::new(
            "copies",
            CopyNumbers::SHAPE,
            "how many copies of a sheet, 1 to 200; one of each that is not named",
        ),
    ];

    /// Takes the pack out of `record`.
    pub fn of(record: &Record, prose: Prose<'_>) -> Self {
        Self {
            intro: prose(record.text("intro")),
            cover: record.flag("cover").unwrap_or(false),
            include: record.texts("include"),
            include_span: record.value("include").map(|value| value.span),
            copies: CopyNumbers::of(record),
        }
    }

    /// How many copies of the sheet called `slug` are wanted.
    pub fn copies_of(&self, slug: &str) -> usize {
        self.copies.of_sheet(slug).unwrap_or(1)
    }
}
