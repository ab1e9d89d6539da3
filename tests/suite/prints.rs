//! Pages to print hold much, and there is a limit to it.

use std::fmt::Write as _;

use partnerbook::source::Sources;

use crate::compiled::{Compiled, compiled};

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
