//! A playbook with its pages and its names: what every stage after the plan is given.

use super::Site;
use crate::model::{Index, Playbook};
use crate::source::Sources;

/// A playbook of which every name is known and every page has its address.
#[derive(Clone, Copy, Debug)]
pub struct Linked<'l> {
    /// The files it was read from.
    pub sources: &'l Sources,
    /// What it says.
    pub playbook: &'l Playbook,
    /// What links point at.
    pub index: &'l Index<'l>,
    /// Which pages there are.
    pub site: &'l Site,
}
