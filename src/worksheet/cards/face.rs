//! One side of a card: what is on it, where, and whether there is room for it.

use super::{Card, Size};
use crate::sheet::{Anchor, Drawing, Point, Weight, clipped, leading, many, text_width, wrap};

/// One side of a card.
#[derive(Clone, Debug, Default)]
pub struct Face {
    /// Its number in the deck, from 1; 0 on a back.
    pub number: usize,
    /// What stands above the text; empty when nothing does.
    pub title: String,
    /// What it says.
    pub text: String,
    /// The name of the deck, small at its foot; empty on a back.
    pub deck: String,
    /// Whether it was made of a page: its text then begins at the top, with facts below.
    pub is_made: bool,
    /// Time, people, how hard it is.
    pub facts: Vec<String>,
    /// The way to the page it was made of, from the page it is shown on; empty when there is none.
    pub href: String,
    /// The whole address of that page; empty when the playbook's is not known.
    pub address: String,
}

/// No text on a card is smaller, in points.
pub(super) const LEAST: f32 = 8.0;
const TITLE: f32 = 12.0;
const FACTS: f32 = 9.0;
/// The size of the foot and of the address, in points.
const SMALL: f32 = 6.5;
/// The side of the code, in millimetres.
const CODE: f32 = 20.0;
/// Bold letters are so much wider.
const BOLD: f32 = 1.06;
/// The most lines of what stands above the text.
const TITLE_LINES: usize = 3;
/// The most lines of an address.
const ADDRESS_LINES: usize = 3;

/// A stretch of a card, in millimetres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Space {
    pub(super) at: Point,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Face {
    /// The front of `card`, the one numbered `number` of the deck called `deck`.
    pub fn front(card: &Card, number: usize, deck: &str) -> Self {
        Self {
            number,
            title: card.title.value.clone(),
            text: card.text.value.clone(),
            deck: deck.to_owned(),
            ..Self::default()
        }
    }

    /// A back that says `text`.
    pub fn back(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// The room for the text on a card of `card` by `height` millimetres, once everything else has its place.
    ///
    /// `with_code` says whether the code of the page's address stands on it.
    pub(super) fn text_space(
        &self,
        (width, height): (f32, f32),
        size: Size,
        with_code: bool,
    ) -> Space {
        let edge = edge(size);
        let width = width - 2.0 * edge;
        let head = match self.title_lines(width) {
            0 => 0.0,
            lines => many(lines) * leading(TITLE) + 1.5,
        };
        let below = match (self.is_made, with_code) {
            (false, _) => 0.0,
            (true, false) => 2.0 * leading(FACTS) + 1.5,
            (true, true) => CODE + many(ADDRESS_LINES) * leading(SMALL) + 2.0,
        };
        let foot = if self.number > 0 { leading(SMALL) + 1.5 } else { 0.0 };
        let room = height - 2.0 * edge - head - below - foot;
        Space { at: Point::new(edge, edge + head), width, height: room.max(0.0) }
    }

    fn title_lines(&self, width: f32) -> usize {
        wrap(&self.title, TITLE, width / BOLD).len()
    }

    /// How many letters of the text are too many for a card of this `size` that measures `card`.
    pub fn too_many(&self, card: (f32, f32), size: Size, with_code: bool) -> usize {
        let space = self.text_space(card, size, with_code);
        let lines = |text: &str| many(wrap(text, LEAST, space.width).len());
        too_many(&self.text, |text| lines(text) * leading(LEAST) <= space.height)
    }

    /// How many letters of what stands above the text are too many for a card of this `size` that measures `card`.
    pub fn title_too_many(&self, card: (f32, f32), size: Size) -> usize {
        let width = card.0 - 2.0 * edge(size);
        too_many(&self.title, |title| wrap(title, TITLE, width / BOLD).len() <= TITLE_LINES)
    }

    /// Draws this side of a card that measures `card` and has its top left corner at `at`.
    pub(super) fn draw(&self, drawing: &mut Drawing, at: Point, card: (f32, f32), size: Size) {
        let space = self.text_space(card, size, !self.address.is_empty());
        let place = |point: Point| Point::new(at.x + point.x, at.y + point.y);
        let edge = edge(size);
        let anchor = if self.is_made { Anchor::Start } else { Anchor::Middle };
        if !self.title.is_empty() {
            let x = if self.is_made { edge } else { card.0 / 2.0 };
            let style = (TITLE, anchor, Weight::Bold);
            drawing.paragraph(place(Point::new(x, edge)), space.width / BOLD, &self.title, style);
        }
        let most = if self.is_made { 11.5 } else { most(size) };
        let weight = if self.number == 0 { Weight::Bold } else { Weight::Regular };
        if self.is_made {
            let points = fitting(&self.text, most, space);
            let style = (points, Anchor::Start, Weight::Regular);
            drawing.paragraph(place(space.at), space.width, &self.text, style);
            self.draw_facts(
                drawing,
                place(Point::new(edge, space.at.y + space.height)),
                space.width,
            );
        } else {
            let room = if self.number == 0 { space.width / BOLD } else { space.width };
            let within = Space { width: room, ..space };
            let points = fitting(&self.text, whole_words(&self.text, most, room), within);
            let width = balanced(&self.text, points, room);
            let start = Point::new(space.at.x + (space.width - width) / 2.0, space.at.y);
            drawing.boxed_text(
                place(start),
                (width, space.height),
                &self.text,
                (points, LEAST),
                weight,
            );
        }
        if self.number > 0 {
            self.draw_foot(drawing, place(Point::new(edge, card.1 - edge + 1.0)), space.width);
        }
    }

    /// Facts and code at the bottom of a card made of a page, from `at` down.
    fn draw_facts(&self, drawing: &mut Drawing, at: Point, width: f32) {
        let style = (FACTS, Anchor::Start, Weight::Quiet);
        if self.address.is_empty() {
            let top = Point::new(at.x, at.y + 1.5);
            drawing.paragraph(top, width, &self.facts.join(" · "), style);
            return;
        }
        let mut right = at.x;
        if drawing.qr(Point::new(at.x - 1.5, at.y), CODE, &self.address) {
            right += CODE;
        }
        let mut top = at.y + 3.0;
        for fact in &self.facts {
            top += drawing.paragraph(Point::new(right, top), width - CODE, fact, style);
        }
        let shown = self.address.split_once("://").map_or(self.address.as_str(), |(_, rest)| rest);
        let mut lines = wrap(shown, SMALL, width);
        if lines.len() > ADDRESS_LINES {
            let last = lines.split_off(ADDRESS_LINES - 1).concat();
            lines.push(clipped(&last, SMALL, width));
        }
        let style = (SMALL, Anchor::Start, Weight::Regular);
        drawing.paragraph(Point::new(at.x, at.y + CODE), width, &lines.join("\n"), style);
    }

    /// The name of the deck at the left and the number at the right, on the line at `at`.
    fn draw_foot(&self, drawing: &mut Drawing, at: Point, width: f32) {
        let deck = clipped(&self.deck, SMALL, width * 0.8);
        drawing.text(at, &deck, SMALL, Anchor::Start, Weight::Quiet);
        let end = Point::new(at.x + width, at.y);
        drawing.text(end, &self.number.to_string(), SMALL, Anchor::End, Weight::Quiet);
    }
}

/// How many letters of `text` have to go until it fits.
fn too_many(text: &str, fits: impl Fn(&str) -> bool) -> usize {
    if fits(text) {
        return 0;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let fitting = ends.partition_point(|end| fits(&text[..*end]));
    (ends.len() + 1).saturating_sub(fitting.max(1))
}

/// White around what is on a card, in millimetres. Many printers leave four or five of them blank where a card lies at the
/// edge of the paper.
fn edge(size: Size) -> f32 {
    match size {
        Size::A7 => 7.0,
        Size::A6 => 9.0,
        Size::Poker => 5.5,
    }
}

/// The size of a short text, in points.
fn most(size: Size) -> f32 {
    match size {
        Size::A7 => 14.0,
        Size::A6 => 18.0,
        Size::Poker => 12.0,
    }
}

/// The largest size up to `most` at which `text` fits into `space`.
fn fitting(text: &str, most: f32, space: Space) -> f32 {
    let mut points = most;
    while points > LEAST
        && many(wrap(text, points, space.width).len()) * leading(points) > space.height
    {
        points = (points - 0.5).max(LEAST);
    }
    points
}

/// The largest size up to `most` at which no word of `text` is broken; `most` when one is broken anyhow.
fn whole_words(text: &str, most: f32, width: f32) -> f32 {
    let longest = text.split_whitespace().map(|word| text_width(word, 1.0)).fold(0.0, f32::max);
    let points = if longest > 0.0 { (width / longest * 2.0).floor() / 2.0 } else { most };
    if points < LEAST { most } else { points.min(most) }
}

/// The narrowest column in which `text` takes no more lines than in one of `width`: so no last line is one short word.
fn balanced(text: &str, points: f32, width: f32) -> f32 {
    let longest = text.split_whitespace().map(|word| text_width(word, points)).fold(0.0, f32::max);
    let lines = wrap(text, points, width).len();
    let mut narrow = width;
    while narrow - 1.0 > longest && wrap(text, points, narrow - 1.0).len() == lines {
        narrow -= 1.0;
    }
    narrow
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Mark;

    const A7: (f32, f32) = (105.0, 74.0);

    fn face(text: &str) -> Face {
        Face { number: 1, text: text.to_owned(), ..Face::default() }
    }

    #[test]
    fn the_letters_too_many_are_those_that_do_not_fit() {
        let long = face(&"word ".repeat(400));
        let many = long.too_many(A7, Size::A7, false);
        let letters = long.text.chars().count();
        assert!(many > 0 && many < letters);
        let cut: String = long.text.chars().take(letters - many).collect();
        assert_eq!(face(&cut).too_many(A7, Size::A7, false), 0);
        let one_more: String = long.text.chars().take(letters - many + 1).collect();
        assert_eq!(face(&one_more).too_many(A7, Size::A7, false), 1);
        assert_eq!(face("").too_many(A7, Size::A7, false), 0);
    }

    #[test]
    fn a_long_word_is_set_smaller_before_it_is_broken() {
        let word = "Donaudampfschifffahrtsgesellschaftskapitän";
        let mut drawing = Drawing::new(105.0, 74.0, "");
        face(word).draw(&mut drawing, Point::new(0.0, 0.0), A7, Size::A7);
        let lines = drawing.marks.iter().find_map(|mark| match mark {
            Mark::Label(label) if label.points >= LEAST => Some(label.lines.clone()),
            Mark::Label(_) | Mark::Path { .. } | Mark::Box { .. } | Mark::Circle { .. } => None,
        });
        assert_eq!(lines, Some(vec![word.to_owned()]));
    }
}
