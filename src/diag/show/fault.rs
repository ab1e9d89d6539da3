//! Diagnostics in their parts, for a page that draws them itself.

use serde::Serialize;

use super::excerpt::{Excerpt, Shown};
use super::files::Files;
use crate::diag::{Diagnostic, Severity};

/// One diagnostic in its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// `error`, `warning` or `hint`.
    pub severity: &'static str,
    /// The rule that is broken.
    pub code: &'static str,
    /// What is wrong, in a sentence.
    pub message: String,
    /// Where that is: `playbook/a.md:3:7`. `None` when no file is to blame.
    pub place: Option<String>,
    /// The line, when the file's text is at hand.
    pub excerpt: Option<Line>,
    /// Other places that belong to it.
    pub related: Vec<RelatedPlace>,
    /// What to do.
    pub help: Option<String>,
}

/// One line of a file, or what is around the place when it is long, in three parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The line's number, from 1.
    pub number: usize,
    /// What stands before the text that is meant.
    pub before: String,
    /// The text that is meant.
    pub marked: String,
    /// What follows it.
    pub after: String,
}

/// Another place that belongs to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelatedPlace {
    /// Where it is: `playbook/a.md:3:7`.
    pub place: String,
    /// The line, when the file's text is at hand.
    pub excerpt: Option<Line>,
    /// What is to be seen there: `first used here`.
    pub label: String,
}

pub(super) fn fault(severity: Severity, diagnostic: &Diagnostic, files: &Files<'_>) -> Fault {
    let shown = diagnostic.location.as_ref().map(|location| Shown::new(location, None, files));
    let related = diagnostic.related.iter().map(|(location, label)| {
        let shown = Shown::new(location, Some(label), files);
        RelatedPlace { place: place(&shown), excerpt: line(&shown), label: label.clone() }
    });
    Fault {
        severity: severity.name(),
        code: diagnostic.rule.code,
        message: diagnostic.message.clone(),
        place: shown.as_ref().map(place),
        excerpt: shown.as_ref().and_then(line),
        related: related.collect(),
        help: diagnostic.help.clone(),
    }
}

fn place(shown: &Shown<'_>) -> String {
    match &shown.excerpt {
        Some(excerpt) => format!("{}:{}:{}", shown.path, excerpt.line, excerpt.column),
        None => shown.path.clone(),
    }
}

fn line(shown: &Shown<'_>) -> Option<Line> {
    let Excerpt { line, text, within, .. } = shown.excerpt.as_ref()?;
    Some(Line {
        number: *line,
        before: text[..within.start].to_owned(),
        marked: text[within.clone()].to_owned(),
        after: text[within.end..].to_owned(),
    })
}
