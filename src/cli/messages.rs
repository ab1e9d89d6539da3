//! Diagnostics → the terminal or another program, and how many of them there are.

use clap::ValueEnum;

use super::print;
use crate::compile::Counts;
use crate::diag::{Diagnostics, Severity, show};
use crate::failure::FileError;
use crate::source::Sources;

/// How messages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, with the place in the file.
    Human,
    /// For programs, one message a line, on standard output.
    Json,
    /// For code hosts and editors: a log in SARIF 2.1.0, on standard output.
    Sarif,
    /// For a job on GitHub, which shows each message beside its line.
    Github,
}

impl Format {
    /// Whether somebody reads what is told, so that a closing line is no disturbance.
    pub(super) fn is_for_people(self) -> bool {
        match self {
            Format::Human | Format::Github => true,
            Format::Json | Format::Sarif => false,
        }
    }
}

/// Tells `diagnostics`.
pub(super) fn show(
    diagnostics: &Diagnostics,
    sources: &Sources,
    format: Format,
) -> Result<(), FileError> {
    match format {
        Format::Human => print::to_people(&show::human(diagnostics, sources, print::colour())),
        Format::Json => print::to_output(&show::json(diagnostics, sources)),
        Format::Sarif => print::to_output(&show::sarif(diagnostics, sources)),
        Format::Github => print::to_output(&show::github(diagnostics, sources)),
    }
}

/// How many of each weight were told.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) hints: usize,
}

impl Tally {
    /// Counts `diagnostics`.
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

/// `57 pages and 8 sheets`.
pub(super) fn made(counts: Counts) -> String {
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
