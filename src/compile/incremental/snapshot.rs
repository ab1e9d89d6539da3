//! A site that is made file by file, when each is asked for, and kept until the next build.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::papers::{Collected, Papers};
use super::reported::{Reported, kept, listed};
use super::shared::Shared;
use crate::artifact::{Artifact, Body};
use crate::compile::counts::Counts;
use crate::compile::stages;
use crate::diag::Diagnostics;
use crate::failure::FileError;
use crate::input::Input;
use crate::measure::Date;
use crate::memo::Memo;
use crate::render::{Ready, Recipe};
use crate::site::Route;
use crate::{read, search};

/// A site that is made file by file, when each is asked for.
#[derive(Clone)]
pub struct Snapshot {
    pub(super) shared: Shared,
    pub(super) ready: Ready,
    pub(super) recipes: Arc<OnceLock<BTreeMap<String, Recipe>>>,
    /// The terms of the search, by path: made when the first of them is asked for.
    pub(super) terms: Arc<OnceLock<BTreeMap<String, Arc<[u8]>>>>,
    pub(super) papers: Papers,
    pub(super) reported: Reported,
    /// The day for which something is reported.
    pub(super) today: Option<Date>,
    /// What the site holds, but for what was printed.
    pub(super) counts: Counts,
    /// Whether books are as the texts are, or else as they were.
    pub(super) has_books_built: bool,
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
    pub(super) reported: Reported,
    /// The site; `None` when errors forbid one.
    pub snapshot: Option<Snapshot>,
    /// Whether just the same is reported as of the snapshot before, with the same excerpts.
    pub is_reported_alike: bool,
}

impl Compiled {
    pub(super) fn of(reported: Reported, snapshot: Option<Snapshot>) -> Self {
        let snapshot = snapshot.filter(|_| !reported.has_errors());
        Self { reported, snapshot, is_reported_alike: false }
    }

    /// What is wrong.
    pub fn diagnostics(&self) -> Diagnostics {
        self.reported.diagnostics()
    }
}

impl Snapshot {
    /// The same where what books are made of is no longer as it was: they are left as they were, and nothing is reported of them.
    #[must_use]
    pub fn with_books_as_before(mut self) -> Self {
        if self.shared.stages.site.books.whole.is_some() {
            self.ready = self.ready.unbound();
            let made = self.with_input(|input| self.ready.faults(input));
            self.reported.made = kept(&self.reported.made, made);
            self.has_books_built = false;
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
        let books = &self.shared.stages.site.books;
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

    pub(super) fn with_input<T>(&self, make: impl FnOnce(Input<'_>) -> T) -> T {
        self.shared.with_input(&Memo::default(), make)
    }

    /// Whether the books are as the texts are.
    pub fn has_books_built(&self) -> bool {
        self.has_books_built
    }

    /// Whether `path` is that of a book.
    pub fn is_book(&self, path: &str) -> bool {
        self.books().any(|book| book == path)
    }

    /// Whether pages say the same of the books as they do in the `other` snapshot.
    pub fn has_books_of(&self, other: &Self) -> bool {
        self.ready.has_books_of(&other.ready)
    }

    /// The same with its books as the texts are now.
    pub fn with_books_built(&self) -> Result<Compiled, FileError> {
        let collected = Collected::after(&self.papers);
        let Shared { stages, words, .. } = &self.shared;
        let (index, memo) = (stages.index(), self.ready.memo());
        let pictures = read::pictures(&stages.sources, index.images())?;
        let input = stages::input(stages.linked(&index), words, (&pictures, &memo));
        let sink = |artifact| {
            collected.take(artifact);
            Ok(())
        };
        let ready = self.ready.bound(input, &sink)?;
        let mut reported = self.reported.clone();
        reported.made = listed(ready.faults(input));
        let snapshot = Self {
            ready,
            reported: reported.clone(),
            papers: collected.with_before(),
            has_books_built: true,
            ..self.clone()
        };
        Ok(Compiled::of(reported, Some(snapshot)))
    }
}
