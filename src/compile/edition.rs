//! A playbook that is compiled again and again while it is written: as far as a reader of it has to see, and anew only where
//! something that matters is other than before.
//!
//! What is kept from one edition to the next is kept by content, and is right whatever came between:
//!
//! - a file that was parsed, by its text;
//! - a PDF, by the key of all that it is made of;
//! - templates and the look, by their files;
//! - everything else that pages share, as long as no page sees of the others anything else than before.

mod draft;
mod edited;
mod papers;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use draft::Draft;
use papers::{Collected, Papers};
use told::{Told, kept, listed};

use super::{Counts, set_levels, words};
use crate::artifact::{Artifact, Body};
use crate::check::{self, HalfRead};
use crate::diag::{Diagnostic, Diagnostics};
use crate::failure::FileError;
use crate::input::Input;
use crate::measure::Date;
use crate::memo::Memo;
use crate::model::index::Gathered;
use crate::model::{Index, Playbook};
use crate::parse::{self, Known};
use crate::render::{self, Ready, Recipe};
use crate::search;
use crate::site::{Route, Site};
use crate::source::Sources;
use crate::theme::Theme;
use crate::words::Words;
use crate::{plan, read};

/// A site that is made file by file, when each is asked for.
#[derive(Clone)]
pub struct Edition {
    sources: Arc<Sources>,
    playbook: Arc<Playbook>,
    gathered: Gathered,
    site: Arc<Site>,
    words: Arc<Words>,
    ready: Ready,
    recipes: Arc<OnceLock<BTreeMap<String, Recipe>>>,
    /// The terms of the search, by path: made when the first of them is asked for.
    terms: Arc<OnceLock<BTreeMap<String, Arc<[u8]>>>>,
    papers: Papers,
    told: Told,
    /// The day for which something is told.
    today: Option<Date>,
    /// What the site holds, but for what was printed.
    counts: Counts,
    /// Whether books are as the texts are, or else as they were.
    is_bound: bool,
}

/// What a file of the site holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// The same as this file on disk.
    CopyOf(PathBuf),
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
        let edition = edition.filter(|_| !told.has_errors());
        Self { told, edition, is_told_alike: false }
    }

    /// What is wrong.
    pub fn diagnostics(&self) -> Diagnostics {
        self.told.diagnostics()
    }
}

/// What is compiled.
pub struct Given<'a> {
    /// What was read.
    pub sources: &'a Arc<Sources>,
    /// What was wrong with the files themselves.
    pub read: Vec<Arc<Diagnostic>>,
    /// The day, for warnings of what should have been done by now.
    pub today: Option<Date>,
}

/// Compiles what is `given`. What is `known` of texts, and what holds of the site `before`, is not made again.
///
/// Books are left as they were; [`Edition::bound`] makes them.
pub fn again(
    given: Given<'_>,
    known: &mut Known,
    before: Option<&Edition>,
) -> Result<Compiled, FileError> {
    let Given { sources, read, today } = given;
    if read.is_empty()
        && let Some(before) = before
        && let Some(compiled) = alone(|| before.with_texts((sources, today), known))
    {
        return Ok(compiled);
    }
    let (mut told, mut first, mut parsed) =
        (Told::default(), Diagnostics::new(), Diagnostics::new());
    let playbook = parse::parse_again(sources, known, &mut parsed);
    let half_read = HalfRead::of(&playbook);
    let (files, others) = parsed.into_list().into_iter().partition(is_in_markdown);
    told.files = Arc::new(files);
    first.extend(read.into_iter().chain::<Vec<Arc<Diagnostic>>>(others));
    set_levels(&playbook, &mut first);
    let words = words(sources, &playbook.settings, &mut first);
    told.first = Arc::new(first);
    let index = Index::new(&playbook, sources);
    let site = plan::plan(&playbook);
    let found = check::Found::of(&playbook, &index, &site);
    let sound = |faults| listed(half_read.sound(faults));
    told.pages = sound(found.pages);
    told.between = sound(found.between);
    told.whole = sound(found.whole);
    told.of_the_day = listed(of_the_day(&playbook, today));
    if told.has_errors() {
        // A template that cannot be read is told beside what forbids a site.
        if !sources.templates.is_empty() {
            told.made = listed(render::Look::of(sources, &Theme::load(sources)).fault());
        }
        return Ok(Compiled::of(told, None));
    }
    let gathered = index.gathered();
    drop(index);
    let draft = Draft {
        sources: Arc::clone(sources),
        playbook: Arc::new(playbook),
        gathered,
        site: Arc::new(site),
        words: Arc::new(words),
        told,
        today,
    };
    draft.made(before)
}

/// What breaks a rule of the day, where it is known which it is.
fn of_the_day(playbook: &Playbook, today: Option<Date>) -> Vec<Diagnostic> {
    today.map(|today| check::of_the_day(playbook, today)).unwrap_or_default()
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
fn is_in_markdown(fault: &Arc<Diagnostic>) -> bool {
    fault.location.as_ref().is_some_and(|location| !location.path.is_toml())
}

impl Edition {
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
            let is_of_search = path.starts_with(search::FOLDER);
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
            self.with_input(|input| search::publish_terms(input, &take))
                .expect("memory takes what is made");
            terms.into_inner().unwrap_or_else(PoisonError::into_inner)
        })
    }

    fn with_input<T>(&self, make: impl FnOnce(Input<'_>) -> T) -> T {
        let index = Index::again(&self.playbook, &self.sources, self.gathered.clone());
        make(Input {
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
        let input = Input {
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
        told.made = listed(ready.faults(input));
        let edition = Self {
            ready,
            told: told.clone(),
            papers: collected.with_before(),
            is_bound: true,
            ..self.clone()
        };
        Ok(Compiled::of(told, Some(edition)))
    }
}
