//! Sources → the addresses of the pages that authors wrote, beside those that the ledger knows.

use std::collections::{BTreeMap, BTreeSet};

use super::stages::Stages;
use crate::diag::Diagnostics;
use crate::model::Ledger;
use crate::model::ledger::Published;
use crate::site::Shows;
use crate::source::Sources;

/// The addresses of a playbook.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// The ledger as it is.
    pub ledger: Ledger,
    /// Every address there is, with the ids of the headings on the page.
    pub now: BTreeMap<String, BTreeSet<String>>,
}

/// Finds the addresses of the pages that come from files: chapters, sheets, folders, specimens.
pub fn addresses(sources: &Sources) -> Addresses {
    let stages = Stages::of(sources, &mut Diagnostics::new());
    let index = stages.index();
    let is_lasting = |shows: &Shows| match shows {
        Shows::Home(_) | Shows::Part(..) | Shows::Entry(_) | Shows::Example(_) => true,
        Shows::List(_)
        | Shows::Glossary
        | Shows::Coverage
        | Shows::SiteMap
        | Shows::Search
        | Shows::Print(_)
        | Shows::NotFound => false,
    };
    let pages = stages.site.pages.iter().filter(|page| is_lasting(&page.shows));
    let now = pages.map(|page| {
        let headings = page.shows.prose().into_iter().flat_map(|path| index.headings(path));
        let ids = headings.map(|heading| heading.id.clone()).collect();
        (page.route.as_str().to_owned(), ids)
    });
    Addresses { now: now.collect(), ledger: stages.playbook.ledger.clone() }
}

impl Addresses {
    /// Those that the ledger does not know, headings as `a.html#id`, in the order of the alphabet.
    pub fn fresh(&self) -> Vec<String> {
        let mut fresh = Vec::new();
        for (address, ids) in &self.now {
            let known = self.ledger.published.get(address);
            if known.is_none() {
                fresh.push(address.clone());
            }
            let is_known = |id: &String| known.is_some_and(|known| known.ids.contains(id));
            fresh.extend(ids.iter().filter(|id| !is_known(id)).map(|id| format!("{address}#{id}")));
        }
        fresh
    }

    /// The ledger with all of them.
    pub fn recorded(&self) -> Ledger {
        let mut ledger = self.ledger.clone();
        for (address, ids) in &self.now {
            let page: &mut Published = ledger.published.entry(address.clone()).or_default();
            page.ids.extend(ids.iter().cloned());
        }
        ledger
    }

    /// The ledger without `address`, which is a page or a heading (`a.html#id`). `None` when it does not know it.
    pub fn without(&self, address: &str) -> Option<Ledger> {
        let mut ledger = self.ledger.clone();
        let was_moved = ledger.moved.remove(address).is_some();
        let was_published = match address.split_once('#') {
            Some((page, id)) => {
                ledger.published.get_mut(page).is_some_and(|page| page.ids.remove(id))
            }
            None => ledger.published.remove(address).is_some(),
        };
        (was_moved || was_published).then_some(ledger)
    }
}
