//! `ambiguous-reference`: a name that two chapters bear.

use super::names::Other;
use super::page::Page;
use super::place::in_settings;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::SourcePath;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "ambiguous-reference",
    severity: Severity::Error,
    explanation: "A name refers to a chapter, and two or more chapters in different folders have that file name. Chapters \
        may share a name as long as nothing refers to them by it, as every `index.md` does. Rename the chapter that is \
        meant, or link to it in the text, where the way to the file says which one it is.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, _, slug) in page.references() {
        let named: Vec<Other<'_>> = page.names.called(slug).collect();
        if named.iter().any(|entry| entry.kind() != "chapter") {
            continue;
        }
        let named: Vec<&SourcePath> = named.iter().map(|other| other.path()).collect();
        let [first, second, more @ ..] = named.as_slice() else { continue };
        let message = match more {
            [] => format!("`{}` can be `{first}` or `{second}`", slug.value),
            [..] => format!("`{}` can be `{first}`, `{second}` or others", slug.value),
        };
        found.push(
            in_settings(&RULE, path, slug.span, message)
                .help("rename the one that is meant, or link to it in the text"),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    const NEXT: &str = "+++\nnext = [\"charter\"]\n+++\n";

    #[test]
    fn two_chapters_of_one_name_cannot_be_reported_apart() {
        let files = [("a/charter.md", "A"), ("b/01-charter.md", "B"), ("c.md", NEXT)];
        assert_eq!(
            reported("ambiguous-reference", &files),
            [
                "c.md «\"charter\"» `charter` can be `a/charter.md` or `b/01-charter.md` → rename the one that is meant, or link to it in the text"
            ]
        );
    }

    #[test]
    fn a_sheet_comes_before_chapters_of_its_name() {
        let files = [
            ("a/charter.md", "A"),
            ("b/charter.md", "B"),
            ("c.md", NEXT),
            ("charter.toml", "kind = \"plan\""),
        ];
        assert_eq!(reported("ambiguous-reference", &files), Vec::<String>::new());
    }
}
