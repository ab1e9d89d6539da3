//! A check-up: statements, a scale, and a mark from each side, so that the distance between them can be talked about.

mod faults;
mod rules;
mod radar;
mod shown;

use std::sync::Arc;

pub use rules::{
    HEALTH_APART, HEALTH_EXAMPLE, HEALTH_NEED, HEALTH_SCALE, HEALTH_SIDES, HEALTH_STATEMENTS,
    HEALTH_WIDE, HEALTH_WORDING,
};

use super::short::short;
use super::{Body, Context, Field, Input, Kind, Show, Subject, View, Words, id_from};
use crate::diag::Diagnostic;
use crate::prose::{Document, Prose};
use crate::record::{Record, as_record};
use crate::schema::{Key, Schema};
use crate::sheet::Sheet;
use crate::source::{Span, Spanned};

/// Statements that two sides or more mark.
#[derive(Clone, Debug)]
pub struct Health {
    /// The statements, in the order written.
    pub statements: Vec<Statement>,
    /// Where statements were written first. `None` when there are none.
    pub statements_span: Option<Span>,
    /// The steps, the lowest first, in words.
    pub scale: Vec<Spanned<String>>,
    /// Where the steps were written, when they were.
    pub scale_span: Option<Span>,
    /// Who marks.
    pub sides: Vec<Spanned<String>>,
    /// Where the sides were written, when they were.
    pub sides_span: Option<Span>,
    /// So many steps apart is worth a talk.
    pub talk_when_apart: Spanned<usize>,
    /// With fewer people on a side, nobody's own mark is written down. `None` when not said.
    pub smallest_group: Option<usize>,
    /// When it is done again: `every 3 months`; empty when not said.
    pub repeat: String,
    /// The specimen: for each statement the mark of each side, 1 for the lowest step, `None` for none.
    pub example: Vec<Spanned<Vec<Mark>>>,
}

/// What the specimen has for one statement and side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A step, counted from 1.
    Step(usize),
    /// No mark.
    None,
    /// Something that is no mark.
    Unread,
}

/// One statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What marks are kept by.
    pub id: Spanned<String>,
    /// The id of the need that it measures.
    pub need: Option<Spanned<String>>,
    /// The heading that it stands beneath; empty when there is none.
    pub group: String,
    /// What it says.
    pub text: Document,
    /// The same without markup.
    pub plain: Spanned<String>,
    /// What one would hear where the mark is low.
    pub low: Option<Spanned<String>>,
    /// What one would hear where it is high.
    pub high: Option<Spanned<String>>,
    /// The slug of what to run where the mark is low.
    pub run_if_low: Option<Spanned<String>>,
}

const STATEMENT_KEYS: &[Key] = &[
    Key::needed("text", Schema::Text, "the statement"),
    Key::new("id", Schema::Text, "what marks are kept by"),
    Key::new("need", Schema::Text, "the id of the need in `playbook.toml` that it measures"),
    Key::new("group", Schema::Text, "the heading that it stands beneath"),
    Key::new("low", Schema::Text, "what one would hear where the mark is low"),
    Key::new("high", Schema::Text, "what one would hear where the mark is high"),
    Key::new(
        "run_if_low",
        Schema::Text,
        "the file name, without ending, of what to run when it is low",
    ),
];

/// What a check-up is.
pub const KIND: Kind = Kind {
    name: "health",
    called: "a check-up",
    elsewhere: &["pulse", "check-up", "checkup", "health check", "radar"],
    summary: "statements, a scale, two or more sides: a check-up",
    keys: &[
        Key::new("statement", Schema::Blocks(STATEMENT_KEYS), "a statement"),
        Key::new("statements", Schema::Texts, "the statements, in short, 5 to 40"),
        Key::new("scale", Schema::Texts, "the steps in words, the lowest first, 3 to 7").heads(),
        Key::new("sides", Schema::Texts, "who marks: up to 6 sides").heads(),
        Key::new(
            "talk_when_apart",
            Schema::Number(1, 6),
            "how many steps apart two sides have to be for the sheet to ask them to talk",
        ),
        Key::new(
            "smallest_group",
            Schema::Number(2, 100),
            "how many people a side needs for single marks; the sheet asks smaller sides to agree on one mark by talking",
        ),
        Key::new("repeat", Schema::Text, "when it is done again, such as `every 3 months`"),
        Key::new(
            "example",
            Schema::Texts,
            "a text a statement with the mark of each side: `2 5`, `-` for none",
        ),
    ],
    rules: &[
        &HEALTH_STATEMENTS,
        &HEALTH_SCALE,
        &HEALTH_SIDES,
        &HEALTH_APART,
        &HEALTH_NEED,
        &HEALTH_WORDING,
        &HEALTH_WIDE,
        &HEALTH_EXAMPLE,
    ],
    script: "js/health.js",
    of,
};

/// What steps and sides are called where the sheet does not say: words of the interface.
const SCALE: &[&str] = &["not at all", "a little", "partly", "mostly", "fully"];
const SIDES: &[&str] = &["us", "partner"];
const TALK_WHEN_APART: usize = 2;

/// What the line for the choice at the end is kept by.
const MEND: &str = "mend";
/// The writing lines for it.
const MEND_LINES: usize = 2;

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    let mut taken = Vec::new();
    let mut statements = Vec::new();
    for text in record.texts("statements") {
        statements.push(statement(text, None, &mut taken, prose));
    }
    for block in record.list("statement").iter().filter_map(|value| as_record(&value.value)) {
        let text = block.text("text").unwrap_or_else(|| Spanned::new(String::new(), block.span));
        statements.push(statement(text, Some(block), &mut taken, prose));
    }
    let place = |name: &str| record.entry(name).map(|entry| entry.value.span);
    let words = |name: &str, usual: &[&str]| match record.entry(name) {
        Some(_) => record.texts(name),
        None => usual.iter().map(|word| Spanned::new((*word).to_owned(), record.span)).collect(),
    };
    Arc::new(Health {
        statements_span: statements.first().map(|first| first.plain.span),
        statements,
        scale: words("scale", SCALE),
        scale_span: place("scale"),
        sides: words("sides", SIDES),
        sides_span: place("sides"),
        talk_when_apart: record
            .number_up_to("talk_when_apart", 6)
            .unwrap_or_else(|| Spanned::new(TALK_WHEN_APART, record.span)),
        smallest_group: record.number_up_to("smallest_group", 100).map(|number| number.value),
        repeat: record.text_or_empty("repeat"),
        example: record
            .texts("example")
            .into_iter()
            .map(|row| Spanned::new(marks(&row.value), row.span))
            .collect(),
    })
}

fn statement(
    plain: Spanned<String>,
    block: Option<&Record>,
    taken: &mut Vec<String>,
    prose: Prose<'_>,
) -> Statement {
    let optional = |name: &str| block.and_then(|block| block.text(name));
    let id =
        optional("id").unwrap_or_else(|| Spanned::new(id_from(&plain.value, taken), plain.span));
    taken.push(id.value.clone());
    let (text, plain) = short(plain, prose);
    Statement {
        id,
        need: optional("need"),
        group: optional("group").map(|group| group.value).unwrap_or_default(),
        text,
        plain,
        low: optional("low"),
        high: optional("high"),
        run_if_low: optional("run_if_low"),
    }
}

/// `4 -` is a step and no mark.
fn marks(row: &str) -> Vec<Mark> {
    let mark = |word: &str| match word {
        "-" | "–" => Mark::None,
        word => word.parse().map_or(Mark::Unread, Mark::Step),
    };
    row.split_whitespace().map(mark).collect()
}

impl Body for Health {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// A field for each statement and side, and one for what is chosen at the end.
    fn fields(&self, words: Words<'_>) -> Vec<Field> {
        let mut fields = Vec::new();
        let sides = self.sides(words);
        for (row, statement) in self.statements.iter().enumerate() {
            for (side, who) in sides.iter().enumerate() {
                let label = format!("{}, {who}", statement.plain.value);
                let example = self.mark(row, side).map(|step| step.to_string());
                fields.push(
                    Field::new(item(statement, side), label, Input::Number(self.scale.len()))
                        .example(example.unwrap_or_default()),
                );
            }
        }
        let chosen = words.word(KIND.name, "chosen");
        fields.push(Field::new(MEND, chosen, Input::Lines(MEND_LINES)));
        fields
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        self.shown(show)
    }

    fn pages(&self) -> Option<usize> {
        Some(2)
    }

    fn parts(&self) -> &'static str {
        "statements"
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        self.on_paper(show)
    }

    fn has_example(&self) -> bool {
        !self.example.is_empty()
    }

    fn documents(&self) -> Vec<&Document> {
        self.statements.iter().map(|statement| &statement.text).collect()
    }

    fn references(&self) -> Vec<(&'static str, &Spanned<String>)> {
        let runs = self.statements.iter().filter_map(|statement| statement.run_if_low.as_ref());
        runs.map(|run| ("run_if_low", run)).collect()
    }

    fn ids(&self) -> Vec<&Spanned<String>> {
        self.statements.iter().map(|statement| &statement.id).collect()
    }
}

impl Health {
    /// The step that the specimen has for a statement and a side, both counted from 0. `None` when it has none.
    fn mark(&self, row: usize, side: usize) -> Option<usize> {
        match self.example.get(row)?.value.get(side)? {
            Mark::Step(step) => Some(*step).filter(|step| (1..=self.scale.len()).contains(step)),
            Mark::None | Mark::Unread => None,
        }
    }

    /// The steps in words, the lowest first.
    fn scale(&self, words: Words<'_>) -> Vec<String> {
        called(&self.scale, self.scale_span, words)
    }

    /// What the sides are called.
    fn sides(&self, words: Words<'_>) -> Vec<String> {
        called(&self.sides, self.sides_span, words)
    }

    /// A letter for each side: its first, or A, B, C where two begin alike.
    fn letters(&self, words: Words<'_>) -> Vec<String> {
        let first = |side: &String| {
            let letter = side.chars().find(|letter| letter.is_alphanumeric());
            letter.map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default()
        };
        let letters: Vec<String> = self.sides(words).iter().map(first).collect();
        let differ = (0..letters.len())
            .all(|at| !letters[at].is_empty() && !letters[..at].contains(&letters[at]));
        if differ {
            return letters;
        }
        ('A'..='Z').map(String::from).take(self.sides.len()).collect()
    }
}

/// `names` as they were written, or in the words of the interface where nothing was.
fn called(names: &[Spanned<String>], written: Option<Span>, words: Words<'_>) -> Vec<String> {
    let called = |name: &Spanned<String>| match written {
        Some(_) => name.value.clone(),
        None => words.usual(KIND.name, name),
    };
    names.iter().map(called).collect()
}

/// What a statement is called in short: its need, or else itself without the full stop at its end.
fn name_of(statement: &Statement, context: &dyn Context) -> String {
    let need = statement.need.as_ref().and_then(|need| {
        context.needs().unwrap_or_default().into_iter().find(|known| known.id == need.value)
    });
    let itself = || statement.plain.value.trim_end_matches('.').to_owned();
    need.map_or_else(itself, |need| need.title.to_owned())
}

/// What the mark of a side, counted from 0, is kept by.
fn item(statement: &Statement, side: usize) -> String {
    format!("{}-{}", statement.id.value, side + 1)
}
