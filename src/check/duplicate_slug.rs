//! `duplicate-slug`: two files that other files cannot tell apart by name.

use super::names::Other;
use super::place::at_title;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Location;

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "duplicate-slug",
    severity: Severity::Error,
    explanation: "Activities, checklists, worksheets and paths are referred to by their file names, without number and \
        ending, wherever they lie. Two of them have the same name, so `uses = [\"role-grid\"]` could mean either, and what \
        people filled in on one could turn up on the other. Rename one of the two files.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (slug, paths) in playbook.slugs() {
        let mut entries = paths
            .iter()
            .filter_map(|path| playbook.names.page(path))
            .filter(|page| page.kind() != "chapter");
        let Some(first) = entries.next() else { continue };
        found.extend(entries.map(|other| fault(slug, first, other)));
    }
    found
}

fn fault(slug: &str, first: Other<'_>, other: Other<'_>) -> Diagnostic {
    at_title(&RULE, other, format!("`{}` is called `{slug}` too", first.path()))
        .related(
            Location::new(first.path(), first.meta().title.span),
            format!("the other `{slug}`"),
        )
        .help("rename one of the two files: pages refer to them by this name")
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn two_sheets_of_one_name_are_reported_with_both_files() {
        let files = [
            ("a/role-grid.toml", "kind = \"plan\"\ntitle = \"One\""),
            ("b/02-role-grid.toml", "kind = \"plan\"\ntitle = \"Two\""),
            ("c/role-grid.md", "C"),
        ];
        assert_eq!(
            reported("duplicate-slug", &files),
            [
                "b/02-role-grid.toml «\"Two\"» `a/role-grid.toml` is called `role-grid` too, the other `role-grid`: a/role-grid.toml «\"One\"» → rename one of the two files: pages refer to them by this name"
            ]
        );
    }

    #[test]
    fn chapters_may_share_a_name() {
        let files = [("a/index.md", "A"), ("b/index.md", "B")];
        assert_eq!(reported("duplicate-slug", &files), Vec::<String>::new());
    }
}
