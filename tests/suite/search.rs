//! Search: what its files hold, and how much a reader has to load.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;

use miniz_oxide::deflate::compress_to_vec;
use partnerbook::artifact::{Artifact, Body, Sink};
use partnerbook::diag::Diagnostics;
use partnerbook::input::Input;
use partnerbook::memo::Memo;
use partnerbook::model::Index;
use partnerbook::search;
use partnerbook::search::terms::{Language, each_word, fold};
use partnerbook::source::{SourcePath, Sources};
use partnerbook::theme::Theme;
use partnerbook::words::Words;
use partnerbook::{parse, plan};
use serde_json::Value;

use crate::compiled::{compiled, example};
use crate::folder::root;
use crate::synthetic::{self, Code};

/// Hands over files of a playbook's site.
type Publish<'p> = &'p dyn Fn(Input<'_>, Sink<'_>);

/// The files of search that `publish` makes of `sources`.
fn made(sources: &Sources, publish: Publish<'_>) -> BTreeMap<String, String> {
    let playbook = parse::parse(sources, &mut Diagnostics::new());
    let record = |(name, text): &(String, std::sync::Arc<str>)| {
        let path = SourcePath::new(name.as_str());
        let (record, _) =
            parse::toml::parse(&path, (text, 0..text.len()), &Vec::new, &mut Vec::new());
        (path, record)
    };
    let language = &playbook.settings.language;
    let words: Vec<_> = Theme::words(sources, language).iter().map(record).collect();
    let files = Mutex::new(BTreeMap::new());
    let sink = |Artifact { path, body }: Artifact| {
        let Body::Bytes(bytes) = body else { panic!("{path} is no text") };
        let before = files.lock().unwrap().insert(path, String::from_utf8(bytes).unwrap());
        assert_eq!(before, None);
        Ok(())
    };
    let input = Input {
        sources,
        playbook: &playbook,
        index: &Index::new(&playbook, sources),
        site: &plan::plan(&playbook),
        words: &Words::of_files(&words, language).0,
        pictures: &BTreeMap::new(),
        memo: &Memo::default(),
    };
    publish(input, &sink);
    files.into_inner().unwrap()
}

fn whole(input: Input<'_>, sink: Sink<'_>) {
    search::publish(input, sink).unwrap();
}

/// What a browser makes of the files: units, and the terms with the units that hold each.
struct Loaded {
    files: BTreeMap<String, String>,
    language: &'static Language,
    /// The address of each unit that is a page, else nothing.
    pages: Vec<String>,
    /// The first term and the file of each shard.
    shards: Vec<(String, String)>,
    terms: BTreeMap<String, Vec<(usize, u32)>>,
}

/// Whether every word of a text is found by the files of search of a site, but for the words that no search looks for.
pub(crate) struct Finder(Loaded);

impl Finder {
    /// Searches with `files`, by address.
    pub(crate) fn of(files: &BTreeMap<String, Vec<u8>>) -> Option<Self> {
        let texts = files.iter().filter(|(path, _)| path.starts_with("search/"));
        let texts: BTreeMap<String, String> = texts
            .map(|(path, bytes)| (path.clone(), String::from_utf8_lossy(bytes).into_owned()))
            .collect();
        texts.contains_key("search/root.js").then(|| Self(Loaded::read(texts)))
    }

    /// The words of `text`, as a reader would look for them, that do not lead to the page at `address`. Those that no search
    /// looks for are counted.
    pub(crate) fn not_leading_to(
        &self,
        address: &str,
        text: &str,
        common: &mut usize,
    ) -> Vec<String> {
        let unit = self.0.pages.iter().position(|page| page == address);
        let unit = unit.unwrap_or_else(|| panic!("{address} is not searched"));
        let leads = |term: &String| {
            let units = self.0.terms.get(term);
            units.is_some_and(|units| units.iter().any(|(found, _)| *found == unit))
        };
        let words = text.split_whitespace().filter(|word| {
            let terms = self.0.terms_of(word);
            *common += usize::from(terms.is_empty());
            !terms.iter().all(leads)
        });
        words.map(str::to_owned).collect()
    }

    /// Whether `word` is found, or is one that no search looks for.
    pub(crate) fn finds(&self, word: &str) -> bool {
        self.0.terms_of(word).iter().all(|term| self.0.terms.contains_key(term))
    }
}

/// What a script hands to the function `name`, as a list.
fn handed(script: &str, name: &str) -> Value {
    let inner = script.strip_prefix(&format!("Partnerbook.search.{name}(")).unwrap();
    serde_json::from_str(&format!("[{}]", inner.strip_suffix(");\n").unwrap())).unwrap()
}

impl Loaded {
    fn of(sources: &Sources) -> Self {
        Self::read(made(sources, &whole))
    }

    /// What a browser makes of `files`.
    fn read(files: BTreeMap<String, String>) -> Self {
        let root = &handed(&files["search/root.js"], "root")[0];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let units = root["units"].as_array().unwrap();
        let page = |unit: &Value| match unit.as_array().unwrap().as_slice() {
            [_, address] => text(address),
            _ => String::new(),
        };
        let pages = units.iter().map(page).collect();
        let shards = root["shards"].as_array().unwrap().iter().enumerate();
        let shards: Vec<(String, String)> = shards
            .map(|(at, shard)| {
                (text(&shard[0]), format!("search/words-{at:03}.{}.js", text(&shard[1])))
            })
            .collect();
        let language = Language::named(root["language"].as_str().unwrap());
        let mut terms = BTreeMap::new();
        for (at, (first, file)) in shards.iter().enumerate() {
            let [number, text] =
                handed(&files[file], "words").as_array().unwrap().clone().try_into().unwrap();
            assert_eq!(number, at);
            let read = unfolded(text.as_str().unwrap());
            assert_eq!(read[0].0, *first);
            terms.extend(read);
        }
        Self { files, language, pages, shards, terms }
    }

    /// The term of each word of `text`.
    fn terms_of(&self, text: &str) -> BTreeSet<String> {
        let stop = self.language.stop_words();
        let mut terms = BTreeSet::new();
        each_word(text, &mut |word| {
            let folded = fold(word);
            if !folded.is_empty() && !stop.contains(&*folded) {
                terms.insert(self.language.stem(&folded));
            }
        });
        terms
    }

    /// The units that hold both terms, the best first.
    fn found(&self, one: &str, other: &str) -> Vec<usize> {
        let rarity = |term: &str| {
            let (all, many) = (amount(self.pages.len()), amount(self.terms[term].len()));
            (1.0 + (all - many + 0.5) / (many + 0.5)).ln()
        };
        let others: BTreeMap<usize, u32> = self.terms[other].iter().copied().collect();
        let both = self.terms[one].iter().filter_map(|(unit, impact)| {
            let other_impact = others.get(unit)?;
            let score = rarity(one) * f64::from(*impact) + rarity(other) * f64::from(*other_impact);
            Some((score, *unit))
        });
        let mut both: Vec<(f64, usize)> = both.collect();
        both.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        both.into_iter().map(|(_, unit)| unit).collect()
    }

    /// The files that a browser loads for a question of two words, the second of which may be the beginning of a word: the root,
    /// the shards, and the texts of as many pages as are wanted.
    fn loaded(&self, one: &str, other: &str, texts: usize) -> BTreeSet<String> {
        let mut files = BTreeSet::from(["search/root.js".to_owned()]);
        for (word, is_open) in [(one, false), (other, true)] {
            let last = if is_open { format!("{word}\u{FFFF}") } else { word.to_owned() };
            for (at, (first, file)) in self.shards.iter().enumerate() {
                let next = self.shards.get(at + 1).map(|(first, _)| first.as_str());
                if first.as_str() <= last.as_str() && next.is_none_or(|next| next > word) {
                    files.insert(file.clone());
                }
            }
        }
        let found = self.found(one, other);
        let pages = found.iter().map(|unit| &self.pages[*unit]).filter(|page| !page.is_empty());
        files.extend(pages.take(texts).map(|page| text_file(page)));
        files
    }

    /// How many bytes these files are as hosts send them.
    fn sent(&self, files: &BTreeSet<String>) -> usize {
        // What gzip writes around what it packed.
        const AROUND: usize = 18;
        let size = |file: &String| compress_to_vec(self.files[file].as_bytes(), 6).len() + AROUND;
        files.iter().map(size).sum()
    }

    /// Questions of two words that are in pages, from the commonest to the rarest.
    fn questions(&self) -> Vec<(&str, &str)> {
        let mut terms: Vec<&String> = self.terms.keys().filter(|term| term.len() > 2).collect();
        terms.sort_by_key(|term| std::cmp::Reverse(self.terms[*term].len()));
        let often = terms.iter().take(40).map(|term| term.as_str());
        let rarer = terms.iter().skip(20).step_by(terms.len() / 60);
        let questions = often.zip(rarer.map(|term| term.as_str()));
        questions.collect()
    }

    /// How many bytes of text there are to be found: of pages, items and terms.
    fn text(&self) -> usize {
        let texts = self.files.iter().filter(|(name, _)| name.starts_with("search/pages/"));
        let sections = texts.map(|(_, script)| {
            let page = &handed(script, "page")[1];
            let sections = page["sections"].as_array().unwrap().clone();
            sections.iter().map(|section| size(&section[1]) + size(&section[2])).sum::<usize>()
        });
        let root = &handed(&self.files["search/root.js"], "root")[0];
        let names = root["units"].as_array().unwrap().iter().map(|unit| {
            let means = unit.get(2).filter(|_| !unit[1].is_number());
            size(&unit[0]) + means.map_or(0, size)
        });
        sections.sum::<usize>() + names.sum::<usize>()
    }

    /// How many bytes the root and the shards are.
    fn index(&self) -> usize {
        let files = self.files.iter().filter(|(name, _)| !name.starts_with("search/pages/"));
        files.map(|(_, script)| script.len()).sum()
    }
}

fn amount(many: usize) -> f64 {
    f64::from(u32::try_from(many).unwrap())
}

fn size(value: &Value) -> usize {
    value.as_str().unwrap().len()
}

fn text_file(page: &str) -> String {
    format!("search/pages/{}js", page.strip_suffix("html").unwrap())
}

/// The terms of a shard, each with its units and impacts.
fn unfolded(text: &str) -> Vec<(String, Vec<(usize, u32)>)> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let digit = |letter: char| DIGITS.find(letter).unwrap();
    let mut term: Vec<u16> = Vec::new();
    let line = |line: &str| {
        let (head, places) = line.split_once(' ').unwrap();
        term.truncate(digit(head.chars().next().unwrap()));
        term.extend(head[1..].encode_utf16());
        let (mut found, mut unit, mut number, mut shift) = (Vec::new(), 0, 0, 0);
        for digit in places.chars().map(digit) {
            number |= (digit & 31) << shift;
            shift += 5;
            if digit < 32 {
                unit += number / 8;
                found.push((unit, u32::try_from(number % 8).unwrap() + 1));
                (number, shift) = (0, 0);
            }
        }
        (String::from_utf16(&term).unwrap(), found)
    };
    text.split('\n').map(line).collect()
}

fn synthetic(chapters: usize) -> Loaded {
    let files = synthetic::files(chapters, chapters / 4, Code::Nowhere);
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Loaded::of(&Sources::in_memory(&files))
}

#[test]
fn words_come_to_the_stems_of_the_table() {
    let table = fs::read_to_string(root().join("tests/search/words.json")).unwrap();
    let table: Vec<BTreeMap<String, String>> = serde_json::from_str(&table).unwrap();
    assert!(table.len() > 500);
    for line in table {
        let language = Language::named(&line["language"]);
        assert_eq!(language.stem(&fold(&line["word"])), line["stem"], "{line:?}");
    }
}

#[test]
fn every_word_of_a_page_leads_to_it() {
    let loaded = Loaded::of(&example());
    let mut pages = 0;
    for (unit, page) in loaded.pages.iter().enumerate().filter(|(_, page)| !page.is_empty()) {
        let text = handed(&loaded.files[&text_file(page)], "page");
        assert_eq!(text[0], page.as_str());
        for section in text[1]["sections"].as_array().unwrap() {
            for text in [&section[1], &section[2]] {
                for term in loaded.terms_of(text.as_str().unwrap()) {
                    let leads = loaded.terms[&term].iter().any(|(found, _)| *found == unit);
                    assert!(leads, "`{term}` does not lead to {page}");
                }
            }
        }
        pages += 1;
    }
    assert!(pages > 80, "{pages} pages");
}

#[test]
fn a_title_says_more_than_a_mention() {
    let said = "We sit down, and a harbour is not far from there. It is late, and all are tired.";
    let sources = Sources::in_memory(&[
        ("a.md", &format!("# Talk\n\n{said}")),
        ("b.md", &format!("# Harbour\n\n{}", said.replace("harbour", "river"))),
        ("c.md", &format!("# Talk\n\n## The harbours\n\n{}", said.replace("harbour", "river"))),
    ]);
    let loaded = Loaded::of(&sources);
    let mut found = loaded.terms["harbor"].clone();
    found.sort_by_key(|(_, impact)| std::cmp::Reverse(*impact));
    let pages: Vec<&str> = found.iter().map(|(unit, _)| loaded.pages[*unit].as_str()).collect();
    assert_eq!(pages, ["b.html", "c.html", "a.html"]);
}

#[test]
fn words_are_found_in_scripts_without_spaces() {
    let sources = Sources::in_memory(&[
        ("playbook.toml", "language = \"zh\""),
        ("a.md", "# 一起工作\n\n我们信任伙伴。"),
    ]);
    let loaded = Loaded::of(&sources);
    assert_eq!(loaded.terms["信任"], loaded.terms["伙伴"]);
    let sources = Sources::in_memory(&[
        ("playbook.toml", "language = \"ar\""),
        ("a.md", "# الثِّقة\n\nوالشريك"),
    ]);
    let terms: Vec<String> = Loaded::of(&sources).terms.into_keys().collect();
    assert_eq!(terms, ["ثق", "شريك"]);
}

#[test]
fn what_is_not_published_cannot_be_found() {
    let sources = Sources::in_memory(&[
        ("index.md", "# Home"),
        ("a.md", "+++\ndraft = true\n+++\n# Secretly"),
        (
            "sheet.toml",
            "kind = \"form\"\ntitle = \"Form\"\n[[question]]\ntext = \"Which?\"\nexample = \"Invented\"\n",
        ),
    ]);
    let loaded = Loaded::of(&sources);
    let all: String = loaded.files.values().map(String::as_str).collect();
    assert!(loaded.terms.contains_key("form"));
    for word in ["Secretly", "secretli", "Invented", "invent"] {
        assert!(!all.contains(word), "{word} can be found");
    }
}

#[test]
fn the_root_and_the_text_of_a_page_can_be_made_alone() {
    let sources = example();
    let all = made(&sources, &whole);
    let alone = made(&sources, &|input, sink| {
        search::publish_terms(input, sink).unwrap();
        for page in 0..input.site.pages.len() {
            if let Some(text) = search::text_of_page(input, page) {
                sink(text).unwrap();
            }
        }
    });
    assert!(all == alone);
}

#[test]
fn a_playbook_may_have_no_search() {
    let page = ("index.md", "# Home");
    let with = compiled(&Sources::in_memory(&[page]));
    let without =
        compiled(&Sources::in_memory(&[page, ("playbook.toml", "title = \"T\"\nsearch = false")]));
    let of_search = |files: &BTreeMap<String, Vec<u8>>| {
        files.keys().filter(|name| name.starts_with("search")).count()
    };
    assert_eq!((of_search(&with.files), of_search(&without.files)), (5, 0));
    let pages = without.files.iter().filter(|(name, _)| name.ends_with(".html"));
    for (name, page) in pages {
        assert!(!String::from_utf8_lossy(page).contains("search.html"), "{name} leads to search");
    }
}

#[test]
fn fifty_chapters_cost_at_most_30_kilobytes_before_the_first_result() {
    let loaded = synthetic(50);
    let cost = |(one, other)| (loaded.sent(&loaded.loaded(one, other, 3)), one, other);
    let most = loaded.questions().into_iter().map(cost).max().unwrap();
    assert!(most.0 <= 30_000, "{most:?}");
}

#[test]
fn a_thousand_chapters_cost_at_most_100_kilobytes_for_two_words() {
    let loaded = synthetic(1_000);
    let cost = |(one, other)| (loaded.sent(&loaded.loaded(one, other, 3)), one, other);
    let most = loaded.questions().into_iter().map(cost).max().unwrap();
    assert!(most.0 <= 100_000, "{most:?}");
    let (index, text) = (loaded.index(), loaded.text());
    assert!(index * 4 <= text, "{index} bytes of index for {text} bytes of text");
}
