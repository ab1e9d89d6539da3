//! [`Document`] → HTML: one walk over the tree.

mod blocks;
mod element;
mod inline;
mod notes;
mod scope;
mod tables;
mod writer;

pub(super) use self::scope::Scope;
pub(super) use self::writer::{Tools, Writer};
