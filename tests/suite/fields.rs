//! What is filled in on the page of a sheet is what the sheet says is filled in, and its files say the same.

use std::collections::BTreeSet;

use partnerbook::diag::Diagnostics;
use partnerbook::model::Content;
use partnerbook::parse;
use partnerbook::site::Route;
use partnerbook::worksheet::KINDS;

use crate::compiled::{compiled, example};

/// The values of the attribute `data-item` in `html`, without the date of the sheet's head; a choice counts once.
fn items(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for rest in html.split("data-item=\"").skip(1) {
        let value = rest.split('"').next().unwrap();
        let name = value.split('=').next().unwrap().to_owned();
        if name != "_date" && found.last() != Some(&name) {
            found.push(name);
        }
    }
    found
}

#[test]
fn the_fields_of_a_sheet_are_those_on_its_page() {
    let sources = example();
    let compiled = compiled(&sources);
    let mut looked_at = BTreeSet::new();
    let playbook = parse::parse(&sources, &mut Diagnostics::new());
    for (path, entry) in &playbook.entries {
        let Content::Worksheet(worksheet) = &entry.content else { continue };
        let html = String::from_utf8_lossy(&compiled.files[Route::of(path).as_str()]);
        let fields: Vec<String> =
            worksheet.body.fields().into_iter().map(|field| field.id).collect();
        assert_eq!(items(&html), fields, "{path}");
        looked_at.insert(worksheet.kind().name);
    }
    assert_eq!(looked_at.len(), KINDS.len(), "of some kind there is no sheet: {looked_at:?}");
}

#[test]
fn every_sheet_that_is_not_private_is_a_text_and_a_table_too() {
    let files = compiled(&example()).files;
    let pages =
        files.keys().filter(|name| name.starts_with("worksheets/") && name.ends_with(".html"));
    for page in pages.filter(|name| !name.ends_with("index.html")) {
        let blank = page.replace("-example.html", ".html");
        let is_private = String::from_utf8_lossy(&files[&blank]).contains(" data-private");
        for ending in ["md", "csv"] {
            let file = page.replace(".html", &format!(".{ending}"));
            let bytes = files.get(&file);
            assert_eq!(bytes.is_none_or(Vec::is_empty), is_private, "{file}");
        }
    }
}
