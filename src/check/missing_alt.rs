//! `missing-alt`: an image without words for those who cannot see it.

use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::index::{Found, is_external, is_safe};
use crate::prose::Role;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "missing-alt",
    severity: Severity::Warning,
    explanation: "The square brackets of an image are empty. What stands in them is read aloud to people who cannot see the \
        image and shown when it does not load. Say in a few words what the image tells, as to somebody on the telephone: \
        `![Two teams at one table, a drawn map between them](table.png)`. Leave out `image of`.\n\n\
        A worksheet or checklist that is put in place needs no such words: its text is read as it is.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (mention, target) in page.mentions() {
        let is_picture = match target {
            Found::Asset(_) | Found::Folder | Found::External => mention.role == Role::Image,
            Found::Page(_) | Found::Nothing => false,
        };
        let href = mention.href();
        // Of one that is in no file that is reported, and no more.
        let is_file = is_safe(href) || !is_external(href);
        if is_picture && is_file && mention.words().trim().is_empty() {
            let message = format!("the image {} has no words", near::quoted(href));
            found.push(Diagnostic::new(&RULE, mention.path(), mention.span(), message).help(
                format!(
                    "say between the brackets what it shows: `![Two teams at one table]({href})`"
                ),
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn an_image_needs_words_and_a_sheet_does_not() {
        let files = [
            ("a.md", "![](t.png) ![ ](t.png) ![Two teams](t.png) ![](p.toml) ![](missing.png)"),
            ("p.toml", "kind = \"plan\""),
            ("t.png", ""),
        ];
        let help = "say between the brackets what it shows: `![Two teams at one table](t.png)`";
        assert_eq!(
            reported("missing-alt", &files),
            [
                format!("a.md «![](t.png)» the image `t.png` has no words → {help}"),
                format!("a.md «![ ](t.png)» the image `t.png` has no words → {help}"),
            ]
        );
    }
}
