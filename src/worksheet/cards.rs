//! Cards: things to cut, fold or deal, imposed on sheets of paper so that stacks are cut in one go.

mod card;
mod deck;
mod face;
mod faults;
mod rules;
mod imposition;

use std::sync::Arc;

use serde::Serialize;

pub use card::{Card, Size};
pub use face::Face;
pub use imposition::{Imposition, Side};
pub use rules::{CARDS_BACKS, CARDS_EMPTY, CARDS_FIT, CARDS_FROM, CARDS_PAPER};

use super::{Body, Field, Kind, Show, Subject, View, Words, view};
use crate::diag::Diagnostic;
use crate::prose::Prose;
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::sheet::{Cell, Column, Grid, Paper, Piece, Row, Sheet, Turn};
use crate::source::{Span, Spanned};

/// Things to cut, fold or deal.
#[derive(Clone, Debug)]
pub struct Cards {
    /// How large a card is.
    pub size: Size,
    /// How a card lies. `None` where whatever gives more cards a sheet is meant.
    pub turn: Option<Turn>,
    /// How many sides are said to be printed, 1 or 2. `None` when it was not said.
    pub sides: Option<Spanned<usize>>,
    /// What is on the other side.
    pub backs: Backs,
    /// The cards that were written, in the order written.
    pub own: Vec<Card>,
    /// What cards are made of besides.
    pub from: Option<Spanned<From>>,
}

/// What is on the other side of the cards.
#[derive(Clone, Debug)]
pub enum Backs {
    /// The title of the sheet.
    Title,
    /// Nothing.
    Blank,
    /// These: one for all, or one for each card that was written. The place is that of the whole list.
    Texts(Vec<Spanned<String>>, Span),
    /// It was not said.
    Unsaid,
}

/// What cards are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// A card of every activity.
    Activities,
    /// A card of every term of the glossary.
    Terms,
}

const SIZES: &[&str] = &["A7", "A6", "poker"];
const FROM: &[&str] = &["activities", "terms"];

const CARD_KEYS: &[Key] = &[
    Key::needed("text", Schema::Text, "what the card says; `\"\"` for a card to write on"),
    Key::new("title", Schema::Text, "what stands above the text"),
    Key::new("back", Schema::Text, "what is on its other side"),
];

/// What cards are.
pub const KIND: Kind = Kind {
    name: "cards",
    called: "a cards",
    elsewhere: &["deck", "karten"],
    summary: "things to cut, fold or deal",
    keys: &[
        Key::new("cards", Schema::Texts, "what the cards say, in short"),
        Key::new("card", Schema::Blocks(CARD_KEYS), "a card with a title or a back of its own"),
        Key::new(
            "from",
            Schema::OneOf(FROM),
            "makes a card of every activity or of every term of the glossary, after those you wrote",
        ),
        Key::new(
            "size",
            Schema::OneOf(SIZES),
            "A7 (74 x 105 mm), A6 (105 x 148 mm) or poker (63 x 88 mm)",
        ),
        Key::new(
            "sides",
            Schema::Number(1, 2),
            "how many sides are printed; 2 where something is on the back",
        ),
        Key::new(
            "backs",
            Schema::Texts,
            "what is on the other side: `\"title\"`, `\"blank\"`, one text for all, or a list of one text a card",
        ),
    ],
    rules: &[&CARDS_EMPTY, &CARDS_FIT, &CARDS_FROM, &CARDS_BACKS, &CARDS_PAPER],
    script: "",
    of,
};

fn of(record: &Record, _: Prose<'_>) -> Arc<dyn Body> {
    let short = record.texts("cards").into_iter().map(|text| Card { text, ..Card::default() });
    let long = record.records("card").into_iter().map(|block| Card {
        title: block.text("title").unwrap_or_default(),
        text: block.text("text").unwrap_or_else(|| Spanned::new(String::new(), block.span)),
        back: block.text("back"),
    });
    let own = short.chain(long).collect();
    let from = record.text("from").and_then(|from| {
        let known = match from.value.as_str() {
            "activities" => From::Activities,
            "terms" => From::Terms,
            _ => return None,
        };
        Some(Spanned::new(known, from.span))
    });
    Arc::new(Cards {
        size: match record.text_or_empty("size").as_str() {
            "A6" => Size::A6,
            "poker" => Size::Poker,
            _ => Size::A7,
        },
        turn: match record.text_or_empty("turn").as_str() {
            "portrait" => Some(Turn::Portrait),
            "landscape" => Some(Turn::Landscape),
            _ => None,
        },
        sides: record.number_up_to("sides", 2),
        backs: backs(record),
        own,
        from,
    })
}

fn backs(record: &Record) -> Backs {
    let Some(written) = record.value("backs") else { return Backs::Unsaid };
    let texts = record.texts("backs");
    match texts.as_slice() {
        [one] if one.value == "title" => Backs::Title,
        [one] if one.value == "blank" => Backs::Blank,
        _ => Backs::Texts(texts, written.span),
    }
}

impl Body for Cards {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// None: cards are handed out, not filled in.
    fn fields(&self, _: Words<'_>) -> Vec<Field> {
        Vec::new()
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        let title = show.title.to_owned();
        let faces = self.faces(show);
        let imposition = Imposition::of(show.paper, self.size, self.turn);
        let cards: Vec<CardView> = faces
            .iter()
            .map(|(front, back)| CardView {
                number: front.number,
                title: front.title.clone(),
                text: front.text.clone(),
                back: back.as_ref().map(|back| back.text.clone()).filter(|back| *back != title),
                facts: front.facts.clone(),
                href: front.href.clone(),
            })
            .collect();
        let is_wide = imposition.is_some_and(|imposition| imposition.card.0 > imposition.card.1);
        let (width, height) = imposition.map_or((0.0, 0.0), |imposition| imposition.card);
        view(CardsView {
            size: self.size.name(),
            is_wide,
            width: width.to_string(),
            height: height.to_string(),
            each: imposition.map_or(0, Imposition::each),
            sheets: imposition.map_or(0, |imposition| imposition.sheets(cards.len())),
            two_sided: self.is_two_sided(),
            paper_name: if show.paper == Paper::Either {
                show.word("sheet", "either_paper")
            } else {
                show.paper.name().to_owned()
            },
            cards,
            sides: self.drawings(show, &faces).iter().map(show.svg).collect(),
        })
    }

    /// A drawing for each printed side, each on a page of its own.
    fn pages(&self) -> Option<usize> {
        None
    }

    fn parts(&self) -> &'static str {
        "cards"
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        let faces = self.faces(show);
        let mut pieces = Vec::new();
        for drawing in self.drawings(show, &faces) {
            if !pieces.is_empty() {
                pieces.push(Piece::Break);
            }
            pieces.push(Piece::Drawing(drawing));
        }
        Sheet { pieces }
    }

    /// The cards as a table.
    fn listing(&self, show: Show<'_>) -> Sheet {
        let faces = self.faces(show);
        let has_titles = faces.iter().any(|(front, _)| !front.title.is_empty());
        let mut columns = vec![Column::new(show.word("cards", "number"), 1.0)];
        if has_titles {
            columns.push(Column::new(show.word("cards", "title"), 3.0));
        }
        columns.push(Column::new(show.word("cards", "text"), 6.0));
        if self.is_two_sided() {
            columns.push(Column::new(show.word("cards", "back"), 4.0));
        }
        let row = |(front, back): &(Face, Option<Face>)| {
            let mut cells = vec![front.number.to_string()];
            cells.extend(has_titles.then(|| front.title.clone()));
            cells.push(front.text.clone());
            if self.is_two_sided() {
                cells.push(back.as_ref().map(|back| back.text.clone()).unwrap_or_default());
            }
            Row { cells: cells.into_iter().map(Cell::Printed).collect(), height: 8.0 }
        };
        let rows = faces.iter().map(row).collect();
        Sheet { pieces: vec![Piece::Grid(Grid { caption: String::new(), columns, rows })] }
    }

    fn has_example(&self) -> bool {
        false
    }
}

#[derive(Serialize)]
struct CardsView {
    size: &'static str,
    is_wide: bool,
    width: String,
    height: String,
    each: usize,
    sheets: usize,
    two_sided: bool,
    paper_name: String,
    cards: Vec<CardView>,
    sides: Vec<String>,
}

#[derive(Serialize)]
struct CardView {
    number: usize,
    title: String,
    text: String,
    back: Option<String>,
    facts: Vec<String>,
    href: String,
}
