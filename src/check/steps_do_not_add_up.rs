//! `steps-do-not-add-up`: an activity whose steps take longer or shorter than it says.

use super::rule::{Check, OnWhole};
use super::whole::{Activity, Whole};
use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::measure::Minutes;
use crate::source::Span;

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "steps-do-not-add-up",
    severity: Severity::Warning,
    explanation: "An activity says how long it takes in `time`, and each of its steps says its minutes at the end of its \
        heading: `## Swap seats (15 min)`. The two do not agree. Somebody who plans a meeting trusts the first and lives \
        through the second, so make them agree; when the length differs from group to group, write a range such as \
        `time = \"40-60 min\"`, within which the steps have to lie.\n\n\
        Only headings of the second level are steps, and only those with minutes. Other sections, such as `## Good when`, \
        have none.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    playbook.activities().filter_map(fault).collect()
}

fn fault(activity: Activity<'_>) -> Option<Diagnostic> {
    let page = activity.page();
    let time = page.meta().time.as_ref()?;
    let (least, most) = time.value;
    let said = if least == most { least.to_string() } else { format!("{least} to {most}") };
    let steps = activity.steps();
    if steps.is_empty() {
        if let Some(fault) = otherwise(activity) {
            return Some(fault);
        }
        let message = format!("this activity takes {said} and has no step with minutes");
        return Some(
            Diagnostic::new(&RULE, page.path(), time.span, message)
                .help("write the minutes after the heading of each step: `## Swap seats (15 min)`"),
        );
    }
    let sum = Minutes(steps.iter().fold(0, |sum: u32, (_, minutes)| sum.saturating_add(*minutes)));
    if (least..=most).contains(&sum) {
        return None;
    }
    let message = format!("the steps take {sum}, and `time` says {said}");
    Some(
        Diagnostic::new(&RULE, page.path(), time.span, message)
            .help(format!("write `time = \"{sum}\"`, or change the minutes of the steps")),
    )
}

/// A step whose minutes stand behind its heading in another way: `## Sit [25 min]`, `## Sit – 25 min`.
fn otherwise(activity: Activity<'_>) -> Option<Diagnostic> {
    let mut headings = activity.headings().filter(|(heading, _)| heading.level == 2);
    headings.find_map(|(heading, written)| {
        let written = written.trim_end().to_owned();
        let words = written.trim_end_matches([']', '}', ')', '*', '_', ' ', '.', '#']);
        let at = words.rfind(['[', '{', '(', '–', '—', '-', ':', ',', '|', '*', '_'])?;
        let sign = words[at..].chars().next().map_or(0, char::len_utf8);
        let minutes = words[at + sign..].trim();
        Minutes::parse(minutes).filter(|_| minutes.contains(char::is_alphabetic))?;
        let title = words[..at].trim_end().trim_end_matches(['-', '–', '*', '_']).trim_end();
        let now = format!("{title} ({minutes})");
        let message = "the minutes of a step stand in round brackets at the end of its heading";
        let place = activity.locate(Span {
            end: heading.span.start + u32::try_from(written.len()).ok()?,
            ..heading.span
        });
        let fix = Fix { was: written, now: now.clone() };
        let fault = Diagnostic::new(&RULE, activity.page().path(), place, message)
            .help(format!("write `{now}`"));
        Some(fault.maybe_fix_at(Some((place, fix))))
    })
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    fn activity(time: &str, steps: &str) -> Vec<String> {
        let text = format!("+++\nkind = \"activity\"\ntime = \"{time}\"\n+++\n{steps}");
        reported("steps-do-not-add-up", &[("a.md", &text)])
    }

    #[test]
    fn both_lengths_are_reported() {
        let steps = "## Sit (15 min)\n\n### Not a step (90 min)\n\n## Swap (1 h)\n\n## Good when\n";
        assert_eq!(
            activity("50 min", steps),
            [
                "a.md «\"50 min\"» the steps take 1 h 15 min, and `time` says 50 min → write `time = \"1 h 15 min\"`, or change the minutes of the steps"
            ]
        );
        assert_eq!(
            activity("20-60 min", steps),
            [
                "a.md «\"20-60 min\"» the steps take 1 h 15 min, and `time` says 20 min to 1 h → write `time = \"1 h 15 min\"`, or change the minutes of the steps"
            ]
        );
        assert_eq!(activity("75 min", steps), Vec::<String>::new());
        assert_eq!(activity("60-90 min", steps), Vec::<String>::new());
    }

    #[test]
    fn a_length_without_steps_is_reported_in_other_words() {
        assert_eq!(
            activity("50 min", "## Swap seats\n"),
            [
                "a.md «\"50 min\"» this activity takes 50 min and has no step with minutes → write the minutes after the heading of each step: `## Swap seats (15 min)`"
            ]
        );
    }
}
