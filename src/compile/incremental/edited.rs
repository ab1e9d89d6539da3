//! An edit of some texts → the same site with what it changes, where that can be told for sure.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::reported::{Reported, kept, replaced};
use super::shared::Shared;
use super::snapshot::{Compiled, Snapshot};
use crate::diag::Diagnostic;
use crate::measure::Date;
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

impl Snapshot {
    /// The same site of `sources`, where nothing but texts of pages is other than before, and of these nothing that decides
    /// which pages there are, where they stand and what is on sheets.
    pub(super) fn with_texts(
        &self,
        (sources, today): (&Arc<Sources>, Option<Date>),
        known: &mut Known,
    ) -> Option<Compiled> {
        let changed = self.shared.stages.sources.changed_texts(sources)?;
        if self.ready.lacks_letters() || !self.shared.stages.sources.templates.is_empty() {
            return None;
        }
        let both = (&*self.shared.stages.sources, &**sources);
        let (playbook, files, seen) =
            parse::with_texts(&self.shared.stages.playbook, both, &changed, known)?;
        if !plan::holds(
            &self.shared.stages.site,
            (&self.shared.stages.playbook, &playbook),
            changed.iter(),
        ) {
            return None;
        }
        let snapshot = match seen {
            Seen::Nothing => self.with_prose(sources, playbook, &changed),
            Seen::Chapters => self.with_chapters(sources, playbook, &changed)?,
        };
        let snapshot = snapshot.with_faults_in(files, &changed).with_faults_on(today, &changed);
        let snapshot = if changed.is_empty() { snapshot } else { snapshot.with_books_as_before() };
        let reported = snapshot.reported.clone();
        let is_reported_alike = reported.is_like(&self.reported, &changed);
        if is_reported_alike {
            // What forbids a site would have forbidden the one before.
            return Some(Compiled { reported, snapshot: Some(snapshot), is_reported_alike });
        }
        Some(Compiled::of(reported, Some(snapshot)))
    }

    /// The same where no page sees of the files `changed` anything else than before.
    fn with_prose(
        &self,
        sources: &Arc<Sources>,
        playbook: Playbook,
        changed: &[SourcePath],
    ) -> Self {
        let judged = some_pages(&playbook, changed.iter());
        let shared = self.shared.with((sources, playbook), self.shared.gathered.clone());
        let index = shared.index().with_links_of(&judged.pieces());
        let found = check::pages(&judged, shared.stages.linked(&index));
        let looked_at: Vec<SourcePath> =
            changed.iter().chain(&judged.settings.path).cloned().collect();
        let reported = self.reported.with_pages(&shared.stages.playbook, &looked_at, found);
        drop(index);
        Self { shared, reported, terms: Arc::default(), ..self.clone() }
    }

    /// The same where titles, headings and links of the chapters `changed` may be other. `None` when a sheet may show of it.
    fn with_chapters(
        &self,
        sources: &Arc<Sources>,
        playbook: Playbook,
        changed: &[SourcePath],
    ) -> Option<Self> {
        // Links to headings that were not there may lead somewhere now, and of what is half read too little is reported.
        if self.reported.has("broken-anchor") || self.reported.has("toml-syntax") {
            return None;
        }
        if self.reported.whole.iter().any(|fault| fault.shows_of(changed)) {
            return None;
        }
        let before = self.shared.index();
        if self.shows_elsewhere(&before, &playbook, changed) {
            return None;
        }
        let judged = self.judged(&before, &playbook, changed);
        let of_changed = some_pages(&self.shared.stages.playbook, changed.iter());
        let before = before.with_links_of(&of_changed.pieces());
        let mut shared = self.shared.with((sources, playbook), self.shared.gathered.clone());
        let index = shared.index().with_links_of(&judged.pieces()).with_uses(&before, changed)?;
        let found = check::pages(&judged, shared.stages.linked(&index));
        if found.faults.iter().any(|fault| fault.rule.code == "broken-anchor") {
            return None;
        }
        let gathered = index.gathered();
        drop(index);
        shared.gathered = gathered;
        let others = judged.terms.iter().map(|term| &term.path).chain(&judged.settings.path);
        let looked_at: Vec<SourcePath> =
            judged.entries.keys().chain(judged.included.keys()).chain(others).cloned().collect();
        let reported = self.reported.with_pages(&shared.stages.playbook, &looked_at, found);
        let reported = self.reported_between(&shared, reported, changed);
        let has_same_files = shared.gathered.has_files_of(&self.shared.gathered);
        let mut snapshot = Self {
            shared,
            recipes: if has_same_files { Arc::clone(&self.recipes) } else { Arc::default() },
            terms: Arc::default(),
            reported,
            ..self.clone()
        };
        snapshot.ready = snapshot.with_input(|input| snapshot.ready.renamed(input));
        if !has_same_files {
            let faults = snapshot.with_input(|input| snapshot.ready.copied(input).faults);
            snapshot.reported.copied = kept(&self.reported.copied, faults);
        }
        Some(snapshot)
    }

    /// Whether the titles and headings of the chapters `changed` stand on sheets, or one of them is the title of the playbook.
    fn shows_elsewhere(&self, index: &Index<'_>, later: &Playbook, changed: &[SourcePath]) -> bool {
        let is_on_paper =
            |path| index.used_in(path).any(|user| user.is_sheet() || user.kind() == "pack");
        let has_other_name = |path: &SourcePath| {
            path.introduces_folder()
                && path.folder().is_empty()
                && later.entries[path].title() != self.shared.stages.playbook.entries[path].title()
        };
        changed.iter().any(|path| is_on_paper(path) || has_other_name(path))
    }

    /// The pages of `later` that have to be judged by themselves when the chapters `changed` are other: these, those of which
    /// something is reported, as that may name a title or a heading, and where a heading is gone also those that lead to it.
    fn judged(&self, index: &Index<'_>, later: &Playbook, changed: &[SourcePath]) -> Playbook {
        let ids = |playbook: &Playbook, path: &SourcePath| -> BTreeSet<String> {
            let headings = &playbook.entries[path].document().headings;
            headings.iter().map(|heading| heading.id.clone()).collect()
        };
        let is_less = |path: &SourcePath| {
            !ids(&self.shared.stages.playbook, path).is_subset(&ids(later, path))
        };
        let is_less = changed.iter().any(is_less);
        let mut judged: BTreeSet<&SourcePath> =
            changed.iter().chain(self.reported.pages()).collect();
        if is_less {
            let users = changed.iter().flat_map(|path| index.used_in(path));
            judged.extend(users.map(|user| &user.path));
        }
        let some = some_pages(later, judged.iter().copied());
        if is_less || some.entries.len() < judged.len() {
            let (included, terms) = (later.included.clone(), later.terms.clone());
            return Playbook { included, terms, ..some };
        }
        some
    }

    /// What is `reported` of a site with other titles, headings and links in its chapters, with what is reported by the rules that see
    /// who uses whom and what pages say of themselves, and by all others where pages use other files besides pages than they did.
    fn reported_between(
        &self,
        shared: &Shared,
        reported: Reported,
        changed: &[SourcePath],
    ) -> Reported {
        let (playbook, before) = (&shared.stages.playbook, &self.shared.stages.playbook);
        let is_described_alike =
            |path: &SourcePath| playbook.entries[path].meta == before.entries[path].meta;
        if shared.gathered.has_uses_of(&self.shared.gathered)
            && changed.iter().all(is_described_alike)
        {
            return reported;
        }
        let has_same_files = shared.gathered.has_files_of(&self.shared.gathered);
        let index = shared.index();
        let including = index.including().filter(|_| !has_same_files);
        // A link that leads nowhere tells which page was meant.
        let linking = Playbook {
            terms: playbook.terms.clone(),
            included: playbook.included.clone(),
            ..some_pages(playbook, including.chain(reported.pages()))
        };
        let index = shared.index().with_links_of(&linking.pieces());
        let linked = shared.stages.linked(&index);
        let between = kept(&reported.between, check::between(linked));
        let whole = if has_same_files {
            Arc::clone(&reported.whole)
        } else {
            kept(&reported.whole, check::whole(linked))
        };
        Reported { between, whole, ..reported }
    }

    /// The same on the day `today`, where metadata are other in no more than the files `changed`.
    fn with_faults_on(mut self, today: Option<Date>, changed: &[SourcePath]) -> Self {
        self.reported.of_the_day = if self.today == today {
            let judged = some_pages(&self.shared.stages.playbook, changed.iter());
            replaced(&self.reported.of_the_day, changed, check::of_the_day(&judged, today))
        } else {
            kept(&self.reported.of_the_day, check::of_the_day(&self.shared.stages.playbook, today))
        };
        self.today = today;
        self
    }

    /// The same where `faults` are what is wrong in the files `changed` by themselves.
    fn with_faults_in(mut self, faults: Vec<Diagnostic>, changed: &[SourcePath]) -> Self {
        self.reported.files = replaced(&self.reported.files, changed, faults);
        self
    }
}
