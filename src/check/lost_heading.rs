//! `lost-heading`: the id of a heading that was published and that no heading of the page has any more.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, published};
use crate::diag::{Diagnostic, Rule, Severity, nearest};
use crate::model::{Entry, Index, Playbook};
use crate::prose::Heading;
use crate::site::Route;
use crate::source::SourcePath;

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "lost-heading",
    severity: Severity::Warning,
    explanation: "The ledger, `.addresses.toml`, says that a heading was published with an id, the part of an address after \
        `#`, and no heading of the page has it any more. Most often the heading was reworded. Whoever kept the address would \
        land at the top of the page and search. Give the heading its old id by hand: `## When it is good {#good-when}`. When \
        you reword it with `partnerbook mv`, the old id leads to the new one without that.\n\n\
        A heading that is gone on purpose is taken out of the ledger by `partnerbook addresses --forget ADDRESS#ID`.",
};

fn find(judged: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    let (playbook, mut found) = (index.playbook(), Vec::new());
    // Most often nothing was lost, and then not every address has to be looked at.
    if playbook.ledger.published.is_empty() || !may_have_lost(judged, index) {
        return found;
    }
    let alive = published::alive(playbook);
    // By page: it may have been published at several addresses.
    let mut pages: BTreeMap<&SourcePath, (&Entry, BTreeMap<&str, &str>)> = BTreeMap::new();
    for (address, page) in &playbook.ledger.published {
        let entry = alive.get(&Route::new(address.as_str())).copied().flatten();
        let is_judged = |entry: &&Entry| judged.entries.contains_key(&entry.path);
        let Some(entry) = entry.filter(|_| !page.ids.is_empty()).filter(is_judged) else {
            continue;
        };
        let (_, lost) = pages.entry(&entry.path).or_insert_with(|| (entry, BTreeMap::new()));
        lost.extend(page.ids.iter().map(|id| (id.as_str(), address.as_str())));
    }
    for (entry, mut lost) in pages.into_values() {
        let ids = published::ids(playbook, index, &alive, entry);
        lost.retain(|id, _| !ids.contains(id));
        let is_only = lost.len() == 1;
        let fresh = fresh(playbook, entry);
        for (id, address) in lost {
            let near = nearest(id, fresh.iter().map(|heading| heading.id.as_str()));
            let meant = match near {
                Some(near) => fresh.iter().find(|heading| heading.id == near).copied(),
                None => fresh.first().copied().filter(|_| is_only && fresh.len() == 1),
            };
            found.push(fault(entry, (address, id), meant));
        }
    }
    found
}

/// Whether an id was published, of a page of `judged`, that none of its headings has now. It may live on all the same.
fn may_have_lost(judged: &Playbook, index: &Index<'_>) -> bool {
    let ledger = &index.playbook().ledger;
    let mut leading: BTreeMap<&str, Vec<Route>> = BTreeMap::new();
    for old in ledger.moved.keys().filter(|old| !old.contains('#')) {
        let route = Route::new(old.as_str());
        if Route::of_alias(old).as_ref() != Some(&route) {
            // Written by hand, in another way than ours: what leads to it is not found below.
            return true;
        }
        if let Some(end) = ledger.end_of(old) {
            leading.entry(end).or_default().push(route);
        }
    }
    judged.entries.values().any(|entry| {
        let own = entry.meta.aliases.iter().filter_map(|alias| Route::of_alias(alias));
        let mut addresses: Vec<Route> =
            own.chain([Route::of(&entry.path, &index.playbook().numbers)]).collect();
        let old: Vec<Route> = addresses
            .iter()
            .filter_map(|end| leading.get(end.as_str()))
            .flatten()
            .cloned()
            .collect();
        addresses.extend(old);
        let published = addresses.iter().filter_map(|end| ledger.published.get(end.as_str()));
        let mut ids = published.flat_map(|page| &page.ids).peekable();
        if ids.peek().is_none() {
            return false;
        }
        let headings: BTreeSet<&str> = index.headings(&entry.path).flat_map(Heading::ids).collect();
        ids.any(|id| !headings.contains(id.as_str()))
    })
}

/// The headings of a page that may be published ones in other words: those that were not published as they are.
fn fresh<'p>(playbook: &'p Playbook, entry: &'p Entry) -> Vec<&'p Heading> {
    let ledger = &playbook.ledger;
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
    use crate::check::trial::told;

    #[test]
    fn a_reworded_heading_is_told_where_it_stands() {
        let ledger = "[published]\n\"a.html\" = \"good-when kept was\"\n\"old.html\" = \"gone good-when\"\n\
            [moved]\n\"old.html#was\" = \"a.html#is\"\n";
        let page =
            "+++\ntitle = \"A\"\naliases = [\"old.html\"]\n+++\n## Good if\n\n## Kept\n\n## Is\n";
        assert_eq!(
            told("lost-heading", &[(".addresses.toml", ledger), ("a.md", page)]),
            [
                "a.md «\"A\"» `#gone` was published, and no heading of this page has it any more → write `{#gone}` after the heading that says it now, or give it up: `partnerbook addresses --forget old.html#gone`",
                "a.md «\"A\"» `#good-when` was published, and no heading of this page has it any more → write `{#good-when}` after the heading that says it now, or give it up: `partnerbook addresses --forget old.html#good-when`",
            ]
        );
        let ledger = "[published]\n\"a.html\" = \"good-when kept\"\n";
        let one = [(".addresses.toml", ledger), ("a.md", "## Good if\n\n## Kept\n")];
        assert_eq!(
            told("lost-heading", &one),
            [
                "a.md «## Good if» `#good-when` was published, and no heading of this page has it any more → if this is the heading in other words, write `## Good if {#good-when}`",
            ]
        );
    }
}
