//! Nothing written is lost: what our pages say, held against what the parser of Markdown writes by itself.

#![allow(clippy::print_stdout, reason = "a long proof tells its figures")]

mod book;
mod generate;
mod letters;
mod searched;
mod sheets;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;

use partnerbook::artifact::{Artifact, Body};
use partnerbook::diag::Diagnostics;
use partnerbook::input::Input;
use partnerbook::memo::Memo;
use partnerbook::model::Index;
use partnerbook::render;
use partnerbook::source::{SourcePath, Sources};
use partnerbook::theme::Theme;
use partnerbook::words::Words;
use partnerbook::{parse, plan};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

use generate::{Alphabet, Chance};
use letters::{Letters, letters, tell_what_was_left_out};

/// What prose is read with.
const WITHOUT_TYPOGRAPHY: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);
const WITH_TYPOGRAPHY: Options = WITHOUT_TYPOGRAPHY.union(Options::ENABLE_SMART_PUNCTUATION);

/// What typography puts for what was typed, and `³` for `<sup>3</sup>` in the words of a picture.
const REPLACEMENTS: &[(&str, &str)] = &[
    ("“", "\""),
    ("”", "\""),
    ("‘", "'"),
    ("’", "'"),
    ("—", "---"),
    ("–", "--"),
    ("…", "..."),
    ("³", "3"),
];

/// `text` as it would be typed.
fn typed(text: &str) -> String {
    let mut typed = text.to_owned();
    for (set, keys) in REPLACEMENTS {
        typed = typed.replace(set, keys);
    }
    typed
}

/// Stands for a colon that begins a line and that no blank follows: to the parser it would begin the meaning of a term, and on
/// code hosts, as here, it is text.
const NO_MEANING: char = '\u{A789}';

/// `markdown` with another sign of the same kind for each such colon.
fn without_meanings(markdown: &str) -> String {
    let line = |line: &str| {
        let inner = line.trim_start_matches([' ', '\t', '>']);
        let around = &line[..line.len() - inner.len()];
        match inner.strip_prefix(':') {
            Some(rest) if rest.chars().next().is_some_and(|letter| !letter.is_whitespace()) => {
                format!("{around}{NO_MEANING}{rest}")
            }
            Some(_) | None => line.to_owned(),
        }
    };
    markdown.split_inclusive('\n').map(line).collect()
}

/// What `markdown` says by the parser's own HTML.
fn expected(markdown: &str, options: Options) -> Letters {
    let markdown = without_meanings(markdown);
    let (mut flow, mut notes) = (Vec::new(), Vec::new());
    let (mut depth, mut pictures) = (0, 0);
    for event in Parser::new_ext(&markdown, options) {
        pictures += usize::from(matches!(event, Event::Start(Tag::Image { .. })));
        pictures -= usize::from(event == Event::End(TagEnd::Image));
        // The parser shows tags in the words of a picture; on our pages they go as everywhere.
        let mut event = event;
        if let Event::InlineHtml(tag) = &event
            && pictures > 0
        {
            event = if **tag == *"<br>" { Event::SoftBreak } else { Event::Text("".into()) };
        }
        if matches!(event, Event::Start(Tag::FootnoteDefinition(_))) {
            depth += 1;
            if depth == 1 {
                notes.push(Vec::new());
            }
        } else if event == Event::End(TagEnd::FootnoteDefinition) {
            depth -= 1;
        } else if depth > 0 {
            notes.last_mut().unwrap().push(event);
        } else {
            flow.push(event);
        }
    }
    let said = |events: Vec<Event<'_>>| {
        let mut page = String::new();
        html::push_html(&mut page, events.into_iter());
        letters(&page.replace(NO_MEANING, ":"))
    };
    let notes = notes.into_iter().map(said).filter(|note| !note.is_empty()).collect();
    Letters { text: said(flow), notes }
}

/// What our page says.
fn found(page: &str) -> Letters {
    let start = page.find("<div class=\"leaf-text prose\">").expect("a page has prose");
    let end = page.rfind("<div class=\"leaf-margin\">").expect("a page has a margin");
    let prose = &page[start..end];
    let notes_start = prose.rfind("<section class=\"footnotes\"").unwrap_or(prose.len());
    let (text, notes) = prose.split_at(notes_start);
    let notes = notes.split("<li id=\"pb-note-").skip(1);
    let notes = notes.map(|note| letters(&format!("<li id=\"{note}")));
    Letters { text: letters(text), notes: notes.filter(|note| !note.is_empty()).collect() }
}

/// The pages of the chapters `texts`, in order, from `parse` and `render` alone: no rule forbids anything.
fn pages(texts: &[String], settings: &str) -> Vec<String> {
    let head = "+++\ntitle = \"T\"\nsummary = \"S.\"\n+++\n";
    let name = |number: usize| format!("c{number:06}");
    let mut files = vec![("playbook.toml".to_owned(), format!("title = \"T\"\n{settings}"))];
    let chapters = texts.iter().enumerate();
    files.extend(
        chapters.map(|(number, text)| (format!("{}.md", name(number)), format!("{head}{text}"))),
    );
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let made = rendered(&Sources::in_memory(&files));
    (0..texts.len()).map(|number| made[&format!("{}.html", name(number))].clone()).collect()
}

/// The pages of `sources`.
fn rendered(sources: &Sources) -> BTreeMap<String, String> {
    let pages = published(sources, |path| path.ends_with(".html"));
    pages.into_iter().map(|(path, page)| (path, String::from_utf8(page).unwrap())).collect()
}

/// The files of the site of `sources` whose addresses are `wanted`, whatever the rules say.
fn published(sources: &Sources, wanted: fn(&str) -> bool) -> BTreeMap<String, Vec<u8>> {
    let mut diagnostics = Diagnostics::new();
    let playbook = parse::parse(sources, &mut diagnostics);
    let record = |(name, text): &(String, std::sync::Arc<str>)| {
        let path = SourcePath::new(name.as_str());
        let (record, _) =
            parse::toml::parse(&path, (text, 0..text.len()), &Vec::new, &mut Vec::new());
        (path, record)
    };
    let words: Vec<_> =
        Theme::words(sources, &playbook.settings.language).iter().map(record).collect();
    let input = Input {
        sources,
        playbook: &playbook,
        index: &Index::new(&playbook, sources),
        site: &plan::plan(&playbook),
        words: &Words::of_files(&words, &playbook.settings.language).0,
        pictures: &BTreeMap::new(),
        memo: &Memo::default(),
    };
    let files = Mutex::new(BTreeMap::new());
    let sink = |Artifact { path, body }: Artifact| {
        if let Body::Bytes(bytes) = body
            && wanted(&path)
        {
            files.lock().unwrap().insert(path, bytes);
        }
        Ok(())
    };
    let look = render::Look::of(sources, &Theme::load(sources));
    render::render(input, look, &mut diagnostics, &sink).unwrap();
    files.into_inner().unwrap()
}

/// What is left out of a comparison, and why.
struct Exception {
    reason: &'static str,
    /// Whether it excuses a difference: by what is written, and where our page says all that it should and more.
    applies: fn(&str) -> bool,
}

/// Compares what our pages say with what the parser says, and gives the first few that differ, and how many exceptions each
/// reason excused.
fn differing(
    texts: &[String],
    (settings, options): (&str, Options),
    look: fn(&str) -> String,
    exceptions: &[Exception],
) -> (Vec<String>, Vec<usize>) {
    let (mut differing, mut excused) = (Vec::new(), vec![0; exceptions.len()]);
    let as_seen = |Letters { text, notes }: Letters| {
        let notes: BTreeSet<String> = notes.iter().map(|note| look(note)).collect();
        (look(&text), notes)
    };
    for (text, page) in texts.iter().zip(pages(texts, settings)) {
        let (expected, found) = (as_seen(expected(text, options)), as_seen(found(&page)));
        if expected == found {
            continue;
        }
        let says_all = holds(&found.0, &expected.0);
        let is_meant = |exception: &Exception| says_all && (exception.applies)(text);
        match exceptions.iter().position(is_meant) {
            Some(at) => excused[at] += 1,
            None => differing.push(told(text, &expected, &found)),
        }
    }
    (differing, excused)
}

/// Whether every letter of `part` is in `whole`, in order.
fn holds(whole: &str, part: &str) -> bool {
    let mut rest = whole.chars().filter(|letter| !letter.is_whitespace());
    let mut part = part.chars().filter(|letter| !letter.is_whitespace());
    part.all(|letter| rest.any(|other| other == letter))
}

/// Where two pages part.
fn told(
    text: &str,
    expected: &(String, BTreeSet<String>),
    found: &(String, BTreeSet<String>),
) -> String {
    let same = expected.0.chars().zip(found.0.chars()).take_while(|(one, other)| one == other);
    let same = same.count().saturating_sub(40);
    let part = |text: &str| text.chars().skip(same).take(160).collect::<String>();
    let notes: Vec<&String> = expected.1.symmetric_difference(&found.1).collect();
    let whole = if text.len() < 400 { text } else { "" };
    format!(
        "{whole}\n  right: {}\n  ours:  {}\n  notes: {notes:?}",
        part(&expected.0),
        part(&found.0)
    )
}

/// Generated texts: a hundred blocks each.
fn texts(seed: u64, alphabet: Alphabet, blocks: usize) -> Vec<String> {
    let mut chance = Chance::new(seed);
    (0..blocks / 100).map(|_| generate::document(&mut chance, alphabet, 100)).collect()
}

/// How many blocks are tried in a run of all tests, and in the long proof.
const FEW: usize = 100_000;
const MANY: usize = 1_000_000;

/// The seed that is asked for, or the usual one.
fn seed() -> u64 {
    std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(14)
}

/// What is compared: what lines are made of, how many of ten blocks, the settings, and how letters are looked at.
type Compared = (Alphabet, usize, (&'static str, Options), fn(&str) -> String);

/// In a plain folder `:a:` is a sign.
const OWN: &str = "strict = true\n";
const OWN_HTML: &str = "strict = true\nallow_html = true\n";

const SIGNS: Compared = (Alphabet::Signs, 7, (OWN, WITHOUT_TYPOGRAPHY), typed);
const HTML: Compared = (Alphabet::Html, 2, (OWN_HTML, WITHOUT_TYPOGRAPHY), typed);
const PUNCTUATION: Compared = (Alphabet::Punctuation, 1, (OWN, WITH_TYPOGRAPHY), str::to_owned);

/// Compares a part of `blocks`, drawn by `seed`.
fn compare((alphabet, part, settings, look): Compared, seed: u64, blocks: usize) {
    let (mut left, mut drawn, mut compared) = (blocks * part / 10, 0, 0);
    while left > 0 {
        let texts = texts(seed.wrapping_add(drawn), alphabet, left.min(FEW));
        let (differing, _) = differing(&texts, settings, look, &[]);
        assert_eq!(differing.iter().take(5).collect::<Vec<_>>(), Vec::<&String>::new());
        let letters = |text: &String| expected(text, settings.1).text.chars().count();
        compared += texts.iter().map(letters).sum::<usize>();
        left -= left.min(FEW);
        drawn += 1000;
    }
    println!("{alphabet:?}: {} blocks, {compared} letters, none is lost", blocks * part / 10);
}

#[test]
fn no_letter_of_any_block_is_lost() {
    compare(SIGNS, 1, FEW);
    tell_what_was_left_out();
}

#[test]
fn no_letter_among_html_is_lost() {
    compare(HTML, 2, FEW);
}

#[test]
fn typography_puts_what_its_table_says() {
    compare(PUNCTUATION, 3, FEW);
}

#[test]
#[ignore = "a million blocks: `tests/long oracle`"]
fn no_letter_of_a_million_blocks_is_lost() {
    for (number, compared) in (1..).zip([SIGNS, HTML, PUNCTUATION]) {
        compare(compared, seed().wrapping_mul(100).wrapping_add(number), MANY);
    }
    tell_what_was_left_out();
}

/// What our pages say otherwise than the specifications do, and why that is meant.
const OF_SPECIFICATIONS: &[Exception] = &[
    Exception {
        reason: "the title of a picture that stands alone is its caption",
        applies: |text| text.contains("![") && !text.contains('<'),
    },
    Exception {
        reason: "what is no element of HTML is shown as it was typed",
        applies: |text| text.contains('<'),
    },
];

/// Every example of the specifications of CommonMark and of GitHub's Markdown, from the file that `PARTNERBOOK_EXAMPLES` names:
/// `tests/browser/specifications.test.js` takes them out of packages and calls this.
#[test]
#[ignore = "the specifications are packages of npm: tests/browser/specifications.test.js runs this"]
fn no_letter_of_the_specifications_is_lost() {
    let path = std::env::var("PARTNERBOOK_EXAMPLES").expect("it names the file of examples");
    let examples: Vec<String> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(examples.len() > 1300, "{} examples", examples.len());
    let texts: Vec<String> = examples.iter().map(|text| format!("Begin.\n\n{text}")).collect();
    let settings = ("allow_html = true\n", WITHOUT_TYPOGRAPHY);
    let (differing, excused) = differing(&texts, settings, typed, OF_SPECIFICATIONS);
    for (exception, count) in OF_SPECIFICATIONS.iter().zip(excused) {
        assert!(count > 0, "it excuses nothing: {}", exception.reason);
    }
    assert_eq!(differing, Vec::<String>::new());
}
