//! A checklist: a short list at a pause point.

use crate::measure::Date;
use crate::prose::{Document, Prose};
use crate::record::{Record, as_record, as_text};
use crate::schema::{Key, Schema};
use crate::sheet::{Piece, Sheet, Tick};
use crate::source::{Span, Spanned};
use crate::worksheet::{Field, Input, id_from};

/// A short list at a pause point.
#[derive(Clone, Debug)]
pub struct Checklist {
    /// The moment at which it is used.
    pub pause: String,
    /// How it is used.
    pub way: Way,
    /// When it was last changed.
    pub revised: Option<Date>,
    /// What stands above it.
    pub intro: Document,
    /// Notes for the person who leads.
    pub leader_notes: Document,
    /// Its groups; a list without groups is one group without a title.
    pub groups: Vec<Group>,
    /// Rules that this list may break by its author's leave.
    pub allow: Vec<Spanned<String>>,
}

/// How a checklist is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// Do first, then confirm.
    #[default]
    Confirm,
    /// Read and do.
    Follow,
}

/// Items that belong to one moment.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its title; empty when there is one group only.
    pub title: String,
    /// What has to be done or confirmed.
    pub items: Vec<CheckItem>,
    /// Where it was written.
    pub span: Span,
}

/// One thing to tick.
#[derive(Clone, Debug)]
pub struct CheckItem {
    /// What ticks are kept by, unique in the list.
    pub id: Spanned<String>,
    /// What is ticked.
    pub text: Document,
    /// The same without markup.
    pub plain: String,
    /// Who does it; empty when not said.
    pub owner: String,
    /// By when; empty when not said.
    pub when: String,
    /// A sentence that helps.
    pub help: Document,
    /// The slug of a page that helps.
    pub link: Option<Spanned<String>>,
}

const ITEM_KEYS: &[Key] = &[
    Key::needed("text", Schema::Text, "what is ticked"),
    Key::new("id", Schema::Text, "what ticks are kept by"),
    Key::new("owner", Schema::Text, "who does it"),
    Key::new("when", Schema::Text, "by when, such as `2 weeks before`"),
    Key::new("help", Schema::Text, "a sentence that helps"),
    Key::new("link", Schema::Text, "the file name, without ending, of a page that helps"),
];

const GROUP_KEYS: &[Key] = &[
    Key::needed("title", Schema::Text, "the name of the group"),
    Key::needed("items", Schema::TextsOrBlocks(ITEM_KEYS), "what has to be done or confirmed"),
];

impl Checklist {
    /// The keys of a checklist, besides the shared ones.
    pub const KEYS: &[Key] = &[
        Key::needed("pause", Schema::Text, "the moment at which the list is used"),
        Key::new(
            "way",
            Schema::OneOf(&["confirm", "follow"]),
            "do first, then `confirm`; or read and do: `follow`",
        ),
        Key::new("revised", Schema::Date, "when the list was last changed"),
        Key::new("intro", Schema::Text, "what stands above the list"),
        Key::new("leader_notes", Schema::Texts, "notes for the person who leads"),
        Key::new("items", Schema::TextsOrBlocks(ITEM_KEYS), "what has to be done or confirmed"),
        Key::new("group", Schema::Blocks(GROUP_KEYS), "items that belong to one moment"),
        Key::new("allow", Schema::SomeOf(&["long"]), "rules that this list may break"),
        Key::new("uses", Schema::Texts, "file names, without ending, of sheets it uses"),
    ];

    /// Takes the checklist out of `record`.
    pub fn of(record: &Record, prose: Prose<'_>) -> Self {
        let mut groups = Vec::new();
        let mut taken = Vec::new();
        if record.entry("items").is_some() {
            let span = record.entry("items").map_or(record.span, |entry| entry.key.span);
            groups.push(Group {
                title: String::new(),
                items: items(record, &mut taken, prose),
                span,
            });
        }
        for group in record.records("group") {
            groups.push(Group {
                title: group.text_or_empty("title"),
                items: items(group, &mut taken, prose),
                span: group.text("title").map_or(group.span, |title| title.span),
            });
        }
        Self {
            pause: record.text_or_empty("pause"),
            way: if record.text_or_empty("way") == "follow" { Way::Follow } else { Way::Confirm },
            revised: record.date("revised"),
            intro: prose(record.text("intro")),
            leader_notes: prose(record.paragraphs("leader_notes")),
            groups,
            allow: record.texts("allow"),
        }
    }

    /// Every item of every group.
    pub fn items(&self) -> impl Iterator<Item = &CheckItem> {
        self.groups.iter().flat_map(|group| &group.items)
    }

    /// Everything to tick, in reading order.
    pub fn fields(&self) -> Vec<Field> {
        self.items().map(|item| Field::new(&item.id.value, &item.plain, Input::Tick)).collect()
    }

    /// What goes on paper, where `notes` says what stands small below an item.
    pub fn sheet(&self, notes: &dyn Fn(&CheckItem) -> Vec<String>) -> Sheet {
        let mut pieces = Vec::new();
        for group in &self.groups {
            if !group.title.is_empty() {
                pieces.push(Piece::Heading(group.title.clone()));
            }
            let tick = |item: &CheckItem| Tick {
                field: item.id.value.clone(),
                text: item.plain.clone(),
                notes: notes(item),
                ticked: false,
            };
            pieces.push(Piece::Ticks(group.items.iter().map(tick).collect()));
        }
        Sheet { pieces }
    }

    /// Whether the author lets this list break the rule called `name`.
    pub fn allows(&self, name: &str) -> bool {
        self.allow.iter().any(|allowed| allowed.value == name)
    }

    /// Every piece of prose besides the introduction.
    pub fn documents(&self) -> Vec<&Document> {
        let mut documents = vec![&self.leader_notes];
        for item in self.items() {
            documents.push(&item.text);
            documents.push(&item.help);
        }
        documents
    }
}

fn items(record: &Record, taken: &mut Vec<String>, prose: Prose<'_>) -> Vec<CheckItem> {
    let mut items = Vec::new();
    for value in record.list("items") {
        let block = as_record(&value.value);
        let text = match block {
            Some(block) => block.text("text"),
            None => as_text(value),
        };
        let Some(text) = text else { continue };
        let own_id = block.and_then(|block| block.text("id"));
        let id = own_id.unwrap_or_else(|| Spanned::new(id_from(&text.value, taken), text.span));
        taken.push(id.value.clone());
        let optional =
            |name: &str| block.map(|block| block.text_or_empty(name)).unwrap_or_default();
        let document = prose(Some(text.clone()));
        items.push(CheckItem {
            id,
            plain: document.short(),
            text: document,
            owner: optional("owner"),
            when: optional("when"),
            help: prose(block.and_then(|block| block.text("help"))),
            link: block.and_then(|block| block.text("link")),
        });
    }
    items
}
