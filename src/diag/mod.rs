//! What an author can get wrong: told with place, reason and what to do, all at once.

mod lines;
mod nearest;
pub mod show;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use nearest::{Names, distance, nearest, nearest_of_few};

use crate::source::{Location, SourcePath, Sources, Span};

/// How much a fault matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Advice on craft.
    Hint,
    /// Poorer than meant; the site is written.
    Warning,
    /// A reader or a printed sheet would be wrong; nothing is written.
    Error,
}

impl Severity {
    /// The word for it, as it stands in messages and in `[check]`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A rule that content can break: its name, its weight, and what `partnerbook explain` says of it.
#[derive(Debug)]
pub struct Rule {
    /// The name in messages and in `[check]`: `broken-link`.
    pub code: &'static str,
    /// What it counts as unless the playbook says otherwise.
    pub severity: Severity,
    /// Why the rule is there and how to mend what breaks it, in a paragraph or two for a facilitator.
    pub explanation: &'static str,
}

/// One fault: what is wrong, where, and what to do.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// One plain sentence, lower case, no full stop, names in backticks.
    pub message: String,
    /// The smallest text that is wrong. `None` when no file is to blame.
    pub location: Option<Location>,
    /// Other places that belong to it: "first used here".
    pub related: Vec<(Location, String)>,
    /// What to do, with the corrected line where there is one.
    pub help: Option<String>,
    /// What mends it, where nobody has to think about it first.
    pub mend: Option<Box<Mend>>,
    /// Whether it weighs the same where much is let pass.
    pub is_grave: bool,
}

/// What mends a fault, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// The change.
    pub fix: Fix,
    /// Where it is made, when that is elsewhere in the file than what is underlined.
    pub span: Option<Span>,
}

/// A change of the text that mends a fault, at its place or at [`Mend::span`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What has to stand there now. Where something else does, as an address with escapes may, the author has to mend it.
    pub was: String,
    /// What is to stand there.
    pub now: String,
}

impl PartialEq for Diagnostic {
    fn eq(&self, other: &Self) -> bool {
        let Self { rule, message, location, related, help, mend, is_grave } = self;
        rule.code == other.rule.code
            && *is_grave == other.is_grave
            && *message == other.message
            && *location == other.location
            && *related == other.related
            && *help == other.help
            && *mend == other.mend
    }
}

impl Diagnostic {
    /// Whether its excerpt shows of any of these files.
    pub fn shows_of(&self, files: &[SourcePath]) -> bool {
        let related = self.related.iter().map(|(location, _)| location);
        self.location.iter().chain(related).any(|location| files.contains(&location.path))
    }

    /// A fault against `rule` at `span` of `path`.
    pub fn new(
        rule: &'static Rule,
        path: &SourcePath,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            message: message.into(),
            location: Some(Location::new(path, span)),
            related: Vec::new(),
            help: None,
            mend: None,
            is_grave: false,
        }
    }

    /// A fault of the whole playbook, with no place.
    pub fn everywhere(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            location: None,
            related: Vec::new(),
            help: None,
            mend: None,
            is_grave: false,
        }
    }

    /// The same as one that weighs the same where much is let pass.
    #[must_use]
    pub fn grave(self) -> Self {
        Self { is_grave: true, ..self }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what to do, when there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Adds what mends it, when there is something that does.
    #[must_use]
    pub fn maybe_fix(mut self, fix: Option<Fix>) -> Self {
        self.mend = fix.map(|fix| Box::new(Mend { fix, span: None })).or(self.mend);
        self
    }

    /// Adds what mends it at `span` of its file, when there is something that does.
    #[must_use]
    pub fn maybe_fix_at(mut self, fix: Option<(Span, Fix)>) -> Self {
        if let Some((span, fix)) = fix {
            self.mend = Some(Box::new(Mend { fix, span: Some(span) }));
        }
        self
    }

    /// What mends it and where, as long as there stands in `sources` what has to.
    pub fn mend(&self, sources: &Sources) -> Option<(Location, &Fix)> {
        let (mend, location) = (self.mend.as_ref()?, self.location.as_ref()?);
        let (fix, span) = (&mend.fix, mend.span.unwrap_or(location.span));
        let location = Location::new(&location.path, span);
        let text = sources.texts.get(&location.path)?;
        let there = text.get(location.span.range())?;
        // TOML has two marks for the same text.
        let inner = |text: &'_ str| {
            let text = text.strip_prefix(['"', '\''])?.strip_suffix(['"', '\''])?;
            (!text.contains(['"', '\'', '\\'])).then(|| text.to_owned())
        };
        let is_same =
            there == fix.was || inner(there).is_some_and(|text| inner(&fix.was) == Some(text));
        is_same.then_some((location, fix))
    }

    /// Adds another place with what is to be seen there.
    #[must_use]
    pub fn related(mut self, location: Location, label: impl Into<String>) -> Self {
        self.related.push((location, label.into()));
        self
    }
}

/// What the author wants a rule to count as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Told with this weight.
    Told(Severity),
    /// Not told.
    Off,
}

/// All faults of one run. A copy shares each of them.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Arc<Diagnostic>>,
    levels: BTreeMap<&'static str, Level>,
    bar: Bar,
}

/// How much is let pass.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// Whether what other programs pass over is told as a warning.
    pub is_lenient: bool,
    /// Why, as it stands in a sentence after `because`.
    pub reason: String,
    /// Whether the author said so.
    pub is_said: bool,
    /// The rules of what other programs pass over.
    pub passed: &'static [&'static str],
}

impl Diagnostics {
    /// No faults yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fault.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(Arc::new(diagnostic));
    }

    /// Adds many.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = impl Into<Arc<Diagnostic>>>) {
        self.list.extend(diagnostics.into_iter().map(Into::into));
    }

    /// Everything that was found, in the order in which it was.
    pub fn list(&self) -> &[Arc<Diagnostic>] {
        &self.list
    }

    /// Whether anything was found by the rule with this name.
    pub fn has(&self, code: &str) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.rule.code == code)
    }

    /// Everything that was found, in the order in which it was.
    pub fn into_list(self) -> Vec<Arc<Diagnostic>> {
        self.list
    }

    /// Sets what the author wants `code` to count as.
    pub fn set_level(&mut self, code: &'static str, level: Level) {
        self.levels.insert(code, level);
    }

    /// Sets how much is let pass.
    pub fn set_bar(&mut self, bar: Bar) {
        self.bar = bar;
    }

    /// How much is let pass.
    pub fn bar(&self) -> &Bar {
        &self.bar
    }

    /// Whether the fault is an error that is a warning where much is let pass.
    pub fn may_pass(&self, diagnostic: &Diagnostic) -> bool {
        let code = diagnostic.rule.code;
        diagnostic.rule.severity == Severity::Error
            && self.bar.passed.contains(&code)
            && !self.levels.contains_key(code)
            && !diagnostic.is_grave
    }

    /// What the fault counts as in this playbook. `None` when the author switched the rule off.
    pub fn severity(&self, diagnostic: &Diagnostic) -> Option<Severity> {
        match self.levels.get(diagnostic.rule.code) {
            Some(Level::Off) => None,
            Some(Level::Told(severity)) => Some(*severity),
            None if self.bar.is_lenient && self.may_pass(diagnostic) => Some(Severity::Warning),
            None => Some(diagnostic.rule.severity),
        }
    }

    /// Whether anything was found that forbids writing the site.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| self.severity(diagnostic) == Some(Severity::Error))
    }

    /// Everything that is to be told, sorted by place, repeats dropped.
    pub fn sorted(&self) -> Vec<(Severity, &Diagnostic)> {
        self.sorted_shared().into_iter().map(|(told, diagnostic)| (told, &**diagnostic)).collect()
    }

    /// The same, to be kept.
    pub fn into_sorted(self) -> Vec<(Severity, Arc<Diagnostic>)> {
        let told = self.sorted_shared().into_iter();
        told.map(|(told, diagnostic)| (told, Arc::clone(diagnostic))).collect()
    }

    fn sorted_shared(&self) -> Vec<(Severity, &Arc<Diagnostic>)> {
        let mut told: Vec<(Severity, &Arc<Diagnostic>)> = self
            .list
            .iter()
            .filter_map(|diagnostic| Some((self.severity(diagnostic)?, diagnostic)))
            .collect();
        told.sort_by(|(_, a), (_, b)| {
            (&a.location, a.rule.code, &a.message).cmp(&(&b.location, b.rule.code, &b.message))
        });
        told.dedup_by(|(_, a), (_, b)| {
            a.rule.code == b.rule.code && a.location == b.location && a.message == b.message
        });
        told
    }

    /// How many are told with `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.sorted().iter().filter(|(told, _)| *told == severity).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_mend_fits_what_is_written_with_either_mark() {
        const RULE: Rule = Rule { code: "x", severity: Severity::Error, explanation: "" };
        let fits = |there: &str, was: &str| {
            let path = SourcePath::new("playbook.toml");
            let mut sources = Sources::default();
            sources.texts.insert(path.clone(), Arc::from(there));
            let fix = Fix { was: was.to_owned(), now: "\"#000080\"".to_owned() };
            let span = crate::source::Span::new(0, there.len());
            Diagnostic::new(&RULE, &path, span, "").maybe_fix(Some(fix)).mend(&sources).is_some()
        };
        assert!(fits("\"navy\"", "\"navy\"") && fits("'navy'", "\"navy\""));
        assert!(!fits("'teal'", "\"navy\"") && !fits("navy", "\"navy\""));
        assert!(!fits("\"na\\u0076y\"", "\"navy\"") && !fits("'", "\"\""));
    }
}
