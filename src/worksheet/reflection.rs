//! A reflection: a few prompts for one person, who keeps what is written to themselves.

use std::sync::Arc;

use serde::Serialize;

use super::questions::{self, MOST_LINES, Names, Question, QuestionView};
use super::{Body, Field, Kind, Show, Subject, View, Words, view};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::prose::{Document, Prose};
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::sheet::Sheet;
use crate::source::{Span, Spanned};

/// Prompts for one person.
#[derive(Clone, Debug)]
pub struct Reflection {
    /// The prompts, each with its answer of the specimen.
    pub prompts: Vec<Question>,
    /// Where `private` was set to `false`. `None` when it was not.
    pub public: Option<Span>,
    /// The first answer of the specimen that no prompt asks for.
    pub unasked: Option<Span>,
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

/// Writing lines of a prompt that does not say how many.
const LINES: usize = 4;

const PROMPT_KEYS: &[Key] = &[
    Key::needed("text", Schema::Text, "what it asks"),
    Key::new("id", Schema::Text, "what the answer is kept by"),
    Key::new("help", Schema::Text, "a sentence that helps"),
    Key::new("lines", Schema::Number(1, MOST_LINES), "how many writing lines, 1 to 12"),
];

/// What a reflection is.
pub const KIND: Kind = Kind {
    name: "reflection",
    called: "a reflection",
    elsewhere: &["retro", "retrospective", "journal"],
    summary: "prompts for one person, private",
    keys: &[
        Key::new("prompt", Schema::Blocks(PROMPT_KEYS), "a prompt"),
        Key::new("prompts", Schema::Texts, "the prompts, in short, 2 to 8"),
        Key::new(
            "lines",
            Schema::Number(1, MOST_LINES),
            "how many writing lines each prompt has, 1 to 12",
        )
        .amount(),
        Key::new("example", Schema::Texts, "the answers of the filled specimen, one a prompt"),
    ],
    rules: &[&REFLECTION_PROMPTS, &REFLECTION_PUBLIC, &REFLECTION_EXAMPLE],
    script: "",
    of,
};

const NAMES: Names = Names { list: "prompts", block: "prompt", text: "text" };

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    let mut prompts = questions::questions(record, &NAMES, LINES, prose);
    let mut answers = record.texts("example").into_iter();
    for (prompt, answer) in prompts.iter_mut().zip(answers.by_ref()) {
        prompt.example = answer;
    }
    let public = record.entry("private").filter(|_| record.flag("private") == Some(false));
    Arc::new(Reflection {
        prompts,
        public: public.map(|entry| entry.value.span),
        unasked: answers.next().map(|answer| answer.span),
    })
}

impl Body for Reflection {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// One field a prompt.
    fn fields(&self, _: Words<'_>) -> Vec<Field> {
        self.prompts.iter().map(Question::field).collect()
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
        if let Some(span) = self.unasked {
            let message = "the example has more answers than there are prompts";
            found.push(
                subject
                    .fault(&REFLECTION_EXAMPLE, span, message)
                    .help("take the answer out, or add a prompt"),
            );
        }
        found
    }

    fn view(&self, show: Show<'_>) -> View {
        let prompt = |(at, prompt): (usize, &Question)| PromptView {
            text: (show.html)(&prompt.text),
            more: prompt.view(at + 1, show),
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
        Sheet { pieces: self.prompts.iter().map(|prompt| prompt.piece(show)).collect() }
    }

    fn documents(&self) -> Vec<&Document> {
        questions::documents(&self.prompts)
    }

    fn ids(&self) -> Vec<&Spanned<String>> {
        questions::ids(&self.prompts)
    }

    fn is_private(&self) -> bool {
        true
    }
}

impl Reflection {
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
    text: String,
    #[serde(flatten)]
    more: QuestionView,
}
