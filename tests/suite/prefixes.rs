//! Whatever is typed, half of it, or none of it: the compiler says what is wrong, and never breaks.

use std::panic::{AssertUnwindSafe, catch_unwind};

use partnerbook::source::Sources;

use crate::chance::{Chance, SIGNS, damage};
use crate::compiled::{compiled, example};
use crate::fuzz::targets::{compiles_to_the_end, reads};

/// Does `act` with a playbook of one file, and names the text when that breaks.
fn survives(path: &str, text: &str, act: fn(&Sources)) {
    let sources = Sources::in_memory(&[(path, text)]);
    let survived = catch_unwind(AssertUnwindSafe(|| act(&sources)));
    assert!(survived.is_ok(), "{path} of {} bytes breaks the compiler: {text:?}", text.len());
}

fn compile_all(sources: &Sources) {
    compiled(sources);
}

/// Every file of the example, cut after each `step` bytes, letters cut in two included.
fn each_prefix(step: usize, act: fn(&Sources)) {
    for (path, text) in example().texts {
        for end in (0..text.len()).step_by(step) {
            survives(path.as_str(), &String::from_utf8_lossy(&text.as_bytes()[..end]), act);
        }
    }
}

#[test]
fn every_beginning_of_every_file_is_read() {
    each_prefix(5, reads);
}

#[test]
fn beginnings_of_every_file_are_compiled() {
    each_prefix(499, compile_all);
}

#[test]
fn some_beginnings_of_every_file_are_compiled_to_the_end() {
    each_prefix(2999, compiles_to_the_end);
}

/// Reads every file of the example so often, each time with something else strewn in, cut off or left out.
fn damaged(seed: u64, rounds: usize) {
    let texts = example().texts;
    let mut chance = Chance(seed);
    for _ in 0..rounds {
        for (path, text) in &texts {
            let mut text = text.to_string();
            damage(&mut text, &mut chance);
            survives(path.as_str(), &text, reads);
        }
    }
}

#[test]
fn files_with_anything_anywhere_are_read() {
    damaged(1, 40);
}

/// Reads so many files of signs and bytes, and compiles some.
fn senseless(seed: u64, rounds: usize) {
    let mut chance = Chance(seed);
    for round in 0..rounds {
        let mut bytes = Vec::new();
        for _ in 0..chance.below(60) {
            match chance.below(3) {
                0 => bytes.push(u8::try_from(chance.below(256)).expect("a byte")),
                _ => bytes.extend(SIGNS[chance.below(SIGNS.len())].bytes()),
            }
        }
        let head = [
            "",
            "+++\n",
            "---\n",
            "kind = \"form\"\n",
            "kind = \"matrix\"\n",
            "kind = \"checklist\"\n",
        ];
        let text = format!("{}{}", head[chance.below(head.len())], String::from_utf8_lossy(&bytes));
        let act = if round % 10 == 0 { compile_all } else { reads };
        for path in ["a.md", "a.toml", "playbook.toml"] {
            survives(path, &text, act);
        }
    }
}

#[test]
fn signs_and_bytes_without_sense_are_compiled() {
    senseless(2, 3_000);
}

#[test]
#[ignore = "some 300,000 files: `tests/long inputs`"]
fn three_hundred_thousand_files_break_nothing() {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(14);
    damaged(seed, 1_500);
    senseless(seed, 70_000);
}

/// Lists, rows and blocks of whatever TOML can say.
const LISTS: &[&str] = &[
    "\"x\"",
    "0.5",
    "{}",
    "[]",
    "[[]]",
    "[[[]]]",
    "[{}]",
    "[1, true, 2026-10-01, 0.5]",
    "[[\"\"]]",
    "[[\"\", \"\", \"\", \"\", \"\", \"\", \"\", \"\"]]",
    "[[\"pause\"], [\"pause\", 5], [\" Pause \", \"\", \"\"]]",
    "[[\"-\"], [\"a-b\", \"20 min\"], [\"A\", \"999999 h\"], [\"A\", \"20 min\"]]",
    "[[true, \"week\"], [\"A\", \"week\", [], \"20 min\", {}]]",
    "[{ name = \"a\" }, { name = \"a\", ask = \"\" }, { name = 5, ask = 5 }, { ask = \"b\" }]",
    "[{ title = \"a\" }, { title = \"a\", limit = -1 }, { limit = 5, means = [] }, 5]",
];

#[test]
fn lists_of_anything_in_short_and_in_long_are_compiled() {
    let kinds = [
        ("session", "start = \"09:00\"\n", ["part", "parts"]),
        ("rhythm", "begins = 2026-12-07\nexample = [\"\"]\n", ["forum", "forums"]),
        ("canvas", "layout = [\"a b\"]\nagree = [\"a\"]\n", ["box", "boxes"]),
        ("board", "lanes = [\"A\"]\nlimits = [1, 2]\n", ["column", "columns"]),
        ("roadmap", "lanes = [\"A\"]\n", ["entry", "entries"]),
        ("dependencies", "groups = [\"A\", \"B\"]\n", ["wait", "waits"]),
    ];
    for (at, one) in LISTS.iter().enumerate() {
        for (beside, other) in LISTS.iter().enumerate() {
            let sheet = |(kind, lines, [block, list]): (&str, &str, [&str; 2])| {
                let blocks =
                    if at == beside { String::new() } else { format!("{block} = {other}\n") };
                let head = format!("kind = \"{kind}\"\ntitle = \"T\"\n{lines}");
                (format!("{kind}.toml"), format!("{head}{list} = {one}\n{blocks}"))
            };
            let files = kinds.map(sheet);
            let files = files.each_ref().map(|(path, text)| (path.as_str(), text.as_str()));
            let sources = Sources::in_memory(&files);
            let act = if at == beside { compile_all } else { reads };
            let survived = catch_unwind(AssertUnwindSafe(|| act(&sources)));
            assert!(survived.is_ok(), "`{one}` in short and `{other}` in long break the compiler");
        }
    }
}
