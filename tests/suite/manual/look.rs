//! What the manual says of words, styles and templates is what they are made of.

use std::collections::BTreeSet;

use partnerbook::source::Sources;
use partnerbook::theme::Theme;
use partnerbook::worksheet;

use super::text_of;
use crate::compiled::compiled;

/// A playbook that has a page of every kind.
const FILES: &[(&str, &str)] = &[
    (
        "playbook.toml",
        "title = \"Side by Side\"\nprint_most = [\"plan\"]\n[contact]\ntitle = \"Ask\"\n[[stage]]\nid = \"begin\"\ntitle = \"Beginning\"\n",
    ),
    ("index.md", "# Home\n\nTo [it](part/chapter.md).\n"),
    ("part/index.md", "# Part\n"),
    ("part/chapter.md", "+++\nstage = \"begin\"\naliases = [\"old.html\"]\n+++\n\n# Chapter\n"),
    ("part/activity.md", "+++\nkind = \"activity\"\nuses = [\"plan\"]\n+++\n\n## Go (5 min)\n"),
    ("list.toml", "kind = \"checklist\"\ntitle = \"List\"\npause = \"Now\"\nitems = [\"Water\"]\n"),
    (
        "path.toml",
        "kind = \"path\"\ntitle = \"Path\"\nwhen = \"It hurts.\"\nsteps = [\"activity\"]\n",
    ),
    ("pack.toml", "kind = \"pack\"\ntitle = \"Pack\"\ninclude = [\"plan\"]\n"),
    ("terms.toml", "kind = \"terms\"\n[[term]]\nterm = \"Go\"\nmeans = \"Leave\"\n"),
    ("coverage.toml", "kind = \"coverage\"\n[items]\nA1 = \"Say it\"\n"),
];

/// A sheet, and one of another kind in its place.
const PLAN: &str = "kind = \"plan\"\ntitle = \"Plan\"\n";
const FORM: &str = "kind = \"form\"\ntitle = \"Form\"\nquestions = [\"Who?\"]\n";

/// The names that `template` is given where it asks for `asked`, a name that is not there, and the one sheet is `sheet`.
fn given(template: &str, asked: &str, sheet: &str) -> BTreeSet<String> {
    let mut files = FILES.to_vec();
    files.push(("plan.toml", sheet));
    let mut sources = Sources::in_memory(&files);
    sources.templates.insert(template.to_owned(), format!("{{{{ {asked} }}}}").into());
    let said = compiled(&sources).said;
    let (_, names) = said.split_once("Available ").unwrap_or_else(|| panic!("{template}: {said}"));
    let (_, names) = names.split_once(": ").expect("the names follow");
    names.lines().next().unwrap().split(", ").map(str::to_owned).collect()
}

/// Whether a kind of worksheet is called so: what is named as a kind needs no line of its own.
fn is_kind(name: &str) -> bool {
    worksheet::kind(name).is_some()
}

#[test]
fn every_template_block_and_table_of_words_is_named() {
    let page = text_of("look.md");
    let mut blocks = BTreeSet::new();
    for (name, text) in Theme::texts() {
        if let Some(name) = name.strip_prefix("templates/").filter(|name| name.ends_with(".html")) {
            let of_kind =
                name.strip_prefix("worksheets/").and_then(|name| name.strip_suffix(".html"));
            let is_named = page.contains(&format!("`{name}`")) || of_kind.is_some_and(is_kind);
            assert!(is_named, "`look.md` does not name `{name}`");
            let found = text.split("{% block ").skip(1);
            blocks.extend(found.map(|rest| rest.split(' ').next().unwrap()));
        }
        if name == "templates/words/en.toml" {
            let tables = text.lines().filter(|line| line.starts_with('['));
            let tables: Vec<_> =
                tables.filter(|line| !is_kind(line.trim_matches(['[', ']']))).collect();
            let told = page.lines().filter(|line| line.starts_with("| `["));
            // The tables of all kinds have one line together.
            assert_eq!(tables.len() + 1, told.count());
            for table in tables {
                assert!(
                    page.contains(&format!("| `{table}` | ")),
                    "`look.md` does not name `{table}`"
                );
            }
        }
    }
    let (_, table) = page.split_once("| Block | What stands in it |\n|---|---|\n").unwrap();
    let told: BTreeSet<_> =
        table.lines().map_while(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert_eq!(told, blocks);
}

#[test]
fn templates_are_given_what_the_manual_says() {
    let page = text_of("look.md");
    for of in ["site", "page"] {
        let known = given("chapter.html", &format!("{of}.zzz"), PLAN);
        let told = page.split('`').skip(1).step_by(2);
        let prefix = format!("{of}.");
        let told: BTreeSet<_> =
            told.filter_map(|code| code.strip_prefix(&prefix)).map(str::to_owned).collect();
        assert_eq!(told, known, "`{of}`");
    }
    let (_, table) = page.split_once("| Name | In | What is in it |\n|---|---|---|\n").unwrap();
    let lines: Vec<&str> = table.lines().take_while(|line| line.starts_with('|')).collect();
    let common = given("chapter.html", "zzz", PLAN);
    for line in &lines {
        let mut codes = line.split('`').skip(1).step_by(2);
        let (name, template) = (codes.next().unwrap(), codes.next().unwrap());
        let more: BTreeSet<_> = given(template, "zzz", PLAN).difference(&common).cloned().collect();
        assert_eq!(more, BTreeSet::from([name.to_owned()]), "`{template}`");
        let asked = format!("{name}.zzz");
        let mut known = given(template, &asked, PLAN);
        if name == "sheet" {
            // What only one kind has is not said of all.
            let other = given(template, &asked, FORM);
            known = known.intersection(&other).cloned().collect();
        }
        assert_eq!(codes.map(str::to_owned).collect::<BTreeSet<_>>(), known, "`{name}`");
    }
    let own = |name: &str| name.ends_with(".html") && !name.contains('/');
    let kinds: BTreeSet<_> = Theme::texts()
        .filter_map(|(name, text)| {
            let name = name.strip_prefix("templates/").filter(|name| own(name))?.to_owned();
            (text.starts_with("{% extends") || name == "moved.html").then_some(name)
        })
        .collect();
    let told: BTreeSet<_> =
        lines.iter().map(|line| line.split('`').nth(3).unwrap().to_owned()).collect();
    let plain = ["chapter.html", "not-found.html"].map(str::to_owned);
    assert_eq!(told, &kinds - &BTreeSet::from(plain));
}

#[test]
fn the_examples_do_what_they_say() {
    let page = text_of("look.md");
    let fence = |language: &str| -> String {
        let (_, rest) = page.split_once(&format!("```{language}\n")).unwrap();
        rest.split("```").next().unwrap().to_owned()
    };
    let files: Vec<_> = FILES.iter().copied().chain([("plan.toml", PLAN)]).collect();
    let mut sources = Sources::in_memory(&files);
    sources.templates.insert("words/en.toml".to_owned(), fence("toml").into());
    sources.templates.insert("chapter.html".to_owned(), fence("html").into());
    sources.static_texts.insert("css/90-ours.css".to_owned(), fence("css").into());
    let made = compiled(&sources);
    let text = |path: &str| String::from_utf8_lossy(&made.files[path]).into_owned();
    assert!(text("index.html").contains(">To print<"), "{}", made.said);
    assert!(text("part/chapter.html").contains("<h1>Chapter</h1>"));
    assert!(text("part/chapter.html").contains("Ring extension 204."));
    let style = made.files.keys().find(|path| path.contains("assets/site.")).unwrap();
    let style = text(style);
    assert!(style.rfind("--paper:light-dark(#ffffff").unwrap() > style.find("--paper:").unwrap());
    assert!(style.contains("--paper:light-dark(#fbf8f1"));
}
