//! What two builds can share of a playbook: its stages without what borrows from them.

use std::sync::Arc;

use crate::compile::stages::{self, Pictures, Stages};
use crate::input::Input;
use crate::memo::Memo;
use crate::model::index::Gathered;
use crate::model::{Index, Playbook};
use crate::source::Sources;
use crate::words::Words;

/// A playbook with its pages, and its names as they were gathered: an [`Index`] borrows from it, and is made anew of these.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) stages: Stages<Arc<Sources>>,
    pub(super) gathered: Gathered,
    pub(super) words: Arc<Words>,
}

impl Shared {
    /// The names of the playbook, without its links.
    pub(super) fn index(&self) -> Index<'_> {
        Index::again(&self.stages.playbook, &self.stages.sources, self.gathered.clone())
    }

    /// The same pages of a `playbook` in which nothing decides otherwise about them.
    pub(super) fn with(
        &self,
        (sources, playbook): (&Arc<Sources>, Playbook),
        gathered: Gathered,
    ) -> Self {
        let site = Arc::clone(&self.stages.site);
        let stages = Stages { sources: Arc::clone(sources), playbook: Arc::new(playbook), site };
        Self { stages, gathered, words: Arc::clone(&self.words) }
    }

    /// Makes something of what pages are rendered from: no book, so that no picture is read.
    pub(super) fn with_input<T>(&self, memo: &Memo, make: impl FnOnce(Input<'_>) -> T) -> T {
        let (index, pictures) = (self.index(), Pictures::new());
        make(stages::input(self.stages.linked(&index), &self.words, (&pictures, memo)))
    }
}
