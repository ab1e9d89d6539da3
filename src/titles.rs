//! What the whole is called, its pages and its lists, wherever one of them is named.

use crate::input::Input;
use crate::model::{Content, Entry};
use crate::site::{By, Page, Shows};
use crate::source::SourcePath;
use crate::typography::typeset;

/// The playbook's title: as set, else as its home page has it, else the name of its folder.
pub fn site_title(input: Input<'_>) -> &str {
    let settings = &input.playbook.settings;
    if settings.title.is_empty() { own_title(input) } else { &settings.title }
}

/// The title that the playbook has where none is set.
pub fn own_title(input: Input<'_>) -> &str {
    let home = input.index.introduction("").map(Entry::title);
    home.unwrap_or(&input.playbook.called)
}

/// The title of the list by `by`.
pub fn list_title(input: Input<'_>, by: By) -> &str {
    input.words.word("titles", by.name())
}

/// The title of a page, whatever it shows.
pub fn page_title(input: Input<'_>, page: &Page) -> String {
    let entry = |path: &SourcePath| typeset(input.playbook.entries[path].title(), input.words);
    match &page.shows {
        Shows::Home(_) => site_title(input).to_owned(),
        Shows::Part(folder, introduction) => {
            introduction.as_ref().map_or_else(|| input.site.folders[*folder].title.clone(), entry)
        }
        Shows::Entry(path) => entry(path),
        Shows::Example(path) => input.words.filled("titles", "example", "title", &entry(path)),
        Shows::List(by) => list_title(input, *by).to_owned(),
        Shows::Glossary => match input.playbook.glossary_title.as_str() {
            "" => input.words.word("titles", "glossary").to_owned(),
            title => typeset(title, input.words),
        },
        Shows::Coverage => match &input.playbook.coverage {
            Some(coverage) if !coverage.title.is_empty() => coverage.title.clone(),
            Some(_) | None => input.words.word("titles", "coverage").to_owned(),
        },
        Shows::SiteMap => input.words.word("titles", "sitemap").to_owned(),
        Shows::Search => input.words.word("titles", "search").to_owned(),
        Shows::Print(folder) => {
            let title = page_title(input, &input.site.pages[input.site.folders[*folder].page]);
            input.words.filled("titles", "print", "title", &title)
        }
        Shows::NotFound => input.words.word("not_found", "title").to_owned(),
    }
}

/// What a page is called in the navigation: by its title, unless it, or what orders the pages, says otherwise.
pub fn page_label(input: Input<'_>, page: &Page) -> String {
    let said = match &page.shows {
        Shows::Part(folder, introduction) => {
            let folder = input.playbook.outline.name(&input.site.folders[*folder].path);
            folder.or_else(|| own_label(input, introduction.as_ref()?))
        }
        Shows::Entry(path) => own_label(input, path),
        Shows::Home(_)
        | Shows::Example(_)
        | Shows::List(_)
        | Shows::Glossary
        | Shows::Coverage
        | Shows::SiteMap
        | Shows::Search
        | Shows::Print(_)
        | Shows::NotFound => None,
    };
    said.map_or_else(|| page_title(input, page), |said| typeset(said, input.words))
}

fn own_label<'a>(input: Input<'a>, path: &SourcePath) -> Option<&'a str> {
    let label = || Some(input.playbook.entries.get(path)?.meta.label.as_str());
    input.playbook.outline.name(path.as_str()).or_else(label).filter(|label| !label.is_empty())
}

/// The title that the author gave the home page, where the whole is called otherwise.
pub fn own_title_of_home(input: Input<'_>, home: &Entry) -> Option<String> {
    let title = typeset(home.title(), input.words);
    (title != typeset(site_title(input), input.words)).then_some(title)
}

/// What the home page is called among others: its own title, or the word for it.
pub fn home_title(input: Input<'_>, home: &Entry) -> String {
    let own = own_title_of_home(input, home);
    own.unwrap_or_else(|| input.words.word("book", "home").to_owned())
}

/// What a page is called among the kinds, in words.
pub fn kind_label(input: Input<'_>, entry: &Entry) -> String {
    match &entry.content {
        Content::Worksheet(worksheet) => {
            input.words.word("worksheets", worksheet.kind().name).to_owned()
        }
        Content::Chapter(_) if entry.path.introduces_folder() => {
            input.words.word("kinds", "part").to_owned()
        }
        Content::Chapter(_)
        | Content::Activity(_)
        | Content::Checklist(_)
        | Content::Path(_)
        | Content::Pack(_) => input.words.word("kinds", entry.kind()).to_owned(),
    }
}
