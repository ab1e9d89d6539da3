//! `broken-anchor`: a link to a heading that the page does not have.

use super::names::Names;
use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::model::Unresolved;
use crate::model::index::Found;
use crate::model::mention::Mention;
use crate::schema::words;
use crate::source::SourcePath;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "broken-anchor",
    severity: Severity::Error,
    explanation: "The page is there, but not the heading that the part after `#` names, so a reader would land at the top of \
        the page and search. The name of a heading is made of its words, in small letters with hyphens between them: \
        `## Good when` is `#good-when`. It changes when the heading is reworded.\n\n\
        To keep a name whatever the heading says, give it by hand after the heading: `## Good when {#good-when}`.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    page.mentions()
        .iter()
        .filter(|(mention, found)| *found == Found::Nothing && mention.href().contains('#'))
        // An address of the finished site in HTML is followed there.
        .filter(|(mention, _)| !mention.is_of_site())
        .filter_map(|(mention, _)| fault(page.names, mention))
        .collect()
}

fn fault(names: &Names<'_>, mention: &Mention<'_>) -> Option<Diagnostic> {
    let (path, href) = (mention.path(), mention.href());
    let Err(Unresolved::NoHeading(page, id, near)) = names.resolve(path, href) else { return None };
    let which = if href.starts_with('#') { "this page".to_owned() } else { format!("`{page}`") };
    let message = format!("{which} has no heading {}", near::quoted(&format!("#{id}")));
    let written = &href[href.find('#').unwrap_or(0)..];
    let fix = near.as_ref().map(|near| Fix { was: written.to_owned(), now: format!("#{near}") });
    let help = match (near::mark_in_name(names, path, href), near) {
        (Some(help), _) => help,
        (None, Some(near)) => format!("write `#{near}`"),
        (None, None) => headings(names, &page),
    };
    Some(Diagnostic::new(&RULE, path, mention.fragment_span(), message).help(help).maybe_fix(fix))
}

/// Says which headings `page` has.
fn headings(names: &Names<'_>, page: &SourcePath) -> String {
    let ids: Vec<String> = names.headings(page).map(|heading| format!("#{}", heading.id)).collect();
    let first = words(ids.iter().take(5).map(String::as_str));
    match ids.len() {
        0 => "the page has no headings: link to the page alone, without `#`".to_owned(),
        1..=5 => format!("write {}", first.replace(" and ", " or ")),
        _ => format!("the first headings of the page are {first}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn the_heading_that_was_meant_is_named() {
        let files = [
            ("a.md", "[x](b.md#good-wen) [y](#nothing-like-it) [z](b.md#good-when)"),
            ("b.md", "## Good when\n\n## Not when"),
        ];
        assert_eq!(
            reported("broken-anchor", &files),
            [
                "a.md «#good-wen» `b.md` has no heading `#good-wen` → write `#good-when`",
                "a.md «#nothing-like-it» this page has no heading `#nothing-like-it` → the page has no headings: link to the page alone, without `#`",
            ]
        );
    }

    #[test]
    fn a_heading_may_be_named_by_its_words() {
        let files =
            [("a.md", "[x](b.md#Good%20when) [y](<b.md#Not ever>)"), ("b.md", "## Good when")];
        assert_eq!(
            reported("broken-anchor", &files),
            ["a.md «#Not ever» `b.md` has no heading `#Not ever` → write `#good-when`"]
        );
    }

    #[test]
    fn every_page_has_a_top() {
        let files = [("a.md", "[x](#top) [y](b.md#Top) [z](#topp)"), ("b.md", "B")];
        assert_eq!(reported("broken-anchor", &files).len(), 1);
    }

    #[test]
    fn the_headings_are_listed_when_none_is_near() {
        let few = reported("broken-anchor", &[("a.md", "[x](#zzz)\n\n## One\n\n## Two\n")]);
        assert_eq!(few, ["a.md «#zzz» this page has no heading `#zzz` → write `#one` or `#two`"]);
        let many = "## One\n## Two\n## Three\n## Four\n## Five\n## Six\n\n[x](#zzz)";
        assert_eq!(
            reported("broken-anchor", &[("a.md", many)]),
            [
                "a.md «#zzz» this page has no heading `#zzz` → the first headings of the page are `#one`, `#two`, `#three`, `#four` and `#five`"
            ]
        );
    }

    #[test]
    fn a_heading_of_an_included_file_is_one_of_the_page() {
        let files =
            [("a.md", "[x](#c)\n\n```include\nb/c.md\n```"), ("b/c.md", "## C\n\n[y](#c) [z](#d)")];
        assert_eq!(
            reported("broken-anchor", &files),
            ["b/c.md «#d» this page has no heading `#d` → write `#c`"]
        );
    }
}
