//! What breaks the rules of a sheet for causes.

use super::rules::{CAUSES_BRANCHES, CAUSES_EXAMPLE, CAUSES_NARROW, CAUSES_PROBLEM};
use super::{BRANCHES, Causes, Specimen, Subject, fishbone};
use crate::diag::Diagnostic;
use crate::source::{Location, Span, Spanned};

/// The shortest line that one can write a cause on, in millimetres.
const SHORTEST: f32 = 35.0;
/// The most branches.
const MOST_BRANCHES: usize = 8;
/// Words by which a problem gives a cause away.
const TELLTALES: &[&str] = &["because", "due to", "lack of", "not enough", "thanks to", "fault of"];

impl Causes {
    /// What breaks the rules of a sheet for causes.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.branch_faults(subject, &mut found);
        let own = self.example.as_ref().and_then(|example| example.problem.as_ref());
        if subject.context.language().starts_with("en") {
            found.extend(
                self.problem.iter().chain(own).filter_map(|problem| telltale(problem, subject)),
            );
        }
        if let Some(example) = &self.example {
            match cause_fault(example, subject) {
                Some(fault) => found.push(fault),
                None => self.example_faults(example, subject, &mut found),
            }
        }
        found
    }

    fn branch_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        found.extend(BRANCHES.faults(&self.beside_blocks, &CAUSES_BRANCHES, subject));
        let is_chain = self.branches_span.is_none() && self.blocks.is_empty();
        if is_chain || BRANCHES.are_doubled(&self.beside_blocks) {
            return;
        }
        let count = self.branches.len();
        if !(2..=MOST_BRANCHES).contains(&count) {
            found.extend(self.number_fault(subject));
            return;
        }
        for (at, branch) in self.branches.iter().enumerate() {
            let is_second = self.branches[..at].iter().any(|other| other.value == branch.value);
            let message = match branch.trim() {
                // That a block has no name at all was told with the other keys.
                "" if self.blocks.contains(&branch.span) => continue,
                "" => "this branch has no name".to_owned(),
                _ if is_second => format!("the branch `{}` stands here twice", branch.value),
                _ => continue,
            };
            found.push(
                subject
                    .fault(&CAUSES_BRANCHES, branch.span, message)
                    .help("give it a name of its own, or take it out"),
            );
        }
        let last = self.branches.last().map(|branch| branch.span);
        let length = fishbone::line_length(subject.room.width, count);
        if let (true, Some(span)) = (length < SHORTEST, self.branches_span.or(last)) {
            let message = format!(
                "{count} branches leave lines of {length:.0} mm on {}, and writing needs {SHORTEST:.0}",
                subject.paper
            );
            found.push(
                subject
                    .fault(&CAUSES_NARROW, span, message)
                    .help(format!("take fewer branches, or {}", subject.way_to_width())),
            );
        }
    }

    /// Tells that there are too few branches, or too many.
    fn number_fault(&self, subject: Subject<'_>) -> Option<Diagnostic> {
        let count = self.branches.len();
        let branches = if count == 1 { "branch" } else { "branches" };
        let message = format!(
            "a fishbone has 2 to {MOST_BRANCHES} branches, and this one has {count} {branches}"
        );
        let (span, help): (Span, &str) = match (
            self.branches_span,
            self.branches.get(MOST_BRANCHES),
        ) {
            (Some(span), _) => (
                span,
                "write `branches = [\"People\", \"Work\", \"Tools\", \"Agreements\"]`, or leave it out for a chain",
            ),
            (None, Some(ninth)) => (ninth.span, "bring branches together, or make two sheets"),
            // That a block is none was told.
            (None, None) => (
                self.branches.first()?.span,
                "add a block `[[branch]]` with its `name`, or take it out for a chain",
            ),
        };
        Some(subject.fault(&CAUSES_BRANCHES, span, message).help(help))
    }

    fn example_faults(
        &self,
        example: &Specimen,
        subject: Subject<'_>,
        found: &mut Vec<Diagnostic>,
    ) {
        let mut tell = |span, message: String, help: &str| {
            found.push(subject.fault(&CAUSES_EXAMPLE, span, message).help(help));
        };
        if let (Some(_), Some(second)) = (&self.problem, &example.problem) {
            let message = "the sheet has a problem, and the example another".to_owned();
            tell(second.span, message, "take one of the two out");
        }
        let branches = self.branches.len();
        if branches == 0 {
            let whys = self.whys().len();
            if let Some(last) = example.causes.last().filter(|_| whys > self.depth) {
                let message = format!(
                    "the example asks why {whys} times, and the sheet {} times",
                    self.depth
                );
                tell(last.span, message, "take one out, or write a larger `depth`");
            }
        } else if let Some(more) = example.causes.get(branches) {
            let message = format!(
                "the example has causes for {} branches, and there are {branches}",
                example.causes.len()
            );
            tell(more.span, message, "write a list for each branch, `[]` where one has none");
        }
        for list in example.causes.iter().take(branches) {
            if list.value.len() > self.depth {
                let message = format!(
                    "this branch has {} causes, and room for {}",
                    list.value.len(),
                    self.depth
                );
                tell(list.span, message, "take one out, or write a larger `depth`");
            }
        }
        for (at, row) in example.actions.iter().enumerate() {
            if at >= self.actions {
                let message = format!(
                    "the example has {} actions, and there are rows for {}",
                    example.actions.len(),
                    self.actions
                );
                tell(row.span, message, "take one out, or write a larger number in `actions`");
                break;
            }
            if row.value.len() > 3 {
                let message =
                    format!("this action has {} texts, and there are 3 columns", row.value.len());
                tell(
                    row.span,
                    message,
                    "write what is done, who does it and by when: `[\"Give Elin access\", \"Tom\", \"2026-11-20\"]`",
                );
            }
        }
    }
}

/// Tells a specimen whose causes are written twice, or not at all.
fn cause_fault(example: &Specimen, subject: Subject<'_>) -> Option<Diagnostic> {
    if let Some((first, second)) = example.causes_twice {
        let place = Location { path: subject.path.clone(), span: first };
        let message =
            "this branch has an `example` of its own, and `[example]` has the causes of all";
        let fault = subject.fault(&CAUSES_EXAMPLE, second, message);
        return Some(fault.related(place, "those of all").help("take one of the two out"));
    }
    let message = "the example says nothing of causes";
    let help = "add `causes = [[\"…\", \"…\"]]`: a list of whys for a chain, or a list of causes for each branch";
    Some(subject.fault(&CAUSES_EXAMPLE, example.causeless?, message).help(help))
}

fn telltale(problem: &Spanned<String>, subject: Subject<'_>) -> Option<Diagnostic> {
    let lower = problem.to_lowercase();
    let word = TELLTALES.iter().find(|word| lower.contains(**word))?;
    let message = format!("the problem says why already: `{word}`");
    Some(
        subject
            .fault(&CAUSES_PROBLEM, problem.span, message)
            .help("write what happened, where and when, and leave the reason to the group"),
    )
}
