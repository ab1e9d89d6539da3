//! What a book looks like, claim by claim.

mod prose;
mod whole;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::book::bound;
use super::{BOTTOM, COLUMN, PAGE, TOP};
use crate::colour::Colour;
use crate::diag::Diagnostics;
use crate::input::Input;
use crate::memo::Memo;
use crate::model::Index;
use crate::paper::fonts::Fonts;
use crate::paper::page::{Mark, Node, Page, Pages, Role, Tone};
use crate::paper::pdf;
use crate::paper::pdf::PdfContext;
use crate::paper::pictures::Pictures;
use crate::paper::writing::Writing;
use crate::source::{SourcePath, Sources};
use crate::theme::Theme;

/// The book of a playbook of these files.
fn book(files: &[(&str, &str)]) -> Pages {
    book_and_entries(files).0
}

/// The book of a playbook of these files, and every file of it that has a page.
fn book_and_entries(files: &[(&str, &str)]) -> (Pages, Vec<String>) {
    let sources = Sources::in_memory(files);
    let playbook = crate::parse::parse(&sources, &mut Diagnostics::new());
    let index = Index::new(&playbook, &sources);
    let site = crate::plan::plan(&playbook);
    let mut records = Vec::new();
    for (name, text) in Theme::words(&sources, "en") {
        let path = SourcePath::new(name);
        let (record, _) =
            crate::parse::toml::parse(&path, (&text, 0..text.len()), &Vec::new, &mut Vec::new());
        records.push((path, record));
    }
    let (words, _) = crate::words::Words::of_files(&records, "en");
    let svg = files.iter().filter(|(path, _)| path.ends_with(".svg"));
    let pictures =
        svg.map(|(path, text)| (SourcePath::new(*path), Arc::from(text.as_bytes()))).collect();
    let (playbook, index, site) = (&playbook, &index, &site);
    let (words, pictures, memo) = (&words, &pictures, &Memo::default());
    let input = Input { sources: &sources, playbook, index, site, words, pictures, memo };
    let fonts = Fonts { writing: Writing::of(&playbook.settings.language), ..Fonts::default() };
    let pages = bound(input, &fonts, &Pictures::of(input, &fonts), None).0;
    (pages, playbook.entries.keys().map(ToString::to_string).collect())
}

/// Lines of text with how far down they stand and the number of their font; those that say something only.
fn lines(page: &Page) -> Vec<(f32, usize, String)> {
    let marks = page.content.iter().filter(|content| content.leaf.is_some());
    let mut lines: Vec<(f32, usize, String)> = Vec::new();
    for mark in marks.flat_map(|content| &content.marks) {
        if let Mark::Text { at, line, .. } = mark {
            lines.push((at.1, line.runs[0].font, shown(mark)));
        }
    }
    lines
}

/// What a mark shows.
fn shown(mark: &Mark) -> String {
    let Mark::Text { line, .. } = mark else { return String::new() };
    let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
    let (from, to) = glyphs.fold((usize::MAX, 0), |(from, to), glyph| {
        (from.min(glyph.bytes.start), to.max(glyph.bytes.end))
    });
    line.text[from..to].to_owned()
}

fn text(page: &Page) -> String {
    lines(page).into_iter().map(|(_, _, text)| text).collect()
}

fn each_group<'n>(nodes: &'n [Node], visit: &mut dyn FnMut(&'n Role, &'n [Node])) {
    for node in nodes {
        if let Node::Group(role, nodes) = node {
            visit(role, nodes);
            each_group(nodes, visit);
        }
    }
}

/// Chapters of so many sections, each with a heading and paragraphs of several lines.
fn long_chapter(sections: usize) -> String {
    let mut text = String::from("# Long\n\n");
    for section in 0..sections {
        let words =
            "Both sides said what they had hoped for and wrote it down. ".repeat(section % 5 + 6);
        let _ = write!(text, "## Section {section}\n\n{words}\n\n{words}\n\n");
    }
    text
}

#[test]
fn a_reference_names_the_page_where_its_target_stands() {
    let long = long_chapter(20);
    let pages = book(&[
        ("01-a/a.md", "# A\n\nSee [the end](b.md#end)."),
        ("01-a/b.md", &format!("{long}\n\n## End\n\nx")),
    ]);
    let (page, _) = pages.anchors["01-a/b.md#end"];
    assert!(text(&pages.pages[page]).contains("End"));
    let whole: String = pages.pages.iter().map(text).collect();
    assert!(whole.contains(&format!("See the end (page {}).", page + 1)));
}

#[test]
fn no_page_ends_with_a_heading() {
    let pages = book(&[("01-a/a.md", &long_chapter(60))]);
    assert!(pages.pages.len() > 6);
    for page in &pages.pages {
        let last = lines(page).into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((y, font, text)) = last.filter(|_| page.size.is_none()) {
            let is_contents = text.trim().parse::<usize>().is_ok();
            assert!(font != 3 || is_contents || y < BOTTOM / 2.0, "{text}");
        }
    }
}

#[test]
fn no_line_of_a_paragraph_stands_alone() {
    let pages = book(&[("01-a/a.md", &long_chapter(60))]);
    let mut lines_of = BTreeMap::new();
    for content in pages.pages.iter().flat_map(|page| &page.content) {
        lines_of.insert(content.leaf, content.marks.len());
    }
    let mut cut = 0;
    each_group(&pages.structure, &mut |role, nodes| {
        if *role == Role::Paragraph && nodes.len() > 1 {
            cut += 1;
            for node in nodes {
                let Node::Leaf(leaf) = node else { panic!("paragraphs hold text alone") };
                assert!(lines_of[&Some(*leaf)] > 1);
            }
        }
    });
    assert!(cut > 3, "paragraphs go over the end of a page");
}

#[test]
fn a_note_stands_at_the_foot_of_the_page_of_its_mark() {
    let mut prose = long_chapter(20);
    prose.push_str("A claim.[^why] And [a place](https://example.org/x/).\n\n[^why]: Because.\n");
    let pages = book(&[("01-a/a.md", &prose)]);
    let page = pages.pages.iter().find(|page| text(page).contains("A claim."));
    let lines = lines(page.expect("the claim is on a page"));
    let of =
        |start: &str| lines.iter().find(|(_, _, text)| text.starts_with(start)).map(|line| line.0);
    let (claim, first, second) = (of("A claim"), of("1  Because."), of("a  example.org/x"));
    assert!(claim < first && first < second && first > Some(BOTTOM - 40.0));
}

#[test]
fn the_head_of_a_table_stands_on_each_page_and_is_read_once() {
    let rows = "| a duty that somebody has | Elin |\n".repeat(70);
    let pages = book(&[("01-a/a.md", &format!("# A\n\n| Duty | Owner |\n|---|---|\n{rows}"))]);
    let mut heads = 0;
    each_group(&pages.structure, &mut |role, _| heads += usize::from(*role == Role::ColumnHead));
    let drawn = pages.pages.iter().flat_map(|page| &page.content).flat_map(|each| &each.marks);
    let drawn = drawn.filter(|mark| shown(mark) == "Duty").count();
    assert_eq!(heads, 2);
    assert!(drawn > 1);
}

#[test]
fn a_row_taller_than_a_page_goes_on_and_loses_nothing() {
    let cell = "word ".repeat(3000);
    let pages = book(&[(
        "01-a/a.md",
        &format!("# A\n\n## B\n\n| Duty | Owner |\n|---|---|\n| {cell} | x |\n"),
    )]);
    let words: usize = pages.pages.iter().map(|page| text(page).matches("word").count()).sum();
    assert_eq!(words, 3000);
    for (y, _, text) in pages.pages.iter().flat_map(lines) {
        assert!((TOP..BOTTOM + 1.0).contains(&y) || !text.contains("word"));
    }
}

#[test]
fn headings_skip_no_level() {
    let prose = "# A\n\n#### Deep\n\nx\n\n## Less\n\ny\n\n###### Deepest\n\nz";
    let sheet = "kind = \"form\"\nquestions = [\"A?\"]";
    let pages = book(&[("01-a/index.md", "# Part"), ("01-a/a.md", prose), ("01-a/s.toml", sheet)]);
    let mut levels = vec![0];
    each_group(&pages.structure, &mut |role, _| {
        if let Role::HeadingAt(level, _) = role {
            levels.push(*level);
        }
        assert!(!matches!(role, Role::Title(_) | Role::Heading(_)));
    });
    assert_eq!(levels, [0, 1, 1, 1, 2, 3, 3, 4, 1, 2]);
}

#[test]
fn sheets_keep_their_paper() {
    let sheet = "kind = \"form\"\npaper = \"A5\"\nquestions = [\"A?\"]";
    let pages = book(&[("01-a/a.md", "# A"), ("01-a/s.toml", sheet)]);
    let size = pages.pages.last().and_then(|page| page.size).expect("the last is a sheet");
    assert_eq!((size.0.round(), size.1.round()), (420.0, 595.0));
}

#[test]
fn every_block_is_in_the_pdf_and_equal_books_are_equal_bytes() {
    let prose = "# A\n\n- [x] done\n- open\n  1. one\n\n> quote\n\n> [!LEADER]\n> Wait.\n\n```toml\na = 1\n```\n\n\
        Term\n: Meaning\n\n~~no~~ *em **both*** `code` ![alt](x.svg)\n\n![A plan](x.svg)\n\n---\n\n![S](s.toml)\n";
    let sheet = "kind = \"form\"\nquestions = [\"A?\"]";
    let files = [("01-a/a.md", prose), ("01-a/s.toml", sheet), ("01-a/x.svg", "")];
    let pages = book(&files);
    let whole: String = pages.pages.iter().map(text).collect();
    for words in ["done", "one", "quote", "Wait.", "a = 1", "Meaning", "both", "code", "A plan"] {
        assert!(whole.contains(words), "{words}");
    }
    let context = PdfContext::new(&Fonts::default(), "en");
    assert!(
        pdf::bytes(&pages, &context).expect("it is known")
            == pdf::bytes(&book(&files), &context).expect("it is known")
    );
}

#[test]
fn a_letter_that_no_font_has_is_no_empty_box() {
    let pages = book(&[("01-a/a.md", "# A\n\nWell done 🙂 everybody.")]);
    assert!(pages.pages.iter().any(|page| text(page).contains("everybody")));
    let context = PdfContext::new(&Fonts::default(), "en");
    assert!(pdf::bytes(&pages, &context).expect("it is known").starts_with(b"%PDF"));
}

#[test]
fn a_link_within_a_note_has_its_address_beside_it() {
    let prose = "# A\n\nA claim.[^why]\n\n[^why]: See [there](https://example.org/x).\n";
    let pages = book(&[("01-a/a.md", prose)]);
    assert!(pages.pages.iter().any(|page| text(page).contains("1  See there (example.org/x).")));
}

#[test]
fn a_page_of_headings_alone_loses_none() {
    let headings: Vec<String> = (0..120).map(|number| format!("## Heading {number}")).collect();
    let pages = book(&[("01-a/a.md", &headings.join("\n\n"))]);
    let found: Vec<(f32, usize, String)> = pages.pages.iter().flat_map(lines).collect();
    let found = found.iter().filter(|(_, _, text)| text.starts_with("Heading "));
    assert_eq!(found.clone().count(), 120);
    assert!(found.into_iter().all(|(y, ..)| (TOP..BOTTOM + 1.0).contains(y)));
}

#[test]
fn few_last_lines_do_not_stand_on_a_page_of_their_own() {
    for paragraphs in 20..60 {
        let pages = book(&[("01-a/a.md", &format!("# A\n\n{}", "A line.\n\n".repeat(paragraphs)))]);
        let last = pages.pages.last().expect("a book has pages");
        let alone = lines(last).iter().filter(|(_, _, text)| text.contains("A line.")).count();
        assert!(alone > 2, "{alone} of {paragraphs} lines stand alone");
    }
}

#[test]
fn folders_of_sheets_alone_are_not_counted_as_parts() {
    let sheet = "kind = \"form\"\nquestions = [\"A?\"]";
    let files = [("01-a/a.md", "# A"), ("02-b/s.toml", sheet), ("03-c/c.md", "# C")];
    let contents: String = lines(&book(&files).pages[1]).into_iter().map(|line| line.2).collect();
    assert!(contents.contains("2 C") && !contents.contains("3 C"), "{contents}");
}

#[test]
fn what_comes_next_is_told_unless_it_is_overleaf() {
    let next = |to: &str| format!("+++\ntitle = \"T\"\nnext = [\"{to}\"]\n+++\n\nText.");
    let book = |to: &str| {
        let pages = book(&[("a/1-a.md", &next(to)), ("a/2-b.md", "# B"), ("a/3-c.md", "# C")]);
        pages.pages.iter().map(text).collect::<String>()
    };
    assert!(!book("b").contains("Comes next") && book("c").contains("Comes next"));
}

#[test]
fn what_is_read_from_the_right_begins_there_and_code_does_not() {
    let prose = "# A\n\nOne *two* three.\n\n- point\n\n```toml\na = 1\n```\n";
    let edges = |language: &str, words: &str| {
        let settings = format!("language = \"{language}\"");
        let pages = book(&[("playbook.toml", &settings), ("01-a/a.md", prose)]);
        let all = pages.pages.iter().flat_map(|page| &page.content).flat_map(|each| &each.marks);
        let found = all.filter(|mark| shown(mark).contains(words)).find_map(|mark| match mark {
            Mark::Text { at, line, .. } => Some((at.0, at.0 + line.width)),
            Mark::Path { .. } | Mark::Bar { .. } | Mark::Circle { .. } | Mark::Picture { .. } => {
                None
            }
        });
        found.expect("it is in the book")
    };
    // A mark of direction makes all of a line read from the right; Latin words keep their order within it.
    for (first, last) in [("One", "three"), ("point", "point")] {
        let (left, right) = (edges("en", first).0, edges("he", last).1);
        assert!((left - (PAGE.0 - right)).abs() < 0.1, "{first}: {left} {right}");
    }
    assert!(edges("he", "One").1 <= edges("he", "two").0 + 0.1);
    let (code, usual) = (edges("he", "a = 1").0, edges("en", "a = 1").0);
    assert!((code - (PAGE.0 - COLUMN.1) - (usual - COLUMN.0)).abs() < 0.1, "{code} {usual}");
}

fn table_of(columns: usize, rows: usize, word: &str) -> String {
    let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(columns));
    format!("{}{}{}", row("Heading"), row("---"), row(word).repeat(rows))
}

/// The size of each page, as it lies.
fn turns(pages: &Pages) -> Vec<bool> {
    let sizes = pages.pages.iter().map(|page| page.size.unwrap_or(pages.size));
    sizes.map(|(width, height)| width > height).collect()
}

#[test]
fn a_table_too_wide_lies_on_its_side_and_the_text_goes_on_upright() {
    let wide = table_of(12, 40, "partnership");
    let prose = format!("# A\n\nBefore.\n\n## Who\n\n{wide}\n{}\nAfter.\n", table_of(3, 2, "x"));
    let pages = book(&[("index.md", "# Home"), ("a.md", &prose)]);
    let turned = turns(&pages);
    let first = turned.iter().position(|turned| *turned).expect("one lies on its side");
    let last = turned.iter().rposition(|turned| *turned).expect("one lies on its side");
    assert!(text(&pages.pages[first - 1]).contains("Before."));
    assert!(text(&pages.pages[first]).starts_with("WhoHeading"));
    assert!(last > first && turned[first..=last].iter().all(|turned| *turned));
    assert!(text(&pages.pages[last + 1]).contains("After."));
    let foot = pages.pages[last].content.iter().flat_map(|content| &content.marks);
    let mut number = foot.filter_map(|mark| match mark {
        Mark::Text { at, .. } => Some((at.0, at.1, shown(mark))),
        Mark::Path { .. } | Mark::Bar { .. } | Mark::Circle { .. } | Mark::Picture { .. } => None,
    });
    let (x, y, _) =
        number.rfind(|(_, _, text)| text.starts_with("page ")).expect("it has its number");
    assert!(x > 600.0 && (530.0..590.0).contains(&y), "{x} {y}");
}

#[test]
fn a_table_that_fits_when_smaller_stays_upright() {
    let text = format!("# A\n\n{}", table_of(8, 2, "agreement"));
    let pages = book(&[("index.md", "# Home"), ("a.md", &text)]);
    assert!(turns(&pages).iter().all(|turned| !turned));
}

#[test]
fn no_page_is_left_empty_by_what_lies_on_its_side() {
    let wide = table_of(14, 2, "agreements");
    let text = format!("# A\n\n{wide}\n{wide}\n## B\n\n{wide}");
    let pages = book(&[("index.md", "# Home"), ("a.md", &text), ("b.md", "# B")]);
    assert!(pages.pages.iter().skip(1).all(|page| !lines(page).is_empty()));
    assert_eq!(turns(&pages).iter().filter(|turned| **turned).count(), 2);
}

#[test]
fn a_cover_bears_the_colour_of_the_playbook_and_no_other_page_does() {
    let coloured = |settings: &str| -> Vec<usize> {
        let pages = book(&[("playbook.toml", settings), ("index.md", "# Home"), ("a.md", "# A")]);
        let pages = pages.pages.iter().map(|page| {
            let marks = page.content.iter().flat_map(|content| &content.marks);
            let own = marks.filter(|mark| match mark {
                Mark::Text { tone: Tone::Own(colour), .. } | Mark::Bar { colour, .. } => {
                    *colour == Colour::hex(0x8a_1538)
                }
                Mark::Text { .. }
                | Mark::Path { .. }
                | Mark::Circle { .. }
                | Mark::Picture { .. } => false,
            });
            own.count()
        });
        pages.collect()
    };
    let (own, plain) = (coloured("colour = \"#8a1538\""), coloured(""));
    assert_eq!((own[0], own.iter().sum()), (2, 2));
    assert_eq!((own.len(), plain.iter().sum()), (plain.len(), 0));
}
