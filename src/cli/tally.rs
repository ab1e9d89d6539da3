//! Numbers → how they are reported.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::compile::Counts;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::source::{SETTINGS, Sources};

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
        let reported: Vec<String> = all
            .into_iter()
            .filter(|(many, _)| *many > 0)
            .map(|(many, what)| count(many, what))
            .collect();
        reported.join(", ")
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

/// The rules that nobody softens: what breaks them would show notes that are not meant for readers, lead out of the folder, or
/// run.
const GRAVE: &[&str] = &["leader-mark", "link-outside", "unsafe-link"];

/// The lines with which a folder brought along would be built in spite of its errors; empty where there are none, in a playbook
/// that is strict, and where something of our own is at fault: settings, templates.
pub(super) fn way_out(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let bar = diagnostics.bar();
    let errors = || {
        let reported = diagnostics.sorted().into_iter();
        reported.filter(|(severity, _)| *severity == Severity::Error).map(|(_, fault)| fault)
    };
    let is_ours = |fault: &Diagnostic| match &fault.location {
        Some(location) => {
            let path = location.path.as_str();
            path == SETTINGS || path.starts_with("templates/")
        }
        None => true,
    };
    if !bar.is_lenient || errors().next().is_none() || errors().any(is_ours) {
        return String::new();
    }
    let is_grave = |fault: &&Diagnostic| fault.is_grave || GRAVE.contains(&fault.rule.code);
    let grave: BTreeSet<&str> = errors().filter(is_grave).map(|fault| fault.rule.code).collect();
    let soft: BTreeSet<&str> = errors().map(|fault| fault.rule.code).collect();
    let soft: Vec<&str> = soft.difference(&grave).copied().collect();
    let mut way = String::new();
    if !grave.is_empty() {
        let names: Vec<String> = grave.iter().map(|code| format!("`{code}`")).collect();
        let names = names.join(", ");
        way = format!(
            "Mend {names} first: nothing lets pass what would show notes for the leader, lead out of the folder, or run.\n"
        );
    }
    if !soft.is_empty() {
        let lines =
            soft.iter().fold(String::new(), |lines, code| lines + code + " = \"warning\"\n");
        let settings = sources.texts.get(SETTINGS);
        let is_begun =
            settings.is_some_and(|text| text.lines().any(|line| line.trim() == "[check]"));
        let name = format!("{}{SETTINGS}", sources.shown_as);
        let (place, begin) = match (settings.is_some(), is_begun) {
            (_, true) => (format!("below the line `[check]` in `{name}`"), ""),
            (true, false) => (format!("at the end of `{name}`"), "[check]\n"),
            (false, false) => (format!("in a new file `{name}`"), "[check]\n"),
        };
        let it = if grave.is_empty() { "It" } else { "Then it" };
        let _ = write!(way, "{it} is built as it is with these lines {place}:\n\n{begin}{lines}");
    }
    way
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
