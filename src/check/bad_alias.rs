//! `bad-alias`: an old address that cannot lead to its page.

use std::collections::BTreeMap;

use super::{Check, near};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Index, Playbook};
use crate::site::Route;
use crate::source::{Location, SourcePath, Span};

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "bad-alias",
    severity: Severity::Error,
    explanation: "`aliases` lists addresses that a page had before, from the root of the site: `\"guide/intro.html\"`. A small \
        page is put there that leads on, so that old links and printed addresses still arrive. It cannot be put where another \
        page stands, two pages cannot share one, it cannot lie outside the site, and it is a whole page: no host is told what \
        stands after `#`.",
};

fn find(playbook: &Playbook, _: &Index<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if playbook.entries.values().all(|entry| entry.meta.aliases.is_empty()) {
        return found;
    }
    let mut taken: BTreeMap<Route, (&SourcePath, Span)> = BTreeMap::new();
    for entry in playbook.entries.values() {
        taken.insert(Route::of(&entry.path), (&entry.path, entry.meta.title.span));
    }
    for entry in playbook.entries.values() {
        for alias in &entry.meta.aliases {
            let place = |message: String| Diagnostic::new(&RULE, &entry.path, alias.span, message);
            let Some(route) = Route::of_alias(alias) else {
                let message = format!("{} is no address within the site", near::quoted(alias));
                found.push(place(message).help(
                    "write the address from the root of the site, such as `\"guide/intro.html\"`",
                ));
                continue;
            };
            if let Some((page, _)) = alias.split_once(['#', '?']) {
                let message = format!("{} names more than a page", near::quoted(alias));
                found.push(place(message).help(format!("write `\"{page}\"`")));
            } else if let Some((path, span)) = taken.get(&route) {
                found.push(
                    place(format!("`{route}` is taken by `{path}`"))
                        .related(Location::new(path, *span), "the page that has it")
                        .help("take this alias out, or give the other page another name"),
                );
            } else {
                taken.insert(route, (&entry.path, alias.span));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::told;

    #[test]
    fn a_part_of_a_page_has_no_address_of_its_own() {
        let page = "+++\naliases = [\"old#part\", \"older.html?x=1\", \"old\"]\n+++\n";
        assert_eq!(
            told("bad-alias", &[("a.md", page)]),
            [
                "a.md «\"old#part\"» `old#part` names more than a page → write `\"old\"`",
                "a.md «\"older.html?x=1\"» `older.html?x=1` names more than a page → write `\"older.html\"`",
            ]
        );
    }

    #[test]
    fn an_old_address_leads_to_one_page() {
        let alias = |list: &str| format!("+++\ntitle = \"T\"\naliases = [{list}]\n+++\n");
        let (a, b) = (alias("\"old/\", \"b.html\", \"../x\""), alias("\"/old/index.html\""));
        assert_eq!(
            told("bad-alias", &[("a.md", &a), ("b.md", &b)]),
            [
                "a.md «\"b.html\"» `b.html` is taken by `b.md`, the page that has it: b.md «\"T\"» → take this alias out, or give the other page another name",
                "a.md «\"../x\"» `../x` is no address within the site → write the address from the root of the site, such as `\"guide/intro.html\"`",
                "b.md «\"/old/index.html\"» `old/index.html` is taken by `a.md`, the page that has it: a.md «\"old/\"» → take this alias out, or give the other page another name",
            ]
        );
    }
}
