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
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{Counts, counts_of, set_levels, words};
use crate::artifact::{Artifact, Body};
use crate::check::{self, HalfRead};
use crate::diag::{Diagnostic, Diagnostics};
use crate::failure::FileError;
use crate::memo::Memo;
use crate::model::index::Gathered;
use crate::model::{Index, Playbook};
use crate::parse::{self, Known};
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

/// What is wrong, by what it was found in.
#[derive(Clone, Default)]
struct Told {
    /// In the disk, in files alone, in settings and words; with what the author wants rules to count as.
    first: Diagnostics,
    /// By the rules that judge one page by itself, and in Markdown files alone.
    pages: Vec<Diagnostic>,
    /// By all other rules.
    whole: Vec<Diagnostic>,
    /// On paper and in templates.
    made: Vec<Diagnostic>,
}

/// What became of sources.
pub struct Compiled {
    /// What is wrong.
    pub diagnostics: Diagnostics,
    /// The site; `None` when errors forbid one.
    pub edition: Option<Edition>,
}

impl Compiled {
    fn of(told: &Told, edition: Option<Edition>) -> Self {
        let diagnostics = told.diagnostics();
        let edition = edition.filter(|_| !diagnostics.has_errors());
        Self { diagnostics, edition }
    }
}

impl Told {
    fn diagnostics(&self) -> Diagnostics {
        let mut diagnostics = self.first.clone();
        let later = self.pages.iter().chain(&self.whole).chain(&self.made);
        diagnostics.extend(later.cloned());
        diagnostics
    }

    /// What is told when `pages` is wrong in the files `changed`, and all else as before.
    fn with_pages(&self, pages: Vec<Diagnostic>, changed: &[SourcePath]) -> Self {
        let is_changed = |fault: &Diagnostic| {
            fault.location.as_ref().is_some_and(|location| changed.contains(&location.path))
        };
        let mut told = self.clone();
        told.pages.retain(|fault| !is_changed(fault));
        told.pages.extend(pages);
        told
    }
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
        && let Some(compiled) = before.and_then(|before| before.with_prose(sources, known))
    {
        return Ok(compiled);
    }
    let mut told = Told::default();
    let mut parsed = Diagnostics::new();
    let playbook = parse::parse_again(sources, known, &mut parsed);
    let half_read = HalfRead::of(&parsed);
    let (pages, first) = parsed.into_list().into_iter().partition(is_in_markdown);
    told.pages = pages;
    told.first.extend(read.into_iter().chain(first));
    set_levels(&playbook.settings, &mut told.first);
    let words = words(sources, &playbook.settings.language, &mut told.first);
    let index = Index::new(&playbook, sources);
    let (pages, whole) =
        rayon::join(|| check::pages(&playbook, &index), || check::whole(&playbook, &index));
    told.pages.extend(half_read.sound(pages));
    told.whole = half_read.sound(whole).collect();
    let compiled = Compiled::of(&told, None);
    if compiled.diagnostics.has_errors() {
        return Ok(compiled);
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
            let sink = |artifact| collected.take(artifact);
            let same_look = before.filter(|before| before.has_look_of(&self.sources));
            ready = Some(match same_look {
                Some(before) => Ok(before.ready.again(input, &sink)?),
                None => {
                    let look = render::Look::of(input.sources, &Theme::load(input.sources));
                    Ready::new(input, look, Binding::Later, &sink)?
                }
            });
            Ok(())
        })?;
        let ready = match ready.expect("it was made just now") {
            Ok(ready) => ready,
            Err(fault) => {
                self.told.made.push(fault);
                return Ok(Compiled::of(&self.told, None));
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
        self.told.made = made.into_list();
        let is_bound = self.site.books.whole.is_none();
        let edition = Edition {
            papers: collected.papers(&self.site, is_bound),
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
        Ok(Compiled::of(&self.told, Some(edition)))
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

    fn take(&self, artifact: Artifact) -> Result<(), FileError> {
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
        Ok(())
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
    /// The same site of `sources`, where nothing but prose is other than before, and only of pages whose prose nobody else
    /// sees.
    fn with_prose(&self, sources: &Arc<Sources>, known: &mut Known) -> Option<Compiled> {
        let changed = self.changed_texts(sources)?;
        if self.ready.lacks_letters() || !self.sources.templates.is_empty() {
            return None;
        }
        let both = (&*self.sources, &**sources);
        let (playbook, parsed) = parse::with_prose(&self.playbook, both, &changed, known)?;
        if !plan::holds(&self.site, (&self.playbook, &playbook), changed.iter()) {
            return None;
        }
        let of_pages = Playbook {
            settings: playbook.settings.clone(),
            entries: changed
                .iter()
                .map(|path| (path.clone(), playbook.entries[path].clone()))
                .collect(),
            ..Playbook::default()
        };
        let index = Index::again(&playbook, sources, self.gathered.clone());
        let index = index.with_links_of(&of_pages.pieces());
        let faults = check::pages(&of_pages, &index).into_iter().chain(parsed).collect();
        drop(index);
        let edition = Self {
            sources: Arc::clone(sources),
            playbook: Arc::new(playbook),
            told: self.told.with_pages(faults, &changed),
            terms: Arc::default(),
            ..self.clone()
        };
        let edition = if changed.is_empty() { edition } else { edition.unbound() };
        Some(Compiled::of(&edition.told.clone(), Some(edition)))
    }

    /// The same where what books are made of is no longer as it was: they are left as they were, and nothing is told of them.
    #[must_use]
    pub fn unbound(mut self) -> Self {
        if self.site.books.whole.is_some() {
            self.ready = self.ready.unbound();
            self.told.made = self.with_input(|input| self.ready.faults(input));
            self.is_bound = false;
        }
        self
    }

    /// The texts that are other than in `sources`. `None` when anything else is, or no text.
    fn changed_texts(&self, sources: &Sources) -> Option<Vec<SourcePath>> {
        let Sources {
            texts,
            assets,
            templates,
            statics,
            static_texts,
            fonts,
            shown_as,
            theme_shown_as,
        } = &*self.sources;
        let is_same = texts.len() == sources.texts.len()
            && *assets == sources.assets
            && *templates == sources.templates
            && *statics == sources.statics
            && *static_texts == sources.static_texts
            && *fonts == sources.fonts
            && *shown_as == sources.shown_as
            && *theme_shown_as == sources.theme_shown_as;
        let mut changed = Vec::new();
        for ((path, text), (later_path, later)) in texts.iter().zip(&sources.texts) {
            if path != later_path {
                return None;
            }
            if !Arc::ptr_eq(text, later) && text != later {
                changed.push(path.clone());
            }
        }
        is_same.then_some(changed)
    }

    fn has_look_of(&self, sources: &Sources) -> bool {
        self.sources.templates == sources.templates
            && self.sources.static_texts == sources.static_texts
    }

    /// What the site holds.
    pub fn counts(&self) -> Counts {
        counts_of(&self.playbook, &self.site, self.ready.prints())
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
        let ready = self.ready.bound(input, &|artifact| collected.take(artifact))?;
        let mut told = self.told.clone();
        told.made = ready.faults(input);
        let mut papers = (*self.papers).clone();
        papers.extend(collected.papers.into_inner().unwrap_or_else(PoisonError::into_inner));
        let edition = Self {
            ready,
            told: told.clone(),
            papers: Arc::new(papers),
            is_bound: true,
            ..self.clone()
        };
        Ok(Compiled::of(&told, Some(edition)))
    }
}
