//! `empty-playbook`: a playbook in which there is nothing to read.

use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "empty-playbook",
    severity: Severity::Warning,
    explanation: "The folder of the playbook holds no chapter (`.md`) and no sheet (`.toml`), so that the site is empty. Where \
        there is a folder called `playbook`, only what is in it is read, and nothing beside it. Put your text into it, or delete \
        the folder if your text lies around it.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    if !playbook.is_empty() {
        return Vec::new();
    }
    let shown = playbook.shown_as();
    let folder = if shown.is_empty() { "this folder".to_owned() } else { format!("`{shown}`") };
    let message = format!("there is nothing to read in {folder}");
    vec![
        Diagnostic::everywhere(&RULE, message)
            .help("put a Markdown file into it, such as `index.md`"),
    ]
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_playbook_without_a_page_is_reported() {
        let settings = ("playbook.toml", "title = \"Ours\"");
        assert_eq!(
            reported("empty-playbook", &[settings]),
            [
                "there is nothing to read in this folder → put a Markdown file into it, such as `index.md`"
            ]
        );
        assert_eq!(
            reported("empty-playbook", &[settings, ("a.md", "+++\ndraft = true\n+++\n")]),
            [""; 0]
        );
    }
}
