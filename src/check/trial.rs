//! Small playbooks for the tests of the rules.

use super::check;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Index;
use crate::parse::parse;
use crate::source::{Location, Sources};

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

/// What the rule `code` tells of the playbook `files`, in the order of the places: `file «underlined text» message → help`.
pub(super) fn told(code: &str, files: &[(&str, &str)]) -> Vec<String> {
    all_told(files)
        .into_iter()
        .filter_map(|line| Some(line.strip_prefix(&format!("{code}: "))?.to_owned()))
        .collect()
}

/// What the rule `code` tells of files whose text is not at hand: `file message`.
pub(super) fn untold_places(code: &str, files: &[(&str, &str)]) -> Vec<String> {
    let sources = Sources::in_memory(files);
    let playbook = parse(&sources, &mut Diagnostics::new());
    let mut diagnostics = Diagnostics::new();
    check(&playbook, &Index::new(&playbook, &sources), None, &mut diagnostics);
    let told = diagnostics.sorted();
    let of_rule = told.iter().filter(|(_, fault)| fault.rule.code == code);
    of_rule
        .map(|(_, fault)| {
            let path = fault.location.as_ref().map(|location| location.path.as_str());
            format!("{} {}", path.unwrap_or_default(), fault.message)
        })
        .collect()
}

/// What all rules tell of the playbook `files`: `code: file «underlined text» message → help`.
pub(super) fn all_told(files: &[(&str, &str)]) -> Vec<String> {
    let sources = Sources::in_memory(files);
    let mut parsing = Diagnostics::new();
    let playbook = parse(&sources, &mut parsing);
    let mut diagnostics = Diagnostics::new();
    check(&playbook, &Index::new(&playbook, &sources), None, &mut diagnostics);
    diagnostics.sorted().iter().map(|(_, fault)| line(fault, &sources)).collect()
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
