//! Laid-out pages → PDF files of the site; those that the last build made of the same are left as they are.

use std::path::Path;
use std::sync::OnceLock;

use super::fonts::Fonts;
use super::key::Keys;
use super::objects::Unknown;
use super::page::Pages;
use super::pdf;
use super::pdf::PdfContext;
use super::pictures::Pictures;
use crate::artifact::{Artifact, Body, Sink};
use crate::diag::Diagnostic;
use crate::failure::FileError;
use crate::fingerprint::Fingerprint;
use crate::input::Input;
use crate::memo::Known;
use crate::paper::printed::Prints;
use crate::site::Route;

/// Makes files of pages, and knows those that were made before.
pub(super) struct Printer<'a> {
    /// What is printed.
    pub(super) input: Input<'a>,
    /// What it goes by when it looks for what was made before.
    pub(super) keys: Keys,
    sink: Sink<'a>,
    /// The fonts that texts are set in.
    pub(super) fonts: Fonts,
    /// What is wrong with some of the playbook's own.
    pub(super) faults: Vec<Diagnostic>,
    /// Made ready when the first PDF is made: a build that makes none need not wait for it.
    context: OnceLock<PdfContext>,
    pictures: OnceLock<Pictures>,
    all: OnceLock<Fingerprint>,
}

impl<'a> Printer<'a> {
    /// A printer that hands its files to `sink`.
    pub(super) fn new(input: Input<'a>, sink: Sink<'a>) -> Self {
        let language = &input.playbook.settings.language;
        let keys = Keys::of(language, &input.sources.fonts);
        let (fonts, faults) = Fonts::of(input.sources, language);
        let (context, pictures, all) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { input, keys, sink, fonts, faults, context, pictures, all }
    }

    /// What is known of each of the files at `routes`, if all of them are as they would be made anew.
    pub(super) fn known(&self, routes: &[Route], keys: &[Fingerprint]) -> Option<Vec<Known>> {
        let find =
            |(route, key): (&Route, &Fingerprint)| self.input.memo.find(route.as_str(), *key);
        routes.iter().zip(keys).map(find).collect()
    }

    /// The pictures of books, read when the first book is made.
    pub(super) fn pictures(&self) -> &Pictures {
        self.pictures.get_or_init(|| Pictures::of(self.input, &self.fonts))
    }

    /// The key of what may be made of anything in the playbook.
    pub(super) fn key_of_all(&self) -> Fingerprint {
        *self.all.get_or_init(|| {
            let Input { sources, words, pictures, .. } = self.input;
            self.keys.of_all(sources, words, pictures)
        })
    }

    /// Leaves the file at `route` as it is.
    pub(super) fn keep(&self, route: &Route, known: Known) -> Result<(), FileError> {
        (self.sink)(Artifact { path: route.as_str().to_owned(), body: Body::Kept(known.bytes) })
    }

    /// Makes a file of `pages`, which were laid out from what `key` stands for.
    pub(super) fn print(
        &self,
        route: &Route,
        key: Fingerprint,
        pages: &Pages,
    ) -> Result<Known, FileError> {
        let made = pdf::bytes(pages, self.context());
        self.hand_over(route, key, made.map(|bytes| (bytes, pages.pages.len())))
    }

    /// Makes a file of a book, whose pages `make` lays out from what `key` stands for.
    pub(super) fn print_book(
        &self,
        route: &Route,
        key: Fingerprint,
        make: &dyn Fn() -> Pages,
    ) -> Result<Known, FileError> {
        self.hand_over(route, key, pdf::bytes_of_book(make, self.context()))
    }

    fn context(&self) -> &PdfContext {
        let language = &self.input.playbook.settings.language;
        self.context.get_or_init(|| PdfContext::new(&self.fonts, language))
    }

    fn hand_over(
        &self,
        route: &Route,
        key: Fingerprint,
        made: Result<(Vec<u8>, usize), Unknown>,
    ) -> Result<Known, FileError> {
        let refused =
            |why: Unknown| FileError::refused("print", Path::new(route.as_str()), why.to_string());
        let (bytes, pages) = made.map_err(refused)?;
        let known = Known { key, bytes: Fingerprint::of(&bytes), pages };
        (self.sink)(Artifact::new(route.as_str(), bytes))?;
        Ok(known)
    }
}

/// What became of some PDFs.
#[derive(Clone, Debug, Default)]
pub(super) struct Done {
    /// How many were made, and how many left.
    pub(super) prints: Prints,
    /// What the next build has to know, by path.
    pub(super) known: Vec<(String, Known)>,
}

impl Done {
    /// The files at `routes` were made.
    pub(super) fn made(routes: &[Route], known: &[Known]) -> Self {
        let prints = Prints { made: known.len(), kept: 0 };
        Self { prints, known: by_path(routes, known) }
    }

    /// The files at `routes` were left.
    pub(super) fn kept(routes: &[Route], known: &[Known]) -> Self {
        let prints = Prints { made: 0, kept: known.len() };
        Self { prints, known: by_path(routes, known) }
    }

    /// Adds what became of others.
    pub(super) fn add(&mut self, other: Self) {
        self.prints.made += other.prints.made;
        self.prints.kept += other.prints.kept;
        self.known.extend(other.known);
    }
}

fn by_path(routes: &[Route], known: &[Known]) -> Vec<(String, Known)> {
    routes.iter().map(|route| route.as_str().to_owned()).zip(known.iter().copied()).collect()
}
