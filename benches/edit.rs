//! Prints what one edit of a playbook costs that is looked at while it is written: `cargo bench --bench edit`.
//!
//! CPU time of all threads, from the save to the page: of reading and compiling what changed, and of making one page. The
//! mean of several edits, for the system counts in larger steps than one takes.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[allow(dead_code, reason = "the other benchmarks write more of it")]
mod synthetic;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use partnerbook::diag::show::Colour;
use partnerbook::studio::{Folders, Studio};
use synthetic::Code;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often each edit is made.
const TURNS: usize = 25;

/// An edit, made of the text before and the number of the turn.
type Edit = fn(&str, usize) -> String;

const EDITS: &[(&str, Edit)] = &[
    ("a paragraph reworded", |text, turn| format!("{text}\nSaid for the {turn}th time.\n")),
    ("a link more", |text, turn| format!("{text}\nSee [the start](/index.md?{turn}).\n")),
    ("a heading more", |text, turn| format!("{text}\n## Heading {turn}\n\nWords.\n")),
    ("another title", |text, turn| {
        text.lines()
            .map(|line| {
                let key = ["title = ", "title: "].into_iter().find(|key| line.starts_with(key));
                key.map_or_else(|| line.to_owned(), |key| format!("{key}\"Title {turn}\""))
            })
            .collect::<Vec<_>>()
            .join("\n")
    }),
];

fn main() -> Outcome<()> {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![200, 1_000, 10_000] } else { sizes };
    println!(
        "{:>8}  {:24} {:>10} {:>10} {:>10}",
        "chapters", "edit", "refresh", "page", "together"
    );
    for chapters in sizes {
        for kind in [Kind::Own, Kind::Plain, Kind::Named] {
            measure(chapters, kind)?;
        }
    }
    Ok(())
}

/// What is edited.
#[derive(Clone, Copy)]
enum Kind {
    /// A playbook of one's own.
    Own,
    /// A plain folder.
    Plain,
    /// A plain folder with links by name.
    Named,
}

fn measure(chapters: usize, kind: Kind) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    match kind {
        Kind::Own => synthetic::write(folder.path(), chapters, Code::Nowhere)?,
        Kind::Plain => synthetic::write_plain(folder.path(), chapters, false)?,
        Kind::Named => synthetic::write_plain(folder.path(), chapters, true)?,
    }
    let name = match kind {
        Kind::Own => "own playbook",
        Kind::Plain => "plain folder",
        Kind::Named => "plain folder, names",
    };
    println!("{chapters:>8}  {name}");
    let content = folder.path().join("playbook").canonicalize()?;
    let folders = Folders { content: content.clone(), shown_as: String::new(), theme: None };
    let begun = cpu()?;
    let studio = Studio::open(folders, || None)?;
    let row = |edit: &str, [refresh, page]: [Duration; 2]| {
        let shown = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
        println!(
            "{chapters:>8}  {edit:24} {:>10} {:>10} {:>10}",
            shown(refresh),
            shown(page),
            shown(refresh + page)
        );
    };
    row("opened", [cpu()?.saturating_sub(begun), Duration::ZERO]);
    let (file, address) = some_chapter(&content)?;
    let first = fs::read_to_string(&file)?;
    for (name, edit) in EDITS {
        // What is left over from the last kind of edit is no part of this one.
        fs::write(&file, edit(&first, TURNS))?;
        edited(&studio, &file, &address)?;
        let mut costs = [Duration::ZERO; 2];
        for turn in 0..TURNS {
            fs::write(&file, edit(&first, turn))?;
            let [refresh, page] = edited(&studio, &file, &address)?;
            costs = [costs[0] + refresh, costs[1] + page];
        }
        row(name, costs.map(|cost| cost / u32::try_from(TURNS).unwrap_or(1)));
    }
    println!("{chapters:>8}  {} warnings, {} hints", studio.state().warnings, studio.state().hints);
    Ok(())
}

/// What it costs to see one file that changed.
fn edited(studio: &Studio, file: &Path, address: &str) -> Outcome<[Duration; 2]> {
    let changed = BTreeSet::from([file.to_owned()]);
    let begun = cpu()?;
    let state = studio.refresh(Some(&changed))?;
    let refreshed = cpu()?;
    if !state.is_good {
        return Err(state.reported.text(Colour::Plain).into());
    }
    studio.file(address)?.ok_or("the page is there")?;
    Ok([refreshed.saturating_sub(begun), cpu()?.saturating_sub(refreshed)])
}

/// A chapter in the middle, and the address of its page.
fn some_chapter(content: &Path) -> Outcome<(PathBuf, String)> {
    let files = walkdir::WalkDir::new(content).sort_by_file_name().into_iter();
    let files = files.filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    let is_chapter = |file: &PathBuf| {
        file.extension().is_some_and(|ending| ending == "md") && !file.ends_with("index.md")
    };
    let chapters: Vec<PathBuf> = files.filter(is_chapter).collect();
    let file = chapters.get(chapters.len() / 2).ok_or("there are chapters")?.clone();
    let name = file.strip_prefix(content)?.with_extension("html");
    let plain = |part: &std::ffi::OsStr| {
        let part = part.to_string_lossy();
        part.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-').to_owned()
    };
    let address: Vec<String> = name.iter().map(plain).collect();
    Ok((file, address.join("/")))
}

/// The CPU time of all threads so far.
fn cpu() -> Outcome<Duration> {
    let mut all = Duration::ZERO;
    for thread in fs::read_dir("/proc/self/task")? {
        let told = fs::read_to_string(thread?.path().join("schedstat"))?;
        all += Duration::from_nanos(told.split(' ').next().unwrap_or_default().parse()?);
    }
    Ok(all)
}
