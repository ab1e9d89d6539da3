//! One page that an author wrote.

use std::sync::Arc;

use super::checklist::Checklist;
use super::meta::Meta;
use super::pack::Pack;
use super::path::Path;
use crate::prose::{Document, Heading};
use crate::sheet::{Paper, Turn};
use crate::source::{SourcePath, Spanned};
use crate::worksheet::{CopyNumbers, Worksheet};

/// One page that an author wrote. A copy shares all that it holds.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The file.
    pub path: SourcePath,
    /// What its metadata say.
    pub meta: Arc<Meta>,
    /// What it is.
    pub content: Content,
}

/// What a page is.
#[derive(Clone, Debug)]
pub enum Content {
    /// Prose that explains and orders.
    Chapter(Arc<Document>),
    /// Something a group does, in timed steps.
    Activity(Arc<Document>),
    /// A short list at a pause point.
    Checklist(Arc<Checklist>),
    /// Anything filled in.
    Worksheet(Arc<Worksheet>),
    /// From a symptom to steps.
    Path(Arc<Path>),
    /// A bundle of sheets to print.
    Pack(Arc<Pack>),
}

impl Entry {
    /// The name that other files refer to it by.
    pub fn slug(&self) -> &str {
        self.path.slug()
    }

    /// The title, as text.
    pub fn title(&self) -> &str {
        &self.meta.title.value
    }

    /// Its prose: the body of a Markdown file, the introduction of any other.
    pub fn document(&self) -> &Document {
        match &self.content {
            Content::Chapter(document) | Content::Activity(document) => document,
            Content::Checklist(checklist) => &checklist.intro,
            Content::Worksheet(worksheet) => &worksheet.shared.intro,
            Content::Path(path) => &path.intro,
            Content::Pack(pack) => &pack.intro,
        }
    }

    /// Every piece of prose in it, its body or introduction first.
    pub fn documents(&self) -> Vec<&Document> {
        let mut documents = vec![self.document()];
        match &self.content {
            Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => {}
            Content::Checklist(checklist) => documents.extend(checklist.documents()),
            Content::Worksheet(worksheet) => documents.extend(worksheet.documents()),
        }
        documents
    }

    /// The prose of a chapter or an activity. `None` for any other page.
    pub fn prose(&self) -> Option<&Document> {
        match &self.content {
            Content::Chapter(document) | Content::Activity(document) => Some(document),
            Content::Checklist(_) | Content::Worksheet(_) | Content::Path(_) | Content::Pack(_) => {
                None
            }
        }
    }

    /// Whether it is something that a group does.
    pub fn is_activity(&self) -> bool {
        self.kind() == "activity"
    }

    /// The checklist that it is, if it is one.
    pub fn checklist(&self) -> Option<&Checklist> {
        match &self.content {
            Content::Checklist(checklist) => Some(checklist),
            Content::Chapter(_)
            | Content::Activity(_)
            | Content::Worksheet(_)
            | Content::Path(_)
            | Content::Pack(_) => None,
        }
    }

    /// The worksheet that it is, if it is one.
    pub fn worksheet(&self) -> Option<&Worksheet> {
        match &self.content {
            Content::Worksheet(worksheet) => Some(worksheet),
            Content::Chapter(_)
            | Content::Activity(_)
            | Content::Checklist(_)
            | Content::Path(_)
            | Content::Pack(_) => None,
        }
    }

    /// The way from a symptom to steps that it is, if it is one.
    pub fn way(&self) -> Option<&Path> {
        match &self.content {
            Content::Path(path) => Some(path),
            Content::Chapter(_)
            | Content::Activity(_)
            | Content::Checklist(_)
            | Content::Worksheet(_)
            | Content::Pack(_) => None,
        }
    }

    /// The bundle of sheets that it is, if it is one.
    pub fn pack(&self) -> Option<&Pack> {
        match &self.content {
            Content::Pack(pack) => Some(pack),
            Content::Chapter(_)
            | Content::Activity(_)
            | Content::Checklist(_)
            | Content::Worksheet(_)
            | Content::Path(_) => None,
        }
    }

    /// What it is called among the kinds of pages: `chapter`, `activity`, `checklist`, `worksheet`, `path`, `pack`.
    pub fn kind(&self) -> &'static str {
        match &self.content {
            Content::Chapter(_) => "chapter",
            Content::Activity(_) => "activity",
            Content::Checklist(_) => "checklist",
            Content::Worksheet(_) => "worksheet",
            Content::Path(_) => "path",
            Content::Pack(_) => "pack",
        }
    }

    /// Whether it is filled in or ticked: a worksheet or a checklist.
    pub fn is_sheet(&self) -> bool {
        match &self.content {
            Content::Checklist(_) | Content::Worksheet(_) => true,
            Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => {
                false
            }
        }
    }

    /// The paper that it is printed on, in a playbook whose sheets are printed on `own`, and how it lies.
    pub fn paper(&self, own: Paper) -> (Paper, Turn) {
        match &self.content {
            Content::Worksheet(worksheet) => worksheet.shared.paper(own),
            Content::Checklist(_)
            | Content::Chapter(_)
            | Content::Activity(_)
            | Content::Path(_)
            | Content::Pack(_) => (own, Turn::Portrait),
        }
    }

    /// How many pages of paper it may take. `None` when it may take as many as it needs.
    pub fn most_pages(&self) -> Option<usize> {
        match &self.content {
            Content::Worksheet(worksheet) => worksheet.pages(),
            Content::Checklist(_) => Some(1),
            Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => {
                None
            }
        }
    }

    /// The steps of an activity, each with its minutes; none of any other page.
    pub fn steps(&self) -> Vec<(&Heading, u32)> {
        match &self.content {
            Content::Activity(document) => document.steps().collect(),
            Content::Chapter(_)
            | Content::Checklist(_)
            | Content::Worksheet(_)
            | Content::Path(_)
            | Content::Pack(_) => Vec::new(),
        }
    }

    /// How many copies it wants of sheets that it names, where it can say so.
    pub fn copies(&self) -> Option<&CopyNumbers> {
        match &self.content {
            Content::Pack(pack) => Some(&pack.copies),
            Content::Worksheet(worksheet) => worksheet.body.copies(),
            Content::Chapter(_)
            | Content::Activity(_)
            | Content::Checklist(_)
            | Content::Path(_) => None,
        }
    }

    /// The slugs it refers to by name, with the key each stands in.
    pub fn references(&self) -> Vec<(&'static str, &Spanned<String>)> {
        let mut references: Vec<(&'static str, &Spanned<String>)> =
            self.meta.uses.iter().map(|slug| ("uses", slug)).collect();
        references.extend(self.meta.next.iter().map(|slug| ("next", slug)));
        match &self.content {
            Content::Path(path) => references.extend(path.steps.iter().map(|slug| ("steps", slug))),
            Content::Pack(pack) => {
                references.extend(pack.include.iter().map(|slug| ("include", slug)));
            }
            Content::Checklist(checklist) => {
                references.extend(
                    checklist.items().filter_map(|item| Some(("link", item.link.as_ref()?))),
                );
            }
            Content::Worksheet(worksheet) => references.extend(worksheet.body.references()),
            Content::Chapter(_) | Content::Activity(_) => {}
        }
        references
    }
}
