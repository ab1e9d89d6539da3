//! `missing-summary`: a page whose card would say nothing.

use super::page::Page;
use super::place::at_title;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Content, Entry};

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "missing-summary",
    severity: Severity::Warning,
    explanation: "Pages are offered on cards and in lists: by stage, by need, as what to do next. A card shows the title and \
        one sentence, the `summary`, from which a reader decides whether to open the page. Write one sentence that says what \
        somebody gets from it, not what it is about.\n\n\
        A folder brought along that uses nothing of Partnerbook's own is not asked for summaries, and neither are the pages that introduce a folder.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    if page.settings().path.is_none() || page.stance().is_lenient() {
        return Vec::new();
    }
    page.entry()
        .into_iter()
        .filter(|entry| entry.meta.summary.trim().is_empty() && !introduces(entry))
        .map(|entry| {
            at_title(&RULE, entry, format!("this {} has no summary", entry.kind()))
                .help("add `summary = \"…\"`: one sentence for cards and lists")
        })
        .collect()
}

/// Whether the page is the chapter that introduces its folder.
fn introduces(entry: &Entry) -> bool {
    match entry.content {
        Content::Chapter(_) => entry.path.introduces_folder(),
        Content::Activity(_)
        | Content::Checklist(_)
        | Content::Worksheet(_)
        | Content::Path(_)
        | Content::Pack(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{SETTINGS, reported};

    const LIST: &str =
        "kind = \"checklist\"\ntitle = \"Ready\"\npause = \"Now\"\nitems = [\"One\"]";

    #[test]
    fn a_page_needs_a_sentence_for_its_card() {
        let files = [
            SETTINGS,
            ("a/b.md", "# Trust\n"),
            ("a/index.md", "# Part\n"),
            ("c.md", "+++\nsummary = \"Why.\"\n+++\n"),
            ("l.toml", LIST),
        ];
        assert_eq!(
            reported("missing-summary", &files),
            [
                "a/b.md «# Trust» this chapter has no summary → add `summary = \"…\"`: one sentence for cards and lists",
                "l.toml «\"Ready\"» this checklist has no summary → add `summary = \"…\"`: one sentence for cards and lists",
            ]
        );
    }

    #[test]
    fn a_plain_folder_needs_none() {
        assert_eq!(
            reported("missing-summary", &[("a.md", "# A"), ("l.toml", LIST)]),
            Vec::<String>::new()
        );
    }
}
