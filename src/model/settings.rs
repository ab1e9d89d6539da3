//! What `playbook.toml` says about the whole playbook.

use super::Brand;
use crate::colour::Tones;
use crate::measure::{Date, Zone};
use crate::record::Record;
use crate::schema::{Key, Schema};
use crate::sheet::Paper;
use crate::source::{SourcePath, Span, Spanned};

/// What holds for the whole playbook.
#[expect(clippy::struct_excessive_bools, reason = "each is a line of `playbook.toml`")]
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The settings file. `None` when the playbook has none.
    pub path: Option<SourcePath>,
    /// The playbook's name; empty when the home page has to say it.
    pub title: String,
    /// One sentence of promise.
    pub tagline: String,
    /// The colour that it goes by. `None` for that of the built-in look.
    pub brand: Option<Brand>,
    /// The language of the texts, such as `en` or `pt-BR`.
    pub language: Spanned<String>,
    /// Whether the file says the language.
    pub says_language: bool,
    /// The paper of sheets that do not say otherwise.
    pub paper: Paper,
    /// Whether there is a PDF of the whole playbook, and one of each part.
    pub book: bool,
    /// Whether there is a page to print of the whole playbook, and one of each part.
    pub print_pages: bool,
    /// Whether the site can be searched.
    pub search: bool,
    /// Whether `;` stands between the cells of CSV files, as many spreadsheets expect where a comma begins the decimals.
    pub semicolons: bool,
    /// What the partners are called.
    pub partners: Vec<String>,
    /// When the playbook was last changed as a whole.
    pub revised: Option<Date>,
    /// The clocks that times in calendar files are by, where a sheet does not say. `None` for those on each reader's wall.
    pub zone: Option<Zone>,
    /// Where the site will stand, ending in `/`; empty when not known. Then `404.html`, which hosts show at any address, has
    /// links and styles that hold only at the root of the site.
    pub base_url: Spanned<String>,
    /// The address to change a page at, up to its path; empty when there is none.
    pub edit_url: String,
    /// Whether search machines are asked to stay away.
    pub noindex: bool,
    /// Whether HTML in prose is passed through.
    pub allow_html: bool,
    /// Slugs of the sheets on the home page.
    pub print_most: Vec<Spanned<String>>,
    /// Under which terms the playbook may be used.
    pub licence: String,
    /// Who helps.
    pub contact: Option<Contact>,
    /// The stages in the life of the partnership, in order.
    pub stages: Vec<Stage>,
    /// The criteria that pages serve.
    pub needs: Vec<Need>,
    /// Ids from the coverage list that the settings themselves serve.
    pub covers: Vec<Spanned<String>>,
    /// What the addresses of other hosts begin with that no check asks: `https://intranet.example`.
    pub external_skip: Vec<String>,
    /// Whether what other programs pass over is a warning and no error. `None` where the playbook itself decides.
    pub is_lenient: Option<bool>,
    /// What rules count as: `broken-link = "warning"`.
    pub check: Vec<(Spanned<String>, Spanned<String>)>,
}

/// Who helps a reader.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// A heading.
    pub title: String,
    /// A sentence or two.
    pub text: String,
    /// A mail address; empty when there is none.
    pub email: String,
    /// An address to go to; empty when there is none.
    pub link: Spanned<String>,
}

/// A stage in the life of the partnership.
#[derive(Clone, Debug)]
pub struct Stage {
    /// What pages refer to it by.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The question it answers.
    pub question: String,
    /// A sentence.
    pub summary: String,
    /// What others call it.
    pub elsewhere: Vec<String>,
    /// Where it was written.
    pub span: Span,
}

/// A criterion that pages serve.
#[derive(Clone, Debug)]
pub struct Need {
    /// What pages refer to it by.
    pub id: String,
    /// Its name.
    pub title: String,
    /// A sentence.
    pub text: String,
    /// Where it was written.
    pub span: Span,
}

const CONTACT_KEYS: &[Key] = &[
    Key::new("title", Schema::Text, "a heading, such as `Ask us`"),
    Key::new("text", Schema::Text, "a sentence or two"),
    Key::new("email", Schema::Text, "a mail address"),
    Key::new("link", Schema::Text, "an address to go to"),
];

const STAGE_KEYS: &[Key] = &[
    Key::needed("id", Schema::Text, "what pages refer to the stage by"),
    Key::needed("title", Schema::Text, "the name of the stage"),
    Key::new("question", Schema::Text, "the question it answers"),
    Key::new("summary", Schema::Text, "a sentence"),
    Key::new("elsewhere", Schema::Texts, "what others call it"),
];

const NEED_KEYS: &[Key] = &[
    Key::needed("id", Schema::Text, "what pages refer to the need by"),
    Key::needed("title", Schema::Text, "the name of the need"),
    Key::new("text", Schema::Text, "a sentence"),
];

/// The keys of `playbook.toml`.
pub const SETTINGS_KEYS: &[Key] = &[
    Key::new("title", Schema::Text, "the name of the playbook"),
    Key::new("tagline", Schema::Text, "one sentence of promise"),
    Brand::KEY,
    Key::new("language", Schema::Text, "the language of the texts, such as `en`"),
    Key::new("paper", Schema::OneOf(Paper::NAMES), "the paper of sheets that do not say otherwise"),
    Key::new(
        "book",
        Schema::Flag,
        "`true` makes a PDF of the whole playbook, and one of each part, as a book",
    ),
    Key::new(
        "print_pages",
        Schema::Flag,
        "`false` leaves out the pages that print a part, or the whole playbook, from the browser",
    ),
    Key::new("search", Schema::Flag, "`false` leaves out the search, its page and its files"),
    Key::new(
        "csv_separator",
        Schema::OneOf(&[",", ";"]),
        "what stands between the cells of CSV files for spreadsheets",
    ),
    Key::new("partners", Schema::Texts, "what the partners are called"),
    Key::new("revised", Schema::Date, "when the playbook was last changed"),
    Key::new(
        "zone",
        Schema::Text,
        "whose clocks the times in calendar files are by, such as `Europe/Berlin`, where a sheet does not say",
    ),
    Key::new(
        "base_url",
        Schema::Text,
        "where the site will stand, such as `https://example.org/playbook/`: for search machines, and for the look of \
         `404.html` at every address",
    ),
    Key::new("edit_url", Schema::Text, "the address to change a page at, up to its path"),
    Key::new("noindex", Schema::Flag, "`true` asks search machines to stay away"),
    Key::new("allow_html", Schema::Flag, "`true` passes HTML in prose through"),
    Key::new(
        "print_most",
        Schema::Texts,
        "file names, without ending, of the sheets on the home page",
    ),
    Key::new("licence", Schema::Text, "under which terms the playbook may be used"),
    Key::new("covers", Schema::Texts, "ids from `coverage.toml`"),
    Key::new(
        "external_skip",
        Schema::Texts,
        "what the addresses begin with that `check --external` leaves out, such as `https://intranet.example`",
    ),
    Key::new("contact", Schema::Table(CONTACT_KEYS), "who helps a reader"),
    Key::new("stage", Schema::Blocks(STAGE_KEYS), "a stage in the life of the partnership"),
    Key::new("need", Schema::Blocks(NEED_KEYS), "a criterion that pages serve"),
    Key::new(
        "strict",
        Schema::Flag,
        "`true` makes an error of every dead link and the like, in a folder brought along as well",
    ),
    Key::new(
        "lenient",
        Schema::Flag,
        "`true` makes a warning of what other programs pass over, in a playbook of one's own as well",
    ),
    Key::new("check", Schema::Names, "what rules count as, such as `broken-link = \"warning\"`"),
];

impl Settings {
    /// Takes the settings out of the record of `playbook.toml`.
    pub fn of(record: &Record, path: &SourcePath) -> Self {
        let plain = |record: &Record, name: &str| {
            record.texts(name).into_iter().map(|text| text.value).collect()
        };
        let mut base_url = record.text("base_url").unwrap_or_default();
        if !base_url.value.is_empty() && !base_url.value.ends_with('/') {
            base_url.value.push('/');
        }
        Self {
            path: Some(path.clone()),
            title: record.text_or_empty("title"),
            tagline: record.text_or_empty("tagline"),
            brand: Brand::of(record),
            language: record
                .text("language")
                .unwrap_or_else(|| Spanned::new("en".to_owned(), record.span)),
            says_language: record.text("language").is_some(),
            paper: Paper::named(&record.text_or_empty("paper")).unwrap_or_default(),
            book: record.flag("book").unwrap_or(false),
            print_pages: record.flag("print_pages").unwrap_or(true),
            search: record.flag("search").unwrap_or(true),
            semicolons: record.text_or_empty("csv_separator") == ";",
            partners: plain(record, "partners"),
            revised: record.date("revised"),
            zone: Zone::named(&record.text_or_empty("zone")),
            base_url,
            edit_url: record.text_or_empty("edit_url"),
            noindex: record.flag("noindex").unwrap_or(false),
            allow_html: record.flag("allow_html").unwrap_or(false),
            print_most: record.texts("print_most"),
            licence: record.text_or_empty("licence"),
            contact: record.record("contact").map(|contact| Contact {
                title: contact.text_or_empty("title"),
                text: contact.text_or_empty("text"),
                email: contact.text_or_empty("email"),
                link: contact.text("link").unwrap_or_default(),
            }),
            stages: record
                .records("stage")
                .into_iter()
                .filter_map(|stage| {
                    let id = stage.text("id")?;
                    Some(Stage {
                        id: id.value,
                        title: stage.text_or_empty("title"),
                        question: stage.text_or_empty("question"),
                        summary: stage.text_or_empty("summary"),
                        elsewhere: plain(stage, "elsewhere"),
                        span: id.span,
                    })
                })
                .collect(),
            needs: record
                .records("need")
                .into_iter()
                .filter_map(|need| {
                    let id = need.text("id")?;
                    Some(Need {
                        id: id.value,
                        title: need.text_or_empty("title"),
                        text: need.text_or_empty("text"),
                        span: id.span,
                    })
                })
                .collect(),
            covers: record.texts("covers"),
            external_skip: plain(record, "external_skip"),
            is_lenient: record
                .flag("strict")
                .map(|strict| !strict)
                .or_else(|| record.flag("lenient")),
            check: record.record("check").map(Record::names).unwrap_or_default(),
        }
    }

    /// The tones of the site. `None` for those of the built-in look.
    pub fn tones(&self) -> Option<Tones> {
        self.brand.as_ref().map(Brand::tones)
    }

    /// The stage called `id`, and its number from 1.
    pub fn stage(&self, id: &str) -> Option<(usize, &Stage)> {
        self.stages
            .iter()
            .enumerate()
            .find(|(_, stage)| stage.id == id)
            .map(|(at, stage)| (at + 1, stage))
    }

    /// The need called `id`.
    pub fn need(&self, id: &str) -> Option<&Need> {
        self.needs.iter().find(|need| need.id == id)
    }

    /// The letter that stands for a stage where colour does not: the first letter of its title that no earlier stage has.
    pub fn stage_letter(&self, number: usize) -> char {
        let mut taken = Vec::new();
        for stage in &self.stages[..number] {
            let free = stage
                .title
                .chars()
                .flat_map(char::to_uppercase)
                .find(|c| c.is_alphanumeric() && !taken.contains(c));
            taken.push(free.unwrap_or('?'));
        }
        taken.last().copied().unwrap_or('?')
    }
}
