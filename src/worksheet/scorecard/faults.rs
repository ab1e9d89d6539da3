//! What breaks the rules of a scorecard.

use super::rules::{
    SCORECARD_BANDS, SCORECARD_CRITERIA, SCORECARD_EXAMPLE, SCORECARD_LONG, SCORECARD_WEIGHT,
    SCORECARD_WIDE,
};
use std::collections::BTreeSet;

use super::{Scorecard, Subject};
use crate::diag::Diagnostic;
use crate::sheet::many;
use crate::source::Spanned;

/// What a candidate needs on paper, in millimetres.
const CANDIDATE_WIDTH: f32 = 16.0;
/// What the criteria and their weights need, in millimetres.
const CRITERIA_WIDTH: f32 = 75.0;

impl Scorecard {
    /// What breaks the rules of a scorecard.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.criteria_faults(subject, &mut found);
        self.band_faults(subject, &mut found);
        let need = CANDIDATE_WIDTH.mul_add(many(self.candidates), CRITERIA_WIDTH);
        if need > subject.room.width {
            let span = self.candidates_span.unwrap_or(subject.title.span);
            let message = format!(
                "{} candidates need {need:.0} mm with the criteria beside them, and {} has {:.0}",
                self.candidates, subject.paper, subject.room.width
            );
            found.push(
                subject
                    .fault(&SCORECARD_WIDE, span, message)
                    .help(format!("{}, or fewer `candidates`", subject.way_to_width())),
            );
        }
        self.example_faults(subject, &mut found);
        found
    }

    fn criteria_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        if self.criteria.is_empty() {
            let span = subject.title.span;
            found.push(
                subject
                    .fault(&SCORECARD_CRITERIA, span, "this scorecard has no criteria")
                    .help("add some: `criteria = [\"Shares information without being pushed\"]`"),
            );
        }
        for name in alike(self.criteria.iter().map(|criterion| &criterion.plain)) {
            let message = format!("the criterion `{}` stands here twice", name.value);
            found.push(
                subject
                    .fault(&SCORECARD_CRITERIA, name.span, message)
                    .help("take one of them out, and write `weight = 2` below the other"),
            );
        }
        for criterion in self.criteria.iter().filter(|criterion| criterion.weight.value == 0) {
            let message = "a criterion with the weight 0 counts for nothing";
            found.push(
                subject
                    .fault(&SCORECARD_WEIGHT, criterion.weight.span, message)
                    .help("write `weight = 1`, or take the criterion out"),
            );
        }
        if let Some(thirteenth) = self.criteria.get(12) {
            let message = format!("this scorecard has {} criteria", self.criteria.len());
            found.push(subject.fault(&SCORECARD_LONG, thirteenth.plain.span, message).help(
                "twelve are the most that people weigh: keep those that would change your mind",
            ));
        }
    }

    fn band_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let Some(lowest) = self.bands.iter().min_by_key(|band| band.from.value) else { return };
        if lowest.from.value > 0 {
            let message = format!("below {} percent the bands say nothing", lowest.from.value);
            found.push(
                subject
                    .fault(&SCORECARD_BANDS, lowest.from.span, message)
                    .help("let the lowest band begin at 0: write `from = 0`"),
            );
        }
        let mut seen = BTreeSet::new();
        for band in self.bands.iter().filter(|band| !seen.insert(band.from.value)) {
            let message = format!("two bands begin at {} percent", band.from.value);
            found.push(
                subject
                    .fault(&SCORECARD_BANDS, band.from.span, message)
                    .help("let each band begin at a percent of its own"),
            );
        }
        for say in alike(self.bands.iter().map(|band| &band.say)) {
            found.push(
                subject
                    .fault(&SCORECARD_BANDS, say.span, "two bands say the same")
                    .help("make one band of the two, or say what is different"),
            );
        }
    }

    fn example_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let criteria = self.criteria.len();
        if let Some(more) = self.example.get(self.candidates) {
            let message = format!(
                "the example has {} candidates, and the sheet has room for {}",
                self.example.len(),
                self.candidates
            );
            found.push(subject.fault(&SCORECARD_EXAMPLE, more.name.span, message).help(format!(
                "write `candidates = {}`, or take the line out",
                self.example.len()
            )));
        }
        for specimen in &self.example {
            let points = &specimen.points;
            let message = if points.value.len() != criteria {
                let many = if points.value.len() == 1 { "number" } else { "numbers" };
                format!("this candidate has {} {many} for {criteria} criteria", points.value.len())
            } else if points
                .value
                .iter()
                .any(|points| points.is_none_or(|points| points > self.points))
            {
                format!("points are whole numbers from 0 to {}", self.points)
            } else {
                continue;
            };
            let right = vec![self.points.min(3).to_string(); criteria.clamp(1, 12)].join(" ");
            found.push(
                subject
                    .fault(&SCORECARD_EXAMPLE, points.span, message)
                    .help(format!("write a number a criterion, such as `\"{right}\"`")),
            );
        }
    }
}

/// Those of `texts` that an earlier one is equal to, however their letters are written.
fn alike<'t>(texts: impl Iterator<Item = &'t Spanned<String>>) -> Vec<&'t Spanned<String>> {
    let mut seen = BTreeSet::new();
    let is_new = |seen: &mut BTreeSet<String>, text: &Spanned<String>| {
        seen.insert(text.value.trim().to_lowercase())
    };
    texts.filter(|text| !text.is_empty() && !is_new(&mut seen, text)).collect()
}
