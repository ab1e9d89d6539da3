//! Everything that a playbook's folder holds, read once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::SourcePath;

/// A file that is published as it is: an image, a document to download.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asset {
    /// Where it lies on this machine.
    pub file: PathBuf,
    /// Width and height in pixels, when it is an image whose head says so.
    pub size: Option<(u32, u32)>,
    /// The first thing in it that runs or asks another host, when it is a drawing or a page of HTML.
    pub active: Option<Active>,
    /// What its words were meant to be, when it is a plain text that reads like a part of a playbook.
    pub meant: Option<Meant>,
}

/// Something in a file that does more than show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Active {
    /// What it is, as it stands in a sentence.
    pub what: String,
    /// The line it stands in, from 1.
    pub line: usize,
}

/// What a plain text was meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// A chapter, which ends in `.md`.
    Chapter,
    /// A sheet, which ends in `.toml`.
    Sheet,
}

/// Everything a playbook's folder holds, read once.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Markdown and TOML files of the content folder.
    pub texts: BTreeMap<SourcePath, Arc<str>>,
    /// Every other file of the content folder. Published only when a page points at it.
    pub assets: BTreeMap<SourcePath, Asset>,
    /// What files of other programs say of the order of pages, see [`SourcePath::orders`].
    pub outlines: BTreeMap<SourcePath, Arc<str>>,
    /// The playbook's own templates, from its `templates/` folder: `base.html`.
    pub templates: BTreeMap<String, Arc<str>>,
    /// The playbook's own `static/` folder: copied as it is, or in place of a theme file of the same name.
    pub statics: BTreeMap<String, PathBuf>,
    /// Texts of those `static/` files that take the place of a theme file.
    pub static_texts: BTreeMap<String, Arc<str>>,
    /// The playbook's own fonts for paper, from its `fonts/` folder.
    pub fonts: BTreeMap<SourcePath, Arc<[u8]>>,
    /// Files beside the content folder that would be read in it: `playbook.toml`.
    pub beside: Vec<String>,
    /// How the content folder is called from where the command was given, for messages: `playbook/`. Empty or ends in `/`.
    pub shown_as: String,
    /// Whether symbolic links led to some of the texts, so that one file may be several of them.
    pub has_links: bool,
    /// The name of the content folder; empty for one that never was on a disk.
    pub called: String,
    /// How the folder that holds `templates/`, `static/` and `fonts/` is called. Empty or ends in `/`.
    pub theme_shown_as: String,
}

impl Sources {
    /// The texts of the content folder that are other than in `later`. `None` when anything else is.
    pub fn changed_texts(&self, later: &Self) -> Option<Vec<SourcePath>> {
        let Self {
            texts,
            assets,
            outlines,
            templates,
            statics,
            static_texts,
            fonts,
            beside,
            has_links: _,
            shown_as,
            called,
            theme_shown_as,
        } = self;
        let is_same = texts.len() == later.texts.len()
            && *assets == later.assets
            && are_same(outlines, &later.outlines)
            && are_same(templates, &later.templates)
            && *statics == later.statics
            && are_same(static_texts, &later.static_texts)
            && are_same(fonts, &later.fonts)
            && *beside == later.beside
            && *shown_as == later.shown_as
            && *called == later.called
            && *theme_shown_as == later.theme_shown_as;
        let mut changed = Vec::new();
        for ((path, text), (later_path, later)) in texts.iter().zip(&later.texts) {
            if path != later_path {
                return None;
            }
            if !is_one(text, later) {
                changed.push(path.clone());
            }
        }
        is_same.then_some(changed)
    }

    /// Whether templates, styles and scripts are the same in `later`.
    pub fn has_look_of(&self, later: &Self) -> bool {
        are_same(&self.templates, &later.templates)
            && are_same(&self.static_texts, &later.static_texts)
    }

    /// Sources that never were on a disk, for tests: `&[("a.md", "# A")]`.
    pub fn in_memory(files: &[(&str, &str)]) -> Self {
        let mut sources = Self::default();
        for (path, text) in files {
            let path = SourcePath::new(*path);
            if path.is_text() {
                sources.texts.insert(path, Arc::from(*text));
            } else if path.orders() {
                sources.outlines.insert(path, Arc::from(*text));
            } else {
                sources.assets.insert(path, Asset::default());
            }
        }
        sources
    }
}

/// Whether two hold the same. Most often they are one, and no byte has to be looked at.
fn is_one<T: ?Sized + PartialEq>(one: &Arc<T>, other: &Arc<T>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

fn are_same<K: PartialEq, T: ?Sized + PartialEq>(
    one: &BTreeMap<K, Arc<T>>,
    other: &BTreeMap<K, Arc<T>>,
) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|((key, one), (other_key, other))| key == other_key && is_one(one, other))
}
