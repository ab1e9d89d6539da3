//! A playbook that is compiled again and again while it is written: as far as a reader of it has to see, and anew only where
//! something that matters is other than before.
//!
//! What is kept from one edition to the next is kept by content, and is right whatever came between:
//!
//! - a file that was parsed, by its text;
//! - a PDF, by the key of all that it is made of;
//! - templates and the look, by their files;
//! - everything else that pages share, as long as no page sees of the others anything else than before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use super::{Counts, counts_of, set_levels, words};
use crate::artifact::{Artifact, Body};
use crate::check::{self, HalfRead};
use crate::diag::{Diagnostic, Diagnostics};
use crate::failure::FileError;
use crate::memo::Memo;
use crate::model::index::Gathered;
use crate::model::{Index, Playbook};
use crate::parse::{self, Known, Seen};
use crate::render::{self, Binding, Ready, Recipe};
use crate::site::{Route, Site};
use crate::source::{SourcePath, Sources};
use crate::theme::Theme;
use crate::{plan, read};

/// A site that is made file by file, when each is asked for.
#[derive(Clone)]
pub struct Edition {
    sources: Arc<Sources>,
    playbook: Arc<Playbook>,
    gathered: Gathered,
    site: Arc<Site>,
    words: Arc<render::Words>,
    ready: Ready,
    recipes: Arc<OnceLock<BTreeMap<String, Recipe>>>,
    /// The terms of the search, by path: made when the first of them is asked for.
    terms: Arc<OnceLock<BTreeMap<String, Arc<[u8]>>>>,
    papers: Papers,
    told: Told,
    /// What the site holds, but for what was printed.
    counts: Counts,
    /// Whether books are as the texts are, or else as they were.
    is_bound: bool,
}

/// The PDFs of a site, by path.
type Papers = Arc<BTreeMap<String, Arc<[u8]>>>;

/// What a file of the site holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// The same as this file on disk.
    CopyOf(PathBuf),
}

/// What is wrong, by what it was found in. Most of it is as it was before, so that a copy shares all.
#[derive(Clone, Default)]
struct Told {
    /// On the disk, in TOML files alone, in settings and words; with what the author wants rules to count as.
    first: Arc<Diagnostics>,
    /// In Markdown files alone.
    files: Arc<Vec<Diagnostic>>,
    /// By the rules that judge one page by itself.
    pages: Arc<Vec<Diagnostic>>,
    /// By all other rules.
    whole: Arc<Vec<Diagnostic>>,
    /// On paper and in templates.
    made: Arc<Vec<Diagnostic>>,
}

/// What became of sources.
pub struct Compiled {
    told: Told,
    /// The site; `None` when errors forbid one.
    pub edition: Option<Edition>,
    /// Whether just the same is told as of the edition before, with the same excerpts.
    pub is_told_alike: bool,
}

impl Compiled {
    fn of(told: Told, edition: Option<Edition>) -> Self {
        let edition = edition.filter(|_| !told.diagnostics().has_errors());
        Self { told, edition, is_told_alike: false }
    }

    /// What is wrong.
    pub fn diagnostics(&self) -> Diagnostics {
        self.told.diagnostics()
    }
}

impl Told {
    /// All but the first.
    fn later(&self) -> impl Iterator<Item = &Diagnostic> {
        let Self { first: _, files, pages, whole, made } = self;
        files.iter().chain(&**pages).chain(&**whole).chain(&**made)
    }

    fn diagnostics(&self) -> Diagnostics {
        let mut diagnostics = (*self.first).clone();
        diagnostics.extend(self.later().cloned());
        diagnostics
    }

    /// Whether anything is told by the rule with this name.
    fn has(&self, code: &str) -> bool {
        self.first.has(code) || self.later().any(|fault| fault.rule.code == code)
    }

    /// Whether just the same is told as `before`, and nothing of the files `changed`.
    fn is_like(&self, before: &Self, changed: &[SourcePath]) -> bool {
        let is_same = |one: &Arc<Vec<Diagnostic>>, other| Arc::ptr_eq(one, other);
        Arc::ptr_eq(&self.first, &before.first)
            && is_same(&self.files, &before.files)
            && is_same(&self.pages, &before.pages)
            && is_same(&self.whole, &before.whole)
            && is_same(&self.made, &before.made)
            && !self.first.list().iter().chain(self.later()).any(|fault| fault.shows_of(changed))
    }
}

/// `later`, or what was told `before` where it is just the same.
fn kept(before: &Arc<Vec<Diagnostic>>, later: Vec<Diagnostic>) -> Arc<Vec<Diagnostic>> {
    if **before == later { Arc::clone(before) } else { Arc::new(later) }
}

/// What is wrong when `later` is wrong in the files `changed`, and in all others what was wrong before.
fn replaced(
    before: &Arc<Vec<Diagnostic>>,
    changed: &[SourcePath],
    later: Vec<Diagnostic>,
) -> Arc<Vec<Diagnostic>> {
    let is_changed = |fault: &&Diagnostic| {
        fault.location.as_ref().is_some_and(|location| changed.contains(&location.path))
    };
    if later.is_empty() && !before.iter().any(|fault| is_changed(&fault)) {
        return Arc::clone(before);
    }
    Arc::new(before.iter().filter(|fault| !is_changed(fault)).cloned().chain(later).collect())
}

/// Those of the pages of `playbook` that are at `paths`.
fn some_pages<'p>(playbook: &Playbook, paths: impl Iterator<Item = &'p SourcePath>) -> Playbook {
    let pages = paths.filter_map(|path| playbook.entries.get_key_value(path));
    let entries = pages.map(|(path, entry)| (path.clone(), entry.clone())).collect();
    Playbook { settings: playbook.settings.clone(), entries, ..Playbook::default() }
}

/// Compiles `sources`, of whose reading `read` is told. What is `known` of texts, and what holds of the site `before`, is not
/// made again.
///
/// Books are left as they were; [`Edition::bound`] makes them.
pub fn again(
    sources: &Arc<Sources>,
    read: Vec<Diagnostic>,
    known: &mut Known,
    before: Option<&Edition>,
) -> Result<Compiled, FileError> {
    if read.is_empty()
        && let Some(before) = before
        && let Some(compiled) = alone(|| before.with_texts(sources, known))
    {
        return Ok(compiled);
    }
    let (mut told, mut first, mut parsed) =
        (Told::default(), Diagnostics::new(), Diagnostics::new());
    let playbook = parse::parse_again(sources, known, &mut parsed);
    let half_read = HalfRead::of(&parsed);
    let (files, others) = parsed.into_list().into_iter().partition(is_in_markdown);
    told.files = Arc::new(files);
    first.extend(read.into_iter().chain::<Vec<Diagnostic>>(others));
    set_levels(&playbook.settings, &mut first);
    let words = words(sources, &playbook.settings.language, &mut first);
    told.first = Arc::new(first);
    let index = Index::new(&playbook, sources);
    let (pages, whole) =
        rayon::join(|| check::pages(&playbook, &index), || check::whole(&playbook, &index));
    told.pages = Arc::new(half_read.sound(pages).collect());
    told.whole = Arc::new(half_read.sound(whole).collect());
    if told.diagnostics().has_errors() {
        return Ok(Compiled::of(told, None));
    }
    let site = plan::plan(&playbook);
    let gathered = index.gathered();
    drop(index);
    let draft = Draft {
        sources: Arc::clone(sources),
        playbook: Arc::new(playbook),
        gathered,
        site: Arc::new(site),
        words: Arc::new(words),
        told,
    };
    draft.made(before)
}

/// Does so little that to share it out among threads would cost more than the work.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    static ONE: LazyLock<Option<rayon::ThreadPool>> =
        LazyLock::new(|| rayon::ThreadPoolBuilder::new().num_threads(1).build().ok());
    match &*ONE {
        Some(one) => one.install(work),
        None => work(),
    }
}

/// Whether a fault was found in a Markdown file, where a later text may have it no more.
fn is_in_markdown(fault: &Diagnostic) -> bool {
    fault.location.as_ref().is_some_and(|location| location.path.extension() != "toml")
}

/// A site of which nothing is made yet.
struct Draft {
    sources: Arc<Sources>,
    playbook: Arc<Playbook>,
    gathered: Gathered,
    site: Arc<Site>,
    words: Arc<render::Words>,
    told: Told,
}

impl Draft {
    /// Makes what is on paper and, where the playbook has templates of its own, every page once: either may have faults.
    fn made(mut self, before: Option<&Edition>) -> Result<Compiled, FileError> {
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
                self.told.made = Arc::new(vec![fault]);
                return Ok(Compiled::of(self.told, None));
            }
        };
        let mut made = Diagnostics::new();
        self.looked_at(&memo, |input| {
            made.extend(ready.faults(input));
            if input.sources.templates.is_empty() {
                return Ok(());
            }
            ready.every_file(input, &mut made, &|_| Ok(()))
        })?;
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
            is_bound,
        };
        Ok(Compiled::of(self.told, Some(edition)))
    }

    fn looked_at(
        &self,
        memo: &Memo,
        look: impl FnOnce(render::Input<'_>) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        let index = Index::again(&self.playbook, &self.sources, self.gathered.clone());
        look(render::Input {
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

/// Takes PDFs as they are made. Those that are kept are those of the site before.
struct Collected {
    before: Papers,
    papers: Mutex<BTreeMap<String, Arc<[u8]>>>,
}

impl Collected {
    fn before(before: Option<&Edition>) -> Self {
        let before = before.map_or_else(Papers::default, |before| Arc::clone(&before.papers));
        Self { before, papers: Mutex::default() }
    }

    fn take(&self, artifact: Artifact) {
        let bytes = match artifact.body {
            Body::Bytes(bytes) => Arc::from(bytes),
            Body::Kept(_) => {
                let before = self.before.get(&artifact.path);
                Arc::clone(before.expect("only what is known of the site before is kept"))
            }
            Body::CopyOf(_) => unreachable!("what is on paper is no copy"),
        };
        let mut papers = self.papers.lock().unwrap_or_else(PoisonError::into_inner);
        papers.insert(artifact.path, bytes);
    }

    /// All of them, with the books of the site before where those of this one are not made.
    fn papers(self, site: &Site, is_bound: bool) -> Papers {
        let mut papers = self.papers.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !is_bound {
            for route in site.books.whole.iter().chain(site.books.parts.values()) {
                if let Some(bytes) = self.before.get(route.as_str()) {
                    papers.insert(route.to_string(), Arc::clone(bytes));
                }
            }
        }
        Arc::new(papers)
    }
}

impl Edition {
    /// The same site of `sources`, where nothing but texts of pages is other than before, and of these nothing that decides
    /// which pages there are, where they stand and what is on sheets.
    fn with_texts(&self, sources: &Arc<Sources>, known: &mut Known) -> Option<Compiled> {
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

    /// The same where what books are made of is no longer as it was: they are left as they were, and nothing is told of them.
    #[must_use]
    pub fn unbound(mut self) -> Self {
        if self.site.books.whole.is_some() {
            self.ready = self.ready.unbound();
            let made = self.with_input(|input| self.ready.faults(input));
            self.told.made = kept(&self.told.made, made);
            self.is_bound = false;
        }
        self
    }

    /// What the site holds.
    pub fn counts(&self) -> Counts {
        Counts { prints: self.ready.prints(), ..self.counts }
    }

    /// Every path of the site, sorted.
    pub fn paths(&self) -> Vec<String> {
        let recipes = self.recipes().keys().map(String::as_str);
        let papers = self.papers.keys().map(String::as_str);
        let terms = self.terms().keys().map(String::as_str);
        let paths: BTreeSet<&str> =
            recipes.chain(papers).chain(terms).chain(self.books()).collect();
        paths.into_iter().map(str::to_owned).collect()
    }

    /// The paths of the books, made or not.
    fn books(&self) -> impl Iterator<Item = &str> {
        let books = &self.site.books;
        books.whole.iter().chain(books.parts.values()).map(Route::as_str)
    }

    /// Makes the file at `path`. `None` when there is none, or when its template cannot be filled.
    pub fn file(&self, path: &str) -> Option<File> {
        if let Some(bytes) = self.papers.get(path) {
            return Some(File::Bytes(Arc::clone(bytes)));
        }
        let Some(recipe) = self.recipes().get(path) else {
            let is_of_search = path.starts_with(render::search::FOLDER);
            let bytes = is_of_search.then(|| self.terms().get(path)).flatten();
            return bytes.map(|bytes| File::Bytes(Arc::clone(bytes)));
        };
        let artifact = self.with_input(|input| self.ready.file(input, path, recipe)).ok()??;
        Some(match artifact.body {
            Body::Bytes(bytes) => File::Bytes(Arc::from(bytes)),
            Body::CopyOf(file) => File::CopyOf(file),
            Body::Kept(_) => unreachable!("only what is on paper is kept"),
        })
    }

    fn recipes(&self) -> &BTreeMap<String, Recipe> {
        self.recipes.get_or_init(|| self.with_input(|input| self.ready.recipes(input)))
    }

    fn terms(&self) -> &BTreeMap<String, Arc<[u8]>> {
        self.terms.get_or_init(|| {
            let terms = Mutex::new(BTreeMap::new());
            let take = |artifact: Artifact| {
                let Body::Bytes(bytes) = artifact.body else {
                    unreachable!("terms are made, not copied")
                };
                let mut terms = terms.lock().unwrap_or_else(PoisonError::into_inner);
                terms.insert(artifact.path, Arc::from(bytes));
                Ok(())
            };
            self.with_input(|input| render::search::publish_terms(input, &take))
                .expect("memory takes what is made");
            terms.into_inner().unwrap_or_else(PoisonError::into_inner)
        })
    }

    fn with_input<T>(&self, make: impl FnOnce(render::Input<'_>) -> T) -> T {
        let index = Index::again(&self.playbook, &self.sources, self.gathered.clone());
        make(render::Input {
            sources: &self.sources,
            playbook: &self.playbook,
            index: &index,
            site: &self.site,
            words: &self.words,
            pictures: &BTreeMap::new(),
            memo: &Memo::default(),
        })
    }

    /// Whether the books are as the texts are.
    pub fn is_bound(&self) -> bool {
        self.is_bound
    }

    /// Whether `path` is that of a book.
    pub fn is_book(&self, path: &str) -> bool {
        self.books().any(|book| book == path)
    }

    /// Whether pages say the same of the books as they do in the `other` edition.
    pub fn has_books_of(&self, other: &Self) -> bool {
        self.ready.has_books_of(&other.ready)
    }

    /// The same with its books as the texts are now.
    pub fn bound(&self) -> Result<Compiled, FileError> {
        let collected = Collected::before(Some(self));
        let index = Index::new(&self.playbook, &self.sources);
        let pictures = read::pictures(&self.sources, index.images())?;
        let input = render::Input {
            sources: &self.sources,
            playbook: &self.playbook,
            index: &index,
            site: &self.site,
            words: &self.words,
            pictures: &pictures,
            memo: &self.ready.memo(),
        };
        let sink = |artifact| {
            collected.take(artifact);
            Ok(())
        };
        let ready = self.ready.bound(input, &sink)?;
        let mut told = self.told.clone();
        told.made = Arc::new(ready.faults(input));
        let mut papers = (*self.papers).clone();
        papers.extend(collected.papers.into_inner().unwrap_or_else(PoisonError::into_inner));
        let edition = Self {
            ready,
            told: told.clone(),
            papers: Arc::new(papers),
            is_bound: true,
            ..self.clone()
        };
        Ok(Compiled::of(told, Some(edition)))
    }
}
