//! Metadata: what a file says about itself, typed, so that pages can be listed and filtered.

use super::{Order, Rank};
use crate::measure::{Date, Minutes, Range};
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::source::Spanned;

/// What a file says about itself.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// The title; from the first heading or the file name when none is given.
    pub title: Spanned<String>,
    /// One sentence; empty when none is given.
    pub summary: String,
    /// Whether another program may have written it, as front matter in YAML is.
    pub is_foreign: bool,
    /// Whether the title is made of the name of the file.
    pub is_named: bool,
    /// The title of the page that it stands below, where another program says so; empty otherwise.
    pub parent: String,
    /// What it is called in the navigation; empty where that is its title.
    pub label: String,
    /// Where it stands among its neighbours.
    pub order: Option<Order>,
    /// The id of its stage.
    pub stage: Option<Spanned<String>>,
    /// The ids of the needs it serves.
    pub serves: Vec<Spanned<String>>,
    /// Symptoms in the reader's words.
    pub situations: Vec<Spanned<String>>,
    /// How long it takes, from and to.
    pub time: Option<Spanned<(Minutes, Minutes)>>,
    /// How long it takes to prepare.
    pub prepare: Option<(Minutes, Minutes)>,
    /// For how many people.
    pub people: Option<Range>,
    /// `in person`, `remote`, `hybrid`, `alone`.
    pub format: Vec<String>,
    /// How hard it is to lead: `easy`, `medium`, `hard`; empty when not said.
    pub leading: String,
    /// How hard it is to take part in.
    pub joining: String,
    /// What has to lie ready.
    pub materials: Vec<String>,
    /// What exists afterwards.
    pub leaves: Vec<String>,
    /// Who must be there.
    pub roles: Vec<String>,
    /// `weekly`, `every 3 months`; empty when not said.
    pub repeat: String,
    /// Slugs of the sheets and checklists it uses.
    pub uses: Vec<Spanned<String>>,
    /// Slugs of what comes next.
    pub next: Vec<Spanned<String>>,
    /// Ids from the coverage list.
    pub covers: Vec<Spanned<String>>,
    /// Who looks after the page; empty when not said.
    pub owner: String,
    /// When it was last looked through.
    pub reviewed: Option<Date>,
    /// When it should be looked through again.
    pub review_by: Option<Spanned<Date>>,
    /// Not to be published.
    pub draft: bool,
    /// Whether its front matter is in YAML, so that help is given in that.
    pub is_yaml: bool,
    /// Whom to thank; printed.
    pub credit: String,
    /// Under which terms it may be used; printed.
    pub licence: String,
    /// The language that it is written in, as another program says it; empty where it is that of the site.
    pub language: String,
    /// Addresses it had before.
    pub aliases: Vec<Spanned<String>>,
    /// Addresses that another program gave it, or led on from: from the root, or with `./` in front from its folder.
    pub addresses: Vec<String>,
}

impl Default for Spanned<String> {
    fn default() -> Self {
        Spanned::new(String::new(), 0..0)
    }
}

const LEVELS: &[&str] = &["easy", "medium", "hard"];

/// The keys that every file may have.
pub const SHARED_KEYS: &[Key] = &[
    Key::new("kind", Schema::Text, "what the file is, such as `checklist`"),
    Key::new("title", Schema::Text, "the title of the page"),
    Key::new("summary", Schema::Text, "one sentence for cards and lists"),
    Key::new("order", Schema::Number(0, 1_000_000), "where it stands among its neighbours"),
    Key::new("stage", Schema::Text, "the id of a stage in `playbook.toml`"),
    Key::new("serves", Schema::Texts, "ids of needs in `playbook.toml`"),
    Key::new("time", Schema::Duration, "how long it takes, such as `25 min`"),
    Key::new("covers", Schema::Texts, "ids from `coverage.toml`"),
    Key::new("owner", Schema::Text, "who looks after the page"),
    Key::new("reviewed", Schema::Date, "when it was last looked through"),
    Key::new("review_by", Schema::Date, "when it should be looked through again"),
    Key::new("draft", Schema::Flag, "`true` keeps the page out of the site"),
    Key::new("credit", Schema::Text, "whom to thank"),
    Key::new("licence", Schema::Text, "under which terms it may be used"),
    Key::new("aliases", Schema::Texts, "addresses the page had before"),
    Key::new("next", Schema::Texts, "file names, without ending, of what comes next"),
];

/// The keys of lists that are no pages of their own: terms, coverage.
pub const LIST_KEYS: &[Key] = &[
    Key::new("kind", Schema::Text, "what the file is, such as `terms`"),
    Key::new("title", Schema::Text, "the title of the page that shows the list"),
    Key::new("draft", Schema::Flag, "`true` keeps the list out of the site"),
];

/// The further keys of chapters and activities.
pub const META_KEYS: &[Key] = &[
    Key::new("situations", Schema::Texts, "symptoms in the reader's words"),
    Key::new("people", Schema::Range, "for how many people, such as `4-12`"),
    Key::new(
        "format",
        Schema::SomeOf(&["in person", "remote", "hybrid", "alone"]),
        "where people are",
    ),
    Key::new(
        "uses",
        Schema::Texts,
        "file names, without ending, of the worksheets and checklists it uses",
    ),
];

/// The further keys of activities.
pub const ACTIVITY_KEYS: &[Key] = &[
    Key::new("prepare", Schema::Duration, "how long it takes to prepare"),
    Key::new("leading", Schema::OneOf(LEVELS), "how hard it is to lead"),
    Key::new("joining", Schema::OneOf(LEVELS), "how hard it is to take part in"),
    Key::new("materials", Schema::Texts, "what has to lie ready"),
    Key::new("leaves", Schema::Texts, "what exists afterwards"),
    Key::new("roles", Schema::Texts, "who must be there"),
    Key::new("repeat", Schema::Text, "how often, such as `every 3 months`"),
];

impl Meta {
    /// What the page is sorted by among its neighbours.
    pub fn rank(&self) -> Rank {
        self.order.map_or(Rank::LAST, |order| order.rank)
    }

    /// The keys that it sets and that refer to something which the playbook has to hold, as far as another program wrote them.
    pub fn foreign_references(&self) -> impl Iterator<Item = &'static str> {
        let set = [
            ("stage", self.stage.is_some()),
            ("serves", !self.serves.is_empty()),
            ("covers", !self.covers.is_empty()),
            ("uses", !self.uses.is_empty()),
            ("next", !self.next.is_empty()),
        ];
        let is_foreign = self.is_foreign;
        set.into_iter().filter(move |(_, is_set)| is_foreign && *is_set).map(|(key, _)| key)
    }

    /// Takes out what refers to something by one of these `keys`.
    pub fn take_out(&mut self, keys: &[&str]) {
        for key in keys {
            match *key {
                "stage" => self.stage = None,
                "serves" => self.serves.clear(),
                "covers" => self.covers.clear(),
                "uses" => self.uses.clear(),
                "next" => self.next.clear(),
                _ => {}
            }
        }
    }

    /// Takes the metadata out of `record`. What has the wrong shape is left at its default: it was told already.
    pub fn of(record: &Record) -> Self {
        let time = |name: &str| {
            let text = record.text(name)?;
            Some(Spanned::new(Minutes::parse_range(&text.value)?, text.span))
        };
        let plain = |name: &str| record.texts(name).into_iter().map(|text| text.value).collect();
        Self {
            title: record.text("title").unwrap_or_default(),
            summary: record.text_or_empty("summary"),
            is_foreign: false,
            is_named: false,
            parent: String::new(),
            label: String::new(),
            order: record
                .number("order")
                .and_then(|order| Some(Order::of_key(u32::try_from(order.value).ok()?))),
            stage: record.text("stage"),
            serves: record.texts("serves"),
            situations: record.texts("situations"),
            time: time("time"),
            prepare: time("prepare").map(|time| time.value),
            people: record.text("people").and_then(|people| Range::parse(&people)),
            format: plain("format"),
            leading: record.text_or_empty("leading"),
            joining: record.text_or_empty("joining"),
            materials: plain("materials"),
            leaves: plain("leaves"),
            roles: plain("roles"),
            repeat: record.text_or_empty("repeat"),
            uses: record.texts("uses"),
            next: record.texts("next"),
            covers: record.texts("covers"),
            owner: record.text_or_empty("owner"),
            reviewed: record.date("reviewed"),
            review_by: record
                .value("review_by")
                .and_then(|value| Some(Spanned::new(record.date("review_by")?, value.span))),
            draft: record.flag("draft").unwrap_or(false),
            is_yaml: false,
            credit: record.text_or_empty("credit"),
            licence: record.text_or_empty("licence"),
            language: String::new(),
            aliases: record.texts("aliases"),
            addresses: Vec::new(),
        }
    }
}
