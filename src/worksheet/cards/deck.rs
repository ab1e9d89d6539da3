//! Which cards a deck has, what is on their two sides, and the printed sheets they lie on.

use super::{Backs, Card, Cards, Face, From, Imposition, Side};
use crate::model::document::Block;
use crate::model::{Content, Document, Entry, Playbook, Term};
use crate::sheet::Drawing;
use crate::source::{Span, Spanned};
use crate::worksheet::Show;

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

    /// Every card: those written, then those made.
    pub(super) fn all(&self, playbook: &Playbook) -> Vec<Card> {
        let mut cards = self.own.clone();
        match self.from.as_ref().map(|from| from.value) {
            Some(From::Activities) => {
                cards.extend(activities(playbook).map(of_activity));
            }
            Some(From::Terms) => cards.extend(playbook.terms.iter().map(of_term)),
            None => {}
        }
        cards
    }

    /// The front and, where two sides are printed, the back of every card.
    pub(super) fn faces(&self, show: Show<'_>) -> Vec<(Face, Option<Face>)> {
        let cards = self.all(show.playbook);
        let two_sided = self.is_two_sided();
        let front = |(at, card): (usize, Card)| {
            let back = two_sided.then(|| Face::back(&self.back(at, &card, show.title)));
            let mut front = Face::front(&card, at + 1, show.title);
            if let Some(entry) = card.page.as_ref().and_then(|page| show.playbook.entries.get(page))
            {
                front.facts = facts(entry, show);
                front.href = (show.href)(entry);
                front.address = (show.address)(entry);
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

/// The activities of `playbook`, in the order of their files.
pub(super) fn activities(playbook: &Playbook) -> impl Iterator<Item = &Entry> {
    playbook.entries.values().filter(|entry| match &entry.content {
        Content::Activity(_) => true,
        Content::Chapter(_)
        | Content::Checklist(_)
        | Content::Worksheet(_)
        | Content::Path(_)
        | Content::Pack(_) => false,
    })
}

fn of_activity(entry: &Entry) -> Card {
    Card {
        title: entry.meta.title.clone(),
        text: Spanned::new(entry.meta.summary.clone(), Span::default()),
        back: None,
        page: Some(entry.path.clone()),
    }
}

fn of_term(term: &Term) -> Card {
    let means = Spanned::new(plain(&term.means), Span::default());
    Card { title: term.term.clone(), text: means, back: None, page: None }
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
fn facts(entry: &Entry, show: Show<'_>) -> Vec<String> {
    let meta = &entry.meta;
    let mut facts = Vec::new();
    if let Some(time) = &meta.time {
        let (least, most) = time.value;
        facts.push(if least == most { most.to_string() } else { format!("{}–{most}", least.0) });
    }
    if let Some(people) = meta.people {
        facts.push(show.word("count", "people").replace("{n}", &people.to_string()));
    }
    if !meta.leading.is_empty() {
        let ease = show.word("ease", &meta.leading).to_lowercase();
        facts.push(show.word("cards", "leading").replace("{how}", &ease));
    }
    facts
}
