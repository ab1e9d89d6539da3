//! What others wrote, damaged by chance: each target of `tests/fuzz/` is called with the same mutations on every run.

use std::fs;
use std::panic::catch_unwind;

use crate::chance::{Chance, damage};
use crate::compiled::example;
use crate::folder::root;

#[path = "../fuzz/targets.rs"]
pub(crate) mod targets;

/// Mutations of each form but drawings.
const ROUNDS: usize = 20_000;
/// Mutations of drawings: each is put on a page and into a book, which takes far longer than reading.
const DRAWINGS: usize = 1_000;
/// A longer text is cut: what is tried is the form, and not its length.
const LONGEST: usize = 2_000;

/// Calls `target` with mutations of `seeds`, and with each of them as it is.
fn mutated(target: fn(&[u8]), seeds: &[String], rounds: usize) {
    let mut chance = Chance(16);
    for round in 0..rounds {
        let mut text = seeds[round % seeds.len()].clone();
        if round >= seeds.len() {
            damage(&mut text, &mut chance);
        }
        let survived = catch_unwind(|| target(text.as_bytes()));
        assert!(survived.is_ok(), "the target breaks at {text:?}");
    }
}

/// The texts of the example whose names end so.
fn texts(ending: &str) -> Vec<String> {
    let texts = example().texts;
    let texts = texts.iter().filter(|(path, _)| path.as_str().ends_with(ending));
    let texts: Vec<String> = texts.map(|(_, text)| shortened(text)).collect();
    assert!(texts.len() > 10, "the example has texts");
    texts
}

fn shortened(text: &str) -> String {
    let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text[..end.unwrap_or_default()].to_owned()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn no_page_breaks_the_compiler() {
    mutated(targets::markdown, &texts(".md"), ROUNDS);
}

#[test]
fn no_sheet_breaks_the_compiler() {
    mutated(targets::toml, &texts(".toml"), ROUNDS);
}

#[test]
fn no_head_of_a_page_breaks_the_compiler() {
    let seeds = owned(&[
        "title: A\nsummary: \"B: c\"\ntags: [a, 'b', \"c\"]\nweight: -1.5",
        "title: |\n  A\n  b\nauthors:\n  - name: B\n    mail: c@d.e\n  - c\ndraft: yes",
        "parent: &a B\nchild: *a\nnested: { a: 1, b: [2, 3] }\n? key\n: value",
        "layout: default # why\npermalink: /a/b/\nnav_order: 3\ndate: 2026-10-01 09:30:00 +02:00",
        "stage: trust\nneeds: [calm]\nkind: activity\npeople: 4-14\ntime: 90 min\nlang: de",
    ]);
    mutated(targets::yaml, &seeds, ROUNDS);
}

#[test]
fn no_ledger_breaks_the_compiler() {
    let seeds = owned(&[
        "[published]\n\"a.html\" = \"b c-d\"\n\"e/f.html\" = \"\"\n\n[moved]\n\"a.html#b\" = \"e/f.html#g\"\n",
        "[moved]\n\"a.html\" = \"b.html\"\n\"b.html\" = \"a.html\"\n\"c/index.html\" = \"index.html\"\n",
        "published = { \"a.html\" = \"b\" }\nmoved = { \"../a.html\" = \"/b.html\", \"c\" = \"https://d.e\" }\n",
    ]);
    mutated(targets::ledger, &seeds, ROUNDS);
}

#[test]
fn no_list_of_files_leads_out_of_the_site() {
    let seeds = owned(&[
        "partnerbook manifest 1\na.html\nassets/b.1a2b3c4d.css\nc/d e.pdf\n.partnerbook-memo\n",
        "partnerbook manifest 1\na\\nb\\\\c.html\nä/#%.html\n",
        "partnerbook manifest 1\n",
    ]);
    mutated(targets::manifest, &seeds, ROUNDS);
}

#[test]
fn no_drawing_breaks_the_book() {
    let mut seeds: Vec<String> = fs::read_dir(root().join("playbook/pictures"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "svg"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    seeds.sort();
    seeds.push(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><defs><g id=\"a\"><path d=\"M0 0h9v9z\"/></g></defs>\
         <use href=\"#a\" x=\"1e3\"/><text x=\"1\" y=\"5\">Ä<tspan>b</tspan></text><image href=\"data:,\"/></svg>"
            .to_owned(),
    );
    mutated(targets::svg, &seeds, DRAWINGS);
}
