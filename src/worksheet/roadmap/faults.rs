//! What breaks the rules of a road map.

use super::rules::{
    ROADMAP_JOINT, ROADMAP_LANES, ROADMAP_PERIODS, ROADMAP_ROW, ROADMAP_UNKNOWN, ROADMAP_WIDE,
};
use super::{Roadmap, Step, Subject};
use crate::diag::{Diagnostic, nearest};
use crate::schema::words;
use crate::sheet::many;
use crate::source::Spanned;

const MOST_PERIODS: usize = 12;
const MOST_LANES: usize = 8;
/// The narrowest column that one can write in, in millimetres.
const NARROWEST: f32 = 25.0;
/// What the names of lanes take, in millimetres.
const NAMES: f32 = 24.0;
/// Words in the names of lanes for joint work.
const JOINT: &[&str] = &[
    "together",
    "joint",
    "jointly",
    "both",
    "shared",
    "common",
    "everyone",
    "everybody",
    "all",
    "we",
];

impl Roadmap {
    /// What breaks the rules of a road map.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.period_faults(subject, &mut found);
        self.lane_faults(subject, &mut found);
        for step in self.entries.iter().chain(&self.example) {
            self.step_faults(step, subject, &mut found);
        }
        found
    }

    fn period_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let mut tell = |span, message: String| {
            found.push(subject.fault(&ROADMAP_PERIODS, span, message).help(
                "write `periods = [\"Now\", \"Next\", \"Later\"]`, or `start = \"2026-11\"` and `months = 6`",
            ));
        };
        if let Some((span, message)) = self.periods_fault {
            tell(span, message.to_owned());
            return;
        }
        let count = self.periods.len();
        let span = self.periods_span.unwrap_or(subject.title.span);
        if !(2..=MOST_PERIODS).contains(&count) {
            tell(
                span,
                format!("a road map has 2 to {MOST_PERIODS} periods, and this one has {count}"),
            );
            return;
        }
        for (at, period) in self.periods.iter().enumerate() {
            if self.periods[..at].iter().any(|other| other.name.value == period.name.value) {
                tell(
                    period.name.span,
                    format!("the period `{}` stands here twice", period.name.value),
                );
            }
        }
        let columns = many(count);
        let column = (subject.room.width - NAMES) / columns;
        if column < NARROWEST {
            let message = format!(
                "{count} periods leave {column:.0} mm for each on {}, and writing needs {NARROWEST:.0}",
                subject.paper
            );
            found.push(
                subject
                    .fault(&ROADMAP_WIDE, span, message)
                    .help(format!("take fewer periods, or {}", subject.way_to_width())),
            );
        }
    }

    fn lane_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let Some(span) = self.lanes_span else { return };
        let count = self.lanes.len();
        if !(1..=MOST_LANES).contains(&count) {
            let message =
                format!("a road map has 1 to {MOST_LANES} lanes, and this one has {count}");
            found.push(
                subject
                    .fault(&ROADMAP_LANES, span, message)
                    .help("write `lanes = [\"Us\", \"Together\", \"Partner\"]`"),
            );
            return;
        }
        for (at, lane) in self.lanes.iter().enumerate() {
            if lane.trim().is_empty() {
                found.push(
                    subject
                        .fault(&ROADMAP_LANES, lane.span, "this lane has no name")
                        .help("say who goes in it, such as `\"Partner\"`, or take it out"),
                );
            }
            if self.lanes[..at].iter().any(|other| other.value == lane.value) {
                let message = format!("the lane `{}` stands here twice", lane.value);
                found.push(
                    subject
                        .fault(&ROADMAP_LANES, lane.span, message)
                        .help("take one of the two out"),
                );
            }
        }
        let is_english = subject.context.language().starts_with("en");
        if count > 1 && is_english && !self.lanes.iter().any(is_joint) {
            found.push(
                subject
                    .fault(&ROADMAP_JOINT, span, "there is no lane for what you do together")
                    .help("add a lane such as `\"Together\"` to `lanes`"),
            );
        }
    }

    fn step_faults(&self, step: &Step, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let right = "write `[\"Together\", \"Now\", \"First showcase with both teams\"]`";
        if let Some(cells) = step.cells.filter(|cells| *cells != 3) {
            let texts = if cells == 1 { "text" } else { "texts" };
            let message = format!("this row has {cells} {texts}, and a step has 3");
            found.push(subject.fault(&ROADMAP_ROW, step.span, message).help(right));
            return;
        }
        if step.cells.is_some() && step.text.trim().is_empty() {
            let message = "this row does not say what is finished";
            found.push(subject.fault(&ROADMAP_ROW, step.text.span, message).help(right));
        }
        let lanes: Vec<&str> = self.lanes.iter().map(|lane| lane.value.as_str()).collect();
        let periods: Vec<&str> = self.periods.iter().map(|period| period.name.as_str()).collect();
        found.extend(unknown(("lane", "lanes"), &step.lane, &lanes, subject));
        found.extend(unknown(("period", "periods"), &step.period, &periods, subject));
    }
}

fn unknown(
    (what, list): (&str, &str),
    name: &Spanned<String>,
    known: &[&str],
    subject: Subject<'_>,
) -> Option<Diagnostic> {
    if known.contains(&name.as_str()) || known.is_empty() {
        return None;
    }
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => format!("write `\"{near}\"`"),
        None => format!("the {list} are {}", words(known.iter().copied())),
    };
    let message = format!("no {what} of this road is called `{}`", name.value);
    Some(subject.fault(&ROADMAP_UNKNOWN, name.span, message).help(help))
}

/// Whether a lane is for joint work, by its name: `Together`, `Us both`, `Us and them`.
fn is_joint(lane: &Spanned<String>) -> bool {
    let lower = lane.to_lowercase();
    let mut parts = lower.split(|letter: char| !letter.is_alphanumeric());
    parts.any(|part| JOINT.contains(&part)) || lower.contains(" and ") || lower.contains('&')
}
