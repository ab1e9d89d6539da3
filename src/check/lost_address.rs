//! `lost-address`: an address that was published and at which nothing is any more.

use std::collections::BTreeSet;

use super::names::Other;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity, nearest};
use crate::model::Ledger;
use crate::site::Route;

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "lost-address",
    severity: Severity::Warning,
    explanation: "The ledger, `.addresses.toml`, says that a page was published at an address, and there is no page there any \
        more, nor does one lead on from it. Whoever kept the address, or holds a sheet on which it is printed, would find \
        nothing. Write the old address into the page that has taken its place: `aliases = [\"guide/intro.html\"]`. When you \
        rename with `partnerbook mv`, this is done for you.\n\n\
        An address that is given up on purpose is taken out of the ledger by `partnerbook addresses --forget ADDRESS`.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let ledger = playbook.names.ledger();
    if ledger.published.is_empty() {
        return Vec::new();
    }
    let addresses = playbook.site().addresses();
    let alive: BTreeSet<&str> = addresses.map(|(route, _)| route.as_str()).collect();
    let lost = ledger.published.iter().filter(|(address, _)| !alive.contains(address.as_str()));
    let files = || playbook.names.pages().map(Other::path);
    lost.map(|(address, page)| {
        let message = format!("`{address}` was published, and there is no page any more");
        let name = Route::new(address.as_str());
        let mut pages = files().map(|path| (Route::of(path, playbook.names.numbers()), path));
        let same = pages.find(|(route, _)| route.name() == name.name() && name.name() != "index");
        let near = same.map(|(_, path)| path.as_str().to_owned()).or_else(|| {
            let routes: Vec<(Route, &str)> =
                files().map(|path| (Route::of(path, playbook.names.numbers()), path.as_str())).collect();
            let near = nearest(address, routes.iter().map(|(route, _)| route.as_str()))?;
            routes.iter().find(|(route, _)| route.as_str() == near).map(|(_, path)| (*path).to_owned())
        });
        let help = match near {
            Some(path) => format!("if `{path}` has taken its place, write `aliases = [\"{address}\"]` there"),
            None => format!(
                "write `aliases = [\"{address}\"]` into the page that has taken its place, or give it up: \
                 `partnerbook addresses --forget {address}`"
            ),
        };
        Diagnostic::new(&RULE, &Ledger::path(), page.span, message).help(help)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn what_was_published_leads_somewhere() {
        let ledger = "[published]\n\"a.html\" = \"\"\n\"b/index.html\" = \"\"\n\"index.html\" = \"\"\n\"old/c.html\" = \"\"\n\
            \"older.html\" = \"\"\n\"quite-gone.html\" = \"\"\n\"was/index.html\" = \"\"\n\
            [moved]\n\"was/index.html\" = \"b/index.html\"\n";
        let files = [
            (".addresses.toml", ledger),
            ("a.md", "+++\naliases = [\"older.html\"]\n+++\n"),
            ("b/c.md", ""),
        ];
        assert_eq!(
            reported("lost-address", &files),
            [
                ".addresses.toml «\"old/c.html\"» `old/c.html` was published, and there is no page any more → if `b/c.md` has taken its place, write `aliases = [\"old/c.html\"]` there",
                ".addresses.toml «\"quite-gone.html\"» `quite-gone.html` was published, and there is no page any more → write `aliases = [\"quite-gone.html\"]` into the page that has taken its place, or give it up: `partnerbook addresses --forget quite-gone.html`",
            ]
        );
    }

    #[test]
    fn the_second_page_of_an_address_is_found_beside_the_first() {
        let ledger = "[published]\n\"a.html\" = \"\"\n\"a-2.html\" = \"\"\n\"a-3.html\" = \"\"\n";
        let files = [(".addresses.toml", ledger), ("a.md", ""), ("a.mdx", "")];
        let reported = reported("lost-address", &files);
        assert_eq!(reported.len(), 1, "{reported:?}");
        assert!(reported[0].contains("`a-3.html` was published"), "{reported:?}");
    }
}
