//! `lost-heading`: the id of a heading that was published and that no heading of the page has any more.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity, nearest};
use crate::model::{Entry, Ledger};
use crate::prose::Heading;
use crate::site::Route;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "lost-heading",
    severity: Severity::Warning,
    explanation: "The ledger, `.addresses.toml`, says that a heading was published with an id, the part of an address after \
        `#`, and no heading of the page has it any more. Most often the heading was reworded. Whoever kept the address would \
        land at the top of the page and search. Give the heading its old id by hand: `## When it is good {#good-when}`. When \
        you reword it with `partnerbook mv`, the old id leads to the new one without that.\n\n\
        A heading that is gone on purpose is taken out of the ledger by `partnerbook addresses --forget ADDRESS#ID`.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let (Some(entry), ledger) = (page.entry(), page.names.ledger()) else { return Vec::new() };
    if ledger.published.is_empty() {
        return Vec::new();
    }
    // It may have been published at several addresses.
    let addresses: BTreeSet<&str> =
        page.names.addresses_of(&entry.path).into_iter().map(Route::as_str).collect();
    let published = addresses.iter().filter_map(|address| ledger.published.get_key_value(*address));
    let mut lost: BTreeMap<&str, &str> = published
        .flat_map(|(address, page)| page.ids.iter().map(|id| (id.as_str(), address.as_str())))
        .collect();
    if lost.is_empty() {
        return Vec::new();
    }
    let ids = ids(page.names, entry, &addresses);
    lost.retain(|id, _| !ids.contains(id));
    let is_only = lost.len() == 1;
    let fresh = fresh(ledger, entry);
    let lost = lost.into_iter().map(|(id, address)| {
        let near = nearest(id, fresh.iter().map(|heading| heading.id.as_str()));
        let meant = match near {
            Some(near) => fresh.iter().find(|heading| heading.id == near).copied(),
            None => fresh.first().copied().filter(|_| is_only && fresh.len() == 1),
        };
        fault(entry, (address, id), meant)
    });
    lost.collect()
}

/// The ids at which a reader arrives on the page of `entry`, which is at `addresses`: of its headings, and those that they had
/// before.
fn ids<'p>(names: &Names<'p>, entry: &Entry, addresses: &BTreeSet<&str>) -> BTreeSet<&'p str> {
    let headings = names.headings(&entry.path).flat_map(Heading::ids);
    let mut ids: BTreeSet<&str> = headings.chain(names.own_anchors(&entry.path)).collect();
    for old in names.ledger().moved.keys() {
        let end = names.ledger().end_of(old).and_then(|end| end.split_once('#'));
        let (Some((from, old)), Some((to, id))) = (old.split_once('#'), end) else { continue };
        if addresses.contains(from) && addresses.contains(to) && ids.contains(id) {
            ids.insert(old);
        }
    }
    ids
}

/// The headings of a page that may be published ones in other words: those that were not published as they are.
fn fresh<'p>(ledger: &Ledger, entry: &'p Entry) -> Vec<&'p Heading> {
    let published = ledger.published.values().flat_map(|page| page.ids.iter().map(String::as_str));
    let moved = ledger.moved.values().filter_map(|end| Some(end.split_once('#')?.1));
    let known: BTreeSet<&str> = published.chain(moved).collect();
    let headings = entry.document().headings.iter();
    headings.filter(|heading| !known.contains(heading.id.as_str())).collect()
}

fn fault(entry: &Entry, (address, id): (&str, &str), meant: Option<&Heading>) -> Diagnostic {
    let message = format!("`#{id}` was published, and no heading of this page has it any more");
    let span = meant.map_or(entry.meta.title.span, |heading| heading.span);
    let help = match meant {
        Some(heading) => {
            format!(
                "if this is the heading in other words, write `{} {} {{#{id}}}`",
                "#".repeat(usize::from(heading.level)),
                heading.text
            )
        }
        None => format!(
            "write `{{#{id}}}` after the heading that says it now, or give it up: `partnerbook addresses --forget {address}#{id}`"
        ),
    };
    Diagnostic::new(&RULE, &entry.path, span, message).help(help)
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_reworded_heading_is_reported_where_it_stands() {
        let ledger = "[published]\n\"a.html\" = \"good-when kept was\"\n\"old.html\" = \"gone good-when\"\n\
            [moved]\n\"old.html#was\" = \"a.html#is\"\n";
        let page =
            "+++\ntitle = \"A\"\naliases = [\"old.html\"]\n+++\n## Good if\n\n## Kept\n\n## Is\n";
        assert_eq!(
            reported("lost-heading", &[(".addresses.toml", ledger), ("a.md", page)]),
            [
                "a.md «\"A\"» `#gone` was published, and no heading of this page has it any more → write `{#gone}` after the heading that says it now, or give it up: `partnerbook addresses --forget old.html#gone`",
                "a.md «\"A\"» `#good-when` was published, and no heading of this page has it any more → write `{#good-when}` after the heading that says it now, or give it up: `partnerbook addresses --forget old.html#good-when`",
            ]
        );
        let ledger = "[published]\n\"a.html\" = \"good-when kept\"\n";
        let one = [(".addresses.toml", ledger), ("a.md", "## Good if\n\n## Kept\n")];
        assert_eq!(
            reported("lost-heading", &one),
            [
                "a.md «## Good if» `#good-when` was published, and no heading of this page has it any more → if this is the heading in other words, write `## Good if {#good-when}`",
            ]
        );
    }
}
