//! What breaks a rule, by what the rules look at.

use rayon::prelude::*;

use super::between::Between;
use super::half_read::is_sound;
use super::names::Names;
use super::page::Page;
use super::tally::Hits;
use super::whole::Whole;
use super::{PAGE_RULES, RULES, RULES_BETWEEN_PAGES, RULES_OF_THE_DAY, TALLIES, worksheets};
use crate::diag::{Diagnostic, Diagnostics};
use crate::measure::Date;
use crate::model::Playbook;
use crate::schema::in_yaml;
use crate::site::Linked;

/// Reports everything in a playbook that breaks a rule, in an order that is the same on every machine.
///
/// What a file that could not be read whole seems to lack is not reported on top of that. Without `today` no rule is asked that depends on the day.
pub fn check(linked: Linked<'_>, today: Option<Date>, diagnostics: &mut Diagnostics) {
    let Found { pages, between, whole } = Found::of(linked);
    diagnostics.extend(tallied(linked.playbook, &pages.hits));
    for faults in [pages.faults, between, whole, of_the_day(linked.playbook, today)] {
        diagnostics.extend(faults);
    }
}

/// What breaks a rule that asks for no day, by what the rule looks at.
pub struct Found {
    /// On each page by itself.
    pub pages: OfPages,
    /// By [`RULES_BETWEEN_PAGES`].
    pub between: Vec<Diagnostic>,
    /// By all others.
    pub whole: Vec<Diagnostic>,
}

/// What pages have to do with the rules that look at each by itself.
pub struct OfPages {
    /// By [`PAGE_RULES`].
    pub faults: Vec<Diagnostic>,
    /// What is counted by [`TALLIES`].
    pub hits: Hits,
}

impl Found {
    /// Asks every rule of a playbook.
    pub fn of(linked: Linked<'_>) -> Self {
        let others = || rayon::join(|| between(linked), || whole(linked));
        let (pages, (between, whole)) =
            rayon::join(|| self::pages(linked.playbook, linked), others);
        Self { pages, between, whole }
    }
}

/// What breaks a rule that judges a page by itself, on the pages of `judged`: the whole playbook or some pages of it.
pub fn pages(judged: &Playbook, linked: Linked<'_>) -> OfPages {
    let names = Names::of(linked);
    let pages = Page::all(judged, linked.index.mentions(), &names);
    let faults = pages
        .par_iter()
        .flat_map_iter(|page| PAGE_RULES.iter().flat_map(move |check| (check.find)(page)));
    let faults = reported(faults.collect(), linked.playbook);
    let hits = pages.par_iter().fold(Hits::default, |mut hits, page| {
        for tally in TALLIES {
            hits.add(tally, page);
        }
        hits
    });
    OfPages { faults, hits: hits.reduce(Hits::default, Hits::with) }
}

/// What breaks a rule that is reported once for all pages.
pub fn tallied(playbook: &Playbook, hits: &Hits) -> Vec<Diagnostic> {
    let faults = TALLIES.iter().flat_map(|tally| (tally.report)(hits.of(tally.rule.code)));
    reported(faults.collect(), playbook)
}

/// What breaks a rule that holds pages against each other.
pub fn between(linked: Linked<'_>) -> Vec<Diagnostic> {
    let pages = Between::of(linked);
    let faults = RULES_BETWEEN_PAGES.par_iter().flat_map_iter(|check| (check.find)(&pages));
    reported(faults.collect(), linked.playbook)
}

/// What breaks any other rule, but for those of the day.
pub fn whole(linked: Linked<'_>) -> Vec<Diagnostic> {
    let whole = Whole::of(linked);
    let (mut found, of_sheets): (Vec<Diagnostic>, Vec<Diagnostic>) = rayon::join(
        || RULES.par_iter().flat_map_iter(|check| (check.find)(&whole)).collect(),
        || worksheets::faults(linked.playbook, linked.index),
    );
    found.extend(of_sheets);
    reported(found, linked.playbook)
}

/// What breaks a rule that depends on the day on the pages of `judged`, where it is known which day it is `today`.
pub fn of_the_day(judged: &Playbook, today: Option<Date>) -> Vec<Diagnostic> {
    let Some(today) = today else { return Vec::new() };
    let pages = judged.entries.values().map(|entry| (&entry.path, &*entry.meta));
    let faults = pages.flat_map(|page| {
        RULES_OF_THE_DAY.iter().filter_map(move |check| (check.find)(page, today))
    });
    faults.map(|fault| in_its_language(fault, judged)).collect()
}

/// Those of these faults that are to be reported, in the language of the files they are about.
fn reported(mut faults: Vec<Diagnostic>, playbook: &Playbook) -> Vec<Diagnostic> {
    faults.retain(|fault| is_sound(fault, playbook));
    faults.into_iter().map(|fault| in_its_language(fault, playbook)).collect()
}

/// The fault with help in YAML, where it is about front matter in that.
fn in_its_language(mut fault: Diagnostic, playbook: &Playbook) -> Diagnostic {
    let page = fault.location.as_ref().and_then(|location| playbook.entries.get(&location.path));
    if page.is_some_and(|page| page.meta.is_yaml)
        && let Some(help) = fault.help.as_mut().filter(|help| !help.contains("playbook.toml"))
    {
        *help = in_yaml(help);
    }
    fault
}
