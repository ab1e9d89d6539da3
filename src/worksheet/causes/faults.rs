//! The rules of a sheet for causes.

use super::{Causes, Specimen, Subject, fishbone};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Spanned;

/// Too few or too many branches, or one twice.
pub const CAUSES_BRANCHES: Rule = Rule {
    code: "causes-branches",
    severity: Severity::Error,
    explanation: "A fishbone has 2 to 8 branches, each once and with a name. With one branch it is a chain: leave `branches` out, and \
        the sheet asks why, again and again. With more than eight nothing can be written on them.",
};
/// A specimen that the sheet has no room for.
pub const CAUSES_EXAMPLE: Rule = Rule {
    code: "causes-example",
    severity: Severity::Error,
    explanation: "The filled specimen follows the sheet: for a chain as many whys as `depth` at most, for a fishbone a list of causes for \
        each branch, in the order of the branches; as many actions as there are rows, each with what, who and by when; and a problem \
        of its own only where the sheet leaves the problem open.",
};
/// Lines that are too short to write on.
pub const CAUSES_NARROW: Rule = Rule {
    code: "causes-narrow",
    severity: Severity::Warning,
    explanation: "On the sheet's paper the lines of a fishbone are shorter than 35 mm, which is too little for a cause by hand. Take fewer \
        branches, turn the sheet with `turn = \"landscape\"`, or use larger paper with `paper = \"A3\"`.",
};
/// A problem that already says why.
pub const CAUSES_PROBLEM: Rule = Rule {
    code: "causes-problem",
    severity: Severity::Hint,
    explanation: "The problem already names a cause, with a word such as `because` or `lack of`. Then the group will find what it was told \
        to find. Write what somebody could have seen: what happened, where and when. Looked at in English playbooks alone.",
};

/// The shortest line that one can write a cause on, in millimetres.
const SHORTEST: f32 = 35.0;
/// Words by which a problem gives a cause away.
const TELLTALES: &[&str] = &["because", "due to", "lack of", "not enough", "thanks to", "fault of"];

impl Causes {
    /// What breaks the rules of a sheet for causes.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.branch_faults(subject, &mut found);
        let own = self.example.as_ref().and_then(|example| example.problem.as_ref());
        if subject.playbook.settings.language.starts_with("en") {
            found.extend(
                self.problem.iter().chain(own).filter_map(|problem| telltale(problem, subject)),
            );
        }
        if let Some(example) = &self.example {
            self.example_faults(example, subject, &mut found);
        }
        found
    }

    fn branch_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let Some(span) = self.branches_span else { return };
        let count = self.branches.len();
        if !(2..=8).contains(&count) {
            let branches = if count == 1 { "branch" } else { "branches" };
            let message =
                format!("a fishbone has 2 to 8 branches, and this one has {count} {branches}");
            found.push(
                subject
                    .fault(&CAUSES_BRANCHES, span, message)
                    .help("write `branches = [\"People\", \"Work\", \"Tools\", \"Agreements\"]`, or leave it out for a chain"),
            );
            return;
        }
        for (at, branch) in self.branches.iter().enumerate() {
            let is_second = self.branches[..at].iter().any(|other| other.value == branch.value);
            let message = match branch.trim() {
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
        let length = fishbone::line_length(subject.room.width, count);
        if length < SHORTEST {
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
