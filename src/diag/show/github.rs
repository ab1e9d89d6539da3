//! Diagnostics → the commands by which a job on GitHub shows them beside the changed lines.

use super::files::{Files, Region};
use crate::diag::{Diagnostic, Severity};
use crate::source::Sources;

/// One command a diagnostic: `::error file=playbook/a.md,line=3,…::message`.
pub fn github(told: &[(Severity, &Diagnostic)], sources: &Sources) -> String {
    let files = Files::new(sources);
    told.iter().map(|(severity, diagnostic)| command(*severity, diagnostic, &files)).collect()
}

fn command(severity: Severity, diagnostic: &Diagnostic, files: &Files<'_>) -> String {
    let kind = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let mut place = String::new();
    if let Some(location) = &diagnostic.location {
        place = format!("file={},", property(&files.shown(&location.path)));
        place.extend(files.region(location).map(|region| lines(&region)));
    }
    let title = property(&format!("Partnerbook ({})", diagnostic.rule.code));
    let help = diagnostic.help.iter().map(|help| format!("\nhelp: {help}"));
    let message: String = std::iter::once(diagnostic.message.clone()).chain(help).collect();
    format!("::{kind} {place}title={title}::{}\n", escaped(&message))
}

/// GitHub takes columns only where the place is on one line.
fn lines(region: &Region) -> String {
    let Region { line, column, end_line, end_column } = region;
    if line == end_line {
        format!("line={line},col={column},endLine={end_line},endColumn={end_column},")
    } else {
        format!("line={line},endLine={end_line},")
    }
}

fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
