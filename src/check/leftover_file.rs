//! `leftover-file`: what an editor left beside a file.

use super::Check;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Index, Playbook};
use crate::source::{SourcePath, Span};

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "leftover-file",
    severity: Severity::Hint,
    explanation: "Editors keep an older text, or what was not saved yet, beside the file itself: `a.md~`, `a.md.bak`, `a.md.orig`, \
        `a.md.swp`. Nobody reads it, and it is not published. Look whether it holds something that the file lacks, and delete \
        it.",
};

/// How such names end, in small letters.
const ENDINGS: &[&str] =
    &["~", ".bak", ".orig", ".rej", ".swp", ".swo", ".tmp", ".temp", ".old", ".save", ".autosave"];

fn find(_: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    let told = |path| {
        Diagnostic::new(
            &RULE,
            path,
            Span::default(),
            "an editor left this file, and nobody reads it",
        )
        .help("look whether it holds something that you miss, and delete it")
    };
    index.assets_unused().filter(|path| is_leftover(path)).map(told).collect()
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
    fn what_editors_leave_is_told() {
        let files = [
            ("#a.md#", ""),
            ("a.md", "# A"),
            ("a.md.bak", ""),
            ("a.md~", ""),
            ("b.txt", ""),
            ("~$plan.docx", ""),
        ];
        let told = untold_places("leftover-file", &files);
        let names: Vec<&str> = told.iter().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(names, ["#a.md#", "a.md.bak", "a.md~", "~$plan.docx"]);
    }
}
