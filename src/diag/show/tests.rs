//! What diagnostics look like.

use super::excerpt::cut;
use super::*;
use crate::diag::{Level as Weight, Rule};
use crate::source::{Location, SourcePath, Span};

const TAKEN: Rule = Rule { code: "duplicate-id", severity: Severity::Error, explanation: "" };
const STALE: Rule = Rule { code: "stale", severity: Severity::Warning, explanation: "" };
const ADVICE: Rule = Rule { code: "advice", severity: Severity::Hint, explanation: "" };

fn sources(files: &[(&str, &str)]) -> Sources {
    Sources { shown_as: "playbook/".to_owned(), ..Sources::in_memory(files) }
}

fn at(path: &str, start: usize, end: usize) -> Location {
    Location::new(&SourcePath::new(path), Span::new(start, end))
}

fn fault(rule: &'static Rule, location: Location, message: &str) -> Diagnostic {
    Diagnostic { location: Some(location), ..Diagnostic::everywhere(rule, message) }
}

fn all(list: impl IntoIterator<Item = Diagnostic>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(list);
    diagnostics
}

fn plain(list: impl IntoIterator<Item = Diagnostic>, sources: &Sources) -> String {
    human(&all(list), sources, Colour::Plain)
}

#[test]
fn an_excerpt_shows_the_place_the_other_place_and_what_to_do() {
    let sources = sources(&[("grid.toml", "a = 1\nid = \"x\"\n\tid = \"x\"\r\n")]);
    let taken = fault(&TAKEN, at("grid.toml", 19, 22), "the id `x` is taken")
        .related(at("grid.toml", 11, 14), "first used here")
        .help("write another\nid = \"y\"");
    assert_eq!(
        plain([taken], &sources),
        r#"error[duplicate-id]: the id `x` is taken
 --> playbook/grid.toml:3:5
  |
3 |     id = "x"
  |        ^^^
  |
 ::: playbook/grid.toml:2:6
  |
2 | id = "x"
  |      --- first used here
  |
  = help: write another
          id = "y"

"#
    );
}

#[test]
fn a_command_for_github_holds_no_sign_that_ends_it() {
    let sources = sources(&[("a, b: 5%.md", "one\ntwo\n")]);
    let path = "a, b: 5%.md";
    let all = all([
        fault(&TAKEN, at(path, 0, 3), "100 % of\r`one`: two, three").help("write\n`x`"),
        fault(&STALE, at(path, 1, 6), "over two lines"),
        Diagnostic::everywhere(&ADVICE, "no file is to blame"),
        fault(&TAKEN, at("gone.md", 0, 3), "the text is not at hand"),
    ]);
    assert_eq!(
        github(&all.sorted(), &sources),
        "::notice title=Partnerbook (advice)::no file is to blame\n\
         ::error file=playbook/a%2C b%3A 5%25.md,line=1,col=1,endLine=1,endColumn=4,title=Partnerbook (duplicate-id)::100 %25 of%0D`one`: two, three%0Ahelp: write%0A`x`\n\
         ::warning file=playbook/a%2C b%3A 5%25.md,line=1,endLine=2,title=Partnerbook (stale)::over two lines\n\
         ::error file=playbook/gone.md,title=Partnerbook (duplicate-id)::the text is not at hand\n"
    );
}

#[test]
fn a_log_in_sarif_counts_lines_and_letters_from_one_and_names_its_rules() {
    let sources = sources(&[("ä b.md", "äö\nü\n")]);
    let taken = fault(&TAKEN, at("ä b.md", 2, 7), "taken").related(at("ä b.md", 0, 2), "first");
    let log = sarif(&all([taken, Diagnostic::everywhere(&ADVICE, "advice")]).sorted(), &sources);
    let log: serde_json::Value = serde_json::from_str(&log).expect("it is JSON");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "advice");
    assert_eq!(run["results"][0]["level"], "note");
    assert_eq!(run["results"][0]["locations"], serde_json::json!([]));
    let told = &run["results"][1];
    assert_eq!((&told["ruleId"], &told["ruleIndex"]), (&"duplicate-id".into(), &1.into()));
    assert_eq!(
        told["locations"][0]["physicalLocation"],
        serde_json::json!({
            "artifactLocation": { "uri": "playbook/%C3%A4%20b.md" },
            "region": { "startLine": 1, "startColumn": 2, "endLine": 2, "endColumn": 2 },
        })
    );
    assert_eq!(told["relatedLocations"][0]["message"]["text"], "first");
}

#[test]
fn a_fault_without_a_place_is_told_by_its_title() {
    let list = [
        Diagnostic::everywhere(&STALE, "nothing covers `C7`").help("add `covers`"),
        Diagnostic::everywhere(&ADVICE, "there is no home page"),
        fault(&TAKEN, at("gone.png", 0, 0), "no text"),
    ];
    assert_eq!(
        plain(list, &sources(&[])),
        "hint[advice]: there is no home page\n\n\
         warning[stale]: nothing covers `C7`\n  = help: add `covers`\n\n\
         error[duplicate-id]: no text\n--> playbook/gone.png\n\n"
    );
}

#[test]
fn a_long_line_is_cut_around_the_place_and_the_column_stays_true() {
    let line = format!("{}here{}", "some words ".repeat(30), " and more".repeat(30));
    let sources = sources(&[("a.md", &line)]);
    let shown = plain([fault(&STALE, at("a.md", 330, 334), "old")], &sources);
    assert_eq!(
        shown,
        "warning[stale]: old
 --> playbook/a.md:1:331
  |
1 | …words some words some words some words here and more and more and more and more and more and more an…
  |                                         ^^^^

"
    );
}

#[test]
fn a_place_at_the_end_of_a_long_line_is_shown_with_what_is_before() {
    let line = "word ".repeat(100);
    let (text, within) = cut(&line, 500..500);
    assert_eq!((text.chars().count(), within), (96, 98..98));
    let (text, within) = cut(&line, 0..500);
    assert_eq!((text.chars().count(), within), (101, 0..100));
}

#[test]
fn a_file_of_the_theme_is_shown_by_its_own_folder() {
    let mut sources = sources(&[]);
    sources.templates.insert("base.html".to_owned(), "{% if %}".into());
    let shown = plain([fault(&STALE, at("templates/base.html", 3, 5), "unfinished")], &sources);
    assert!(shown.contains(" --> templates/base.html:1:4\n"), "{shown}");
}

#[test]
fn a_rule_that_is_off_is_not_shown() {
    let mut diagnostics = all([Diagnostic::everywhere(&STALE, "old")]);
    diagnostics.set_level("stale", Weight::Off);
    assert_eq!(human(&diagnostics, &sources(&[]), Colour::Plain), "");
    diagnostics.set_level("stale", Weight::Told(Severity::Error));
    assert_eq!(human(&diagnostics, &sources(&[]), Colour::Plain), "error[stale]: old\n\n");
}

#[test]
fn control_sequences_in_texts_and_names_do_not_reach_the_terminal() {
    let sources = sources(&[("a\n\u{1b}[2J.md", "\u{1b}[31mred")]);
    let hostile = fault(&STALE, at("a\n\u{1b}[2J.md", 0, 5), "\u{1b}[1mx")
        .related(at("a\n\u{1b}[2J.md", 0, 5), "\u{1b}[1my")
        .help("\u{1b}[1mz");
    let shown = plain([hostile], &sources);
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
}

#[test]
fn a_diagnostic_is_a_line_of_json() {
    let sources = sources(&[("a.md", "ü\näx\n")]);
    let list = [
        fault(&STALE, at("a.md", 5, 6), "old \"x\"").related(at("a.md", 0, 2), "see"),
        Diagnostic::everywhere(&ADVICE, "none").help("do"),
    ];
    assert_eq!(
        json(&all(list).sorted(), &sources),
        r#"{"code":"advice","severity":"hint","file":null,"line":null,"column":null,"end_line":null,"end_column":null,"byte_start":null,"byte_end":null,"message":"none","help":"do","related":[]}
{"code":"stale","severity":"warning","file":"playbook/a.md","line":2,"column":2,"end_line":2,"end_column":3,"byte_start":5,"byte_end":6,"message":"old \"x\"","help":null,"related":[{"file":"playbook/a.md","line":1,"column":1,"message":"see"}]}
"#
    );
}

#[test]
fn any_place_in_any_text_can_be_shown() {
    let texts = [
        "",
        "\n",
        "\r\n\r\n",
        "a\tb\0c\u{200d}d\u{301}",
        "漢字🙂👩‍👩‍👧\n\u{202e}x",
        &"🙂 \t".repeat(80),
        &format!("{}\n{}", "é".repeat(130), " ".repeat(130)),
    ];
    for text in texts {
        let sources = sources(&[("a.md", text)]);
        for start in 0..=text.len() + 2 {
            for length in [0, 1, 2, 7, 150, 400] {
                let place = || at("a.md", start, start + length);
                let diagnostics = all([fault(&STALE, place(), "x").related(place(), "y")]);
                human(&diagnostics, &sources, Colour::Styled);
                json(&diagnostics.sorted(), &sources);
            }
        }
    }
}

#[test]
fn ten_thousand_faults_in_one_line_of_10_mb_are_each_shown_short() {
    let line = "wörd ".repeat(2 << 20);
    let sources = sources(&[("a.md", &line)]);
    let list =
        (0..10_000).map(|each| fault(&STALE, at("a.md", each * 1200, each * 1200 + 5), "old"));
    let diagnostics = all(list);
    // A hundred to a thousand bytes each: were the line worked through for each of them, this would not come to its end.
    let short = 1_000_000..10_000_000;
    assert!(short.contains(&human(&diagnostics, &sources, Colour::Plain).len()));
    assert!(short.contains(&json(&diagnostics.sorted(), &sources).len()));
}
