//! Diagnostics → what a person or a program reads of them.

mod bulk;
mod fault;
mod files;
mod github;
mod json;
mod sarif;

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Message, Origin, Renderer, Snippet,
    normalize_untrusted_str,
};

pub use bulk::Bulk;
pub use fault::{Fault, Line, RelatedPlace};

use super::lines::floor;
use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{Location, Sources};
use files::Files;

pub use github::github;
pub use json::json;
pub use sarif::sarif;

/// The most characters of a line that are shown; prose is often one line a paragraph.
const WIDTH: usize = 100;
/// How many of them stand before the place, where there are so many.
const BEFORE: usize = 40;

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

/// A place ready to be drawn.
struct Shown<'l> {
    path: String,
    label: Option<&'l String>,
    /// Nothing when the file's text is not at hand.
    excerpt: Option<Excerpt>,
}

struct Excerpt {
    line: usize,
    column: usize,
    /// The line, or what is around the place when it is long.
    text: String,
    within: Range<usize>,
}

impl<'l> Shown<'l> {
    fn new(location: &Location, label: Option<&'l String>, files: &Files<'_>) -> Self {
        let excerpt = files.place(location).map(|place| {
            let (text, within) = cut(place.text, place.within);
            Excerpt { line: place.line, column: place.column, text, within }
        });
        Self { path: files.shown(&location.path), label, excerpt }
    }

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

/// `line` without the letters of a picture that was pasted into it just behind `within`: nobody can read them.
fn without_data<'l>(line: &'l str, within: &Range<usize>) -> Cow<'l, str> {
    const MARK: &str = "base64,";
    // What is farther behind is not shown.
    let near = floor(line, within.end + 4 * WIDTH);
    let behind = line.get(within.end..near).and_then(|rest| Some(within.end + rest.find(MARK)?));
    let Some(start) = behind.map(|at| at + MARK.len()) else { return Cow::Borrowed(line) };
    let is_data =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '=');
    let rest = line[start..].trim_start_matches(is_data);
    Cow::Owned(format!("{}…{rest}", &line[..start]))
}

/// The part of `line` around `within`, with `…` where it was cut, and where the place is in it.
fn cut(line: &str, within: Range<usize>) -> (String, Range<usize>) {
    let line = &*without_data(line, &within);
    if line.chars().nth(WIDTH).is_none() {
        return (line.to_owned(), within);
    }
    let after = line[within.start..].chars().take(WIDTH - BEFORE).count();
    let begin =
        line[..within.start].char_indices().rev().nth(WIDTH - after - 1).map_or(0, |(at, _)| at);
    let begin = after_space(line, begin, within.start);
    let end = line[begin..].char_indices().nth(WIDTH).map_or(line.len(), |(at, _)| begin + at);

    let mark = |cut: bool| if cut { "…" } else { "" };
    let head = mark(begin > 0);
    let text = format!("{head}{}{}", &line[begin..end], mark(end < line.len()));
    let shifted = |at: usize| at.clamp(begin, end) - begin + head.len();
    (text, shifted(within.start)..shifted(within.end))
}

/// Where the next word begins, when that is near and before `place`.
fn after_space(line: &str, begin: usize, place: usize) -> usize {
    if begin == 0 {
        return 0;
    }
    let near = floor(line, begin + 20).min(place);
    line[begin..near].find(' ').map_or(begin, |at| begin + at + 1)
}

#[cfg(test)]
mod tests;
