//! Artifacts → a folder: only what changed, whole or not at all.
//!
//! A [`Writer`] compares each artifact with the file that is there and stages what differs. Nothing of the old site is
//! touched before [`Writer::finish`]; if that fails, what it replaced is put back. What the manifest in the folder
//! ([`MARKER`](crate::artifact::MARKER)) does not name is never replaced or deleted, and no symbolic link in the folder is followed.

pub mod amend;
mod claim;
mod compare;
mod last_site;
mod manifest;
mod refusal;
mod replace;
mod staging;
mod turn;
mod writer;

pub use turn::stop;
pub use writer::{Writer, Written, memo};

#[cfg(test)]
mod tests;
