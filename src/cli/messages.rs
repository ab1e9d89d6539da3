//! Diagnostics → the terminal or another program.

use clap::ValueEnum;

use super::print;
use crate::diag::{Diagnostics, show};
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
