//! What a schema is called, and a line that would be right.

use super::key::{Key, Schema};

/// What a schema is called in "`lines` wants a number".
pub fn words_of(schema: Schema) -> &'static str {
    match schema {
        Schema::Text => "a text",
        Schema::Number(..) => "a whole number",
        Schema::Flag => "`true` or `false`",
        Schema::Date => "a date",
        Schema::Texts => "a list of texts",
        Schema::Numbers(..) => "a list of numbers",
        Schema::Duration => "a time",
        Schema::Range => "a range",
        Schema::OneOf(_) => "one word",
        Schema::SomeOf(_) => "a list of words",
        Schema::Blocks(_) => "blocks",
        Schema::TextsOrBlocks(_) => "a list",
        Schema::Table(_) | Schema::Names | Schema::NamedNumbers(..) => "keys of its own",
        Schema::Colour => "a colour such as `#0b5d66`",
        Schema::ColourOrTable(_) => {
            "a colour such as `#0b5d66`, or one for light and one for dark pages"
        }
        Schema::Letters => "a text such as `RACI`, or letters with their meanings",
        Schema::Rows | Schema::RowsOrBlocks(_) => "a list of rows",
    }
}

impl Key {
    /// A line that would be right: `lines = 3`.
    pub fn example(&self) -> String {
        example(self.schema, self.name)
    }
}

fn example(schema: Schema, name: &str) -> String {
    match schema {
        Schema::Text | Schema::Letters => format!("{name} = \"…\""),
        Schema::Number(least, most) => format!("{name} = {}", 3.clamp(least, most)),
        Schema::Flag => format!("{name} = true"),
        Schema::Colour | Schema::ColourOrTable(_) => format!("{name} = \"#0b5d66\""),
        Schema::Date => format!("{name} = 2026-10-01"),
        Schema::Texts | Schema::TextsOrBlocks(_) => format!("{name} = [\"…\", \"…\"]"),
        Schema::Numbers(..) => format!("{name} = [2, 1]"),
        Schema::Duration => format!("{name} = \"25 min\""),
        Schema::Range => format!("{name} = \"4-12\""),
        Schema::OneOf(choices) => format!("{name} = \"{}\"", choices[0]),
        Schema::SomeOf(choices) => format!("{name} = [\"{}\"]", choices[0]),
        Schema::Blocks(_) => format!("[[{name}]]"),
        Schema::Table(_) | Schema::Names | Schema::NamedNumbers(..) => format!("[{name}]"),
        Schema::Rows | Schema::RowsOrBlocks(_) => format!("{name} = [[\"…\", \"…\"]]"),
    }
}

/// Says how a key of this schema is written.
pub(super) fn correct(schema: Schema, name: &str) -> String {
    match schema {
        Schema::Flag => format!("write `{name} = true` or `{name} = false`"),
        Schema::Blocks(_) => {
            format!("begin each with a line `[[{name}]]`, and write its keys below that")
        }
        Schema::Table(_) | Schema::Names | Schema::NamedNumbers(..) => {
            format!("write a line `[{name}]` at the end of the file, and its keys below that")
        }
        Schema::Text
        | Schema::Letters
        | Schema::Colour
        | Schema::ColourOrTable(_)
        | Schema::Number(..)
        | Schema::Date
        | Schema::Texts
        | Schema::TextsOrBlocks(_)
        | Schema::Numbers(..)
        | Schema::Duration
        | Schema::Range
        | Schema::OneOf(_)
        | Schema::SomeOf(_)
        | Schema::Rows
        | Schema::RowsOrBlocks(_) => format!("write `{}`", example(schema, name)),
    }
}
