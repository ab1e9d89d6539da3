//! A form: questions with writing lines, choices or dates.

use std::sync::Arc;

use serde::Serialize;

use super::{Body, Field, Input, Kind, Prose, Show, Subject, View, id_from, short, view};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Document;
use crate::record::Record;
use crate::shape::{Key, Shape};
use crate::sheet::{self, AskRoom, Piece, Sheet};
use crate::source::{Span, Spanned};

/// Questions with lines, choices, dates.
#[derive(Clone, Debug)]
pub struct Form {
    /// The questions.
    pub asks: Vec<Ask>,
}

/// One question.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What the answer is kept by.
    pub id: Spanned<String>,
    /// The question.
    pub question: Document,
    /// The question without markup.
    pub plain: String,
    /// A sentence that helps.
    pub help: Document,
    /// How it is answered.
    pub answer: Answer,
    /// The answer of the specimen; empty when there is none.
    pub example: Spanned<String>,
    /// A second way of answering that was written beside the first: its key, and where it stands.
    pub second: Option<(&'static str, Span)>,
    /// Where it was written.
    pub span: Span,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// On so many writing lines.
    Lines(usize),
    /// By ticking one of these, where they were written.
    Choice(Vec<String>, Span),
    /// With a date.
    Date,
}

/// The most writing lines of one question.
const MOST_LINES: i64 = 12;

const ASK_KEYS: &[Key] = &[
    Key::needed("question", Shape::Text, "the question"),
    Key::new("id", Shape::Text, "what answers are kept by"),
    Key::new("help", Shape::Text, "a sentence that helps"),
    Key::new("lines", Shape::Number(1, MOST_LINES), "how many writing lines, 1 to 12"),
    Key::new("choose", Shape::Texts, "two or more answers to choose from"),
    Key::new("date", Shape::Flag, "`true` asks for a date"),
    Key::new("example", Shape::Text, "the answer of the filled specimen"),
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
        Key::new("ask", Shape::Blocks(ASK_KEYS), "a question"),
        Key::new("questions", Shape::Texts, "the questions, in short"),
        Key::new(
            "lines",
            Shape::Number(1, MOST_LINES),
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

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    let lines = record.number_up_to("lines", MOST_LINES).map_or(DEFAULT_LINES, |lines| lines.value);
    let mut taken = Vec::new();
    let mut asks = Vec::new();
    for question in record.texts("questions") {
        asks.push(ask(question, None, lines, &mut taken, prose));
    }
    for block in record.records("ask") {
        let question =
            block.text("question").unwrap_or_else(|| Spanned::new(String::new(), block.span));
        asks.push(ask(question, Some(block), lines, &mut taken, prose));
    }
    Arc::new(Form { asks })
}

fn ask(
    question: Spanned<String>,
    block: Option<&Record>,
    lines: usize,
    taken: &mut Vec<String>,
    prose: Prose<'_>,
) -> Ask {
    let optional = |name: &str| block.and_then(|block| block.text(name));
    let id = optional("id")
        .unwrap_or_else(|| Spanned::new(id_from(&question.value, taken), question.span));
    taken.push(id.value.clone());
    let choose = block.and_then(|block| block.entry("choose"));
    let answer = match (choose, block) {
        (Some(entry), Some(block)) => Answer::Choice(
            block.texts("choose").into_iter().map(|text| text.value).collect(),
            entry.value.span,
        ),
        (None, Some(block)) if block.flag("date") == Some(true) => Answer::Date,
        (_, block) => {
            let own = block
                .and_then(|block| block.number_up_to("lines", MOST_LINES))
                .map(|lines| lines.value);
            Answer::Lines(own.unwrap_or(lines))
        }
    };
    let (question, plain) = short(question, prose);
    Ask {
        id,
        plain: plain.value,
        span: plain.span,
        question,
        help: prose(optional("help")),
        answer,
        example: optional("example").unwrap_or_default(),
        second: ["choose", "date", "lines"]
            .into_iter()
            .filter_map(|name| {
                let entry = block?.entry(name)?;
                let asked = name != "date" || block?.flag("date") == Some(true);
                asked.then_some((name, entry.key.span))
            })
            .nth(1),
    }
}

impl Body for Form {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// One field a question.
    fn fields(&self) -> Vec<Field> {
        let input = |ask: &Ask| match &ask.answer {
            Answer::Lines(lines) => Input::Lines(*lines),
            Answer::Choice(choices, _) => Input::Choice(choices.clone()),
            Answer::Date => Input::Date,
        };
        self.asks
            .iter()
            .map(|ask| {
                Field::new(&ask.id.value, &ask.plain, input(ask)).example(&ask.example.value)
            })
            .collect()
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
        for (key, span) in self.asks.iter().filter_map(|ask| ask.second) {
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
                            crate::shape::words(choices.iter().map(String::as_str))
                        ),
                    ),
                );
            }
        }
        found
    }

    fn view(&self, show: Show<'_>) -> View {
        let asks = self.asks.iter().enumerate().map(|(at, ask)| AskView {
            id: ask.id.value.clone(),
            number: at + 1,
            question: (show.html)(&ask.question),
            help: (show.html)(&ask.help),
            lines: match ask.answer {
                Answer::Lines(lines) => lines,
                Answer::Choice(..) | Answer::Date => 0,
            },
            choices: match &ask.answer {
                Answer::Choice(choices, _) => choices.clone(),
                Answer::Lines(_) | Answer::Date => Vec::new(),
            },
            date: ask.answer == Answer::Date,
            example: show.example(&ask.example),
        });
        view(FormView { asks: asks.collect() })
    }

    fn pages(&self) -> Option<usize> {
        Some(2)
    }

    fn parts(&self) -> &'static str {
        "questions or lines"
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        let piece = |ask: &Ask| {
            Piece::Ask(sheet::Ask {
                field: ask.id.value.clone(),
                label: ask.plain.clone(),
                help: ask.help.for_participants().short(),
                room: match &ask.answer {
                    Answer::Lines(lines) => AskRoom::Lines(*lines),
                    Answer::Choice(choices, _) => AskRoom::Choice(choices.clone()),
                    Answer::Date => AskRoom::Date,
                },
                answer: show.example(&ask.example),
            })
        };
        Sheet { pieces: self.asks.iter().map(piece).collect() }
    }

    fn documents(&self) -> Vec<&Document> {
        self.asks.iter().flat_map(|ask| [&ask.question, &ask.help]).collect()
    }

    fn ids(&self) -> Vec<&Spanned<String>> {
        self.asks.iter().map(|ask| &ask.id).collect()
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
    id: String,
    number: usize,
    question: String,
    help: String,
    lines: usize,
    choices: Vec<String>,
    date: bool,
    example: String,
}
