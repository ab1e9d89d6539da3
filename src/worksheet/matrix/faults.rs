//! What breaks the rules of a matrix.

use super::rules::{
    MATRIX_COLUMN, MATRIX_CONSULTED, MATRIX_LETTER, MATRIX_ROW, MATRIX_RULE, MATRIX_SIZE,
    MATRIX_VERB,
};
use super::{Matrix, Subject};
use crate::diag::Diagnostic;
use crate::schema::{quoted, words};
use crate::sheet::many;
use crate::worksheet::rows::twice_fault;

impl Matrix {
    /// What breaks the rules of a matrix.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for rule in &self.unread {
            found.push(
                Diagnostic::new(
                    &MATRIX_RULE,
                    subject.path,
                    rule.span,
                    format!("the rule `{}` cannot be read", rule.value),
                )
                .help("write a rule such as `one O in each row` or `at least one R in each row`"),
            );
        }
        self.size_faults(subject, &mut found);
        let known =
            |letter: &str| self.letters.iter().any(|(known, _)| known.eq_ignore_ascii_case(letter));
        for rule in self.rules.iter().filter(|rule| !known(&rule.letter)) {
            let span = self.letters_span.unwrap_or(subject.title.span);
            let message =
                format!("a rule speaks of `{}`, which is not among the letters", rule.letter);
            found.push(
                Diagnostic::new(&MATRIX_LETTER, subject.path, span, message)
                    .help(self.known_letters()),
            );
        }
        for duty in &self.down {
            if let Some(hint) = no_verb(&duty.plain.value) {
                found.push(
                    Diagnostic::new(&MATRIX_VERB, subject.path, duty.plain.span, hint)
                        .help("say what is done, such as `Put the joint work in order`"),
                );
            }
        }
        match twice_fault(self.example_twice, &MATRIX_LETTER, subject) {
            Some(twice) => found.push(twice),
            None => self.example_faults(subject, &known, &mut found),
        }
        found
    }

    fn known_letters(&self) -> String {
        format!("the letters are {}", words(self.letters.iter().map(|(letter, _)| letter.as_str())))
    }

    fn size_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        if self.is_whole && (self.asked < 2 || self.down.is_empty()) {
            let message = format!(
                "a matrix of {} and {} says nothing",
                counted(self.asked, "column"),
                counted(self.down.len(), "row")
            );
            // Several names between one pair of quotation marks are one name.
            let (place, help) = match &self.across[..] {
                [only] if only.value.contains([',', ';']) => {
                    let names = only.value.split([',', ';']).map(|name| quoted(name.trim()));
                    let names: Vec<String> = names.collect();
                    (only.span, format!("write `across = [{}]`", names.join(", ")))
                }
                _ => {
                    let help = "name two or more in `across` and one or more in `down`";
                    (subject.title.span, help.to_owned())
                }
            };
            found.push(Diagnostic::new(&MATRIX_SIZE, subject.path, place, message).help(help));
        }
        let need = 60.0 + 14.0 * many(self.asked);
        if need > subject.room.width {
            let place = self.across.first().map_or(subject.title.span, |first| first.span);
            let message = format!(
                "{} need {need:.0} mm with the duties beside them, and {} has {:.0}",
                counted(self.asked, "column"),
                subject.paper,
                subject.room.width
            );
            found.push(Diagnostic::new(&MATRIX_SIZE, subject.path, place, message).help(format!(
                "{}, or bring people together under one heading",
                subject.way_to_width()
            )));
        }
    }

    fn example_faults(
        &self,
        subject: Subject<'_>,
        known: &dyn Fn(&str) -> bool,
        found: &mut Vec<Diagnostic>,
    ) {
        let columns = self.asked;
        for (at, row) in self.example.iter().enumerate() {
            let Some(row) = row else { continue };
            let place =
                |rule, message: String| Diagnostic::new(rule, subject.path, row.span, message);
            if at >= self.down.len() {
                let message = "the example has more rows than `down`".to_owned();
                found.push(
                    place(&MATRIX_LETTER, message)
                        .help("take the row out, or add what is to be carried to `down`"),
                );
                break;
            }
            if row.value.len() != columns {
                let message = format!(
                    "this row of the example has {} for {}",
                    counted(row.value.len(), "cell"),
                    counted(columns, "column")
                );
                found.push(
                    place(&MATRIX_LETTER, message)
                        .help("write a cell a column, `-` where it stays empty"),
                );
                continue;
            }
            for letter in row.value.iter().flatten().filter(|letter| !known(letter)) {
                found.push(
                    place(&MATRIX_LETTER, format!("`{letter}` is not among the letters"))
                        .help(self.known_letters()),
                );
            }
            let count = |letter: &str| {
                row.value
                    .iter()
                    .flatten()
                    .filter(|found| found.eq_ignore_ascii_case(letter))
                    .count()
            };
            for rule in self.rules.iter().filter(|rule| !rule.holds(count(&rule.letter))) {
                let message = format!(
                    "this row has {} {}, and the rule is {}",
                    count(&rule.letter),
                    rule.letter,
                    rule.written()
                );
                found
                    .push(place(&MATRIX_ROW, message).help(
                        "correct its letters: a cell a column, `-` for none, `A/R` for both",
                    ));
            }
            if known("C") && known("A") && count("C") >= 3 {
                found.push(
                    place(
                        &MATRIX_CONSULTED,
                        format!("{} have to be asked before this can happen", count("C")),
                    )
                    .help("turn those who need only to hear of it into `I`"),
                );
            }
        }
        self.column_faults(subject, found);
    }

    fn column_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let rows: Vec<&Vec<Vec<String>>> =
            self.example.iter().flatten().map(|row| &row.value).collect();
        let complete = rows.len() == self.down.len() && rows.len() > 1;
        if !complete || rows.iter().any(|row| row.len() != self.asked) {
            return;
        }
        for (at, who) in self.across.iter().enumerate() {
            let column: Vec<&Vec<String>> = rows.iter().map(|row| &row[at]).collect();
            let message = if column.iter().all(|cell| cell.is_empty()) {
                format!("`{}` has no part in any row of the example", who.value)
            } else if column.iter().all(|cell| cell.iter().any(|letter| letter == "A")) {
                format!("`{}` answers for every row of the example", who.value)
            } else {
                continue;
            };
            found.push(
                Diagnostic::new(&MATRIX_COLUMN, subject.path, who.span, message)
                    .help("take the column out, or spread the letters"),
            );
        }
    }
}

/// Says what is wrong with a row that names a thing: one word, or a beginning such as `The` or `A`.
fn no_verb(row: &str) -> Option<String> {
    let first = row.split_whitespace().next()?.to_lowercase();
    let lone = row.split_whitespace().count() == 1;
    let named = matches!(first.as_str(), "the" | "a" | "an" | "our" | "their" | "all" | "any")
        || first.ends_with("tion")
        || first.ends_with("ment");
    (lone || named).then(|| format!("`{row}` names a thing and not what is done with it"))
}

/// `1 row`, `2 rows`.
fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
