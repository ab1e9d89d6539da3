//! Numbers → how they are told.

use crate::compile::Counts;
use crate::diag::{Diagnostics, Severity};

/// How many of each weight were told.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// Nothing is written because of them.
    pub errors: usize,
    /// The site is poorer than meant.
    pub warnings: usize,
    /// Advice.
    pub hints: usize,
}

impl Tally {
    /// Counts what is told.
    pub(super) fn of(diagnostics: &Diagnostics) -> Self {
        let mut tally = Self::default();
        for (severity, _) in diagnostics.sorted() {
            match severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Hint => tally.hints += 1,
            }
        }
        tally
    }

    /// `3 errors, 1 warning`; nothing of which there is none.
    pub(super) fn words(self) -> String {
        let all = [(self.errors, "error"), (self.warnings, "warning"), (self.hints, "hint")];
        let told: Vec<String> = all
            .into_iter()
            .filter(|(many, _)| *many > 0)
            .map(|(many, what)| count(many, what))
            .collect();
        told.join(", ")
    }
}

/// Says how much was let pass and why, where something was or could have been; empty otherwise.
pub(super) fn stance(diagnostics: &Diagnostics) -> String {
    if !diagnostics.list().iter().any(|fault| diagnostics.may_pass(fault)) {
        return String::new();
    }
    let bar = diagnostics.bar();
    let (is, other, key) = if bar.is_lenient {
        ("a warning", "an error", "strict")
    } else {
        ("an error", "a warning", "lenient")
    };
    let first = format!("What other programs pass over is {is} here, because {}.", bar.reason);
    if bar.is_said {
        return format!("{first}\n");
    }
    format!("{first} `{key} = true` in `playbook.toml` makes it {other}.\n")
}

/// `57 pages and 8 sheets`.
pub(super) fn amount(counts: Counts) -> String {
    let pages = count(counts.pages, "page");
    match counts.sheets {
        0 => pages,
        sheets => format!("{pages} and {}", count(sheets, "sheet")),
    }
}

/// `1 page`, `2 pages`.
pub(super) fn count(many: usize, what: &str) -> String {
    let plural = if many == 1 { "" } else { "s" };
    format!("{many} {what}{plural}")
}
