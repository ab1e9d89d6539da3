//! `empty-playbook`: a playbook in which there is nothing to read.

use super::Check;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Index, Playbook};

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "empty-playbook",
    severity: Severity::Warning,
    explanation: "The folder of the playbook holds no chapter (`.md`) and no sheet (`.toml`), so that the site is empty. Where \
        there is a folder called `playbook`, only what is in it is read, and nothing beside it. Put your text into it, or delete \
        the folder if your text lies around it.",
};

fn find(playbook: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    let is_empty = playbook.entries.is_empty()
        && playbook.terms.is_empty()
        && playbook.coverage.is_none()
        && playbook.drafts.is_empty()
        && playbook.unread.is_empty();
    if !is_empty {
        return Vec::new();
    }
    let shown = index.sources().shown_as.as_str();
    let folder = if shown.is_empty() { "this folder".to_owned() } else { format!("`{shown}`") };
    let message = format!("there is nothing to read in {folder}");
    vec![
        Diagnostic::everywhere(&RULE, message)
            .help("put a Markdown file into it, such as `index.md`"),
    ]
}

#[cfg(test)]
mod tests {
    use crate::check::trial::told;

    #[test]
    fn a_playbook_without_a_page_is_told() {
        let settings = ("playbook.toml", "title = \"Ours\"");
        assert_eq!(
            told("empty-playbook", &[settings]),
            [
                "there is nothing to read in this folder → put a Markdown file into it, such as `index.md`"
            ]
        );
        assert_eq!(
            told("empty-playbook", &[settings, ("a.md", "+++\ndraft = true\n+++\n")]),
            [""; 0]
        );
    }
}
