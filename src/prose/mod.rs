//! Prose as a tree: the body of a Markdown file, or a text in a TOML file that may hold emphasis and links.

pub mod almost;
mod alone;
pub mod anchor;
mod block;
mod callout;
pub mod clipped;
mod document;
mod element;
mod flat;
mod heading;
mod inline;
mod participants;
mod text;
mod walk;

pub use alone::pictures_alone;
pub use block::{Block, Code, Definition, Details, Footnote, Item, Table};
pub use callout::Callout;
pub use document::{DEEPEST_INCLUDE, Document, Place, Prose};
pub use element::{Alignment, Attributes, Element, Html, Kind, Name, lowered, raised};
pub use flat::{as_line, as_table};
pub use heading::Heading;
pub use inline::{Inline, Line, Link, Role};
pub use text::{Quote, Text};
pub use walk::{each_block, each_line_mut};
