//! Activities: what they ask for at a glance, and their timed steps.

use super::blocks::{Scope, Writer};
use super::chapter::LABEL;
use super::contents::drawn;
use super::inline::Prose;
use super::{BODY, GAP, SIDE, rule};
use crate::model::Entry;
use crate::paper::measure::MILLIMETRE;
use crate::paper::page::{Role, Tone};
use crate::paper::text::{Face, Style};
use crate::prose::{Block, Document};
use crate::sheet::Stroke;
use crate::typography::typeset;

/// The numbers of steps.
const STEP: Style = Style { face: Face::Serif, points: 20.0, leading: 1.0 };

impl Writer<'_, '_> {
    /// What an activity asks for, at a glance.
    pub(super) fn glance(&mut self, entry: &Entry) {
        let meta = &entry.meta;
        let words = self.input.words;
        let time = |time: Option<_>| time.map(|time| words.times(time)).unwrap_or_default();
        let ease = |ease: &str| match ease {
            "easy" => self.word("ease", "easy").to_owned(),
            "medium" => self.word("ease", "medium").to_owned(),
            "hard" => self.word("ease", "hard").to_owned(),
            _ => ease.to_owned(),
        };
        let facts = [
            ("time", time(meta.time.as_ref().map(|time| time.value))),
            ("people", meta.people.map(|people| people.to_string()).unwrap_or_default()),
            ("prepare", time(meta.prepare)),
            (
                "format",
                capitalised(&self.input.words.named_each("format", &meta.format).join(", ")),
            ),
            ("leading", ease(&meta.leading)),
            ("joining", ease(&meta.joining)),
            ("repeat", capitalised(&meta.repeat)),
        ];
        let facts: Vec<(&str, String)> = facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (self.word("activity", name), typeset(&value, self.input.words)))
            .collect();
        for three in facts.chunks(3) {
            self.fact_row(three);
        }
        let lists =
            [("roles", &meta.roles), ("materials", &meta.materials), ("leaves", &meta.leaves)];
        for (name, texts) in lists {
            if !texts.is_empty() {
                self.label(self.word("activity", name));
                self.bullets(texts);
            }
        }
        self.flow.want_gap(11.0);
        self.flow.make_room(30.0);
        self.flow.give_gap();
        let y = self.flow.y;
        let flow = &mut self.flow;
        flow.artifact(vec![rule((flow.column.0, y), (flow.column.1, y), Stroke::Hair)]);
        flow.y += 13.0;
    }

    /// Up to three facts side by side.
    fn fact_row(&mut self, facts: &[(&str, String)]) {
        let third = self.flow.width() / 3.0;
        let style = Style { face: Face::SansBold, ..BODY };
        let sets: Vec<_> = facts
            .iter()
            .map(|(name, value)| {
                let name = self.flow.set(&Prose::plain(format!("{name} ")), LABEL, third - 10.0);
                let value = self.flow.set(&Prose::plain(value.as_str()), style, third - 10.0);
                (name, value)
            })
            .collect();
        let height = sets.iter().map(|(name, value)| name.height() + value.height());
        let height = height.fold(0.0, f32::max);
        let flow = &mut self.flow;
        flow.make_room(flow.gap + height);
        flow.give_gap();
        let mut x = flow.column.0;
        for (name, value) in sets {
            let y = flow.y;
            flow.open();
            flow.leaf(drawn(&name, (x, y)));
            flow.leaf(drawn(&value, (x, y + name.height())));
            flow.close(Role::Paragraph);
            x += third;
        }
        flow.y += height;
        flow.want_gap(GAP);
    }

    fn bullets(&mut self, texts: &[String]) {
        self.flow.open();
        for text in texts {
            self.flow.begin_item("•", None);
            let text = Prose::plain(typeset(text, self.input.words));
            self.flow.text(&text, BODY, Tone::Ink, Role::Paragraph);
            self.flow.end_item();
            self.flow.want_gap(1.5);
        }
        self.flow.close(Role::DottedList);
    }

    /// What an activity says: its timed steps have their number and minutes beside them.
    pub(super) fn steps(&mut self, entry: &Entry, document: &Document) {
        let scope = Scope { document, from: &entry.path, depth: 0 };
        let mut number = 0;
        let mut rest = document.blocks.as_slice();
        while !rest.is_empty() {
            let is_step = |block: &Block| {
                let Block::Heading(index, _) = block else { return false };
                document.heading(*index).level == 2
            };
            if let [Block::Heading(index, words), after @ ..] = rest
                && is_step(&rest[0])
            {
                let heading = document.heading(*index);
                let mut prose = self.prose(scope, words);
                self.flow.want_gap(20.0);
                if let Some(minutes) = heading.minutes.filter(|minutes| *minutes > 0) {
                    number += 1;
                    prose.cut_minutes();
                    self.step(number, minutes);
                }
                self.heading_of(&prose, 2, &heading.id);
                self.flow.want_gap(3.5);
                rest = after;
            }
            let end = rest.iter().position(is_step).unwrap_or(rest.len());
            self.blocks(scope, &rest[..end]);
            rest = &rest[end..];
        }
    }

    /// The number and the minutes of a step, beside its heading.
    fn step(&mut self, number: usize, minutes: u32) {
        let minutes = self.input.words.filled("activity", "minutes", "n", &minutes.to_string());
        let flow = &mut self.flow;
        flow.make_room(flow.gap + 4.0 * BODY.points * BODY.leading);
        flow.give_gap();
        flow.hold();
        let right = flow.column.0 - 6.0 * MILLIMETRE;
        // Spaces keep numbers apart for those who hear them.
        let figure = flow.set(&Prose::plain(format!("{number} ")), STEP, right - SIDE);
        let minutes = flow.set(&Prose::plain(minutes), LABEL, right - SIDE);
        let y = flow.y;
        flow.open();
        for (set, y) in [(&figure, y - 1.2), (&minutes, y + 20.0)] {
            let wide = set.lines.first().map_or(0.0, |line| line.width);
            flow.leaf(drawn(set, (right - wide, y)));
        }
        flow.close(Role::Paragraph);
    }
}

/// The first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
