//! What every format is made from, handed to each as one value.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::memo::Memo;
use crate::model::{Index, Playbook};
use crate::site::Site;
use crate::source::{SourcePath, Sources};
use crate::words::Words;

/// What every format is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The files the playbook was read from.
    pub sources: &'a Sources,
    /// What the playbook says.
    pub playbook: &'a Playbook,
    /// What links point at.
    pub index: &'a Index<'a>,
    /// Which pages there are.
    pub site: &'a Site,
    /// Words of the interface.
    pub words: &'a Words,
    /// The bytes of pictures that are printed.
    pub pictures: &'a BTreeMap<SourcePath, Arc<[u8]>>,
    /// What is known of the last build.
    pub memo: &'a Memo,
}
