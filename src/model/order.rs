//! Where a page stands among its neighbours.

use std::cmp::Ordering;

/// Where a page stands among its neighbours: the lower, the earlier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Order {
    /// The number, which may be negative or have a fraction where another program sets it.
    pub rank: Rank,
    /// What sets it.
    pub by: SetBy,
}

/// What sets the order of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// The key `order`.
    Key,
    /// A key of another program, such as `sidebar_position`, by which pages and folders are ordered together.
    Others,
    /// The number in front of the name.
    Name,
}

/// A number to sort by. A page without one comes after all that have one.
#[derive(Clone, Copy, Debug)]
pub struct Rank(f64);

impl Rank {
    /// After all others.
    pub const LAST: Self = Self(f64::INFINITY);
}

impl From<u32> for Rank {
    fn from(number: u32) -> Self {
        Self(f64::from(number))
    }
}

impl PartialEq for Rank {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Rank {}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Order {
    /// The order that a number in front of a name gives.
    pub fn of_name(number: u32) -> Self {
        Self { rank: number.into(), by: SetBy::Name }
    }

    /// The order that the key `order` gives.
    pub fn of_key(number: u32) -> Self {
        Self { rank: number.into(), by: SetBy::Key }
    }

    /// The order that a key of another program gives. `None` when it is no number.
    pub fn of_others(number: f64) -> Option<Self> {
        number.is_finite().then_some(Self { rank: Rank(number), by: SetBy::Others })
    }
}
