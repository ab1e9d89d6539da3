//! The words of the interface, from the files of the theme.

use crate::diag::Diagnostics;
use crate::model::Settings;
use crate::parse;
use crate::source::{SourcePath, Sources};
use crate::theme::Theme;
use crate::words::Words;

/// Reads those of the language that `settings` name, with what the playbook says otherwise.
pub(super) fn read(sources: &Sources, settings: &Settings, diagnostics: &mut Diagnostics) -> Words {
    let language = settings.language.as_str();
    let mut files = Vec::new();
    for (name, text) in Theme::words(sources, language) {
        let path = SourcePath::new(format!("templates/{name}"));
        let mut faults = Vec::new();
        let (record, _) = parse::toml::parse(&path, (&text, 0..text.len()), &Vec::new, &mut faults);
        files.push((path, record));
        diagnostics.extend(faults);
    }
    let (words, faults) = Words::of_files(&files, language);
    diagnostics.extend(faults);
    words.with_stages(settings.stages.len())
}
