//! What stands on a sheet beside its content: title block, introduction, foot.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::input::Input;
use crate::model::checklist::Way;
use crate::model::{Content, Entry};
use crate::site::Page;
use crate::titles::{page_title, site_title};
use crate::worksheet::{Field, Version, Words};

/// What stands on a sheet beside its content.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Frame {
    /// Above the title: the playbook and its partners.
    pub(super) above: String,
    /// The title.
    pub(super) title: String,
    /// The word before the line for a date; empty when there is none.
    pub(super) date: String,
    /// A stamp such as `Example`; empty when there is none.
    pub(super) stamp: String,
    /// Paragraphs above the content.
    pub(super) intro: Vec<String>,
    /// Lines below the content.
    pub(super) below: Vec<String>,
    /// At the foot of each page, left: what it is, whose it is, how old it is.
    pub(super) foot: String,
    /// The whole address of the page in the site; empty when it is not known.
    pub(super) address: String,
    /// At the foot of each page, right, with `{page}` and `{pages}`.
    pub(super) count: String,
    /// The language, as BCP 47 has it.
    pub(super) language: String,
    /// Whether it can be filled in on screen.
    pub(super) fillable: bool,
    /// What is filled in, by the ids of the fields.
    #[serde(serialize_with = "shared")]
    pub(super) fields: Arc<BTreeMap<String, Field>>,
}

impl Frame {
    /// What stands around the whole sheet of `entry`, in the version that `page` shows.
    pub(super) fn whole(
        input: Input<'_>,
        entry: &Entry,
        (version, page): (Version, &Page),
    ) -> Self {
        let settings = &input.playbook.settings;
        let word = |name: &str| input.words.word("sheet", name).to_owned();
        let mut above = vec![site_title(input).to_owned()];
        if !settings.partners.is_empty() {
            above.push(settings.partners.join(" & "));
        }
        let title = page_title(input, page);
        let mut foot = vec![title.clone(), site_title(input).to_owned()];
        if let Some(date) = settings.revised {
            foot.push(input.words.filled("site", "revised", "date", &input.words.date(date)));
        }
        let address = match settings.base_url.value.as_str() {
            "" => String::new(),
            base => format!("{base}{}", page.route.shown()),
        };
        Self {
            above: above.join(BETWEEN),
            title,
            date: if version == Version::Blank { word("date") } else { String::new() },
            stamp: if version == Version::Example { word("example") } else { String::new() },
            intro: intro(input, entry),
            below: below(input, entry, version),
            foot: foot.join(BETWEEN),
            address,
            count: word("pages"),
            language: settings.language.value.clone(),
            fillable: version == Version::Blank && is_fillable(entry),
            fields: Arc::new(fields(input, entry)),
        }
    }

    /// What stands around a handout called `title` of the sheet called `whole`.
    pub(super) fn part(&self, title: &str, whole: &str) -> Self {
        Self {
            above: format!("{}{BETWEEN}{whole}", self.above),
            title: title.to_owned(),
            date: String::new(),
            intro: Vec::new(),
            below: Vec::new(),
            foot: format!("{title}{BETWEEN}{}", self.foot),
            ..self.clone()
        }
    }

    /// The address without what everybody knows of it: `example.org/roles/role-grid.html`.
    pub(super) fn short_address(&self) -> &str {
        self.address.split_once("://").map_or(&*self.address, |(_, rest)| rest)
    }
}

/// Serialises what is shared as if it were not.
fn shared<S: Serializer>(value: &Arc<impl Serialize>, serializer: S) -> Result<S::Ok, S::Error> {
    value.as_ref().serialize(serializer)
}

/// Between facts on one line.
const BETWEEN: &str = " · ";

fn intro(input: Input<'_>, entry: &Entry) -> Vec<String> {
    let document = entry.document().for_participants();
    let mut intro = Vec::new();
    if let Content::Checklist(checklist) = &entry.content {
        intro.push(format!("{}: {}", input.words.word("checklist", "pause"), checklist.pause));
        let way = match checklist.way {
            Way::Confirm => "confirm",
            Way::Follow => "follow",
        };
        intro.push(input.words.word("checklist", way).to_owned());
    }
    document.each_line(&mut |line| intro.push(document.plain(line)));
    intro
}

fn below(input: Input<'_>, entry: &Entry, version: Version) -> Vec<String> {
    let mut below = Vec::new();
    if let Content::Checklist(checklist) = &entry.content {
        let revised = checklist.revised.map(|date| input.words.date(date));
        below.extend(revised.map(|date| input.words.filled("checklist", "revised", "date", &date)));
    }
    if let Content::Worksheet(worksheet) = &entry.content {
        if worksheet.shared.required && version == Version::Blank {
            below.push(input.words.word("sheet", "all_wanted").to_owned());
        }
        if !worksheet.shared.review.is_empty() {
            below.push(input.words.filled("sheet", "review", "when", &worksheet.shared.review));
        }
    }
    below
}

/// Whether the blank sheet can be filled in on screen.
fn is_fillable(entry: &Entry) -> bool {
    match &entry.content {
        Content::Worksheet(worksheet) => worksheet.shared.fillable,
        Content::Checklist(_)
        | Content::Chapter(_)
        | Content::Activity(_)
        | Content::Path(_)
        | Content::Pack(_) => true,
    }
}

/// What is filled in on the sheet of `entry`.
fn fields(input: Input<'_>, entry: &Entry) -> BTreeMap<String, Field> {
    let word = |table: &str, name: &str| input.words.word(table, name).to_owned();
    let fields = match &entry.content {
        Content::Worksheet(worksheet) => worksheet.body.fields(Words::new(&word)),
        Content::Checklist(checklist) => checklist.fields(),
        Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => {
            Vec::new()
        }
    };
    fields.into_iter().map(|field| (field.id.clone(), field)).collect()
}
