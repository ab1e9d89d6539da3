//! A program that is killed at any moment → a site without a dead link, and authors' files of which none is lost.
//!
//! The program runs as it always does. Its files are looked at from outside until the first of them changes, and after a time
//! that was drawn it is killed: what it left says whether that was between the first change and the last.

#![allow(clippy::print_stdout, reason = "a long proof tells its figures")]

mod commands;
mod sites;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::folder::{files_below, program};

/// The files of a folder and what each holds.
type Files = BTreeMap<String, Vec<u8>>;

fn files_in(folder: &Path) -> Files {
    let read = |name: String| {
        let bytes = fs::read(folder.join(&name)).unwrap();
        (name, bytes)
    };
    files_below(folder).into_iter().map(read).collect()
}

/// Makes `folder` hold `files` and nothing else.
fn write_files(folder: &Path, files: &Files) {
    let _ = fs::remove_dir_all(folder);
    for (name, bytes) in files {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

/// Numbers that look random, the same for the same seed (xorshift64*).
struct Drawn(u64);

impl Drawn {
    /// Those of the seed that is asked for, or of the usual one.
    fn new() -> Self {
        let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(14);
        Self(u64::wrapping_mul(seed, 0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A part of `time`.
    fn part_of(&mut self, time: Duration) -> Duration {
        time.mul_f64(f64::from(u32::try_from(self.next() >> 32).unwrap()) / f64::from(u32::MAX))
    }
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(program());
    command.args(arguments).current_dir(folder);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Waits until `has_come` or the program has ended. Says whether it still runs.
fn waits_for(child: &mut Child, mut has_come: impl FnMut() -> bool) -> bool {
    while !has_come() {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::yield_now();
    }
    true
}

/// The first of twenty tries that was seen: on a busy machine one may pass unseen.
fn seen_once(mut each: impl FnMut() -> Option<Duration>) -> Duration {
    let seen = (0..20).find_map(|_| each());
    seen.expect("of twenty runs the first change of one is seen")
}

/// How long it takes from when `begins` to when `ends`, of a run that nobody kills. `None` when it passed unseen.
fn window(
    mut child: Child,
    begins: impl FnMut() -> bool,
    ends: impl FnMut() -> bool,
) -> Option<Duration> {
    if !waits_for(&mut child, begins) {
        assert!(child.wait().unwrap().success());
        return None;
    }
    let begun = Instant::now();
    waits_for(&mut child, ends);
    let took = begun.elapsed();
    assert!(child.wait().unwrap().success());
    Some(took)
}

/// Kills the program when so much time has passed since `begins`.
fn kill_after(mut child: Child, begins: impl FnMut() -> bool, time: Duration) -> ExitStatus {
    if waits_for(&mut child, begins) {
        let begun = Instant::now();
        waits_for(&mut child, || begun.elapsed() >= time);
    }
    let _ = child.kill();
    child.wait().unwrap()
}
