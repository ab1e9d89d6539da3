//! A path: what to do in a given situation, from the symptom to steps.

use crate::prose::{Document, Prose};
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::source::Spanned;

/// From a symptom to steps.
#[derive(Clone, Debug)]
pub struct Path {
    /// The situation, in one sentence.
    pub when: String,
    /// What stands above the steps.
    pub intro: Document,
    /// Slugs of what to do, in order.
    pub steps: Vec<Spanned<String>>,
}

impl Path {
    /// The keys of a path, besides the shared ones.
    pub const KEYS: &[Key] = &[
        Key::needed("when", Schema::Text, "the situation, in one sentence"),
        Key::needed("steps", Schema::Texts, "file names, without ending, of what to do, in order"),
        Key::new("intro", Schema::Text, "what stands above the steps"),
        Key::new("situations", Schema::Texts, "symptoms in the reader's words"),
    ];

    /// Takes the path out of `record`.
    pub fn of(record: &Record, prose: Prose<'_>) -> Self {
        Self {
            when: record.text_or_empty("when"),
            intro: prose(record.text("intro")),
            steps: record.texts("steps"),
        }
    }
}
