//! An edit of some texts → the same site with what it changes, where that can be told for sure.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::told::{Told, kept, replaced};
use super::{Compiled, Edition, of_the_day};
use crate::diag::Diagnostic;
use crate::measure::Date;
use crate::model::index::Gathered;
use crate::model::{Index, Playbook};
use crate::parse::{self, Known, Seen};
use crate::source::{SourcePath, Sources};
use crate::{check, plan};

/// Those of the pages of `playbook` that are at `paths`.
fn some_pages<'p>(playbook: &Playbook, paths: impl Iterator<Item = &'p SourcePath>) -> Playbook {
    let pages = paths.filter_map(|path| playbook.entries.get_key_value(path));
    let entries = pages.map(|(path, entry)| (path.clone(), entry.clone())).collect();
    let (settings, stance) = (playbook.settings.clone(), playbook.stance.clone());
    Playbook { settings, stance, entries, ..Playbook::default() }
}

impl Edition {
    /// The same site of `sources`, where nothing but texts of pages is other than before, and of these nothing that decides
    /// which pages there are, where they stand and what is on sheets.
    pub(super) fn with_texts(
        &self,
        (sources, today): (&Arc<Sources>, Option<Date>),
        known: &mut Known,
    ) -> Option<Compiled> {
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
        let edition = edition.with_faults_in(files, &changed).with_faults_on(today, &changed);
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
        let looked_at: Vec<SourcePath> =
            changed.iter().chain(&playbook.settings.path).cloned().collect();
        let pages = replaced(&self.told.pages, &looked_at, faults);
        let told = Told { pages, ..self.told.clone() };
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
        if self.told.whole.iter().any(|fault| fault.shows_of(changed)) {
            return None;
        }
        let before = Index::again(&self.playbook, &self.sources, self.gathered.clone());
        if self.shows_elsewhere(&before, &playbook, changed) {
            return None;
        }
        let judged = self.judged(&before, &playbook, changed);
        let of_changed = some_pages(&self.playbook, changed.iter());
        let before = before.with_links_of(&of_changed.pieces());
        let index = Index::again(&playbook, sources, self.gathered.clone());
        let index = index.with_links_of(&judged.pieces()).with_uses(&before, changed)?;
        let of_pages = check::pages(&judged, &index);
        if of_pages.iter().any(|fault| fault.rule.code == "broken-anchor") {
            return None;
        }
        let gathered = index.gathered();
        let others = judged.terms.iter().map(|term| &term.path).chain(&judged.settings.path);
        let looked_at: Vec<SourcePath> =
            judged.entries.keys().chain(judged.included.keys()).chain(others).cloned().collect();
        let told = Told {
            pages: replaced(&self.told.pages, &looked_at, of_pages),
            ..self.told_between((sources, &playbook), &gathered, changed)
        };
        let has_same_files = gathered.has_files_of(&self.gathered);
        let mut edition = Self {
            sources: Arc::clone(sources),
            playbook: Arc::new(playbook),
            gathered,
            recipes: if has_same_files { Arc::clone(&self.recipes) } else { Arc::default() },
            terms: Arc::default(),
            told,
            ..self.clone()
        };
        edition.ready = edition.with_input(|input| edition.ready.renamed(input));
        if !has_same_files {
            let faults = edition.with_input(|input| edition.ready.copied(input).faults);
            edition.told.copied = kept(&self.told.copied, faults);
        }
        Some(edition)
    }

    /// Whether the titles and headings of the chapters `changed` stand on sheets, or one of them is the title of the playbook.
    fn shows_elsewhere(&self, index: &Index<'_>, later: &Playbook, changed: &[SourcePath]) -> bool {
        let is_on_paper =
            |path| index.used_in(path).any(|user| user.is_sheet() || user.kind() == "pack");
        let has_other_name = |path: &SourcePath| {
            path.introduces_folder()
                && path.folder().is_empty()
                && later.entries[path].title() != self.playbook.entries[path].title()
        };
        changed.iter().any(|path| is_on_paper(path) || has_other_name(path))
    }

    /// The pages of `later` that have to be judged by themselves when the chapters `changed` are other: these, and where a
    /// heading is gone also those that lead to it.
    fn judged(&self, index: &Index<'_>, later: &Playbook, changed: &[SourcePath]) -> Playbook {
        let ids = |playbook: &Playbook, path: &SourcePath| -> BTreeSet<String> {
            let headings = &playbook.entries[path].document().headings;
            headings.iter().map(|heading| heading.id.clone()).collect()
        };
        let is_less = |path: &SourcePath| !ids(&self.playbook, path).is_subset(&ids(later, path));
        // The last tells the title of the page that it leads to.
        if !changed.iter().any(is_less) && !self.told.has("embed-kind") {
            return some_pages(later, changed.iter());
        }
        let users = changed.iter().flat_map(|path| index.used_in(path)).map(|user| &user.path);
        let users: BTreeSet<&SourcePath> = users.chain(changed).collect();
        Playbook {
            terms: later.terms.clone(),
            included: later.included.clone(),
            ..some_pages(later, users.into_iter())
        }
    }

    /// What is told of this site where `playbook` has other titles, headings and links in its chapters: by the rules that see
    /// who uses whom and what pages say of themselves, and by all others where pages use other files besides pages than they did.
    fn told_between(
        &self,
        (sources, playbook): (&Sources, &Playbook),
        gathered: &Gathered,
        changed: &[SourcePath],
    ) -> Told {
        let is_described_alike =
            |path: &SourcePath| playbook.entries[path].meta == self.playbook.entries[path].meta;
        if gathered.has_uses_of(&self.gathered) && changed.iter().all(is_described_alike) {
            return self.told.clone();
        }
        let index = Index::again(playbook, sources, gathered.clone());
        let has_same_files = gathered.has_files_of(&self.gathered);
        let including = index.including().filter(|_| !has_same_files);
        let linking = Playbook {
            terms: playbook.terms.clone(),
            included: if has_same_files { BTreeMap::new() } else { playbook.included.clone() },
            ..some_pages(playbook, including)
        };
        let index = Index::again(playbook, sources, gathered.clone());
        let index = index.with_links_of(&linking.pieces());
        let between = kept(&self.told.between, check::between(playbook, &index));
        let whole = if has_same_files {
            Arc::clone(&self.told.whole)
        } else {
            kept(&self.told.whole, check::whole(playbook, &index, &self.site))
        };
        Told { between, whole, ..self.told.clone() }
    }

    /// The same on the day `today`, where metadata are other in no more than the files `changed`.
    fn with_faults_on(mut self, today: Option<Date>, changed: &[SourcePath]) -> Self {
        self.told.of_the_day = if self.today == today {
            let judged = some_pages(&self.playbook, changed.iter());
            replaced(&self.told.of_the_day, changed, of_the_day(&judged, today))
        } else {
            kept(&self.told.of_the_day, of_the_day(&self.playbook, today))
        };
        self.today = today;
        self
    }

    /// The same where `faults` are what is wrong in the files `changed` by themselves.
    fn with_faults_in(mut self, faults: Vec<Diagnostic>, changed: &[SourcePath]) -> Self {
        self.told.files = replaced(&self.told.files, changed, faults);
        self
    }
}
