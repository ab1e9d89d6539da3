//! Prints what a build costs, as ratios to a floor measured in the same run: `cargo bench --bench ratios`.
//!
//! The floor is this program itself (see `floor.rs`). Each is a process of its own and takes its turn, so that ratios hold
//! on a machine whose speed drifts; of several turns the median counts. With arguments it does one thing alone:
//!
//! ```text
//! cargo bench --bench ratios -- generate 1000 FOLDER          a playbook of 1,000 chapters
//! cargo bench --bench ratios -- generate-code 1000 FOLDER     the same with code in every chapter
//! cargo bench --bench ratios -- generate-sheets 1000 FOLDER   1,000 worksheets of all kinds
//! cargo bench --bench ratios -- save                          what a save takes to be in the browser
//! cargo bench --bench ratios -- floor FOLDER/playbook OUT     what the floor makes of it
//! ```

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod floor;
mod save;
#[allow(dead_code, reason = "the other benchmarks write more of it")]
mod synthetic;

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use syntect::parsing::SyntaxSet;
use synthetic::Code;
use wait4::Wait4 as _;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How often each is measured; an odd number has a middle one.
const TURNS: usize = 5;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = env::args().skip(1).filter(|text| text != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["generate", chapters, folder] => {
            Ok(synthetic::write(Path::new(folder), chapters.parse()?, Code::Nowhere)?)
        }
        ["generate-code", chapters, folder] => {
            Ok(synthetic::write(Path::new(folder), chapters.parse()?, Code::Everywhere)?)
        }
        ["generate-sheets", sheets, folder] => {
            Ok(synthetic::write_sheets(Path::new(folder), sheets.parse()?)?)
        }
        ["save"] => save::print(tempfile::tempdir()?.path()),
        ["floor", root, out] => Ok(floor::build(Path::new(root), Path::new(out), None)?),
        ["floor-highlighted", root, out] => {
            let syntaxes = SyntaxSet::load_defaults_newlines();
            Ok(floor::build(Path::new(root), Path::new(out), Some(&syntaxes))?)
        }
        _ => table(),
    }
}

/// What a process took.
#[derive(Clone, Copy)]
struct Cost {
    cpu: Duration,
    wall: Duration,
    /// The most memory it held, in bytes.
    peak: u64,
}

/// What an aim compares.
struct Pair {
    floor: Cost,
    ours: Cost,
}

impl Pair {
    fn ratio(&self) -> f64 {
        self.ours.cpu.as_secs_f64() / self.floor.cpu.as_secs_f64()
    }
}

fn table() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    let many = [("20", 20), ("1,000", 1_000), ("10,000", 10_000)];
    println!("CPU time of whole builds into a new folder, median of {TURNS} turns\n");
    println!(
        "{:>8}  {:5} {:>10} {:>10} {:>7} {:>10}",
        "chapters", "code", "floor", "ours", "ratio", "peak"
    );
    let mut plain = Vec::new();
    for (name, chapters) in many {
        synthetic::write(&at(name), chapters, Code::Nowhere)?;
        let pair = compared(&at(name), &at(&format!("{chapters}-out")), "floor")?;
        print_row(name, "no", &pair);
        plain.push(pair);
    }
    synthetic::write(&at("code"), 1_000, Code::Everywhere)?;
    let coloured = compared(&at("code"), &at("code-out"), "floor-highlighted")?;
    print_row("1,000", "yes", &coloured);

    let again = share_of_second(&at("1,000"), &at("again"))?;
    let again_coloured = share_of_second(&at("code"), &at("again-code"))?;
    let (alone, search) = alone(&at("alone"), &at("alone-out"))?;
    let sheets = sheets(&at("sheets"), &at("sheets-out"))?;
    let second = second_build(&at("20"), &at("out"))?;
    println!("\n{:52} {:>10} {:>10}", "", "aim", "measured");
    let line =
        |what: &str, aim: &str, measured: String| println!("{what:52} {aim:>10} {measured:>10}");
    line("CPU against the floor, 1,000 chapters", "<= 10", format!("{:.2}", plain[1].ratio()));
    line("the same, chapters alone", "<= 10", format!("{:.2}", alone.ratio()));
    line("the same, code in every chapter", "<= 2", format!("{:.2}", coloured.ratio()));
    line("CPU of search against all else, 1,000 chapters alone", "< 0.5", format!("{search:.2}"));
    let growth = plain[2].ours.cpu.as_secs_f64() / plain[1].ours.cpu.as_secs_f64();
    line("CPU of 10,000 chapters against 1,000", "10", format!("{growth:.1}"));
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    line("CPU of a second build, a chapter edited, to the first", "<= 10 %", percent(again));
    line("the same, code in every chapter", "<= 10 %", percent(again_coloured));
    line(
        "peak memory, 10,000 chapters",
        "< 200 MB",
        format!("{} MB", megabytes(plain[2].ours.peak)),
    );
    let [first, again, edited, bound] = sheets;
    line("CPU of 1,000 sheets of all kinds, with their PDFs", "< 20 s", milliseconds(first.cpu));
    let peak = format!("{} MB", megabytes(first.peak));
    line("peak memory of the same", "< 150 MB", peak);
    line("CPU of the same again, nothing changed", "< 2 s", milliseconds(again.cpu));
    line("CPU of the same again, one sheet changed", "< 2 s", milliseconds(edited.cpu));
    line("CPU of the same again, with a book of all of them", "", milliseconds(bound.cpu));
    let peak = format!("{} MB", megabytes(bound.peak));
    line("peak memory of the same", "", peak);
    line("second build of 20 chapters, by the clock", "< 10 ms", milliseconds(second.wall));
    save::print(folder.path())
}

fn print_row(chapters: &str, code: &str, pair: &Pair) {
    println!(
        "{chapters:>8}  {code:5} {:>10} {:>10} {:>7.2} {:>10}",
        milliseconds(pair.floor.cpu),
        milliseconds(pair.ours.cpu),
        pair.ratio(),
        format!("{} MB", megabytes(pair.ours.peak)),
    );
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// Of 1,000,000 bytes.
fn megabytes(bytes: u64) -> u64 {
    bytes / 1_000_000
}

/// The floor, called by its `name`, and our program, in turn.
///
/// Each turn has a folder of its own, kept to the end: some file systems take long to make files just after others went.
fn compared(root: &Path, out: &Path, name: &str) -> Outcome<Pair> {
    let content = root.join("playbook");
    let (mut floors, mut ours) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        let (first, second) = (out.join(format!("floor-{turn}")), out.join(format!("ours-{turn}")));
        floors.push(cost(&env::current_exe()?, &[name, text(&content), text(&first)])?);
        ours.push(build(root, &second)?);
    }
    Ok(Pair { floor: median(floors), ours: median(ours) })
}

/// What a second build of 1,000 chapters costs after an edit of one, as a share of the first.
fn share_of_second(root: &Path, out: &Path) -> Outcome<f64> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        let out = out.join(turn.to_string());
        first.push(build(root, &out)?);
        synthetic::edit_chapter(root, 1_000, turn)?;
        second.push(build(root, &out)?);
    }
    let [first, second] = [first, second].map(|costs| median(costs).cpu.as_secs_f64());
    Ok(second / first)
}

/// What a playbook of chapters alone costs, and what search in it does, as a share of what it costs without.
fn alone(root: &Path, out: &Path) -> Outcome<(Pair, f64)> {
    synthetic::write_with_sheets(root, 1_000, 0)?;
    let pair = compared(root, out, "floor")?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        with.push(build(root, &out.join(format!("with-{turn}")))?);
        synthetic::want_search(root, false)?;
        without.push(build(root, &out.join(format!("without-{turn}")))?);
        synthetic::want_search(root, true)?;
    }
    let [with, without] = [with, without].map(|costs| median(costs).cpu.as_secs_f64());
    Ok((pair, with / without - 1.0))
}

/// How often all sheets are made: each turn takes as long as everything else together.
const TURNS_OF_SHEETS: usize = 3;

/// Builds of the playbook of this repository with its worksheets so often that there are a thousand: into a new folder,
/// again without a change, again after an edit of one sheet, and again with a book of all of them.
fn sheets(root: &Path, out: &Path) -> Outcome<[Cost; 4]> {
    synthetic::write_sheets(root, 1_000)?;
    let mut costs = [const { Vec::new() }; 4];
    for turn in 0..TURNS_OF_SHEETS {
        let out = out.join(turn.to_string());
        costs[0].push(build(root, &out)?);
        costs[1].push(build(root, &out)?);
        synthetic::edit_sheet(root, turn)?;
        costs[2].push(build(root, &out)?);
        synthetic::want_book(root, true)?;
        costs[3].push(build(root, &out)?);
        synthetic::want_book(root, false)?;
    }
    Ok(costs.map(median))
}

/// A build where nothing is to be changed.
fn second_build(root: &Path, out: &Path) -> Outcome<Cost> {
    build(root, out)?;
    let turns: Outcome<Vec<Cost>> = (0..TURNS * 3).map(|_| build(root, out)).collect();
    Ok(median(turns?))
}

fn build(root: &Path, out: &Path) -> Outcome<Cost> {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_partnerbook"));
    cost(&program, &["build", text(root), "--out", text(out), "--quiet"])
}

/// Runs a program and asks the system what it took.
fn cost(program: &Path, arguments: &[&str]) -> Outcome<Cost> {
    let begun = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let ended = child.wait4()?;
    let wall = begun.elapsed();
    if !ended.status.success() {
        return Err(format!("{} ended with {}", program.display(), ended.status).into());
    }
    let usage = ended.rusage;
    Ok(Cost { cpu: usage.utime + usage.stime, wall, peak: usage.maxrss })
}

fn median(mut costs: Vec<Cost>) -> Cost {
    let middle = costs.len() / 2;
    let peak = costs.iter().map(|cost| cost.peak).max().unwrap_or_default();
    costs.sort_by_key(|cost| cost.wall);
    let wall = costs[middle].wall;
    costs.sort_by_key(|cost| cost.cpu);
    Cost { cpu: costs[middle].cpu, wall, peak }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}
