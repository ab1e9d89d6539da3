//! Text → lines of glyphs: shaping, fonts and line breaks.

pub(super) mod crowd;
mod cut;
mod divide;
mod lines;
mod rich;
mod rich_text;
mod set;
mod spoken;
mod stretch;
mod style;
mod typesetter;

pub(super) use divide::Words;
pub(super) use rich::{Form, Looks, Rich};
pub(super) use rich_text::{RichLine, RichPiece, RichText};
pub(super) use set::Text;
pub(super) use style::{Face, Style};
pub(super) use typesetter::Typesetter;
