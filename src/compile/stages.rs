//! Sources → a playbook with its pages and its names: the stages with which everything begins that is asked of a playbook.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use crate::diag::Diagnostics;
use crate::input::Input;
use crate::memo::Memo;
use crate::model::{Index, Playbook};
use crate::site::{Linked, Site};
use crate::source::{SourcePath, Sources};
use crate::words::Words;
use crate::{parse, plan};

/// The bytes of pictures that are printed.
pub(super) type Pictures = BTreeMap<SourcePath, Arc<[u8]>>;

/// A playbook that was parsed and planned. Its sources are borrowed for one build, and shared where they outlive it.
#[derive(Clone)]
pub(super) struct Stages<S> {
    pub(super) sources: S,
    pub(super) playbook: Arc<Playbook>,
    pub(super) site: Arc<Site>,
}

impl<S: Deref<Target = Sources>> Stages<S> {
    /// Parses `sources` and goes on from there.
    pub(super) fn of(sources: S, diagnostics: &mut Diagnostics) -> Self {
        let playbook = parse::parse(&sources, diagnostics);
        Self::after_parsing(sources, playbook)
    }

    /// Plans the `playbook` that `sources` were parsed to.
    pub(super) fn after_parsing(sources: S, playbook: Playbook) -> Self {
        let site = Arc::new(plan::plan(&playbook));
        Self { sources, playbook: Arc::new(playbook), site }
    }

    /// Every name in the playbook, and every link followed.
    pub(super) fn index(&self) -> Index<'_> {
        Index::new(&self.playbook, &self.sources)
    }

    /// The playbook together with its names, which borrow from it and so cannot be kept beside it.
    pub(super) fn linked<'s>(&'s self, index: &'s Index<'s>) -> Linked<'s> {
        let Self { sources, playbook, site } = self;
        Linked { sources, playbook, index, site }
    }
}

/// What a site is rendered from.
pub(super) fn input<'i>(
    Linked { sources, playbook, index, site }: Linked<'i>,
    words: &'i Words,
    (pictures, memo): (&'i Pictures, &'i Memo),
) -> Input<'i> {
    Input { sources, playbook, index, site, words, pictures, memo }
}
