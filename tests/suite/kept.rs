//! PDFs are kept from one build to the next, and the site is the same as if none were.

use std::collections::BTreeMap;
use std::fs;

use partnerbook::memo::{CODE, MEMO};
use partnerbook::paper::Prints;
use partnerbook::source::{SourcePath, Sources};

use crate::compiled::{compiled, compiled_after, with};
use crate::folder;

const PLAN: &str = "kind = \"plan\"\ntitle = \"Plan\"\nrows = 3\n";
const FORM: &str = "kind = \"form\"\ntitle = \"Form\"\n\n\
    [[ask]]\nquestion = \"What is hard?\"\nexample = \"Mornings\"\n";
/// A sheet with a letter that no font has.
const ODD: &str = "kind = \"form\"\ntitle = \"Odd\"\nquestions = [\"Where is 本?\"]\n";

fn sources(settings: &str) -> Sources {
    Sources::in_memory(&[
        ("playbook.toml", settings),
        ("index.md", "# Home\n\nSee [the chapter](chapter.md).\n"),
        ("chapter.md", "# Chapter\n\nSome words.\n"),
        ("a-plan.toml", PLAN),
        ("a-form.toml", FORM),
        (
            "a-list.toml",
            "kind = \"checklist\"\ntitle = \"List\"\npause = \"Now\"\nitems = [\"One\", \"Two\"]\n",
        ),
        (
            "a-deck.toml",
            "kind = \"cards\"\ntitle = \"Deck\"\nbacks = [\"One\"]\ncards = [\"1\", \"2\"]\n",
        ),
    ])
}

const SETTINGS: &str = "title = \"Ours\"\nlanguage = \"en\"\n";
const WITH_BOOK: &str = "title = \"Ours\"\nlanguage = \"en\"\nbook = true\n";

fn is_pdf(path: &str) -> bool {
    path.ends_with(".pdf")
}

/// The paths at which two sites hold other bytes.
fn differing(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let paths = one.keys().chain(other.keys());
    let mut differ: Vec<String> =
        paths.filter(|path| one.get(*path) != other.get(*path)).cloned().collect();
    differ.sort();
    differ.dedup();
    differ
}

#[test]
fn a_second_build_keeps_every_pdf_and_is_the_same() {
    let sources = sources(WITH_BOOK);
    let first = compiled(&sources);
    let pdfs = first.files.keys().filter(|path| is_pdf(path)).count();
    assert_eq!(first.prints, Prints { made: pdfs, kept: 0 });
    assert!(first.files.contains_key("a-plan.pdf") && pdfs > 5, "{:?}", first.files.keys());
    let second = compiled_after(&first.files, &sources);
    assert_eq!(second.prints, Prints { made: 0, kept: pdfs });
    assert_eq!(differing(&first.files, &second.files), Vec::<String>::new());
    assert_eq!(first.said, second.said);
}

#[test]
fn an_edit_of_one_sheet_makes_that_sheet_alone() {
    let sources = sources(SETTINGS);
    let first = compiled(&sources);
    let edited = with(&sources, "a-plan.toml", &PLAN.replace('3', "4"));
    let second = compiled_after(&first.files, &edited);
    assert_eq!(second.prints, Prints { made: 1, kept: first.prints.made - 1 });
    let mut differ = differing(&first.files, &second.files);
    differ.retain(|path| is_pdf(path));
    assert_eq!(differ, ["a-plan.pdf"]);
    // An edit that leaves no trace on paper makes no PDF.
    let edited = with(&sources, "a-plan.toml", &format!("{PLAN}summary = \"Short.\"\n"));
    assert_eq!(compiled_after(&first.files, &edited).prints.made, 0);
}

#[test]
fn an_edit_anywhere_makes_the_book_again() {
    let sources = sources(WITH_BOOK);
    let first = compiled(&sources);
    let edited = with(&sources, "chapter.md", "# Chapter\n\nOther words.\n");
    let second = compiled_after(&first.files, &edited);
    assert_eq!(second.prints, Prints { made: 1, kept: first.prints.made - 1 });
    let mut differ = differing(&first.files, &second.files);
    differ.retain(|path| is_pdf(path));
    assert_eq!(differ.len(), 1, "{differ:?}");
}

/// Whatever an author changes: with what the last build left, the site is what it is without.
#[test]
fn no_edit_leaves_a_pdf_that_is_out_of_date() {
    let sources = sources(WITH_BOOK);
    let first = compiled(&sources);
    let set = |line: &str| with(&sources, "playbook.toml", &format!("{WITH_BOOK}{line}\n"));
    let mut words = sources.clone();
    let text = "[sheet]\ndate = \"Day\"\n";
    words.templates.insert("words/en.toml".to_owned(), text.into());
    let mut fonts = sources.clone();
    fonts.fonts.insert(
        SourcePath::new("fonts/own.ttf"),
        include_bytes!("../../src/paper/fonts/mono-regular.ttf").as_slice().into(),
    );
    let edits = [
        ("title", with(&sources, "playbook.toml", &WITH_BOOK.replace("Ours", "Yours"))),
        ("language", with(&sources, "playbook.toml", &WITH_BOOK.replace("\"en\"", "\"pl\""))),
        ("no book", with(&sources, "playbook.toml", SETTINGS)),
        ("partners", set("partners = [\"Us\", \"Them\"]")),
        ("revised", set("revised = 2026-10-01")),
        ("paper", set("paper = \"A4\"")),
        ("address", set("base_url = \"https://example.org/\"")),
        ("words", words),
        ("fonts", fonts),
        ("chapter", with(&sources, "chapter.md", "# Chapter\n\nOther words.\n")),
        ("example", with(&sources, "a-form.toml", &FORM.replace("Mornings", "Evenings"))),
        ("one more", with(&sources, "b-plan.toml", PLAN)),
        ("pen alone", with(&sources, "a-plan.toml", &format!("{PLAN}fillable = false\n"))),
        ("its side", with(&sources, "a-plan.toml", &format!("{PLAN}turn = \"landscape\"\n"))),
    ];
    for (name, edited) in edits {
        let fresh = compiled(&edited);
        let second = compiled_after(&first.files, &edited);
        assert!(!fresh.files.is_empty(), "{name}: {}", fresh.said);
        assert_eq!(differing(&fresh.files, &second.files), Vec::<String>::new(), "{name}");
        assert_eq!(fresh.said, second.said, "{name}");
        assert_ne!(differing(&first.files, &second.files), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_fault_on_paper_is_told_by_every_build() {
    let sources = with(&sources(SETTINGS), "odd.toml", ODD);
    let first = compiled(&sources);
    assert!(first.said.contains("missing-letter"), "{}", first.said);
    let second = compiled_after(&first.files, &sources);
    assert_eq!(second.said, first.said);
    assert_eq!(second.prints, Prints { made: 1, kept: first.prints.made - 1 });
}

#[test]
fn a_pdf_that_was_changed_or_deleted_is_made_anew() {
    let playbook = folder::with(&[
        ("playbook/index.md", b"# Home\n"),
        ("playbook/a-plan.toml", PLAN.as_bytes()),
        ("playbook/a-form.toml", FORM.as_bytes()),
        ("playbook/code.md", b"# Code\n\n```rust\nfn x() -> bool { true }\n```\n"),
    ]);
    let build = |arguments: &[&str]| {
        let ended = folder::run(playbook.path(), arguments);
        assert_eq!(ended.code, Some(0), "{}", ended.said);
        ended.said
    };
    let site = playbook.path().join("site");
    let files = |folder: &str| -> BTreeMap<String, Vec<u8>> {
        let folder = playbook.path().join(folder);
        let names = folder::files_below(&folder);
        names.into_iter().map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect()
    };
    build(&["build"]);
    let first = files("site");
    assert!(first.contains_key(MEMO) && first.contains_key("a-plan.pdf"), "{:?}", first.keys());
    assert!(build(&["build"]).contains("nothing changed"));

    fs::write(site.join("a-plan.pdf"), "mine").unwrap();
    fs::remove_file(site.join("a-form.pdf")).unwrap();
    assert!(build(&["build"]).contains("2 files changed"));
    assert_eq!(differing(&first, &files("site")), Vec::<String>::new());

    let damaged = [&b""[..], b"partnerbook memo 1 x\n", b"\xFF\xFE", &first[MEMO][..200]];
    let of_code = [&first[CODE][..60], b"partnerbook code 1\n"];
    let notes = damaged.map(|bytes| (MEMO, bytes)).into_iter();
    for (name, bytes) in notes.chain(of_code.map(|bytes| (CODE, bytes))) {
        fs::write(site.join(name), bytes).unwrap();
        assert!(build(&["build"]).contains("nothing changed"));
        assert_eq!(differing(&first, &files("site")), Vec::<String>::new());
    }

    build(&["build", "--out", "elsewhere"]);
    assert_eq!(differing(&first, &files("elsewhere")), Vec::<String>::new());
}
