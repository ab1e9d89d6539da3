//! What pages are made with, whatever they say.

use super::assets::Assets;
use super::templates::Templates;
use crate::diag::Diagnostic;
use crate::source::Sources;
use crate::theme::Theme;

/// Templates, styles, scripts and fonts, ready to be used for any playbook.
pub struct Look {
    /// A fault of a template is reported when pages are made.
    pub(super) templates: Result<Templates, Diagnostic>,
    pub(super) assets: Assets,
}

impl Look {
    /// What is wrong with the templates, so that it can be reported before a page is made.
    pub fn fault(&self) -> Option<Diagnostic> {
        self.templates.as_ref().err().cloned()
    }

    /// The same with the files of `theme` in place of its own.
    #[must_use]
    pub fn with_files_of(self, theme: &Theme) -> Self {
        Self { assets: Assets::of(theme), ..self }
    }

    /// Reads the templates of `theme`, which has the own ones of `sources`, and names its files.
    pub fn of(sources: &Sources, theme: &Theme) -> Self {
        let (templates, assets) =
            rayon::join(|| Templates::of(sources, theme), || Assets::of(theme));
        Self { templates, assets }
    }
}
