//! The manual in `docs/`: it builds without a word, and what it says of each kind is what the program does.

use std::fmt::Write as _;
use std::fs;

use partnerbook::diag::{Diagnostics, Rule};
use partnerbook::model::pack::Pack;
use partnerbook::model::path::Path;
use partnerbook::model::{Checklist, SHARED_KEYS};
use partnerbook::read;
use partnerbook::shape::{Key, Needed};
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
    kinds
}

fn page(kind: &str) -> String {
    let file = root().join(format!("docs/playbook/kinds/{kind}.md"));
    fs::read_to_string(file).unwrap_or_else(|_| panic!("the manual has no page `kinds/{kind}.md`"))
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
        for code in codes {
            assert!(page.contains(&format!("| `{code}` |")), "`kinds/{kind}.md` lacks `{code}`");
        }
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

#[test]
fn every_slip_is_told_in_the_words_of_the_manual() {
    for (kind, ..) in kinds() {
        let page = page(kind);
        let (_, slips) = page.split_once("\n## Three slips\n").expect("the page shows slips");
        let mut told = 0;
        for slip in slips.split("```toml\n").skip(1) {
            let (file, rest) = slip.split_once("```\n\n```text\n").expect("a message follows");
            let (message, _) = rest.split_once("\n```").expect("the message ends");
            let said = said(file);
            assert!(
                said.contains(message),
                "`kinds/{kind}.md` says\n\n{message}\n\nand the program\n\n{said}"
            );
            told += 1;
        }
        assert_eq!(told, 3, "`kinds/{kind}.md`");
    }
}

#[test]
fn what_does_not_fit_its_paper_is_told_in_the_words_of_the_manual() {
    let page = fs::read_to_string(root().join("docs/playbook/paper.md")).unwrap();
    let (_, rest) = page.split_once("```toml\n").expect("the page shows a sheet");
    let (file, rest) = rest.split_once("```\n\n```text\n").expect("a message follows");
    let (message, _) = rest.split_once("\n```").expect("the message ends");
    let said = said(file);
    assert!(said.contains(message), "`paper.md` says\n\n{message}\n\nand the program\n\n{said}");
}

/// What the program says of a file `sheet.toml` that stands in a small playbook.
fn said(file: &str) -> String {
    let grid = "kind = \"plan\"\ntitle = \"Role grid\"\n";
    let files = [("sheet.toml", file), ("role-grid.toml", grid), ("then.md", "# Then\n")];
    compiled(&Sources::in_memory(&files)).said
}
