//! Files that are read for another purpose than to be a page: those for code hosts, the order of pages, what others include.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::outline::words_besides_links;
use super::parsed::Parsed;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Content, Coverage, Playbook};
use crate::source::{Introduction, SourcePath};

/// Words of a file that is no page.
pub(super) const SET_ASIDE: Rule = Rule {
    code: "set-aside",
    severity: Severity::Warning,
    explanation: "A file is read for another purpose than to be a page, and it holds words that readers will not find. A \
        `README.md` beside an `index.md` speaks to those who look at the files on a code host: the `index.md` introduces the \
        folder. A `SUMMARY.md` that lists links says in which order pages come, and nothing else of it is shown. Of several coverage \
        lists the first by name is shown. \
        Move what is meant for readers to a page. Where the file is as it should be, write `set-aside = \"off\"` under \
        `[check]` in `playbook.toml`.",
};

/// Takes out of the pages a `README.md` beside an `index.md` or `_index.md`, which speaks to readers of a code host, and reports it.
pub(super) fn set_code_host_pages_aside(playbook: &mut Playbook) -> Vec<Diagnostic> {
    let introductions = |wanted| {
        let paths = playbook.entries.keys();
        paths.filter(move |path| path.introduction() == Some(wanted))
    };
    let indexed: BTreeSet<&str> = introductions(Introduction::Index)
        .chain(introductions(Introduction::Section))
        .map(SourcePath::folder)
        .collect();
    let doubled: Vec<SourcePath> = introductions(Introduction::Readme)
        .filter(|path| indexed.contains(path.folder()))
        .cloned()
        .collect();
    let reported = doubled.iter().filter_map(|path| {
        let entry = playbook.entries.remove(path)?;
        let message = "an `index.md` introduces this folder, so this file is on no page";
        Some(
            Diagnostic::new(&SET_ASIDE, path, entry.meta.title.span, message)
                .help("move what readers need to the `index.md`, or give this file another name"),
        )
    });
    reported.collect()
}

/// Takes out of the pages the `SUMMARY.md` that says in which order pages come. What else it says is reported.
pub(super) fn set_order_aside(playbook: &mut Playbook) -> Option<Diagnostic> {
    let path = playbook.outline.path.clone()?;
    let summary = playbook.entries.remove(&path)?;
    words_besides_links(summary.document()).map(|span| {
        let message =
            "this file says in which order pages come, and these words of it stand on no page";
        Diagnostic::new(&SET_ASIDE, &path, span, message)
            .help("move what is meant for readers to a page, such as `index.md`")
    })
}

/// Takes the first of the coverage lists, and reports the others.
pub(super) fn set_other_lists_aside<'p>(
    mut lists: impl Iterator<Item = &'p Coverage>,
) -> (Option<Coverage>, Vec<Diagnostic>) {
    let Some(first) = lists.next() else { return (None, Vec::new()) };
    let reported = lists.map(|list| {
        let span = list.items.first().map(|item| item.span).unwrap_or_default();
        let message = format!("`{}` is the coverage list, so this one is on no page", first.path);
        Diagnostic::new(&SET_ASIDE, &list.path, span, message)
            .help("move its lines there, below `[items]`")
    });
    let reported = reported.collect();
    (Some(first.clone()), reported)
}

/// Takes out of the pages each Markdown file that another page includes: it is no page of its own.
pub(super) fn set_included_aside<'p>(
    playbook: &mut Playbook,
    parsed: impl Iterator<Item = (&'p SourcePath, &'p Parsed)>,
) {
    let pages = parsed.filter(|(path, _)| playbook.entries.contains_key(*path));
    let included: BTreeSet<&SourcePath> = pages.flat_map(|(_, parsed)| &parsed.includes).collect();
    for path in included {
        let document = playbook.entries.get(path).and_then(|entry| match &entry.content {
            Content::Chapter(document) | Content::Activity(document) => Some(Arc::clone(document)),
            Content::Checklist(_) | Content::Worksheet(_) | Content::Path(_) | Content::Pack(_) => {
                None
            }
        });
        if let Some(document) = document {
            playbook.entries.remove(path);
            playbook.included.insert(path.clone(), document);
        }
    }
}
