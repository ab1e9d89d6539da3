//! A rhythm: the forums that two sides meet in, how often, about what, and who.

mod beat;
mod faults;
mod forum;
mod rules;
mod unit;
mod view;
mod words;

use std::sync::Arc;

use super::dates::Dates;
use super::{Body, Field, Input, Kind, Show, Subject, View, Words, view as viewed};
use crate::diag::Diagnostic;
use crate::measure::{Date, Zone};
use crate::prose::Prose;
use crate::record::{Record, as_record};
use crate::schema::{Key, Schema};
use crate::sheet::Sheet;
use crate::source::Spanned;

pub use beat::{Beat, Moment, Week};
pub use faults::zone_fault;
pub use forum::Forum;
pub use rules::{
    RHYTHM_ABOUT, RHYTHM_DUPLICATE, RHYTHM_EMPTY, RHYTHM_EVERY, RHYTHM_EXAMPLE, RHYTHM_ON,
    RHYTHM_ROW, RHYTHM_ZONE,
};
pub use unit::Unit;

/// Forums.
#[derive(Clone, Debug)]
pub struct Rhythm {
    /// The forums.
    pub forums: Vec<Forum>,
    /// The day from which the calendar holds. `None` when there is no calendar.
    pub begins: Option<Date>,
    /// The clocks that its times are by, as written.
    pub zone: Option<Spanned<String>>,
    /// What the specimen writes beside each forum.
    pub example: Vec<Spanned<String>>,
}

const FORUM_KEYS: &[Key] = &[
    Key::needed("name", Schema::Text, "what the forum is called"),
    Key::needed("every", Schema::Text, "how often: `week`, `2 weeks`, `month`, `working day`"),
    Key::needed("lasts", Schema::Duration, "how long it lasts, such as `30 min`"),
    Key::new("on", Schema::Text, "when: `Tuesday 16:00`, or `first Monday 09:30`"),
    Key::new(
        "about",
        Schema::Text,
        "its subject: `strategy`, `innovation`, `progress`, `people` or your own",
    ),
    Key::new("who", Schema::Texts, "who takes part"),
    Key::new("id", Schema::Text, "what the entry beside it is kept by"),
];

/// What a rhythm is.
pub const KIND: Kind = Kind {
    name: "rhythm",
    called: "a rhythm",
    elsewhere: &["calendar", "cadence", "kalender"],
    summary: "forums: how often, about what, who",
    keys: &[
        Key::new("forum", Schema::Blocks(FORUM_KEYS), "a forum"),
        Key::new(
            "forums",
            Schema::Rows,
            "the same in short, a list a forum: name, how often, when, how long, about what, and who, a text each",
        ),
        Key::new(
            "begins",
            Schema::Date,
            "the first day of the calendar file; without it there is none",
        ),
        Key::new(
            "zone",
            Schema::Text,
            "whose clocks the times in the calendar file are by, such as `Europe/Berlin`; without it and without one in \
             `playbook.toml`, 16:00 is 16:00 on each reader's own",
        ),
        Key::new("example", Schema::Texts, "what the filled specimen says each forum replaces"),
    ],
    rules: &[
        &RHYTHM_EMPTY,
        &RHYTHM_ROW,
        &RHYTHM_EVERY,
        &RHYTHM_ON,
        &RHYTHM_ABOUT,
        &RHYTHM_DUPLICATE,
        &RHYTHM_EXAMPLE,
        &RHYTHM_ZONE,
    ],
    script: "",
    of,
};

fn of(record: &Record, _: Prose<'_>) -> Arc<dyn Body> {
    let mut taken = Vec::new();
    // That a row is no block was told.
    let rows = record.list("forums").iter().filter(|row| as_record(&row.value).is_none());
    let mut forums: Vec<Forum> = rows.map(|row| Forum::of_row(row, &mut taken)).collect();
    let blocks = record.records("forum").into_iter();
    forums.extend(blocks.map(|block| Forum::of_block(block, &mut taken)));
    Arc::new(Rhythm {
        forums,
        begins: record.date("begins"),
        zone: record.text("zone"),
        example: record.texts("example"),
    })
}

impl Body for Rhythm {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// What each forum replaces.
    fn fields(&self, _: Words<'_>) -> Vec<Field> {
        let field = |(at, forum): (usize, &Forum)| {
            let example = self.example.get(at).map(|text| text.value.clone()).unwrap_or_default();
            Field::new(&forum.id.value, &forum.name.value, Input::Words).example(example)
        };
        self.forums.iter().enumerate().map(field).collect()
    }

    fn faults(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        self.broken_rules(subject)
    }

    fn view(&self, show: Show<'_>) -> View {
        viewed(self.shown(show))
    }

    fn parts(&self) -> &'static str {
        "forums"
    }

    fn sheet(&self, show: Show<'_>) -> Sheet {
        self.on_paper(show)
    }

    fn has_example(&self) -> bool {
        !self.example.is_empty()
    }

    fn ids(&self) -> Vec<&Spanned<String>> {
        self.forums.iter().map(|forum| &forum.id).collect()
    }

    fn dates(&self) -> Option<Dates> {
        let begins = self.begins?;
        let events: Vec<_> = self.forums.iter().filter_map(|forum| forum.event(begins)).collect();
        let zone = self.zone.as_ref().and_then(|zone| Zone::named(&zone.value));
        (!events.is_empty()).then_some(Dates { stamp: begins, zone, events })
    }

    fn stands_alone(&self) -> bool {
        true
    }
}
