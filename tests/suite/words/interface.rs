//! A playbook can be wholly in another language: where every word of the interface is replaced, no built-in one is left.
//!
//! Every word is put between `«` and `»`. What then stands outside of these on a page, in a file or on paper is an author's, or
//! it stands in the playbook's own files nowhere, and was written in the program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use html5gum::{Token, Tokenizer};
use partnerbook::diag::Diagnostics;
use partnerbook::model::Content;
use partnerbook::parse;
use partnerbook::read;
use partnerbook::source::{SourcePath, Sources};
use partnerbook::theme::Theme;
use partnerbook::worksheet::Words;

use super::arrived::text_of_paper;
use super::playbooks_in;
use crate::compiled::compiled;
use crate::folder::root;

/// What is called so in every language: formats of files, sizes of paper, units of measure.
const NAMES: &[&str] = &["markdown", "csv", "pdf", "html", "letter", "mm"];

/// The built-in words, each between marks. Quotation marks are no words.
fn marked() -> String {
    let (_, words) = Theme::texts().find(|(name, _)| name == "templates/words/en.toml").unwrap();
    let line = |line: &str| match line.split_once(" = ") {
        Some((name, value)) if name != "quotes" && !name.starts_with('#') => {
            let mut parts = value.split('"').enumerate();
            let mark = |(at, part): (usize, &str)| match at % 2 {
                0 => part.to_owned(),
                _ => format!("\"«{part}»\""),
            };
            let value: String = parts.by_ref().map(mark).collect();
            format!("{name} = {value}\n")
        }
        Some(_) | None => format!("{line}\n"),
    };
    words.lines().map(line).collect()
}

/// What stands outside of all marks.
fn outside(text: &str) -> String {
    let mut depth = 0_usize;
    let mut found = String::new();
    for letter in text.chars() {
        match letter {
            '«' => depth += 1,
            '»' => depth = depth.saturating_sub(1),
            letter if depth == 0 => found.push(letter),
            _ => continue,
        }
        if depth > 0 || letter == '»' {
            found.push(' ');
        }
    }
    found
}

/// The words of two letters or more, in small letters. A capital letter within a word begins another: so texts follow one
/// another on paper.
fn words(text: &str) -> BTreeSet<String> {
    let mut apart = String::new();
    let mut was_small = false;
    for letter in text.chars() {
        if was_small && letter.is_uppercase() {
            apart.push(' ');
        }
        was_small = letter.is_lowercase();
        apart.push(letter);
    }
    let words = apart.split(|letter: char| !letter.is_alphabetic());
    words.filter(|word| word.chars().count() > 1).map(str::to_lowercase).collect()
}

/// `text` without words of which only the beginning is there: `hav…`.
fn without_cut_words(text: &str) -> String {
    let is_part = |letter: char| letter.is_alphabetic();
    let mut parts: Vec<&str> = text.split('…').collect();
    let last = parts.pop().unwrap_or_default();
    let whole: String =
        parts.iter().map(|part| part.trim_end_matches(is_part).to_owned() + "…").collect();
    whole + last
}

/// What a reader sees of a page, and what is said of it by its side.
fn seen_on_page(html: &str) -> String {
    let mut text = String::new();
    let mut is_hidden = false;
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::String(letters) if !is_hidden => {
                text.push_str(&String::from_utf8_lossy(&letters));
            }
            Token::StartTag(tag) => {
                is_hidden = matches!(&**tag.name, b"script" | b"style");
                text.push(' ');
                for (name, value) in &tag.attributes {
                    let (name, value) =
                        (String::from_utf8_lossy(name), String::from_utf8_lossy(value));
                    let is_said = ["alt", "title", "aria-label", "placeholder"].contains(&&*name);
                    // Of what scripts are given, a single word is a name.
                    if is_said || name.starts_with("data-") && value.contains(' ') {
                        text.push_str(&value);
                        text.push('\n');
                    }
                }
            }
            Token::EndTag(_) => {
                is_hidden = false;
                text.push(' ');
            }
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    text
}

/// What a reader sees of a calendar.
fn seen_in_calendar(text: &str) -> String {
    let text = text.replace("\r\n ", "").replace("\\n", " ");
    let said = ["SUMMARY:", "DESCRIPTION:", "X-WR-CALNAME:"];
    let value =
        |line: &str| said.iter().find_map(|name| line.strip_prefix(name)).map(str::to_owned);
    text.lines().filter_map(value).collect::<Vec<_>>().join("\n")
}

/// What a reader sees of each file of a site, and what the fields of its sheets are called when they are read aloud.
fn seen(sources: &Sources) -> BTreeMap<String, String> {
    let mut seen = BTreeMap::new();
    let folder = tempfile::tempdir().unwrap();
    let files = compiled(sources).files;
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        let text = match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("html") => seen_on_page(&text),
            Some("csv" | "md") => text.into_owned(),
            Some("ics") => seen_in_calendar(&text),
            Some("pdf") => {
                let file = folder.path().join("paper.pdf");
                std::fs::write(&file, bytes).unwrap();
                text_of_paper(&file)
            }
            Some(_) | None => continue,
        };
        seen.insert(path.clone(), text);
    }
    if files.is_empty() {
        return seen;
    }
    let word = |_: &str, name: &str| format!("«{name} {{what}}»");
    for (path, entry) in &parse::parse(sources, &mut Diagnostics::new()).entries {
        if let Content::Worksheet(sheet) = &entry.content {
            let labels = sheet.body.fields(Words::new(&word)).into_iter().map(|field| field.label);
            seen.insert(format!("the fields of {path}"), labels.collect::<Vec<_>>().join("\n"));
        }
    }
    seen
}

/// `text` with `instead` of signs that are written by their numbers, and with spaces for ends of lines.
fn without_escapes(text: &str, instead: &str) -> String {
    let mut parts = text.split("\\u");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| instead.to_owned() + part.get(4..).unwrap_or_default());
    (first + &rest.collect::<String>()).replace("\\n", " ").replace("\\t", " ")
}

/// Tells of the built-in words that the site of `sources`, which is called `name`, shows though every word is replaced.
fn look(name: &str, mut sources: Sources, told: &mut Vec<String>) -> usize {
    sources.templates.insert("words/en.toml".to_owned(), marked().into());
    let settings = SourcePath::new("playbook.toml");
    let text = sources.texts.get(&settings).map(ToString::to_string).unwrap_or_default();
    if !text.lines().any(|line| line.starts_with("book")) {
        sources.texts.insert(settings, format!("book = true\n{text}").into());
    }
    let own = sources.templates.iter().filter(|(name, _)| *name != "words/en.toml");
    let mut known = words(name);
    known.extend(NAMES.iter().map(|name| (*name).to_owned()));
    known.extend(own.flat_map(|(_, text)| words(text)));
    for (path, text) in &sources.texts {
        known.extend(words(path.as_str()));
        known.extend(words(text));
        known.extend(words(&without_escapes(text, " ")));
        known.extend(words(&without_escapes(text, "")));
    }
    for path in sources.assets.keys() {
        known.extend(words(path.as_str()));
    }
    // What has no room on its line is divided.
    let is_piece = |word: &str| known.iter().any(|long| long.len() >= 10 && long.contains(word));
    // A mark of a note follows its word at once on paper.
    let is_marked = |path: &str, word: &str| {
        let without = word.char_indices().next_back().map(|(at, _)| &word[..at]);
        path.ends_with(".pdf") && without.is_some_and(|word| known.contains(word))
    };
    let seen = seen(&sources);
    for (path, text) in &seen {
        let strange = words(&without_cut_words(&outside(text))).into_iter();
        let strange: Vec<String> = strange
            .filter(|word| !known.contains(word) && !is_piece(word) && !is_marked(path, word))
            .collect();
        if !strange.is_empty() {
            told.push(format!("{name}: {path} shows {}", strange.join(", ")));
        }
    }
    seen.len()
}

#[test]
fn no_word_of_the_interface_is_written_in_the_program() {
    let mut told = Vec::new();
    let mut looked_at = 0;
    for folder in playbooks_in(&root().join("tests/cases")) {
        let name = folder.strip_prefix(root().join("tests/cases")).unwrap_or(&folder);
        let name = name.display().to_string();
        if let Ok(sources) = read::read(&folder, None, "", &mut Diagnostics::new()) {
            looked_at += look(&name, sources, &mut told);
        }
    }
    for file in std::fs::read_dir(root().join("docs/playbook/examples")).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_some_and(|ending| ending == "toml") {
            looked_at += look(&file.display().to_string(), alone(&file), &mut told);
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(looked_at > 500, "only {looked_at} files");
}

/// A playbook of one file, which stands on the home page too.
fn alone(file: &Path) -> Sources {
    let text = std::fs::read_to_string(file).unwrap();
    Sources::in_memory(&[("index.md", "# Ω\n\n![Ω](x.toml)\n"), ("x.toml", &text)])
}
