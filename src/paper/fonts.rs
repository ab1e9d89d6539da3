//! The fonts of paper: those that come with the program, and the playbook's own, and how its language is written.

use std::sync::Arc;

use krilla::text::Font;
use parley::fontique::{Blob, Collection, CollectionOptions};

use super::writing::Writing;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::{Sources, Span};

/// The fonts that come with the program, by number.
pub(super) const FONTS: &[&[u8]] = &[
    include_bytes!("fonts/sans-regular.ttf"),
    include_bytes!("fonts/sans-italic.ttf"),
    include_bytes!("fonts/sans-semibold.ttf"),
    include_bytes!("fonts/serif-semibold.ttf"),
    include_bytes!("fonts/sans-semibold-italic.ttf"),
    include_bytes!("fonts/mono-regular.ttf"),
];

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
            match families(bytes).filter(|_| is_font(bytes)) {
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

/// A collection of fonts that has none of the machine's own, which differ from one to the next.
pub(super) fn empty_collection() -> Collection {
    Collection::new(CollectionOptions { shared: false, system_fonts: false })
}

/// The names of the families in a file. `None` when it is no font.
fn families(bytes: &Arc<[u8]>) -> Option<Vec<String>> {
    let mut collection = empty_collection();
    let blob = Blob::new(Arc::new(Arc::clone(bytes)));
    let families: Vec<_> =
        collection.register_fonts(blob, None).into_iter().map(|(family, _)| family).collect();
    let names: Vec<String> = families
        .into_iter()
        .filter_map(|family| collection.family_name(family).map(str::to_owned))
        .collect();
    (!names.is_empty()).then_some(names)
}

/// Whether these bytes are a font that a PDF can bring along.
fn is_font(bytes: &[u8]) -> bool {
    Font::new(bytes.to_vec().into(), 0).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    #[test]
    fn a_file_that_is_no_font_is_told() {
        let mut sources = Sources::default();
        let whole = FONTS[1];
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
