//! Tables with an example for each key: no key without its line, no line without a key, and what a line says is tried.

use std::collections::{BTreeMap, BTreeSet};

use partnerbook::model::{ACTIVITY_KEYS, META_KEYS, SETTINGS_KEYS, SHARED_KEYS};
use partnerbook::schema::{Key, Needed, Schema};
use partnerbook::source::Sources;

use super::text_of;
use crate::compiled::{Compiled, compiled};
use crate::keys::inner_keys;

/// The pages with such tables, and what they are about.
const PAGES: &[(&str, &[&[Key]])] = &[
    ("settings.md", &[SETTINGS_KEYS]),
    ("kinds/chapter.md", &[SHARED_KEYS, META_KEYS]),
    ("kinds/activity.md", &[ACTIVITY_KEYS]),
];

/// What the playbook holds beside the file that is tried.
const BESIDE: &[(&str, &str)] = &[
    (
        "index.md",
        "+++\ntitle = \"Home\"\nsummary = \"Start.\"\ncovers = [\"A1\"]\n+++\n\nTo [it](then.md).\n",
    ),
    ("then-what.md", "+++\nsummary = \"What next.\"\n+++\n\n# Then what\n"),
    (
        "go.md",
        "+++\nkind = \"activity\"\ntitle = \"Go\"\nsummary = \"We go.\"\nserves = [\"trust\"]\ntime = \"10 min\"\n\
         uses = [\"ready\", \"role-grid\", \"three-actions\"]\n+++\n\n## Go (10 min)\n",
    ),
    ("role-grid.toml", "kind = \"plan\"\ntitle = \"Role grid\"\nsummary = \"Who.\"\n"),
    ("three-actions.toml", "kind = \"plan\"\ntitle = \"Three actions\"\nsummary = \"What.\"\n"),
    (
        "ready.toml",
        "kind = \"checklist\"\ntitle = \"Ready\"\nsummary = \"Before.\"\nstage = \"begin\"\npause = \"Now\"\nitems = [\"Water\"]\n",
    ),
    ("coverage.toml", "kind = \"coverage\"\n[items]\nA1 = \"Say it\"\n"),
];

/// A line of such a table.
#[derive(Debug)]
struct Row {
    key: String,
    /// The block that it is a key of; empty for a key of the file.
    of: String,
    is_needed: bool,
    example: String,
    meaning: String,
    /// What holds without it, where that is a line.
    usual: Option<String>,
}

fn rows(page: &str) -> Vec<Row> {
    let text = text_of(page);
    let mut rows = Vec::new();
    for table in text.split("\n| Key | For example | What it means |").skip(1) {
        let lines = table.lines().skip(2).take_while(|line| line.starts_with("| "));
        rows.extend(lines.map(row));
    }
    rows
}

fn row(line: &str) -> Row {
    let mut cells = line.trim_matches('|').split(" | ").map(str::trim);
    let mut cell = || cells.next().unwrap_or_default();
    let (head, example, meaning) = (cell(), cell(), cell());
    let (_, usual) = meaning.split_once(" Without it: ").unwrap_or_default();
    let code = |cell: &str| {
        cell.strip_prefix('`').and_then(|cell| cell.strip_suffix('`')).map(str::to_owned)
    };
    let (head, is_needed) = match head.strip_suffix(", needed") {
        Some(head) => (head, true),
        None => (head, false),
    };
    let (key, of) = head.split_once(" of ").unwrap_or((head, "``"));
    Row {
        key: code(key).expect("a key is code"),
        of: code(of).expect("a block is code"),
        is_needed,
        example: code(example).expect("an example is code"),
        meaning: meaning.to_owned(),
        usual: code(usual).filter(|usual| usual.contains(" = ")),
    }
}

/// The file that the table of `page` is about, with `line` in place of the example of `row`, in a small playbook.
fn tried(page: &str, row: Option<&Row>, line: &str, all: &[Row]) -> Compiled {
    let text = row.map(|row| with_company(row, line, all)).unwrap_or_default();
    let (settings, front) = match page {
        "settings.md" => (text.as_str(), ""),
        _ => ("", text.as_str()),
    };
    let mut files: BTreeMap<&str, String> =
        BESIDE.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
    let stage = "[[stage]]\nid = \"begin\"\ntitle = \"Beginning\"\n";
    let need = "[[need]]\nid = \"trust\"\ntitle = \"Trust\"\n";
    // Of these the line that is tried may be part.
    let blocks = [stage, need].into_iter().filter(|block| !settings.contains(&block[..8]));
    files.insert("playbook.toml", settings.to_owned() + &blocks.collect::<String>());
    let usual: &[&str] = match page {
        "kinds/activity.md" => {
            &["kind = \"activity\"\n", TITLE, SUMMARY, "leaves = [\"A list\"]\n"]
        }
        _ => &[TITLE, SUMMARY],
    };
    let key = |line: &str| line.split(" = ").next().unwrap_or_default().to_owned();
    let usual: String = usual.iter().copied().filter(|line| key(line) != key(front)).collect();
    // A draft is no page, and something leads to `then.md`.
    let path = if front.contains("draft") { "draft.md" } else { "then.md" };
    files.insert("then.md", format!("+++\n{TITLE}{SUMMARY}+++\n"));
    files.insert(path, format!("+++\n{front}{usual}+++\n\n## Go (10 min)\n\nWords.\n"));
    let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    compiled(&Sources::in_memory(&files))
}

const TITLE: &str = "title = \"Then\"\n";
const SUMMARY: &str = "summary = \"What then.\"\n";

/// `line` as it stands in a file: a key of a block below the head of the block, and a block with what it needs.
fn with_company(row: &Row, line: &str, all: &[Row]) -> String {
    if row.of.is_empty() {
        let below = if line.starts_with('[') { needed(all, &row.key, "") } else { String::new() };
        return format!("{line}\n{below}");
    }
    let repeats = |of: &Row| of.key == row.of && of.example.starts_with("[[");
    let (open, close) = if all.iter().any(repeats) { ("[[", "]]") } else { ("[", "]") };
    format!("{open}{}{close}\n{}{line}\n", row.of, needed(all, &row.of, &row.key))
}

/// The lines that the block `of` cannot do without, but for `key`.
fn needed(all: &[Row], of: &str, key: &str) -> String {
    let needed = all.iter().filter(|row| row.of == of && row.is_needed && row.key != key);
    needed.map(|row| row.example.clone() + "\n").collect()
}

#[test]
fn every_key_has_its_line_and_every_line_its_key() {
    for (page, keys) in PAGES {
        let mut known = BTreeMap::new();
        let mut know = |key: &Key, of: &str| {
            let is_needed = key.needed == Needed::Always;
            known.insert((key.name.to_owned(), of.to_owned()), (is_needed, key.meaning));
        };
        for key in keys.iter().copied().flatten() {
            know(key, "");
            for inner in inner_keys(key) {
                know(inner, key.name);
            }
        }
        let rows = rows(page);
        let names = |row: &Row| (row.key.clone(), row.of.clone());
        let told: BTreeSet<_> = rows.iter().map(names).collect();
        assert_eq!(told, known.keys().cloned().collect(), "`{page}`");
        assert_eq!(told.len(), rows.len(), "`{page}` has a line twice");
        for row in &rows {
            let (is_needed, meaning) = known[&names(row)];
            assert_eq!(row.is_needed, is_needed, "`{page}`: {row:?}");
            assert!(row.meaning.starts_with(meaning), "`{page}` begins {row:?} with: {meaning}");
        }
    }
}

#[test]
fn every_choice_of_a_key_has_its_place() {
    for (page, keys) in PAGES {
        let rows = rows(page);
        for key in keys.iter().copied().flatten() {
            let (Schema::OneOf(words) | Schema::SomeOf(words)) = key.schema else { continue };
            let row = rows.iter().find(|row| row.key == key.name).unwrap();
            let usual = row.usual.as_deref().unwrap_or_default();
            let text = format!("{} {} {usual}", row.meaning, row.example);
            let named = |word: &&str| {
                text.contains(&format!("`{word}`")) || text.contains(&format!("\"{word}\""))
            };
            assert!(words.iter().all(named), "`{page}`: `{}` may be {words:?}", key.name);
        }
    }
}

#[test]
fn every_example_is_read_without_a_word() {
    for (page, _) in PAGES {
        let rows = rows(page);
        for row in &rows {
            let made = tried(page, Some(row), &row.example, &rows);
            assert_eq!(made.said, "", "`{page}`: {}", row.example);
        }
    }
}

#[test]
fn what_holds_without_a_line_is_what_the_line_says() {
    for (page, _) in PAGES {
        let rows = rows(page);
        let without = tried(page, None, "", &rows);
        for (row, usual) in rows.iter().filter_map(|row| Some((row, row.usual.as_ref()?))) {
            assert_ne!(row.example, *usual, "`{page}` shows what holds anyway");
            let with = tried(page, Some(row), usual, &rows);
            assert!(with == without, "`{page}`: without `{}` it is not as with {usual}", row.key);
        }
    }
}
