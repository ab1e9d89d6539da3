//! `check --fix` in every playbook of the cases: what was mended is gone, nothing else is wrong for it, and no byte that no
//! mend is for has changed.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use partnerbook::check::check;
use partnerbook::compile::mended;
use partnerbook::diag::Diagnostics;
use partnerbook::model::Index;
use partnerbook::parse::parse;
use partnerbook::plan::plan;
use partnerbook::read::read;
use partnerbook::site::Linked;
use partnerbook::source::Sources;

use crate::folder::root;

/// The folders below `folder` that hold a playbook.
fn playbooks(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let is_text = |path: &PathBuf| path.extension().is_some_and(|end| end == "md" || end == "toml");
    if entries.iter().any(is_text) {
        return found.push(folder.to_owned());
    }
    for entry in entries.iter().filter(|entry| entry.is_dir()) {
        playbooks(entry, found);
    }
}

fn look(sources: &Sources) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let playbook = parse(sources, &mut diagnostics);
    let index = Index::new(&playbook, sources);
    let site = plan(&playbook);
    let linked = Linked { sources, playbook: &playbook, index: &index, site: &site };
    check(linked, None, &mut diagnostics);
    diagnostics
}

/// How often each message is told, by its rule and its words.
fn counts(diagnostics: &Diagnostics) -> BTreeMap<(&'static str, String), usize> {
    let mut counts = BTreeMap::new();
    for (_, fault) in diagnostics.sorted() {
        *counts.entry((fault.rule.code, fault.message.clone())).or_default() += 1;
    }
    counts
}

#[test]
fn a_mend_takes_its_fault_away_and_brings_no_other() {
    let mut folders = Vec::new();
    playbooks(&root().join("tests/cases"), &mut folders);
    let (mut wrong, mut count) = (Vec::new(), 0);
    for folder in folders {
        let Ok(sources) = read(&folder, None, "", &mut Diagnostics::new()) else { continue };
        let before = look(&sources);
        let none = |_: &Sources| Ok::<_, Infallible>(Diagnostics::new());
        // One round, so that each mend can be held against its fault.
        let edits = mended(&sources, &before, none).unwrap();
        if edits.is_empty() {
            continue;
        }
        count += edits.len();
        let mut after = sources.clone();
        for path in edits.files() {
            let text = edits.apply(path, &sources.texts[path]);
            after.texts.insert(path.clone(), Arc::from(text));
        }
        let (told, left) = (counts(&before), counts(&look(&after)));
        let mends = before.sorted().into_iter().filter(|(_, fault)| fault.mend(&sources).is_some());
        for (_, fault) in mends {
            let message = (fault.rule.code, fault.message.clone());
            let (was, is) = (told[&message], left.get(&message).copied().unwrap_or_default());
            if is >= was {
                wrong.push(format!("{}: still there: {message:?}", folder.display()));
            }
        }
        for (message, is) in &left {
            if told.get(message).is_none_or(|was| was < is) {
                wrong.push(format!("{}: new: {message:?}", folder.display()));
            }
        }
    }
    assert!(count > 40, "{count}");
    assert!(wrong.is_empty(), "of {count} mends:\n{}", wrong.join("\n"));
}
