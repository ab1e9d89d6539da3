//! Diagnostics → one a line, for a program. The manual has the schema.

use serde::Serialize;

use super::files::Files;
use crate::diag::{Diagnostic, Severity};
use crate::source::{Location, Sources};

/// One diagnostic a line, for a program.
pub fn json(told: &[(Severity, &Diagnostic)], sources: &Sources) -> String {
    let files = Files::new(sources);
    let mut shown = String::new();
    for (severity, diagnostic) in told {
        let entry = entry(*severity, diagnostic, &files);
        shown.push_str(&serde_json::to_string(&entry).expect("texts and numbers are always JSON"));
        shown.push('\n');
    }
    shown
}

/// A diagnostic as other programs read it.
#[derive(Serialize)]
struct Entry<'d> {
    code: &'static str,
    severity: &'static str,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    byte_start: Option<u32>,
    byte_end: Option<u32>,
    message: &'d str,
    help: Option<&'d str>,
    related: Vec<Related<'d>>,
}

#[derive(Serialize)]
struct Related<'d> {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    message: &'d str,
}

fn entry<'d>(severity: Severity, diagnostic: &'d Diagnostic, files: &Files<'_>) -> Entry<'d> {
    let location = diagnostic.location.as_ref();
    let region = location.and_then(|location| files.region(location));
    let span = location.filter(|_| region.is_some()).map(|location| location.span);
    Entry {
        code: diagnostic.rule.code,
        severity: severity.name(),
        file: location.map(|location| files.shown(&location.path)),
        line: region.as_ref().map(|region| region.line),
        column: region.as_ref().map(|region| region.column),
        end_line: region.as_ref().map(|region| region.end_line),
        end_column: region.as_ref().map(|region| region.end_column),
        byte_start: span.map(|span| span.start),
        byte_end: span.map(|span| span.end),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        related: diagnostic
            .related
            .iter()
            .map(|(location, label)| related(location, label, files))
            .collect(),
    }
}

fn related<'d>(location: &Location, label: &'d str, files: &Files<'_>) -> Related<'d> {
    let place = files.place(location);
    Related {
        file: files.shown(&location.path),
        line: place.as_ref().map(|place| place.line),
        column: place.as_ref().map(|place| place.column),
        message: label,
    }
}
