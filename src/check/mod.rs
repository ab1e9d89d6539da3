//! What a playbook says, and the names in it → every rule that it breaks.
//!
//! A rule that needs more than one file to be judged lives here, one file a rule, named as the rule's code. To add one, write
//! its file and add its line to one of the four lists: [`PAGE_RULES`], [`RULES_BETWEEN_PAGES`], [`RULES`],
//! [`RULES_OF_ADDRESSES`].

mod near;
mod published;
#[cfg(test)]
mod trial;

mod active_file;
mod ambiguous_reference;
mod bad_alias;
mod broken_anchor;
mod broken_link;
mod conflict_copy;
mod duplicate_address;
mod duplicate_id;
mod duplicate_item;
mod duplicate_slug;
mod duplicate_title;
mod embed_kind;
mod empty_checklist;
mod empty_group;
mod empty_pack;
mod empty_playbook;
mod foreign_syntax;
mod heading_order;
mod html_title;
mod include_circle;
mod kept_number;
mod language_tag;
mod leader_mark;
mod leaves_nothing;
mod leftover_file;
mod link_address;
mod link_text;
mod long_checklist;
mod lost_address;
mod lost_heading;
mod lost_cells;
mod low_contrast;
mod missing_alt;
mod missing_image;
mod missing_include;
mod misnamed;
mod misspelt_scheme;
mod missing_summary;
mod nearly_a_sign;
mod need_without_activity;
mod not_covered;
mod orphan_page;
mod overlong_checklist;
mod outside_image;
mod pack_copies;
mod pack_sheet;
mod picture_in_line;
mod preview_address;
mod raw_html;
mod read_as_address;
mod similar_item;
mod situation_without_path;
mod spaced_address;
mod stage_without_checklist;
mod stale_review;
mod steps_do_not_add_up;
mod table_head;
mod table_line;
mod undefined_label;
mod unknown_callout;
mod unknown_coverage;
mod unknown_need;
mod unknown_reference;
mod unknown_stage;
mod unread_file;
mod unsafe_link;
mod unused_file;
mod unused_sheet;
mod wiki_link;
mod worksheets;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::measure::Date;
use crate::model::{Checklist, Content, Entry, Index, Pack, Playbook};
use crate::shape::in_yaml;
use crate::site::Site;
use crate::source::{SourcePath, Span};

pub use worksheets::MORE_RULES;

/// The rules that depend on the day.
pub const RULES_OF_THE_DAY: &[&Rule] = &[&stale_review::RULE];

/// A rule, and how what breaks it is found.
#[derive(Debug)]
pub struct Check {
    /// The rule.
    pub rule: &'static Rule,
    /// Finds everything that breaks it, in the order of the files.
    pub find: fn(&Playbook, &Index<'_>) -> Vec<Diagnostic>,
}

/// A rule of addresses, and how what breaks it is found.
#[derive(Debug)]
pub struct AddressCheck {
    /// The rule.
    pub rule: &'static Rule,
    /// Finds everything that breaks it in the site that is planned of a playbook.
    pub find: fn(&Playbook, &Site) -> Vec<Diagnostic>,
}

/// The rules that judge one page by itself, by the names of the others: their headings, titles and metadata, and by
/// whether there are notes for leaders; never by their prose.
/// What the settings say of names is judged along with any page.
///
/// Asked to look at some pages alone, `find` is given a playbook of these pages, the settings and the stance, and [`Index::playbook`] is
/// the whole.
pub const PAGE_RULES: &[&Check] = &[
    &broken_link::CHECK,
    &broken_anchor::CHECK,
    &missing_image::CHECK,
    &missing_alt::CHECK,
    &outside_image::CHECK,
    &picture_in_line::CHECK,
    &unsafe_link::CHECK,
    &misspelt_scheme::CHECK,
    &embed_kind::CHECK,
    &raw_html::CHECK,
    &html_title::CHECK,
    &foreign_syntax::CHECK,
    &spaced_address::CHECK,
    &undefined_label::CHECK,
    &wiki_link::CHECK,
    &preview_address::CHECK,
    &leader_mark::CHECK,
    &unknown_callout::CHECK,
    &heading_order::CHECK,
    &link_text::CHECK,
    &link_address::CHECK,
    &read_as_address::CHECK,
    &table_head::CHECK,
    &table_line::CHECK,
    &lost_cells::CHECK,
    &nearly_a_sign::CHECK,
    &missing_summary::CHECK,
    &unknown_reference::CHECK,
    &ambiguous_reference::CHECK,
    &unknown_coverage::CHECK,
    &unknown_stage::CHECK,
    &unknown_need::CHECK,
    &lost_heading::CHECK,
];

/// The rules that hold pages against each other by their titles, by what they cover, and by who uses whom. They see nothing
/// else of a page's prose, see [`Entry::looks_like`].
///
/// While somebody writes they are asked again after every edit of a title or of where a link leads, so each is done with ten
/// thousand pages in a moment.
pub const RULES_BETWEEN_PAGES: &[&Check] =
    &[&not_covered::CHECK, &unused_sheet::CHECK, &duplicate_title::CHECK, &orphan_page::CHECK];

/// The other rules with a check of their own. Of a chapter they see where it stands and what it is called by, see
/// [`Entry::stands_like`], and of all chapters together which files besides pages they show or link to. The rules of the kinds
/// of worksheets are in [`MORE_RULES`], and see no more.
pub const RULES: &[&Check] = &[
    &missing_include::CHECK,
    &include_circle::CHECK,
    &duplicate_slug::CHECK,
    &lost_address::CHECK,
    &kept_number::CHECK,
    &duplicate_id::CHECK,
    &steps_do_not_add_up::CHECK,
    &leaves_nothing::CHECK,
    &situation_without_path::CHECK,
    &need_without_activity::CHECK,
    &stage_without_checklist::CHECK,
    &empty_checklist::CHECK,
    &empty_group::CHECK,
    &duplicate_item::CHECK,
    &similar_item::CHECK,
    &long_checklist::CHECK,
    &overlong_checklist::CHECK,
    &empty_pack::CHECK,
    &pack_copies::CHECK,
    &pack_sheet::CHECK,
    &language_tag::CHECK,
    &low_contrast::CHECK,
    &unused_file::CHECK,
    &unread_file::CHECK,
    &conflict_copy::CHECK,
    &leftover_file::CHECK,
    &active_file::CHECK,
    &empty_playbook::CHECK,
];

/// The rules that see of a playbook what no page of the site shows, because something else stands at its address.
pub const RULES_OF_ADDRESSES: &[&AddressCheck] = &[&duplicate_address::CHECK, &bad_alias::CHECK];

/// Every rule that needs more than one file to be judged.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let checks = PAGE_RULES.iter().chain(RULES_BETWEEN_PAGES).chain(RULES).map(|check| check.rule);
    let of_addresses = RULES_OF_ADDRESSES.iter().map(|check| check.rule);
    checks.chain(of_addresses).chain(MORE_RULES.iter().chain(RULES_OF_THE_DAY).copied())
}

/// Tells everything in `playbook`, of which `site` is planned, that breaks a rule, in an order that is the same on every machine.
///
/// What a file that could not be read whole seems to lack is not told on top of that. Without `today` no rule is asked that depends on the day.
pub fn check(
    (playbook, index, site): (&Playbook, &Index<'_>, &Site),
    today: Option<Date>,
    diagnostics: &mut Diagnostics,
) {
    let found = Found::of(playbook, index, site);
    let half_read = HalfRead::of(playbook);
    for faults in [found.pages, found.between, found.whole] {
        diagnostics.extend(half_read.sound(faults));
    }
    diagnostics.extend(today.map(|today| of_the_day(playbook, today)).unwrap_or_default());
}

/// What breaks a rule that asks for no day, by what the rule looks at.
pub struct Found {
    /// By [`PAGE_RULES`].
    pub pages: Vec<Diagnostic>,
    /// By [`RULES_BETWEEN_PAGES`].
    pub between: Vec<Diagnostic>,
    /// By all others.
    pub whole: Vec<Diagnostic>,
}

impl Found {
    /// Asks every rule of `playbook`.
    pub fn of(playbook: &Playbook, index: &Index<'_>, site: &Site) -> Self {
        let others = || rayon::join(|| between(playbook, index), || whole(playbook, index, site));
        let (pages, (between, whole)) = rayon::join(|| pages(playbook, index), others);
        Self { pages, between, whole }
    }
}

/// What breaks a rule that judges a page by itself on the pages of `playbook`, which is the whole or some pages of it.
pub fn pages(playbook: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    let faults = PAGE_RULES.par_iter().flat_map_iter(|check| (check.find)(playbook, index));
    faults.map(|fault| in_its_language(fault, playbook)).collect()
}

/// What breaks a rule that holds pages against each other.
pub fn between(playbook: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    let faults =
        RULES_BETWEEN_PAGES.par_iter().flat_map_iter(|check| (check.find)(playbook, index));
    faults.map(|fault| in_its_language(fault, playbook)).collect()
}

/// What breaks any other rule, but for those of the day.
pub fn whole(playbook: &Playbook, index: &Index<'_>, site: &Site) -> Vec<Diagnostic> {
    let (mut found, of_sheets): (Vec<Diagnostic>, Vec<Diagnostic>) = rayon::join(
        || RULES.par_iter().flat_map_iter(|check| (check.find)(playbook, index)).collect(),
        || worksheets::faults(playbook, index),
    );
    found.extend(of_sheets);
    found.extend(RULES_OF_ADDRESSES.iter().flat_map(|check| (check.find)(playbook, site)));
    found.into_iter().map(|fault| in_its_language(fault, playbook)).collect()
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

/// What breaks a rule that depends on the day, when that is `today`.
pub fn of_the_day(playbook: &Playbook, today: Date) -> Vec<Diagnostic> {
    let faults = stale_review::faults(playbook, today).into_iter();
    faults.map(|fault| in_its_language(fault, playbook)).collect()
}

/// The files that could not be read whole, or hold a key that nobody understands. What such a file seems to lack is not told on
/// top of that.
pub struct HalfRead {
    unread: BTreeSet<SourcePath>,
    doubtful: BTreeSet<SourcePath>,
}

/// The rules that tell of what a file lacks, besides those of the kinds of worksheets.
const LACKS: &[&str] =
    &["empty-checklist", "empty-group", "empty-pack", "leaves-nothing", "missing-summary"];

impl HalfRead {
    /// Those of `playbook`.
    pub fn of(playbook: &Playbook) -> Self {
        Self { unread: playbook.unread.clone(), doubtful: playbook.doubtful.clone() }
    }

    /// The `faults` in other files, or of what does stand in these.
    pub fn sound(&self, faults: Vec<Diagnostic>) -> impl Iterator<Item = Diagnostic> {
        let is_sound = |fault: &Diagnostic| {
            let Some(path) = fault.location.as_ref().map(|location| &location.path) else {
                return true;
            };
            let code = fault.rule.code;
            let is_lack =
                || LACKS.contains(&code) || MORE_RULES.iter().any(|rule| rule.code == code);
            !(self.unread.contains(path) || self.doubtful.contains(path) && is_lack())
        };
        faults.into_iter().filter(is_sound)
    }
}

/// The checklists of `playbook`, with the pages they are.
fn checklists(playbook: &Playbook) -> impl Iterator<Item = (&Entry, &Checklist)> {
    playbook.entries.values().filter_map(|entry| match &entry.content {
        Content::Checklist(checklist) => Some((entry, &**checklist)),
        Content::Chapter(_)
        | Content::Activity(_)
        | Content::Worksheet(_)
        | Content::Path(_)
        | Content::Pack(_) => None,
    })
}

/// The packs of `playbook`, with the pages they are.
fn packs(playbook: &Playbook) -> impl Iterator<Item = (&Entry, &Pack)> {
    playbook.entries.values().filter_map(|entry| match &entry.content {
        Content::Pack(pack) => Some((entry, &**pack)),
        Content::Chapter(_)
        | Content::Activity(_)
        | Content::Checklist(_)
        | Content::Worksheet(_)
        | Content::Path(_) => None,
    })
}

/// The activities of `playbook`.
fn activities(playbook: &Playbook) -> impl Iterator<Item = &Entry> {
    playbook.entries.values().filter(|entry| match &entry.content {
        Content::Activity(_) => true,
        Content::Chapter(_)
        | Content::Checklist(_)
        | Content::Worksheet(_)
        | Content::Path(_)
        | Content::Pack(_) => false,
    })
}

/// A fault of a page as a whole, told at its title.
fn at_title(rule: &'static Rule, entry: &Entry, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(rule, &entry.path, entry.meta.title.span, message)
}

/// A fault in `playbook.toml`, when there is one to point at.
fn in_settings(
    rule: &'static Rule,
    path: Option<&SourcePath>,
    span: Span,
    message: String,
) -> Diagnostic {
    match path {
        Some(path) => Diagnostic::new(rule, path, span, message),
        None => Diagnostic::everywhere(rule, message),
    }
}

#[cfg(test)]
mod tests {
    use super::rules;
    use super::trial::{SETTINGS, all_told};

    #[test]
    fn a_sound_playbook_breaks_no_rule() {
        let activity = "+++\nkind = \"activity\"\ntitle = \"Trading seats\"\nsummary = \"Each side describes the other.\"\n\
            serves = [\"trust\", \"roles\"]\nsituations = [\"finger pointing\"]\ntime = \"50 min\"\nuses = [\"plan\"]\n+++\n\
            ## Sit (20 min)\n\n## Swap (30 min)\n\nSee [the part](index.md), [good when](#good-when) and ![](../plan.toml)\n\n\
            ## Good when\n";
        let list = |stage: &str| {
            format!(
                "kind = \"checklist\"\nsummary = \"Look once more.\"\npause = \"Now\"\nstage = \"{stage}\"\nitems = [\"We know who decides\"]"
            )
        };
        let told = all_told(&[
            SETTINGS,
            ("01-trust/index.md", "# Trust\n\n[First](../ready.toml), [last](../again.toml)"),
            ("01-trust/seats.md", activity),
            ("again.toml", &list("renew")),
            (
                "path.toml",
                "kind = \"path\"\nsummary = \"From blame to work.\"\nwhen = \"It hurts\"\nsteps = [\"seats\"]",
            ),
            ("plan.toml", "kind = \"plan\"\nsummary = \"Three actions.\""),
            ("ready.toml", &list("begin")),
        ]);
        assert_eq!(told, Vec::<String>::new());
    }

    #[test]
    fn every_rule_has_a_name_of_its_own_and_is_explained() {
        let mut codes: Vec<&str> = rules().map(|rule| rule.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), rules().count());
        for rule in rules() {
            assert!(rule.explanation.ends_with('.'), "{}", rule.code);
        }
    }
}
