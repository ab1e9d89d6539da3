//! `.addresses.toml` → [`Ledger`].

use super::toml;
use crate::diag::Diagnostics;
use crate::model::Ledger;
use crate::schema::{Origin, validate};
use crate::source::Sources;

/// Reads the ledger. A playbook without one has an empty one.
pub(super) fn parse(sources: &Sources, diagnostics: &mut Diagnostics) -> Ledger {
    let path = Ledger::path();
    let Some(text) = sources.texts.get(&path) else { return Ledger::default() };
    let mut faults = Vec::new();
    let (mut record, whole) =
        toml::parse(&path, (text, 0..text.len()), &|| vec![Ledger::KEYS], &mut faults);
    let origin = Origin { path: &path, what: "`.addresses.toml`", text };
    validate(&mut record, &[Ledger::KEYS], origin, &mut faults);
    if !whole {
        toml::report_once(&mut faults);
    }
    diagnostics.extend(faults);
    Ledger::of(&record)
}
