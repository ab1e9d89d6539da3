//! `embed-kind`: something is put in place that is no sheet, or in a place where no sheet can stand.

use super::names::Other;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Entry;
use crate::model::index::Found;
use crate::model::mention::Mention;
use crate::prose::Role;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "embed-kind",
    severity: Severity::Error,
    explanation: "The sign of an image, `![…](…)`, shows an image or puts a worksheet or a checklist in place. It cannot put \
        a chapter, an activity or a path in place: those are pages to go to, so leave the exclamation mark out and write a \
        link. To show the text of one Markdown file within another, include it.\n\n\
        A sheet holds no other sheet, so that each one prints on its own and none can hold itself. Link from one to the \
        other instead.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let within_sheet = page.entry().is_some_and(Entry::is_sheet);
    let images = page.mentions().iter().filter(|(mention, _)| mention.role == Role::Image);
    let embeds = images.filter_map(|(mention, found)| match found {
        Found::Page(path) => Some((mention, page.names.page(path)?)),
        Found::Asset(_) | Found::Folder | Found::External | Found::Nothing => None,
    });
    embeds.filter_map(|(mention, other)| fault(mention, other, within_sheet)).collect()
}

fn fault(mention: &Mention<'_>, page: Other<'_>, within_sheet: bool) -> Option<Diagnostic> {
    let message = if !page.is_sheet() {
        let article = if page.kind() == "activity" { "an" } else { "a" };
        format!("`{}` is {article} {} and cannot be put in place", page.path(), page.kind())
    } else if within_sheet {
        format!("`{}` cannot be put in place within another sheet", page.path())
    } else {
        return None;
    };
    let words = mention.words();
    let words = if words.trim().is_empty() { page.title() } else { words.trim() };
    Some(
        Diagnostic::new(&RULE, mention.path(), mention.span(), message)
            .help(format!("write a link: `[{words}]({})`", mention.href())),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn only_sheets_are_put_in_place_and_only_in_prose() {
        let files = [
            ("a.md", "![the b](b.md) ![](p.toml) ![](c.md)"),
            ("b.md", "# Bee"),
            ("c.md", "+++\nkind = \"activity\"\n+++\n# Sea"),
            ("p.toml", "kind = \"plan\"\ntitle = \"Three actions\"\nintro = \"![](p.toml)\""),
        ];
        assert_eq!(
            reported("embed-kind", &files),
            [
                "a.md «![the b](b.md)» `b.md` is a chapter and cannot be put in place → write a link: `[the b](b.md)`",
                "a.md «![](c.md)» `c.md` is an activity and cannot be put in place → write a link: `[Sea](c.md)`",
                "p.toml «![](p.toml)» `p.toml` cannot be put in place within another sheet → write a link: `[Three actions](p.toml)`",
            ]
        );
    }
}
