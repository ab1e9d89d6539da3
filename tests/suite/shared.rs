//! What a build and a browser both work out of a sheet: the same table of cases is tried by `tests/browser/shared.test.js`.

use std::fmt::Write as _;
use std::fs;

use partnerbook::source::Sources;
use serde_json::Value;

use crate::compiled::{Compiled, compiled};
use crate::folder::root;

fn table() -> Value {
    let table = fs::read_to_string(root().join("tests/shared/sheets.json")).unwrap();
    serde_json::from_str(&table).unwrap()
}

/// The texts in the list `name` of `case`.
fn texts<'t>(case: &'t Value, name: &str) -> Vec<&'t str> {
    case[name].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// Compiles the sheet of `kind` with `filled` as its specimen, in the words of the table.
fn built(table: &Value, kind: &str, filled: &str) -> Compiled {
    let sheet = format!("{}{filled}", table[kind]["sheet"].as_str().unwrap());
    let mut sources = Sources::in_memory(&[("index.md", "# Home\n"), ("sheet.toml", &sheet)]);
    let words = table["words"].as_str().unwrap();
    sources.templates.insert("words/en.toml".to_owned(), words.into());
    compiled(&sources)
}

/// Does `act` with each case of `kind`.
fn each(kind: &str, act: impl Fn(&Value, &Value)) {
    let table = table();
    let cases = table[kind]["cases"].as_array().unwrap();
    assert!(cases.len() > 4, "{kind} has cases");
    for case in cases {
        act(&table, case);
    }
}

/// The messages of the rule `code`, without its name.
fn told<'s>(compiled: &'s Compiled, code: &str) -> Vec<&'s str> {
    let head = format!("[{code}]: ");
    compiled.said.lines().filter_map(|line| Some(line.split_once(&head)?.1)).collect()
}

#[test]
fn a_scorecard_adds_up_and_finds_its_band() {
    each("scorecard", |table, case| {
        let points: Vec<String> =
            case["points"].as_array().unwrap().iter().map(Value::to_string).collect();
        let built =
            built(table, "scorecard", &format!("[example]\nKestrel = \"{}\"\n", points.join(" ")));
        let page = String::from_utf8(built.files["sheet-example.html"].clone()).unwrap();
        let (_, says) = page.split_once("class=\"score-says\">").unwrap();
        let says = says.split("</ul>").next().unwrap();
        let plain: String =
            says.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
        assert_eq!(plain, texts(case, "says").join(" "), "{case}");
    });
}

#[test]
fn a_matrix_counts_its_letters() {
    each("matrix", |table, case| {
        let row = texts(case, "letters").join(" ");
        let built = built(table, "matrix", &format!("example = [\"{row}\"]\n"));
        let mut broken: Vec<String> = told(&built, "matrix-row")
            .iter()
            .map(|message| {
                let mut words = message.trim_start_matches("this row has ").split([' ', ',']);
                let count = words.next().unwrap();
                format!("{} {count}", words.next().unwrap())
            })
            .collect();
        // Messages at one place are told in the order of their words.
        let mut expected = texts(case, "broken");
        broken.sort();
        expected.sort_unstable();
        assert_eq!(broken, expected, "{case}\n{}", built.said);
    });
}

#[test]
fn waits_in_a_circle_are_found() {
    each("dependencies", |table, case| {
        let mut waits = String::from("waits = [\n");
        for wait in texts(case, "waits") {
            let (who, from) = wait.split_at(1);
            writeln!(waits, "[\"{who}\", \"data\", \"{from}\"],").unwrap();
        }
        let built = built(table, "dependencies", &format!("{waits}]\n"));
        let circles: Vec<String> = told(&built, "dependencies-circle")
            .iter()
            .flat_map(|message| message.split("; "))
            .map(|circle| {
                // `A` waits for `B`, `B` for `C` and `C` for `A`
                circle.split('`').skip(1).step_by(4).collect()
            })
            .collect();
        assert_eq!(circles, texts(case, "circles"), "{case}\n{}", built.said);
    });
}
