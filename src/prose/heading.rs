//! A heading and the ids that lead to it.

use crate::source::Span;

/// A heading of a document.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// What `#id` points at. By GitHub's rule, or as given with `{#id}`.
    pub id: String,
    /// The id it had before ids followed GitHub's rule to the letter, where that was another: links to it arrive, too.
    pub former: Option<Box<str>>,
    /// Its words without markup.
    pub text: String,
    /// Its words as they were typed, where that is not how they are shown: `--` for a dash.
    pub typed: Option<Box<str>>,
    /// The minutes in `(15 min)` at its end, when it is a step of an activity.
    pub minutes: Option<u32>,
    /// Where it was written.
    pub span: Span,
}

impl Heading {
    /// Its words without markup, as they were typed.
    pub fn typed(&self) -> &str {
        self.typed.as_deref().unwrap_or(&self.text)
    }

    /// The ids at which links arrive: the one it has, and the one it had.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        [self.id.as_str()].into_iter().chain(self.former.as_deref())
    }
}
