//! Sources → site: every pure stage, in order.

mod addresses;
mod build;
mod counts;
pub mod incremental;
mod kinds;
mod levels;
mod mended;
mod outside;
mod renamed;
mod stages;
mod words;

pub use addresses::{Addresses, addresses};
pub use build::{How, Strictness, check, compile};
pub use counts::Counts;
pub use kinds::kinds;
pub use levels::rules;
pub use mended::mended;
pub use outside::{Outside, outside};
pub use renamed::{Renamed, renamed};
