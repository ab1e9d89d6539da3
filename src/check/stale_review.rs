//! `stale-review`: a page that should have been looked through again by now.

use super::near;
use super::rule::{Check, OfTheDay};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::measure::Date;
use crate::model::Meta;
use crate::source::SourcePath;

pub(super) const CHECK: Check<OfTheDay> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "stale-review",
    severity: Severity::Warning,
    explanation: "`review_by` says until when somebody looks the page through again, and that day is past. Readers see the date and \
        trust the page less. Look it through, write the day into `reviewed` and the next one into `review_by`, or take the key \
        out if nobody will.\n\n\
        It is the only rule that asks which day it is, so a playbook that was sound yesterday can be told today. The pages are \
        the same on every day.",
};

fn find((path, meta): (&SourcePath, &Meta), today: Date) -> Option<Diagnostic> {
    let review_by = meta.review_by.as_ref().filter(|date| date.value < today)?;
    let days = today.days_after(review_by.value);
    let since = if days == 1 { "a day".to_owned() } else { format!("{days} days") };
    let owner = match meta.owner.as_str() {
        "" => String::new(),
        owner => format!("ask {}: ", near::quoted(owner)),
    };
    let message = format!("this page should have been looked through {since} ago");
    let help = format!("{owner}look it through, then write a later day into `review_by`");
    Some(Diagnostic::new(&RULE, path, review_by.span, message).help(help))
}

#[cfg(test)]
mod tests {
    use crate::check::of_the_day;
    use crate::diag::Diagnostics;
    use crate::measure::Date;
    use crate::parse::parse;
    use crate::source::Sources;

    #[test]
    fn a_day_that_is_past_is_reported_and_today_is_not() {
        let page = |more: &str| format!("+++\nreview_by = 2026-10-01\n{more}+++\n# A");
        let reported = |day: &str, more: &str| {
            let sources = Sources::in_memory(&[("a.md", &page(more))]);
            let playbook = parse(&sources, &mut Diagnostics::new());
            let day = Date::parse(day).expect("a day");
            let faults = of_the_day(&playbook, Some(day));
            let line = |fault: crate::diag::Diagnostic| {
                format!("{} → {}", fault.message, fault.help.unwrap_or_default())
            };
            faults.into_iter().map(line).collect::<Vec<_>>()
        };
        let help = "look it through, then write a later day into `review_by`";
        assert_eq!(reported("2026-10-01", ""), Vec::<String>::new());
        assert_eq!(
            reported("2026-10-02", ""),
            [format!("this page should have been looked through a day ago → {help}")]
        );
        assert_eq!(
            reported("2027-10-01", "owner = \"Ada\"\n"),
            [format!("this page should have been looked through 365 days ago → ask `Ada`: {help}")]
        );
    }
}
