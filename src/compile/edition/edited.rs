//! An edit of some texts → the same site with what it changes, where that can be told for sure.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::told::{Told, kept, replaced};
use super::{Compiled, Edition};
use crate::diag::Diagnostic;
use crate::model::{Index, Playbook};
use crate::parse::{self, Known, Seen};
use crate::source::{SourcePath, Sources};
use crate::{check, plan};

/// Those of the pages of `playbook` that are at `paths`.
fn some_pages<'p>(playbook: &Playbook, paths: impl Iterator<Item = &'p SourcePath>) -> Playbook {
    let pages = paths.filter_map(|path| playbook.entries.get_key_value(path));
    let entries = pages.map(|(path, entry)| (path.clone(), entry.clone())).collect();
    Playbook { settings: playbook.settings.clone(), entries, ..Playbook::default() }
}

impl Edition {
    /// The same site of `sources`, where nothing but texts of pages is other than before, and of these nothing that decides
    /// which pages there are, where they stand and what is on sheets.
    pub(super) fn with_texts(&self, sources: &Arc<Sources>, known: &mut Known) -> Option<Compiled> {
        let changed = self.sources.changed_texts(sources)?;
        if self.ready.lacks_letters() || !self.sources.templates.is_empty() {
            return None;
        }
        let both = (&*self.sources, &**sources);
        let (playbook, files, seen) = parse::with_texts(&self.playbook, both, &changed, known)?;
        if !plan::holds(&self.site, (&self.playbook, &playbook), changed.iter()) {
            return None;
        }
        let edition = match seen {
            Seen::Nothing => self.with_prose(sources, playbook, &changed),
            Seen::Chapters => self.with_chapters(sources, playbook, &changed)?,
        };
        let edition = edition.with_faults_in(files, &changed);
        let edition = if changed.is_empty() { edition } else { edition.unbound() };
        let told = edition.told.clone();
        let is_told_alike = told.is_like(&self.told, &changed);
        if is_told_alike {
            // What forbids a site would have forbidden the one before.
            return Some(Compiled { told, edition: Some(edition), is_told_alike });
        }
        Some(Compiled::of(told, Some(edition)))
    }

    /// The same where no page sees of the files `changed` anything else than before.
    fn with_prose(
        &self,
        sources: &Arc<Sources>,
        playbook: Playbook,
        changed: &[SourcePath],
    ) -> Self {
        let judged = some_pages(&playbook, changed.iter());
        let index = Index::again(&playbook, sources, self.gathered.clone());
        let faults = check::pages(&judged, &index.with_links_of(&judged.pieces()));
        let told = Told { pages: replaced(&self.told.pages, changed, faults), ..self.told.clone() };
        let (sources, playbook) = (Arc::clone(sources), Arc::new(playbook));
        Self { sources, playbook, told, terms: Arc::default(), ..self.clone() }
    }

    /// The same where titles, headings and links of the chapters `changed` may be other. `None` when a sheet may show of it.
    fn with_chapters(
        &self,
        sources: &Arc<Sources>,
        playbook: Playbook,
        changed: &[SourcePath],
    ) -> Option<Self> {
        // Links to headings that were not there may lead somewhere now, and what is half read tells less than it should.
        if self.told.has("broken-anchor") || self.told.has("toml-syntax") {
            return None;
        }
        let before = Index::again(&self.playbook, &self.sources, self.gathered.clone());
        let users: BTreeSet<&SourcePath> =
            changed.iter().flat_map(|path| before.used_in(path)).map(|user| &user.path).collect();
        let is_on_paper = |path: &SourcePath| {
            let entry = &self.playbook.entries[path];
            entry.is_sheet() || entry.kind() == "pack"
        };
        let has_other_name = |path: &SourcePath| {
            path.introduces_folder()
                && path.folder().is_empty()
                && playbook.entries[path].title() != self.playbook.entries[path].title()
        };
        if users.iter().any(|path| is_on_paper(path)) || changed.iter().any(has_other_name) {
            return None;
        }
        let of_changed = some_pages(&self.playbook, changed.iter());
        let before = before.with_links_of(&of_changed.pieces());
        let judged = some_pages(&playbook, changed.iter().chain(users.iter().copied()));
        let judged = Playbook {
            terms: playbook.terms.clone(),
            included: playbook.included.clone(),
            ..judged
        };
        let index = Index::again(&playbook, sources, self.gathered.clone());
        let index = index.with_links_of(&judged.pieces()).with_uses(&before, changed)?;
        let gathered = index.gathered();
        let of_pages = check::pages(&judged, &index);
        if of_pages.iter().any(|fault| fault.rule.code == "broken-anchor") {
            return None;
        }
        let including = some_pages(&playbook, index.including());
        let including = Playbook {
            terms: playbook.terms.clone(),
            included: playbook.included.clone(),
            ..including
        };
        let index = Index::again(&playbook, sources, gathered.clone());
        let whole = check::whole(&playbook, &index.with_links_of(&including.pieces()));
        let terms = playbook.terms.iter().map(|term| &term.path);
        let looked_at: Vec<SourcePath> =
            judged.entries.keys().chain(judged.included.keys()).chain(terms).cloned().collect();
        let pages = replaced(&self.told.pages, &looked_at, of_pages);
        let mut edition = Self {
            sources: Arc::clone(sources),
            playbook: Arc::new(playbook),
            gathered,
            recipes: Arc::default(),
            terms: Arc::default(),
            told: Told { pages, whole: kept(&self.told.whole, whole), ..self.told.clone() },
            ..self.clone()
        };
        edition.ready = edition.with_input(|input| edition.ready.renamed(input));
        Some(edition)
    }

    /// The same where `faults` are what is wrong in the files `changed` by themselves.
    fn with_faults_in(mut self, faults: Vec<Diagnostic>, changed: &[SourcePath]) -> Self {
        self.told.files = replaced(&self.told.files, changed, faults);
        self
    }
}
