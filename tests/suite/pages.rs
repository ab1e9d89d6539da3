//! No page is lost: whatever files are called, each is a page of the site, a part of one, or told.

use std::collections::BTreeSet;

use partnerbook::check;
use partnerbook::diag::Diagnostics;
use partnerbook::model::Index;
use partnerbook::parse::{self, parse};
use partnerbook::plan::plan;
use partnerbook::site::Linked;
use partnerbook::source::{SourcePath, Sources};

/// Numbers in no order that are the same on every run (the constants are Knuth's).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }
}

const FOLDERS: [&str; 9] =
    ["", "", "x/", "01-x/", "2_X/", "x/y/", "01-x/02-y/", "search/", "lists/"];
const NUMBERS: [&str; 4] = ["", "", "01-", "2 "];
const NAMES: [&str; 15] = [
    "index",
    "README",
    "Index",
    "readme",
    "a",
    "A",
    "f",
    "f-example",
    "f-agenda",
    "SUMMARY",
    "con",
    "404",
    "site-map",
    "print",
    "é",
];
const ENDINGS: [&str; 6] = [".md", ".markdown", ".MD", ".Markdown", ".toml", ".toml"];
const CHAPTERS: [&str; 5] = [
    "# A title\n\nWords.\n",
    "Words alone.\n",
    "- [A](a.md)\n\nMore words.\n",
    "# With another\n\n```include\na.md\n```\n",
    "+++\naliases = [\"a\", \"old/\"]\n+++\n# Moved\n",
];
const SHEETS: [&str; 3] = [
    "kind = \"form\"\n[[ask]]\nquestion = \"Who?\"\nexample = \"Ada\"\n",
    "kind = \"checklist\"\npause = \"Now\"\nitems = [\"Look\"]\n",
    "kind = \"session\"\n[[block]]\ntitle = \"Begin\"\nminutes = 10\n",
];

/// A few files whose names are alike.
fn tree(dice: &mut Dice) -> Vec<(String, &'static str)> {
    let files = 2 + dice.below(7);
    let file = |dice: &mut Dice| {
        let name: String =
            [&FOLDERS[..], &NUMBERS, &NAMES, &ENDINGS].map(|parts| dice.one_of(parts)).concat();
        let texts: &[&str] = if name.ends_with("toml") { &SHEETS } else { &CHAPTERS };
        (name, dice.one_of(texts))
    };
    (0..files).map(|_| file(dice)).collect()
}

/// The pages of `files` that are nowhere in the site and of which nothing is told.
fn lost(files: &[(&str, &str)]) -> Vec<SourcePath> {
    let sources = Sources::in_memory(files);
    let mut diagnostics = Diagnostics::new();
    let playbook = parse(&sources, &mut diagnostics);
    let (index, site) = (Index::new(&playbook, &sources), plan(&playbook));
    let linked = Linked { sources: &sources, playbook: &playbook, index: &index, site: &site };
    check::check(linked, None, &mut diagnostics);
    let told: BTreeSet<SourcePath> = diagnostics
        .sorted()
        .into_iter()
        .filter(|(_, fault)| ["duplicate-address", "set-aside"].contains(&fault.rule.code))
        .flat_map(|(_, fault)| fault.location.iter().map(|place| place.path.clone()))
        .collect();
    let is_there = |path: &SourcePath| {
        let page = site.page_of.get(path).map(|page| &site.pages[*page]);
        page.is_some_and(|page| page.shows.prose() == Some(path))
            || playbook.included.contains_key(path)
            || told.contains(path)
    };
    let pages = parse::entries(&sources).into_iter().map(|entry| entry.path);
    pages.filter(|path| !is_there(path)).collect()
}

#[test]
fn every_page_is_in_the_site_or_told() {
    let mut dice = Dice(7);
    for _ in 0..600 {
        let files = tree(&mut dice);
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        assert_eq!(lost(&files), Vec::<SourcePath>::new(), "of {names:?}");
    }
}

#[test]
fn no_two_files_of_a_site_have_one_address() {
    let mut dice = Dice(11);
    for _ in 0..300 {
        let files = tree(&mut dice);
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        let site = plan(&parse(&Sources::in_memory(&files), &mut Diagnostics::new()));
        let exports = site.exports.values().flat_map(|exports| {
            [&exports.markdown, &exports.table].into_iter().chain(&exports.calendar)
        });
        let routes = site.pages.iter().map(|page| &page.route);
        let routes = routes.chain(site.redirects.iter().map(|(route, _)| route));
        let routes = routes.chain(site.papers.values().flatten()).chain(exports);
        let mut seen = BTreeSet::new();
        for route in routes {
            assert!(seen.insert(route.clone()), "{route} of {files:?}");
        }
    }
}
