//! What is wrong with single parts of a session, as blocks and as rows.

use super::super::{Part, Session, Short, What};
use super::shortened;
use crate::diag::Diagnostic;
use crate::source::Span;
use crate::worksheet::Subject;
use crate::worksheet::session::rules::{SESSION_PART, SESSION_ROW};

impl Session {
    /// Tells parts that say too little or too much, and rows that cannot be read.
    pub(super) fn part_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        for (at, part) in self.parts.iter().enumerate() {
            if let Some(short) = &part.short {
                row_faults(short, subject, found);
            }
            let mut fault = |(span, message, help): (Span, &str, &str)| {
                found.push(subject.fault(&SESSION_PART, span, message).help(help));
            };
            if let Some((key, span)) = part.second {
                let (message, help) = too_much(key);
                fault((span, &message, help));
            }
            if let Some((message, help)) = too_little(part) {
                fault((part.span, message, help));
            }
            let is_activity = match part.what {
                What::Activity(_) => true,
                What::Own(_) | What::Pause | What::Nothing => false,
            };
            if let Some(span) = part.steps_span.filter(|_| !is_activity) {
                fault((
                    span,
                    "only an activity has steps",
                    "take `steps` out, or name an `activity`",
                ));
            }
            if let Some(span) = part.beside.filter(|_| at == 0) {
                fault((span, "there is no part before this one", "take `beside` out"));
            }
        }
    }
}

fn row_faults(short: &Short, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
    if short.cells > Part::MOST {
        let message =
            format!("this row has {} texts, and a part has 1 to {}", short.cells, Part::MOST);
        found.push(subject.fault(&SESSION_ROW, short.span, message).help(
            "write what happens, how long and what it is called here: `[\"pause\", \"60 min\", \"Lunch\"]`",
        ));
    }
    if let Some(time) = &short.unread {
        let message = format!("`{}` is no time", shortened(time));
        found.push(
            subject
                .fault(&SESSION_ROW, time.span, message)
                .help("write a time such as `\"25 min\"`, `\"1h30\"` or `\"20-30 min\"`"),
        );
    }
}

/// What to say of a second `key` of a part that is something already.
fn too_much(key: &str) -> (String, &'static str) {
    match key {
        "time" => (
            "a pause says its time itself, and has `time` too".to_owned(),
            "write one of the two, as in `pause = \"20 min\"`",
        ),
        _ => (
            format!("this part is something else already, and has `{key}` too"),
            "keep one of `title`, `activity` and `pause`, or make a part of each; `called` gives an activity another name",
        ),
    }
}

/// What to say of a part that lacks what happens in it, or its minutes.
fn too_little(part: &Part) -> Option<(&'static str, &'static str)> {
    // That a time cannot be read was told.
    let has_time = |short: &Short| part.time.is_some() || short.unread.is_some();
    match (&part.what, &part.short) {
        (What::Nothing, None) => Some((
            "this part does not say what happens",
            "write `title = \"…\"`, `activity = \"…\"` or `pause = \"20 min\"` below its `[[part]]`",
        )),
        (What::Nothing, Some(_)) => Some((
            "this part does not say what happens",
            "write `[\"Arrive\", \"15 min\"]`, `[\"pause\", \"20 min\"]`, or the file name of an activity",
        )),
        (What::Own(_), None) if part.time.is_none() => {
            Some(("this part does not say how long it takes", "add `time = \"15 min\"`"))
        }
        (What::Own(_), Some(short)) if !has_time(short) => Some((
            "this part does not say how long it takes",
            "write its time after it, as in `[\"Arrive\", \"15 min\"]`",
        )),
        (What::Pause, Some(short)) if !has_time(short) => Some((
            "this pause does not say how long it is",
            "write its time after it: `[\"pause\", \"20 min\"]`",
        )),
        (What::Own(_) | What::Pause | What::Activity(_), _) => None,
    }
}
