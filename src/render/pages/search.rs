//! The page that searches, with an index from A to Z for those who search without scripting.

use std::collections::BTreeMap;

use super::Pages;
use crate::diag::Diagnostic;
use crate::render::cards::link_to;
use crate::render::view::{LinkView, SearchKind, SearchLetter, SearchLine, SearchView};
use crate::site::{Page, Route, Shows, escape};
use crate::titles::{kind_label, page_title};
use crate::typography::typeset;

/// The most lines of the index: no page grows without end with the number of pages.
const MOST_LINES: usize = 300;

impl Pages<'_> {
    /// The page that searches.
    pub(super) fn search(&self, number: usize) -> Result<String, Diagnostic> {
        let input = self.input;
        let from = &input.site.pages[number].route;
        let (letters, parts) = match self.lines(from) {
            Some(lines) => (by_letter(lines), Vec::new()),
            None => (Vec::new(), self.parts(from)),
        };
        let sitemap = link_to(input, from, input.site.site_map);
        let search = SearchView { letters, parts, sitemap };
        let view = self.page_view(number, "search", None);
        self.fill("search.html", view, String::new(), SearchKind { search })
    }

    fn parts(&self, from: &Route) -> Vec<LinkView> {
        let folders = &self.input.site.folders;
        let parts = folders[0].folders.iter();
        parts.map(|part| link_to(self.input, from, folders[*part].page)).collect()
    }

    /// A line for each page that an author wrote and each term. `None` when there are too many.
    fn lines(&self, from: &Route) -> Option<Vec<SearchLine>> {
        let input = self.input;
        let pages = || input.site.pages.iter().filter(|page| is_listed(page));
        let terms = &input.playbook.terms;
        if pages().count() + terms.len() > MOST_LINES {
            return None;
        }
        let page = |page: &Page| SearchLine {
            title: page_title(input, page),
            href: from.href_to(&page.route),
            label: match page.shows.file() {
                Some(path) => kind_label(input, &input.playbook.entries[path]),
                None => input.words.word("kinds", "part").to_owned(),
            },
        };
        let glossary = input.site.glossary.map(|page| from.href_to(&input.site.pages[page].route));
        let terms = terms.iter().zip(glossary.iter().cycle()).map(|(term, glossary)| SearchLine {
            title: typeset(&term.term, input.words),
            href: format!("{glossary}#{}", escape(&term.id)),
            label: input.words.word("search", "term").to_owned(),
        });
        Some(pages().map(page).chain(terms).collect())
    }
}

fn is_listed(page: &Page) -> bool {
    match page.shows {
        Shows::Part(..) | Shows::Entry(_) => true,
        Shows::Home(_)
        | Shows::Example(_)
        | Shows::List(_)
        | Shows::Glossary
        | Shows::Coverage
        | Shows::SiteMap
        | Shows::Search
        | Shows::Print(_)
        | Shows::NotFound => false,
    }
}

/// The lines below the letter that each begins with. Those that begin with none stand first.
fn by_letter(lines: Vec<SearchLine>) -> Vec<SearchLetter> {
    let mut letters: BTreeMap<String, Vec<(String, SearchLine)>> = BTreeMap::new();
    for line in lines {
        let key = line.title.to_lowercase();
        let first = key.chars().find(|letter| letter.is_alphanumeric());
        let letter = first.filter(|first| first.is_alphabetic());
        let letter = letter.map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
        letters.entry(letter).or_default().push((key, line));
    }
    let sorted = |(letter, mut lines): (String, Vec<(String, SearchLine)>)| {
        lines.sort_by(|(a, _), (b, _)| a.cmp(b));
        SearchLetter { letter, lines: lines.into_iter().map(|(_, line)| line).collect() }
    };
    letters.into_iter().map(sorted).collect()
}
