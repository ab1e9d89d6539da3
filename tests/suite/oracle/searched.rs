//! Each word of a page leads to it: what the parser of Markdown writes by itself, held against the files of search.

use partnerbook::source::Sources;

use super::generate::Alphabet;
use super::{WITHOUT_TYPOGRAPHY, expected, published, seed, texts, typed};
use crate::search::Finder;

/// Looks for every word of `blocks` blocks.
fn look(seed: u64, blocks: usize) {
    let texts = texts(seed, Alphabet::Signs, blocks);
    let name = |number: usize| format!("c{number:06}");
    let head = "+++\ntitle = \"T\"\nsummary = \"S.\"\n+++\n";
    let mut files = vec![("playbook.toml".to_owned(), "title = \"T\"\n".to_owned())];
    let chapters = texts.iter().enumerate();
    files.extend(
        chapters.map(|(number, text)| (format!("{}.md", name(number)), format!("{head}{text}"))),
    );
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let site = published(&Sources::in_memory(&files), |path| path.starts_with("search/"));
    let finder = Finder::of(&site).unwrap();
    let (mut words, mut common, mut lost) = (0, 0, Vec::new());
    for (number, text) in texts.iter().enumerate() {
        let said = expected(text, WITHOUT_TYPOGRAPHY);
        for said in said.notes.iter().chain([&said.text]) {
            let said = typed(said);
            words += said.split_whitespace().count();
            let page = format!("{}.html", name(number));
            lost.extend(finder.not_leading_to(&page, &said, &mut common));
        }
    }
    assert!(words > blocks && common > 0, "{words} words, {common} of them common");
    lost.sort();
    lost.dedup();
    assert!(
        lost.is_empty(),
        "{} of {words} words are not found: {:?}",
        lost.len(),
        &lost[..lost.len().min(30)]
    );
    println!(
        "search: {words} words lead to their pages; {common} are common or signs, which no search looks for"
    );
}

#[test]
fn every_word_of_any_block_is_found() {
    look(21, 10_000);
}

#[test]
#[ignore = "many blocks: `tests/long oracle`"]
fn every_word_of_many_blocks_is_found() {
    look(seed().wrapping_mul(100).wrapping_add(21), 100_000);
}
