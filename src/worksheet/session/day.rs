//! The day as it runs: every part with the clock times at which it and its steps begin.

use super::{Part, Session, What};
use crate::measure::Clock;
use crate::prose::{Block, Callout, Document, each_block};
use crate::worksheet::{Context, Page};

/// What begins at one time: a part, and those beside it.
#[derive(Debug)]
pub(super) struct Slot<'a> {
    /// When it begins.
    pub(super) start: Clock,
    /// How long it takes: as long as its longest part.
    pub(super) minutes: u32,
    /// What happens in it, one part or several beside one another.
    pub(super) parts: Vec<Timed<'a>>,
}

/// A part with its times.
#[derive(Debug)]
pub(super) struct Timed<'a> {
    /// The part as written.
    pub(super) part: &'a Part,
    /// The activity it leads through. `None` when it is none, or there is no such.
    pub(super) activity: Option<Page<'a>>,
    /// How long it takes.
    pub(super) minutes: u32,
    /// How long it takes by itself, from and to. `None` when it is no activity, or one that does not say.
    pub(super) usual: Option<(u32, u32)>,
    /// The steps that are done.
    pub(super) steps: Vec<Step>,
}

/// A step of an activity.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Its words.
    pub(super) title: String,
    /// When it begins.
    pub(super) start: Clock,
    /// How long it takes in this session.
    pub(super) minutes: u32,
    /// What the activity says to the person who leads.
    pub(super) notes: Vec<String>,
}

impl Slot<'_> {
    /// When it ends.
    pub(super) fn end(&self) -> Clock {
        Clock(self.start.0.saturating_add(self.minutes))
    }

    /// Whether nobody has to do anything.
    pub(super) fn is_pause(&self) -> bool {
        self.parts.iter().all(|timed| matches!(timed.part.what, What::Pause))
    }
}

impl Timed<'_> {
    /// By how many minutes it is longer than usual; below zero when it is shorter.
    pub(super) fn change(&self) -> i64 {
        match self.usual {
            Some((least, _)) if self.minutes < least => i64::from(self.minutes) - i64::from(least),
            Some((_, most)) if self.minutes > most => i64::from(self.minutes) - i64::from(most),
            Some(_) | None => 0,
        }
    }

    /// What it is called; `pause` is the word for one without a name.
    pub(super) fn title(&self, pause: &str) -> String {
        if !self.part.called.is_empty() {
            return self.part.called.clone();
        }
        match &self.part.what {
            What::Own(title) => title.clone(),
            What::Pause => pause.to_owned(),
            What::Nothing => String::new(),
            What::Activity(_) if !self.part.steps.is_empty() && !self.steps.is_empty() => {
                let titles: Vec<&str> = self.steps.iter().map(|step| step.title.as_str()).collect();
                titles.join(", ")
            }
            What::Activity(slug) => {
                self.activity.map_or_else(|| slug.value.clone(), |page| page.title.value.clone())
            }
        }
    }
}

impl Session {
    /// Works out when everything begins.
    pub(super) fn day<'a>(&'a self, context: &'a dyn Context) -> Vec<Slot<'a>> {
        let mut slots: Vec<Slot<'a>> = Vec::new();
        for part in &self.parts {
            let free = slots.last().map_or(self.start, Slot::end);
            match slots.last_mut() {
                Some(slot) if part.beside.is_some() => {
                    let timed = timed(part, slot.start, context);
                    slot.minutes = slot.minutes.max(timed.minutes);
                    slot.parts.push(timed);
                }
                Some(_) | None => {
                    let timed = timed(part, free, context);
                    slots.push(Slot { start: free, minutes: timed.minutes, parts: vec![timed] });
                }
            }
        }
        slots
    }

    /// When a day of these slots ends.
    pub(super) fn end(&self, slots: &[Slot<'_>]) -> Clock {
        slots.last().map_or(self.start, Slot::end)
    }
}

fn timed<'a>(part: &'a Part, start: Clock, context: &'a dyn Context) -> Timed<'a> {
    let activity = match &part.what {
        What::Activity(slug) => context.page(&slug.value).and_then(Page::activity),
        What::Own(_) | What::Pause | What::Nothing => None,
    };
    let all: Vec<(String, u32)> = activity.map(steps).unwrap_or_default();
    let chosen: Vec<usize> = if part.steps.is_empty() {
        (0..all.len()).collect()
    } else {
        part.steps
            .iter()
            .map(|step| step.value.wrapping_sub(1))
            .filter(|at| *at < all.len())
            .collect()
    };
    let sum = chosen.iter().fold(0, |sum: u32, at| sum.saturating_add(all[*at].1));
    let whole = activity.and_then(|page| page.time);
    let usual = match whole.filter(|_| part.steps.is_empty()) {
        Some((least, most)) => Some((least.0, most.0)),
        None => (sum > 0).then_some((sum, sum)),
    };
    let by_itself = if sum > 0 { sum } else { usual.map_or(0, |(_, most)| most) };
    let minutes = part.time.as_ref().map_or(by_itself, |time| time.value.0);
    let notes = activity.map(leader_notes).unwrap_or_default();
    let mut done = 0_u32;
    let steps = chosen.iter().map(|at| {
        let (title, own) = &all[*at];
        let begins = scaled(done, minutes, sum);
        done = done.saturating_add(*own);
        Step {
            title: title.clone(),
            start: Clock(start.0.saturating_add(begins)),
            minutes: scaled(done, minutes, sum) - begins,
            notes: notes.get(*at).cloned().unwrap_or_default(),
        }
    });
    Timed { part, activity, minutes, usual, steps: steps.collect() }
}

/// What `done` of `sum` minutes are when all of them together take `minutes`.
fn scaled(done: u32, minutes: u32, sum: u32) -> u32 {
    let (done, minutes, sum) = (u64::from(done), u64::from(minutes), u64::from(sum.max(1)));
    u32::try_from((done * minutes + sum / 2) / sum).unwrap_or(u32::MAX)
}

/// The steps of an activity: words and minutes.
fn steps(page: Page<'_>) -> Vec<(String, u32)> {
    let words = |text: &str| {
        let bare = text.rsplit_once('(').map_or(text, |(words, _)| words);
        bare.trim_end().to_owned()
    };
    let steps = page.document.steps();
    steps.map(|(heading, minutes)| (words(&heading.text), minutes)).collect()
}

/// What an activity says to the person who leads, one list a step.
fn leader_notes(page: Page<'_>) -> Vec<Vec<String>> {
    let document = page.document;
    let mut notes: Vec<Vec<String>> = Vec::new();
    let mut within = false;
    for block in &document.blocks {
        match block {
            Block::Heading(index, _) => {
                let heading = document.heading(*index);
                if heading.level == 2 {
                    within = heading.minutes.is_some();
                    notes.extend(within.then(Vec::new));
                }
            }
            Block::Callout(Callout::Leader, blocks) if within => {
                if let Some(step) = notes.last_mut() {
                    step.extend(paragraphs(document, blocks));
                }
            }
            Block::Callout(..)
            | Block::Paragraph(_)
            | Block::List(..)
            | Block::Quote(_)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Definitions(_)
            | Block::Rule
            | Block::Details(_)
            | Block::Element(_)
            | Block::Html(_)
            | Block::Include(_)
            | Block::Footnote(_) => {}
        }
    }
    notes
}

/// The paragraphs of `blocks` without markup, those in lists included.
fn paragraphs(document: &Document, blocks: &[Block]) -> Vec<String> {
    let mut found = Vec::new();
    each_block(blocks, &mut |block| {
        if let Block::Paragraph(line) = block {
            found.push(document.plain(line));
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn shortened_steps_add_up_to_the_shortened_time() {
        let steps = [5, 15, 15, 15, 20, 5];
        let mut done = 0;
        let mut ends = Vec::new();
        for minutes in steps {
            done += minutes;
            ends.push(scaled(done, 60, 75));
        }
        assert_eq!(ends, [4, 16, 28, 40, 56, 60]);
        assert_eq!(scaled(75, 0, 0), 0);
    }
}
