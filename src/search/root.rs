//! What a browser loads first: every unit by name and address, and which shard holds which terms.

use serde::Serialize;

use super::terms::{Language, Prefix, Suffix};
use super::units::{KINDS, Unit, Units};
use crate::input::Input;
use crate::prose::Document;
use crate::site::{By, escape};
use crate::titles::page_title;
use crate::typography::typeset;

/// The form of the files. A browser that has an older script in its store leaves a newer form alone.
const VERSION: u32 = 1;

/// The most letters of what a term means.
const LONGEST_MEANING: usize = 160;

#[derive(Serialize)]
pub(super) struct Root<'a> {
    version: u32,
    language: &'a str,
    /// The list of situations; empty when there is none.
    finder: String,
    stems: Stems,
    stop: Vec<&'static str>,
    kinds: Vec<(&'static str, usize)>,
    units: Vec<UnitView>,
    /// The first term of each shard, and the fingerprint in its name.
    shards: &'a [(String, String)],
}

#[derive(Serialize)]
struct Stems {
    prefixes: &'static [&'static [Prefix]],
    suffixes: &'static [&'static [Suffix]],
}

#[derive(Serialize)]
#[serde(untagged)]
enum UnitView {
    /// A title and an address.
    Page(String, String),
    /// What is ticked, the number of the unit that is its checklist, and the item's id.
    Item(String, usize, String),
    /// A term, its address, and what it means.
    Term(String, String, String),
}

impl<'a> Root<'a> {
    pub(super) fn of(input: Input<'a>, units: &Units<'_>, shards: &'a [(String, String)]) -> Self {
        let language = Language::named(&input.playbook.settings.language);
        let address = |page: usize| escape(input.site.pages[page].route.as_str());
        let checklists = units.first_checklist();
        let view = |unit: &Unit<'_>| match *unit {
            Unit::Page { page, .. } | Unit::Example { page, .. } => {
                UnitView::Page(page_title(input, &input.site.pages[page]), address(page))
            }
            Unit::Item { checklist, item } => UnitView::Item(
                typeset(&item.plain, input.words),
                checklists + checklist,
                item.id.value.clone(),
            ),
            Unit::Term { page, term } => UnitView::Term(
                typeset(&term.term, input.words),
                format!("{}#{}", address(page), escape(&term.id)),
                meaning(&term.means),
            ),
        };
        Self {
            version: VERSION,
            language: &input.playbook.settings.language,
            finder: input.site.lists.get(&By::Situation).copied().map(address).unwrap_or_default(),
            stems: Stems { prefixes: language.prefixes, suffixes: language.suffixes },
            stop: language.stop.split_whitespace().collect(),
            kinds: KINDS.into_iter().zip(units.counts).collect(),
            units: units.all.iter().map(view).collect(),
            shards,
        }
    }
}

/// The beginning of what a term means, cut between words.
fn meaning(means: &Document) -> String {
    let line = means.as_line();
    let Some((end, _)) = line.char_indices().nth(LONGEST_MEANING) else { return line };
    let cut = line[..end].rfind(' ').unwrap_or(end);
    format!("{}…", line[..cut].trim_end_matches([',', ';', ':', '.', '–', '—', ' ']))
}
