//! A session: activities and other parts in order, with clock times.

mod day;
mod faults;
mod supplies;
mod view;

use std::fmt;
use std::sync::Arc;

use super::{Body, Field, Input, Kind, Prose, Show, Subject, View, view as viewed};
use crate::diag::Diagnostic;
use crate::model::{Document, Minutes, Range};
use crate::record::{Record, as_number};
use crate::shape::{Key, Shape};
use crate::sheet::Sheet;
use crate::source::{Span, Spanned};

pub use faults::{
    SESSION_ACTIVITY, SESSION_CLOCK, SESSION_EMPTY, SESSION_ENDS, SESSION_LENGTH, SESSION_PART,
    SESSION_PAUSE, SESSION_PEOPLE, SESSION_STEPS,
};

/// Parts in order, from a clock time on.
#[derive(Clone, Debug)]
pub struct Session {
    /// When it begins.
    pub start: Clock,
    /// When it ends, where the author says so.
    pub ends: Option<Spanned<Clock>>,
    /// How long it takes, where the author says so.
    pub time: Option<Spanned<(Minutes, Minutes)>>,
    /// `start` or `ends` where it is no clock time, with the key.
    pub unread: Vec<(&'static str, Spanned<String>)>,
    /// How many people take part.
    pub people: Option<Spanned<Range>>,
    /// What has to lie ready besides what the parts need.
    pub materials: Vec<String>,
    /// Slugs of sheets that are needed besides those of the activities.
    pub uses: Vec<Spanned<String>>,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// One part.
#[derive(Clone, Debug)]
pub struct Part {
    /// What happens.
    pub what: What,
    /// A second of `title`, `activity` and `pause` that was written beside the first: its key, and where it stands.
    pub second: Option<(&'static str, Span)>,
    /// What it is called here; empty when it goes by its own name.
    pub called: String,
    /// How long it takes, where the author says so. Of a range the longer time.
    pub time: Option<Spanned<Minutes>>,
    /// The steps of the activity that are done, counted from 1; empty for all of them.
    pub steps: Vec<Spanned<usize>>,
    /// Where `steps` was written.
    pub steps_span: Option<Span>,
    /// The rooms in which it takes place at the same time.
    pub rooms: Vec<String>,
    /// Where it runs beside the part before it, where that was written.
    pub beside: Option<Span>,
    /// Notes for the person who leads.
    pub notes: Vec<Document>,
    /// What has to lie ready.
    pub materials: Vec<String>,
    /// Where it was written: the value that says what happens, or else the line with which it begins.
    pub span: Span,
}

/// What happens in a part.
#[derive(Clone, Debug)]
pub enum What {
    /// Something of its own, called so.
    Own(String),
    /// The activity of this slug.
    Activity(Spanned<String>),
    /// A pause.
    Pause,
    /// The author does not say.
    Nothing,
}

/// A time of day, in minutes since midnight. Shown, the day begins again after 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock(pub u32);

impl Clock {
    /// Reads `09:00`, `9:00`, `9.00`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.trim().split_once([':', '.'])?;
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if !(1..=2).contains(&hours.len())
            || minutes.len() != 2
            || !digits(hours)
            || !digits(minutes)
        {
            return None;
        }
        let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        (hours < 24 && minutes < 60).then_some(Self(hours * 60 + minutes))
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60 % 24, self.0 % 60)
    }
}

const PART_KEYS: &[Key] = &[
    Key::new("title", Shape::Text, "what happens, when it is no activity of the playbook"),
    Key::new("activity", Shape::Text, "the file name, without ending, of an activity"),
    Key::new("pause", Shape::Duration, "how long the pause is, such as `20 min`"),
    Key::new("called", Shape::Text, "what the activity or the pause is called in this session"),
    Key::new("time", Shape::Duration, "how long it takes; an activity knows it by itself"),
    Key::new(
        "steps",
        Shape::Numbers(1, 100),
        "the steps of the activity that are done, such as `[1, 2]`",
    ),
    Key::new("rooms", Shape::Texts, "the rooms in which it takes place at the same time"),
    Key::new("beside", Shape::Flag, "`true` lets it begin together with the part before it"),
    Key::new("notes", Shape::Texts, "notes for the person who leads"),
    Key::new("materials", Shape::Texts, "what has to lie ready"),
];

/// What a session is.
pub const KIND: Kind = Kind {
    name: "session",
    summary: "agenda with timeboxes",
    keys: &[
        Key::needed("start", Shape::Text, "when it begins, such as `09:00`"),
        Key::new(
            "ends",
            Shape::Text,
            "when it has to end; it is compared with the sum of the parts",
        ),
        Key::new("people", Shape::Range, "how many people take part, such as `8-16`"),
        Key::new("materials", Shape::Texts, "what has to lie ready besides what the parts need"),
        Key::new("part", Shape::Blocks(PART_KEYS), "a part: a `title`, an `activity` or a `pause`"),
    ],
    rules: &[
        &SESSION_EMPTY,
        &SESSION_PART,
        &SESSION_CLOCK,
        &SESSION_ACTIVITY,
        &SESSION_STEPS,
        &SESSION_ENDS,
        &SESSION_LENGTH,
        &SESSION_PAUSE,
        &SESSION_PEOPLE,
    ],
    script: "js/run.js",
    of,
};

/// The hour at which a session begins that does not say when.
const NINE: Clock = Clock(9 * 60);

fn of(record: &Record, prose: Prose<'_>) -> Arc<dyn Body> {
    let mut unread = Vec::new();
    let mut clock = |name: &'static str| {
        let text = record.text(name)?;
        let clock = Clock::parse(&text.value);
        if clock.is_none() {
            unread.push((name, text.clone()));
        }
        Some(Spanned::new(clock?, text.span))
    };
    let (start, ends) = (clock("start"), clock("ends"));
    let texts = |name: &str| plain(record, name);
    Arc::new(Session {
        start: start.map_or(NINE, |start| start.value),
        ends,
        time: record
            .text("time")
            .and_then(|text| Some(Spanned::new(Minutes::parse_range(&text.value)?, text.span))),
        unread,
        people: record
            .text("people")
            .and_then(|text| Some(Spanned::new(Range::parse(&text.value)?, text.span))),
        materials: texts("materials"),
        uses: record.texts("uses"),
        parts: record.records("part").into_iter().map(|block| part(block, prose)).collect(),
    })
}

fn plain(record: &Record, name: &str) -> Vec<String> {
    record.texts(name).into_iter().map(|text| text.value).collect()
}

fn part(block: &Record, prose: Prose<'_>) -> Part {
    let minutes = |name: &str| {
        let text = block.text(name)?;
        Some(Spanned::new(Minutes::parse_range(&text.value)?.1, text.span))
    };
    let mut said = ["activity", "pause", "title"]
        .into_iter()
        .filter_map(|name| Some((name, block.entry(name)?)));
    let first = said.next();
    let what = match first {
        Some(("activity", _)) => block.text("activity").map_or(What::Nothing, What::Activity),
        Some(("pause", _)) => What::Pause,
        Some(_) => What::Own(block.text_or_empty("title")),
        None => What::Nothing,
    };
    let time = match what {
        What::Pause => minutes("pause"),
        What::Own(_) | What::Activity(_) | What::Nothing => minutes("time"),
    };
    let beside = block.entry("beside").filter(|_| block.flag("beside") == Some(true));
    Part {
        what,
        second: said.next().map(|(name, entry)| (name, entry.key.span)).or_else(|| {
            // A pause says its time itself.
            let again = block.entry("time").filter(|_| block.entry("pause").is_some());
            again.map(|entry| ("time", entry.key.span))
        }),
        called: block.text_or_empty("called"),
        time,
        steps: block.list("steps").iter().filter_map(as_number).collect(),
        steps_span: block.entry("steps").map(|entry| entry.key.span),
        rooms: plain(block, "rooms"),
        beside: beside.map(|entry| entry.key.span),
        notes: block.texts("notes").into_iter().map(|note| prose(Some(note))).collect(),
        materials: plain(block, "materials"),
        span: first.map_or(block.span, |(_, entry)| entry.value.span),
    }
}

/// What the name of the person who leads is kept by.
const LED_BY: &str = "led-by";
/// What the notes of what to do otherwise next time are kept by.
const NEXT_TIME: &str = "next-time";
/// How many lines there are for what to do otherwise next time.
const LINES_FOR_NEXT_TIME: usize = 3;

impl Body for Session {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// Little is filled in: an author writes a session.
    fn fields(&self) -> Vec<Field> {
        vec![
            Field::new(LED_BY, "led by", Input::Words),
            Field::new(NEXT_TIME, "for next time", Input::Lines(LINES_FOR_NEXT_TIME)),
        ]
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        viewed(self.shown(show))
    }

    fn pages(&self) -> Option<usize> {
        None
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        self.on_paper(show)
    }

    fn handouts(&self) -> &'static [&'static str] {
        view::HANDOUTS
    }

    fn handout(&self, number: usize, show: Show<'_>) -> Sheet {
        self.handed_out(number, show)
    }

    fn documents(&self) -> Vec<&Document> {
        self.parts.iter().flat_map(|part| &part.notes).collect()
    }

    fn references(&self) -> Vec<(&'static str, &Spanned<String>)> {
        self.parts
            .iter()
            .filter_map(|part| match &part.what {
                What::Activity(slug) => Some(("activity", slug)),
                What::Own(_) | What::Pause | What::Nothing => None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn a_clock_time_has_hours_and_minutes() {
        for (text, shown) in [("09:00", "09:00"), ("9.30", "09:30"), ("23:59", "23:59")] {
            assert_eq!(Clock::parse(text).map(|clock| clock.to_string()).as_deref(), Some(shown));
        }
        for text in ["", "9", "nine", "24:00", "9:5", "9:60", "+9:00", "009:00"] {
            assert_eq!(Clock::parse(text), None, "{text}");
        }
        assert_eq!(Clock(25 * 60).to_string(), "01:00");
    }
}
