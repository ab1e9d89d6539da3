//! What holds on every page, for templates.

use serde::Serialize;

use crate::input::Input;
use crate::locale::direction;
use crate::model::Stance;
use crate::titles::{list_title, own_title, site_title};
use crate::typography::typeset;
use crate::worksheet;

/// What holds on every page.
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by a template")]
#[derive(Serialize)]
pub(in crate::render) struct SiteView<'a> {
    title: &'a str,
    former_title: &'a str,
    tagline: String,
    language: &'a str,
    dir: &'static str,
    noindex: bool,
    partners: &'a [String],
    licence: &'a str,
    revised: String,
    contact: Option<ContactView<'a>>,
    /// Whether the home page has the navigation beside it that other pages have, as that of a handbook does.
    home_rail: bool,
    has_terms: bool,
    has_coverage: bool,
    lists: Vec<ListLink<'a>>,
    scripts: Vec<ScriptView>,
    home: &'a str,
    sitemap: &'a str,
    /// The page that searches; empty when there is none.
    search: &'a str,
    glossary: &'a str,
    coverage: &'a str,
    version: &'static str,
}

#[derive(Serialize)]
struct ContactView<'a> {
    title: String,
    text: String,
    email: &'a str,
    link: &'a str,
}

#[derive(Serialize)]
struct ListLink<'a> {
    kind: &'static str,
    title: &'a str,
    href: &'a str,
}

/// The script of a kind of worksheet, and what shows in a page that one of the kind stands there.
#[derive(Serialize)]
struct ScriptView {
    marks: String,
    script: &'static str,
}

impl<'a> SiteView<'a> {
    pub(in crate::render) fn of(input: Input<'a>) -> Self {
        let settings = &input.playbook.settings;
        let route = |page: usize| input.site.pages[page].route.as_str();
        Self {
            title: site_title(input),
            former_title: former_title(input),
            tagline: typeset(&settings.tagline, input.words),
            language: &settings.language,
            dir: direction(&settings.language),
            noindex: settings.noindex,
            partners: &settings.partners,
            licence: &settings.licence,
            revised: settings.revised.map(|date| input.words.date(date)).unwrap_or_default(),
            contact: settings.contact.as_ref().map(|contact| ContactView {
                title: typeset(&contact.title, input.words),
                text: typeset(&contact.text, input.words),
                email: &contact.email,
                link: &contact.link,
            }),
            home_rail: input.playbook.stance == Stance::Plain,
            has_terms: input.site.glossary.is_some(),
            has_coverage: input.site.coverage.is_some(),
            lists: input
                .site
                .lists
                .iter()
                .map(|(by, page)| ListLink {
                    kind: by.name(),
                    title: list_title(input, *by),
                    href: route(*page),
                })
                .collect(),
            scripts: worksheet::KINDS
                .iter()
                .filter(|kind| !kind.script.is_empty())
                .map(|kind| ScriptView {
                    marks: format!("class=\"sheet sheet-{}\"", kind.name),
                    script: kind.script,
                })
                .collect(),
            home: input.site.home().route.as_str(),
            sitemap: route(input.site.site_map),
            search: input.site.search.map(route).unwrap_or_default(),
            glossary: input.site.glossary.map(route).unwrap_or_default(),
            coverage: input.site.coverage.map(route).unwrap_or_default(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// The title that the playbook had before it had the one that it has: what readers wrote is kept by it. Empty where there is none.
fn former_title(input: Input<'_>) -> &str {
    let title = site_title(input);
    let is_untitled = input.index.introduction("").is_none_or(|home| home.meta.is_named);
    let former = match input.playbook.settings.title.as_str() {
        // So was every playbook called of which nobody said what it is called.
        "" if is_untitled => "Playbook",
        "" => "",
        _ => own_title(input),
    };
    if former == title { "" } else { former }
}
