//! A site of which nothing is made yet: it is made as far as it may have faults.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::papers::Collected;
use super::told::{Told, listed};
use super::{Compiled, Edition};
use crate::compile::counts_of;
use crate::diag::Diagnostics;
use crate::failure::FileError;
use crate::input::Input;
use crate::measure::Date;
use crate::memo::Memo;
use crate::model::index::Gathered;
use crate::model::{Index, Playbook};
use crate::paper::Binding;
use crate::render::{self, Ready};
use crate::site::Site;
use crate::source::Sources;
use crate::theme::Theme;
use crate::words::Words;

/// A site of which nothing is made yet.
pub(super) struct Draft {
    pub(super) sources: Arc<Sources>,
    pub(super) playbook: Arc<Playbook>,
    pub(super) gathered: Gathered,
    pub(super) site: Arc<Site>,
    pub(super) words: Arc<Words>,
    pub(super) told: Told,
    pub(super) today: Option<Date>,
}

impl Draft {
    /// Makes what is on paper and, where the playbook has templates of its own, every page once: either may have faults.
    pub(super) fn made(mut self, before: Option<&Edition>) -> Result<Compiled, FileError> {
        let collected = Collected::before(before);
        let memo = before.map_or_else(Memo::default, |before| before.ready.memo());
        let mut ready = None;
        self.looked_at(&memo, |input| {
            let sink = |artifact| {
                collected.take(artifact);
                Ok(())
            };
            let tones = self.playbook.settings.tones();
            let same_look = before.filter(|before| {
                before.sources.has_look_of(&self.sources)
                    && before.playbook.settings.tones() == tones
            });
            ready = Some(if let Some(before) = same_look {
                Ok(before.ready.again(input, &sink)?)
            } else {
                let theme = Theme::load(input.sources);
                let theme = match tones {
                    Some(tones) => theme.in_tones(&tones),
                    None => theme,
                };
                let look = render::Look::of(input.sources, &theme);
                Ready::new(input, look, Binding::Later, &sink)?
            });
            Ok(())
        })?;
        let ready = match ready.expect("it was made just now") {
            Ok(ready) => ready,
            Err(fault) => {
                self.told.made = listed([fault]);
                return Ok(Compiled::of(self.told, None));
            }
        };
        let (mut made, mut taken) = (Diagnostics::new(), Vec::new());
        self.looked_at(&memo, |input| {
            made.extend(ready.faults(input));
            let mut copied = ready.copied(input);
            taken = std::mem::take(&mut copied.faults);
            if input.sources.templates.is_empty() {
                return Ok(());
            }
            ready.every_file((input, copied), &mut made, &|_| Ok(()))
        })?;
        self.told.copied = listed(taken);
        self.told.made = Arc::new(made.into_list());
        let is_bound = self.site.books.whole.is_none();
        let edition = Edition {
            papers: collected.papers(&self.site, is_bound),
            counts: counts_of(&self.playbook, &self.site, ready.prints()),
            sources: self.sources,
            playbook: self.playbook,
            gathered: self.gathered,
            site: self.site,
            words: self.words,
            ready,
            recipes: Arc::default(),
            terms: Arc::default(),
            told: self.told.clone(),
            today: self.today,
            is_bound,
        };
        Ok(Compiled::of(self.told, Some(edition)))
    }

    fn looked_at(
        &self,
        memo: &Memo,
        look: impl FnOnce(Input<'_>) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        let index = Index::again(&self.playbook, &self.sources, self.gathered.clone());
        look(Input {
            sources: &self.sources,
            playbook: &self.playbook,
            index: &index,
            site: &self.site,
            words: &self.words,
            pictures: &BTreeMap::new(),
            memo,
        })
    }
}
