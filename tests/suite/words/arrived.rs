//! The files of a site → the words that arrived, each among its neighbours.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::process::Command;

use html5gum::{Token, Tokenizer};
use icu_normalizer::ComposingNormalizerBorrowed;
use serde_json::Value;

use super::written::Passage;
use crate::search::Finder;

/// What a reader can find.
pub(super) struct Arrived {
    /// On pages.
    pub(super) pages: Phrases,
    /// In PDFs.
    pub(super) book: Phrases,
    /// In what search shows of pages.
    search: Phrases,
    /// What search finds; `None` where a playbook is not searched.
    finder: Option<Finder>,
}

impl Arrived {
    /// What stands in `files`, by address.
    pub(super) fn of(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let mut arrived = Self {
            pages: Phrases::of(3),
            book: Phrases::of(2),
            search: Phrases::of(3),
            finder: Finder::of(files),
        };
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in files {
            if path.ends_with(".html") && !path.ends_with("print.html") {
                let Text { joined: text, apart, said } =
                    text_of_page(&String::from_utf8_lossy(bytes));
                arrived.pages.add(&text);
                arrived.pages.add(&apart);
                for said in &said {
                    arrived.pages.add(said);
                }
            } else if path.ends_with(".pdf") {
                let file = folder.path().join("paper.pdf");
                fs::write(&file, bytes).unwrap();
                let text = text_of_paper(&file);
                arrived.book.add(&without_marks(&without_page_numbers(&text)));
                for lines in without_last_letters(&text) {
                    arrived.book.add(&lines);
                }
                arrived.book.add(&text);
            } else if path.starts_with("search/") && !path.starts_with("search/words") {
                let script = String::from_utf8_lossy(bytes);
                each_text_of_script(&script, &mut |text| arrived.search.add(text));
            }
        }
        arrived
    }

    /// The words of `passage` that search does not find: those of prose as search shows it, all others by themselves.
    pub(super) fn not_found(&self, passage: &Passage) -> Vec<String> {
        let Some(finder) = &self.finder else { return Vec::new() };
        if passage.key == "text" {
            return self.search.missing(&passage.words);
        }
        // Of `partner's` search leaves the last letter out.
        let words = passage.words.iter().filter(|word| word.chars().count() > 1);
        words.filter(|word| !finder.finds(word)).cloned().collect()
    }
}

/// Words with the words beside them.
pub(super) struct Phrases {
    /// How many words make a phrase, at most.
    most: usize,
    words: BTreeSet<String>,
    runs: HashSet<u64>,
}

impl Phrases {
    fn of(most: usize) -> Self {
        Self { most, words: BTreeSet::new(), runs: HashSet::new() }
    }

    fn add(&mut self, text: &str) {
        let words = words_of(text);
        for length in 2..=self.most {
            self.runs.extend(words.windows(length).map(hash));
        }
        self.words.extend(words);
    }

    /// Those of `words` that stand nowhere beside one of their neighbours.
    pub(super) fn missing(&self, words: &[String]) -> Vec<String> {
        let length = self.most.min(words.len());
        let mut here: Vec<bool> =
            words.iter().map(|word| length == 1 && self.words.contains(word)).collect();
        if length > 1 {
            for (at, phrase) in words.windows(length).enumerate() {
                if self.runs.contains(&hash(phrase)) {
                    here[at..at + length].fill(true);
                }
            }
        }
        words.iter().zip(here).filter(|(_, here)| !here).map(|(word, _)| word.clone()).collect()
    }
}

fn hash(words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// The words of `text`: runs of letters, marks and digits, where a small or raised figure is the figure. Of scripts without
/// spaces each letter is one, since a line may end anywhere.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let text: String = text.chars().filter(|letter| !matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')).collect();
    let text = ComposingNormalizerBorrowed::new_nfkc().normalize(&text).to_lowercase();
    let mut words: Vec<String> = Vec::new();
    let mut goes_on = false;
    for letter in text.chars() {
        let is_of_word = letter.is_alphanumeric() || is_mark(letter);
        if is_of_word && goes_on && !is_unspaced(letter) {
            words.last_mut().unwrap().push(letter);
        } else if is_of_word {
            words.push(letter.to_string());
        }
        goes_on = is_of_word && !is_unspaced(letter);
    }
    words
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{DFF}')
}

fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// What a page says.
#[derive(Default)]
struct Text {
    /// The text, where tags within a line divide no words.
    joined: String,
    /// The text, where every tag divides words: a style sheet may set two side by side.
    apart: String,
    /// What attributes say.
    said: Vec<String>,
}

fn text_of_page(html: &str) -> Text {
    let mut page = Text::default();
    // Within what stands between words and is none of them: explanations of terms, marks of notes, scripts.
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::String(letters) if open.is_empty() => {
                let letters = String::from_utf8_lossy(&letters);
                page.joined.push_str(&letters);
                page.apart.push_str(&letters);
            }
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let value = |key: &str| {
                    tag.attributes
                        .get(key.as_bytes())
                        .map(|value| String::from_utf8_lossy(value).into_owned())
                };
                let said =
                    ["alt", "title", "aria-label", "content", "value", "placeholder", "data-value"];
                page.said.extend(said.iter().filter_map(|key| value(key)));
                let class = value("class").unwrap_or_default();
                let is_no_text = ["term-tip", "note-mark"].iter().any(|name| class.contains(name))
                    || matches!(&*name, "script" | "style" | "template");
                if open.last() == Some(&name) || open.is_empty() && is_no_text {
                    open.push(name.clone());
                }
                page.divide(&name);
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if open.last() == Some(&name) {
                    open.pop();
                }
                page.divide(&name);
            }
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page
}

impl Text {
    fn divide(&mut self, tag: &str) {
        self.apart.push(' ');
        if !is_inline(tag) {
            self.joined.push(' ');
        }
    }
}

/// Whether a tag of this name divides no words.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "button"
            | "cite"
            | "code"
            | "del"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "tspan"
            | "u"
    )
}

/// The text of a PDF in the order in which it was written, by Poppler.
pub(super) fn text_of_paper(file: &std::path::Path) -> String {
    let output =
        Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(file).arg("-").output();
    let output =
        output.expect("Poppler's `pdftotext` reads PDFs (on Debian: apt install poppler-utils)");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().replace("\u{AD}\n", "").replace('\u{AD}', "")
}

/// `text` without what follows a link on paper: `(page 33)`.
fn without_page_numbers(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        kept.push_str(before);
        let number = after.split_once(')').filter(|(inner, _)| {
            inner.len() < 24 && inner.ends_with(|letter: char| letter.is_ascii_digit())
        });
        rest = number.map_or(after, |(_, after)| after);
    }
    kept + rest
}

/// `text` without figures that follow a letter or a sign at once, as marks of notes do.
fn without_marks(text: &str) -> String {
    let mut kept = String::new();
    let mut follows = false;
    for letter in text.chars() {
        if letter.is_ascii_digit() && follows {
            continue;
        }
        follows = !letter.is_whitespace() && !letter.is_ascii_digit();
        kept.push(letter);
    }
    kept
}

/// Each two lines of `text`, once without the last letter of the first and once of the second: the letter that marks a link
/// stands small at the end of a line.
fn without_last_letters(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let shortened = |line: &str| {
        let mut letters = line.chars();
        letters.next_back();
        letters.as_str().to_owned()
    };
    let pairs = lines.windows(2).flat_map(|pair| {
        let (first, second) = (shortened(pair[0]), shortened(pair[1]));
        [format!("{first} {}", pair[1]), format!("{} {second}", pair[0])]
    });
    pairs.collect()
}

/// Calls `visit` on every text in what a script of search hands over.
fn each_text_of_script(script: &str, visit: &mut dyn FnMut(&str)) {
    let Some((_, inner)) = script.split_once('(') else { return };
    let Some(inner) = inner.trim_end().strip_suffix(");") else { return };
    if let Ok(value) = serde_json::from_str::<Value>(&format!("[{inner}]")) {
        each_text(&value, visit);
    }
}

fn each_text(value: &Value, visit: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(values) => values.iter().for_each(|value| each_text(value, visit)),
        Value::Object(values) => values.values().for_each(|value| each_text(value, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
