//! A session: activities and other parts in order, with clock times.

mod day;
mod faults;
mod rules;
mod part;
mod supplies;
mod view;

use std::sync::Arc;

use super::{Body, CopyNumbers, Field, Input, Kind, Show, Subject, View, Words, view as viewed};
use crate::diag::Diagnostic;
use crate::measure::{Clock, Minutes, Range};
use crate::prose::{Document, Prose};
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::sheet::Sheet;
use crate::source::Spanned;

use part::{PART_KEYS, plain};
pub use part::{Part, Short, What};
pub use rules::{
    SESSION_ACTIVITY, SESSION_CLOCK, SESSION_COPIES, SESSION_EMPTY, SESSION_ENDS, SESSION_LENGTH,
    SESSION_PART, SESSION_PAUSE, SESSION_PEOPLE, SESSION_ROW, SESSION_STEPS,
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
    /// How many copies of a sheet, where that does not follow from whom it is for.
    pub counted: CopyNumbers,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// What a session is.
pub const KIND: Kind = Kind {
    name: "session",
    called: "a session",
    elsewhere: &["meeting", "agenda", "workshop", "event", "sitzung", "treffen", "run sheet"],
    summary: "agenda with timeboxes",
    keys: &[
        Key::needed("start", Schema::Text, "when it begins, such as `09:00`"),
        Key::new(
            "ends",
            Schema::Text,
            "when it has to end; it is compared with the sum of the parts",
        ),
        Key::new("people", Schema::Range, "how many people take part, such as `8-16`"),
        Key::new("materials", Schema::Texts, "what has to lie ready besides what the parts need"),
        Key::new(
            "copies",
            CopyNumbers::SHAPE,
            "how many copies of a sheet, 1 to 200, where it is not one for each person, partner or group",
        ),
        Key::new(
            "part",
            Schema::Blocks(PART_KEYS),
            "a part: a `title`, an `activity` or a `pause`",
        ),
        Key::new(
            "parts",
            Schema::Rows,
            "the same in short, a list a part: what happens, how long it takes, what it is called here",
        ),
    ],
    rules: &[
        &SESSION_EMPTY,
        &SESSION_PART,
        &SESSION_ROW,
        &SESSION_CLOCK,
        &SESSION_ACTIVITY,
        &SESSION_STEPS,
        &SESSION_ENDS,
        &SESSION_LENGTH,
        &SESSION_PAUSE,
        &SESSION_PEOPLE,
        &SESSION_COPIES,
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
    let mut parts: Vec<Part> =
        record.list("parts").iter().filter_map(|row| Part::of_row(row, prose)).collect();
    parts.extend(record.records("part").into_iter().map(|block| Part::of_block(block, prose)));
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
        materials: plain(record, "materials"),
        uses: record.texts("uses"),
        counted: CopyNumbers::of(record),
        parts,
    })
}

/// The sheets of a session, each for other hands: by the words that name them.
const HANDOUTS: &[&str] = &[RUN_SHEET, "agenda", "materials"];
/// The handout of whoever leads.
const RUN_SHEET: &str = "run_sheet";

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
    fn fields(&self, words: Words<'_>) -> Vec<Field> {
        vec![
            Field::new(LED_BY, words.word("field", "led_by"), Input::Words),
            Field::new(
                NEXT_TIME,
                words.word("field", "next_time"),
                Input::Lines(LINES_FOR_NEXT_TIME),
            ),
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

    fn parts(&self) -> &'static str {
        "parts"
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        self.on_paper(show)
    }

    fn handouts(&self) -> &'static [&'static str] {
        HANDOUTS
    }

    fn handout(&self, number: usize, show: Show<'_>) -> Sheet {
        self.handed_out(number, show)
    }

    /// A long day has a long run sheet, and whoever leads turns it over. What hangs on the wall or is packed by is one page.
    fn handout_pages(&self, number: usize) -> Option<usize> {
        (HANDOUTS.get(number) != Some(&RUN_SHEET)).then_some(1)
    }

    fn documents(&self) -> Vec<&Document> {
        self.parts.iter().flat_map(|part| &part.notes).collect()
    }

    fn copies(&self) -> Option<&CopyNumbers> {
        Some(&self.counted)
    }

    fn references(&self) -> Vec<(&'static str, &Spanned<String>)> {
        self.parts
            .iter()
            .filter_map(|part| match &part.what {
                What::Activity(slug) if part.short.is_some() => Some(("parts", slug)),
                What::Activity(slug) => Some(("activity", slug)),
                What::Own(_) | What::Pause | What::Nothing => None,
            })
            .collect()
    }

    fn stands_alone(&self) -> bool {
        true
    }
}
