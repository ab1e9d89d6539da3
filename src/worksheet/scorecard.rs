//! A scorecard: weighted criteria, candidates, what cannot be done without, and what each result means.

mod faults;
mod rules;
mod shown;

use std::sync::Arc;

pub use rules::{
    SCORECARD_BANDS, SCORECARD_CRITERIA, SCORECARD_EXAMPLE, SCORECARD_LONG, SCORECARD_WEIGHT,
    SCORECARD_WIDE,
};

use super::short::short;
use super::{Body, Field, Input, Kind, Show, Subject, View, Words, id_from};
use crate::diag::Diagnostic;
use crate::prose::{Document, Prose};
use crate::record::{Record, as_record};
use crate::schema::{Key, Schema};
use crate::sheet::Sheet;
use crate::source::{Span, Spanned};

/// Weighted criteria for one candidate or several.
#[derive(Clone, Debug)]
pub struct Scorecard {
    /// The most points of a criterion.
    pub points: usize,
    /// How many candidates there is room for.
    pub candidates: usize,
    /// Where the number of candidates was written, when it was.
    pub candidates_span: Option<Span>,
    /// What they are measured by.
    pub criteria: Vec<Criterion>,
    /// What each result means, as written.
    pub bands: Vec<Band>,
    /// The specimen: candidates with their points, one a criterion.
    pub example: Vec<Specimen>,
}

/// What candidates are measured by.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// What points are kept by.
    pub id: Spanned<String>,
    /// What it is called.
    pub name: Document,
    /// The same without markup.
    pub plain: Spanned<String>,
    /// How often its points count.
    pub weight: Spanned<usize>,
    /// Whether fewer than half of its points stop the matter.
    pub must: bool,
    /// What to ask in order to find out; empty when not said.
    pub ask: String,
    /// What no points look like; empty when not said.
    pub zero: String,
    /// What all points look like; empty when not said.
    pub full: String,
}

/// What a result means.
#[derive(Clone, Debug)]
pub struct Band {
    /// It begins at so many percent.
    pub from: Spanned<usize>,
    /// What to do.
    pub say: Spanned<String>,
}

/// A candidate of the specimen.
#[derive(Clone, Debug)]
pub struct Specimen {
    /// Its name.
    pub name: Spanned<String>,
    /// Its points, one a criterion; `None` where a word is no number.
    pub points: Spanned<Vec<Option<usize>>>,
}

const MOST_POINTS: i64 = 10;
const MOST_CANDIDATES: i64 = 6;
const MOST_WEIGHT: i64 = 100;

const CRITERION_KEYS: &[Key] = &[
    Key::needed("name", Schema::Text, "what candidates are measured by"),
    Key::new("id", Schema::Text, "what points are kept by"),
    Key::new("weight", Schema::Number(0, MOST_WEIGHT), "how often its points count, 1 or more"),
    Key::new("must", Schema::Flag, "`true` flags a candidate with fewer than half of its points"),
    Key::new("ask", Schema::Text, "what to ask in order to find out"),
    Key::new("zero", Schema::Text, "what no points look like"),
    Key::new("full", Schema::Text, "what all points look like"),
];

const BAND_KEYS: &[Key] = &[
    Key::needed("from", Schema::Number(0, 100), "the percent at which it begins"),
    Key::needed("say", Schema::Text, "what to do with such a result"),
];

/// What a scorecard is.
pub const KIND: Kind = Kind {
    name: "scorecard",
    called: "a scorecard",
    elsewhere: &[],
    summary: "weighted criteria, candidates, bands, must-haves",
    keys: &[
        Key::new("criterion", Schema::Blocks(CRITERION_KEYS), "a criterion"),
        Key::new("criteria", Schema::Texts, "the criteria, in short"),
        Key::new("points", Schema::Number(1, MOST_POINTS), "the most points of a criterion"),
        Key::new("candidates", Schema::Number(1, MOST_CANDIDATES), "how many candidates"),
        Key::new("band", Schema::Blocks(BAND_KEYS), "what a result means"),
        Key::new(
            "example",
            Schema::Names,
            "candidates with their points, one a criterion: `Northline = \"4 3 2\"`",
        ),
    ],
    rules: &[
        &SCORECARD_CRITERIA,
        &SCORECARD_WEIGHT,
        &SCORECARD_LONG,
        &SCORECARD_BANDS,
        &SCORECARD_WIDE,
        &SCORECARD_EXAMPLE,
    ],
    script: "js/scorecard.js",
    of,
};

const POINTS: usize = 4;
const CANDIDATES: usize = 3;

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    let mut taken = Vec::new();
    let mut criteria = Vec::new();
    for name in record.texts("criteria") {
        criteria.push(criterion(name, None, &mut taken, prose));
    }
    let blocks = |name: &str| record.list(name).iter().filter_map(|each| as_record(&each.value));
    for block in blocks("criterion") {
        let name = block.text("name").unwrap_or_else(|| Spanned::new(String::new(), block.span));
        criteria.push(criterion(name, Some(block), &mut taken, prose));
    }
    let band = |block: &Record| {
        Some(Band { from: block.number_up_to("from", 100)?, say: block.text("say")? })
    };
    let number = |name: &str, most: i64, usual: usize| {
        record.number_up_to(name, most).map_or(usual, |number| number.value.max(1))
    };
    let specimen = |(name, points): (Spanned<String>, Spanned<String>)| {
        let numbers = points.value.split_whitespace().map(|word| word.parse().ok());
        Specimen { name, points: Spanned::new(numbers.collect(), points.span) }
    };
    let example = record.record("example").map(Record::names).unwrap_or_default();
    Arc::new(Scorecard {
        points: number("points", MOST_POINTS, POINTS),
        candidates: number("candidates", MOST_CANDIDATES, CANDIDATES),
        candidates_span: record.entry("candidates").map(|entry| entry.value.span),
        criteria,
        bands: blocks("band").filter_map(band).collect(),
        example: example.into_iter().map(specimen).collect(),
    })
}

fn criterion(
    plain: Spanned<String>,
    block: Option<&Record>,
    taken: &mut Vec<String>,
    prose: Prose<'_>,
) -> Criterion {
    let optional = |name: &str| block.and_then(|block| block.text(name));
    let words = |name: &str| optional(name).map(|text| text.value).unwrap_or_default();
    let id =
        optional("id").unwrap_or_else(|| Spanned::new(id_from(&plain.value, taken), plain.span));
    taken.push(id.value.clone());
    let (name, plain) = short(plain, prose);
    Criterion {
        id,
        name,
        weight: block
            .and_then(|block| block.number_up_to("weight", MOST_WEIGHT))
            .unwrap_or_else(|| Spanned::new(1, plain.span)),
        must: block.and_then(|block| block.flag("must")).unwrap_or(false),
        ask: words("ask"),
        zero: words("zero"),
        full: words("full"),
        plain,
    }
}

impl Body for Scorecard {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// The names of the candidates, and their points criterion by criterion.
    fn fields(&self, words: Words<'_>) -> Vec<Field> {
        let mut fields = Vec::new();
        for candidate in 0..self.candidates {
            let name = self.example.get(candidate).map(|specimen| specimen.name.value.clone());
            let label = words.numbered(KIND.name, "candidate", candidate + 1);
            fields.push(
                Field::new(candidate_id(candidate), label, Input::Words)
                    .example(name.unwrap_or_default()),
            );
        }
        for (row, criterion) in self.criteria.iter().enumerate() {
            for candidate in 0..self.candidates {
                let what = &criterion.plain.value;
                let label = words.of_row("field", "for_candidate", what, candidate + 1);
                let example = self.scored(row, candidate).map(|points| points.to_string());
                fields.push(
                    Field::new(item(criterion, candidate), label, Input::Number(self.points))
                        .example(example.unwrap_or_default()),
                );
            }
        }
        fields
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        self.shown(show)
    }

    fn parts(&self) -> &'static str {
        "criteria"
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        self.on_paper(show)
    }

    fn has_example(&self) -> bool {
        !self.example.is_empty()
    }

    fn documents(&self) -> Vec<&Document> {
        self.criteria.iter().map(|criterion| &criterion.name).collect()
    }

    fn ids(&self) -> Vec<&Spanned<String>> {
        self.criteria.iter().map(|criterion| &criterion.id).collect()
    }
}

impl Scorecard {
    /// The points that the specimen has in a row and for a candidate, both counted from 0.
    fn scored(&self, row: usize, candidate: usize) -> Option<usize> {
        *self.example.get(candidate)?.points.value.get(row)?
    }

    /// The most that a candidate can reach.
    fn most(&self) -> usize {
        self.criteria.iter().map(|criterion| criterion.weight.value * self.points).sum()
    }

    /// What a candidate of the specimen has reached. `None` when a criterion has no points.
    fn sum(&self, candidate: usize) -> Option<usize> {
        let rows = self.criteria.iter().enumerate();
        rows.map(|(row, criterion)| Some(self.scored(row, candidate)? * criterion.weight.value))
            .sum()
    }

    /// The bands, the highest first.
    fn sorted_bands(&self) -> Vec<&Band> {
        let mut bands: Vec<&Band> = self.bands.iter().collect();
        bands.sort_by_key(|band| std::cmp::Reverse(band.from.value));
        bands
    }

    /// What to do with a result of so many percent; nothing when no band holds it.
    fn says(&self, percent: usize) -> &str {
        let mut bands = self.sorted_bands().into_iter();
        bands.find(|band| band.from.value <= percent).map_or("", |band| band.say.value.as_str())
    }

    /// The must-haves of which a candidate of the specimen has fewer than half of the points.
    fn missed(&self, candidate: usize) -> Vec<&str> {
        let is_missed = |(row, criterion): &(usize, &Criterion)| {
            criterion.must
                && self.scored(*row, candidate).is_some_and(|points| 2 * points < self.points)
        };
        let rows = self.criteria.iter().enumerate().filter(is_missed);
        rows.map(|(_, criterion)| criterion.plain.value.as_str()).collect()
    }
}

/// `sum` of `most` in percent, rounded down, so that a band begins no earlier than it says.
fn percent(sum: usize, most: usize) -> usize {
    sum * 100 / most.max(1)
}

/// What the name of a candidate is kept by.
fn candidate_id(candidate: usize) -> String {
    format!("candidate-{}", candidate + 1)
}

/// What the points of a candidate, counted from 0, are kept by.
fn item(criterion: &Criterion, candidate: usize) -> String {
    format!("{}-for-{}", criterion.id.value, candidate + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scorecard() -> Scorecard {
        let text = |text: &str| Spanned::new(text.to_owned(), 0..0);
        let criterion = |id: &str, weight: usize, must: bool| Criterion {
            id: text(id),
            name: Document::empty(),
            plain: text(id),
            weight: Spanned::new(weight, 0..0),
            must,
            ask: String::new(),
            zero: String::new(),
            full: String::new(),
        };
        let points =
            |all: &[usize]| Spanned::new(all.iter().copied().map(Some).collect::<Vec<_>>(), 0..0);
        Scorecard {
            points: 4,
            candidates: 2,
            candidates_span: None,
            criteria: vec![criterion("open", 2, true), criterion("near", 1, false)],
            bands: vec![
                Band { from: Spanned::new(0, 0..0), say: text("Part") },
                Band { from: Spanned::new(70, 0..0), say: text("Go on") },
            ],
            example: vec![
                Specimen { name: text("A"), points: points(&[4, 1]) },
                Specimen { name: text("B"), points: points(&[1, 4]) },
            ],
        }
    }

    #[test]
    fn points_count_as_often_as_their_weight_says() {
        let scorecard = scorecard();
        assert_eq!(scorecard.most(), 12);
        assert_eq!((scorecard.sum(0), scorecard.sum(1)), (Some(9), Some(6)));
        assert_eq!((percent(9, 12), percent(6, 12), percent(0, 0)), (75, 50, 0));
        assert_eq!((scorecard.says(75), scorecard.says(69)), ("Go on", "Part"));
    }

    #[test]
    fn a_must_have_below_half_is_missed_whatever_the_total() {
        assert_eq!(scorecard().missed(0), Vec::<&str>::new());
        assert_eq!(scorecard().missed(1), ["open"]);
    }
}
