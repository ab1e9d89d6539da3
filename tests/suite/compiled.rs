//! A playbook compiled in memory: every file of its site, and every message.

use std::collections::BTreeMap;
use std::sync::Mutex;

use partnerbook::artifact::{Artifact, Body};
use partnerbook::compile::{How, Strictness, compile};
use partnerbook::diag::{Diagnostics, show};
use partnerbook::memo::{CODE, Coloured, MEMO, Memo};
use partnerbook::paper::Prints;
use partnerbook::read;
use partnerbook::source::{SourcePath, Sources};

use crate::folder::root;

/// What comes out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Compiled {
    /// The files of the site, by address. Empty when errors forbid a site.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// The messages, as people read them.
    pub(crate) said: String,
    /// The PDFs. None when errors forbid a site.
    pub(crate) prints: Prints,
}

/// Compiles `sources`.
pub(crate) fn compiled(sources: &Sources) -> Compiled {
    compiled_after(&BTreeMap::new(), sources)
}

/// Compiles `sources` where the last build left the files `before`.
pub(crate) fn compiled_after(before: &BTreeMap<String, Vec<u8>>, sources: &Sources) -> Compiled {
    compiled_and_told(before, sources, Diagnostics::new())
}

/// The same, where `diagnostics` tells of the reading of `sources`.
pub(crate) fn compiled_and_told(
    before: &BTreeMap<String, Vec<u8>>,
    sources: &Sources,
    mut diagnostics: Diagnostics,
) -> Compiled {
    let memo = before.get(MEMO).map(|text| Memo::parse(text)).unwrap_or_default();
    let code = before.get(CODE).map(|bytes| Coloured::parse(bytes)).unwrap_or_default();
    let memo = memo.with_code(code);
    let files = Mutex::new(BTreeMap::new());
    let sink = |artifact: Artifact| {
        let bytes = match artifact.body {
            Body::Bytes(bytes) => bytes,
            Body::Kept(_) => before[&artifact.path].clone(),
            Body::CopyOf(file) => file.to_string_lossy().into_owned().into_bytes(),
        };
        files.lock().unwrap().insert(artifact.path, bytes);
        Ok(())
    };
    let how = How { strictness: Strictness::Lenient, memo: &memo, today: None };
    let counts = compile(sources, how, &mut diagnostics, &sink).unwrap();
    let mut files = files.into_inner().unwrap();
    if counts.is_none() {
        files.clear();
    }
    let prints = counts.map(|counts| counts.prints).unwrap_or_default();
    Compiled { files, prints, said: show::human(&diagnostics, sources, show::Colour::Plain) }
}

/// The playbook of the repository.
pub(crate) fn example() -> Sources {
    let mut diagnostics = Diagnostics::new();
    read::read(&root().join("playbook"), None, "playbook/", &mut diagnostics).unwrap()
}

/// `sources` with `text` in place of the file `path`.
pub(crate) fn with(sources: &Sources, path: &str, text: &str) -> Sources {
    let mut sources = sources.clone();
    sources.texts.insert(SourcePath::new(path), text.into());
    sources
}
