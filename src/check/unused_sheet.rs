//! `unused-sheet`: a worksheet or checklist that no page leads to.

use std::collections::BTreeSet;

use super::between::Between;
use super::place::at_title;
use super::rule::{BetweenPages, Check};
use super::{misnamed, unknown_reference};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::SourcePath;

pub(super) const CHECK: Check<BetweenPages> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unused-sheet",
    severity: Severity::Warning,
    explanation: "No activity, chapter or path uses this sheet, links to it or puts it in place, so nobody learns when to \
        fill it in and why. Name it in `uses` of the activity it belongs to, make it a step of a path, or link to it. If \
        nothing needs it any more, delete it. Sessions, rhythms, agreements and packs are not told: people go to them by themselves. Standing among the most printed sheets of the home page does not count: that \
        says what is printed, not what for.",
};

fn find(pages: &Between<'_>) -> Vec<Diagnostic> {
    // What could not be read may use any of them.
    if is_half_read(pages) {
        return Vec::new();
    }
    let (meant, in_terms) = (meant(pages), pages.linked_by_terms());
    let sheets = pages.names.pages().filter(|page| page.is_sheet() && !page.stands_alone());
    sheets
        .filter(|page| !pages.is_used(page.path()) && !in_terms.contains(page.path()))
        .filter(|page| !meant.contains(page.path()))
        .map(|page| {
            at_title(&RULE, page, format!("nothing uses this {}", page.kind())).help(format!(
                "write `uses = [\"{}\"]` in the activity it belongs to, or link to it",
                page.slug()
            ))
        })
        .collect()
}

/// Whether a file could not be read, or is not, because of its name.
fn is_half_read(pages: &Between<'_>) -> bool {
    pages.names.lacks_files()
        || pages.assets().any(|(path, asset)| misnamed::meant(path, asset).is_some())
}

/// The pages that were meant by names and links that lead nowhere, which are reported by themselves.
fn meant(pages: &Between<'_>) -> BTreeSet<SourcePath> {
    let unknown = pages.references().filter(|(_, _, slug)| pages.names.find(slug).is_none());
    let unknown: Vec<_> = unknown.map(|(_, key, slug)| (key, slug.as_str())).collect();
    let mut meant = unknown_reference::meant(&pages.names, &unknown);
    meant.extend(pages.meant_by_links());
    meant
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn what_people_go_to_by_itself_is_not_reported() {
        for kind in ["session", "rhythm", "agreement", "pack"] {
            let text = format!("kind = \"{kind}\"\ntitle = \"A\"\n");
            assert_eq!(
                reported("unused-sheet", &[("a.toml", &text)]),
                Vec::<String>::new(),
                "{kind}"
            );
        }
    }

    #[test]
    fn a_sheet_is_used_by_name_by_link_or_in_place() {
        let plan = "kind = \"plan\"\ntitle = \"Plan\"";
        let files = [
            (
                "a.md",
                "+++\nuses = [\"one\"]\n+++\n[x](two.toml) ![](three.toml)\n\n```include\nb.md\n```",
            ),
            ("b.md", "[y](four.toml)"),
            ("five.toml", "kind = \"plan\"\ntitle = \"Plan\"\nintro = \"See [it](five.toml)\""),
            ("four.toml", plan),
            ("one.toml", plan),
            ("playbook.toml", "print_most = [\"five\"]"),
            ("three.toml", plan),
            ("two.toml", plan),
        ];
        assert_eq!(
            reported("unused-sheet", &files),
            [
                "five.toml «\"Plan\"» nothing uses this worksheet → write `uses = [\"five\"]` in the activity it belongs to, or link to it"
            ]
        );
    }
}
