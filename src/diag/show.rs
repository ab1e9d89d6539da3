//! Diagnostics → what a person or a program reads of them.

mod bulk;
mod excerpt;
mod fault;
mod files;
mod github;
mod json;
mod sarif;

use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Message, Origin, Renderer, Snippet,
    normalize_untrusted_str,
};

pub use bulk::Bulk;
pub use fault::{Fault, Line, RelatedPlace};

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::Sources;
use excerpt::Shown;
use files::Files;

pub use github::github;
pub use json::json;
pub use sarif::sarif;

/// Whether messages bear colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Letters only.
    Plain,
    /// With the control sequences of terminals.
    Styled,
}

/// Every diagnostic with its excerpt, for a person. Empty when there is none.
pub fn human(diagnostics: &Diagnostics, sources: &Sources, colour: Colour) -> String {
    reports(diagnostics.sorted(), sources, colour)
}

/// Each of these diagnostics with its excerpt, for a person.
pub fn reports<'d>(
    told: impl IntoIterator<Item = (Severity, &'d Diagnostic)>,
    sources: &Sources,
    colour: Colour,
) -> String {
    let files = Files::new(sources);
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Styled => Renderer::styled(),
    };
    let mut shown = String::new();
    for (severity, diagnostic) in told {
        shown.push_str(&report(severity, diagnostic, &files, &renderer));
        shown.push_str("\n\n");
    }
    shown
}

/// Each of these diagnostics in its parts.
pub fn faults<'d>(
    told: impl IntoIterator<Item = (Severity, &'d Diagnostic)>,
    sources: &Sources,
) -> Vec<Fault> {
    let files = Files::new(sources);
    told.into_iter()
        .map(|(severity, diagnostic)| fault::fault(severity, diagnostic, &files))
        .collect()
}

fn report(
    severity: Severity,
    diagnostic: &Diagnostic,
    files: &Files<'_>,
    renderer: &Renderer,
) -> String {
    let places: Vec<Shown<'_>> = diagnostic
        .location
        .iter()
        .map(|location| Shown::new(location, None, files))
        .chain(
            diagnostic
                .related
                .iter()
                .map(|(location, label)| Shown::new(location, Some(label), files)),
        )
        .collect();
    let title = level(severity).primary_title(&diagnostic.message).id(diagnostic.rule.code);
    let group = Group::with_title(title)
        .elements(places.iter().map(Shown::element))
        .elements(diagnostic.help.as_deref().map(help));
    let mut report = renderer.render(&[group]);
    for place in &places {
        place.put_column_right(&mut report);
    }
    if places.is_empty() {
        // The renderer leaves a line for an excerpt that there is none of.
        report = report.replacen("\n |\n = help", "\n  = help", 1);
    }
    report
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE.with_name("hint"),
    }
}

/// The renderer takes notes as they are, control sequences and all.
fn help(help: &str) -> Message<'static> {
    Level::HELP.message(normalize_untrusted_str(help))
}

impl Shown<'_> {
    fn element(&self) -> Element<'_> {
        let path = normalize_untrusted_str(&self.path);
        let Some(excerpt) = &self.excerpt else {
            return Origin::path(path).into();
        };
        let kind =
            if self.label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
        let label = self.label.map(|label| normalize_untrusted_str(label));
        Snippet::source(excerpt.text.as_str())
            .line_start(excerpt.line)
            .path(path)
            .annotation(kind.span(excerpt.within.clone()).label(label))
            .into()
    }

    /// The renderer counts columns in the text that it is given: where the line was cut, the true one is put in place.
    fn put_column_right(&self, report: &mut String) {
        let Some(excerpt) = &self.excerpt else { return };
        let counted = excerpt.text[..excerpt.within.start].chars().count() + 1;
        if counted != excerpt.column {
            let place = format!("{}:{}:", normalize_untrusted_str(&self.path), excerpt.line);
            let (wrong, right) =
                (format!("{place}{counted}\n"), format!("{place}{}\n", excerpt.column));
            *report = report.replacen(&wrong, &right, 1);
        }
    }
}

#[cfg(test)]
mod tests;
