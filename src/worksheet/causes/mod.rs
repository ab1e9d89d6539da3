//! From a problem to its root: a chain of whys, or a fishbone with a rib for each sort of cause; actions at the end.

mod faults;
mod rules;
mod fishbone;

use std::sync::Arc;

use serde::Serialize;

pub use rules::{CAUSES_BRANCHES, CAUSES_EXAMPLE, CAUSES_NARROW, CAUSES_PROBLEM};

use super::blocks::Blocks;
use super::{Body, Field, Input, Kind, Show, Subject, Version, View, Words, id_from, view};
use crate::diag::Diagnostic;
use crate::measure::Date;
use crate::prose::Prose;
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::sheet::{self, AskRoom, Cell, Grid, Piece, Row, Sheet};
use crate::source::{Span, Spanned};
use fishbone::{Bone, Fishbone};

/// From a problem to its root.
#[derive(Clone, Debug)]
pub struct Causes {
    /// What happened. `None` when the group writes it.
    pub problem: Option<Spanned<String>>,
    /// How often is asked why; with branches, how many causes each has room for.
    pub depth: usize,
    /// The sorts of causes, a rib each; empty for a chain.
    pub branches: Vec<Spanned<String>>,
    /// Where the branches were written as a list. `None` when they were not.
    pub branches_span: Option<Span>,
    /// Where the blocks of branches begin; empty when there are none.
    pub blocks: Vec<Span>,
    /// The list of branches, where there are blocks too.
    pub beside_blocks: Vec<Spanned<String>>,
    /// Rows for actions.
    pub actions: usize,
    /// The specimen.
    pub example: Option<Specimen>,
}

/// A filled specimen.
#[derive(Clone, Debug, Default)]
pub struct Specimen {
    /// What happened.
    pub problem: Option<Spanned<String>>,
    /// For each branch its causes; for a chain its whys, one list each.
    pub causes: Vec<Spanned<Vec<String>>>,
    /// Where causes are written in the table of the specimen, and where in the block of a branch. `None` when not in both.
    pub causes_twice: Option<(Span, Span)>,
    /// Where the specimen begins that says nothing of causes. `None` when it does.
    pub causeless: Option<Span>,
    /// The root that was found; empty when not said.
    pub root: String,
    /// What is done about it: what, who, by when.
    pub actions: Vec<Spanned<Vec<String>>>,
}

/// How often is asked why, when the sheet does not say.
const DEPTH: usize = 5;
/// The most times.
const MOST_DEPTH: i64 = 7;
/// Rows for actions, when the sheet does not say.
const ACTIONS: usize = 3;
/// The most rows for actions.
const MOST_ACTIONS: i64 = 7;
/// The height of a row for an action on paper: a line and a half by hand.
const ROW_HEIGHT: f32 = 12.0;

/// Its branches in blocks, and in a list.
const BRANCHES: Blocks = Blocks { name: "branch", list: "branches", more: &[] };

const BRANCH_KEYS: &[Key] = &[
    Key::needed("name", Schema::Text, "what the branch is called: a sort of causes"),
    Key::new("example", Schema::Texts, "its causes in the filled specimen"),
];

const EXAMPLE_KEYS: &[Key] = &[
    Key::new(
        "causes",
        Schema::Rows,
        "a list of whys for a chain, or a list of causes for each branch",
    ),
    Key::new("problem", Schema::Text, "what happened, when the sheet leaves it open"),
    Key::new("root", Schema::Text, "the root that was found"),
    Key::new("actions", Schema::Rows, "what is done, who does it, by when: a list an action"),
];

/// What a sheet for causes is.
pub const KIND: Kind = Kind {
    name: "causes",
    called: "a causes",
    elsewhere: &["fishbone", "ishikawa", "five whys", "5 whys", "root cause"],
    summary: "from a problem to its root and to actions",
    keys: &[
        Key::new(
            "problem",
            Schema::Text,
            "what happened, in a sentence; the group writes it when it is left out",
        ),
        Key::new(
            "depth",
            Schema::Number(3, MOST_DEPTH),
            "how often is asked why; with branches, the causes that each has room for",
        )
        .amount(),
        Key::new(
            "branch",
            Schema::Blocks(BRANCH_KEYS),
            "a sort of causes, 2 to 8, for a fishbone; a chain without",
        ),
        Key::new("branches", Schema::Texts, "the same in short: the names of the branches"),
        Key::new("actions", Schema::Number(0, MOST_ACTIONS), "rows for actions").amount(),
        Key::new("example", Schema::Table(EXAMPLE_KEYS), "the filled specimen"),
    ],
    rules: &[&CAUSES_BRANCHES, &CAUSES_EXAMPLE, &CAUSES_NARROW, &CAUSES_PROBLEM],
    script: "",
    of,
};

fn of(record: &Record, _: Prose<'_>) -> Arc<dyn Body> {
    let number = |name: &str, most: i64| record.number_up_to(name, most).map(|number| number.value);
    Arc::new(Causes {
        problem: record.text("problem"),
        depth: number("depth", MOST_DEPTH).map_or(DEPTH, |depth| depth.max(1)),
        branches: branches(record),
        branches_span: record.entry(BRANCHES.list).map(|entry| entry.value.span),
        blocks: record.records(BRANCHES.name).iter().map(|block| block.span).collect(),
        beside_blocks: BRANCHES.lists_beside(record),
        actions: number("actions", MOST_ACTIONS).unwrap_or(ACTIONS),
        example: specimen(record),
    })
}

/// The branches in blocks, or else in short.
fn branches(record: &Record) -> Vec<Spanned<String>> {
    if !BRANCHES.are_in(record) {
        return record.texts(BRANCHES.list);
    }
    let name = |block: &Record| {
        block.text("name").unwrap_or_else(|| Spanned::new(String::new(), block.span))
    };
    record.records(BRANCHES.name).into_iter().map(name).collect()
}

/// The specimen, with the causes of each branch in its table or in the blocks. `None` when nothing is said of one.
fn specimen(record: &Record) -> Option<Specimen> {
    let blocks = record.records(BRANCHES.name);
    let own = blocks.iter().find_map(|block| block.entry("example"));
    let table = record.record("example");
    if own.is_none() && table.is_none() {
        return None;
    }
    let written = table.and_then(|table| table.entry("causes"));
    let of_block = |block: &&Record| {
        let causes = block.texts("example").into_iter().map(|cause| cause.value).collect();
        Spanned::new(causes, block.value("example").map_or(block.span, |value| value.span))
    };
    let nothing = Record::default();
    let said = table.unwrap_or(&nothing);
    Some(Specimen {
        problem: said.text("problem"),
        causes: match (written, own) {
            (None, Some(_)) => blocks.iter().map(of_block).collect(),
            (Some(_), _) | (None, None) => said.rows("causes"),
        },
        causes_twice: written.zip(own).map(|(first, second)| (first.key.span, second.key.span)),
        causeless: table.filter(|_| written.is_none() && own.is_none()).map(|table| table.span),
        root: said.text_or_empty("root"),
        actions: said.rows("actions"),
    })
}

impl Body for Causes {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// The problem when it is open, the whys or the branches, the root, and three fields for each action.
    fn fields(&self, words: Words<'_>) -> Vec<Field> {
        let example = self.example.clone().unwrap_or_default();
        let mut fields = Vec::new();
        if self.problem.is_none() {
            let problem = example.problem.as_ref().map(|text| text.value.clone());
            fields.push(
                Field::new("problem", words.word("field", "problem"), Input::Lines(2))
                    .example(problem.unwrap_or_default()),
            );
        }
        if self.branches.is_empty() {
            let whys = self.whys();
            fields.extend((1..=self.depth).map(|number| {
                Field::new(
                    format!("why-{number}"),
                    words.numbered("field", "why", number),
                    Input::Lines(1),
                )
                .example(whys.get(number - 1).cloned().unwrap_or_default())
            }));
        }
        for (at, (branch, id)) in self.branches.iter().zip(self.branch_ids()).enumerate() {
            fields.push(
                Field::new(id, &branch.value, Input::Lines(self.depth))
                    .example(self.causes_of(at).join("\n")),
            );
        }
        fields.push(
            Field::new("root", words.word("field", "root"), Input::Lines(2)).example(example.root),
        );
        for number in 1..=self.actions {
            let cell = |at: usize| {
                let row = example.actions.get(number - 1).and_then(|row| row.value.get(at));
                row.cloned().unwrap_or_default()
            };
            let field = |name: &str, input| {
                let what = words.word("field", name);
                let label = words.of_row("field", "in_row", &what, number);
                Field::new(format!("{name}-{number}"), label, input)
            };
            fields.push(field("action", Input::Words).example(cell(0)));
            fields.push(field("who", Input::Words).example(cell(1)));
            fields.push(field("by", Input::Date).example(cell(2)));
        }
        fields
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        let whys = if self.branches.is_empty() { self.depth } else { 0 };
        let written = self.whys();
        let why = |at: usize| written.get(at).map_or_else(String::new, |text| show.example(text));
        let branch = |(at, (branch, id)): (usize, (&Spanned<String>, String))| BranchView {
            id,
            title: branch.value.clone(),
            causes: match show.version {
                Version::Blank => Vec::new(),
                Version::Example => self.causes_of(at),
            },
        };
        let bones = self.branches.iter().zip(self.branch_ids()).enumerate();
        let drawing = if self.branches.is_empty() {
            String::new()
        } else {
            (show.svg)(&self.fishbone(show).drawing(show.page_width()))
        };
        view(CausesView {
            problem: self.problem.as_ref().map(|text| text.value.clone()).unwrap_or_default(),
            problem_answer: self.problem_answer(show),
            depth: self.depth,
            whys: (0..whys).map(why).collect(),
            branches: bones.map(branch).collect(),
            root: self.root(show),
            actions: self.action_rows(show),
            drawing,
        })
    }

    fn parts(&self) -> &'static str {
        "whys, causes or actions"
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        let ask = |field: String, label: String, answer: String| {
            let room = AskRoom::Lines(2);
            Piece::Ask(sheet::Ask { field, label, help: String::new(), room, answer })
        };
        let asked = show.word("causes", "problem");
        let mut pieces = vec![match &self.problem {
            Some(problem) => Piece::Text(problem.value.clone()),
            None => ask("problem".to_owned(), asked, self.problem_answer(show)),
        }];
        if self.branches.is_empty() {
            let whys = self.whys();
            pieces.extend((0..self.depth).map(|at| {
                let answer = whys.get(at).map_or_else(String::new, |text| show.example(text));
                let number = (at + 1).to_string();
                let label = show.word("causes", "why").replace("{n}", &number);
                ask(format!("why-{number}"), label, answer)
            }));
        } else {
            pieces.push(Piece::Drawing(self.fishbone(show).drawing(show.room.width)));
        }
        pieces.push(ask("root".to_owned(), show.word("causes", "root"), self.root(show)));
        if self.actions > 0 {
            let shares = [("action", 6.0), ("who", 2.5), ("by", 2.0)];
            let columns =
                shares.map(|(title, share)| sheet::Column::new(show.word("causes", title), share));
            let row = |(at, texts): (usize, Vec<String>)| {
                let id = |(name, _): &(&str, f32)| format!("{name}-{}", at + 1);
                let cells = texts.into_iter().zip(shares.iter().map(id));
                let cells = cells.map(|(text, id)| Cell::written(text, id)).collect();
                Row { cells, height: ROW_HEIGHT }
            };
            pieces.push(Piece::Grid(Grid {
                caption: String::new(),
                columns: columns.to_vec(),
                rows: self.action_rows(show).into_iter().enumerate().map(row).collect(),
            }));
        }
        Sheet { pieces }
    }

    fn has_example(&self) -> bool {
        self.example.is_some()
    }
}

impl Causes {
    /// The ids of the branches, which no other field has.
    fn branch_ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for branch in &self.branches {
            let id = id_from(&format!("branch {}", branch.value), &ids);
            ids.push(id);
        }
        ids
    }

    /// The whys of the specimen of a chain.
    fn whys(&self) -> Vec<String> {
        let causes = self.example.iter().flat_map(|example| &example.causes);
        causes.flat_map(|list| list.value.clone()).collect()
    }

    /// The causes of the specimen of a branch.
    fn causes_of(&self, branch: usize) -> Vec<String> {
        let list = self.example.as_ref().and_then(|example| example.causes.get(branch));
        list.map(|list| list.value.clone()).unwrap_or_default()
    }

    fn problem_answer(&self, show: Show<'_>) -> String {
        let problem = self.example.as_ref().and_then(|example| example.problem.as_ref());
        problem.map_or_else(String::new, |text| show.example(text))
    }

    fn root(&self, show: Show<'_>) -> String {
        self.example.as_ref().map_or_else(String::new, |example| show.example(&example.root))
    }

    /// The rows of actions, three cells each.
    fn action_rows(&self, show: Show<'_>) -> Vec<Vec<String>> {
        let written = self.example.as_ref().map(|example| example.actions.as_slice());
        let cell = |row: usize, at: usize| {
            let cells = written.unwrap_or_default().get(row);
            let text = cells.and_then(|cells| cells.value.get(at)).map_or("", String::as_str);
            let day = if at == 2 { Date::parse(text).map(|date| (show.day)(date)) } else { None };
            show.example(&day.unwrap_or_else(|| text.to_owned()))
        };
        (0..self.actions).map(|row| (0..3).map(|at| cell(row, at)).collect()).collect()
    }

    fn fishbone(&self, show: Show<'_>) -> Fishbone {
        let bones = self.branches.iter().zip(self.branch_ids()).enumerate();
        let bones = bones.map(|(at, (branch, field))| Bone {
            field,
            name: branch.value.clone(),
            causes: match show.version {
                Version::Blank => Vec::new(),
                Version::Example => self.causes_of(at),
            },
        });
        let names: Vec<&str> = self.branches.iter().map(|branch| branch.as_str()).collect();
        let answer = self.problem_answer(show);
        Fishbone {
            title: show.word("causes", "fishbone").replace("{branches}", &names.join(", ")),
            is_answer: self.problem.is_none(),
            problem: self.problem.as_ref().map_or(answer, |text| text.value.clone()),
            bones: bones.collect(),
            depth: self.depth,
        }
    }
}

#[derive(Serialize)]
struct CausesView {
    problem: String,
    problem_answer: String,
    depth: usize,
    whys: Vec<String>,
    branches: Vec<BranchView>,
    root: String,
    actions: Vec<Vec<String>>,
    drawing: String,
}

#[derive(Serialize)]
struct BranchView {
    id: String,
    title: String,
    causes: Vec<String>,
}
