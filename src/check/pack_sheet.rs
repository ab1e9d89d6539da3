//! `pack-sheet`: a pack includes what is no sheet, or the same sheet twice.

use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "pack-sheet",
    severity: Severity::Error,
    explanation: "A pack is a bundle of worksheets and checklists to hand out, each named once. Chapters, activities and paths are \
        read and not handed out: the page of each prints by itself. More of one sheet are asked for in `[copies]`.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (entry, pack) in playbook.packs() {
        for (at, slug) in pack.include.iter().enumerate() {
            let no_sheet = playbook.names.find(slug).filter(|named| !named.is_sheet());
            let is_second = pack.include[..at].iter().any(|other| other.value == slug.value);
            let (message, help) = match no_sheet {
                Some(named) => (
                    format!(
                        "`{}` is of the kind `{}`, and a pack is made of sheets",
                        slug.value,
                        named.kind()
                    ),
                    "name a worksheet or a checklist, or take it out".to_owned(),
                ),
                None if is_second => (
                    format!("this pack includes `{}` twice", slug.value),
                    format!("name it once, and write `{} = 2` below a line `[copies]`", slug.value),
                ),
                None => continue,
            };
            found.push(Diagnostic::new(&RULE, &entry.path, slug.span, message).help(help));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_chapter_and_a_second_mention_are_reported() {
        let pack = "kind = \"pack\"\ninclude = [\"grid\", \"then\", \"grid\"]";
        let files = [("p.toml", pack), ("grid.toml", "kind = \"plan\""), ("then.md", "# Then\n")];
        assert_eq!(
            reported("pack-sheet", &files),
            [
                "p.toml «\"then\"» `then` is of the kind `chapter`, and a pack is made of sheets → name a worksheet or a checklist, or take it out",
                "p.toml «\"grid\"» this pack includes `grid` twice → name it once, and write `grid = 2` below a line `[copies]`",
            ]
        );
    }
}
