//! What a sheet says as Markdown reads the same when it is rendered, and its table runs as no formula. What is said to the
//! person who leads is in no file for participants.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use partnerbook::source::{SourcePath, Sources};
use partnerbook::worksheet::KINDS;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::compiled::{compiled, example};

type Files = BTreeMap<String, Vec<u8>>;

/// Words full of signs that mean something to Markdown or to a spreadsheet.
const NASTY: [&str; 16] = [
    "=1+1 is no sum",
    "+1 for *each* side",
    "-2 weeks: __init__ the ~~plan~~",
    "@all: a | b \\| c, snake_case_name",
    "1. Is this a number?",
    "2) Or this?",
    "# Is this a heading?",
    "> Is this said by another?",
    "- Is this a point?",
    "Is \\<b>this\\</b> &amp; &copy; text?",
    "A `code` or ``two`` and a [x] or [y](b.md)",
    "    Four spaces first",
    "Ends in a backslash \\",
    "! [no] (picture) and $no$ {#formula}",
    "*** and ___ and --- and ===",
    "Zażółć \u{65e5}\u{672c} \u{1f388} \"so\"",
];

pub(crate) fn toml(text: &str) -> String {
    let mut out = "\"".to_owned();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                let _ = write!(out, "\\{letter}");
            }
            _ => out.push(letter),
        }
    }
    out + "\""
}

fn list(texts: &[&str]) -> String {
    format!("[{}]", texts.iter().map(|text| toml(text)).collect::<Vec<_>>().join(", "))
}

/// A sheet of every kind, and a list, with [`NASTY`] words in every place that takes words of one's own.
fn sheets() -> Vec<(String, String)> {
    let some = |from: usize, count: usize| -> Vec<&str> {
        (from..from + count).map(|at| NASTY[at % NASTY.len()]).collect()
    };
    let all = list(&NASTY);
    let blocks = |name: &str, key: &str, more: &str| {
        let each = NASTY.iter().map(|text| format!("[[{name}]]\n{key} = {}\n{more}\n", toml(text)));
        each.collect::<Vec<_>>().join("\n")
    };
    let quoted = toml(NASTY[3]);
    let bodies: Vec<(&str, String)> = vec![
        ("checklist", format!("pause = {quoted}\nallow = [\"long\"]\nitems = {all}")),
        ("form", blocks("ask", "question", &format!("help = {quoted}\nexample = {quoted}"))),
        (
            "table",
            format!("columns = {}\nrows = 2\nexample = [{}]", list(&some(0, 4)), list(&some(9, 4))),
        ),
        ("matrix", format!("letters = \"RACI\"\nacross = {}\ndown = {all}", list(&some(0, 3)))),
        ("canvas", format!("layout = \"a b\"\nboxes = {{ a = {quoted}, b = {} }}", toml(NASTY[4]))),
        ("board", format!("columns = {}\nlanes = {}", list(&some(0, 4)), list(&some(8, 3)))),
        (
            "health",
            format!(
                "scale = {}\nsides = {}\nrepeat = \"every 3 months\"\n\n{}",
                list(&some(0, 3)),
                list(&some(6, 2)),
                blocks("statement", "text", "")
            ),
        ),
        ("scorecard", format!("points = 4\ncandidates = 2\ncriteria = {}", list(&some(0, 8)))),
        (
            "quadrant",
            format!("notes = 1\nacross = {}\nup = {}", list(&some(0, 2)), list(&some(4, 2))),
        ),
        ("roadmap", format!("periods = {}\nlanes = {}", list(&some(0, 3)), list(&some(6, 2)))),
        ("dependencies", format!("groups = {}\nstates = {}", list(&some(0, 3)), list(&some(6, 2)))),
        (
            "agreement",
            format!(
                "between = {}\nreview = \"every 3 months\"\nresults = {}\nclauses = {}",
                list(&some(14, 2)),
                list(&some(9, 2)),
                list(&some(0, 9))
            ),
        ),
        ("plan", blocks("action", "what", &format!("who = {quoted}"))),
        (
            "session",
            format!(
                "start = \"09:00\"\npeople = \"4-8\"\n\n{}",
                blocks("part", "title", "time = \"5 min\"")
            ),
        ),
        ("cards", format!("cards = {all}")),
        ("reflection", format!("prompts = {}", list(&some(0, 6)))),
        (
            "rhythm",
            blocks(
                "forum",
                "name",
                &format!(
                    "every = \"week\"\non = \"Tuesday 16:00\"\nlasts = \"30 min\"\nabout = {quoted}"
                ),
            ),
        ),
        ("spectrum", format!("steps = {}\ndown = {}", list(&some(1, 3)), list(&some(4, 5)))),
        ("causes", format!("problem = {quoted}\n\n[example]\ncauses = {}", list(&some(0, 3)))),
    ];
    let sheet = |(kind, body): (&str, String)| {
        (kind.to_owned(), format!("kind = \"{kind}\"\ntitle = {}\nINTRO\n{body}\n", toml(NASTY[9])))
    };
    bodies.into_iter().map(sheet).collect()
}

/// The site of [`sheets`] that begin with these words.
fn site(intro: &str) -> Files {
    let intro = format!("intro = '''\n{intro}'''");
    let mut files = vec![
        ("index.md".to_owned(), "# Home\n\nIt is.\n".to_owned()),
        ("b.md".to_owned(), "# B\n\n## Head\n\nText.\n".to_owned()),
        (
            "pack.toml".to_owned(),
            "kind = \"pack\"\ntitle = \"Pack\"\ninclude = [\"form\", \"checklist\"]\n".to_owned(),
        ),
    ];
    files.extend(
        sheets()
            .into_iter()
            .map(|(kind, text)| (format!("{kind}.toml"), text.replace("INTRO", &intro))),
    );
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    let compiled = compiled(&Sources::in_memory(&files));
    assert!(!compiled.files.is_empty(), "{}", compiled.said);
    compiled.files
}

fn ending<'f>(files: &'f Files, ending: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
    let found = files.iter().filter(move |(name, _)| name.ends_with(ending));
    found.map(|(name, bytes)| (&**name, std::str::from_utf8(bytes).unwrap()))
}

pub(crate) fn cells(csv: &str) -> Vec<Vec<String>> {
    let text = csv.strip_prefix('\u{feff}').expect("it begins with a byte order mark");
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The words that a reader of rendered Markdown sees, white space as one space, and where its links lead.
pub(crate) fn rendered(markdown: &str) -> (String, Vec<String>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES;
    let (mut words, mut links) = (String::new(), Vec::new());
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push(dest_url.to_string());
            }
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image,
            ) => {}
            Event::Start(Tag::List(_)) | Event::End(_) => words.push('\n'),
            Event::Html(html) | Event::InlineHtml(html) => assert_eq!(html.trim(), "<!-- -->"),
            Event::Start(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    (folded(&words), links)
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_sheet_of_every_kind_reads_the_same_as_markdown_and_as_a_table() {
    let files = site("Words.");
    let mut looked_at = 0;
    for (name, csv) in ending(&files, ".csv") {
        let markdown = std::str::from_utf8(&files[&name.replace(".csv", ".md")]).unwrap();
        let (words, _) = rendered(markdown);
        assert!(words.starts_with(NASTY[9]), "{name}: {words}");
        let mut rest = &words[..];
        for cell in cells(csv).into_iter().flatten() {
            let cell = folded(cell.strip_prefix('\'').unwrap_or(&cell));
            if cell == "x" {
                continue;
            }
            let at = rest
                .find(&cell)
                .unwrap_or_else(|| panic!("{name}: `{cell}` is not in {rest}\n\n{markdown}"));
            rest = &rest[at + cell.len()..];
        }
        looked_at += 1;
    }
    assert!(looked_at > KINDS.len(), "there are only {looked_at}");
}

#[test]
fn no_cell_begins_as_a_formula_does_and_rows_end_as_they_should() {
    let nasty = site("Words.");
    let example = compiled(&example()).files;
    let mut quoted = 0;
    for (name, csv) in ending(&nasty, ".csv").chain(ending(&example, ".csv")) {
        for cell in cells(csv).into_iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {cell}");
            quoted += usize::from(cell.starts_with("'="));
        }
        assert!(csv.ends_with("\r\n") || cells(csv).is_empty(), "{name}");
        let outside = csv.split('"').step_by(2).collect::<String>();
        assert_eq!(outside.matches('\n').count(), outside.matches("\r\n").count(), "{name}");
    }
    assert!(quoted > 10, "only {quoted}");
}

#[test]
fn links_in_markdown_lead_to_what_is_published() {
    let nasty = site(
        "See [b](b.md#head), [the *list*](checklist.toml), <https://example.org/a_(b)?c=1&copy=2>.\n\n- one\n- two\n",
    );
    let example = compiled(&example()).files;
    let mut count = 0;
    for files in [&nasty, &example] {
        for (name, markdown) in ending(files, ".md") {
            for link in rendered(markdown).1.iter().filter(|link| !link.contains(':')) {
                let file = link.split('#').next().unwrap();
                let path = SourcePath::new(name).join(file).expect("it stays in the site");
                assert!(
                    files.contains_key(&path.to_string()) && !file.ends_with(".toml"),
                    "{name}: {link}"
                );
                count += 1;
            }
        }
    }
    assert!(count >= 2 * KINDS.len(), "only {count}");
    let (words, links) = rendered(std::str::from_utf8(&nasty["form.md"]).unwrap());
    assert_eq!(links, ["b.html#head", "checklist.html", "https://example.org/a_(b)?c=1&copy=2"]);
    assert!(words.contains("See b, the list, https://example.org/a_(b)?c=1&copy=2."), "{words}");
}

#[test]
fn an_introduction_keeps_its_words_and_its_shape() {
    let intro = "A *b* **c** ~~d~~ `e|f` \\*g\\* h\\\ni\n\n1. one\n2. two\n   - three\n\n> said\n\n| a | b\\|c |\n|---|---|\n| `d` | *e* |\n\n```toml\nx = \"*\"\n```\n\n## Head #\n\nLook! [b](b.md)\n";
    let files = site(intro);
    let markdown = std::str::from_utf8(&files["form.md"]).unwrap();
    let (words, links) = rendered(markdown);
    assert!(
        words.contains("A b c d e|f *g* h i one two three said a b|c d e x = \"*\" Head Look! b"),
        "{words}\n{markdown}"
    );
    assert_eq!(links, ["b.html"]);
    for shape in ["*b* **c** ~~d~~", "1. one\n2. two\n   - three", "> said", "```toml\n"] {
        assert!(markdown.contains(shape), "{shape} is not in {markdown}");
    }
}

#[test]
fn what_is_said_to_the_person_who_leads_is_in_no_file_for_participants() {
    let plain = site("Words.\n");
    let notes = "Words.\n\n> [!LEADER]\n> Secretly.\n";
    let with_notes = site(notes);
    let page = std::str::from_utf8(&with_notes["form.html"]).unwrap();
    assert!(page.contains("Secretly"), "the page of the sheet has it");
    let mut looked_at = 0;
    for (name, bytes) in &with_notes {
        if name.ends_with(".md") || name.ends_with(".csv") || name.ends_with(".pdf") {
            assert!(plain[name] == *bytes, "{name} is another one");
            looked_at += 1;
        }
    }
    assert!(looked_at > 3 * KINDS.len() / 2, "only {looked_at}");
    let pack = std::str::from_utf8(&with_notes["pack.html"]).unwrap();
    assert!(pack.contains("Words.") && !pack.contains("Secretly"));
}
