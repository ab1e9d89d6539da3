//! Small playbooks for the tests of the rules.

use super::check;
use crate::diag::{Diagnostic, Diagnostics};
use crate::edit::{Edit, Edits};
use crate::model::Index;
use crate::parse::parse;
use crate::plan::plan;
use crate::site::Linked;
use crate::source::{Location, SourcePath, Sources};

/// A `playbook.toml` with two stages and two needs.
pub(super) const SETTINGS: (&str, &str) = (
    "playbook.toml",
    r#"title = "Side by Side"

[[stage]]
id = "begin"
title = "Beginning"

[[stage]]
id = "renew"
title = "Renewing"

[[need]]
id = "trust"
title = "Trust"

[[need]]
id = "roles"
title = "Clear roles"
"#,
);

/// A checklist in TOML with one group of so many items, and `more` keys.
pub(super) fn list_of(items: usize, more: &str) -> String {
    let items: Vec<String> = (0..items).map(|item| format!("\"Item {item}\"")).collect();
    format!(
        "kind = \"checklist\"\npause = \"Now\"\n{more}\n[[group]]\ntitle = \"Day one\"\nitems = [{}]",
        items.join(", ")
    )
}

/// What the rule `code` reports of the playbook `files`, in the order of the places: `file «underlined text» message → help`.
pub(super) fn reported(code: &str, files: &[(&str, &str)]) -> Vec<String> {
    all_reported(files)
        .into_iter()
        .filter_map(|line| Some(line.strip_prefix(&format!("{code}: "))?.to_owned()))
        .collect()
}

/// What the rule `code` reports of files whose text is not at hand: `file message`.
pub(super) fn untold_places(code: &str, files: &[(&str, &str)]) -> Vec<String> {
    let diagnostics = looked_at(&Sources::in_memory(files));
    let reported = diagnostics.sorted();
    let of_rule = reported.iter().filter(|(_, fault)| fault.rule.code == code);
    of_rule
        .map(|(_, fault)| {
            let path = fault.location.as_ref().map(|location| location.path.as_str());
            format!("{} {}", path.unwrap_or_default(), fault.message)
        })
        .collect()
}

/// The help of what the rule `code` reports of `sources`, in the order of the places.
pub(super) fn helps(code: &str, sources: &Sources) -> Vec<String> {
    let diagnostics = looked_at(sources);
    let reported = diagnostics.sorted().into_iter();
    let of_rule = reported.filter(|(_, fault)| fault.rule.code == code);
    of_rule.filter_map(|(_, fault)| fault.help.clone()).collect()
}

/// What all rules report of the playbook `files`: `code: file «underlined text» message → help`.
pub(super) fn all_reported(files: &[(&str, &str)]) -> Vec<String> {
    let sources = Sources::in_memory(files);
    looked_at(&sources).sorted().iter().map(|(_, fault)| line(fault, &sources)).collect()
}

/// What all rules report of `sources`.
fn looked_at(sources: &Sources) -> Diagnostics {
    let playbook = parse(sources, &mut Diagnostics::new());
    let (index, site) = (Index::new(&playbook, sources), plan(&playbook));
    let mut diagnostics = Diagnostics::new();
    let linked = Linked { sources, playbook: &playbook, index: &index, site: &site };
    check(linked, None, &mut diagnostics);
    diagnostics
}

/// The text of the first of `files` after everything that mends itself was mended. Nothing else may be wrong with it then.
pub(super) fn mended(files: &[(&str, &str)]) -> String {
    let mut sources = Sources::in_memory(files);
    let path = SourcePath::new(files[0].0);
    let reported = |sources: &Sources| {
        let mut diagnostics = Diagnostics::new();
        let playbook = parse(sources, &mut diagnostics);
        let (index, site) = (Index::new(&playbook, sources), plan(&playbook));
        let linked = Linked { sources, playbook: &playbook, index: &index, site: &site };
        check(linked, None, &mut diagnostics);
        diagnostics
    };
    let codes = |diagnostics: &Diagnostics| -> Vec<&'static str> {
        diagnostics.sorted().iter().map(|(_, fault)| fault.rule.code).collect()
    };
    let before = reported(&sources);
    let mends = before.sorted().into_iter().filter_map(|(_, fault)| fault.mend(&sources));
    let mends: Vec<Edit> =
        mends.map(|(place, fix)| Edit::new(&place.path, place.span, fix.now.clone())).collect();
    let (count, edits) = (mends.len(), Edits::of(mends).expect("none overlap"));
    let text = edits.apply(&path, &sources.texts[&path]);
    sources.texts.insert(path, text.as_str().into());
    let (before, after) = (codes(&before), codes(&reported(&sources)));
    assert!(after.len() + count <= before.len(), "{before:?} {after:?} {text}");
    assert!(after.iter().all(|code| before.contains(code)), "{before:?} {after:?} {text}");
    text
}

fn line(fault: &Diagnostic, sources: &Sources) -> String {
    let text = |location: &Location| {
        let text = sources.texts.get(&location.path);
        text.map_or("", |text| &text[location.span.range()])
    };
    let place = |location: &Location| format!("{} «{}»", location.path, text(location));
    let mut line = format!("{}: ", fault.rule.code);
    line.extend(fault.location.iter().map(|location| format!("{} ", place(location))));
    line.push_str(&fault.message);
    line.extend(
        fault.related.iter().map(|(location, label)| format!(", {label}: {}", place(location))),
    );
    line.extend(fault.help.iter().map(|help| format!(" → {help}")));
    line
}
