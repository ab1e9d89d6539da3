//! Addresses of other hosts, with where they stand.

use std::collections::BTreeMap;

use crate::source::Location;

/// Addresses of other hosts, as they were written, and all places of each.
pub type Links = BTreeMap<String, Vec<Location>>;
