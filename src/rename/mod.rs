//! A playbook, and what is to be called otherwise → what becomes of its files.
//!
//! Every reference to what is renamed is written anew, in the author's own style, and nothing else in the texts is touched. The
//! old addresses are noted: those of pages among their `aliases`, those of headings and of folders without an introduction in
//! the ledger.

mod after;
mod aliases;
mod before;
mod destination;
mod files;
mod heading;
mod html;
mod links;
mod order;
mod renaming;
mod slugs;
mod written;

pub use before::{Before, Refusal};
pub use files::{addresses_in, rename, slugs_in, target_of};
pub use heading::{Reworded, reword};
pub use order::{Order, Wish};
pub use renaming::{Moves, Renaming};
