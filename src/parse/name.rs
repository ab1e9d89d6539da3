//! What the name of a file says: its title, and the order that a number in front gives.

use crate::model::Order;
use crate::source::{Numbers, SourcePath, in_words};

/// A title made of the file's name, or of its folder's for a file that introduces one: `role-grid` is `Role grid`.
pub(super) fn name_as_title(path: &SourcePath, numbers: &Numbers) -> String {
    in_words(own_name(path, numbers).1)
}

/// The order that the number in front of a file's name gives, or of its folder's for a file that introduces one.
pub(super) fn number_of(path: &SourcePath, numbers: &Numbers) -> Option<Order> {
    own_name(path, numbers).0.map(Order::of_name)
}

/// The number in front of a file's name and the name, or those of its folder for a file that introduces one.
fn own_name<'p>(path: &'p SourcePath, numbers: &Numbers) -> (Option<u32>, &'p str) {
    if path.introduces_folder() { numbers.folder(path.folder()) } else { numbers.file(path) }
}
