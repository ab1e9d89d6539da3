//! Site + Playbook + Theme → Artifacts.

mod assets;
mod calendar;
mod cards;
mod exports;
mod frame;
mod generated;
mod here;
mod highlight;
mod html;
mod pages;
mod paper;
mod rail;
mod ready;
pub mod search;
mod show;
mod squeeze;
mod svg;
mod taken;
mod templates;
mod terms;
mod thumbnail;
mod typography;
mod view;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::artifact::Artifact;
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::failure::FileError;
use crate::memo::{CODE, MEMO, Memo};
use crate::model::{Index, Playbook};
use crate::record::Record;
use crate::site::Site;
use crate::source::{SourcePath, Sources};
use crate::theme::Theme;

pub use paper::Binding;
pub use ready::{Ready, Recipe};
pub use words::Words;

/// What every format is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The files the playbook was read from.
    pub sources: &'a Sources,
    /// What the playbook says.
    pub playbook: &'a Playbook,
    /// What links point at.
    pub index: &'a Index<'a>,
    /// Which pages there are.
    pub site: &'a Site,
    /// Words of the interface.
    pub words: &'a Words,
    /// The bytes of pictures that are printed.
    pub pictures: &'a BTreeMap<SourcePath, Arc<[u8]>>,
    /// What is known of the last build.
    pub memo: &'a Memo,
}

/// PDFs, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prints {
    /// Those that were laid out.
    pub made: usize,
    /// Those that are as the last build made them.
    pub kept: usize,
}

/// Templates, styles, scripts and fonts, ready to be used for any playbook.
pub struct Look {
    /// A fault of a template is told when pages are made.
    templates: Result<templates::Templates, Diagnostic>,
    assets: assets::Assets,
}

impl Look {
    /// What is wrong with the templates, so that it can be told before a page is made.
    pub fn fault(&self) -> Option<Diagnostic> {
        self.templates.as_ref().err().cloned()
    }

    /// The same with the files of `theme` in place of its own.
    #[must_use]
    pub fn with_files_of(self, theme: &Theme) -> Self {
        Self { assets: assets::Assets::of(theme), ..self }
    }

    /// Reads the templates of `theme`, which has the own ones of `sources`, and names its files.
    pub fn of(sources: &Sources, theme: &Theme) -> Self {
        let (templates, assets) =
            rayon::join(|| templates::Templates::of(sources, theme), || assets::Assets::of(theme));
        Self { templates, assets }
    }
}

/// Takes each finished file, from several threads at once.
pub type Sink<'a> = &'a (dyn Fn(Artifact) -> Result<(), FileError> + Sync);

/// The rules that a theme can break, and those that sheets on paper can.
pub const RULES: &[&[&Rule]] =
    &[&[&templates::TEMPLATE_FAULT, &words::WORDS_FAULT, &taken::TAKEN_ADDRESS], paper::RULES];

/// Makes the words of the interface of what the theme's files say, the later ones over the earlier ones, and tells what
/// the later ones say that the first one has no place for.
pub fn words(files: &[(SourcePath, Record)], language: &str) -> (Words, Vec<Diagnostic>) {
    (Words::of(files.iter().map(|(_, record)| record), language), words::faults(files))
}

/// Renders every format in this `look` and hands each file to `sink`, and says how much of it had to be laid out. Faults of
/// the theme are told.
pub fn render(
    input: Input<'_>,
    look: Look,
    diagnostics: &mut Diagnostics,
    sink: Sink<'_>,
) -> Result<Prints, FileError> {
    let ready = match Ready::new(input, look, Binding::Now, sink)? {
        Ok(ready) => ready,
        Err(fault) => {
            diagnostics.push(fault);
            return Ok(Prints::default());
        }
    };
    diagnostics.extend(ready.faults(input));
    let mut copied = ready.copied(input);
    diagnostics.extend(std::mem::take(&mut copied.faults));
    ready.every_file((input, copied), diagnostics, sink)?;
    let memo = ready.memo();
    if !memo.is_empty() {
        sink(Artifact::new(MEMO, memo.text()))?;
    }
    let code = ready.coloured();
    if !code.is_empty() {
        sink(Artifact::new(CODE, code.bytes()))?;
    }
    Ok(ready.prints())
}
