//! `leftover-file`: what an editor left beside a file.

use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::{SourcePath, Span};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "leftover-file",
    severity: Severity::Hint,
    explanation: "Editors keep an older text, or what was not saved yet, beside the file itself: `a.md.bak`, `a.md.orig`, `a.md.swp`, \
        and `a.md~`, which is told where `a.md` is gone. Nobody reads it, and it is not published. Look whether it holds something that the file lacks, and delete \
        it.",
};

/// How such names end, in small letters.
const ENDINGS: &[&str] =
    &["~", ".bak", ".orig", ".rej", ".swp", ".swo", ".tmp", ".temp", ".old", ".save", ".autosave"];

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let reported = |path| {
        Diagnostic::new(
            &RULE,
            path,
            Span::default(),
            "an editor left this file, and nobody reads it",
        )
        .help("look whether it holds something that you miss, and delete it")
    };
    let leftovers = playbook.assets_unused().filter(|path| is_leftover(path));
    leftovers.filter(|path| !is_kept_on_purpose(path, playbook)).map(reported).collect()
}

/// Whether it is the copy `a.md~` beside `a.md`, which some editors make anew with every save.
fn is_kept_on_purpose(path: &SourcePath, playbook: &Whole<'_>) -> bool {
    path.as_str().strip_suffix('~').map(SourcePath::new).is_some_and(|file| {
        playbook.has_text(file.as_str()) || playbook.assets().contains_key(&file)
    })
}

fn is_leftover(path: &SourcePath) -> bool {
    let name = path.file_name().to_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
        || name.starts_with("~$")
        || name.len() > 2 && name.starts_with('#') && name.ends_with('#')
}

#[cfg(test)]
mod tests {
    use crate::check::trial::untold_places;

    #[test]
    fn what_editors_leave_is_reported() {
        let files = [
            ("#a.md#", ""),
            ("a.md", "# A"),
            ("a.md.bak", ""),
            ("a.md~", ""),
            ("c.md~", ""),
            ("b.txt", ""),
            ("~$plan.docx", ""),
        ];
        let reported = untold_places("leftover-file", &files);
        let names: Vec<&str> = reported.iter().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(names, ["#a.md#", "a.md.bak", "c.md~", "~$plan.docx"]);
    }
}
