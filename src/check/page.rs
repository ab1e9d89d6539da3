//! One file as a rule of pages sees it.

use super::names::Names;
use crate::model::index::Found;
use crate::model::mention::{Mention, Piece};
use crate::model::{Entry, Playbook, Settings, Stance, Term};
use crate::prose::Document;
use crate::source::{SourcePath, Spanned};

/// A link or an image, and what it points at.
pub(super) type Link<'p> = (Mention<'p>, Found<'p>);

/// A name by which one file refers to another, with the file and the key it stands in. `None` for settings without a file.
pub(super) type Reference<'p> = (Option<&'p SourcePath>, &'static str, &'p Spanned<String>);

/// A file that is judged by itself: its own prose, its metadata and its links, and the [`Names`] of the others.
pub struct Page<'p> {
    path: Option<&'p SourcePath>,
    what: What<'p>,
    pieces: Vec<Piece<'p>>,
    links: &'p [Link<'p>],
    /// What it may know of other pages.
    pub(super) names: &'p Names<'p>,
}

/// What a file is that can be judged.
#[derive(Clone, Copy)]
enum What<'p> {
    Entry(&'p Entry),
    /// A file that pages include.
    Included(&'p Document),
    /// A file of the glossary.
    Terms,
    Settings,
}

impl<'p> Page<'p> {
    /// Every file of `judged`, which is the whole playbook or some of its pages, with its part of their `links`. The settings
    /// are judged along with any page.
    pub(super) fn all(
        judged: &'p Playbook,
        mut links: &'p [Link<'p>],
        names: &'p Names<'p>,
    ) -> Vec<Self> {
        // Links are in the order of the pieces, so each file has those that come next.
        let mut page = |path: &'p SourcePath, what, pieces: Vec<Piece<'p>>| {
            let own = links.iter().take_while(|(mention, _)| mention.path() == path).count();
            let (links_of_page, rest) = links.split_at(own);
            links = rest;
            let pieces = pieces.into_iter().filter(|piece| !piece.document.is_empty()).collect();
            Self { path: Some(path), what, pieces, links: links_of_page, names }
        };
        let mut pages = Vec::with_capacity(judged.entries.len() + 1);
        for (path, entry) in &judged.entries {
            let documents = entry.documents().into_iter();
            let pieces = documents.map(|document| Piece { path, document }).collect();
            pages.push(page(path, What::Entry(entry), pieces));
        }
        for (path, document) in &judged.included {
            let piece = Piece { path, document };
            pages.push(page(path, What::Included(document), vec![piece]));
        }
        for terms in judged.terms.chunk_by(|one, other| one.path == other.path) {
            let piece = |term: &'p Term| Piece { path: &term.path, document: &term.means };
            pages.push(page(&terms[0].path, What::Terms, terms.iter().map(piece).collect()));
        }
        let path = names.settings().path.as_ref();
        let what = What::Settings;
        pages.push(Self { path, what, pieces: Vec::new(), links: &[], names });
        pages
    }

    /// The page that an author wrote. `None` for any other file.
    pub(super) fn entry(&self) -> Option<&'p Entry> {
        match self.what {
            What::Entry(entry) => Some(entry),
            What::Included(_) | What::Terms | What::Settings => None,
        }
    }

    /// The prose of a file that pages include. `None` for any other file.
    pub(super) fn included(&self) -> Option<&'p Document> {
        match self.what {
            What::Included(document) => Some(document),
            What::Entry(_) | What::Terms | What::Settings => None,
        }
    }

    /// The file. `None` for settings without one.
    pub(super) fn path(&self) -> Option<&'p SourcePath> {
        self.path
    }

    /// Its place among others: pages come before the files that they include, and those before the glossary.
    pub(super) fn rank(&self) -> u8 {
        match self.what {
            What::Entry(_) => 0,
            What::Included(_) => 1,
            What::Terms => 2,
            What::Settings => 3,
        }
    }

    fn is_settings(&self) -> bool {
        match self.what {
            What::Settings => true,
            What::Entry(_) | What::Included(_) | What::Terms => false,
        }
    }

    /// Its prose, piece by piece.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece<'p>> + use<'_, 'p> {
        self.pieces.iter().copied()
    }

    /// Every link and image in its prose, and what it points at.
    pub(super) fn mentions(&self) -> &'p [Link<'p>] {
        self.links
    }

    /// Every name by which it refers to another file.
    pub(super) fn references(&self) -> Vec<Reference<'p>> {
        let of_page = self.entry().into_iter().flat_map(|entry| {
            let references = entry.references().into_iter();
            references.map(|(key, slug)| (Some(&entry.path), key, slug))
        });
        let settings = self.is_settings().then(|| self.settings());
        of_page.chain(settings.into_iter().flat_map(print_most)).collect()
    }

    /// Every id in its `covers`, with the file it stands in. `None` for settings without a file.
    pub(super) fn covers(&self) -> Vec<(Option<&'p SourcePath>, &'p Spanned<String>)> {
        if self.is_settings() {
            let settings = self.settings();
            return settings.covers.iter().map(|id| (settings.path.as_ref(), id)).collect();
        }
        let covers = self
            .entry()
            .into_iter()
            .flat_map(|entry| entry.meta.covers.iter().map(|id| (Some(&entry.path), id)));
        covers.collect()
    }

    /// What `playbook.toml` says.
    pub(super) fn settings(&self) -> &'p Settings {
        self.names.settings()
    }

    /// How much is let pass.
    pub(super) fn stance(&self) -> &'p Stance {
        self.names.stance()
    }
}

/// The sheets that settings name.
pub(super) fn print_most(settings: &Settings) -> impl Iterator<Item = Reference<'_>> {
    settings.print_most.iter().map(|slug| (settings.path.as_ref(), "print_most", slug))
}
