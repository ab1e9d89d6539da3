//! Sources → which TOML file is of which kind.

use std::collections::BTreeMap;

use crate::kinds::toml_kinds;
use crate::parse;
use crate::source::Sources;

/// The TOML files of each kind, in the order of their paths. Files of no kind are left out.
pub fn kinds(sources: &Sources) -> BTreeMap<String, Vec<String>> {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in sources.texts.iter().filter(|(path, _)| path.is_toml()) {
        let (record, _) =
            parse::toml::parse(path, (text, 0..text.len()), &Vec::new, &mut Vec::new());
        let kind = record.text("kind").map(|kind| kind.value);
        if let Some(kind) = kind.filter(|kind| toml_kinds().any(|known| known == kind)) {
            files.entry(kind).or_default().push(path.as_str().to_owned());
        }
    }
    files
}
