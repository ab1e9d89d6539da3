//! How a shape is called, and a line that would be right.

use super::key::{Key, Shape};

/// What a shape is called in "`lines` wants a number".
pub fn words_of(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "a text",
        Shape::Number(..) => "a whole number",
        Shape::Flag => "`true` or `false`",
        Shape::Date => "a date",
        Shape::Texts => "a list of texts",
        Shape::Numbers(..) => "a list of numbers",
        Shape::Duration => "a time",
        Shape::Range => "a range",
        Shape::OneOf(_) => "one word",
        Shape::SomeOf(_) => "a list of words",
        Shape::Blocks(_) => "blocks",
        Shape::TextsOrBlocks(_) => "a list",
        Shape::Table(_) | Shape::Names | Shape::NamedNumbers(..) => "keys of its own",
        Shape::Colour => "a colour such as `#0b5d66`",
        Shape::ColourOrTable(_) => {
            "a colour such as `#0b5d66`, or one for light and one for dark pages"
        }
        Shape::Letters => "a text such as `RACI`, or letters with their meanings",
        Shape::Rows | Shape::RowsOrBlocks(_) => "a list of rows",
    }
}

impl Key {
    /// A line that would be right: `lines = 3`.
    pub fn example(&self) -> String {
        example(self.shape, self.name)
    }
}

fn example(shape: Shape, name: &str) -> String {
    match shape {
        Shape::Text | Shape::Letters => format!("{name} = \"…\""),
        Shape::Number(least, most) => format!("{name} = {}", 3.clamp(least, most)),
        Shape::Flag => format!("{name} = true"),
        Shape::Colour | Shape::ColourOrTable(_) => format!("{name} = \"#0b5d66\""),
        Shape::Date => format!("{name} = 2026-10-01"),
        Shape::Texts | Shape::TextsOrBlocks(_) => format!("{name} = [\"…\", \"…\"]"),
        Shape::Numbers(..) => format!("{name} = [2, 1]"),
        Shape::Duration => format!("{name} = \"25 min\""),
        Shape::Range => format!("{name} = \"4-12\""),
        Shape::OneOf(choices) => format!("{name} = \"{}\"", choices[0]),
        Shape::SomeOf(choices) => format!("{name} = [\"{}\"]", choices[0]),
        Shape::Blocks(_) => format!("[[{name}]]"),
        Shape::Table(_) | Shape::Names | Shape::NamedNumbers(..) => format!("[{name}]"),
        Shape::Rows | Shape::RowsOrBlocks(_) => format!("{name} = [[\"…\", \"…\"]]"),
    }
}

/// Says how a key of this shape is written.
pub(super) fn correct(shape: Shape, name: &str) -> String {
    match shape {
        Shape::Flag => format!("write `{name} = true` or `{name} = false`"),
        Shape::Blocks(_) => {
            format!("begin each with a line `[[{name}]]`, and write its keys below that")
        }
        Shape::Table(_) | Shape::Names | Shape::NamedNumbers(..) => {
            format!("write a line `[{name}]` at the end of the file, and its keys below that")
        }
        Shape::Text
        | Shape::Letters
        | Shape::Colour
        | Shape::ColourOrTable(_)
        | Shape::Number(..)
        | Shape::Date
        | Shape::Texts
        | Shape::TextsOrBlocks(_)
        | Shape::Numbers(..)
        | Shape::Duration
        | Shape::Range
        | Shape::OneOf(_)
        | Shape::SomeOf(_)
        | Shape::Rows
        | Shape::RowsOrBlocks(_) => format!("write `{}`", example(shape, name)),
    }
}
