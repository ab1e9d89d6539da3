//! Builds that are killed while they put a site in place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::{Drawn, Files, files_in, kill_after, seen_once, start, waits_for, window, write_files};
use crate::crawl::targets;
use crate::folder::run;

/// Two states of a handbook, a site that is built from the one and the other by turns, and what it has to be.
struct Trial {
    folder: TempDir,
    sources: [Files; 2],
    sites: [Files; 2],
    /// Of each page of both sites: where it leads to.
    links: [BTreeMap<String, Vec<String>>; 2],
    /// Which of them is being built.
    now: usize,
}

/// What was found in a site.
#[derive(Default)]
struct Seen {
    /// Pages that ask to be loaded again.
    waiting: usize,
    /// Whether it is neither the one site nor the other.
    is_between: bool,
}

impl Trial {
    fn new(pages: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sources = [0, 1].map(|state| handbook(pages, state));
        let sites = [0, 1].map(|state| {
            write_files(&folder.path().join("text"), &sources[state]);
            let built = run(folder.path(), &["build", "text", "--out", "site"]);
            assert_eq!(built.code, Some(0), "{}", built.said);
            files_in(&folder.path().join("site"))
        });
        let links = [0, 1].map(|state: usize| {
            let pages = sites[state].iter().filter(|(name, _)| name.ends_with(".html"));
            let links = pages.map(|(name, html)| {
                (name.clone(), targets(name, std::str::from_utf8(html).unwrap()))
            });
            links.collect()
        });
        Self { folder, sources, sites, links, now: 1 }
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// Writes the other state of the handbook.
    fn turn(&mut self) {
        self.now = 1 - self.now;
        write_files(&self.folder.path().join("text"), &self.sources[self.now]);
    }

    fn build(&self) -> std::process::Child {
        start(self.folder.path(), &["build", "text", "--out", "site", "--quiet"])
    }

    /// Whether the manifest is another file than it was when this was called: the first change of a build.
    fn begins(&self) -> impl FnMut() -> bool + use<> {
        let marker = self.site().join(".partnerbook");
        let number = move || marker.metadata().map(|metadata| metadata.ino()).ok();
        let before = number();
        move || number() != before
    }

    /// How long a build takes from its first change to its last, and turns.
    fn window(&mut self) -> Duration {
        seen_once(|| {
            self.turn();
            let marker = self.site().join(".partnerbook");
            let last = self.sites[self.now][".partnerbook"].clone();
            let is_last = || std::fs::read(&marker).is_ok_and(|now| now == last);
            window(self.build(), self.begins(), is_last)
        })
    }

    /// Walks the whole site: every file is one of the two, and everything that a page links to is there.
    fn walk(&self) -> Seen {
        let all = files_in(&self.site());
        let found: BTreeMap<&String, &Vec<u8>> =
            all.iter().filter(|(name, _)| !name.starts_with(".partnerbook")).collect();
        let manifest = all.get(".partnerbook");
        let mut seen = Seen {
            is_between: self.sites.iter().all(|site| site.get(".partnerbook") != manifest),
            ..Seen::default()
        };
        let mut waiting = BTreeSet::new();
        let mut pages = BTreeMap::new();
        for (name, bytes) in &found {
            let of = (0..2).find(|state| self.sites[*state].get(*name) == Some(*bytes));
            match of {
                Some(state) => drop(self.links[state].get(*name).map(|to| pages.insert(*name, to))),
                None if is_waiting(bytes) => drop(waiting.insert(*name)),
                None => panic!("{name} is neither as it was nor as it is to be"),
            }
        }
        for (name, to) in &pages {
            let dead = to.iter().find(|file| !found.contains_key(file));
            assert_eq!(dead, None, "a dead link on {name}");
        }
        let mut reached: BTreeSet<&String> = BTreeSet::new();
        let mut open: Vec<&String> =
            vec![pages.keys().find(|name| **name == "index.html").unwrap()];
        while let Some(name) = open.pop() {
            assert!(!waiting.contains(name), "a reader comes to {name}, which waits");
            if reached.insert(name) {
                open.extend(pages.get(name).into_iter().copied().flatten());
            }
        }
        seen.waiting = waiting.len();
        seen
    }

    /// Fails unless the site is exactly what it has to be, and nothing else is left.
    fn assert_whole(&self) {
        let (is, has_to_be) = (files_in(&self.site()), &self.sites[self.now]);
        let differs = |name: &&String| is.contains_key(*name) != has_to_be.contains_key(*name);
        let other: BTreeSet<&String> = is.keys().chain(has_to_be.keys()).filter(differs).collect();
        assert_eq!(other, BTreeSet::new(), "files that are missing, or too many");
        assert!(is == *has_to_be, "a file is not as it has to be");
        let beside = std::fs::read_dir(self.folder.path()).unwrap().count();
        assert_eq!(beside, 2, "only the text and the site are left");
    }

    /// The next build makes the site whole, and so does one that finds errors: it finishes what the other one began.
    fn mend(&self, seen: &Seen, with_errors: bool) {
        if with_errors && seen.is_between {
            let text = self.folder.path().join("text");
            std::fs::write(text.join("zz.md"), "# Last\n\n[there](nowhere.md)\n").unwrap();
            let built = run(self.folder.path(), &["build", "text", "--out", "site", "--strict"]);
            assert_eq!(built.code, Some(1), "{}", built.said);
        } else {
            let built = run(self.folder.path(), &["build", "text", "--out", "site"]);
            assert_eq!(built.code, Some(0), "{}", built.said);
        }
        self.assert_whole();
        if with_errors {
            write_files(&self.folder.path().join("text"), &self.sources[self.now]);
        }
    }
}

/// A handbook of so many chapters in one of two states: in the other one a third of them has other words, some are not there,
/// some have another name under which the old one still leads to them, and all of them link to each other.
fn handbook(chapters: usize, state: usize) -> Files {
    let is_there = |n: usize| match n % 10 {
        1 | 2 => state == 0,
        3 | 4 => state == 1,
        _ => true,
    };
    let name = |n: usize| match n % 10 {
        6 | 7 => format!("part-{}/{}-{n}.md", n / 20, ["first", "second"][state]),
        _ => format!("part-{}/chapter-{n}.md", n / 20),
    };
    let mut files = Files::new();
    let mut index = "# Handbook\n\n".to_owned();
    for n in (0..chapters).filter(|n| is_there(*n)) {
        let _ = writeln!(index, "- [Chapter {n}]({})", name(n));
        let mut text = String::new();
        if matches!(n % 10, 6 | 7) {
            let other = format!("part-{}/{}-{n}.html", n / 20, ["second", "first"][state]);
            let _ = write!(text, "+++\naliases = [\"{other}\"]\n+++\n");
        }
        let words = if n % 3 == 0 { ["Before noon", "After noon"][state] } else { "At noon" };
        let _ = writeln!(text, "# Chapter {n}\n\n{words} we meet.\n");
        for other in
            (n + 1..n + 6).chain([n * 7 % chapters]).filter(|n| *n < chapters && is_there(*n))
        {
            let _ = writeln!(text, "- [Chapter {other}](../{})", name(other));
        }
        if n % 20 == 0 {
            let _ = writeln!(text, "\n[Notes](notes-{state}.txt)");
            let notes = format!("part-{}/notes-{state}.txt", n / 20);
            files.insert(notes, format!("Notes {n} {state}\n").into_bytes());
        }
        files.insert(name(n), text.into_bytes());
    }
    files.insert("index.md".to_owned(), index.into_bytes());
    files
}

fn is_waiting(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.contains("http-equiv=\"refresh\"") && text.len() < 300 && text.ends_with("</html>\n")
}

/// Kills builds until there were so many kills, and so many of them between the first change and the last.
fn kill_builds(chapters: usize, kills: usize, within: usize) {
    let mut drawn = Drawn::new();
    let mut trial = Trial::new(chapters);
    let mut windows = [0; 3].map(|_| trial.window());
    windows.sort();
    let window = windows[1];
    let (mut killed, mut between, mut waited) = (0, 0, 0);
    while killed < kills || between < within {
        assert!(
            killed < 5 * kills,
            "of {killed} kills only {between} came while files were changed"
        );
        trial.turn();
        let child = trial.build();
        if killed % 8 == 7 {
            // At any moment, from the first on.
            kill_after(child, || true, drawn.part_of(20 * window));
        } else {
            kill_after(child, trial.begins(), drawn.part_of(window));
        }
        let seen = trial.walk();
        killed += 1;
        between += usize::from(seen.is_between);
        waited += usize::from(seen.waiting > 0);
        trial.mend(&seen, killed % 3 == 0);
    }
    println!(
        "{} and {} files, {killed} kills, {between} of them between the first change and the last, which are {} ms apart; \
        in {waited} there were pages that waited; no dead link, every file whole",
        trial.sites[0].len(),
        trial.sites[1].len(),
        window.as_millis(),
    );
}

#[test]
fn a_killed_build_leaves_no_dead_link_and_the_next_one_is_whole() {
    kill_builds(60, 6, 4);
}

#[test]
#[ignore = "takes a quarter of an hour: tests/long kills"]
fn builds_in_full() {
    kill_builds(420, 200, 120);
}

fn send(signal: &str, to: u32) {
    let sent = Command::new("kill").args([signal, &to.to_string()]).status().unwrap();
    assert!(sent.success() || !Path::new(&format!("/proc/{to}")).exists());
}

#[test]
fn a_build_that_is_to_end_leaves_the_one_site_or_the_other() {
    let mut trial = Trial::new(60);
    for (signal, code) in [("-HUP", 129), ("-INT", 130), ("-TERM", 143)] {
        // While files wait: nothing changes, and nothing is left.
        trial.turn();
        let mut child = trial.build();
        let waiting = trial.site().join(".partnerbook-staging/new");
        assert!(waits_for(&mut child, || waiting.exists()));
        send(signal, child.id());
        assert_eq!(child.wait().unwrap().code(), Some(code), "{signal}");
        trial.now = 1 - trial.now;
        trial.assert_whole();
        trial.now = 1 - trial.now;

        // While they are put in place: that goes on to its end, and the program may have come to its own by then.
        let mut child = trial.build();
        let begins = trial.begins();
        assert!(waits_for(&mut child, begins));
        send(signal, child.id());
        let ended = child.wait().unwrap().code();
        assert!(ended == Some(code) || ended == Some(0), "{signal} {ended:?}");
        trial.assert_whole();
    }
}

#[test]
fn a_hangup_that_was_to_be_ignored_is_ignored() {
    let mut trial = Trial::new(20);
    trial.turn();
    let program = crate::folder::program();
    let line = format!("trap '' HUP; exec {program} build text --out site --quiet");
    let mut child =
        Command::new("sh").args(["-c", &line]).current_dir(trial.folder.path()).spawn().unwrap();
    let waiting = trial.site().join(".partnerbook-staging/new");
    assert!(waits_for(&mut child, || waiting.exists()));
    send("-HUP", child.id());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    trial.assert_whole();
}
