//! A playbook that is looked at while it is written: what changed on the disk → the site as it is now, file by file.
//!
//! The preview needs no more than [`Studio::open`], [`Studio::refresh`], [`Studio::settle`], [`Studio::state`],
//! [`Studio::file`] and [`Studio::paths`], from several threads at once. [`Studio::refresh`] is called by one thread at a time,
//! again after each change; the others go on being answered from the last good site while it works.
//!
//! A file is made when it is asked for, and remembered until something changes. Sheets on paper are made at once, for they
//! may not fit. Books take as long as all else together, and no save waits for them: they stay as they were until
//! [`Studio::settle`] is called, best when nothing has changed for a while.

mod report;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use report::Report;

use crate::compile::Counts;
use crate::compile::incremental::{self, Compiled, File, Given, Snapshot};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::failure::FileError;
use crate::fingerprint::Fingerprint;
use crate::measure::Date;
use crate::parse::Known;
use crate::read;
use crate::source::{BESIDE, SourcePath, Sources};

/// Where a playbook lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Holds the playbook's text.
    pub content: PathBuf,
    /// How it is called in messages. Empty or ends in `/`.
    pub shown_as: String,
    /// Holds `templates/`, `static/` and `fonts/`, where the playbook may have its own.
    pub theme: Option<PathBuf>,
}

/// What stands in a playbook at one moment, as far as it is reported.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Counts up whenever the site, or what is reported of it, is other than before. The first is 1.
    pub version: u64,
    /// Whether there is a site of just these files. If not, the last good one stays.
    pub is_good: bool,
    /// What the site holds. `None` when errors forbid one.
    pub counts: Option<Counts>,
    /// How many errors are reported.
    pub errors: usize,
    /// How many warnings are reported.
    pub warnings: usize,
    /// How many hints are reported.
    pub hints: usize,
    /// What is reported that was not reported of the version before.
    pub news: Report,
    /// All that is reported.
    pub reported: Report,
}

/// One file of the site, as `build` would write it.
#[derive(Debug, PartialEq, Eq)]
pub struct Served {
    /// What it holds.
    pub bytes: Arc<[u8]>,
    /// Stands for the bytes.
    pub fingerprint: Fingerprint,
}

impl Served {
    fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self { fingerprint: Fingerprint::of(&bytes), bytes }
    }
}

/// Tells which day it is, if anything does. A warning may depend on it, no byte of the site does.
pub type Today = fn() -> Option<Date>;

/// A playbook that is looked at while it is written.
pub struct Studio {
    folders: Folders,
    today: Today,
    /// Locked as long as something is read and compiled.
    cache: Mutex<Cache>,
    /// Locked for moments only.
    current: Mutex<Current>,
}

/// What lies ready for the next time.
#[derive(Default)]
struct Cache {
    known: Known,
    /// The day of the last time.
    today: Option<Date>,
}

/// What is known at this moment.
#[derive(Default)]
struct Current {
    state: Arc<State>,
    /// `None` before the first time.
    sources: Option<Arc<Sources>>,
    /// What was wrong with the files themselves when they were read.
    read: Vec<Arc<Diagnostic>>,
    /// The last good site.
    site: Option<Arc<Site>>,
}

/// A site, and those of its files that were asked for.
struct Site {
    snapshot: Snapshot,
    served: Mutex<HashMap<String, Arc<Served>>>,
}

impl Site {
    fn new(snapshot: Snapshot) -> Self {
        Self { snapshot, served: Mutex::default() }
    }
}

impl Current {
    /// Makes what was compiled the present.
    fn take(&mut self, sources: Arc<Sources>, read: Vec<Arc<Diagnostic>>, compiled: Compiled) {
        let mut state = self.reported(&sources, &compiled);
        let has_same_pages = self.sources.as_ref().is_some_and(|now| Arc::ptr_eq(&sources, now))
            && match (&compiled.snapshot, &self.site) {
                (Some(snapshot), Some(site)) => snapshot.has_books_of(&site.snapshot),
                (None, _) | (_, None) => false,
            };
        let is_as_before = has_same_pages && state.reported.is_like(&self.state.reported);
        state.version = self.state.version + u64::from(!is_as_before);
        self.sources = Some(sources);
        self.read = read;
        if let Some(snapshot) = compiled.snapshot {
            self.site = Some(Arc::new(Site::new(snapshot)));
        }
        self.state = Arc::new(state);
    }

    /// What is reported of what was compiled.
    fn reported(&self, sources: &Arc<Sources>, compiled: &Compiled) -> State {
        let counts = compiled.snapshot.as_ref().map(Snapshot::counts);
        if compiled.is_reported_alike && self.state.is_good {
            let reported = self.state.reported.again(sources);
            return State { counts, reported, news: Report::default(), ..(*self.state).clone() };
        }
        let reported = Report::of(compiled.diagnostics(), sources);
        State {
            version: 0,
            is_good: compiled.snapshot.is_some(),
            counts,
            errors: reported.count(Severity::Error),
            warnings: reported.count(Severity::Warning),
            hints: reported.count(Severity::Hint),
            news: reported.news(&self.state.reported),
            reported,
        }
    }
}

impl Studio {
    /// Reads and compiles the playbook. Which day it is is asked again each time.
    pub fn open(folders: Folders, today: Today) -> Result<Self, FileError> {
        let studio = Self { folders, today, cache: Mutex::default(), current: Mutex::default() };
        studio.refresh(None)?;
        Ok(studio)
    }

    /// Reads what changed on the disk and compiles it.
    ///
    /// `changed` are the files and folders that were reported as changed; with `None` everything is looked at. When nothing is
    /// other than before, the state is that of before. On an error, too, all stays as it was.
    pub fn refresh(&self, changed: Option<&BTreeSet<PathBuf>>) -> Result<Arc<State>, FileError> {
        let mut cache = locked(&self.cache);
        let (site, before) = {
            let current = self.current();
            (current.site.clone(), current.sources.clone().filter(|_| current.read.is_empty()))
        };
        let (sources, read) = self.read(before.as_deref(), changed)?;
        let today = (self.today)();
        let is_same = read.is_empty()
            && cache.today == today
            && before
                .and_then(|before| before.changed_texts(&sources))
                .is_some_and(|changed| changed.is_empty());
        if is_same && !is_copied(&sources, changed) {
            return Ok(self.state());
        }
        let sources = Arc::new(sources);
        let before = site.as_deref().map(|site| &site.snapshot);
        cache.today = today;
        let given = Given { sources: &sources, read: read.clone(), today };
        let mut compiled = incremental::build(given, &mut cache.known, before)?;
        // What pictures hold is read when a book is made, so that nothing here can tell whether it is another.
        if !sources.assets.is_empty() {
            compiled.snapshot = compiled.snapshot.map(Snapshot::with_books_as_before);
        }
        let mut current = self.current();
        current.take(sources, read, compiled);
        Ok(Arc::clone(&current.state))
    }

    /// What is on the disk now, and what is wrong with it.
    fn read(
        &self,
        before: Option<&Sources>,
        changed: Option<&BTreeSet<PathBuf>>,
    ) -> Result<(Sources, Vec<Arc<Diagnostic>>), FileError> {
        let Folders { content, shown_as, theme } = &self.folders;
        if let (Some(before), Some(changed)) = (before, changed)
            && let Some(sources) = read::again(content, before, changed)?
        {
            return Ok((sources, Vec::new()));
        }
        let mut diagnostics = Diagnostics::new();
        let sources = read::read(content, theme.as_deref(), shown_as, &mut diagnostics)?;
        Ok((sources, diagnostics.into_list()))
    }

    /// Makes what was put off: the books, as the texts are now. Takes seconds where they are large.
    ///
    /// The state is another when more or less is reported then, or pages say something else of the books.
    pub fn settle(&self) -> Result<Arc<State>, FileError> {
        let site = self.current().site.clone();
        let Some(site) = site.filter(|_| !self.is_settled()) else { return Ok(self.state()) };
        let compiled = site.snapshot.with_books_built()?;
        let mut current = self.current();
        // What came meanwhile is newer.
        if current.state.is_good && current.site.as_ref().is_some_and(|now| Arc::ptr_eq(now, &site))
        {
            let (sources, read) =
                (current.sources.clone().unwrap_or_default(), current.read.clone());
            current.take(sources, read, compiled);
        }
        Ok(Arc::clone(&current.state))
    }

    /// Whether nothing is put off. Nothing is as long as there is no site of just these files.
    pub fn is_settled(&self) -> bool {
        let current = self.current();
        let has_books_built =
            current.site.as_ref().is_none_or(|site| site.snapshot.has_books_built());
        has_books_built || !current.state.is_good
    }

    /// What stands in the playbook now.
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.current().state)
    }

    /// The file at `path` of the last good site (`trust/strategy.html`), as `build` would write it. `None` when there is none.
    ///
    /// A copied file is read when it is asked for, so this fails when the disk refuses it. Asking for a book makes it.
    pub fn file(&self, path: &str) -> Result<Option<Arc<Served>>, FileError> {
        let Some(mut site) = self.current().site.clone() else { return Ok(None) };
        if !site.snapshot.has_books_built() && site.snapshot.is_book(path) {
            self.settle()?;
            site = self.current().site.clone().unwrap_or(site);
        }
        if let Some(served) = locked(&site.served).get(path) {
            return Ok(Some(Arc::clone(served)));
        }
        match site.snapshot.file(path) {
            None => Ok(None),
            Some(File::Bytes(bytes)) => {
                let served = Arc::new(Served::new(bytes));
                locked(&site.served).insert(path.to_owned(), Arc::clone(&served));
                Ok(Some(served))
            }
            Some(File::CopyOf(file)) => Ok(Some(Arc::new(Served::new(read::bytes(&file)?)))),
        }
    }

    /// Every path of the last good site, sorted. Empty when there was none yet.
    ///
    /// Notes that a build leaves for the next one are not among them.
    pub fn paths(&self) -> Vec<String> {
        let site = self.current().site.clone();
        site.map(|site| site.snapshot.paths()).unwrap_or_default()
    }

    /// The files that were read and lie where nothing else is read: in folders whose names begin with a dot, and beside the
    /// content folder.
    pub fn aside(&self) -> BTreeSet<PathBuf> {
        let Some(sources) = self.current().sources.clone() else { return BTreeSet::new() };
        let is_aside = |path: &SourcePath| {
            path.is_beside() || path.as_str().split('/').any(|name| name.starts_with('.'))
        };
        let assets = sources.assets.iter().filter(|(path, _)| is_aside(path));
        let root = self.folders.content.canonicalize().ok();
        let around = root.as_deref().and_then(Path::parent);
        let outlines = sources
            .outlines
            .keys()
            .filter_map(|path| Some(around?.join(path.as_str().strip_prefix(BESIDE)?)));
        assets.map(|(_, asset)| asset.file.clone()).chain(outlines).collect()
    }

    fn current(&self) -> MutexGuard<'_, Current> {
        locked(&self.current)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether a file that is published as it is was reported as changed.
fn is_copied(sources: &Sources, changed: Option<&BTreeSet<PathBuf>>) -> bool {
    let Some(changed) = changed else { return false };
    let files = sources.assets.values().map(|asset| &asset.file).chain(sources.statics.values());
    files.into_iter().any(|file| changed.contains(file))
}

#[cfg(test)]
mod tests;
