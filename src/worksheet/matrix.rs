//! A matrix: who carries what, in letters (RACI, DACI, RAPID or the author's own).

use serde::Serialize;

use super::{Body, Field, Html, Kind, Prose, Subject, Version, id_from};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Document;
use crate::record::Record;
use crate::shape::{Key, Shape, words};
use crate::source::{Span, Spanned};

/// Who carries what.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The letters and what they stand for.
    pub letters: Vec<(String, String)>,
    /// Where the letters were written, when they were.
    pub letters_span: Option<Span>,
    /// What has to hold in each row.
    pub rules: Vec<Count>,
    /// Rules as written that could not be read.
    pub unread: Vec<Spanned<String>>,
    /// Who: one column each.
    pub across: Vec<Spanned<String>>,
    /// What: one row each.
    pub down: Vec<Duty>,
    /// Rows for what people add themselves.
    pub blank_rows: usize,
    /// Whether both `across` and `down` were written; that one is missing is told with the other keys.
    pub is_whole: bool,
    /// The specimen: for each row a list of cells, each with its letters.
    pub example: Vec<Spanned<Vec<Vec<String>>>>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Duty {
    /// What entries are kept by.
    pub id: Spanned<String>,
    /// What is to be carried.
    pub text: Document,
    /// The same without markup.
    pub plain: Spanned<String>,
}

/// How often a letter stands in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The letter.
    pub letter: String,
    /// At least so often.
    pub least: usize,
    /// At most so often.
    pub most: Option<usize>,
}

/// A row of the specimen that breaks the matrix's own rules.
pub const MATRIX_ROW: Rule = Rule {
    code: "matrix-row",
    severity: Severity::Error,
    explanation: "A row of the filled specimen breaks the rule that the sheet itself states. In a RACI each row has exactly \
        one A, the one person who answers for it, and at least one R, who does it. Two A are two owners, and two owners \
        are none.",
};
/// Three or more people asked in one row.
pub const MATRIX_CONSULTED: Rule = Rule {
    code: "matrix-consulted",
    severity: Severity::Warning,
    explanation: "Three or more people have to be asked before anything can happen in this row. Each C is a meeting. Turn \
        those who need only to hear of it into I.",
};
/// A column that is empty or answers for everything.
pub const MATRIX_COLUMN: Rule = Rule {
    code: "matrix-column",
    severity: Severity::Warning,
    explanation: "A column of the filled specimen is empty, or has an A in every row. Somebody without any part need not be \
        on the sheet; somebody who answers for everything is a bottleneck.",
};
/// A letter that the sheet does not explain.
pub const MATRIX_LETTER: Rule = Rule {
    code: "matrix-letter",
    severity: Severity::Error,
    explanation: "The specimen or a rule uses a letter that is not among `letters`, a row of the specimen has more or fewer \
        cells than there are columns, or there are more specimen rows than duties.",
};
/// A rule that cannot be read.
pub const MATRIX_RULE: Rule = Rule {
    code: "matrix-rule",
    severity: Severity::Error,
    explanation: "A rule of a matrix says how often a letter stands in a row: `one O in each row`, `at least one R in each \
        row`, `at most two C in each row`.",
};
/// A sheet without rows or columns, or with too many columns for its paper.
pub const MATRIX_SIZE: Rule = Rule {
    code: "matrix-size",
    severity: Severity::Error,
    explanation: "A matrix needs two columns or more in `across` and one row or more in `down`, and each column needs 14 mm \
        on the sheet's paper beside 60 mm for the duties. Turn the sheet with `turn = \"landscape\"`, or bring people \
        together under one heading.",
};
/// A row that names a thing and not a deed.
pub const MATRIX_VERB: Rule = Rule {
    code: "matrix-verb",
    severity: Severity::Hint,
    explanation: "Rows of a matrix read best when they begin with a verb: `Put the joint work in order` says what is done, \
        `Backlog` leaves everybody to guess.",
};

/// The most rows for what people add themselves.
const MOST_BLANK_ROWS: i64 = 40;

const ROW_KEYS: &[Key] = &[
    Key::needed("text", Shape::Text, "what is to be carried"),
    Key::new("id", Shape::Text, "what entries are kept by"),
];

/// What a matrix is.
pub const KIND: Kind = Kind {
    name: "matrix",
    summary: "RACI, DACI, RAPID or own letters",
    keys: &[
        Key::new(
            "letters",
            Shape::Letters,
            "`RACI`, `DACI`, `RAPID`, or a table of letters and their meanings",
        ),
        Key::new("rules", Shape::Texts, "what holds in each row, such as `one O in each row`"),
        Key::needed("across", Shape::Texts, "who: a column each"),
        Key::needed(
            "down",
            Shape::TextsOrBlocks(ROW_KEYS),
            "what is to be carried: a row each, beginning with a verb",
        ),
        Key::new(
            "blank_rows",
            Shape::Number(0, MOST_BLANK_ROWS),
            "rows for what people add themselves",
        ),
        Key::new(
            "example",
            Shape::Texts,
            "a text a row with the letters of each cell: `A R C I`, `-` for none, `A/R` for both",
        ),
    ],
    rules: &[
        &MATRIX_ROW,
        &MATRIX_CONSULTED,
        &MATRIX_COLUMN,
        &MATRIX_LETTER,
        &MATRIX_RULE,
        &MATRIX_SIZE,
        &MATRIX_VERB,
    ],
    of,
};

/// Letters and what they stand for.
type Letters = &'static [(&'static str, &'static str)];

/// Letters with how often each stands in a row, at least and at most.
type Counts = &'static [(&'static str, usize, Option<usize>)];

/// The sets of letters that need no explanation by the author.
const SETS: &[(&str, Letters, Counts)] = &[
    (
        "RACI",
        &[
            ("R", "Responsible: does it"),
            ("A", "Accountable: answers for it"),
            ("C", "Consulted: is asked before"),
            ("I", "Informed: is told after"),
        ],
        &[("A", 1, Some(1)), ("R", 1, None)],
    ),
    (
        "DACI",
        &[
            ("D", "Driver: moves it forward"),
            ("A", "Approver: decides"),
            ("C", "Contributor: adds to it"),
            ("I", "Informed: is told"),
        ],
        &[("D", 1, Some(1)), ("A", 1, Some(1))],
    ),
    (
        "RAPID",
        &[
            ("R", "Recommends"),
            ("A", "Agrees"),
            ("P", "Performs"),
            ("I", "Gives input"),
            ("D", "Decides"),
        ],
        &[("D", 1, Some(1)), ("R", 1, None)],
    ),
];

fn of(record: &Record, prose: Prose<'_>) -> Body {
    let table = record.record("letters");
    let set = record.text("letters").map_or_else(|| "RACI".to_owned(), |text| text.value);
    let known = SETS.iter().find(|(name, ..)| *name == set);
    let letters = match (table, known) {
        (Some(table), _) => table
            .names()
            .into_iter()
            .map(|(letter, meaning)| (letter.value, meaning.value))
            .collect(),
        (None, Some((_, letters, _))) => {
            letters.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
        }
        (None, None) => set
            .chars()
            .filter(|c| c.is_alphanumeric())
            .map(|c| (c.to_string(), String::new()))
            .collect(),
    };
    let mut written = record.texts("rules");
    written.extend(table.map(|table| table.texts("rules")).unwrap_or_default());
    let mut rules: Vec<Count> = match (table, known) {
        (None, Some((_, _, rules))) => rules
            .iter()
            .map(|(letter, least, most)| Count {
                letter: (*letter).to_owned(),
                least: *least,
                most: *most,
            })
            .collect(),
        (Some(_), _) | (None, None) => Vec::new(),
    };
    let (read, unread): (Vec<_>, Vec<_>) =
        written.into_iter().partition(|rule| Count::read(rule).is_some());
    rules.extend(read.iter().filter_map(|rule| Count::read(rule)));
    let mut taken = Vec::new();
    let down = record.list("down").iter().filter_map(|value| {
        let block = crate::record::as_record(&value.value);
        let plain =
            block.map_or_else(|| crate::record::as_text(value), |block| block.text("text"))?;
        let id = block
            .and_then(|block| block.text("id"))
            .unwrap_or_else(|| Spanned::new(id_from(&plain.value, &taken), plain.span));
        taken.push(id.value.clone());
        Some(Duty { id, text: prose(Some(plain.clone())), plain })
    });
    Body::Matrix(Matrix {
        letters,
        letters_span: record.entry("letters").map(|entry| entry.value.span),
        rules,
        unread,
        across: record.texts("across"),
        down: down.collect(),
        is_whole: ["across", "down"].iter().all(|key| record.entry(key).is_some()),
        blank_rows: record.number_up_to("blank_rows", MOST_BLANK_ROWS).map_or(3, |rows| rows.value),
        example: record
            .texts("example")
            .into_iter()
            .map(|row| Spanned::new(cells(&row.value), row.span))
            .collect(),
    })
}

/// `A R/C - I` is four cells.
fn cells(row: &str) -> Vec<Vec<String>> {
    let letters = |cell: &str| {
        cell.split(['/', '+', ','])
            .filter(|letter| !matches!(*letter, "" | "-" | "–"))
            .map(str::to_uppercase)
            .collect()
    };
    row.split_whitespace().map(letters).collect()
}

impl Count {
    /// Reads `one O in each row`, `exactly one A`, `at least one R in each row`, `at most two C in each row`.
    pub fn read(rule: &str) -> Option<Self> {
        let lower = rule.to_lowercase();
        let (least, most, rest) = if let Some(rest) = lower.strip_prefix("at least ") {
            (true, false, rest)
        } else if let Some(rest) = lower.strip_prefix("at most ") {
            (false, true, rest)
        } else {
            (true, true, lower.strip_prefix("exactly ").unwrap_or(&lower))
        };
        let mut parts = rest.split_whitespace();
        let number = match parts.next()? {
            "one" | "1" => 1,
            "two" | "2" => 2,
            "three" | "3" => 3,
            _ => return None,
        };
        let letter = parts.next()?.to_uppercase();
        let ending: Vec<&str> = parts.collect();
        let known = matches!(
            ending.as_slice(),
            [] | ["in", "each" | "every" | "a", "row"] | ["a" | "per", "row"]
        );
        known.then_some(Self {
            letter,
            least: if least { number } else { 0 },
            most: if most { Some(number) } else { None },
        })
    }

    /// The rule in words: `exactly one A in each row`.
    pub fn words(&self) -> String {
        let number = |count: usize| {
            ["no", "one", "two", "three"]
                .get(count)
                .map_or_else(|| count.to_string(), |word| (*word).to_owned())
        };
        match (self.least, self.most) {
            (least, Some(most)) if least == most => {
                format!("exactly {} {} in each row", number(least), self.letter)
            }
            (_, Some(most)) => format!("at most {} {} in each row", number(most), self.letter),
            (least, None) => format!("at least {} {} in each row", number(least), self.letter),
        }
    }

    fn holds(&self, found: usize) -> bool {
        found >= self.least && self.most.is_none_or(|most| found <= most)
    }
}

impl Matrix {
    /// A field for each cell, the blank rows' names included.
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        for (row, label) in self.rows() {
            if label.is_empty() {
                fields.push(Field { id: row.clone(), label: format!("row {row}") });
            }
            for (at, who) in self.across.iter().enumerate() {
                fields.push(Field {
                    id: format!("{row}-{}", at + 1),
                    label: format!("{label}, {}", who.value),
                });
            }
        }
        fields
    }

    /// Id and words of every row, the blank ones without words.
    fn rows(&self) -> Vec<(String, String)> {
        let named = self.down.iter().map(|duty| (duty.id.value.clone(), duty.plain.value.clone()));
        named
            .chain((1..=self.blank_rows).map(|row| (format!("blank-{row}"), String::new())))
            .collect()
    }

    /// What breaks the rules of a matrix.
    pub fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
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
        self.example_faults(subject, &known, &mut found);
        found
    }

    fn known_letters(&self) -> String {
        format!("the letters are {}", words(self.letters.iter().map(|(letter, _)| letter.as_str())))
    }

    fn size_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        if self.is_whole && (self.across.len() < 2 || self.down.is_empty()) {
            let message = format!(
                "a matrix of {} and {} says nothing",
                counted(self.across.len(), "column"),
                counted(self.down.len(), "row")
            );
            found.push(
                Diagnostic::new(&MATRIX_SIZE, subject.path, subject.title.span, message)
                    .help("name two or more in `across` and one or more in `down`"),
            );
        }
        let need = 60.0 + 14.0 * f32::from(u16::try_from(self.across.len()).unwrap_or(u16::MAX));
        if need > subject.room.width {
            let place = self.across.first().map_or(subject.title.span, |first| first.span);
            let message = format!(
                "{} need {need:.0} mm with the duties beside them, and {} has {:.0}",
                counted(self.across.len(), "column"),
                subject.paper,
                subject.room.width
            );
            found.push(
                Diagnostic::new(&MATRIX_SIZE, subject.path, place, message).help(
                    "write `turn = \"landscape\"`, or bring people together under one heading",
                ),
            );
        }
    }

    fn example_faults(
        &self,
        subject: Subject<'_>,
        known: &dyn Fn(&str) -> bool,
        found: &mut Vec<Diagnostic>,
    ) {
        let columns = self.across.len();
        for (at, row) in self.example.iter().enumerate() {
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
                    rule.words()
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
        let complete = self.example.len() == self.down.len() && self.example.len() > 1;
        if !complete || self.example.iter().any(|row| row.value.len() != self.across.len()) {
            return;
        }
        for (at, who) in self.across.iter().enumerate() {
            let column: Vec<&Vec<String>> = self.example.iter().map(|row| &row.value[at]).collect();
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

    /// What the template is given.
    pub fn view(&self, version: Version, html: Html<'_>) -> MatrixView {
        let row = |at: usize, id: &str, text: String| RowView {
            id: id.to_owned(),
            text,
            cells: (0..self.across.len())
                .map(|column| CellView {
                    id: format!("{id}-{}", column + 1),
                    example: self
                        .example
                        .get(at)
                        .and_then(|row| row.value.get(column))
                        .map_or_else(String::new, |letters| version.example(&letters.join("/"))),
                })
                .collect(),
        };
        let mut down: Vec<RowView> = self
            .down
            .iter()
            .enumerate()
            .map(|(at, duty)| row(at, &duty.id, html(&duty.text)))
            .collect();
        if version == Version::Blank {
            down.extend(
                (1..=self.blank_rows)
                    .map(|number| row(usize::MAX, &format!("blank-{number}"), String::new())),
            );
        }
        let one = self.rules.iter().find(|rule| rule.least == 1 && rule.most == Some(1));
        MatrixView {
            letters: self
                .letters
                .iter()
                .map(|(letter, meaning)| LetterView {
                    letter: letter.clone(),
                    meaning: meaning.clone(),
                })
                .collect(),
            across: self
                .across
                .iter()
                .enumerate()
                .map(|(at, who)| WhoView {
                    id: format!("who-{}", at + 1),
                    title: who.value.clone(),
                })
                .collect(),
            down,
            rules: self.rules.iter().map(Count::words).collect(),
            counts: self.rules.clone(),
            tick_column: one.is_some(),
            tick_title: one.map(|rule| format!("One {}?", rule.letter)).unwrap_or_default(),
        }
    }
}

/// `1 row`, `2 rows`.
fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
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

/// What the template of a matrix is given.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixView {
    letters: Vec<LetterView>,
    across: Vec<WhoView>,
    down: Vec<RowView>,
    rules: Vec<String>,
    counts: Vec<Count>,
    tick_column: bool,
    tick_title: String,
}

#[derive(Clone, Debug, Serialize)]
struct LetterView {
    letter: String,
    meaning: String,
}

#[derive(Clone, Debug, Serialize)]
struct WhoView {
    id: String,
    title: String,
}

#[derive(Clone, Debug, Serialize)]
struct RowView {
    id: String,
    text: String,
    cells: Vec<CellView>,
}

#[derive(Clone, Debug, Serialize)]
struct CellView {
    id: String,
    example: String,
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn a_rule_reads_as_a_sentence() {
        for (rule, back) in [
            ("one O in each row", "exactly one O in each row"),
            ("at least one R in each row", "at least one R in each row"),
            ("at most two C in each row", "at most two C in each row"),
        ] {
            assert_eq!(Count::read(rule).map(|count| count.words()), Some(back.to_owned()));
        }
        assert_eq!(Count::read("be nice"), None);
    }
}
