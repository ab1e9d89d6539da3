//! Pages that list others: by need, stage, situation and time; glossary, coverage, site map.

use std::collections::BTreeMap;

use super::Pages;
use crate::diag::Diagnostic;
use crate::model::{Content, Entry};
use crate::render::cards::{brief_card, card, link_to, need_view, stage_view};
use crate::render::here::Here;
use crate::render::html::{Scope, Writer};
use crate::render::view::{
    BriefCard, Card, CoverageCell, CoverageKind, CoverageLine, CoverageNeed, CoverageView,
    GlossaryKind, GlossaryView, LinkView, ListGroup, ListKind, ListView, SitemapKind, SitemapLine,
    SitemapPart, SitemapView, TermView,
};
use crate::site::{By, Item, Route, Shows};
use crate::titles::page_label;
use crate::typography::typeset;
use crate::worksheet::id_from;

/// The most cards of one group of a list, and of one cell of the coverage table: no page grows without end with the number
/// of pages. The site map lists all.
const MOST_CARDS: usize = 100;
const MOST_IN_CELL: usize = 12;

/// The steps of the list by time, in minutes.
const TIMES: [u32; 4] = [15, 30, 60, 120];

impl<'a> Pages<'a> {
    fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.input.playbook.entries.values()
    }

    /// The cards of the first of `entries`, and how many more there are.
    fn first_cards(&self, from: &Route, entries: &[&Entry]) -> (Vec<Card>, usize) {
        let first = entries.iter().take(MOST_CARDS);
        let cards = first.filter_map(|entry| card(self.input, from, entry)).collect();
        (cards, entries.len().saturating_sub(MOST_CARDS))
    }

    /// The entries that are `wanted`, activities first, chapters last.
    fn entries_where(&self, wanted: impl Fn(&Entry) -> bool) -> Vec<&'a Entry> {
        let mut wanted: Vec<&Entry> = self.entries().filter(|entry| wanted(entry)).collect();
        let rank = |entry: &Entry| match &entry.content {
            Content::Path(_) => 0,
            Content::Activity(_) => 1,
            Content::Checklist(_) => 2,
            Content::Worksheet(_) | Content::Pack(_) => 3,
            Content::Chapter(_) => 4,
        };
        wanted.sort_by_key(|entry| rank(entry));
        wanted
    }

    pub(super) fn list(&self, number: usize, by: By) -> Result<String, Diagnostic> {
        let from = &self.input.site.pages[number].route;
        let groups = match by {
            By::Need => self.by_need(from),
            By::Stage => self.by_stage(from),
            By::Situation => self.by_situation(from),
            By::Time => self.by_time(from),
        };
        let list = ListView { kind: by.name(), intro: String::new(), groups, filters: true };
        self.fill(
            "list.html",
            self.page_view(number, "list", None),
            String::new(),
            ListKind { list },
        )
    }

    fn by_need(&self, from: &Route) -> Vec<ListGroup> {
        let group = |need: &crate::model::Need| {
            let served = self
                .entries_where(|entry| entry.meta.serves.iter().any(|own| own.value == need.id));
            let (cards, rest) = self.first_cards(from, &served);
            ListGroup {
                id: need.id.clone(),
                title: typeset(&need.title, self.input.words),
                summary: typeset(&need.text, self.input.words),
                href: String::new(),
                cards,
                rest,
            }
        };
        self.input.playbook.settings.needs.iter().map(group).collect()
    }

    fn by_stage(&self, from: &Route) -> Vec<ListGroup> {
        let group = |stage: &crate::model::Stage| {
            let (cards, rest) = self.first_cards(
                from,
                &self.entries_where(|entry| {
                    entry.meta.stage.as_ref().is_some_and(|own| own.value == stage.id)
                }),
            );
            let said =
                [&stage.question, &stage.summary].map(|text| typeset(text, self.input.words));
            ListGroup {
                id: stage.id.clone(),
                title: typeset(&stage.title, self.input.words),
                summary: said.join(" ").trim().to_owned(),
                href: String::new(),
                cards,
                rest,
            }
        };
        self.input.playbook.settings.stages.iter().map(group).collect()
    }

    fn by_situation(&self, from: &Route) -> Vec<ListGroup> {
        let mut served: BTreeMap<String, (&str, Vec<&Entry>)> = BTreeMap::new();
        for entry in self.entries() {
            for situation in &entry.meta.situations {
                let (_, entries) = served
                    .entry(situation.value.to_lowercase())
                    .or_insert_with(|| (&situation.value, Vec::new()));
                entries.push(entry);
            }
        }
        let mut taken = Vec::new();
        let mut groups = Vec::new();
        for (situation, entries) in served.into_values() {
            let id = id_from(situation, &taken);
            taken.push(id.clone());
            let (cards, rest) = self.first_cards(from, &entries);
            groups.push(ListGroup {
                id,
                title: typeset(&sentence(situation), self.input.words),
                summary: String::new(),
                href: String::new(),
                cards,
                rest,
            });
        }
        groups
    }

    fn by_time(&self, from: &Route) -> Vec<ListGroup> {
        let words = self.input.words;
        let mut groups = Vec::new();
        let mut least = 0;
        for most in TIMES.into_iter().chain([u32::MAX]) {
            let fits = |entry: &Entry| {
                entry
                    .meta
                    .time
                    .as_ref()
                    .is_some_and(|time| time.value.1.0 > least && time.value.1.0 <= most)
            };
            let title = match most {
                u32::MAX => words.filled("titles", "longer", "n", &least.to_string()),
                most => words.filled("titles", "up_to", "n", &most.to_string()),
            };
            let id = if most == u32::MAX { "longer".to_owned() } else { format!("up-to-{most}") };
            let (cards, rest) = self.first_cards(from, &self.entries_where(fits));
            if !cards.is_empty() {
                groups.push(ListGroup {
                    id,
                    title,
                    summary: String::new(),
                    href: String::new(),
                    cards,
                    rest,
                });
            }
            least = most;
        }
        groups
    }

    pub(super) fn glossary(&self, number: usize) -> Result<String, Diagnostic> {
        let from = &self.input.site.pages[number].route;
        let users = self.term_users();
        let used_in =
            |at: usize| users[at].iter().map(|page| link_to(self.input, from, *page)).collect();
        let glossary = GlossaryView { terms: self.terms(Here::page(from), &used_in) };
        self.fill(
            "glossary.html",
            self.page_view(number, "glossary", None),
            String::new(),
            GlossaryKind { glossary },
        )
    }

    /// Every term with what it means, by the alphabet, for a page where `used_in` says which pages use the term of a number.
    pub(super) fn terms(
        &self,
        here: Here<'_>,
        used_in: &dyn Fn(usize) -> Vec<LinkView>,
    ) -> Vec<TermView<'a>> {
        let embed = |_: &Entry, _: Here<'_>, _: u8| String::new();
        let terms = self.input.playbook.terms.iter().enumerate().map(|(at, term)| {
            // Each has notes of its own.
            let prefix = format!("t{}-", at + 1);
            let mut writer = Writer::new(self.tools(&embed), here.within(&prefix)).without_terms();
            TermView {
                id: &term.id,
                term: &term.term.value,
                also: &term.also,
                means: writer.document_html(Scope::new(&term.means, &term.path)),
                used_in: used_in(at),
            }
        });
        let mut terms: Vec<TermView<'_>> = terms.collect();
        terms.sort_by_key(|term| term.term.to_lowercase());
        terms
    }

    /// For each term the first pages of prose that hold it.
    fn term_users(&self) -> Vec<Vec<usize>> {
        const MOST: usize = 6;
        let input = self.input;
        let mut users = vec![Vec::new(); input.playbook.terms.len()];
        for (path, page) in &input.site.page_of {
            let (Content::Chapter(document) | Content::Activity(document)) =
                &input.playbook.entries[path].content
            else {
                continue;
            };
            if users.iter().all(|pages| pages.len() >= MOST) {
                break;
            }
            document.each_inline(&mut |inline| {
                let crate::prose::Inline::Text(text) = inline else { return };
                for (term, _) in self.shared.terms.find(text.as_str(&document.source)) {
                    if users[term].len() < MOST && users[term].last() != Some(page) {
                        users[term].push(*page);
                    }
                }
            });
        }
        users
    }

    pub(super) fn coverage(&self, number: usize) -> Result<String, Diagnostic> {
        let input = self.input;
        let settings = &input.playbook.settings;
        let from = &input.site.pages[number].route;
        let stages =
            settings.stages.iter().filter_map(|stage| stage_view(input, from, &stage.id)).collect();
        let row = |need: &crate::model::Need| {
            let view = need_view(input, from, &need.id)?;
            let cell = |stage: &crate::model::Stage| {
                let served = self.entries_where(|entry| {
                    entry.meta.stage.as_ref().is_some_and(|own| own.value == stage.id)
                        && entry.meta.serves.iter().any(|own| own.value == need.id)
                });
                let first = served.iter().take(MOST_IN_CELL);
                CoverageCell {
                    cards: first.filter_map(|entry| brief_card(input, from, entry)).collect(),
                    rest: served.len().saturating_sub(MOST_IN_CELL),
                }
            };
            let cells = settings.stages.iter().map(cell).collect();
            Some(CoverageNeed { id: view.id, title: view.title, href: view.href, cells })
        };
        let served = self.served_items(from);
        let items: Vec<CoverageLine<'_>> = input
            .playbook
            .coverage
            .iter()
            .flat_map(|coverage| &coverage.items)
            .map(|item| CoverageLine {
                id: &item.id,
                text: typeset(&item.text, input.words),
                served_by: served.get(item.id.as_str()).cloned().unwrap_or_default(),
            })
            .collect();
        let coverage = CoverageView {
            stages,
            needs: settings.needs.iter().filter_map(row).collect(),
            covered: items.iter().filter(|item| !item.served_by.is_empty()).count(),
            total: items.len(),
            items,
        };
        self.fill(
            "coverage.html",
            self.page_view(number, "coverage", None),
            String::new(),
            CoverageKind { coverage },
        )
    }

    /// The pages that serve each line of the coverage list; the settings serve through the home page.
    fn served_items(&self, from: &Route) -> BTreeMap<&'a str, Vec<BriefCard>> {
        let input = self.input;
        let mut served: BTreeMap<&'a str, Vec<BriefCard>> = BTreeMap::new();
        for entry in self.entries() {
            if entry.meta.covers.is_empty() {
                continue;
            }
            let Some(card) = brief_card(input, from, entry) else { continue };
            for id in &entry.meta.covers {
                served.entry(id.value.as_str()).or_default().push(card.clone());
            }
        }
        let home = input.index.introduction("").and_then(|entry| brief_card(input, from, entry));
        for id in &input.playbook.settings.covers {
            served.entry(id.value.as_str()).or_default().extend(home.clone());
        }
        served
    }

    pub(super) fn site_map(&self, number: usize) -> Result<String, Diagnostic> {
        let input = self.input;
        let from = &input.site.pages[number].route;
        let root = &input.site.folders[0];
        let mut parts = Vec::new();
        for folder in &root.folders {
            let page = input.site.folders[*folder].page;
            let LinkView { title, href } = link_to(input, from, page);
            let mut pages = Vec::new();
            self.lines_below(*folder, from, 0, &mut pages);
            parts.push(SitemapPart { title, href, pages });
        }
        let mut others: Vec<LinkView> =
            root.pages.iter().map(|page| link_to(input, from, *page)).collect();
        others.insert(0, link_to(input, from, root.page));
        others.extend(
            [input.site.glossary, input.site.coverage]
                .into_iter()
                .flatten()
                .map(|page| link_to(input, from, page)),
        );
        let lists = input.site.lists.values().map(|page| link_to(input, from, *page)).collect();
        let sitemap = SitemapView { parts, lists, others };
        self.fill(
            "sitemap.html",
            self.page_view(number, "sitemap", None),
            String::new(),
            SitemapKind { sitemap },
        )
    }

    fn lines_below(&self, folder: usize, from: &Route, depth: usize, lines: &mut Vec<SitemapLine>) {
        let input = self.input;
        let line = |page: usize| SitemapLine {
            title: page_label(input, &input.site.pages[page]),
            href: from.href_to(&input.site.pages[page].route),
            depth: depth.min(4),
        };
        for item in &input.site.folders[folder].items {
            match item {
                Item::Page(page) => {
                    lines.push(line(*page));
                    if let Shows::Entry(path) = &input.site.pages[*page].shows
                        && let Some(example) = input.site.example_of.get(path)
                    {
                        lines.push(SitemapLine { depth: (depth + 1).min(4), ..line(*example) });
                    }
                }
                Item::Folder(inner) => {
                    lines.push(line(input.site.folders[*inner].page));
                    self.lines_below(*inner, from, depth + 1, lines);
                }
            }
        }
    }
}

/// A situation as the title of a group: with a capital letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
