//! The playbook of this repository: what is promised of every site holds for it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use partnerbook::memo::NOTES;
use partnerbook::source::SourcePath;

use crate::compiled::{Compiled, compiled, example, with};
use crate::crawl::{assert_every_link_leads_somewhere, pages};
use crate::folder::{ended, files_below, program, root, run};

/// Every file in `folder` with its bytes and the time it was written.
fn state(folder: &Path) -> Vec<(String, Vec<u8>, SystemTime)> {
    let read = |name: String| {
        let file = folder.join(&name);
        let time = file.metadata().unwrap().modified().unwrap();
        (name, fs::read(file).unwrap(), time)
    };
    files_below(folder).into_iter().map(read).collect()
}

fn bytes(folder: &Path) -> Vec<(String, Vec<u8>)> {
    state(folder).into_iter().map(|(name, bytes, _)| (name, bytes)).collect()
}

fn build(from: &Path, out: &Path, threads: &str) -> String {
    let mut command = Command::new(program());
    command.args(["build", "--out"]).arg(out).current_dir(from).env("RAYON_NUM_THREADS", threads);
    let ended = ended(&mut command);
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    ended.said
}

#[test]
fn the_same_sources_give_the_same_bytes_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let (here, elsewhere) = (folder.path().join("here"), folder.path().join("there/else/where"));
    let copy = folder.path().join("copy");
    for name in files_below(&root().join("playbook")) {
        let file = copy.join("playbook").join(&name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::copy(root().join("playbook").join(&name), file).unwrap();
    }
    build(root(), &here, "2");
    build(&copy, &elsewhere, "1");
    assert!(bytes(&here) == bytes(&elsewhere), "the two sites differ");
}

#[test]
fn a_second_build_changes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    build(root(), &out, "2");
    let before = state(&out);
    let said = build(root(), &out, "2");
    assert!(said.contains(": nothing changed"), "{said}");
    assert!(state(&out) == before, "a file was written anew");
}

/// The files of the site that are others after `old` became `new` in the file `path`, but for what is known of PDFs and for the
/// shards of search, whose names change with their bytes.
fn changed_by(path: &str, old: &str, new: &str) -> BTreeSet<String> {
    let before = example();
    let text = before.texts[&SourcePath::new(path)].replacen(old, new, 1);
    let (before, after) = (compiled(&before), compiled(&with(&before, path, &text)));
    let stays =
        |name: &&String| !NOTES.contains(&name.as_str()) && !name.starts_with("search/words-");
    let names = |compiled: &Compiled| -> Vec<String> {
        compiled.files.keys().filter(stays).cloned().collect()
    };
    assert_eq!(names(&before), names(&after));
    let differs = |name: &String| before.files[name] != after.files[name];
    names(&before).into_iter().filter(differs).collect()
}

const CHAPTER: &str = "03-trust/01-trust-that-is-looked-after.md";

#[test]
fn an_edited_sentence_changes_what_it_stands_on_and_nothing_else() {
    let text = &example().texts[&SourcePath::new(CHAPTER)];
    let sentence = text.rsplit("\n\n").find(|part| part.starts_with(char::is_alphabetic)).unwrap();
    let word = sentence.split_whitespace().next().unwrap();
    let changed = changed_by(CHAPTER, sentence, &sentence.replacen(word, "Perhaps", 1));
    // The page itself, where it is printed with others, the books, and what search knows of it.
    let files = [
        "playbook.pdf",
        "print.html",
        "search/pages/trust/trust-that-is-looked-after.js",
        "search/root.js",
        "trust/print.html",
        "trust/trust-that-is-looked-after.html",
        "trust/trust.pdf",
    ];
    assert_eq!(changed, files.map(str::to_owned).into());
}

#[test]
fn an_edited_title_changes_the_pages_that_show_it_and_no_other() {
    let before = example();
    let text = &before.texts[&SourcePath::new(CHAPTER)];
    let title = text.lines().find_map(|line| line.strip_prefix("title = \"")).unwrap();
    let title = title.trim_end_matches('"');
    let mut changed = changed_by(CHAPTER, title, "Quite another name");
    // The books show it; their text is packed.
    changed.retain(|name| !name.ends_with(".pdf"));
    let shows = |(name, bytes): (&String, &Vec<u8>)| {
        String::from_utf8_lossy(bytes).contains(title).then(|| name.clone())
    };
    let showing: BTreeSet<String> = compiled(&before).files.iter().filter_map(shows).collect();
    assert!(changed.is_subset(&showing), "{:?}", changed.difference(&showing));
    let all = compiled(&before).files.keys().filter(|name| name.ends_with(".html")).count();
    assert!(changed.len() < all, "every page changed");
}

#[test]
fn every_link_leads_somewhere_and_only_the_authors_lead_away() {
    let folder = tempfile::tempdir().unwrap();
    build(root(), &folder.path().join("site"), "2");
    let outside = assert_every_link_leads_somewhere(&folder.path().join("site"));
    let sources = example();
    for (page, href) in outside {
        let written =
            sources.texts.values().any(|text| text.contains(href.trim_start_matches("mailto:")));
        assert!(written, "{page} leads to {href}, which no author wrote");
    }
}

#[test]
fn no_page_holds_a_script_or_a_style_or_fetches_from_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build(root(), &site, "2");
    for (name, page) in pages(&site) {
        for (tag, attributes) in page.tags {
            let value = |wanted: &str| {
                attributes.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str())
            };
            assert!(tag != "style" && value("style").is_none(), "{name}: <{tag}> holds a style");
            let handler = attributes.iter().find(|(key, _)| key.starts_with("on"));
            assert!(handler.is_none(), "{name}: <{tag}> holds a script: {handler:?}");
            assert!(!value("href").unwrap_or_default().starts_with("javascript:"), "{name}");
            if tag == "script" {
                assert_eq!(value("content"), Some(""), "{name} holds a script");
                assert!(
                    value("src").is_some() && value("type").is_none(),
                    "{name}: no classic script"
                );
            }
            let fetches = matches!(
                tag.as_str(),
                "script" | "link" | "img" | "iframe" | "source" | "use" | "object"
            );
            for key in ["src", "href", "data"] {
                let away = value(key).is_some_and(|href| href.contains("//"));
                assert!(!fetches || !away, "{name}: <{tag}> fetches {:?}", value(key));
            }
        }
    }
    for name in
        files_below(&site).iter().filter(|name| name.ends_with(".css") || name.ends_with(".js"))
    {
        let text = fs::read_to_string(site.join(name)).unwrap();
        for word in
            ["@import", "fetch(", "XMLHttpRequest", "eval(", "url(http", "url(\"http", "url(//"]
        {
            assert!(!text.contains(word), "{name} holds {word}");
        }
    }
}

#[test]
fn the_example_is_built_without_a_word_and_covers_all_it_should() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    let ended = run(root(), &["build", "--strict", "--out", out.to_str().unwrap()]);
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    let told: Vec<&str> = ended.said.lines().filter(|line| !line.trim().is_empty()).collect();
    assert!(told.len() == 1 && told[0].starts_with("Wrote "), "{told:?}");

    let items = fs::read_to_string(root().join("playbook/coverage.toml")).unwrap();
    assert_eq!(items.lines().filter(|line| line.starts_with(['A', 'B', 'C'])).count(), 114);
    let page = fs::read_to_string(out.join("coverage.html")).unwrap();
    assert!(page.contains("Steady learning") && !page.contains("nothing yet"));
}

#[test]
fn no_heading_takes_the_id_of_a_part_of_the_page() {
    let headings = "Uses|Used in|Comes next|Main|Rail|Scheme|Glance|Steps|Pages|Stages|Note 1|Mark 1|Term 0|Sheet title|Contents title";
    let prose = format!("\n## {}\n", headings.replace('|', "\n\n## "));
    let folder = crate::folder::with(&[
        ("text/index.md", format!("# Home\n\n[a](a.md)\n{prose}").as_bytes()),
        ("text/a.md", format!("+++\nuses = [\"plan\"]\nnext = [\"plan\"]\n+++\n# A\n\nA note.[^1] A round.\n\n[^1]: Here.\n{prose}").as_bytes()),
        ("text/plan.toml", b"kind = \"plan\"\nintro = \"A\\n## Sheet title\\n## Main\"\n"),
        ("text/terms.toml", b"kind = \"terms\"\n[[term]]\nterm = \"round\"\nmeans = \"In turn.\"\n"),
    ]);
    let ended = run(folder.path(), &["build", "text"]);
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    assert_every_link_leads_somewhere(&folder.path().join("site"));
}
