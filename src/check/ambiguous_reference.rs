//! `ambiguous-reference`: a name that two chapters bear.

use std::collections::BTreeMap;

use super::{Check, in_settings, unknown_reference::references};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Index, Playbook};
use crate::source::SourcePath;

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "ambiguous-reference",
    severity: Severity::Error,
    explanation: "A name refers to a chapter, and two or more chapters in different folders have that file name. Chapters \
        may share a name as long as nothing refers to them by it, as every `index.md` does. Rename the chapter that is \
        meant, or link to it in the text, where the way to the file says which one it is.",
};

fn find(playbook: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    let is_chapter = |path: &SourcePath| {
        playbook.entries.get(path).is_some_and(|entry| entry.kind() == "chapter")
    };
    let shared: BTreeMap<&str, Vec<&SourcePath>> = index
        .slugs()
        .filter(|(_, paths)| paths.len() > 1 && paths.iter().all(|path| is_chapter(path)))
        .collect();
    let mut found = Vec::new();
    for (path, _, slug) in references(playbook) {
        let Some([first, second, more @ ..]) = shared.get(slug.as_str()).map(Vec::as_slice) else {
            continue;
        };
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
    use crate::check::trial::told;

    const NEXT: &str = "+++\nnext = [\"charter\"]\n+++\n";

    #[test]
    fn two_chapters_of_one_name_cannot_be_told_apart() {
        let files = [("a/charter.md", "A"), ("b/01-charter.md", "B"), ("c.md", NEXT)];
        assert_eq!(
            told("ambiguous-reference", &files),
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
        assert_eq!(told("ambiguous-reference", &files), Vec::<String>::new());
    }
}
