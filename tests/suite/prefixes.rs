//! Whatever is typed, half of it, or none of it: the compiler says what is wrong, and never breaks.

use std::panic::{AssertUnwindSafe, catch_unwind};

use partnerbook::check::check;
use partnerbook::compile::{How, Strictness, check as check_to_the_end};
use partnerbook::diag::{Diagnostics, show};
use partnerbook::memo::Memo;
use partnerbook::model::Index;
use partnerbook::parse::parse;
use partnerbook::plan::plan;
use partnerbook::source::Sources;

use crate::compiled::{compiled, example};

/// Parses and checks `sources`, and draws every message.
fn read(sources: &Sources) {
    let mut diagnostics = Diagnostics::new();
    let playbook = parse(sources, &mut diagnostics);
    check((&playbook, &Index::new(&playbook, sources), &plan(&playbook)), None, &mut diagnostics);
    show::human(&diagnostics, sources, show::Colour::Plain);
}

/// Does `act` with a playbook of one file, and names the text when that breaks.
fn survives(path: &str, text: &str, act: fn(&Sources)) {
    let sources = Sources::in_memory(&[(path, text)]);
    let survived = catch_unwind(AssertUnwindSafe(|| act(&sources)));
    assert!(survived.is_ok(), "{path} of {} bytes breaks the compiler: {text:?}", text.len());
}

fn compile_all(sources: &Sources) {
    compiled(sources);
}

/// Compiles `sources` to the last stage, whatever is wrong with them.
fn compile_to_the_end(sources: &Sources) {
    let (memo, strictness) = (Memo::default(), Strictness::Lenient);
    let how = How { strictness, memo: &memo, today: None };
    check_to_the_end(sources, how, &mut Diagnostics::new(), &|_| Ok(())).unwrap();
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
    each_prefix(5, read);
}

#[test]
fn beginnings_of_every_file_are_compiled() {
    each_prefix(499, compile_all);
}

#[test]
fn some_beginnings_of_every_file_are_compiled_to_the_end() {
    each_prefix(2999, compile_to_the_end);
}

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Chance(u64);

impl Chance {
    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).expect("below a usize")
    }
}

/// What means something to one of the languages, to be strewn in.
const SIGNS: &[&str] = &[
    "\n",
    "\n\n",
    "+++\n",
    "---\n",
    "```",
    "```include\n",
    "[",
    "](",
    ")",
    "![",
    "#",
    "{#a}",
    "|",
    "> ",
    "- ",
    "1. ",
    "[ ] ",
    "[^1]",
    "[^1]: ",
    ": ",
    "*",
    "**",
    "~~",
    "`",
    "<",
    "<!--",
    "-->",
    "&amp;",
    "\\",
    "\"",
    "'",
    "\"\"\"",
    "=",
    "[[",
    "]]",
    "{ ",
    " }",
    ",",
    "\u{0}",
    "\u{FEFF}",
    "\r\n",
    "\t",
    "ä",
    "🎉",
    "\u{202E}",
    "e\u{301}",
    "https://a.b/c)",
    "www.a.b",
    "(15 min)",
    "2026-10-01",
    "> [!LEADER]\n",
    "(a.md#b)",
    "%",
    "%ZZ",
    "{{ x }}",
    "&a *a",
    "!!x ",
];

/// Reads every file of the example so often, each time with something else strewn in, cut off or left out.
fn damaged(seed: u64, rounds: usize) {
    let texts = example().texts;
    let mut chance = Chance(seed);
    for _ in 0..rounds {
        for (path, text) in &texts {
            let mut text = text.to_string();
            for _ in 0..=chance.below(6) {
                let mut at = chance.below(text.len() + 1);
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                match chance.below(3) {
                    0 => text.insert_str(at, SIGNS[chance.below(SIGNS.len())]),
                    1 => drop(text.split_off(at)),
                    _ => {
                        let mut end = at + chance.below(text.len() - at + 1).min(40);
                        while !text.is_char_boundary(end) {
                            end -= 1;
                        }
                        text.replace_range(at..end.max(at), "");
                    }
                }
            }
            survives(path.as_str(), &text, read);
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
        let act = if round % 10 == 0 { compile_all } else { read };
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
            let act = if at == beside { compile_all } else { read };
            let survived = catch_unwind(AssertUnwindSafe(|| act(&sources)));
            assert!(survived.is_ok(), "`{one}` in short and `{other}` in long break the compiler");
        }
    }
}
