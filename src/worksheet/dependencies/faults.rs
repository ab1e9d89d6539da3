//! What breaks the rules of a map of waits.

use super::circles::circles;
use super::rules::{
    DEPENDENCIES_CIRCLE, DEPENDENCIES_GROUPS, DEPENDENCIES_PAST, DEPENDENCIES_ROW,
    DEPENDENCIES_SELF, DEPENDENCIES_STATES, DEPENDENCIES_UNKNOWN,
};
use super::{Dependencies, Subject, Wait};
use crate::diag::{Diagnostic, Rule, nearest};
use crate::measure::Date;
use crate::schema::words;
use crate::source::{Span, Spanned};

const MOST_GROUPS: usize = 16;
const MOST_STATES: usize = 4;
/// Circles that one message tells; the others come to light when these are gone.
const MOST_TOLD: usize = 5;

impl Dependencies {
    /// What breaks the rules of a map of waits.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.group_faults(subject, &mut found);
        self.state_faults(subject, &mut found);
        let until = subject.reviewed;
        for wait in self.waits.iter().chain(&self.example) {
            if wait.cells.is_some_and(|cells| !(Wait::LEAST..=Wait::MOST).contains(&cells)) {
                let cells = wait.cells.unwrap_or_default();
                let texts = if cells == 1 { "text" } else { "texts" };
                let message = format!("this row has {cells} {texts}, and a wait has 3 to 6");
                found.push(row_fault(subject, wait.span, message));
                continue;
            }
            self.wait_faults(wait, subject, &mut found);
            past_fault(wait, until, subject, &mut found);
        }
        self.circle_faults(subject, &mut found);
        found
    }

    fn group_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let Some(span) = self.groups_span else { return };
        let count = self.groups.len();
        if !(2..=MOST_GROUPS).contains(&count) {
            let groups = if count == 1 { "group" } else { "groups" };
            let message = format!(
                "a map of waits has 2 to {MOST_GROUPS} groups, and this one has {count} {groups}"
            );
            found.push(
                subject
                    .fault(&DEPENDENCIES_GROUPS, span, message)
                    .help("write `groups = [\"Us\", \"Partner\", \"Legal\"]`, for one result and not for everything"),
            );
        }
        twice(&DEPENDENCIES_GROUPS, "group", &self.groups, subject, found);
    }

    fn state_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let count = self.states.len();
        if !(2..=MOST_STATES).contains(&count) {
            let span = self.states.first().map_or(subject.title.span, |state| state.span);
            let message =
                format!("a wait is in one of 2 to {MOST_STATES} states, and there are {count}");
            found.push(
                subject
                    .fault(&DEPENDENCIES_STATES, span, message)
                    .help("write `states = [\"fine\", \"slows us\", \"blocks us\"]`"),
            );
        }
        twice(&DEPENDENCIES_STATES, "state", &self.states, subject, found);
    }

    fn wait_faults(&self, wait: &Wait, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let is_row = wait.cells.is_some();
        for (name, what) in
            [(&wait.who, "who waits"), (&wait.needs, "what is needed"), (&wait.from, "from whom")]
        {
            if is_row && name.trim().is_empty() {
                let message = format!("this row does not say {what}");
                found.push(row_fault(subject, name.span, message));
            }
        }
        for name in [&wait.who, &wait.from] {
            unknown("group", "groups", name, &self.groups, subject, found);
        }
        unknown("state", "states", &wait.state, &self.states, subject, found);
        if !wait.who.is_empty() && wait.who.value == wait.from.value {
            let message = format!("`{}` waits for itself", wait.who.value);
            found.push(
                subject
                    .fault(&DEPENDENCIES_SELF, wait.from.span, message)
                    .help("name the group that owes it, or take the wait out"),
            );
        }
        if is_row && wait.by.is_none() && !wait.by_written.trim().is_empty() {
            let message = format!("`{}` is no day", wait.by_written.value);
            found.push(
                subject
                    .fault(&DEPENDENCIES_ROW, wait.by_written.span, message)
                    .help("write a day such as `\"2026-12-14\"`, or `\"\"` when none is agreed"),
            );
        }
    }

    /// Tells all circles of what stands on the sheet in one message, and those of the specimen in another.
    fn circle_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        if self.allows_circles {
            return;
        }
        let all: Vec<&Wait> = self.waits.iter().chain(&self.example).collect();
        let pairs = self.pairs(&all);
        let arrows: Vec<(usize, usize)> =
            pairs.iter().map(|(who, from, _)| (*who, *from)).collect();
        let circles = circles(self.groups.len(), &arrows);
        let Some(first) = circles.first() else { return };
        let told: Vec<String> =
            circles.iter().take(MOST_TOLD).map(|circle| self.circle_in_words(circle)).collect();
        let more = match circles.len().saturating_sub(MOST_TOLD) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        let closing = (*first.last().unwrap_or(&0), first[0]);
        let span = pairs
            .iter()
            .find(|(who, from, _)| (*who, *from) == closing)
            .map_or(subject.title.span, |(_, _, at)| all[*at].from.span);
        found.push(
            subject
                .fault(&DEPENDENCIES_CIRCLE, span, format!("{}{more}", told.join("; ")))
                .help("correct a name; or, when it is true, write `allow = [\"circle\"]`"),
        );
    }

    /// `Us` waits for `Legal`, `Legal` for `Us`.
    fn circle_in_words(&self, circle: &[usize]) -> String {
        let name = |at: usize| format!("`{}`", self.groups[circle[at % circle.len()]].value);
        let step = |at: usize| match at {
            0 => format!("{} waits for {}", name(0), name(1)),
            at => format!("{} for {}", name(at), name(at + 1)),
        };
        let steps: Vec<String> = (0..circle.len()).map(step).collect();
        match steps.split_last() {
            Some((last, first)) => format!("{} and {last}", first.join(", ")),
            None => String::new(),
        }
    }
}

fn row_fault(subject: Subject<'_>, span: Span, message: String) -> Diagnostic {
    subject.fault(&DEPENDENCIES_ROW, span, message).help(
        "write `[\"Us\", \"Test data for the pilot\", \"Partner\", \"2026-12-14\", \"slows us\", \"\"]`",
    )
}

fn past_fault(wait: &Wait, until: Option<Date>, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(by), Some(until)) = (wait.by, until) else { return };
    if by < until {
        let message =
            format!("the day {by} had passed when this was last looked through, on {until}");
        found.push(
            subject
                .fault(&DEPENDENCIES_PAST, wait.by_written.span, message)
                .help("agree a new day, or take the wait out when it is over"),
        );
    }
}

fn twice(
    rule: &'static Rule,
    what: &str,
    names: &[Spanned<String>],
    subject: Subject<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (at, name) in names.iter().enumerate() {
        if name.trim().is_empty() {
            found.push(
                subject
                    .fault(rule, name.span, format!("this {what} has no name"))
                    .help("write its name, or take it out"),
            );
        }
        if names[..at].iter().any(|other| other.value == name.value) {
            found.push(
                subject
                    .fault(
                        rule,
                        name.span,
                        format!("the {what} `{}` stands here twice", name.value),
                    )
                    .help("take one of the two out"),
            );
        }
    }
}

fn unknown(
    what: &str,
    list: &str,
    name: &Spanned<String>,
    known: &[Spanned<String>],
    subject: Subject<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let is_known = known.iter().any(|known| known.value == name.value);
    if name.is_empty() || is_known || known.is_empty() {
        return;
    }
    let names = || known.iter().map(|known| known.value.as_str());
    let help = match nearest(name, names()) {
        Some(near) => format!("write `\"{near}\"`"),
        None => format!("`{list}` has {}; add it there, or write one of these", words(names())),
    };
    let message = format!("no {what} of this sheet is called `{}`", name.value);
    found.push(subject.fault(&DEPENDENCIES_UNKNOWN, name.span, message).help(help));
}
