//! Many messages → the first few of each rule, and how many there are of each.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Colour, reports};
use crate::diag::{Diagnostic, Severity};
use crate::source::Sources;

/// So many messages of one rule are shown: more of the same would only push the others out of sight.
const SHOWN: usize = 5;

/// Messages as they are shown where there are many.
#[derive(Debug, Default)]
pub struct Bulk<'d> {
    /// Those that are shown, in the order in which they were told.
    shown: Vec<(Severity, &'d Diagnostic)>,
    /// How many there are of each rule.
    counts: BTreeMap<(Severity, &'static str), usize>,
    /// How many there are of all.
    total: usize,
}

impl<'d> Bulk<'d> {
    /// The first few of each rule among `told`.
    pub fn of(told: impl IntoIterator<Item = (Severity, &'d Diagnostic)>) -> Self {
        let mut bulk = Self::default();
        for (severity, diagnostic) in told {
            let count = bulk.counts.entry((severity, diagnostic.rule.code)).or_default();
            *count += 1;
            bulk.total += 1;
            if *count <= SHOWN {
                bulk.shown.push((severity, diagnostic));
            }
        }
        bulk
    }

    /// Whether some are not shown.
    fn is_cut(&self) -> bool {
        self.shown.len() < self.total
    }

    /// What is said below where some are not shown: how many there are of each rule, and `how` to see them.
    pub fn rest(&self, how: &str) -> String {
        if !self.is_cut() {
            return String::new();
        }
        let tally = self.tally();
        format!("Of each rule the first few are shown. In all there are:\n\n{tally}\n{how}\n\n")
    }

    /// The same, and the tally also where all of several rules are shown.
    pub fn first(&self, how: &str) -> String {
        if self.is_cut() || self.counts.len() < 2 {
            return self.rest(how);
        }
        format!("In all there are:\n\n{}\n", self.tally())
    }

    /// Those that are shown, each with its excerpt.
    pub fn text(self, sources: &Sources, colour: Colour) -> String {
        reports(self.shown, sources, colour)
    }

    /// A line for each rule: how many messages it has, the heaviest and most frequent first.
    fn tally(&self) -> String {
        let mut rules: Vec<_> = self.counts.iter().collect();
        rules.sort_by_key(|((severity, code), count)| {
            (std::cmp::Reverse((*severity, **count)), *code)
        });
        let words = |severity: Severity, count: usize| {
            let plural = if count == 1 { "" } else { "s" };
            format!("{}{plural}", severity.name())
        };
        let digits = rules.iter().map(|(_, count)| count.to_string().len()).max();
        let digits = digits.unwrap_or_default();
        let mut tally = String::new();
        for ((severity, code), count) in rules {
            let _ = writeln!(tally, "  {count:digits$} {:8}  {code}", words(*severity, *count));
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Rule;

    const fn rule(code: &'static str, severity: Severity) -> Rule {
        Rule { code, severity, explanation: "" }
    }

    #[test]
    fn of_many_messages_the_first_of_each_rule_are_shown_and_all_are_counted() {
        const LINK: Rule = rule("broken-link", Severity::Warning);
        const LEAK: Rule = rule("leader-mark", Severity::Error);
        let links = (0..12).map(|n| Diagnostic::everywhere(&LINK, format!("link {n}")));
        let mut told: Vec<Diagnostic> = links.collect();
        told.push(Diagnostic::everywhere(&LEAK, "leak"));
        let bulk = Bulk::of(told.iter().map(|fault| (fault.rule.severity, fault)));
        assert!(bulk.is_cut());
        assert_eq!(bulk.tally(), "   1 error     leader-mark\n  12 warnings  broken-link\n");
        let text = bulk.text(&Sources::default(), Colour::Plain);
        assert!(text.contains("link 4\n") && !text.contains("link 5"), "{text}");
        assert!(text.contains("leak"), "{text}");
        let few = Bulk::of(told[..5].iter().map(|fault| (fault.rule.severity, fault)));
        assert!(!few.is_cut());
    }
}
