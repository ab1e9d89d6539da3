//! Which cards a deck has, what is on their two sides, and the printed sheets they lie on.

use super::{Backs, Card, Cards, Face, From, Imposition, Side};
use crate::prose::{Block, Document};
use crate::sheet::Drawing;
use crate::source::{Span, Spanned};
use crate::worksheet::{Context, Page, Show, Term};

impl Cards {
    /// Whether something is printed on the other side.
    pub fn is_two_sided(&self) -> bool {
        let says_back = self.own.iter().any(|card| card.back.is_some());
        match (&self.backs, &self.sides) {
            (Backs::Blank, _) | (Backs::Unsaid, None) => says_back,
            (Backs::Unsaid, Some(sides)) => sides.value == 2,
            (Backs::Title | Backs::Texts(..), _) => true,
        }
    }

    /// Every card: those written, then those made, each with the page it was made of.
    pub(super) fn all<'a>(&self, context: &'a dyn Context) -> Vec<(Card, Option<Page<'a>>)> {
        let mut cards: Vec<_> = self.own.iter().map(|card| (card.clone(), None)).collect();
        match self.from.as_ref().map(|from| from.value) {
            Some(From::Activities) => {
                cards.extend(context.activities().into_iter().map(of_activity));
            }
            Some(From::Terms) => cards.extend(context.terms().into_iter().map(of_term)),
            None => {}
        }
        cards
    }

    /// The front and, where two sides are printed, the back of every card.
    pub(super) fn faces(&self, show: Show<'_>) -> Vec<(Face, Option<Face>)> {
        let cards = self.all(show.context);
        let two_sided = self.is_two_sided();
        let front = |(at, (card, page)): (usize, (Card, Option<Page<'_>>))| {
            let back = two_sided.then(|| Face::back(&self.back(at, &card, show.title)));
            let mut front = Face::front(&card, at + 1, show.title);
            if let Some(page) = page {
                front.is_made = true;
                front.facts = facts(page, show);
                front.href = (show.href)(page.path);
                front.address = (show.address)(page.path);
            }
            (front, back)
        };
        cards.into_iter().enumerate().map(front).collect()
    }

    /// What is on the other side of `card`, which is the one numbered `at` from 0.
    fn back(&self, at: usize, card: &Card, title: &str) -> String {
        match (&card.back, &self.backs) {
            (Some(back), _) => back.value.clone(),
            (None, Backs::Blank) => String::new(),
            (None, Backs::Texts(texts, _)) => match texts.as_slice() {
                [one] => one.value.clone(),
                many => many.get(at).map(|text| text.value.clone()).unwrap_or_default(),
            },
            (None, Backs::Title | Backs::Unsaid) => title.to_owned(),
        }
    }

    /// A drawing for each printed side: front, its back, the next front, and so on.
    pub(super) fn drawings(&self, show: Show<'_>, faces: &[(Face, Option<Face>)]) -> Vec<Drawing> {
        let Some(imposition) = Imposition::of(show.paper, self.size, self.turn) else {
            return Vec::new();
        };
        let sheets = imposition.sheets(faces.len());
        let two_sided = self.is_two_sided();
        let side = |sheet: usize, side: Side| {
            let name = match side {
                Side::Front if two_sided => "front",
                Side::Front => "only",
                Side::Back => "back_side",
            };
            let title = show
                .word("cards", name)
                .replace("{n}", &(sheet + 1).to_string())
                .replace("{total}", &sheets.to_string());
            let hint = show.word("cards", if two_sided { "hint_two" } else { "hint_one" });
            let mut drawing = imposition.side(&title, &format!("{title} {hint}"));
            for place in 0..imposition.each() {
                let Some((front, back)) = faces.get(place * sheets + sheet) else { continue };
                let face = match side {
                    Side::Front => Some(front),
                    Side::Back => back.as_ref(),
                };
                let at = imposition.place(place, side);
                if let Some(face) = face {
                    face.draw(&mut drawing, at, imposition.card, self.size);
                }
            }
            drawing
        };
        let mut drawings = Vec::new();
        for sheet in 0..sheets {
            drawings.push(side(sheet, Side::Front));
            if two_sided {
                drawings.push(side(sheet, Side::Back));
            }
        }
        drawings
    }
}

fn of_activity(page: Page<'_>) -> (Card, Option<Page<'_>>) {
    let text = Spanned::new(page.summary.to_owned(), Span::default());
    (Card { title: page.title.clone(), text, back: None }, Some(page))
}

fn of_term<'a>(term: Term<'_>) -> (Card, Option<Page<'a>>) {
    let means = Spanned::new(plain(term.means), Span::default());
    (Card { title: term.term.clone(), text: means, back: None }, None)
}

/// The words of `document` without markup, a line a paragraph.
fn plain(document: &Document) -> String {
    let mut lines = Vec::new();
    document.each_block(&mut |block| {
        if let Block::Paragraph(line) = block {
            lines.push(document.plain(line));
        }
    });
    lines.join("\n")
}

/// Time, people and how hard it is to lead, as far as the page says.
fn facts(page: Page<'_>, show: Show<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(time) = page.time {
        facts.push(show.words().times(time));
    }
    if let Some(people) = page.people {
        facts.push(show.word("count", "people").replace("{n}", &people.to_string()));
    }
    if !page.leading.is_empty() {
        let ease = show.word("ease", page.leading).to_lowercase();
        facts.push(show.word("cards", "leading").replace("{how}", &ease));
    }
    facts
}
