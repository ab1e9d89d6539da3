//! Everything a playbook says, as its authors meant it.

mod brand;
pub mod checklist;
mod context;
mod entry;
mod face;
pub mod index;
pub mod ledger;
pub mod mention;
mod meta;
mod names;
mod order;
mod outline;
mod near_files;
pub mod pack;
pub mod path;
mod playbook;
mod settings;
mod spoken;
mod stance;
pub mod terms;
pub mod wiki;

pub use brand::{Brand, Swatch};
pub use checklist::Checklist;
pub use entry::{Content, Entry};
pub use index::{Index, Target, Unresolved};
pub use ledger::Ledger;
pub use meta::{ACTIVITY_KEYS, LIST_KEYS, META_KEYS, Meta, SHARED_KEYS};
pub use order::{Order, Rank, SetBy};
pub use outline::Outline;
pub use pack::Pack;
pub use path::Path;
pub use playbook::Playbook;
pub use settings::{Contact, Need, SETTINGS_KEYS, Settings, Stage};
pub use spoken::{Guess, Spoken, Tongue};
pub use stance::Stance;
pub use terms::{Coverage, CoverageItem, Term};
