//! The fonts of paper: those that come with the program, and the playbook's own, and how its language is written.

use std::sync::Arc;

use super::writing::Writing;
use super::{pdf, text};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::{Sources, Span};

/// A file that is no font.
pub(super) const FONT_FAULT: Rule = Rule {
    code: "font-fault",
    severity: Severity::Error,
    explanation: "The folder `fonts/` beside the playbook holds fonts for paper: letters that the built-in ones do not have, such as \
        Hebrew, Arabic or Chinese, are taken from them. This file cannot be read as a font. Files that end in `.ttf` or `.otf` \
        can; those for web pages, `.woff` and `.woff2`, cannot. Fetch the font anew, in the other format if need be.",
};

/// Every font, by number: the built-in ones first.
#[derive(Clone, Debug, Default)]
pub(super) struct Fonts {
    /// The playbook's own, as files.
    pub(super) own: Vec<Arc<[u8]>>,
    /// The names of their families, each once.
    pub(super) families: Vec<String>,
    /// How the language of the texts is written.
    pub(super) writing: Writing,
}

impl Fonts {
    /// The fonts of `sources` for texts in `language`, and what is wrong with some.
    pub(super) fn of(sources: &Sources, language: &str) -> (Self, Vec<Diagnostic>) {
        let writing = Writing::of(language);
        let (mut fonts, mut faults) = (Self { writing, ..Self::default() }, Vec::new());
        for (path, bytes) in &sources.fonts {
            match text::families(bytes).filter(|_| pdf::is_font(bytes)) {
                Some(families) => {
                    fonts.own.push(Arc::clone(bytes));
                    for family in families {
                        if !fonts.families.contains(&family) {
                            fonts.families.push(family);
                        }
                    }
                }
                None => faults.push(
                    Diagnostic::new(&FONT_FAULT, path, Span::default(), "this file is no font that paper can take")
                        .help("put the font here as a file that ends in `.ttf` or `.otf`, or take this file away"),
                ),
            }
        }
        (fonts, faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    #[test]
    fn a_file_that_is_no_font_is_told() {
        let mut sources = Sources::default();
        let whole = text::FONTS[1];
        for (name, bytes) in [("a.ttf", whole), ("b.ttf", &whole[..900]), ("c.otf", b"no font")] {
            sources.fonts.insert(SourcePath::new(format!("fonts/{name}")), Arc::from(bytes));
        }
        let (fonts, faults) = Fonts::of(&sources, "en");
        let told: Vec<&str> = faults
            .iter()
            .filter_map(|fault| fault.location.as_ref().map(|place| place.path.as_str()))
            .collect();
        assert_eq!((fonts.own.len(), told), (1, vec!["fonts/b.ttf", "fonts/c.otf"]));
        assert_eq!(fonts.families, ["Source Sans 3"]);
    }
}
