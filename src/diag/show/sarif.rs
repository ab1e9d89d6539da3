//! Diagnostics → SARIF 2.1.0, the form in which code hosts and editors take the findings of any program.
//!
//! The standard: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::files::Files;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::{Location, Sources};

/// All diagnostics as one log, with each rule that was broken and how to mend what breaks it.
pub fn sarif(told: &[(Severity, &Diagnostic)], sources: &Sources) -> String {
    let files = Files::new(sources);
    let mut rules: Vec<&Rule> = told.iter().map(|(_, diagnostic)| diagnostic.rule).collect();
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    let results: Vec<Value> = told
        .iter()
        .map(|(severity, diagnostic)| result(*severity, diagnostic, &rules, &files))
        .collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Partnerbook",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| described(rule)).collect::<Vec<Value>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{}\n", serde_json::to_string_pretty(&log).expect("texts and numbers are always JSON"))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn described(rule: &Rule) -> Value {
    let (first, _) = rule.explanation.split_once(". ").unwrap_or((rule.explanation, ""));
    json!({
        "id": rule.code,
        "shortDescription": { "text": format!("{}.", first.trim_end_matches('.')) },
        "fullDescription": { "text": rule.explanation },
        "help": { "text": rule.explanation, "markdown": rule.explanation },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(
    severity: Severity,
    diagnostic: &Diagnostic,
    rules: &[&Rule],
    files: &Files<'_>,
) -> Value {
    let code = diagnostic.rule.code;
    let mut text = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        text = format!("{text}\nhelp: {help}");
    }
    let locations: Vec<Value> =
        diagnostic.location.iter().map(|location| place(location, files)).collect();
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|(location, label)| {
            let mut related = place(location, files);
            related["message"] = json!({ "text": label });
            related
        })
        .collect();
    let mut result = json!({
        "ruleId": code,
        "ruleIndex": rules.partition_point(|rule| rule.code < code),
        "level": level(severity),
        "message": { "text": text },
        "locations": locations,
        "relatedLocations": related,
    });
    if let Some(fix) = fix(diagnostic, files) {
        result["fixes"] = json!([fix]);
    }
    result
}

/// What mends it, when it is sure what stands at its place.
fn fix(diagnostic: &Diagnostic, files: &Files<'_>) -> Option<Value> {
    let (location, fix) = diagnostic.mend(files.sources)?;
    let mut change = place(&location, files)["physicalLocation"].take();
    let region = change["region"].take();
    Some(json!({
        "description": { "text": format!("write {}", fix.now) },
        "artifactChanges": [{
            "artifactLocation": change["artifactLocation"].take(),
            "replacements": [{ "deletedRegion": region, "insertedContent": { "text": fix.now } }],
        }],
    }))
}

fn place(location: &Location, files: &Files<'_>) -> Value {
    let mut physical =
        json!({ "artifactLocation": { "uri": address(&files.shown(&location.path)) } });
    if let Some(region) = files.region(location) {
        physical["region"] = json!({
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        });
    }
    json!({ "physicalLocation": physical })
}

/// The path of a file as an address: relative as the path is, with `%` before what an address cannot hold.
fn address(path: &str) -> String {
    let mut address = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => address.push(char::from(byte)),
            // A folder on Windows, as it was named on the command line.
            b'\\' if cfg!(windows) => address.push('/'),
            letter if letter.is_ascii_alphanumeric() => address.push(char::from(letter)),
            other => write!(address, "%{other:02X}").expect("memory takes what is written"),
        }
    }
    address
}
