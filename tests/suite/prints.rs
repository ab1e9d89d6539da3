//! Pages to print hold much, and there is a limit to it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use partnerbook::diag::Diagnostics;
use partnerbook::source::Sources;
use partnerbook::{parse, plan, read};

use crate::compiled::{Compiled, compiled};
use crate::folder::root;

/// A playbook of so many parts with so many chapters each.
fn playbook(parts: usize, chapters: usize, settings: &str) -> Compiled {
    let mut files = vec![("playbook.toml".to_owned(), format!("title = \"Much\"\n{settings}"))];
    for part in 1..=parts {
        for chapter in 1..=chapters {
            let mut text = format!("+++\nsummary = \"Short.\"\n+++\n# Chapter {part}.{chapter}\n");
            let _ = writeln!(text, "\n## What\n\nSay it early.[^1]\n\n[^1]: On the day.");
            files.push((format!("part-{part:02}/chapter-{chapter}.md"), text));
        }
    }
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    compiled(&Sources::in_memory(&files))
}

fn text(site: &Compiled, path: &str) -> String {
    let bytes = site.files.get(path).unwrap_or_else(|| panic!("there is no {path}: {}", site.said));
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_playbook_that_is_not_too_long_is_on_one_page() {
    let site = playbook(3, 4, "");
    let all = text(&site, "print.html");
    assert_eq!(all.matches("<article class=\"print-leaf").count(), 3 + 12);
    assert!(all.contains("This takes about"), "no size is told");
    assert!(text(&site, "part-02/print.html").contains("Chapter 2.4"));
}

#[test]
fn a_playbook_that_is_too_long_leads_to_its_parts() {
    let site = playbook(4, 90, "");
    let all = text(&site, "print.html");
    assert_eq!(all.matches("<article").count(), 0);
    for part in 1..=4 {
        let way = format!("href=\"part-{part:02}/print.html\"");
        assert!(all.contains(&way), "no {way}");
        let page = text(&site, &format!("part-{part:02}/print.html"));
        assert_eq!(page.matches("<article class=\"print-leaf").count(), 90);
    }
    assert!(all.len() < 20_000, "{} bytes", all.len());
}

#[test]
fn a_part_that_is_too_long_and_has_no_sections_is_printed_page_by_page() {
    let site = playbook(2, 301, "");
    assert!(!site.files.contains_key("part-01/print.html"));
    assert!(!text(&site, "part-01/index.html").contains("print.html"));
    assert!(text(&site, "part-01/chapter-301.html").contains("data-print"));
}

#[test]
fn a_playbook_may_have_no_pages_to_print() {
    let site = playbook(3, 4, "print_pages = false\n");
    assert!(!site.files.keys().any(|name| name.ends_with("print.html")));
    assert!(!text(&site, "index.html").contains("print.html"));
}

/// What a folder may hold; `@` stands for a word that is in no other file.
const FOLDERS: &[(&str, &[(&str, &str)])] = &[
    ("index", &[("index.md", "# @")]),
    ("readme", &[("README.md", "Words of @.")]),
    ("bare", &[("index.md", "+++\ntitle = \"Bare\"\nsummary = \"It is @.\"\n+++\n")]),
    ("sheet", &[("@.toml", "kind = \"form\"\ntitle = \"@\"\nquestions = [\"A?\"]")]),
    ("prose", &[("a.md", "# @"), ("b.md", "# @")]),
    (
        "way",
        &[("@.toml", "kind = \"path\"\ntitle = \"@\"\nwhen = \"So it is.\"\nsteps = [\"first\"]")],
    ),
    (
        "pack",
        &[("@.toml", "kind = \"pack\"\ntitle = \"Pack\"\nintro = \"It is @\"\ninclude = [\"s\"]")],
    ),
    ("draft", &[("a.md", "+++\ntitle = \"hidden\"\ndraft = true\n+++\n@")]),
    ("empty", &[]),
];

#[test]
fn every_page_is_on_a_page_to_print_whatever_its_folder_holds() {
    let sheet = "kind = \"form\"\ntitle = \"S\"\nquestions = [\"A?\"]";
    let mut files = vec![
        ("index.md".to_owned(), "# Home\n\nWelcome.".to_owned()),
        ("first.md".to_owned(), "# First".to_owned()),
        ("s.toml".to_owned(), sheet.to_owned()),
    ];
    let mut add = |folder: &str, held: &[(&str, &str)]| {
        for (name, text) in held {
            let own = format!("word{}x", files.len());
            files.push((format!("{folder}{}", name.replace('@', &own)), text.replace('@', &own)));
        }
    };
    for (outer, held) in FOLDERS {
        add(&format!("{outer}/"), held);
        add(&format!("{outer}-around/"), held);
        for (inner, held) in FOLDERS {
            add(&format!("{outer}-around/{inner}/"), held);
        }
    }
    let borrowed: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = compiled(&Sources::in_memory(&borrowed));
    let all = text(&site, "print.html");
    for (number, (path, written)) in files.iter().enumerate().skip(3) {
        let word = format!("word{number}x");
        assert_eq!(all.contains(&word), !written.contains("hidden"), "{path}: {}", site.said);
        let part = format!("{}/print.html", path.split('/').next().unwrap());
        if let Some(part) = site.files.get(&part) {
            let part = String::from_utf8_lossy(part);
            assert_eq!(part.contains(&word), !written.contains("hidden"), "{path} in its part");
        }
    }
}

/// What stands between each `before` and the tag that follows.
fn between<'t>(html: &'t str, before: &'t str) -> impl Iterator<Item = &'t str> {
    html.split(before).skip(1).filter_map(|rest| rest.split_once('>')?.1.split('<').next())
}

#[test]
fn every_page_of_the_example_and_of_the_manual_is_on_the_page_to_print() {
    for folder in ["playbook", "docs/playbook"] {
        let mut diagnostics = Diagnostics::new();
        let sources = read::read(&root().join(folder), None, "", &mut diagnostics).unwrap();
        let playbook = parse::parse(&sources, &mut diagnostics);
        let site = plan::plan(&playbook);
        let written = compiled(&sources);
        let all = text(&written, "print.html");
        let titles =
            between(&all, " class=\"print-title\"").chain(between(&all, " class=\"sheet-title\""));
        let titles: BTreeSet<&str> = titles.collect();
        let mut pages = 0;
        for page in site
            .pages
            .iter()
            .filter(|page| page.shows.prose().is_some() && page.route.as_str() != "index.html")
        {
            let page = text(&written, page.route.as_str());
            let title = between(&page, "<h1").next().unwrap();
            assert!(titles.contains(title), "{title} of {folder}");
            pages += 1;
        }
        if written.files.contains_key("glossary.html") {
            let glossary = text(&written, "glossary.html");
            let terms: Vec<&str> = between(&glossary, "<dt").collect();
            assert!(terms.len() > 5, "{terms:?}");
            let printed: Vec<&str> = between(&all, "<dt").collect();
            assert!(terms.iter().all(|term| printed.contains(term)), "{terms:?} of {folder}");
        }
        assert!(pages > 30, "{pages} of {folder}");
    }
}

#[test]
fn the_terms_are_on_the_page_to_print_of_the_whole_each_with_notes_of_its_own() {
    let terms = "kind = \"terms\"\n[[term]]\nterm = \"showcase\"\nmeans = \"Work that is [shown](part/b.md).[^a]\\n\\n[^a]: To all.\"\n\
        [[term]]\nterm = \"gap\"\nmeans = \"What differs.[^a]\\n\\n[^a]: By two.\"\n";
    let site = compiled(&Sources::in_memory(&[
        ("index.md", "# Home"),
        ("part/a.md", "# A"),
        ("part/b.md", "# B"),
        ("terms.toml", terms),
    ]));
    let all = text(&site, "print.html");
    assert!(all.contains("<dt>showcase</dt>") && all.contains("<dt>gap</dt>"), "{all}");
    assert!(
        all.contains("is <a href=\"#p3-pb-page\">shown</a>"),
        "it stands on the same page: {all}"
    );
    for (prefix, says) in [("t1-", "To all."), ("t2-", "By two.")] {
        assert!(all.contains(&format!("<li id=\"{prefix}pb-note-1\">\n<p>{says}</p>")), "{all}");
    }
    assert!(!text(&site, "part/print.html").contains("<dt>"));
}

#[test]
fn a_note_has_one_number_and_marks_side_by_side_are_told_apart() {
    let prose = "# A\n\nOne.[^a] Two[^b]**[^c]** again[^a].\n\n[^c]: C.\n[^b]: B.\n[^a]: A.\n";
    let site =
        compiled(&Sources::in_memory(&[("index.md", "# Home"), ("a.md", prose), ("b.md", "# B")]));
    for (page, prefix) in [("a.html", ""), ("print.html", "p1-")] {
        let html = text(&site, page);
        for (number, says) in [(1, "A."), (2, "B."), (3, "C.")] {
            let note = format!("<li id=\"{prefix}pb-note-{number}\">\n<p>{says}</p>");
            assert_eq!(html.matches(&note).count(), 1, "{note} in {html}");
        }
        let marks: Vec<&str> = html.split("class=\"note-mark\">").skip(1).collect();
        let apart: Vec<bool> = marks.iter().map(|mark| mark.starts_with(", <a")).collect();
        assert_eq!(apart, [false, false, true, false], "{html}");
    }
}
