//! A site of which nothing is made yet: it is made as far as it may have faults.

use std::sync::Arc;

use super::papers::{Collected, Papers};
use super::reported::{Reported, listed};
use super::shared::Shared;
use super::snapshot::{Compiled, Snapshot};
use crate::compile::counts::Counts;
use crate::compile::stages::Stages;
use crate::diag::Diagnostics;
use crate::failure::FileError;
use crate::measure::Date;
use crate::memo::Memo;
use crate::paper::Binding;
use crate::render::{self, Ready};
use crate::theme::Theme;

/// A site of which nothing is made yet.
pub(super) struct Unrendered {
    pub(super) shared: Shared,
    pub(super) reported: Reported,
    pub(super) today: Option<Date>,
}

impl Unrendered {
    /// Makes what is on paper and, where the playbook has templates of its own, every page once: either may have faults.
    pub(super) fn made(mut self, before: Option<&Snapshot>) -> Result<Compiled, FileError> {
        let none = Papers::default();
        let collected = Collected::after(before.map_or(&none, |before| &before.papers));
        let memo = before.map_or_else(Memo::default, |before| before.ready.memo());
        let mut ready = None;
        self.shared.with_input(&memo, |input| {
            let sink = |artifact| {
                collected.take(artifact);
                Ok(())
            };
            let tones = input.playbook.settings.tones();
            let same_look = before.filter(|before| {
                let before = &before.shared.stages;
                before.sources.has_look_of(input.sources)
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
                self.reported.made = listed([fault]);
                return Ok(Compiled::of(self.reported, None));
            }
        };
        let (mut made, mut taken) = (Diagnostics::new(), Vec::new());
        self.shared.with_input(&memo, |input| {
            made.extend(ready.faults(input));
            let mut copied = ready.copied(input);
            taken = std::mem::take(&mut copied.faults);
            if input.sources.templates.is_empty() {
                return Ok(());
            }
            ready.every_file((input, copied), &mut made, &|_| Ok(()))
        })?;
        self.reported.copied = listed(taken);
        self.reported.made = Arc::new(made.into_list());
        let Stages { playbook, site, .. } = &self.shared.stages;
        let has_books_built = site.books.whole.is_none();
        let snapshot = Snapshot {
            papers: collected.papers(site, has_books_built),
            counts: Counts::of(playbook, site, ready.prints()),
            shared: self.shared,
            ready,
            recipes: Arc::default(),
            terms: Arc::default(),
            reported: self.reported.clone(),
            today: self.today,
            has_books_built,
        };
        Ok(Compiled::of(self.reported, Some(snapshot)))
    }
}
