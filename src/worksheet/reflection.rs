//! A reflection: a few prompts for one person, who keeps what is written to themselves.

use std::sync::Arc;

use serde::Serialize;

use super::{Body, Field, Input, Kind, Prose, Show, Subject, View, id_from, short, view};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Document;
use crate::record::{Record, as_record};
use crate::shape::{Key, Shape};
use crate::sheet::{Ask, AskRoom, Piece, Sheet};
use crate::source::{Span, Spanned};

/// Prompts for one person.
#[derive(Clone, Debug)]
pub struct Reflection {
    /// The prompts.
    pub prompts: Vec<Prompt>,
    /// Where `private` was set to `false`. `None` when it was not.
    pub public: Option<Span>,
    /// The answers of the specimen, in the order of the prompts.
    pub example: Vec<Spanned<String>>,
}

/// One prompt.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What the answer is kept by.
    pub id: Spanned<String>,
    /// What it asks.
    pub text: Document,
    /// The same without markup.
    pub plain: Spanned<String>,
    /// A sentence that helps.
    pub help: Document,
    /// How many writing lines there are.
    pub lines: usize,
}

/// Too few or too many prompts, or one twice.
pub const REFLECTION_PROMPTS: Rule = Rule {
    code: "reflection-prompts",
    severity: Severity::Error,
    explanation: "A reflection has 2 to 8 prompts, none of them twice. One prompt is a question for a form; with more than eight \
        people answer the first three and skim the rest. Write them as `prompts = [\"…\"]`, or as blocks `[[prompt]]`.",
};
/// A reflection that is not private.
pub const REFLECTION_PUBLIC: Rule = Rule {
    code: "reflection-public",
    severity: Severity::Hint,
    explanation: "What is written on a reflection is for the person who writes it. With `private = false` the page keeps it \
        without being asked, where the next person at the same device finds it. People write less when they know that.",
};
/// A specimen with more answers than there are prompts.
pub const REFLECTION_EXAMPLE: Rule = Rule {
    code: "reflection-example",
    severity: Severity::Error,
    explanation: "`example` has an answer for each prompt, in their order, and none besides; write `\"\"` where one stays \
        empty.",
};

/// The most writing lines of one prompt.
const MOST_LINES: i64 = 12;
/// Writing lines of a prompt that does not say how many.
const LINES: usize = 4;

const PROMPT_KEYS: &[Key] = &[
    Key::needed("text", Shape::Text, "what it asks"),
    Key::new("id", Shape::Text, "what the answer is kept by"),
    Key::new("help", Shape::Text, "a sentence that helps"),
    Key::new("lines", Shape::Number(1, MOST_LINES), "how many writing lines, 1 to 12"),
];

/// What a reflection is.
pub const KIND: Kind = Kind {
    name: "reflection",
    called: "a reflection",
    elsewhere: &["retro", "retrospective", "journal"],
    summary: "prompts for one person, private",
    keys: &[
        Key::new("prompt", Shape::Blocks(PROMPT_KEYS), "a prompt"),
        Key::new("prompts", Shape::Texts, "the prompts, in short, 2 to 8"),
        Key::new(
            "lines",
            Shape::Number(1, MOST_LINES),
            "how many writing lines each prompt has, 1 to 12",
        )
        .amount(),
        Key::new("example", Shape::Texts, "the answers of the filled specimen, one a prompt"),
    ],
    rules: &[&REFLECTION_PROMPTS, &REFLECTION_PUBLIC, &REFLECTION_EXAMPLE],
    script: "",
    of,
};

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    let number = |record: &Record| record.number_up_to("lines", MOST_LINES);
    let lines = number(record).map_or(LINES, |lines| lines.value);
    let mut taken = Vec::new();
    let mut prompts = Vec::new();
    for text in record.texts("prompts") {
        prompts.push(prompt(text, None, lines, &mut taken, prose));
    }
    for block in record.list("prompt").iter().filter_map(|each| as_record(&each.value)) {
        let text = block.text("text").unwrap_or_else(|| Spanned::new(String::new(), block.span));
        let lines = number(block).map_or(lines, |lines| lines.value);
        prompts.push(prompt(text, Some(block), lines, &mut taken, prose));
    }
    let public = record.entry("private").filter(|_| record.flag("private") == Some(false));
    Arc::new(Reflection {
        prompts,
        public: public.map(|entry| entry.value.span),
        example: record.texts("example"),
    })
}

fn prompt(
    plain: Spanned<String>,
    block: Option<&Record>,
    lines: usize,
    taken: &mut Vec<String>,
    prose: Prose<'_>,
) -> Prompt {
    let optional = |name: &str| block.and_then(|block| block.text(name));
    let id =
        optional("id").unwrap_or_else(|| Spanned::new(id_from(&plain.value, taken), plain.span));
    taken.push(id.value.clone());
    let (text, plain) = short(plain, prose);
    Prompt { id, text, plain, help: prose(optional("help")), lines }
}

impl Body for Reflection {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// One field a prompt.
    fn fields(&self) -> Vec<Field> {
        let field = |(at, prompt): (usize, &Prompt)| {
            Field::new(&prompt.id.value, &prompt.plain.value, Input::Lines(prompt.lines))
                .example(self.answer(at))
        };
        self.prompts.iter().enumerate().map(field).collect()
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.prompt_faults(subject, &mut found);
        if let Some(span) = self.public {
            let message = "what is written on this reflection is kept without being asked";
            found.push(
                subject
                    .fault(&REFLECTION_PUBLIC, span, message)
                    .help("take the line out: a reflection is private"),
            );
        }
        if let Some(more) = self.example.get(self.prompts.len()) {
            let message = "the example has more answers than there are prompts";
            found.push(
                subject
                    .fault(&REFLECTION_EXAMPLE, more.span, message)
                    .help("take the answer out, or add a prompt"),
            );
        }
        found
    }

    fn view(&self, show: Show<'_>) -> View {
        let prompt = |(at, prompt): (usize, &Prompt)| PromptView {
            id: prompt.id.value.clone(),
            number: at + 1,
            text: (show.html)(&prompt.text),
            help: (show.html)(&prompt.help),
            lines: prompt.lines,
            example: show.example(&self.answer(at)),
        };
        view(ReflectionView { prompts: self.prompts.iter().enumerate().map(prompt).collect() })
    }

    /// One sheet with a front and a back.
    fn pages(&self) -> Option<usize> {
        Some(2)
    }

    fn parts(&self) -> &'static str {
        "prompts or lines"
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        let piece = |(at, prompt): (usize, &Prompt)| {
            Piece::Ask(Ask {
                field: prompt.id.value.clone(),
                label: prompt.plain.value.clone(),
                help: prompt.help.for_participants().short(),
                room: AskRoom::Lines(prompt.lines),
                answer: show.example(&self.answer(at)),
            })
        };
        Sheet { pieces: self.prompts.iter().enumerate().map(piece).collect() }
    }

    fn documents(&self) -> Vec<&Document> {
        self.prompts.iter().flat_map(|prompt| [&prompt.text, &prompt.help]).collect()
    }

    fn ids(&self) -> Vec<&Spanned<String>> {
        self.prompts.iter().map(|prompt| &prompt.id).collect()
    }

    fn is_private(&self) -> bool {
        true
    }
}

impl Reflection {
    /// What the specimen answers to a prompt, counted from 0; nothing when it does not.
    fn answer(&self, at: usize) -> String {
        self.example.get(at).map(|answer| answer.value.clone()).unwrap_or_default()
    }

    fn prompt_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let number = self.prompts.len();
        if !(2..=8).contains(&number) {
            let ninth = self.prompts.get(8).or(self.prompts.first());
            let span = ninth.map_or(subject.title.span, |prompt| prompt.plain.span);
            let message = format!("a reflection has 2 to 8 prompts, and this one has {number}");
            let help = if number < 2 {
                "add a prompt, such as `\"When did I last ask before I decided?\"`"
            } else {
                "keep the eight that are hardest to answer"
            };
            found.push(subject.fault(&REFLECTION_PROMPTS, span, message).help(help));
        }
        let mut seen = Vec::new();
        for prompt in &self.prompts {
            let text = prompt.plain.value.trim().to_lowercase();
            if !text.is_empty() && seen.contains(&text) {
                let message = format!("the prompt `{}` stands here twice", prompt.plain.value);
                found.push(
                    subject
                        .fault(&REFLECTION_PROMPTS, prompt.plain.span, message)
                        .help("take one of them out"),
                );
            }
            seen.push(text);
        }
    }
}

#[derive(Serialize)]
struct ReflectionView {
    prompts: Vec<PromptView>,
}

#[derive(Serialize)]
struct PromptView {
    id: String,
    number: usize,
    text: String,
    help: String,
    lines: usize,
    example: String,
}
