//! What other programs call callouts, and which of ours says the same.

use super::document::Callout;

/// Names in capitals. Material for MkDocs, Docusaurus, VitePress, GitBook, Quarto and Obsidian have the English ones.
const ELSEWHERE: &[(Callout, &[&str])] = &[
    (
        Callout::Note,
        &[
            "ABSTRACT",
            "BEMERKUNG",
            "CITE",
            "EXAMPLE",
            "FAQ",
            "HINWEIS",
            "INFO",
            "INFORMATION",
            "NOTA",
            "NOTIZ",
            "QUESTION",
            "QUOTE",
            "REMARQUE",
            "SEEALSO",
            "SUMMARY",
            "TLDR",
            "TODO",
        ],
    ),
    (Callout::Tip, &["ASTUCE", "CHECK", "CONSEJO", "DONE", "HELP", "HINT", "SUCCESS", "TIPP"]),
    (Callout::Important, &["IMPORTANTE", "KEY", "WICHTIG"]),
    (Callout::Warning, &["ACHTUNG", "ADVERTENCIA", "ATTENTION", "AVERTISSEMENT", "WARNUNG"]),
    (
        Callout::Caution,
        &["BUG", "DANGER", "ERROR", "FAIL", "FAILURE", "GEFAHR", "MISSING", "VORSICHT"],
    ),
];

impl Callout {
    /// The callout that GitHub, too, has for `word`.
    pub fn of_github(word: &str) -> Option<Self> {
        Self::OF_GITHUB.into_iter().find(|callout| word.eq_ignore_ascii_case(callout.name()))
    }

    /// The callout that says the same as what another program calls `word`.
    pub fn of_elsewhere(word: &str) -> Option<Self> {
        let word = word.to_uppercase();
        let found = ELSEWHERE.iter().find(|(_, names)| names.contains(&word.as_str()));
        found.map(|(callout, _)| *callout)
    }
}
