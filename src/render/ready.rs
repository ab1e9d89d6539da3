//! What the files of a site are made from together, so that all of them can be made, or any one alone.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::assets::Assets;
use super::collision::Copied;
use super::look::Look;
use super::pages::{Pages, Shared};
use super::templates::Engine;
use super::{exports, frame, generated};
use crate::artifact::{Artifact, Body, Sink};
use crate::diag::{Diagnostic, Diagnostics};
use crate::failure::FileError;
use crate::input::Input;
use crate::memo::{Coloured, Memo};
use crate::paper;
use crate::paper::{Binding, Prints, Published};
use crate::search;
use crate::site::Route;

/// What the files of a site are made from together: the look, and what is on paper, which pages tell of.
#[derive(Clone)]
pub struct Ready {
    shared: Arc<Shared>,
    assets: Arc<Assets>,
    published: Arc<Published>,
}

/// How a file of the site is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// It is this page of the site.
    Page(usize),
    /// It leads on from an address that a page had before.
    Redirect(usize),
    /// It holds, for another program, the sheet that this page shows.
    Export(usize),
    /// It is this file of the look.
    Look(usize),
    /// It is the same as this file on disk.
    CopyOf(PathBuf),
    /// It is for hosts and search machines.
    Generated,
    /// It is what a reader searches with.
    SearchDialog,
    /// It holds the text of this page of the site, for excerpts.
    SearchText(usize),
}

impl Ready {
    /// Makes ready what is needed in this `look`, and hands what is on paper to `sink`. A fault of the templates forbids it.
    pub fn new(
        input: Input<'_>,
        look: Look,
        binding: Binding,
        sink: Sink<'_>,
    ) -> Result<Result<Self, Diagnostic>, FileError> {
        let Look { templates, assets } = look;
        let engine = match templates {
            Ok(templates) => Engine::new(templates, input, &assets),
            Err(fault) => return Ok(Err(fault)),
        };
        let published = Arc::new(paper::publish(input, binding, sink)?);
        let shared = Arc::new(Shared::new(input, Arc::new(engine)));
        Ok(Ok(Self { shared, assets: Arc::new(assets), published }))
    }

    /// The same for another playbook in the same look, with the books as they were. Sheets on paper are handed to `sink`.
    pub fn again(&self, input: Input<'_>, sink: Sink<'_>) -> Result<Self, FileError> {
        let published = paper::publish(input, Binding::Later, sink)?;
        let published = Arc::new(published.with_books_of(&self.published));
        let shared = Arc::new(self.shared.again(input, &self.assets));
        Ok(Self { shared, assets: Arc::clone(&self.assets), published })
    }

    /// The same for a playbook in which pages are called otherwise, and no sheet says so.
    #[must_use]
    pub fn renamed(&self, input: Input<'_>) -> Self {
        Self { shared: Arc::new(self.shared.renamed(input, &self.assets)), ..self.clone() }
    }

    /// The same with the books, which are handed to `sink`.
    pub fn bound(&self, input: Input<'_>, sink: Sink<'_>) -> Result<Self, FileError> {
        let published = Arc::new(self.published.bound(input, sink)?);
        Ok(Self { published, ..self.clone() })
    }

    /// The same where the books are no longer what the texts are: they stay as they were, and nothing is reported of them.
    #[must_use]
    pub fn unbound(&self) -> Self {
        let published = (*self.published).clone().with_books_of(&self.published);
        Self { published: Arc::new(published), ..self.clone() }
    }

    /// Whether pages say the same of the books as they do in the `other` site.
    pub fn has_books_of(&self, other: &Self) -> bool {
        self.published.books == other.published.books
    }

    /// What is wrong on paper.
    pub fn faults(&self, input: Input<'_>) -> Vec<Diagnostic> {
        self.published.faults(input)
    }

    /// Whether a letter has no shape on paper: then what is reported depends on every text of the playbook.
    pub fn lacks_letters(&self) -> bool {
        self.published.lacks_letters()
    }

    /// How many PDFs were made, and how many left as they were.
    pub fn prints(&self) -> Prints {
        self.published.prints()
    }

    /// What the next build has to know of the PDFs.
    pub fn memo(&self) -> Memo {
        self.published.memo()
    }

    /// The code that was coloured for the pages that were made.
    pub fn coloured(&self) -> Coloured {
        self.shared.highlighter.coloured()
    }

    fn pages<'a>(&'a self, input: Input<'a>) -> Pages<'a> {
        Pages::new(input, &self.shared, (&self.published.papers, &self.published.books))
    }

    /// Makes every file but what is on paper, and hands it to `sink` with those that are `copied`. Faults of templates are
    /// reported.
    pub fn every_file(
        &self,
        (input, copied): (Input<'_>, Copied),
        diagnostics: &mut Diagnostics,
        sink: Sink<'_>,
    ) -> Result<(), FileError> {
        let pages = self.pages(input);
        let redirects = input.site.redirects.len();
        let made = (0..input.site.pages.len()).into_par_iter().map(|page| pages.render(page));
        let made =
            made.chain((0..redirects).into_par_iter().map(|number| pages.render_redirect(number)));
        let faults: Result<Vec<Option<Diagnostic>>, FileError> = made
            .map(|page| match page {
                Ok(artifact) => sink(artifact).map(|()| None),
                Err(fault) => Ok(Some(fault)),
            })
            .collect();
        diagnostics.extend(faults?.into_iter().flatten());
        match frame::search_dialog(&self.shared.engine, input) {
            Ok(dialog) => dialog.map_or(Ok(()), sink)?,
            Err(fault) => diagnostics.push(fault),
        }
        exports::publish(input, sink)?;
        self.assets.publish(sink)?;
        copied
            .files
            .into_iter()
            .try_for_each(|(path, file)| sink(Artifact { path, body: Body::CopyOf(file) }))?;
        generated::publish(input, sink)?;
        search::publish(input, sink)
    }

    /// How each file is made, by path, but for what is on paper and for the terms of the search, whose names depend on every
    /// text of the playbook.
    pub fn recipes(&self, input: Input<'_>) -> BTreeMap<String, Recipe> {
        let copied = self.copied(input).files;
        let copied = copied.into_iter().map(|(path, file)| (path, Recipe::CopyOf(file)));
        self.made(input).chain(copied).collect()
    }

    /// The files that are published as they are.
    pub fn copied(&self, input: Input<'_>) -> Copied {
        let made = self.made(input).map(|(path, _)| path);
        let books = &input.site.books;
        let printed = input.site.papers.values().flatten();
        let printed = printed.chain(&books.whole).chain(books.parts.values()).map(Route::to_string);
        Copied::of(input, made.chain(printed))
    }

    /// How each file is made that is not copied.
    fn made<'a>(&'a self, input: Input<'a>) -> impl Iterator<Item = (String, Recipe)> {
        let site = input.site;
        let pages = site.pages.iter().enumerate();
        let pages = pages.map(|(number, page)| (page.route.to_string(), Recipe::Page(number)));
        let redirects = site.redirects.iter().enumerate();
        let redirects =
            redirects.map(|(number, (route, _))| (route.to_string(), Recipe::Redirect(number)));
        let exports = site.exports.iter().flat_map(|(page, exports)| {
            let routes = [&exports.markdown, &exports.table].into_iter().chain(&exports.calendar);
            routes.map(|route| (route.to_string(), Recipe::Export(*page)))
        });
        let look = self.assets.paths().enumerate();
        let look = look.map(|(number, path)| (path.to_owned(), Recipe::Look(number)));
        let generated = generated::paths(input).iter();
        let generated = generated.map(|path| ((*path).to_owned(), Recipe::Generated));
        let texts = search::texts(input);
        let texts = texts.map(|(page, path)| (path, Recipe::SearchText(page)));
        let dialog = site.search.map(|_| (search::DIALOG.to_owned(), Recipe::SearchDialog));
        let made = pages.chain(redirects).chain(exports).chain(look).chain(generated);
        made.chain(texts).chain(dialog)
    }

    /// Makes the file at `path` after its `recipe`. `None` when there is nothing to put into it.
    pub fn file(
        &self,
        input: Input<'_>,
        path: &str,
        recipe: &Recipe,
    ) -> Result<Option<Artifact>, Diagnostic> {
        Ok(match recipe {
            Recipe::Page(number) => Some(self.pages(input).render(*number)?),
            Recipe::Redirect(number) => Some(self.pages(input).render_redirect(*number)?),
            Recipe::Export(page) => {
                exports::of_page(input, *page).into_iter().find(|file| file.path == path)
            }
            Recipe::Look(number) => Some(self.assets.file(*number)),
            Recipe::CopyOf(file) => {
                Some(Artifact { path: path.to_owned(), body: Body::CopyOf(file.clone()) })
            }
            Recipe::Generated => Some(generated::file(input, path)),
            Recipe::SearchDialog => frame::search_dialog(&self.shared.engine, input)?,
            Recipe::SearchText(page) => search::text_of_page(input, *page),
        })
    }
}
