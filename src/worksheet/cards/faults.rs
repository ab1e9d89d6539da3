//! What breaks the rules of cards.

use super::rules::{CARDS_BACKS, CARDS_EMPTY, CARDS_FIT, CARDS_FROM, CARDS_PAPER};
use super::{Backs, Card, Cards, Face, From, Imposition};
use crate::diag::Diagnostic;
use crate::source::{Span, Spanned};
use crate::worksheet::Subject;

impl Cards {
    /// What is wrong with the deck.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if self.own.is_empty() && self.from.is_none() {
            found.push(
                subject
                    .fault(&CARDS_EMPTY, subject.title.span, "this deck has no cards")
                    .help("write `cards = [\"What did we learn from you?\", \"…\"]`"),
            );
        }
        found.extend(from(self, subject));
        found.extend(backs(self, subject));
        match Imposition::of(subject.paper, self.size, self.turn) {
            Some(imposition) => fit(self, imposition.card, subject, &mut found),
            None => found.push(too_large(self, subject)),
        }
        found
    }
}

fn too_large(cards: &Cards, subject: Subject<'_>) -> Diagnostic {
    let (narrow, long) = cards.size.sides();
    let message = format!("no card of {narrow} x {long} mm fits on {}", subject.paper);
    subject
        .fault(&CARDS_PAPER, subject.title.span, message)
        .help("choose a smaller `size`, or leave `paper` and `turn` out")
}

fn from(cards: &Cards, subject: Subject<'_>) -> Option<Diagnostic> {
    let from = cards.from.as_ref()?;
    let context = subject.context;
    let (is_missing, what, help) = match from.value {
        From::Activities => (
            context.activities().is_empty(),
            "activity",
            "write an activity, a Markdown file with `kind = \"activity\"`, or write `cards = [\"…\"]` in place of `from`",
        ),
        From::Terms => (
            context.terms().is_empty(),
            "term",
            "write a file of terms with `kind = \"terms\"`, or write `cards = [\"…\"]` in place of `from`",
        ),
    };
    is_missing.then(|| {
        let message = format!("there is no {what} in this playbook to make a card of");
        subject.fault(&CARDS_FROM, from.span, message).help(help)
    })
}

fn backs(cards: &Cards, subject: Subject<'_>) -> Option<Diagnostic> {
    let own = cards.own.iter().find_map(|card| card.back.as_ref());
    let written = match &cards.backs {
        Backs::Texts(_, span) => Some(*span),
        Backs::Title | Backs::Blank | Backs::Unsaid => own.map(|back| back.span),
    };
    let says_some = !matches!(cards.backs, Backs::Unsaid) || own.is_some();
    if let Some(sides) = cards.sides.as_ref().filter(|sides| sides.value == 1 && says_some) {
        let message = "these cards have one side, and something is written for the other";
        return Some(
            subject
                .fault(&CARDS_BACKS, sides.span, message)
                .help("write `sides = 2`, or take what is on the back out"),
        );
    }
    let Backs::Texts(texts, _) = &cards.backs else { return None };
    if texts.len() == 1 || texts.len() == cards.own.len() {
        return None;
    }
    let message = format!("there are {} backs for {} cards", texts.len(), cards.own.len());
    let help = "write one text for all, such as `backs = \"Ask\"`, or one for each card you wrote";
    Some(subject.fault(&CARDS_BACKS, written?, message).help(help))
}

/// Tells every text that is too long for its card.
fn fit(cards: &Cards, card: (f32, f32), subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
    let with_code = subject.context.has_addresses();
    let too_long = |face: &Face, (what, at, span): (&str, usize, Span)| {
        let in_title = face.title_too_many(card, cards.size);
        let title = (in_title > 0).then(|| cards.own.get(at - 1)).flatten();
        let (what, span) =
            title.map_or((what, span), |card| ("the title of card", card.title.span));
        let many = if in_title > 0 { in_title } else { face.too_many(card, cards.size, with_code) };
        (many > 0).then(|| {
            let message = match many {
                1 => format!("{what} {at} holds 1 letter too many for its card"),
                many => format!("{what} {at} holds {many} letters too many for its card"),
            };
            subject.fault(&CARDS_FIT, span, message).help(larger(cards, what))
        })
    };
    for (at, one) in cards.own.iter().enumerate() {
        let front = Face::front(one, at + 1, &subject.title.value);
        found.extend(too_long(&front, ("the text of card", at + 1, one.text.span)));
        let back = one.back.as_ref();
        found.extend(back.and_then(|text| {
            too_long(&Face::back(&text.value), ("the back of card", at + 1, text.span))
        }));
    }
    if let Backs::Texts(texts, _) = &cards.backs {
        for (at, text) in texts.iter().enumerate() {
            found.extend(too_long(&Face::back(&text.value), ("back", at + 1, text.span)));
        }
    }
    let Some(from) = &cards.from else { return };
    for (one, page) in cards.all(subject.context).into_iter().skip(cards.own.len()) {
        let face = Face { is_made: page.is_some(), ..Face::front(&one, 1, "") };
        found.extend(made_too_long((&one, &face), (card, with_code), cards, (subject, from)));
    }
}

fn made_too_long(
    (one, face): (&Card, &Face),
    (card, with_code): ((f32, f32), bool),
    cards: &Cards,
    (subject, from): (Subject<'_>, &Spanned<From>),
) -> Option<Diagnostic> {
    let in_title = face.title_too_many(card, cards.size);
    let many = if in_title > 0 { in_title } else { face.too_many(card, cards.size, with_code) };
    (many > 0).then(|| {
        let message = format!("the card of `{}` holds {many} letters too many", one.title.value);
        let what = match from.value {
            _ if in_title > 0 => "its title",
            From::Activities => "its summary",
            From::Terms => "what it means",
        };
        let help = match cards.size {
            super::Size::A6 => format!("shorten {what}"),
            super::Size::A7 => format!("write `size = \"A6\"`, or shorten {what}"),
            super::Size::Poker => format!("write `size = \"A7\"`, or shorten {what}"),
        };
        subject.fault(&CARDS_FIT, from.span, message).help(help)
    })
}

fn larger(cards: &Cards, what: &str) -> String {
    let what = match what {
        "the text of card" => "the text",
        "the title of card" => "the title",
        _ => "the back",
    };
    match cards.size {
        super::Size::A6 => format!("shorten {what}, or make two cards of it"),
        super::Size::A7 => format!("shorten {what}, or write `size = \"A6\"`"),
        super::Size::Poker => format!("shorten {what}, or write `size = \"A7\"`"),
    }
}
