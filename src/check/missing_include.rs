//! `missing-include`: a file to include that is not there.

use super::near;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Unresolved;
use crate::model::mention::Inclusion;
use crate::source::{SourcePath, target_path};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "missing-include",
    severity: Severity::Error,
    explanation: "A page includes another file, which stands in place of the block that names it, and that file is \
        not there. Without it a part of the page would silently be missing. Write the way to the file from the page that \
        includes it, for example `../shared/safety.md`.\n\n\
        Markdown and TOML files can be included. The text of a TOML file is shown as it is written; the worksheet or the \
        checklist itself is put in place with the sign of an image, `![Role grid](role-grid.toml)`. Where both follow one \
        another, they stand side by side.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let fault = |inclusion: &Inclusion<'_>| {
        let path = inclusion.piece.path;
        let (message, help) = fault(playbook, path, inclusion.file)?;
        Some(Diagnostic::new(&RULE, path, inclusion.span(), message).help(help))
    };
    playbook.inclusions().iter().filter_map(fault).collect()
}

fn fault(playbook: &Whole<'_>, from: &SourcePath, href: &str) -> Option<(String, String)> {
    if href.is_empty() {
        return Some((
            "this block includes nothing".to_owned(),
            "write the way to a Markdown file into it, such as `../shared/safety.md`".to_owned(),
        ));
    }
    let Some(wanted) = target_path(from, href) else {
        return Some((
            format!("{} leads out of the playbook", near::quoted(href)),
            "include a file of the playbook".to_owned(),
        ));
    };
    // A file that includes itself is reported as a circle.
    let is_there = playbook.is_included(&wanted) || playbook.toml(&wanted).is_some();
    if is_there || wanted == *from {
        return None;
    }
    let name = near::quoted(wanted.as_str());
    let is_markdown = wanted.is_markdown();
    Some(match playbook.names.resolve(from, href) {
        Err(Unresolved::NoFile(_, close)) => {
            let meant =
                near::alike(&playbook.names, &wanted, close).filter(SourcePath::is_markdown);
            let help = meant.map_or_else(
                || "correct the way to it, add the file, or take the block out".to_owned(),
                |meant| format!("write `{}`", near::href(from, &meant, "")),
            );
            (format!("there is no file {name} to include"), help)
        }
        Err(Unresolved::NoPage(_)) if is_markdown => (
            format!("{name} is a draft and not to be included"),
            "publish it by taking `draft = true` out, or take the block out".to_owned(),
        ),
        Ok(_) if is_markdown => (
            format!("{name} cannot be included here"),
            "include it in the text of a page or in an `intro`".to_owned(),
        ),
        Ok(_) | Err(Unresolved::NoPage(_) | Unresolved::NoHeading(..) | Unresolved::Outside) => (
            format!("{name} is no Markdown or TOML file to include"),
            format!("name a file that ends in `.md` or `.toml`, or link to it: `[…]({href})`"),
        ),
    })
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    fn including(path: &str) -> String {
        format!("```include\n{path}\n```\n")
    }

    #[test]
    fn the_file_that_was_meant_is_named() {
        let text =
            including("../shared/saftey.md") + &including("zzz.md") + &including("../../x.md");
        let files = [("a/b.md", text.as_str()), ("shared/safety.md", "S")];
        assert_eq!(
            reported("missing-include", &files),
            [
                "a/b.md «../shared/saftey.md» there is no file `shared/saftey.md` to include → write `../shared/safety.md`",
                "a/b.md «zzz.md» there is no file `a/zzz.md` to include → correct the way to it, add the file, or take the block out",
                "a/b.md «../../x.md» `../../x.md` leads out of the playbook → include a file of the playbook",
            ]
        );
    }

    #[test]
    fn only_published_markdown_is_included() {
        let text = including("p.png") + &including("d.md") + &including("") + &including("e.md");
        let files = [
            ("a.md", text.as_str()),
            ("d.md", "+++\ndraft = true\n+++\nD"),
            ("e.md", "E"),
            ("p.png", ""),
        ];
        assert_eq!(
            reported("missing-include", &files),
            [
                "a.md «p.png» `p.png` is no Markdown or TOML file to include → name a file that ends in `.md` or `.toml`, or link to it: `[…](p.png)`",
                "a.md «d.md» `d.md` is a draft and not to be included → publish it by taking `draft = true` out, or take the block out",
                "a.md «» this block includes nothing → write the way to a Markdown file into it, such as `../shared/safety.md`",
            ]
        );
    }
}
