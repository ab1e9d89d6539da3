//! A form: questions with writing lines, choices or dates.

use std::sync::Arc;

use serde::Serialize;

use super::questions::{self, Answer, MOST_LINES, Names, Question, QuestionView};
use super::{Body, Field, Kind, Show, Subject, View, Words, view};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::prose::{Document, Prose};
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::sheet::Sheet;
use crate::source::{Span, Spanned};

/// Questions with lines, choices, dates.
#[derive(Clone, Debug)]
pub struct Form {
    /// The questions.
    pub asks: Vec<Question>,
    /// Second ways of answering that were written beside a first: their keys, and where they stand.
    pub seconds: Vec<(&'static str, Span)>,
}

const ASK_KEYS: &[Key] = &[
    Key::needed("question", Schema::Text, "the question"),
    Key::new("id", Schema::Text, "what answers are kept by"),
    Key::new("help", Schema::Text, "a sentence that helps"),
    Key::new("lines", Schema::Number(1, MOST_LINES), "how many writing lines, 1 to 12"),
    Key::new("choose", Schema::Texts, "two or more answers to choose from"),
    Key::new("date", Schema::Flag, "`true` asks for a date"),
    Key::new("example", Schema::Text, "the answer of the filled specimen"),
];

/// A choice of one is no choice.
pub const FORM_CHOICE: Rule = Rule {
    code: "form-choice",
    severity: Severity::Error,
    explanation: "A question lets people choose between fewer than two answers. Add another answer to `choose`, or ask for \
        a written answer with `lines`. A question is also answered in one way only: `lines`, `choose` or `date`.",
};
/// A form without questions.
pub const FORM_EMPTY: Rule = Rule {
    code: "form-empty",
    severity: Severity::Error,
    explanation: "A form needs at least one question: as blocks `[[ask]]`, or in short as `questions = [\"…\"]`.",
};
/// A specimen whose answer is none of the choices.
pub const FORM_EXAMPLE: Rule = Rule {
    code: "form-example",
    severity: Severity::Error,
    explanation: "The filled specimen of a form follows the form's own rules: where a question offers answers to choose \
        from, its `example` has to be one of them.",
};

/// What a form is.
pub const KIND: Kind = Kind {
    name: "form",
    called: "a form",
    elsewhere: &["survey", "questionnaire", "questions", "formular", "fragebogen", "umfrage"],
    summary: "questions with lines, choices, dates",
    keys: &[
        Key::new("ask", Schema::Blocks(ASK_KEYS), "a question"),
        Key::new("questions", Schema::Texts, "the questions, in short"),
        Key::new(
            "lines",
            Schema::Number(1, MOST_LINES),
            "how many writing lines each question has, 1 to 12",
        )
        .amount(),
    ],
    rules: &[&FORM_CHOICE, &FORM_EMPTY, &FORM_EXAMPLE],
    script: "",
    of,
};

/// Writing lines of a question that does not say how many.
const DEFAULT_LINES: usize = 3;

const NAMES: Names = Names { list: "questions", block: "ask", text: "question" };

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    Arc::new(Form {
        asks: questions::questions(record, &NAMES, DEFAULT_LINES, prose),
        seconds: record.records(NAMES.block).into_iter().filter_map(second).collect(),
    })
}

/// The second way of answering that the question in `block` has beside the first.
fn second(block: &Record) -> Option<(&'static str, Span)> {
    let mut ways = ["choose", "date", "lines"].into_iter().filter_map(|name| {
        let entry = block.entry(name)?;
        let is_asked = name != "date" || block.flag("date") == Some(true);
        is_asked.then_some((name, entry.key.span))
    });
    ways.nth(1)
}

impl Body for Form {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// One field a question.
    fn fields(&self, _: Words<'_>) -> Vec<Field> {
        self.asks.iter().map(Question::field).collect()
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if self.asks.is_empty() {
            found.push(
                Diagnostic::new(
                    &FORM_EMPTY,
                    subject.path,
                    subject.title.span,
                    "this form asks nothing",
                )
                .help("add a question: `questions = [\"What are we here for?\"]`"),
            );
        }
        for &(key, span) in &self.seconds {
            let message = format!("this question is answered in another way, and has `{key}` too");
            found.push(
                Diagnostic::new(&FORM_CHOICE, subject.path, span, message)
                    .help("keep one of `lines`, `choose` and `date`"),
            );
        }
        for ask in &self.asks {
            let Answer::Choice(choices, span) = &ask.answer else { continue };
            if choices.len() < 2 {
                let message =
                    format!("`choose` needs two answers or more, and there is {}", choices.len());
                found.push(
                    Diagnostic::new(&FORM_CHOICE, subject.path, *span, message)
                        .help("add an answer, or write `lines = 2` in place of `choose`"),
                );
            } else if !ask.example.is_empty() && !choices.contains(&ask.example.value) {
                let message =
                    format!("the example answers `{}`, which cannot be chosen", ask.example.value);
                found.push(
                    Diagnostic::new(&FORM_EXAMPLE, subject.path, ask.example.span, message).help(
                        format!(
                            "write one of {}",
                            crate::schema::words(choices.iter().map(String::as_str))
                        ),
                    ),
                );
            }
        }
        found
    }

    fn view(&self, show: Show<'_>) -> View {
        let ask = |(at, ask): (usize, &Question)| AskView {
            question: (show.html)(&ask.text),
            more: ask.view(at + 1, show),
        };
        view(FormView { asks: self.asks.iter().enumerate().map(ask).collect() })
    }

    fn pages(&self) -> Option<usize> {
        Some(2)
    }

    fn parts(&self) -> &'static str {
        "questions or lines"
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        Sheet { pieces: self.asks.iter().map(|ask| ask.piece(show)).collect() }
    }

    fn documents(&self) -> Vec<&Document> {
        questions::documents(&self.asks)
    }

    fn ids(&self) -> Vec<&Spanned<String>> {
        questions::ids(&self.asks)
    }

    fn has_progress(&self) -> bool {
        true
    }
}

#[derive(Serialize)]
struct FormView {
    asks: Vec<AskView>,
}

#[derive(Serialize)]
struct AskView {
    question: String,
    #[serde(flatten)]
    more: QuestionView,
}
