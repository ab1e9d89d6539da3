//! What a page shows of prose is in the book, too.

use super::{book, each_group, lines, text};
use crate::paper::page::{Mark, Node, Pages, Role};

/// What is read out of a book, page by page and piece by piece.
fn said(pages: &Pages) -> String {
    pages.pages.iter().map(text).collect::<Vec<_>>().join("\n")
}

fn count(pages: &Pages, is_it: impl Fn(&Role) -> bool) -> usize {
    let mut count = 0;
    each_group(&pages.structure, &mut |role, _| count += usize::from(is_it(role)));
    count
}

/// The sizes of the pictures that are drawn, in whole points.
fn drawn(pages: &Pages) -> Vec<(f32, f32)> {
    let marks = pages.pages.iter().flat_map(|page| &page.content).flat_map(|each| &each.marks);
    let size = |mark: &Mark| match mark {
        Mark::Picture { size, .. } => Some((size.0.round(), size.1.round())),
        Mark::Text { .. } | Mark::Path { .. } | Mark::Bar { .. } | Mark::Circle { .. } => None,
    };
    marks.filter_map(size).collect()
}

const SQUARE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"40\"><path d=\"M0 0h9v9z\"/></svg>";

/// The book of one chapter, with a picture of 60 by 30 points beside it.
fn chapter(prose: &str) -> Pages {
    book(&[("01-a/a.md", &format!("# A\n\n{prose}")), ("01-a/x.svg", SQUARE)])
}

#[test]
fn a_picture_alone_on_its_line_is_printed_wherever_it_stands() {
    for prose in [
        "Words above\n![P](x.svg)",
        "![P](x.svg)\nwords below",
        "- one\n  ![P](x.svg)\n- two",
        "- ![P](x.svg)",
        "> said\n> ![P](x.svg)",
        "[![P](x.svg)](https://example.org)",
        "Words\n*[![P](x.svg)](https://example.org)*",
        "| A | B |\n|---|---|\n| ![P](x.svg) | b |",
        "Word.[^1]\n\n[^1]: Note\n    ![P](x.svg)",
        "Word.[^1]\n\n[^1]: - ![P](x.svg)",
        "Term\n: ![P](x.svg)",
        "## ![P](x.svg)",
    ] {
        let pages = chapter(prose);
        assert_eq!(drawn(&pages), [(60.0, 30.0)], "{prose}");
        assert_eq!(count(&pages, |role| *role == Role::Figure("P".to_owned())), 1, "{prose}");
    }
    assert_eq!(drawn(&chapter("![P](x.svg) ![Q](x.svg)\n![R](x.svg)")).len(), 3);
    assert_eq!(drawn(&chapter("Press ![P](x.svg) now")).len(), 0);
}

#[test]
fn a_picture_in_a_link_leads_where_the_link_does() {
    let pages = chapter("Words\n[![P](x.svg)](https://example.org/place)");
    let mut inner = 0;
    each_group(&pages.structure, &mut |role, nodes| {
        if *role == Role::Link {
            let is_figure = |node: &&Node| matches!(node, Node::Group(Role::Figure(_), _));
            inner += nodes.iter().filter(is_figure).count();
        }
    });
    assert_eq!(inner, 1);
}

#[test]
fn no_picture_is_cut_by_the_end_of_a_page() {
    let tall = SQUARE.replace("height=\"40\"", "height=\"300\"");
    for lines in 20..50 {
        let prose = format!("# A\n\n{}\n![P](x.svg)\nafter it", "A line.  \n".repeat(lines));
        let pages = book(&[("01-a/a.md", &prose), ("01-a/x.svg", &tall)]);
        let foot = pages.pages.iter().flat_map(|page| &page.content).flat_map(|each| &each.marks);
        for mark in foot {
            if let Mark::Picture { at, size, .. } = mark {
                assert!(at.1 + size.1 < super::BOTTOM + 1.0, "{lines}: {at:?}");
            }
        }
        assert_eq!(drawn(&pages).len(), 1);
    }
}

#[test]
fn a_note_named_twice_is_one_note_with_one_number() {
    let pages = chapter("First.[^a] Second.[^b] Again.[^a]\n\n[^b]: Bar.\n[^a]: Foo.");
    let said = said(&pages);
    assert_eq!(
        (said.matches("1  Foo.").count(), said.matches("2  Bar.").count()),
        (1, 1),
        "{said}"
    );
    assert!(!said.contains("3  "), "{said}");
    assert_eq!(count(&pages, |role| *role == Role::Note), 2);
    assert_eq!(count(&pages, |role| *role == Role::NoteMark), 3);
}

#[test]
fn marks_are_told_apart_from_words_and_from_one_another() {
    let said =
        said(&chapter("Word[^a][^b] [place](https://example.org/x)[^a]\n\n[^a]: Foo.\n[^b]: Bar."));
    assert!(said.contains("Word\u{A0}1,\u{A0}2 place\u{A0}a,\u{A0}1"), "{said}");
}

#[test]
fn a_note_has_the_number_that_it_has_on_its_page() {
    let prose = "One[^d].\n\n| A |\n|---|\n| b[^c] |\n\nTerm[^b]\n: Meaning[^a]\n\nTerm\n: Other[^n]\n\n[^a]: first, see[^z]\n[^b]: second\n[^c]: third\n[^d]: fourth\n[^n]: fifth\n[^z]: last\n";
    let said = said(&chapter(prose));
    for note in
        ["1  fourth", "2  third", "3  second", "4  first, see\u{A0}6", "6  last", "5  fifth"]
    {
        assert!(said.contains(note), "{note}: {said}");
    }
}

#[test]
fn a_note_says_all_that_it_holds() {
    let prose = "Word.[^1]\n\n[^1]: Para.\n\n    - [x] done\n    - open\n\n    1. numbered\n\n    > quoted\n\n    ```\n    code = 1\n    ```\n\n    | Head |\n    |---|\n    | cell |\n\n    Term\n    : Meaning\n";
    let said = said(&chapter(prose));
    for words in [
        "Para.",
        "done",
        "open",
        "1. numbered",
        "quoted",
        "code = 1",
        "Head",
        "cell",
        "Term",
        "Meaning",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn figures_above_and_below_the_line_are_told_from_those_on_it() {
    let pages = chapter(
        "10<sup>3</sup> H<sub>2</sub>O 1<sup>st</sup>\n\n| m<sup>2</sup> |\n|---|\n| one<br>two |",
    );
    let said = said(&pages);
    for words in ["10³", "H₂O", "1st", "m²"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let lines = pages.pages.iter().flat_map(lines);
    let of = |words: &str| lines.clone().find(|line| line.2.contains(words)).map(|line| line.0);
    assert!(of("one") < of("two") && of("one").is_some(), "{said}");
}

#[test]
fn the_mark_of_a_note_is_in_no_bookmark() {
    let pages = chapter("## Head[^1]\n\nWords.\n\n[^1]: Foo.");
    assert!(pages.bookmarks.iter().any(|mark| mark.title == "Head"));
}

#[test]
fn what_is_folded_on_the_screen_is_unfolded_in_the_book() {
    let prose = "<details><summary>More</summary>\n\nFolded.\n\n<details><summary>Deeper</summary>\n\n![P](x.svg)\n\n</details>\n</details>\n";
    let pages = chapter(prose);
    let said = said(&pages);
    assert!(["More", "Folded.", "Deeper"].iter().all(|words| said.contains(words)), "{said}");
    assert_eq!(drawn(&pages).len(), 1);
}
