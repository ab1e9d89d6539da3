//! A playbook that is looked at while it is written is, after each of a thousand edits, what a clean build would write.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use partnerbook::diag::Diagnostics;
use partnerbook::diag::show::Colour;
use partnerbook::memo::NOTES;
use partnerbook::read;
use partnerbook::studio::{Folders, Studio};
use tempfile::TempDir;

use crate::compiled::{Compiled, compiled_and_told};
use crate::folder::{files_below, with};

/// How many edits are made. Unoptimised, pages take twenty times as long, so that there are fewer.
const EDITS: usize = if cfg!(debug_assertions) { 150 } else { 1_000 };
/// After so many edits everything is compiled without a memo, to hold the memo's PDFs against.
const CLEAN_EVERY: usize = 50;
/// The memory that is counted from: by then every kind of edit was made and every font was read.
const WARM: usize = 100;
/// So many bytes may be held more after all edits than after those.
const MOST_GROWTH: u64 = 32 << 20;

/// What is there at the beginning.
const FILES: &[(&str, &[u8])] = &[
    ("playbook/playbook.toml", SETTINGS.as_bytes()),
    ("playbook/index.md", b"# Side by side\n\nBegin with [trust](01-trust/index.md).\n"),
    ("playbook/01-trust/index.md", b"# Trust\n\nWhy trust comes first.\n\n![](../sheets/ready.toml)\n"),
    ("playbook/01-trust/01-seats.md", ACTIVITY.as_bytes()),
    ("playbook/01-trust/02-words.md", b"+++\nsummary = \"Plain words.\"\naliases = [\"old-words.html\"]\n+++\n# Words\n\nA partner says it plainly. See [seats](01-seats.md#swap-20-min) and ![Two houses](houses.svg)\n\n## Why\n\nBecause.\n"),
    ("playbook/01-trust/houses.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"4\"/>"),
    ("playbook/02-work/index.md", b"# Work\n\nHow we work.\n"),
    ("playbook/02-work/week.md", b"---\nowner: Ada\nweight: 3\n---\n# A week\n\nMonday to Friday.\n\n```include\n../shared/note.md\n```\n"),
    ("playbook/02-work/code.md", b"# Code\n\n```toml\nkind = \"form\"\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
    ("playbook/02-work/deep/er.md", b"# Deeper\n\n[Up](../week.md) and [away](https://example.org).\n"),
    ("playbook/shared/note.md", b"A note that is shown elsewhere, see [words](../01-trust/02-words.md#why).\n"),
    ("playbook/sheets/ready.toml", b"kind = \"checklist\"\nsummary = \"Look once more.\"\npause = \"The day before\"\nstage = \"begin\"\nitems = [\"We know who decides\", \"We can say what we want\"]\n"),
    ("playbook/sheets/grid.toml", b"kind = \"matrix\"\nsummary = \"Who does what.\"\nletters = \"RACI\"\nacross = [\"Us\", \"Them\"]\ndown = [\"Choose a name\", \"Move a date\"]\n"),
    ("playbook/sheets/actions.toml", b"kind = \"plan\"\nsummary = \"Three actions.\"\n"),
    ("playbook/sheets/day.toml", b"kind = \"session\"\nsummary = \"A morning.\"\nstart = \"09:00\"\n[[part]]\ntitle = \"Arrive\"\ntime = \"15 min\"\n[[part]]\nactivity = \"seats\"\n"),
    ("playbook/sheets/cards.toml", b"kind = \"cards\"\nsummary = \"One a page.\"\nfrom = \"activities\"\n"),
    ("playbook/sheets/pack.toml", b"kind = \"pack\"\nsummary = \"For the first day.\"\ninclude = [\"ready\", \"actions\"]\n[copies]\nactions = 2\n"),
    ("playbook/sheets/way.toml", b"kind = \"path\"\nsummary = \"From blame to work.\"\nwhen = \"It hurts\"\nsteps = [\"seats\", \"words\"]\n"),
    ("playbook/terms.toml", b"kind = \"terms\"\n[[term]]\nterm = \"Partner\"\nmeans = \"Who works with [us](01-trust/index.md).\"\n"),
    ("playbook/.addresses.toml", LEDGER.as_bytes()),
    ("static/extra.txt", b"as it is"),
];

/// Addresses that were published: some are there still, some lead on, some are lost.
const LEDGER: &str = "[published]\n\"trust/words.html\" = \"why earlier\"\n\"work/week.html\" = \"monday\"\n\
    \"gone.html\" = \"\"\n\n[moved]\n\"trust/words.html#earlier\" = \"trust/words.html#why\"\n\
    \"work/old.html\" = \"work/code.html\"\n";

const SETTINGS: &str = "title = \"Side by side\"\nbase_url = \"https://example.org/\"\n\n\
    [[stage]]\nid = \"begin\"\ntitle = \"Begin\"\n\n[[need]]\nid = \"trust\"\ntitle = \"Trust\"\n";

const ACTIVITY: &str = "+++\nkind = \"activity\"\nsummary = \"Each describes the other.\"\nserves = [\"trust\"]\n\
    situations = [\"finger pointing\"]\ntime = \"50 min\"\nuses = [\"actions\", \"grid\"]\nleaves = [\"A picture\"]\n+++\n\
    # Trading seats\n\n## Sit (30 min)\n\n> [!LEADER]\n> Keep time.\n\nSit down.\n\n## Swap (20 min)\n\nAnd swap.\n";

/// What new files are called, and old ones renamed to.
const NAMES: &[&str] = &[
    "playbook/new.md",
    "playbook/01-trust/03-late.md",
    "playbook/02-work/README.md",
    "playbook/03-end/index.md",
    "playbook/03-end/words.md",
    "playbook/03-end/sub/a.md",
    "playbook/sheets/extra.toml",
    "playbook/02-work/ready.toml",
    "playbook/SUMMARY.md",
    "playbook/coverage.toml",
    "playbook/shared/more.md",
];

/// What files may hold: sound, poor and broken.
const TEXTS: &[&str] = &[
    "# New\n\nA page that is new, see [trust](/01-trust/index.md).\n",
    "# New\n\nSee [what is gone](gone.md) and [that](/01-trust/02-words.md#no-such).\n",
    "+++\nkind = \"activity\"\nsummary = \"Walk.\"\ntime = \"20 min\"\n+++\n# Walk\n\n## Out (10 min)\n\n## Back (10 min)\n",
    "+++\ntime = \"soon\"\n+++\n# Broken\n",
    "+++\ndraft = true\n+++\n# Not yet\n",
    "# Twice\n\n## Same\n\n## Same\n\n{{ a }} <b>b</b>\n",
    "# \u{5d0} letter without a shape\n\nText.\n",
    "kind = \"form\"\nsummary = \"Ask.\"\nquestions = [\"Who?\", \"Why?\"]\n",
    "kind = \"form\"\nquestions = [\"Who?\"\n",
    "kind = \"checklist\"\npause = \"Now\"\nitems = [\"One\", \"One\"]\n",
    "kind = \"coverage\"\n[[item]]\nid = \"a\"\ntext = \"All of it\"\n",
    "- [Work](02-work/week.md)\n- [Trust](01-trust/02-words.md)\n",
    "# Embeds\n\n![](/sheets/grid.toml)\n\n```include\nshared/note.md\n```\n",
    "",
];

/// What is written to the end of a Markdown file.
const LINES: &[&str] = &[
    "\nA line more about a partner.\n",
    "\n## A heading more\n",
    "\nSee [words](/01-trust/02-words.md#why).\n",
    "\nSee [nothing](/nothing.md).\n",
    "\n![](/01-trust/houses.svg)\n",
    "\n> [!LEADER]\n> Breathe.\n",
    "\n```include\n/shared/note.md\n```\n",
    "\n[Get it](/notes.pdf)\n",
    "\n- [ ] a task\n- *more*\n",
];

/// What stands for one another in chapters: titles, headings, links, pictures, keys.
const SWAPS: &[(&str, &str)] = &[
    ("## Why", "## How come"),
    ("## Why", "## Earlier"),
    ("## A heading more", "## Monday"),
    ("# Deeper\n", "# Deeper\n\n## Within\n"),
    ("![Two houses](houses.svg)", "two houses"),
    ("[Up](../week.md)", "up"),
    ("[seats](01-seats.md#swap-20-min)", "[it](../02-work/deep/er.md#within)"),
    ("summary = \"Plain words.\"", "summary = \"Other words.\"\nuses = [\"ready\"]"),
    ("owner: Ada", "owner: Bob"),
    ("# Code", "# words"),
];

/// Settings that are tried.
const SETTINGS_LINES: &[&str] = &[
    "print_pages = false\n",
    "allow_html = true\n",
    "tagline = \"Together\"\n",
    "print_most = [\"ready\"]\n",
    "language = \"de\"\n",
    "paper = \"A4\"\n",
    "book = true\n",
    "no_such_key = 1\n",
    "colour = \"#8a1538\"\n",
    "colour = { light = \"#1b2a6b\", dark = \"#9db6fc\" }\n",
    "colour = \"#ff8c00\"\n",
];

/// Files of the look, sound and broken.
const LOOKS: &[(&str, &str)] = &[
    ("static/css/90-own.css", "p { color: red }\n"),
    ("static/css/90-own.css", "p { color: blue }\n"),
    ("static/more.txt", "more"),
    ("templates/not-found.html", "{% extends \"theme/not-found.html\" %}"),
    ("templates/not-found.html", "{% extends \"theme/not-found.html\" %}{% block"),
    (
        "templates/chapter.html",
        "{% extends \"theme/chapter.html\" %}{% block x %}{{ no.such }}{% endblock %}",
    ),
    ("templates/words/en.toml", "[site]\nmore = \"{n} others\"\n"),
    ("templates/words/en.toml", "[site]\nno_such = \"x\"\n"),
];

/// Chance, the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// A playbook in a folder, and which of its files were touched since it was last looked at.
struct Desk {
    folder: TempDir,
    touched: BTreeSet<PathBuf>,
    dice: Dice,
}

impl Desk {
    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&mut self, name: &str, bytes: &[u8]) {
        let file = self.at(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        self.touched.insert(file);
    }

    fn remove(&mut self, name: &str) {
        fs::remove_file(self.at(name)).unwrap();
        self.touched.insert(self.at(name));
    }

    /// A file of the content that is there, and its text.
    fn some_file(&mut self, ending: &str) -> Option<(String, String)> {
        let names = files_below(&self.at("playbook"));
        let names: Vec<&String> = names.iter().filter(|name| name.ends_with(ending)).collect();
        let name = format!("playbook/{}", names.get(self.dice.below(names.len().max(1)))?);
        let text = String::from_utf8_lossy(&fs::read(self.at(&name)).unwrap()).into_owned();
        Some((name, text))
    }

    /// Makes one edit.
    fn edit(&mut self) {
        match self.dice.below(28) {
            0..=6 => self.reword(),
            7..=9 => self.add_line(),
            10 => {
                let (name, text) = (self.dice.one_of(NAMES), self.dice.one_of(TEXTS));
                self.write(name, text.as_bytes());
            }
            11 => self.retitle(),
            12 => self.break_off(),
            13 => self.rename(),
            14 => {
                if let Some((name, _)) = self.some_file("") {
                    self.remove(&name);
                }
            }
            15..=17 => self.restore(),
            18 => self.set(),
            19 => self.change_look(),
            20 => self.write("playbook/notes.pdf", b"%PDF-"),
            21 => {
                let name = self.dice.one_of(NAMES);
                self.write(name, b"# \xff\xfe not text\n");
            }
            22 => self.remove_folder(),
            23..=25 => self.swap(),
            26 => self.note(),
            _ => (0..20).for_each(|_| self.reword()),
        }
    }

    fn reword(&mut self) {
        let Some((name, text)) = self.some_file(".md") else { return };
        let number = self.dice.below(1_000);
        let text = match self.dice.below(3) {
            0 => text.replacen(". ", &format!(", {number}. "), 1),
            1 => text.replacen("e ", &format!("e {number} "), 1),
            _ => format!("{text}\nSaid the {number}th time.\n"),
        };
        self.write(&name, text.as_bytes());
    }

    fn add_line(&mut self) {
        let Some((name, text)) = self.some_file(".md") else { return };
        let line = self.dice.one_of(LINES);
        self.write(&name, format!("{text}{line}").as_bytes());
    }

    fn retitle(&mut self) {
        let Some((name, text)) = self.some_file(".md") else { return };
        let title = format!("# Title {}", self.dice.below(9));
        let lines = text.lines().map(|line| if line.starts_with("# ") { &title } else { line });
        self.write(&name, lines.collect::<Vec<_>>().join("\n").as_bytes());
    }

    /// Something that other pages see of a chapter, there and back.
    fn swap(&mut self) {
        let (mut from, mut to) = self.dice.one_of(SWAPS);
        if self.dice.below(2) == 0 {
            (from, to) = (to, from);
        }
        for name in files_below(&self.at("playbook")) {
            let name = format!("playbook/{name}");
            let text = String::from_utf8_lossy(&fs::read(self.at(&name)).unwrap()).into_owned();
            if name.ends_with(".md") && text.contains(from) {
                return self.write(&name, text.replacen(from, to, 1).as_bytes());
            }
        }
    }

    /// An address more or less in the ledger.
    fn note(&mut self) {
        let more = self.dice.one_of(&["", "\"work/code.html#new\" = \"work/code.html#same\"\n"]);
        self.write("playbook/.addresses.toml", format!("{LEDGER}{more}").as_bytes());
    }

    /// A file that is half written.
    fn break_off(&mut self) {
        let Some((name, text)) = self.some_file("") else { return };
        let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        self.write(&name, &text.as_bytes()[..half]);
    }

    fn rename(&mut self) {
        let Some((name, _)) = self.some_file("") else { return };
        let to = self.dice.one_of(NAMES);
        let (from, to) = (self.at(&name), self.at(to));
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(&from, &to).unwrap();
        self.touched.extend([from, to]);
    }

    /// A file as it was at the beginning; now and then all of them, and no other.
    fn restore(&mut self) {
        if self.dice.below(4) > 0 {
            let (name, bytes) = self.dice.one_of(FILES);
            return self.write(name, bytes);
        }
        self.mend();
    }

    fn mend(&mut self) {
        for name in files_below(self.folder.path()) {
            if !FILES.iter().any(|(known, _)| *known == name) {
                self.remove(&name);
            }
        }
        for (name, bytes) in FILES {
            self.write(name, bytes);
        }
    }

    fn set(&mut self) {
        let line = self.dice.one_of(SETTINGS_LINES);
        self.write("playbook/playbook.toml", format!("{line}{SETTINGS}").as_bytes());
    }

    fn change_look(&mut self) {
        let (name, text) = self.dice.one_of(LOOKS);
        if self.dice.below(2) == 0 && self.at(name).is_file() {
            self.remove(name);
        } else {
            self.write(name, text.as_bytes());
        }
    }

    fn remove_folder(&mut self) {
        let name = self.dice.one_of(&["playbook/03-end", "playbook/02-work", "templates"]);
        if self.at(name).is_dir() {
            fs::remove_dir_all(self.at(name)).unwrap();
            self.touched.insert(self.at(name));
        }
    }

    /// What a build makes of the folder; its memo knows the PDFs of `before`.
    fn built(&self, before: &BTreeMap<String, Vec<u8>>) -> Compiled {
        let mut diagnostics = Diagnostics::new();
        let content = self.at("playbook");
        let folder = Some(self.folder.path());
        let sources = read::read(&content, folder, "playbook/", &mut diagnostics).unwrap();
        compiled_and_told(before, &sources, diagnostics)
    }
}

/// Holds every file of the `studio` against the `files` that a build wrote.
fn compare(studio: &Studio, folder: &Path, files: &BTreeMap<String, Vec<u8>>, at: &str) {
    let paths: Vec<&String> = files.keys().filter(|path| !NOTES.contains(&path.as_str())).collect();
    assert_eq!(studio.paths().iter().collect::<Vec<_>>(), paths, "{at}");
    for path in paths {
        let text = std::str::from_utf8(&files[path]).ok();
        let copied = text.map(Path::new).filter(|file| file.starts_with(folder));
        if copied.is_some_and(|file| !file.exists()) {
            // What the last good site copies was taken away since.
            assert!(studio.file(path).is_err(), "{at}: {path}");
            continue;
        }
        let wanted = match copied {
            Some(file) => fs::read(file).unwrap(),
            None => files[path].clone(),
        };
        let served = studio.file(path).unwrap().unwrap_or_else(|| panic!("{at}: no {path}"));
        assert!(
            *served.bytes == wanted,
            "{at}: {path} is\n{}\n--- and not\n{}",
            String::from_utf8_lossy(&served.bytes),
            String::from_utf8_lossy(&wanted)
        );
    }
}

/// The memory that this program holds, in bytes, where the system tells.
fn resident() -> Option<u64> {
    let statm = fs::read_to_string("/proc/self/statm").ok()?;
    Some(statm.split(' ').nth(1)?.parse::<u64>().ok()? * 4_096)
}

#[test]
fn after_each_of_a_thousand_edits_the_site_is_what_a_clean_build_writes() {
    let mut desk = Desk { folder: with(FILES), touched: BTreeSet::new(), dice: Dice(7) };
    let folders = Folders {
        content: desk.at("playbook"),
        shown_as: "playbook/".to_owned(),
        theme: Some(desk.folder.path().to_owned()),
    };
    let real = desk.folder.path().canonicalize().unwrap();
    let studio = Studio::open(folders, || None).unwrap();
    let (mut files, mut good, mut held) = (BTreeMap::new(), 0, None);
    for edit in 0..EDITS {
        match edit {
            0 => {}
            // Most edits that break something are mended soon.
            _ if !studio.state().is_good && desk.dice.below(3) == 0 => desk.mend(),
            _ => desk.edit(),
        }
        let touched = std::mem::take(&mut desk.touched);
        let told = if desk.dice.below(4) == 0 { None } else { Some(&touched) };
        studio.refresh(told).unwrap();
        let state = studio.settle().unwrap();
        let built = desk.built(&files);
        let at = format!("edit {edit}, {touched:?}");
        assert_eq!(state.reported.text(Colour::Plain), built.said, "{at}");
        assert_eq!(state.is_good, !built.files.is_empty(), "{at}");
        if state.is_good {
            good += 1;
            files = if edit % CLEAN_EVERY == 0 {
                desk.built(&BTreeMap::new()).files
            } else {
                built.files
            };
        }
        compare(&studio, &real, &files, &at);
        if edit == WARM {
            held = resident();
        }
    }
    assert!(good > EDITS / 4, "only {good} of the edits left a sound playbook");
    if let (Some(before), Some(now)) = (held, resident()) {
        assert!(now < before + MOST_GROWTH, "{before} bytes were held, then {now}");
    }
}
