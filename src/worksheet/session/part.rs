//! One part of a session, as a block or as a row in short.

use crate::measure::Minutes;
use crate::prose::{Document, Prose};
use crate::record::{Record, Value, as_cells, as_number, as_text};
use crate::schema::{Key, Schema};
use crate::source::{Span, Spanned};

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
    /// What its row says that a block would not; `None` when it was written as a block.
    pub short: Option<Short>,
    /// Where it was written: the value that says what happens, or else the line with which it begins.
    pub span: Span,
}

/// A row as it was written.
#[derive(Clone, Debug)]
pub struct Short {
    /// How many texts it has.
    pub cells: usize,
    /// Its time, where that cannot be read.
    pub unread: Option<Spanned<String>>,
    /// The whole row.
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

/// The keys of a part.
pub(super) const PART_KEYS: &[Key] = &[
    Key::new("title", Schema::Text, "what happens, when it is no activity of the playbook"),
    Key::new("activity", Schema::Text, "the file name, without ending, of an activity"),
    Key::new("pause", Schema::Duration, "how long the pause is, such as `20 min`"),
    Key::new("called", Schema::Text, "what the activity or the pause is called in this session"),
    Key::new("time", Schema::Duration, "how long it takes; an activity knows it by itself"),
    Key::new(
        "steps",
        Schema::Numbers(1, 100),
        "the steps of the activity that are done, such as `[1, 2]`",
    ),
    Key::new("rooms", Schema::Texts, "the rooms in which it takes place at the same time"),
    Key::new("beside", Schema::Flag, "`true` lets it begin together with the part before it"),
    Key::new("notes", Schema::Texts, "notes for the person who leads"),
    Key::new("materials", Schema::Texts, "what has to lie ready"),
];

/// The word with which the row of a pause begins.
const PAUSE: &str = "pause";

impl Part {
    /// The texts of a row at most.
    pub(super) const MOST: usize = 3;

    pub(super) fn of_block(block: &Record, prose: Prose<'_>) -> Self {
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
        Self {
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
            short: None,
            span: first.map_or(block.span, |(_, entry)| entry.value.span),
        }
    }

    /// The part that `row` says in short. `None` when its first cell is no text, which was told.
    pub(super) fn of_row(row: &Spanned<Value>, prose: Prose<'_>) -> Option<Self> {
        let cells = as_cells(row);
        let first = match cells.first() {
            Some(cell) => as_text(cell)?,
            None => Spanned::new(String::new(), row.span),
        };
        let time = cells.get(1).and_then(as_text).filter(|time| !time.trim().is_empty());
        let is_pause = first.trim().eq_ignore_ascii_case(PAUSE);
        let what = match first.trim() {
            "" => "",
            _ if is_pause => "",
            text if is_activity(text, time.is_some()) => "activity",
            _ => "title",
        };
        let length = if is_pause { "pause" } else { "time" };
        let mut part = Self::of_block(&Record::of_row(row, &[what, length, "called"]), prose);
        if is_pause {
            part.what = What::Pause;
        }
        let unread = time.filter(|time| Minutes::parse_range(time).is_none());
        part.short = Some(Short { cells: cells.len(), unread, span: row.span });
        part.span = first.span;
        Some(part)
    }
}

/// Whether the first text of a row names an activity, and not what happens in words.
///
/// A file name is written in small letters, with hyphens between its words. One word that looks so may also be a title;
/// but a title has its minutes beside it, and an activity knows its own.
fn is_activity(text: &str, has_time: bool) -> bool {
    let is_of_name = |c: char| c == '-' || (c.is_alphanumeric() && !c.is_uppercase());
    text.chars().all(is_of_name) && (text.contains('-') || !has_time)
}

/// The texts in the list `name`.
pub(super) fn plain(record: &Record, name: &str) -> Vec<String> {
    record.texts(name).into_iter().map(|text| text.value).collect()
}

#[cfg(test)]
mod tests {
    use super::is_activity;

    #[test]
    fn small_letters_with_hyphens_are_the_name_of_a_file() {
        for (text, has_time, is) in [
            ("trading-seats", true, true),
            ("wer-trägt-was", true, true),
            ("walk", false, true),
            ("walk", true, false),
            ("Check-in", false, false),
            ("a look back", false, false),
            ("seats.md", false, false),
        ] {
            assert_eq!(is_activity(text, has_time), is, "{text}");
        }
    }
}
