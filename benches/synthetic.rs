//! A number of chapters → a playbook of so many, the same on every machine.
//!
//! Chapters have 600 to 1,200 words with lists, a table, a footnote and links to other chapters, in folders of fifty. There are
//! a quarter as many checklists and worksheets. Every tenth chapter is an activity. Words come up as often as in natural text:
//! few of them nearly everywhere, most of them hardly ever.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;
use std::{fs, io};

/// Whether chapters hold code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// None does.
    Nowhere,
    /// Each holds two pieces, no two alike.
    Everywhere,
}

/// Writes a playbook into `root`, which is not there yet.
pub(crate) fn write(root: &Path, chapters: usize, code: Code) -> io::Result<()> {
    write_files(root, files(chapters, chapters / 4, code))
}

/// Writes a playbook without code, with so many worksheets, into `root`, which is not there yet.
pub(crate) fn write_with_sheets(root: &Path, chapters: usize, sheets: usize) -> io::Result<()> {
    write_files(root, files(chapters, sheets, Code::Nowhere))
}

/// The file of a chapter, from the content folder, and its page.
pub(crate) fn chapter_and_page(number: usize) -> (String, String) {
    let folder = number / IN_A_FOLDER + 1;
    (chapter_path(number), format!("part-{folder}/{}.html", slug(number)))
}

fn write_files(root: &Path, files: Vec<(String, String)>) -> io::Result<()> {
    for (path, text) in files {
        let file = root.join("playbook").join(path);
        fs::create_dir_all(file.parent().unwrap_or(root))?;
        fs::write(file, text)?;
    }
    Ok(())
}

/// Writes a plain folder of Markdown into `root`, as other programs have them: front matter in YAML, every tenth page with a link
/// that leads nowhere, and with `names` each with a link by name.
pub(crate) fn write_plain(root: &Path, chapters: usize, names: bool) -> io::Result<()> {
    let pages = files(chapters, 0, Code::Nowhere).into_iter();
    for (number, (path, text)) in pages.filter(|(path, _)| path.ends_with(".md")).enumerate() {
        let mut parts = text.splitn(3, "+++\n");
        let (before, front, prose) = (parts.next(), parts.next(), parts.next());
        let title =
            front.and_then(|front| front.lines().find_map(|line| line.strip_prefix("title = ")));
        let mut text = match title {
            Some(title) => {
                format!("---\ntitle: {title}\ntags: [a, b]\n---\n{}", prose.unwrap_or_default())
            }
            None => before.unwrap_or_default().to_owned(),
        };
        if number % 10 == 0 {
            text.push_str("\nSee [what is gone](gone.md).\n");
        }
        if names {
            let _ = writeln!(text, "\nSee [[{}]].", slug(number / 2));
        }
        let file = root.join("playbook").join(path);
        fs::create_dir_all(file.parent().unwrap_or(root))?;
        fs::write(file, text)?;
    }
    Ok(())
}

/// Writes the playbook of this repository into `root`, which is not there yet, its worksheets repeated in folders of fifty
/// until there are `sheets`: every kind as people write it. It has no book: see [`want_book`].
pub(crate) fn write_sheets(root: &Path, sheets: usize) -> io::Result<()> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("playbook");
    let mut worksheets = Vec::new();
    for entry in walkdir::WalkDir::new(&own).sort_by_file_name() {
        let entry = entry?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(&own).map_err(io::Error::other)?;
        let to = root.join("playbook").join(path);
        fs::create_dir_all(to.parent().unwrap_or(root))?;
        fs::copy(entry.path(), to)?;
        if path.starts_with("worksheets") && path.extension().is_some_and(|ending| ending == "toml")
        {
            worksheets.push(entry.into_path());
        }
    }
    for number in worksheets.len()..sheets {
        let from = &worksheets[number % worksheets.len()];
        let name = from.file_stem().unwrap_or_default().to_string_lossy();
        let folder = root.join("playbook").join(format!("more-{}", number / IN_A_FOLDER));
        fs::create_dir_all(&folder)?;
        fs::copy(from, folder.join(format!("{name}-{number}.toml")))?;
    }
    want_book(root, false)
}

/// Lets the playbook that [`write_sheets`] wrote have a book of all its sheets, or none.
pub(crate) fn want_book(root: &Path, wanted: bool) -> io::Result<()> {
    let settings = root.join("playbook/playbook.toml");
    let (with, without) = ("\nbook = true\n", "\nbook = false\n");
    let (from, to) = if wanted { (without, with) } else { (with, without) };
    fs::write(&settings, fs::read_to_string(&settings)?.replace(from, to))
}

/// Lets the playbook in `root` be searched, or not.
pub(crate) fn want_search(root: &Path, wanted: bool) -> io::Result<()> {
    const UNSEARCHED: &str = "search = false\n";
    let settings = root.join("playbook/playbook.toml");
    let text = fs::read_to_string(&settings)?.replace(UNSEARCHED, "");
    fs::write(&settings, if wanted { text } else { format!("{UNSEARCHED}{text}") })
}

/// Gives the last sheet that [`write_sheets`] wrote another title, the `time`-th one.
pub(crate) fn edit_sheet(root: &Path, time: usize) -> io::Result<()> {
    let sheets = walkdir::WalkDir::new(root.join("playbook")).sort_by_file_name();
    let is_more = |path: &Path| path.to_string_lossy().contains("more-");
    let files = sheets.into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    let last = files.filter(|path| path.is_file() && is_more(path)).last();
    let last = last.ok_or_else(|| io::Error::other("there is no sheet to edit"))?;
    let text = fs::read_to_string(&last)?;
    let title =
        |line: &str| line.starts_with("title").then(|| format!("title = \"Edited {time}\""));
    let lines: Vec<String> =
        text.lines().map(|line| title(line).unwrap_or_else(|| line.to_owned())).collect();
    fs::write(last, lines.join("\n"))
}

/// Adds a sentence to a chapter in the middle of the playbook in `root`, the `time`-th one.
pub(crate) fn edit_chapter(root: &Path, chapters: usize, time: usize) -> io::Result<()> {
    let file = root.join("playbook").join(chapter_path(chapters / 2));
    let text = fs::read_to_string(&file)?;
    fs::write(file, format!("{text}\nThis was said {time} times.\n"))
}

/// The files of the content folder, by path.
pub(crate) fn files(chapters: usize, sheets: usize, code: Code) -> Vec<(String, String)> {
    let mut files = vec![
        ("playbook.toml".to_owned(), settings()),
        ("terms.toml".to_owned(), terms()),
        ("index.md".to_owned(), "# A playbook to measure\n\nBegin with any part.\n".to_owned()),
    ];
    for number in 0..STAGES.len() {
        files.push((format!("paths/way-{number}.toml"), path(number, chapters)));
    }
    for part in 0..chapters.div_ceil(IN_A_FOLDER) {
        let mut dice = Dice::new(3, part);
        let text = format!(
            "+++\ntitle = \"Part {part}\"\nsummary = \"{}\"\n+++\n\n{}\n",
            dice.sentence(8, 14),
            dice.paragraph(60)
        );
        files.push((format!("{}/index.md", part_of(part * IN_A_FOLDER)), text));
    }
    for number in 0..chapters {
        files.push((chapter_path(number), chapter(number, chapters, sheets, code)));
    }
    for number in 0..sheets {
        files.push((sheet_path(number), sheet(number)));
    }
    files
}

const IN_A_FOLDER: usize = 50;
const STAGES: [&str; 6] = ["ready", "choose", "begin", "work", "renew", "move-on"];
const NEEDS: [&str; 8] =
    ["outcomes", "vision", "value", "trust", "collaboration", "roles", "adapting", "learning"];
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "about after agree answer autumn because before begin between both border bring build calendar card carry chair \
     change clear colleague come cost date day decide desk different doubt early either enough every fault first \
     follow form friday from give goal good group habit half hand hear help honest house invite keep know lead learn \
     leave letter listen little look made make matter meet mend minute month morning name need never next night note \
     number office often once open other owner page paper part people person place plan point promise question quiet \
     read ready reason result ring room round rule same season seat sentence share sheet short side sign since small \
     speak stand start step still storm story table take talk team tell than that their then there they thing think \
     this three time together train trust turn under until visit wait walk want week what when where which while \
     whole will with without word work world worry write year yours"
        .split(' ')
        .collect()
});
const TERMS: usize = 40;

/// The words of English that are used most, in that order.
const COMMON: &str = "the of and to a in is that it was for on are with as be this at by from have or not they we you his      but an which had her one all were there their has been if more when will would who so no out up into than them can      only other some could these two may then do first any my now such like our over me even most after also did many      before must through back years where much your way well down should because each just those how too";

/// How many words there are. A text of a million words holds about as many.
const VOCABULARY: usize = 12_000;

/// The words of running text from the most to the least used, each with how often it and those before it come up.
///
/// The word in the place `n` comes up as often as `1 / (n + 2.7)` says (Mandelbrot, An Informational Theory of the Statistical
/// Structure of Language, 1953).
static SPOKEN: LazyLock<Vec<(String, usize)>> = LazyLock::new(|| {
    let mut dice = Dice::new(7, 0);
    let mut spoken: Vec<(String, usize)> = Vec::with_capacity(VOCABULARY);
    let mut taken = std::collections::HashSet::new();
    let mut known = COMMON.split_whitespace().chain(WORDS.iter().copied()).map(str::to_owned);
    let mut sum = 0;
    while spoken.len() < VOCABULARY {
        let word = known.next().unwrap_or_else(|| dice.made_word());
        if taken.insert(word.clone()) {
            sum += 100_000_000 / (10 * spoken.len() + 27);
            spoken.push((word, sum));
        }
    }
    spoken
});

/// Numbers that look thrown and are the same on every machine (Steele, Lea and Flood, SplitMix, 2014).
struct Dice(u64);

impl Dice {
    fn new(kind: usize, number: usize) -> Self {
        Self((kind as u64) << 40 | number as u64)
    }

    fn throw(&mut self, faces: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % faces as u64).unwrap_or(0)
    }

    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.throw(texts.len())]
    }

    fn words(&mut self, many: usize) -> String {
        (0..many).map(|_| self.spoken()).collect::<Vec<_>>().join(" ")
    }

    /// A word, as often as it is used.
    fn spoken(&mut self) -> &'static str {
        let (_, all) = SPOKEN[SPOKEN.len() - 1];
        let thrown = self.throw(all);
        &SPOKEN[SPOKEN.partition_point(|(_, sum)| *sum <= thrown)].0
    }

    /// A word of two to four syllables, some with an ending.
    fn made_word(&mut self) -> String {
        const BEGINNINGS: [&str; 20] = [
            "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "br", "cl",
            "pr", "st", "tr",
        ];
        const MIDDLES: [&str; 12] =
            ["a", "e", "i", "o", "u", "ea", "ou", "an", "en", "er", "in", "or"];
        const ENDINGS: [&str; 10] = ["", "", "", "s", "ed", "ing", "er", "ly", "ment", "ation"];
        let mut word = String::new();
        for _ in 0..2 + self.throw(3) {
            word.push_str(self.pick(&BEGINNINGS));
            word.push_str(self.pick(&MIDDLES));
        }
        word + self.pick(&ENDINGS)
    }

    fn sentence(&mut self, least: usize, most: usize) -> String {
        let many = least + self.throw(most - least + 1);
        let words = self.words(many);
        format!("{}{}.", words[..1].to_uppercase(), &words[1..])
    }

    /// About so many words of running text with what prose has: emphasis, quotation marks, dashes, now and then a term.
    fn paragraph(&mut self, many: usize) -> String {
        let mut text = String::new();
        let mut left = many;
        while left > 4 {
            let words = 5 + self.throw(16.min(left));
            left = left.saturating_sub(words);
            let words = self.words(words);
            let first = words[..1].to_uppercase();
            let _ = match self.throw(8) {
                0 => write!(text, "*{first}{}* {}. ", &words[1..], self.words(2)),
                1 => write!(text, "\"{first}{},\" they'd say. ", &words[1..]),
                2 => write!(text, "**{first}{}** -- {}. ", &words[1..], self.words(3)),
                3 if self.throw(4) == 0 => {
                    write!(text, "{first}{} `{}` so. ", &words[1..], self.pick(&WORDS))
                }
                4 if self.throw(3) == 0 => {
                    write!(text, "{first}{} joint {}. ", &words[1..], WORDS[self.throw(TERMS)])
                }
                _ => write!(text, "{first}{}. ", &words[1..]),
            };
        }
        text.trim_end().to_owned()
    }
}

fn part_of(chapter: usize) -> String {
    let number = chapter / IN_A_FOLDER + 1;
    format!("{number:03}-part-{number}")
}

fn slug(chapter: usize) -> String {
    format!("{}-{}-{chapter}", WORDS[chapter % WORDS.len()], WORDS[chapter * 7 % WORDS.len()])
}

fn chapter_path(number: usize) -> String {
    format!("{}/{:02}-{}.md", part_of(number), number % IN_A_FOLDER + 1, slug(number))
}

fn sheet_slug(number: usize) -> String {
    format!("sheet-{}-{number}", WORDS[number % WORDS.len()])
}

fn sheet_path(number: usize) -> String {
    format!("sheets/{:03}/{}.toml", number / IN_A_FOLDER + 1, sheet_slug(number))
}

fn settings() -> String {
    let mut text = String::from(
        "title = \"Synthetic\"\ntagline = \"As many chapters as wanted.\"\npartners = [\"Us\", \"Partner\"]\n",
    );
    for id in STAGES {
        let _ = write!(
            text,
            "\n[[stage]]\nid = \"{id}\"\ntitle = \"{}{}\"\nquestion = \"Are we there?\"\n",
            id[..1].to_uppercase(),
            &id[1..]
        );
    }
    for id in NEEDS {
        let _ = write!(text, "\n[[need]]\nid = \"{id}\"\ntitle = \"The need for {id}\"\n");
    }
    text
}

fn terms() -> String {
    let mut text = String::from("kind = \"terms\"\ntitle = \"Words we use\"\n");
    for (number, word) in WORDS[..TERMS].iter().enumerate() {
        let means = Dice::new(4, number).sentence(10, 20);
        let _ = write!(text, "\n[[term]]\nterm = \"joint {word}\"\nmeans = \"{means}\"\n");
    }
    text
}

fn path(number: usize, chapters: usize) -> String {
    let mut dice = Dice::new(5, number);
    let steps: Vec<String> =
        (0..4).map(|step| format!("{:?}", slug((number * 4 + step) % chapters))).collect();
    format!(
        "kind = \"path\"\ntitle = \"Way {number}\"\nsummary = \"{}\"\nwhen = \"{}\"\nsteps = [{}]\n",
        dice.sentence(8, 14),
        dice.sentence(8, 14),
        steps.join(", ")
    )
}

fn chapter(number: usize, chapters: usize, sheets: usize, code: Code) -> String {
    let mut dice = Dice::new(1, number);
    let is_activity = number % 10 == 9;
    let sections = 4 + dice.throw(3);
    let mut text = front_matter(number, chapters, sheets, &mut dice);
    if is_activity {
        let _ = write!(
            text,
            "kind = \"activity\"\ntime = \"{} min\"\npeople = \"4-14\"\nformat = [\"in person\"]\nleading = \"medium\"\n\
             materials = [\"Pens\"]\nleaves = [\"Three actions\"]\nsituations = [\"we wait for each other\"]\n",
            sections * 10
        );
    }
    let _ = writeln!(text, "+++\n\n{}", dice.paragraph(60));
    // With the introduction, lists, table and links it comes to 600 to 1,200 words.
    let words = 300 + dice.throw(450);
    for section in 0..sections {
        let minutes = if is_activity { " (10 min)" } else { "" };
        let _ = write!(text, "\n## {}{minutes}\n\n", dice.sentence(3, 6).trim_end_matches('.'));
        for _ in 0..2 {
            let _ = write!(text, "{}\n\n", dice.paragraph(words / sections / 2));
        }
        match section {
            0 => links(&mut text, number, chapters, &mut dice),
            1 => list(&mut text, &mut dice),
            2 => table(&mut text, &mut dice),
            3 => text.push_str("- [x] Asked both sides\n- [ ] Wrote it down\n- [ ] Chose a day\n"),
            _ => {
                let _ = writeln!(text, "> [!TIP]\n> {}", dice.paragraph(30));
            }
        }
        if code == Code::Everywhere && section < 2 {
            text.push_str(&piece_of_code(number * 2 + section));
        }
    }
    let _ = write!(text, "\n[^1]: {}\n", dice.sentence(10, 20));
    text
}

/// The keys that every chapter has, without the line that ends them.
fn front_matter(number: usize, chapters: usize, sheets: usize, dice: &mut Dice) -> String {
    let mut text = format!(
        "+++\ntitle = \"{}\"\nsummary = \"{}\"\nstage = \"{}\"\nserves = [\"{}\"]\nnext = [\"{}\"]\n",
        dice.sentence(3, 6).trim_end_matches('.'),
        dice.sentence(8, 16),
        dice.pick(&STAGES),
        NEEDS[number % NEEDS.len()],
        slug((number + 1) % chapters),
    );
    if sheets > 0 {
        let _ = writeln!(text, "uses = [\"{}\"]", sheet_slug(number / 4 % sheets));
    }
    text
}

/// A paragraph with the mark of a note, three links to other chapters and an address.
fn links(text: &mut String, number: usize, chapters: usize, dice: &mut Dice) {
    let _ = write!(text, "{}[^1]", dice.sentence(8, 14));
    for _ in 0..3 {
        let to = (number + 1 + dice.throw(200)) % chapters;
        let _ = write!(text, " See [{}](../{}).", dice.words(3), chapter_path(to));
    }
    text.push_str(" Read more at <https://example.org/reading>.\n");
}

fn list(text: &mut String, dice: &mut Dice) {
    for item in 0..6 {
        let mark = if item < 3 { "1." } else { "   -" };
        let _ = writeln!(text, "{mark} {}", dice.sentence(6, 12));
    }
}

fn table(text: &mut String, dice: &mut Dice) {
    text.push_str("| What | Who | When |\n|---|:-:|--:|\n");
    for _ in 0..5 {
        let _ = writeln!(text, "| {} | {} | {} |", dice.words(4), dice.words(2), dice.words(1));
    }
}

fn sheet(number: usize) -> String {
    let mut dice = Dice::new(2, number);
    let head = format!(
        "title = \"Sheet {number}\"\nsummary = \"{}\"\nstage = \"{}\"\nserves = [\"{}\"]\ntime = \"20 min\"\n",
        dice.sentence(8, 14),
        dice.pick(&STAGES),
        dice.pick(&NEEDS),
    );
    let lines = |dice: &mut Dice, many: usize| {
        (0..many).fold(String::new(), |lines, _| format!("{lines}  {:?},\n", dice.sentence(5, 10)))
    };
    match number % 8 {
        1 => format!("kind = \"form\"\n{head}lines = 3\nquestions = [\n{}]\n", lines(&mut dice, 5)),
        3 => {
            format!("kind = \"table\"\n{head}columns = [\"What\", \"Who\", \"Where\"]\nrows = 8\n")
        }
        5 => format!(
            "kind = \"matrix\"\n{head}letters = \"RACI\"\nacross = [\"Us\", \"Them\", \"Both\"]\ndown = [\n{}]\n",
            lines(&mut dice, 6)
        ),
        7 => format!("kind = \"plan\"\n{head}rows = 3\n"),
        _ => format!(
            "kind = \"checklist\"\n{head}pause = \"{}\"\nway = \"confirm\"\nrevised = 2026-10-01\nitems = [\n{}]\n",
            dice.sentence(4, 8),
            lines(&mut dice, 7)
        ),
    }
}

/// A line of code with two names and a number.
type Line = fn(&str, &str, usize) -> String;

/// Some twenty lines of a language, with names and numbers of their own.
fn piece_of_code(number: usize) -> String {
    let mut dice = Dice::new(6, number);
    let (language, line): (&str, Line) = match number % 6 {
        0 => ("rust", |a, b, n| {
            format!(
                "    let {a}_{n}: Vec<&str> = {b}.iter().filter(|x| x.len() > {n}).collect(); // {a}"
            )
        }),
        1 => ("python", |a, b, n| {
            format!(
                "def {a}_{n}({b}=None):\n    return [x * {n} for x in {b} if x != \"{a}\"]  # {b}"
            )
        }),
        2 => ("json", |a, b, n| {
            format!("  {{\"{a}\": \"{b}\", \"many\": {n}, \"true\": [true, null, {n}.5]}},")
        }),
        3 => ("bash", |a, b, n| {
            format!(
                "for {a} in $(ls \"${{{b}}}\" | head -n {n}); do echo \"${a}: {n}\" >> {b}.log; done"
            )
        }),
        4 => ("javascript", |a, b, n| {
            format!("const {a}{n} = ({b}) => {b}.map((x) => `${{x}}-{n}`).join(\"{a}\"); // {b}")
        }),
        _ => ("css", |a, b, n| {
            format!(".{a} > #{b}-{n}:hover {{ margin: {n}px auto; color: #fa{:02}bc; }}", n % 100)
        }),
    };
    let mut text = format!("\n```{language}\n");
    for _ in 0..20 {
        let (a, b, n) = (dice.pick(&WORDS), dice.pick(&WORDS), dice.throw(1000));
        text.push_str(&line(a, b, n));
        text.push('\n');
    }
    text.push_str("```\n");
    text
}
