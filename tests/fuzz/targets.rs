//! What is read from others, one function for each form: given any bytes it says what is wrong with them, and never breaks.
//!
//! `tests/suite/fuzz.rs` calls them with seeded mutations on every run of the tests. With a nightly compiler
//! `cargo +nightly fuzz run markdown --fuzz-dir tests/fuzz` calls one of them for as long as one likes.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use partnerbook::check::check;
use partnerbook::compile::{How, Strictness, check as check_to_the_end};
use partnerbook::diag::{Diagnostics, show};
use partnerbook::memo::Memo;
use partnerbook::model::{Index, Ledger};
use partnerbook::parse::parse;
use partnerbook::plan::plan;
use partnerbook::read;
use partnerbook::site::Linked;
use partnerbook::source::Sources;
use partnerbook::write;
use tempfile::TempDir;

/// A page of prose.
pub(crate) fn markdown(bytes: &[u8]) {
    read_as("a.md", &String::from_utf8_lossy(bytes));
}

/// A sheet.
pub(crate) fn toml(bytes: &[u8]) {
    read_as("a.toml", &String::from_utf8_lossy(bytes));
}

/// The head of a page that another program wrote.
pub(crate) fn yaml(bytes: &[u8]) {
    read_as("a.md", &format!("---\n{}\n---\n\n# A\n", String::from_utf8_lossy(bytes)));
}

/// The addresses that were published.
pub(crate) fn ledger(bytes: &[u8]) {
    read_as(Ledger::FILE, &String::from_utf8_lossy(bytes));
}

/// The list of what the last build wrote. No name that it gives leaves the folder, nor does reading it change anything there.
pub(crate) fn manifest(bytes: &[u8]) {
    static FOLDER: LazyLock<TempDir> = LazyLock::new(folder);
    fs::write(FOLDER.path().join(".partnerbook"), bytes).expect("a folder of our own");
    for (name, _) in write::memo(FOLDER.path()).iter() {
        assert!(!name.starts_with('/') && !name.split('/').any(|part| part == ".."), "{name}");
    }
}

/// A drawing, on a page and in the book.
pub(crate) fn svg(bytes: &[u8]) {
    static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
        let folder = folder();
        fs::write(folder.path().join("a.md"), "# A\n\n![A drawing](b.svg)\n")
            .expect("a folder of our own");
        folder
    });
    fs::write(FOLDER.path().join("b.svg"), bytes).expect("a folder of our own");
    to_the_end(FOLDER.path());
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("the machine has room for a folder")
}

fn read_as(path: &str, text: &str) {
    reads(&Sources::in_memory(&[("index.md", "# Home\n"), (path, text)]));
}

/// Parses and checks `sources`, and draws every message.
pub(crate) fn reads(sources: &Sources) {
    let mut diagnostics = Diagnostics::new();
    let playbook = parse(sources, &mut diagnostics);
    let (index, site) = (Index::new(&playbook, sources), plan(&playbook));
    let linked = Linked { sources, playbook: &playbook, index: &index, site: &site };
    check(linked, None, &mut diagnostics);
    show::human(&diagnostics, sources, show::Colour::Plain);
}

/// Compiles a folder to the last stage, whatever is wrong with it.
fn to_the_end(folder: &Path) {
    let mut diagnostics = Diagnostics::new();
    let Ok(sources) = read::read(folder, None, "", &mut diagnostics) else { return };
    compiles_to_the_end(&sources);
}

/// Compiles `sources` to the last stage, whatever is wrong with them.
pub(crate) fn compiles_to_the_end(sources: &Sources) {
    let (memo, strictness) = (Memo::default(), Strictness::Lenient);
    let how = How { strictness, memo: &memo, today: None };
    check_to_the_end(sources, how, &mut Diagnostics::new(), &|_| Ok(()))
        .expect("nothing is written");
}
