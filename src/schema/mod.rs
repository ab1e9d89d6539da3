//! What a record may hold: the keys of each kind as data, and the one check of a record against them.

mod validate;
mod example;
mod judge;
mod key;
mod meant;
mod rules;
mod unknown;
mod value;
mod words;
mod yaml;

pub use example::words_of;
pub use judge::Origin;
pub use key::{Key, Needed, Part, Schema};
pub use meant::{literal, meant, quoted};
pub use rules::{MISSING_KEY, RULES, UNKNOWN_KEY, WRONG_TYPE, WRONG_VALUE};
pub use unknown::near_key;
pub use validate::validate;
pub use value::unreadable;
pub use words::words;
pub use yaml::in_yaml;
