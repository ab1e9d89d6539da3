//! The colour that a playbook goes by.

use crate::colour::{Colour, Tones};
use crate::record::{Record, Value, as_text};
use crate::schema::{Key, Schema};
use crate::source::Spanned;

/// The colour that a playbook goes by, as its author chose it.
#[derive(Clone, Debug, PartialEq)]
pub struct Brand {
    /// On light pages and on paper.
    pub light: Swatch,
    /// On dark pages. `None` when it is worked out.
    pub dark: Option<Swatch>,
}

/// A colour, and how it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Swatch {
    /// The colour.
    pub colour: Colour,
    /// The author's text for it.
    pub written: Spanned<String>,
}

impl Brand {
    /// The key that says it, in `playbook.toml` and wherever else a colour may be chosen.
    pub const KEY: Key = Key::new(
        "colour",
        Schema::ColourOrTable(SCHEME_KEYS),
        "the playbook's own colour, such as `#8a1538`, for links, buttons and covers; the builder works out the one for dark \
         pages, unless `{ light = \"#8a1538\", dark = \"#f2a3b3\" }` says both",
    );

    /// Takes it out of `record`, when it says one.
    pub fn of(record: &Record) -> Option<Self> {
        let value = record.value(Self::KEY.name)?;
        match &value.value {
            Value::Record(both) => {
                Some(Self { light: swatch(both, "light")?, dark: swatch(both, "dark") })
            }
            Value::Text(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Flag(_)
            | Value::Date(_)
            | Value::List(_) => Some(Self { light: swatch(record, Self::KEY.name)?, dark: None }),
        }
    }

    /// The tones of a site of this colour.
    pub fn tones(&self) -> Tones {
        Tones::of(self.light.colour, self.dark.as_ref().map(|dark| dark.colour))
    }
}

const SCHEME_KEYS: &[Key] = &[
    Key::needed("light", Schema::Colour, "the colour on light pages and on paper"),
    Key::new("dark", Schema::Colour, "the colour on dark pages"),
];

fn swatch(record: &Record, key: &str) -> Option<Swatch> {
    let written = as_text(record.value(key)?)?;
    Some(Swatch { colour: Colour::parse(&written.value)?, written })
}
