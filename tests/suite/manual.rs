//! The manual in `docs/`: it builds without a word, and what it says of each kind is what the program does.

mod examples;
mod look;

use std::fmt::Write as _;
use std::fs;

use partnerbook::diag::{Diagnostics, Rule};
use partnerbook::model::pack::Pack;
use partnerbook::model::path::Path;
use partnerbook::model::{Checklist, Coverage, LIST_KEYS, SHARED_KEYS, Term};
use partnerbook::read;
use partnerbook::schema::{Key, Needed};
use partnerbook::source::Sources;
use partnerbook::worksheet::{KINDS, SHEET_KEYS};

use crate::compiled::compiled;
use crate::folder::root;
use crate::keys::inner_keys;

/// A kind of file, the keys that are its own, and its rules as far as they are its own.
fn kinds() -> Vec<(&'static str, &'static [Key], Vec<&'static str>)> {
    let codes = |rules: &'static [&'static Rule]| rules.iter().map(|rule| rule.code).collect();
    let mut kinds: Vec<_> =
        KINDS.iter().map(|kind| (kind.name, kind.keys, codes(kind.rules))).collect();
    kinds.push((
        "checklist",
        Checklist::KEYS,
        vec![
            "empty-checklist",
            "empty-group",
            "duplicate-item",
            "long-checklist",
            "overlong-checklist",
        ],
    ));
    kinds.push(("path", Path::KEYS, vec!["unknown-reference", "situation-without-path"]));
    kinds.push((
        "pack",
        Pack::KEYS,
        vec!["empty-pack", "pack-copies", "pack-sheet", "unknown-reference"],
    ));
    kinds.push(("terms", Term::KEYS, vec!["duplicate-id"]));
    kinds.push(("coverage", Coverage::KEYS, vec!["not-covered", "unknown-coverage"]));
    kinds
}

/// The kinds of Markdown files, and the rules that are about them; their keys are held by [`examples`].
const PROSE: &[(&str, &[&str])] = &[
    (
        "chapter",
        &[
            "missing-summary",
            "late-front-matter",
            "open-front-matter",
            "heading-order",
            "duplicate-title",
            "missing-include",
            "include-circle",
            "unknown-stage",
            "unknown-need",
            "unknown-reference",
            "stale-review",
        ],
    ),
    ("activity", &["steps-do-not-add-up", "leaves-nothing", "situation-without-path"]),
];

fn page(kind: &str) -> String {
    text_of(&format!("kinds/{kind}.md"))
}

/// The text of a page of the manual.
fn text_of(page: &str) -> String {
    let file = root().join("docs/playbook").join(page);
    fs::read_to_string(file).unwrap_or_else(|_| panic!("the manual has no page `{page}`"))
}

/// The table of keys that a page has to have: the keys of a block below it.
fn table(keys: &[Key]) -> String {
    let mut table = "| Key | How it is written | What it means |\n|---|---|---|\n".to_owned();
    for key in keys {
        row(key, "", &mut table);
        for each in inner_keys(key) {
            row(each, key.name, &mut table);
        }
    }
    table
}

fn row(key: &Key, of: &str, table: &mut String) {
    let within = if of.is_empty() { String::new() } else { format!(" of `{of}`") };
    let needed = if key.needed == Needed::Always { ", needed" } else { "" };
    let written = key.example().replace('|', "\\|");
    let _ = writeln!(table, "| `{}`{within}{needed} | `{written}` | {} |", key.name, key.meaning);
}

#[test]
fn the_manual_builds_without_a_word() {
    let mut diagnostics = Diagnostics::new();
    let sources =
        read::read(&root().join("docs/playbook"), None, "docs/playbook/", &mut diagnostics)
            .unwrap();
    let compiled = compiled(&sources);
    assert_eq!(compiled.said, "");
    assert!(compiled.files.len() > 30);
}

#[test]
fn every_kind_has_its_page_with_every_key_and_every_rule() {
    for (kind, keys, codes) in kinds() {
        let page = page(kind);
        let wanted = table(keys);
        assert!(page.contains(&wanted), "write below `## Keys` in `kinds/{kind}.md`:\n\n{wanted}");
        tells_of(kind, &codes);
    }
    for (kind, codes) in PROSE {
        tells_of(kind, codes);
    }
    for kind in ["terms", "coverage"] {
        let wanted = table(LIST_KEYS);
        assert!(page(kind).contains(&wanted), "write in `kinds/{kind}.md`:\n\n{wanted}");
    }
    for (of, keys) in [("file", SHARED_KEYS), ("sheet", SHEET_KEYS)] {
        let wanted = table(keys);
        let place = format!("## Keys of every {of}");
        assert!(
            page("index").contains(&wanted),
            "write below `{place}` in `kinds/index.md`:\n\n{wanted}"
        );
    }
}

fn tells_of(kind: &str, codes: &[&str]) {
    let page = page(kind);
    for code in codes {
        assert!(page.contains(&format!("| `{code}` |")), "`kinds/{kind}.md` lacks `{code}`");
    }
}

#[test]
fn the_whole_files_that_are_shown_are_whole() {
    for kind in ["chapter", "activity", "coverage"] {
        let page = page(kind);
        let (_, rest) = page.split_once("\n## A whole file\n\n```").expect("the page shows a file");
        let (language, rest) = rest.split_once('\n').expect("a file follows");
        let (file, _) = rest.split_once("\n```\n").expect("the file ends");
        if kind == "activity" {
            assert_eq!(file, text_of("examples/open-hour-example.md").trim_end());
            continue;
        }
        let ending = if language == "toml" { "toml" } else { "md" };
        let path = format!("sheets/sheet.{ending}");
        let settings = "[[stage]]\nid = \"begin\"\ntitle = \"Beginning\"\n[[need]]\nid = \"trust\"\ntitle = \"Trust\"\n";
        let grid = ("worksheets/role-grid.toml", "kind = \"plan\"\ntitle = \"Role grid\"\n");
        let files = [("playbook.toml", settings), grid, (path.as_str(), file)];
        let said = compiled(&Sources::in_memory(&files)).said;
        let told: Vec<_> = said.lines().filter(|line| line.contains(" --> sheets/")).collect();
        let wanted = if kind == "coverage" { 3 } else { 0 };
        assert_eq!(told.len(), wanted, "`kinds/{kind}.md`: {said}");
        assert!(!said.contains("error["), "`kinds/{kind}.md`: {said}");
    }
}

#[test]
fn the_first_playbook_is_sound() {
    let page = text_of("begin.md");
    let fence = |language: &str| {
        let (_, rest) = page.split_once(&format!("```{language}\n")).expect("a file is shown");
        rest.split("```").next().unwrap_or_default().to_owned()
    };
    let (home, list) = (fence("markdown"), fence("toml"));
    let made = compiled(&Sources::in_memory(&[("index.md", &home), ("ready.toml", &list)]));
    assert_eq!(made.said, "");
    assert!(made.files.contains_key("ready.html"));
}

#[test]
fn what_stays_text_is_told_whatever_program_wrote_it() {
    let page = text_of("coming.md");
    let (_, table) = page.split_once("| What stays text, and is told |\n|---|---|---|\n").unwrap();
    let rows: Vec<&str> = table.lines().take_while(|line| line.starts_with("| ")).collect();
    assert_eq!(rows.len(), 9);
    for row in rows {
        let signs = row.trim_end_matches('|').rsplit(" | ").next().unwrap_or_default();
        for sign in signs.split('`').skip(1).step_by(2) {
            let text = format!("# Home\n\n{sign}\n\nWords.\n");
            let said = compiled(&Sources::in_memory(&[("index.md", &text)])).said;
            assert!(said.contains("[foreign-syntax]"), "`{sign}` is not told:\n{said}");
        }
    }
}

#[test]
fn every_slip_is_told_in_the_words_of_the_manual() {
    let prose = PROSE.iter().map(|(kind, _)| *kind);
    for kind in kinds().into_iter().map(|(kind, ..)| kind).chain(prose) {
        let page = page(kind);
        let (_, slips) = page.split_once("\n## Three slips\n").expect("the page shows slips");
        let mut told = 0;
        let fence = if slips.contains("```toml\n") { "```toml\n" } else { "```markdown\n" };
        for slip in slips.split(fence).skip(1) {
            let (file, rest) = slip.split_once("```\n\n```text\n").unwrap_or((slip, ""));
            let (message, _) = rest.split_once("\n```").unwrap_or_default();
            let said = said(file, if fence.contains("toml") { "sheet.toml" } else { "sheet.md" });
            assert!(
                !message.is_empty() && said.contains(message),
                "`kinds/{kind}.md` says\n\n{message}\n\nand the program\n\n{said}"
            );
            told += 1;
        }
        assert_eq!(told, 3, "`kinds/{kind}.md` wants three slips, each with its message");
    }
}

#[test]
fn what_does_not_fit_its_paper_is_told_in_the_words_of_the_manual() {
    let page = fs::read_to_string(root().join("docs/playbook/paper.md")).unwrap();
    let (_, rest) = page.split_once("```toml\n").expect("the page shows a sheet");
    let (file, rest) = rest.split_once("```\n\n```text\n").expect("a message follows");
    let (message, _) = rest.split_once("\n```").expect("the message ends");
    let said = said(file, "sheet.toml");
    assert!(said.contains(message), "`paper.md` says\n\n{message}\n\nand the program\n\n{said}");
}

/// What the program says of `file`, at `path` in a small playbook.
fn said(file: &str, path: &str) -> String {
    let grid = "kind = \"plan\"\ntitle = \"Role grid\"\n";
    let files = [(path, file), ("role-grid.toml", grid), ("then.md", "# Then\n")];
    compiled(&Sources::in_memory(&files)).said
}
