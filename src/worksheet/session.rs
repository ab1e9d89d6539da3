//! A session: activities and other parts in order, with clock times.

mod day;
mod faults;
mod part;
mod supplies;
mod view;

use std::fmt;
use std::sync::Arc;

use super::{Body, Field, Input, Kind, Prose, Show, Subject, View, view as viewed};
use crate::diag::Diagnostic;
use crate::model::{CopyNumbers, Document, Minutes, Range};
use crate::record::Record;
use crate::shape::{Key, Shape};
use crate::sheet::Sheet;
use crate::source::Spanned;

pub use faults::{
    SESSION_ACTIVITY, SESSION_CLOCK, SESSION_COPIES, SESSION_EMPTY, SESSION_ENDS, SESSION_LENGTH,
    SESSION_PART, SESSION_PAUSE, SESSION_PEOPLE, SESSION_ROW, SESSION_STEPS,
};
use part::{PART_KEYS, plain};
pub use part::{Part, Short, What};

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

/// A time of day, in minutes since midnight. Shown, the day begins again after 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock(pub u32);

impl Clock {
    /// Reads `09:00`, `9:00`, `9.00`, `9.00 Uhr`, `9 Uhr 30`, `14h30`, `14 h`, `2 pm`, `2:30 p.m.`, `noon`. A number alone could
    /// as well be a length, and is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace("p.m.", "pm").replace("a.m.", "am");
        if text == "noon" {
            return Some(Self(12 * 60));
        }
        let half = ["am", "pm"].iter().find_map(|half| Some((*half, text.strip_suffix(half)?)));
        let (hours, minutes) = if let Some((half, time)) = half {
            let time = time.trim_end();
            let (hours, minutes) = split_clock(time).unwrap_or((time, "00"));
            let hours: u32 = hours.parse().ok().filter(|hours| (1..=12).contains(hours))?;
            (hours % 12 + if half == "pm" { 12 } else { 0 }, minutes)
        } else {
            let (hours, minutes) = split_clock(&text)?;
            (hours.parse().ok()?, minutes)
        };
        let minutes: u32 = minutes.parse().ok()?;
        (hours < 24 && minutes < 60).then_some(Self(hours * 60 + minutes))
    }
}

/// The digits of the hours and of the minutes of a time by the clock.
fn split_clock(text: &str) -> Option<(&str, &str)> {
    let words = ["uhr", "uur", "heures", "o'clock", "o’clock", "h"];
    let end = words.iter().find_map(|word| text.strip_suffix(word));
    let (hours, minutes) = if let Some(time) = end.map(str::trim_end) {
        time.split_once([':', '.']).unwrap_or((time, "00"))
    } else {
        let mut marks = [":", ".", "uhr", "h"].iter();
        marks.find_map(|mark| text.split_once(mark))?
    };
    let (hours, minutes) = (hours.trim_end(), minutes.trim_start());
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let is_clock = (1..=2).contains(&hours.len()) && minutes.len() == 2;
    (is_clock && digits(hours) && digits(minutes)).then_some((hours, minutes))
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60 % 24, self.0 % 60)
    }
}

/// What a session is.
pub const KIND: Kind = Kind {
    name: "session",
    called: "a session",
    elsewhere: &["meeting", "agenda", "workshop", "event", "sitzung", "treffen", "run sheet"],
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
        Key::new(
            "copies",
            CopyNumbers::SHAPE,
            "how many copies of a sheet, 1 to 200, where it is not one for each person, partner or group",
        ),
        Key::new("part", Shape::Blocks(PART_KEYS), "a part: a `title`, an `activity` or a `pause`"),
        Key::new(
            "parts",
            Shape::Rows,
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

    fn parts(&self) -> &'static str {
        "parts"
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

    /// A long day has a long run sheet, and whoever leads turns it over. What hangs on the wall or is packed by is one page.
    fn handout_pages(&self, number: usize) -> Option<usize> {
        (view::HANDOUTS.get(number) != Some(&view::RUN_SHEET)).then_some(1)
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

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn a_clock_time_has_hours_and_minutes() {
        for (text, shown) in [
            ("09:00", "09:00"),
            ("9.30", "09:30"),
            ("23:59", "23:59"),
            ("9.00 Uhr", "09:00"),
            ("9 Uhr", "09:00"),
            ("9 Uhr 30", "09:30"),
            ("14h30", "14:30"),
            ("14 h 30", "14:30"),
            ("14h", "14:00"),
            ("9 o'clock", "09:00"),
            ("2 pm", "14:00"),
            ("2pm", "14:00"),
            ("2:30 p.m.", "14:30"),
            ("12 am", "00:00"),
            ("12.15 PM", "12:15"),
            ("noon", "12:00"),
        ] {
            assert_eq!(
                Clock::parse(text).map(|clock| clock.to_string()).as_deref(),
                Some(shown),
                "{text}"
            );
        }
        for text in [
            "",
            "9",
            "90",
            "nine",
            "24:00",
            "9:5",
            "9:60",
            "+9:00",
            "009:00",
            "14 pm",
            "0 am",
            "1,5 h",
            "90 min",
            "1 h 30 min",
            "9:00:00",
            "uhr",
            "h30",
            "pm",
            "9 Uhr 5",
        ] {
            assert_eq!(Clock::parse(text), None, "{text}");
        }
        assert_eq!(Clock(25 * 60).to_string(), "01:00");
    }
}
