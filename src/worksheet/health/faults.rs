//! What breaks the rules of a check-up.

use super::rules::{
    HEALTH_APART, HEALTH_EXAMPLE, HEALTH_NEED, HEALTH_SCALE, HEALTH_SIDES, HEALTH_STATEMENTS,
    HEALTH_WIDE, HEALTH_WORDING,
};
use super::{Health, Mark, Subject};
use crate::diag::{Diagnostic, nearest};
use crate::schema::words;
use crate::sheet::many;
use crate::source::{Span, Spanned};

/// What a column of boxes needs on paper, in millimetres.
const BOX_WIDTH: f32 = 6.5;
/// What the statements need, in millimetres.
const TEXT_WIDTH: f32 = 60.0;

impl Health {
    /// What breaks the rules of a check-up.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.statement_faults(subject, &mut found);
        self.scale_faults(subject, &mut found);
        self.side_faults(subject, &mut found);
        self.need_faults(subject, &mut found);
        self.wording_faults(subject, &mut found);
        self.width_faults(subject, &mut found);
        self.example_faults(subject, &mut found);
        found
    }

    fn statement_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let number = self.statements.len();
        if !(5..=40).contains(&number) {
            let message = format!("a check-up has 5 to 40 statements, and this one has {number}");
            let help = if number < 5 {
                "add statements, such as `\"We tell each other things early.\"`"
            } else {
                "keep those that matter most, or make two check-ups of it"
            };
            let span = self.statements_span.unwrap_or(subject.title.span);
            found.push(subject.fault(&HEALTH_STATEMENTS, span, message).help(help));
        }
        let texts: Vec<&Spanned<String>> =
            self.statements.iter().map(|statement| &statement.plain).collect();
        for text in alike(&texts) {
            let message = format!("the statement `{}` stands here twice", text.value);
            found.push(
                subject.fault(&HEALTH_STATEMENTS, text.span, message).help("take one of them out"),
            );
        }
    }

    fn scale_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let steps = self.scale.len();
        let scale: Vec<&Spanned<String>> = self.scale.iter().collect();
        if let (false, Some(span)) = ((3..=7).contains(&steps), self.scale_span) {
            let message = format!("a scale has 3 to 7 steps, and this one has {steps}");
            found.push(subject.fault(&HEALTH_SCALE, span, message).help(
                "write `scale = [\"Not at all\", \"A little\", \"Partly\", \"Mostly\", \"Fully\"]`",
            ));
            return;
        }
        for step in alike(&scale) {
            let message = format!("two steps are called `{}`", step.value);
            found.push(
                subject
                    .fault(&HEALTH_SCALE, step.span, message)
                    .help("give each step its own word"),
            );
        }
        let apart = &self.talk_when_apart;
        if apart.value >= steps {
            let message =
                format!("with {steps} steps no two sides can be {} steps apart", apart.value);
            found.push(
                subject
                    .fault(&HEALTH_APART, apart.span, message)
                    .help(format!("write `talk_when_apart = {}`", (steps / 2).max(1))),
            );
        }
    }

    fn side_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let sides: Vec<&Spanned<String>> = self.sides.iter().collect();
        if let (false, Some(span)) = ((1..=6).contains(&sides.len()), self.sides_span) {
            let message = format!("a check-up has 1 to 6 sides, and this one has {}", sides.len());
            found.push(
                subject
                    .fault(&HEALTH_SIDES, span, message)
                    .help("write `sides = [\"Us\", \"Partner\"]`"),
            );
        }
        for side in alike(&sides) {
            let message = format!("two sides are called `{}`", side.value);
            found.push(
                subject
                    .fault(&HEALTH_SIDES, side.span, message)
                    .help("give each side its own name"),
            );
        }
    }

    fn need_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        // That the settings cannot be read was told.
        let Some(needs) = subject.context.needs() else { return };
        let known: Vec<&str> = needs.iter().map(|need| need.id).collect();
        let needs = self.statements.iter().filter_map(|statement| statement.need.as_ref());
        for need in needs.filter(|need| !known.contains(&need.value.as_str())) {
            let id = &need.value;
            let help = match nearest(id, known.iter().copied()) {
                Some(near) => format!("write `need = \"{near}\"`"),
                None if known.is_empty() => format!(
                    "define it in `playbook.toml`: a line `[[need]]`, under it `id = \"{id}\"` and `title = \"…\"`; or \
                     take `need` out"
                ),
                None => {
                    format!(
                        "write one of {}, or define it in `playbook.toml`",
                        words(known.iter().copied())
                    )
                }
            };
            let message = format!("there is no need `{id}`");
            found.push(subject.fault(&HEALTH_NEED, need.span, message).help(help));
        }
    }

    fn wording_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let worded = self.statements.iter().any(|one| one.low.is_some() || one.high.is_some());
        for statement in self.statements.iter().filter(|_| worded) {
            let missing = match (&statement.low, &statement.high) {
                (Some(_), Some(_)) => continue,
                (Some(_), None) => "`high`",
                (None, Some(_)) => "`low`",
                (None, None) => "`low` and `high`",
            };
            let message = format!("this statement has no {missing}, and others have");
            found.push(subject.fault(&HEALTH_WORDING, statement.plain.span, message).help(
                "say what one would hear: `low = \"We quarrel about hours\"`, `high = \"We look at results together\"`",
            ));
        }
    }

    fn width_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let columns = self.scale.len() * self.sides.len();
        let need = BOX_WIDTH.mul_add(many(columns), TEXT_WIDTH);
        if need <= subject.room.width || self.scale.len() > 7 || self.sides.len() > 6 {
            return;
        }
        let span = self.sides_span.or(self.scale_span).unwrap_or(subject.title.span);
        let message = format!(
            "{columns} columns of boxes need {need:.0} mm with the statements beside them, and {} has {:.0}",
            subject.paper, subject.room.width
        );
        found.push(
            subject
                .fault(&HEALTH_WIDE, span, message)
                .help(format!("{}, or take fewer sides or steps", subject.way_to_width())),
        );
    }

    fn example_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let mut told = |span: Span, message: String, help: String| {
            found.push(subject.fault(&HEALTH_EXAMPLE, span, message).help(help));
        };
        let (sides, steps) = (self.sides.len(), self.scale.len());
        for (at, row) in self.example.iter().enumerate() {
            if at >= self.statements.len() {
                let message = "the example has more rows than there are statements".to_owned();
                told(row.span, message, "take the row out, or add a statement".to_owned());
                return;
            }
            let marks = row.value.len();
            if marks != sides {
                let message = format!(
                    "this row of the example has {} for {}",
                    counted(marks, "mark"),
                    counted(sides, "side")
                );
                let right = vec!["3"; sides].join(" ");
                told(
                    row.span,
                    message,
                    format!("write a mark a side, such as `\"{right}\"`, `-` for none"),
                );
                continue;
            }
            let is_wrong = |mark: &Mark| match mark {
                Mark::Step(step) => !(1..=steps).contains(step),
                Mark::None => false,
                Mark::Unread => true,
            };
            if row.value.iter().any(is_wrong) {
                let message = format!("a mark is a number from 1 to {steps}");
                told(row.span, message, "write the number of the step, or `-` for none".to_owned());
            }
        }
    }
}

/// Those of `texts` that an earlier one is equal to, however their letters are written.
fn alike<'t>(texts: &[&'t Spanned<String>]) -> Vec<&'t Spanned<String>> {
    let key = |text: &Spanned<String>| text.value.trim().to_lowercase();
    let mut seen = std::collections::BTreeSet::new();
    texts.iter().copied().filter(|text| !text.is_empty() && !seen.insert(key(text))).collect()
}

/// `1 mark`, `2 marks`.
fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
