//! A playbook that is compiled again and again while it is written: as far as a reader of it has to see, and anew only where
//! something that matters is other than before.
//!
//! What is kept from one snapshot to the next is kept by content, and is right whatever came between:
//!
//! - a file that was parsed, by its text;
//! - a PDF, by the key of all that it is made of;
//! - templates and the look, by their files;
//! - everything else that pages share, as long as no page sees of the others anything else than before.

mod build;
mod edited;
mod papers;
mod reported;
mod shared;
mod snapshot;
mod unrendered;

pub use build::{Given, build};
pub use snapshot::{Compiled, File, Snapshot};
