//! HTML in prose → the same tree as Markdown.
//!
//! Markdown stands between tags, so elements are open containers of the [`Builder`](super::tree::Builder) like quotations and lists. A tag closes no
//! container of Markdown; where one of those ends, the elements in it end, too.

mod attributes;
mod blocks;
mod element;
mod line;
mod meaning;
mod opened;
mod read;
mod table;

pub(super) use self::blocks::{blocks_of, trimmed};
pub(super) use self::opened::{Gathered, Opened};
