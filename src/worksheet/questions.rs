//! Questions that are answered in writing: what a form and a reflection are made of.

use serde::Serialize;

use super::short::short;
use super::{Field, Input, Show, id_from};
use crate::prose::{Document, Prose};
use crate::record::Record;
use crate::sheet::{Ask, AskRoom, Piece};
use crate::source::{Span, Spanned};

/// One question.
#[derive(Clone, Debug)]
pub struct Question {
    /// What the answer is kept by.
    pub id: Spanned<String>,
    /// What it asks.
    pub text: Document,
    /// The same without markup.
    pub plain: Spanned<String>,
    /// A sentence that helps.
    pub help: Document,
    /// How it is answered.
    pub answer: Answer,
    /// The answer of the specimen; empty when there is none.
    pub example: Spanned<String>,
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
pub(super) const MOST_LINES: i64 = 12;

/// The keys that a kind writes its questions with.
pub(super) struct Names {
    /// The questions in short.
    pub(super) list: &'static str,
    /// A question with more to say of it.
    pub(super) block: &'static str,
    /// What the block asks.
    pub(super) text: &'static str,
}

/// The questions of `record`, those in short first, each with so many writing lines unless it says how it is answered.
pub(super) fn questions(
    record: &Record,
    names: &Names,
    lines: usize,
    prose: Prose<'_>,
) -> Vec<Question> {
    let lines = lines_of(record).unwrap_or(lines);
    let mut taken = Vec::new();
    let mut question = |plain: Spanned<String>, block: Option<&Record>| {
        let optional = |name: &str| block.and_then(|block| block.text(name));
        let id = optional("id")
            .unwrap_or_else(|| Spanned::new(id_from(&plain.value, &taken), plain.span));
        taken.push(id.value.clone());
        let (text, plain) = short(plain, prose);
        Question {
            id,
            text,
            plain,
            help: prose(optional("help")),
            answer: block.map_or(Answer::Lines(lines), |block| answer(block, lines)),
            example: optional("example").unwrap_or_default(),
        }
    };
    let mut questions: Vec<Question> =
        record.texts(names.list).into_iter().map(|text| question(text, None)).collect();
    for block in record.records(names.block) {
        let text =
            block.text(names.text).unwrap_or_else(|| Spanned::new(String::new(), block.span));
        questions.push(question(text, Some(block)));
    }
    questions
}

fn lines_of(record: &Record) -> Option<usize> {
    record.number_up_to("lines", MOST_LINES).map(|lines| lines.value)
}

fn answer(block: &Record, lines: usize) -> Answer {
    if let Some(entry) = block.entry("choose") {
        let choices = block.texts("choose").into_iter().map(|text| text.value);
        return Answer::Choice(choices.collect(), entry.value.span);
    }
    if block.flag("date") == Some(true) {
        return Answer::Date;
    }
    Answer::Lines(lines_of(block).unwrap_or(lines))
}

impl Question {
    pub(super) fn field(&self) -> Field {
        let input = match &self.answer {
            Answer::Lines(lines) => Input::Lines(*lines),
            Answer::Choice(choices, _) => Input::Choice(choices.clone()),
            Answer::Date => Input::Date,
        };
        Field::new(&self.id.value, &self.plain.value, input).example(&self.example.value)
    }

    pub(super) fn piece(&self, show: Show<'_>) -> Piece {
        Piece::Ask(Ask {
            field: self.id.value.clone(),
            label: self.plain.value.clone(),
            help: self.help.for_participants().short(),
            room: match &self.answer {
                Answer::Lines(lines) => AskRoom::Lines(*lines),
                Answer::Choice(choices, _) => AskRoom::Choice(choices.clone()),
                Answer::Date => AskRoom::Date,
            },
            answer: show.example(&self.example),
        })
    }

    /// What a template is given of it besides what it asks. It is the question with this number, from 1.
    pub(super) fn view(&self, number: usize, show: Show<'_>) -> QuestionView {
        QuestionView {
            id: self.id.value.clone(),
            number,
            help: (show.html)(&self.help),
            lines: match self.answer {
                Answer::Lines(lines) => lines,
                Answer::Choice(..) | Answer::Date => 0,
            },
            choices: match &self.answer {
                Answer::Choice(choices, _) => choices.clone(),
                Answer::Lines(_) | Answer::Date => Vec::new(),
            },
            date: self.answer == Answer::Date,
            example: show.example(&self.example),
        }
    }
}

/// The prose of `questions`.
pub(super) fn documents(questions: &[Question]) -> Vec<&Document> {
    questions.iter().flat_map(|question| [&question.text, &question.help]).collect()
}

/// What the answers to `questions` are kept by.
pub(super) fn ids(questions: &[Question]) -> Vec<&Spanned<String>> {
    questions.iter().map(|question| &question.id).collect()
}

#[derive(Serialize)]
pub(super) struct QuestionView {
    id: String,
    number: usize,
    help: String,
    lines: usize,
    choices: Vec<String>,
    date: bool,
    example: String,
}
