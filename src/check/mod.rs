//! What a playbook says, and the names in it → every rule that it breaks.
//!
//! A rule that needs more than one file to be judged lives here, one file a rule, named as the rule's code. To add one, write
//! its file and add its line to the list of those that are given the same: [`PAGE_RULES`], [`RULES_BETWEEN_PAGES`], [`RULES`].
//! What a rule is given decides when it is asked again, so none can see more than that.

mod between;
mod found;
mod half_read;
mod names;
mod near;
mod page;
mod place;
mod rule;
mod tally;
#[cfg(test)]
mod trial;
mod whole;

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

use crate::diag::Rule;

pub use between::Between;
pub use found::{Found, OfPages, between, check, of_the_day, pages, tallied, whole};
pub use names::{Names, Other};
pub use page::Page;
pub use rule::{BetweenPages, Check, OfTheDay, OnPage, OnWhole};
pub use tally::{Hit, Hits, Tally};
pub use whole::{Activity, Whole};
pub use worksheets::MORE_RULES;

/// The rules that judge one page by itself, by the names of the others: their headings, titles and metadata, and by
/// whether there are notes for leaders; never by their prose.
/// What the settings say of names is judged along with any page.
pub const PAGE_RULES: &[&Check<OnPage>] = &[
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

/// The rules that are reported once for all pages. They see of a page what [`PAGE_RULES`] do.
pub const TALLIES: &[&Tally] = &[&foreign_syntax::TALLY];

/// The rules that hold pages against each other by their titles, by what they cover, and by who uses whom. They see nothing
/// else of a page's prose, see [`Entry::looks_like`](crate::model::Entry::looks_like).
///
/// While somebody writes they are asked again after every edit of a title or of where a link leads, so each is done with ten
/// thousand pages in a moment.
pub const RULES_BETWEEN_PAGES: &[&Check<BetweenPages>] =
    &[&not_covered::CHECK, &unused_sheet::CHECK, &duplicate_title::CHECK, &orphan_page::CHECK];

/// The other rules with a check of their own. Of a chapter they see where it stands and what it is called by, see
/// [`Entry::stands_like`](crate::model::Entry::stands_like), and of all chapters together which files besides pages they show or
/// link to. The rules of the kinds of worksheets are in [`MORE_RULES`], and see no more.
pub const RULES: &[&Check<OnWhole>] = &[
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
    &duplicate_address::CHECK,
    &bad_alias::CHECK,
];

/// The rules that depend on the day. They see the metadata of a page.
pub const RULES_OF_THE_DAY: &[&Check<OfTheDay>] = &[&stale_review::CHECK];

/// Every rule that needs more than one file to be judged.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let of_pages = PAGE_RULES.iter().map(|each| each.rule);
    let of_pages = of_pages.chain(TALLIES.iter().map(|tally| tally.rule));
    let others = RULES_BETWEEN_PAGES.iter().map(|each| each.rule);
    let others = others.chain(RULES.iter().map(|each| each.rule));
    let of_sheets = MORE_RULES.iter().copied();
    let of_a_day = RULES_OF_THE_DAY.iter().map(|each| each.rule);
    of_pages.chain(others).chain(of_sheets).chain(of_a_day)
}

#[cfg(test)]
mod tests {
    use super::rules;
    use super::trial::{SETTINGS, all_reported};

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
        let reported = all_reported(&[
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
        assert_eq!(reported, Vec::<String>::new());
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
