//! `stale-review`: a page that should have been looked through again by now.

use super::near;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::measure::Date;
use crate::model::Playbook;

/// Needs the day on which it is asked, so it is no [`Check`](super::Check).
pub(super) const RULE: Rule = Rule {
    code: "stale-review",
    severity: Severity::Warning,
    explanation: "`review_by` says until when somebody looks the page through again, and that day is past. Readers see the date and \
        trust the page less. Look it through, write the day into `reviewed` and the next one into `review_by`, or take the key \
        out if nobody will.\n\n\
        It is the only rule that asks which day it is, so a playbook that was sound yesterday can be told today. The pages are \
        the same on every day.",
};

/// The pages of `playbook` that were to be looked through before `today`.
pub(super) fn faults(playbook: &Playbook, today: Date) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in playbook.entries.values() {
        let Some(review_by) = entry.meta.review_by.as_ref().filter(|date| date.value < today)
        else {
            continue;
        };
        let days = today.days_after(review_by.value);
        let since = if days == 1 { "a day".to_owned() } else { format!("{days} days") };
        let owner = match entry.meta.owner.as_str() {
            "" => String::new(),
            owner => format!("ask {}: ", near::quoted(owner)),
        };
        let message = format!("this page should have been looked through {since} ago");
        let help = format!("{owner}look it through, then write a later day into `review_by`");
        found.push(Diagnostic::new(&RULE, &entry.path, review_by.span, message).help(help));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::diag::Diagnostics;
    use crate::measure::Date;
    use crate::parse::parse;
    use crate::source::Sources;

    #[test]
    fn a_day_that_is_past_is_told_and_today_is_not() {
        let page = |more: &str| format!("+++\nreview_by = 2026-10-01\n{more}+++\n# A");
        let told = |day: &str, more: &str| {
            let sources = Sources::in_memory(&[("a.md", &page(more))]);
            let playbook = parse(&sources, &mut Diagnostics::new());
            let day = Date::parse(day).expect("a day");
            let faults = faults(&playbook, day);
            let line = |fault: crate::diag::Diagnostic| {
                format!("{} → {}", fault.message, fault.help.unwrap_or_default())
            };
            faults.into_iter().map(line).collect::<Vec<_>>()
        };
        let help = "look it through, then write a later day into `review_by`";
        assert_eq!(told("2026-10-01", ""), Vec::<String>::new());
        assert_eq!(
            told("2026-10-02", ""),
            [format!("this page should have been looked through a day ago → {help}")]
        );
        assert_eq!(
            told("2027-10-01", "owner = \"Ada\"\n"),
            [format!("this page should have been looked through 365 days ago → ask `Ada`: {help}")]
        );
    }
}
