//! A playbook: settings, and every file that becomes a page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::Entry;
use super::ledger::Ledger;
use super::meta::Meta;
use super::outline::Outline;
use super::settings::Settings;
use super::spoken::Spoken;
use super::stance::Stance;
use super::terms::{Coverage, Term};
use crate::prose::Document;
use crate::source::{Numbers, SourcePath};

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
