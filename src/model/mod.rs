//! Everything a playbook says, as its authors meant it.

mod brand;
pub mod checklist;
mod context;
mod face;
pub mod index;
pub mod ledger;
pub mod mention;
mod meta;
mod names;
mod order;
mod outline;
mod near_files;
pub mod pack;
pub mod path;
mod settings;
mod spoken;
mod stance;
pub mod terms;
pub mod wiki;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use brand::{Brand, Swatch};
pub use checklist::Checklist;
pub use index::{Index, Target, Unresolved};
pub use ledger::Ledger;
pub use meta::{ACTIVITY_KEYS, LIST_KEYS, META_KEYS, Meta, SHARED_KEYS};
pub use order::{Order, Rank, SetBy};
pub use outline::Outline;
pub use pack::Pack;
pub use path::Path;
pub use settings::{Contact, Need, SETTINGS_KEYS, Settings, Stage};
pub use spoken::{Guess, Spoken, Tongue};
pub use stance::Stance;
pub use terms::{Coverage, CoverageItem, Term};

use crate::prose::{Document, Heading};
use crate::source::{Numbers, SourcePath, Spanned};
use crate::worksheet::{CopyNumbers, Worksheet};

/// A playbook: settings, and every file that becomes a page.
#[derive(Clone, Debug, Default)]
pub struct Playbook {
    /// What `playbook.toml` says, or the defaults.
    pub settings: Settings,
    /// How much is let pass in it.
    pub stance: Stance,
    /// What it is called where nothing says it: the name of its folder, in words.
    pub called: String,
    /// Every page that an author wrote, by file.
    pub entries: BTreeMap<SourcePath, Entry>,
    /// Markdown files that other files include. They are no pages of their own.
    pub included: BTreeMap<SourcePath, Arc<Document>>,
    /// Files that say `draft = true`. They are no pages yet.
    pub drafts: BTreeSet<SourcePath>,
    /// Files that could not be read, which was told. What refers to them is not told on top.
    pub unread: BTreeSet<SourcePath>,
    /// Files in which a key stands that nobody understands: what they seem to lack may be what it was to say.
    pub doubtful: BTreeSet<SourcePath>,
    /// Which numbers in front of names are an order, and which say something.
    pub numbers: Numbers,
    /// The order of pages and what they are called, as a `SUMMARY.md` and other files say it.
    pub outline: Outline,
    /// What its texts are written in.
    pub spoken: Spoken,
    /// The glossary, in the order written, and the file each term stands in.
    pub terms: Vec<Term>,
    /// The title of the glossary; empty when no list of terms has one.
    pub glossary_title: String,
    /// What the playbook has to cover.
    pub coverage: Option<Coverage>,
    /// The addresses that were published. Empty when nobody keeps a ledger.
    pub ledger: Ledger,
}

impl Playbook {
    /// The keys that `meta` sets for another program, as this playbook defines nothing that they could refer to.
    pub fn undefined_in(&self, meta: &Meta) -> Vec<&'static str> {
        let is_defined = |key: &str| match key {
            "stage" => !self.settings.stages.is_empty(),
            "serves" => !self.settings.needs.is_empty(),
            "covers" => self.coverage.is_some(),
            _ => !self.stance.is_lenient(),
        };
        meta.foreign_references().filter(|key| !is_defined(key)).collect()
    }
}

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
