//! In which language the texts of a playbook are written, as far as it can be told from the texts.

use std::collections::BTreeMap;

use crate::source::SourcePath;

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tongue {
    /// Its code, as BCP 47 has it: `de`.
    pub code: &'static str,
    /// Its name in English: `German`.
    pub english: &'static str,
    /// Its name in itself: `Deutsch`.
    pub own: &'static str,
}

/// What most of a text is written in, as far as one can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guess {
    /// In this language, for certain.
    Language(Tongue),
    /// In the letters of this script, `Arabic`, and then most likely in this language.
    Letters(String, Tongue),
}

/// What the texts of a playbook are written in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// Most of them. `None` where one cannot tell.
    pub whole: Option<Guess>,
    /// The folders that are called by the code of the language that the texts in them are written in.
    pub folders: BTreeMap<SourcePath, Tongue>,
}
