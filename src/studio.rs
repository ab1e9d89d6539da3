//! A playbook that is looked at while it is written: what changed on the disk → the site as it is now, file by file.
//!
//! The preview needs no more than [`Studio::open`], [`Studio::refresh`], [`Studio::state`], [`Studio::file`] and
//! [`Studio::paths`], from several threads at once. [`Studio::refresh`] is called by one thread at a time, again after each
//! change; the others go on being answered from the last good site while it works.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::artifact::{Artifact, Body};
use crate::compile::{Counts, How, Strictness, compile};
use crate::diag::show::{self, Colour, Fault};
use crate::diag::{Diagnostics, Severity};
use crate::failure::FileError;
use crate::fingerprint::Fingerprint;
use crate::memo::{MEMO, Memo};
use crate::read;
use crate::source::Sources;
use crate::theme::Theme;

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

/// What stands in a playbook at one moment, as far as it is told.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Counts up whenever the site, or what is told of it, is other than before. The first is 1.
    pub version: u64,
    /// Whether there is a site of just these files. If not, the last good one stays.
    pub is_good: bool,
    /// What the site holds. `None` when errors forbid one.
    pub counts: Option<Counts>,
    /// How many errors are told.
    pub errors: usize,
    /// How many warnings are told.
    pub warnings: usize,
    /// How many hints are told.
    pub hints: usize,
    /// Every diagnostic with its excerpt, as `build` tells them: letters only.
    pub told: String,
    /// The same with the control sequences of terminals.
    pub told_in_colour: String,
    /// Every diagnostic in its parts, in the same order.
    pub faults: Vec<Fault>,
    /// Whether nothing but style sheets changed since the version before, so that an open page need not be read again.
    pub style_only: bool,
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

/// A playbook that is looked at while it is written.
pub struct Studio {
    folders: Folders,
    now: Mutex<Now>,
}

/// What is known at this moment.
#[derive(Default)]
struct Now {
    state: Arc<State>,
    sources: Sources,
    /// The last good site.
    site: Site,
}

type Site = BTreeMap<String, File>;

/// One file of the site, and how it is come by.
#[derive(Clone, Debug)]
enum File {
    Made(Arc<Served>),
    CopyOf(PathBuf),
}

impl Studio {
    /// Reads and compiles the playbook.
    pub fn open(folders: Folders) -> Result<Self, FileError> {
        let studio = Self { folders, now: Mutex::default() };
        studio.refresh(None)?;
        Ok(studio)
    }

    /// Reads what changed on the disk and compiles it.
    ///
    /// `changed` are the files and folders that were told as changed; with `None` everything is looked at. When nothing is
    /// other than before, the state is that of before. On an error, too, all stays as it was.
    pub fn refresh(&self, changed: Option<&BTreeSet<PathBuf>>) -> Result<Arc<State>, FileError> {
        let mut diagnostics = Diagnostics::new();
        let Folders { content, shown_as, theme } = &self.folders;
        let sources = read::read(content, theme.as_deref(), shown_as, &mut diagnostics)?;
        let before = self.now().site.clone();
        let site = Mutex::new(Site::new());
        let counts = {
            let memo = memo_of(&before);
            let how = How { strictness: Strictness::Lenient, memo: &memo };
            let sink = |artifact: Artifact| {
                let file = kept(artifact.body, before.get(&artifact.path));
                locked(&site).insert(artifact.path, file);
                Ok(())
            };
            compile(&sources, how, &mut diagnostics, &sink)?
        };
        let site = counts.map(|_| mem::take(&mut *locked(&site)));
        Ok(self.take(sources, site, counts, &diagnostics, changed))
    }

    /// Makes what was compiled the present.
    fn take(
        &self,
        sources: Sources,
        site: Option<Site>,
        counts: Option<Counts>,
        diagnostics: &Diagnostics,
        changed: Option<&BTreeSet<PathBuf>>,
    ) -> Arc<State> {
        let told = show::human(diagnostics, &sources, Colour::Plain);
        let mut now = self.now();
        let is_same_site = site.as_ref().is_none_or(|site| is_same(site, &now.site, changed));
        let is_good = site.is_some();
        if now.state.version > 0
            && is_same_site
            && now.state.told == told
            && now.state.is_good == is_good
        {
            return Arc::clone(&now.state);
        }
        let state = State {
            version: now.state.version + 1,
            is_good,
            counts,
            errors: diagnostics.count(Severity::Error),
            warnings: diagnostics.count(Severity::Warning),
            hints: diagnostics.count(Severity::Hint),
            told_in_colour: show::human(diagnostics, &sources, Colour::Styled),
            faults: show::faults(diagnostics, &sources),
            style_only: is_good && now.state.is_good && differ_in_style(&now.sources, &sources),
            told,
        };
        now.sources = sources;
        if let Some(site) = site {
            now.site = site;
        }
        now.state = Arc::new(state);
        Arc::clone(&now.state)
    }

    /// What stands in the playbook now.
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.now().state)
    }

    /// The file at `path` of the last good site (`trust/strategy.html`), as `build` would write it. `None` when there is none.
    ///
    /// A copied file is read when it is asked for, so this fails when the disk refuses it.
    pub fn file(&self, path: &str) -> Result<Option<Arc<Served>>, FileError> {
        let file = self.now().site.get(path).filter(|_| path != MEMO).cloned();
        match file {
            None => Ok(None),
            Some(File::Made(served)) => Ok(Some(served)),
            Some(File::CopyOf(file)) => Ok(Some(Arc::new(Served::new(read::bytes(&file)?)))),
        }
    }

    /// Every path of the last good site, sorted. Empty when there was none yet.
    ///
    /// Notes that a build leaves for the next one are not among them.
    pub fn paths(&self) -> Vec<String> {
        self.now().site.keys().filter(|path| *path != MEMO).cloned().collect()
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        locked(&self.now)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is known of the PDFs of the last good site.
fn memo_of(site: &Site) -> Memo {
    match site.get(MEMO) {
        Some(File::Made(memo)) => Memo::parse(&memo.bytes),
        Some(File::CopyOf(_)) | None => Memo::default(),
    }
}

fn kept(body: Body, before: Option<&File>) -> File {
    match body {
        Body::Bytes(bytes) => {
            let served = Served::new(bytes);
            match before {
                Some(File::Made(before)) if **before == served => File::Made(Arc::clone(before)),
                Some(_) | None => File::Made(Arc::new(served)),
            }
        }
        Body::CopyOf(file) => File::CopyOf(file),
        Body::Kept(_) => before.cloned().expect("only what the memo knows is kept"),
    }
}

/// Whether two sites hold the same. A copied file that was told as changed counts as another.
fn is_same(site: &Site, before: &Site, changed: Option<&BTreeSet<PathBuf>>) -> bool {
    let is_told = |file: &Path| changed.is_some_and(|changed| changed.contains(file));
    site.len() == before.len()
        && site.iter().zip(before).all(|(one, other)| match (one, other) {
            ((path, File::Made(now)), (old_path, File::Made(old))) => {
                path == old_path && now.fingerprint == old.fingerprint
            }
            ((path, File::CopyOf(now)), (old_path, File::CopyOf(old))) => {
                path == old_path && now == old && !is_told(now)
            }
            ((_, File::Made(_)), (_, File::CopyOf(_)))
            | ((_, File::CopyOf(_)), (_, File::Made(_))) => false,
        })
}

/// Whether nothing is other than before but texts of style sheets.
fn differ_in_style(one: &Sources, other: &Sources) -> bool {
    let is_style = |name: &str| name.ends_with(".css") && Theme::is_theme_file(name);
    let rest = |sources: &Sources| -> BTreeMap<String, Arc<str>> {
        let texts = sources.static_texts.iter().filter(|(name, _)| !is_style(name));
        texts.map(|(name, text)| (name.clone(), Arc::clone(text))).collect()
    };
    let others = |sources: &Sources| -> BTreeMap<String, PathBuf> {
        let files = sources.statics.iter().filter(|(name, _)| !is_style(name));
        files.map(|(name, file)| (name.clone(), file.clone())).collect()
    };
    one.texts == other.texts
        && one.assets == other.assets
        && one.templates == other.templates
        && one.fonts == other.fonts
        && others(one) == others(other)
        && rest(one) == rest(other)
        && one.static_texts != other.static_texts
}

#[cfg(test)]
mod tests;
