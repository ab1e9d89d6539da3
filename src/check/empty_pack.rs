//! `empty-pack`: a pack with nothing in it.

use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "empty-pack",
    severity: Severity::Error,
    explanation: "A pack is a bundle of sheets to print, and this one includes none, so nothing but its cover would be printed. \
        Name the worksheets and checklists by their file names without ending: `include = [\"role-grid\"]`.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    playbook
        .packs()
        .filter(|(_, pack)| pack.include.is_empty())
        .filter_map(|(entry, pack)| {
            let message = "this pack includes nothing";
            let fault = Diagnostic::new(&RULE, &entry.path, pack.include_span?, message);
            Some(fault.help("write `include = [\"role-grid\", \"…\"]`"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_pack_without_sheets_is_reported() {
        let pack = "kind = \"pack\"\ntitle = \"Bundle\"\ninclude = []";
        assert_eq!(
            reported("empty-pack", &[("p.toml", pack)]),
            ["p.toml «[]» this pack includes nothing → write `include = [\"role-grid\", \"…\"]`"]
        );
    }
}
