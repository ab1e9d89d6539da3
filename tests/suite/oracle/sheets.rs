//! What a sheet asks arrives as the same letters on its page, as Markdown and as a table.

use partnerbook::source::Sources;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::generate::{Alphabet, Chance, inlines};
use super::letters::{folded, letters};
use super::{WITHOUT_TYPOGRAPHY, published, seed, typed};
use crate::exports::{cells, rendered, toml};

/// Every kind with a text that may hold emphasis and links, and the keys of such texts: `LIST` stands for them.
const KINDS: &[(&str, &str)] = &[
    ("checklist", "pause = \"P\"\nitems = [LIST]"),
    ("form", "questions = [LIST]"),
    ("matrix", "letters = \"RACI\"\nacross = [\"Us\", \"Them\"]\ndown = [LIST]"),
    ("spectrum", "steps = [\"Low\", \"High\"]\ndown = [LIST]"),
    (
        "health",
        "scale = [\"No\", \"Partly\", \"Yes\"]\nsides = [\"Us\", \"Them\"]\nstatements = [LIST]",
    ),
    ("scorecard", "points = 4\ncandidates = 2\ncriteria = [LIST]"),
    ("reflection", "private = false\nprompts = [LIST]"),
    (
        "agreement",
        "between = [\"Us\", \"Them\"]\nreview = \"every 3 months\"\nresults = [LIST]\nclauses = [LIST]",
    ),
];

/// What a short text says: where the parser takes it for anything but one paragraph, what was typed.
fn said(text: &str) -> String {
    let events: Vec<Event<'_>> = Parser::new_ext(text, WITHOUT_TYPOGRAPHY).collect();
    let is = |event: &Event<'_>| matches!(event, Event::Start(Tag::Paragraph));
    let is_line = events.first().is_some_and(is)
        && events.iter().position(|event| *event == Event::End(TagEnd::Paragraph))
            == Some(events.len() - 1);
    if events.is_empty() {
        return String::new();
    }
    if !is_line {
        return text.trim().to_owned();
    }
    let mut page = String::new();
    pulldown_cmark::html::push_html(&mut page, events.into_iter());
    letters(&page)
}

/// The letters of `text` without white space, as they are typed.
fn squeezed(text: &str) -> String {
    typed(&folded(text)).replace(char::is_whitespace, "")
}

/// Compares so many texts of each kind.
fn compare(seed: u64, count: usize) {
    let mut chance = Chance::new(seed);
    let mut compared = 0;
    for (kind, keys) in KINDS {
        let texts: Vec<String> = (0..count)
            .map(|_| inlines(&mut chance, Alphabet::Signs).replace(['\n', '\t'], " "))
            // A picture without words is shown by the title of what it points to.
            .filter(|text| !text.contains("![]"))
            .filter(|text| !said(text).trim().is_empty())
            .collect();
        let list = texts.iter().map(|text| toml(text)).collect::<Vec<_>>().join(", ");
        let sheet = format!("kind = \"{kind}\"\ntitle = \"T\"\n{}\n", keys.replace("LIST", &list));
        let sources = Sources::in_memory(&[
            ("playbook.toml", "title = \"T\"\n"),
            ("index.md", "# Home\n"),
            ("b.md", "# B\n"),
            ("sheet.toml", &sheet),
        ]);
        let files = published(&sources, |path| path.starts_with("sheet."));
        let read = |ending: &str| {
            let path = format!("sheet.{ending}");
            let file = files.get(&path).unwrap_or_else(|| panic!("{kind}: no {path}"));
            String::from_utf8_lossy(file).into_owned()
        };
        let page = squeezed(&letters(&read("html")));
        let markdown = squeezed(&rendered(&read("md")).0);
        let table = squeezed(&cells(&read("csv")).concat().join(" "));
        for text in &texts {
            let right = squeezed(&said(text));
            for (place, whole) in [("page", &page), ("Markdown", &markdown), ("table", &table)] {
                assert!(whole.contains(&right), "{kind}: the {place} lacks `{right}` of `{text}`");
            }
            compared += right.chars().count();
        }
    }
    println!(
        "sheets: {} kinds, {compared} letters, on pages, as Markdown and in tables",
        KINDS.len()
    );
}

#[test]
fn what_a_sheet_asks_is_the_same_everywhere() {
    compare(31, 100);
}

#[test]
#[ignore = "many sheets: `tests/long oracle`"]
fn what_many_sheets_ask_is_the_same_everywhere() {
    compare(seed().wrapping_mul(100).wrapping_add(31), 2_000);
}
