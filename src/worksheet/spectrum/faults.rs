//! What breaks the rules of a spectrum.

use super::rules::{
    SPECTRUM_EXAMPLE, SPECTRUM_MARKS, SPECTRUM_NARROW, SPECTRUM_ROWS, SPECTRUM_STEPS,
};
use super::{SHARES, STEPS, Spectrum};
use crate::diag::Diagnostic;
use crate::sheet::{many, text_width};
use crate::worksheet::Subject;
use crate::worksheet::rows::twice_fault;

/// White at both sides of a cell together, in millimetres.
const CELL_PADDING: f32 = 2.0;
/// The most steps.
const MOST_STEPS: usize = 9;

impl Spectrum {
    /// What breaks the rules of a spectrum.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.step_faults(subject, &mut found);
        if let Some(span) = self.down_span
            && self.down.is_empty()
        {
            found.push(
                subject
                    .fault(&SPECTRUM_ROWS, span, "nothing is marked on this spectrum")
                    .help("write a row or more, such as `down = [\"Move a shared date\"]`"),
            );
        }
        self.mark_faults(subject, &mut found);
        if found.is_empty() && self.down_span.is_some() {
            self.room_faults(subject, &mut found);
            match twice_fault(self.example_twice, &SPECTRUM_EXAMPLE, subject) {
                Some(twice) => found.push(twice),
                None => self.example_faults(subject, &mut found),
            }
        }
        found
    }

    fn step_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let count = self.steps.len();
        found.extend(STEPS.faults(&self.beside_blocks, &SPECTRUM_STEPS, subject));
        if STEPS.are_doubled(&self.beside_blocks) {
            return;
        }
        if !(2..=MOST_STEPS).contains(&count) {
            found.extend(self.number_fault(subject));
            return;
        }
        let names = || self.steps.iter().map(|step| &step.name);
        for (at, step) in names().enumerate() {
            if names().take(at).any(|other| other.value.trim() == step.value.trim()) {
                let message = if at + 1 == count && self.steps[0].name.value == step.value {
                    format!("both ends of the spectrum are `{}`", step.value)
                } else {
                    format!("two steps are `{}`", step.value)
                };
                found.push(
                    subject
                        .fault(&SPECTRUM_STEPS, step.span, message)
                        .help("give each step its own words"),
                );
            }
        }
    }

    /// Tells that there are too few steps, or too many.
    fn number_fault(&self, subject: Subject<'_>) -> Option<Diagnostic> {
        let count = self.steps.len();
        let message = format!("a spectrum has 2 to {MOST_STEPS} steps, and this one has {count}");
        let (span, help) = if self.has_blocks {
            // The first that is one too many, or the only one. That a block is none was told.
            match self.steps.get(MOST_STEPS) {
                Some(tenth) => (tenth.name.span, "bring steps together: nine are the most"),
                None => (self.steps.first()?.name.span, "add a block `[[step]]` with its `name`"),
            }
        } else {
            let span = self.steps_span.unwrap_or(subject.title.span);
            (span, "write `steps = [\"We decide\", \"We decide together\", \"You decide\"]`")
        };
        Some(subject.fault(&SPECTRUM_STEPS, span, message).help(help))
    }

    fn mark_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let twice =
            |at: usize| self.marks[..at].iter().any(|mark| mark.text == self.marks[at].text);
        let message = if !(1..=4).contains(&self.marks.len()) {
            format!("a spectrum has 1 to 4 marks, and this one has {}", self.marks.len())
        } else if let Some(at) = (0..self.marks.len()).find(|at| twice(*at)) {
            format!("two marks are called `{}`", self.marks[at].text)
        } else {
            return;
        };
        found.push(
            subject
                .fault(&SPECTRUM_MARKS, self.marks_span, message)
                .help("write `mark = [\"today\", \"wished\"]`"),
        );
    }

    fn room_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let (words, mark, step) = SHARES;
        let share = subject.room.width / (words + mark + step * many(self.steps.len()));
        let width = share * step - CELL_PADDING;
        for (step, said) in
            self.steps.iter().flat_map(|step| [(step, &step.name), (step, &step.help)])
        {
            let words = said.split_whitespace();
            let longest = words.max_by(|a, b| text_width(a, 9.5).total_cmp(&text_width(b, 9.5)));
            let Some(word) = longest.filter(|word| text_width(word, 9.5) > width) else { continue };
            let message = format!(
                "the step is {:.0} mm wide on {}, and `{word}` needs {:.0} mm",
                width.max(0.0),
                subject.paper,
                text_width(word, 9.5).ceil()
            );
            let shorten = if said.span == step.name.span { "its name" } else { "its help" };
            found.push(subject.fault(&SPECTRUM_NARROW, said.span, message).help(format!(
                "shorten {shorten}, take fewer steps, or {}",
                subject.way_to_width()
            )));
        }
    }

    fn example_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        for (at, row) in self.example.iter().enumerate() {
            let Some(row) = row else { continue };
            let (message, help) = if at >= self.down.len() {
                (
                    "the example has more rows than `down`".to_owned(),
                    "take the row out, or add what is marked to `down`".to_owned(),
                )
            } else if row.value.len() != self.marks.len() {
                let names: Vec<&str> = self.marks.iter().map(|mark| mark.text.as_str()).collect();
                (
                    format!(
                        "this row of the example has {} for {}",
                        counted(row.value.len(), "number"),
                        counted(self.marks.len(), "mark")
                    ),
                    format!("write a number for each of {}", crate::schema::words(names)),
                )
            } else if row.value.iter().any(|step| *step > self.steps.len()) {
                (
                    format!(
                        "this row of the example marks a step that is not among {}",
                        self.steps.len()
                    ),
                    format!("count the steps from 1 to {}, `\"-\"` for none", self.steps.len()),
                )
            } else {
                continue;
            };
            found.push(subject.fault(&SPECTRUM_EXAMPLE, row.span, message).help(help));
            if at >= self.down.len() {
                break;
            }
        }
    }
}

/// `1 number`, `2 numbers`.
fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
