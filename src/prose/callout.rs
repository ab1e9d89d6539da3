//! Kinds of callouts, what other programs call them, and which of ours says the same.

/// A kind of callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callout {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
    /// `[!LEADER]`: for the person who leads; absent from every participants' file.
    Leader,
}

impl Callout {
    /// Those that GitHub knows.
    pub const OF_GITHUB: [Self; 5] =
        [Self::Note, Self::Tip, Self::Important, Self::Warning, Self::Caution];

    /// Those that are for some readers only.
    pub const OURS: [Self; 1] = [Self::Leader];

    /// The mark that makes one of a quotation: `[!LEADER]`.
    pub fn mark(self) -> String {
        format!("[!{}]", self.name().to_uppercase())
    }

    /// The word in its class name and in the words of the interface: `leader`.
    pub fn name(self) -> &'static str {
        match self {
            Callout::Note => "note",
            Callout::Tip => "tip",
            Callout::Important => "important",
            Callout::Warning => "warning",
            Callout::Caution => "caution",
            Callout::Leader => "leader",
        }
    }
}

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
