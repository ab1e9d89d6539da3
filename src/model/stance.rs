//! How much is let pass in a playbook, and why.

use crate::source::SourcePath;

/// How much is let pass in a playbook, and why.
///
/// A folder that somebody brings along is lenient until it uses something that only Partnerbook has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Stance {
    /// Lenient, as nothing in the folder is of Partnerbook alone.
    #[default]
    Plain,
    /// Lenient, as the settings say.
    SaidLenient,
    /// Strict, as the settings say.
    SaidStrict,
    /// Strict, as this file sets a key that only Partnerbook has: `kind`, `stage`.
    Own(SourcePath, &'static str),
}

impl Stance {
    /// Whether what other programs pass over is a warning and no error.
    pub fn is_lenient(&self) -> bool {
        match self {
            Stance::Plain | Stance::SaidLenient => true,
            Stance::SaidStrict | Stance::Own(..) => false,
        }
    }

    /// Why it is so, as it stands in a sentence after `because`.
    pub fn reason(&self) -> String {
        match self {
            Stance::Plain => "nothing in this folder is of Partnerbook's own kinds".to_owned(),
            Stance::SaidLenient => "`playbook.toml` says `lenient = true`".to_owned(),
            Stance::SaidStrict => "`playbook.toml` says `strict = true`".to_owned(),
            Stance::Own(path, what) => format!("`{path}` sets `{what}`"),
        }
    }
}
