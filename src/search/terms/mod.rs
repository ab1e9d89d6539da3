//! Words of a text, and which texts hold each of them: what search is made of, apart from any page.
//!
//! A browser takes what a reader types apart in the same way, by the same tables: [`each_word`] cuts a text into words,
//! [`fold`] makes upper case and accents equal, a [`Language`] leaves out the commonest words and cuts the others to their
//! stems. What comes out is a term. A [`Postings`] lists the terms of some texts, each with the texts that hold it, and
//! [`merged`] makes of many such lists the [shards](Shard) that a browser loads one by one.

mod postings;
mod fold;
mod impact;
mod language;
mod languages;
mod shard;
mod split;
mod utf16;

pub use fold::fold;
pub use impact::Lengths;
pub use language::{Language, Prefix, Suffix};
pub use postings::{MOST_TEXTS, Postings, PostingsMaker};
pub use shard::{Shard, merged};
pub use split::each_word;
