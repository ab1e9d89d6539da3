//! `pack-copies`: copies of a sheet that the pack does not include.

use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "pack-copies",
    severity: Severity::Error,
    explanation: "`[copies]` says how many copies of a sheet are printed, and names one that the pack does not include. Most often \
        the name is misspelt, and the sheet that is meant would be printed only once. Write it as it stands in `include`, or \
        add it there.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (entry, pack) in playbook.packs() {
        let names: Vec<&str> = pack.include.iter().map(|slug| slug.value.as_str()).collect();
        for (slug, help) in pack.copies.astray(&names, "include") {
            let message = format!("this pack does not include `{}`", slug.value);
            found.push(Diagnostic::new(&RULE, &entry.path, slug.span, message).help(help));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn the_sheet_that_was_meant_is_named() {
        let pack = "kind = \"pack\"\ninclude = [\"role-grid\"]\n[copies]\nrole-grd = 4\nother = 2\nrole-grid = 3";
        assert_eq!(
            reported("pack-copies", &[("p.toml", pack), ("role-grid.toml", "kind = \"plan\"")]),
            [
                "p.toml «role-grd» this pack does not include `role-grd` → write `role-grid = 4`",
                "p.toml «other» this pack does not include `other` → add `\"other\"` to `include`, or take the line out",
            ]
        );
    }
}
