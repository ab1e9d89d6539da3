//! Every page with an author's words is in the book, whatever its folder holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{book, book_and_entries, text};
use crate::paper::page::Pages;

/// What a folder may hold; `@` stands for words that no other file has.
const FOLDERS: &[(&str, &[(&str, &str)])] = &[
    ("index", &[("index.md", "# @")]),
    ("readme", &[("README.md", "@")]),
    ("bare", &[("index.md", "+++\ntitle = \"@\"\nsummary = \"S.\"\n+++\n")]),
    ("sheet", &[("@.toml", "kind = \"form\"\ntitle = \"@\"\nquestions = [\"A?\"]")]),
    (
        "shelf",
        &[
            ("index.md", "# @ introduces\n\nIt is @."),
            ("@.toml", "kind = \"form\"\ntitle = \"@\"\nquestions = [\"A?\"]"),
        ],
    ),
    ("prose", &[("a.md", "# @"), ("b.md", "# More @")]),
    ("part", &[("index.md", "# @"), ("a.md", "# Inner @")]),
    ("activity", &[("a.md", "+++\nkind = \"activity\"\ntitle = \"@\"\n+++\n## Go (5 min)")]),
    ("way", &[("@.toml", "kind = \"path\"\ntitle = \"@\"\nwhen = \"It is @\"\nsteps = []")]),
    ("pack", &[("@.toml", "kind = \"pack\"\ntitle = \"@\"\nintro = \"It is @\"\ninclude = []")]),
    ("draft", &[("a.md", "+++\ntitle = \"draft\"\ndraft = true\n+++\n")]),
    ("empty", &[]),
];

/// Folders of every sort, with folders of every sort in each, and one more of some below those.
fn tree() -> Vec<(String, String)> {
    let mut files = vec![("index.md".to_owned(), "# Home\n\nWelcome.".to_owned())];
    let mut add = |folder: &str, held: &[(&str, &str)]| {
        for (name, text) in held {
            let own = format!("word{}x", files.len());
            files.push((format!("{folder}{}", name.replace('@', &own)), text.replace('@', &own)));
        }
    };
    add("", FOLDERS[5].1);
    add("", FOLDERS[8].1);
    add("", FOLDERS[9].1);
    for (outer, held) in FOLDERS {
        add(&format!("{outer}/"), held);
        for (inner, held) in FOLDERS {
            add(&format!("{outer}-around/{inner}/"), held);
            add(&format!("nothing-around/{outer}/{inner}/"), held);
        }
        add(&format!("{outer}-around/"), held);
    }
    files
}

/// The chapters by their numbers, as in `3.1`.
fn numbers(pages: &Pages) -> Vec<Vec<usize>> {
    let numbers = pages.bookmarks.iter().filter_map(|mark| mark.title.split_once("  "));
    numbers
        .filter_map(|(number, _)| number.split('.').map(|part| part.parse().ok()).collect())
        .collect()
}

#[test]
fn every_page_is_in_the_book_whatever_its_folder_holds() {
    let tree = tree();
    let files: Vec<(&str, &str)> =
        tree.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (pages, entries) = book_and_entries(&files);
    assert_eq!(entries.len(), files.iter().filter(|(_, text)| !text.contains("draft")).count());
    let lost = entries.iter().filter(|path| !pages.anchors.contains_key(path.as_str()));
    assert_eq!(lost.collect::<Vec<_>>(), Vec::<&String>::new());
    let whole: String = pages.pages.iter().map(text).collect::<Vec<_>>().join(" ");
    for (number, (path, source)) in files.iter().enumerate().skip(1) {
        assert_eq!(whole.contains(&format!("word{number}x")), !source.contains("draft"), "{path}");
    }
}

#[test]
fn chapters_are_numbered_without_a_hole() {
    let tree = tree();
    let files: Vec<(&str, &str)> =
        tree.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut below: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for number in numbers(&book(&files)) {
        let (last, before) = number.split_last().expect("a number has a figure");
        below.entry(before.to_vec()).or_default().push(*last);
    }
    assert!(below.len() > 20);
    for (number, inner) in below {
        assert!(inner.iter().copied().eq(1..=inner.len()), "{number:?}: {inner:?}");
    }
}

#[test]
fn a_part_lists_the_folders_in_it_and_an_empty_list_is_left_out() {
    let pages = book(&[
        ("part/index.md", "# Part"),
        ("part/alone/index.md", "# Alone"),
        ("part/many/index.md", "# Many"),
        ("part/many/one.md", "# One"),
    ]);
    let part = pages.anchors["part/index.md"].0;
    let (part, alone) =
        (text(&pages.pages[part]), text(&pages.pages[pages.anchors["part/alone/index.md"].0]));
    assert!(
        part.contains("In this part") && part.contains("Alone") && part.contains("Many"),
        "{part}"
    );
    assert!(!alone.contains("In this part"), "{alone}");
    assert_eq!(numbers(&pages), [vec![1], vec![1, 1], vec![1, 2], vec![1, 2, 1]]);
}

#[test]
fn chapters_and_parts_stand_in_the_order_of_the_site() {
    let pages = book(&[
        (
            "SUMMARY.md",
            "- [B](b/README.md)\n  - [In](b/in/x.md)\n  - [Y](b/y.md)\n- [A](a.md)\n- [C](c/z.md)\n",
        ),
        ("a.md", "# A"),
        ("b/README.md", "# B"),
        ("b/in/x.md", "# X"),
        ("b/y.md", "# Y"),
        ("c/z.md", "# Z"),
    ]);
    let marks: Vec<&str> = pages.bookmarks.iter().map(|mark| mark.title.as_str()).collect();
    let right = ["Contents", "1  B", "1.1  In", "1.1.1  X", "1.2  Y", "A", "2  C", "2.1  Z"];
    assert_eq!(marks, right);
}

#[test]
fn every_page_of_the_example_and_of_the_manual_is_in_their_books() {
    for folder in ["playbook", "docs/playbook"] {
        let mut files = Vec::new();
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), "", &mut files);
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let (pages, entries) = book_and_entries(&files);
        let lost = entries.iter().filter(|path| !pages.anchors.contains_key(path.as_str()));
        assert_eq!(lost.collect::<Vec<_>>(), Vec::<&String>::new());
        assert!(entries.len() > 20);
    }
}

/// Reads what is written in a folder and in those below it.
fn read(folder: &Path, name: &str, files: &mut Vec<(String, String)>) {
    for file in fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("it can be read").path();
        let own = path.file_name().and_then(|name| name.to_str()).expect("it has a plain name");
        let name = format!("{name}{own}");
        if path.is_dir() {
            read(&path, &format!("{name}/"), files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            files.push((name, text));
        }
    }
    files.sort();
}
