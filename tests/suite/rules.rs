//! Every rule: shown by a case, and able to forbid a site.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use partnerbook::compile::{self, How, Strictness};
use partnerbook::diag::{Diagnostic, Diagnostics, Severity};
use partnerbook::measure::Date;
use partnerbook::memo::Memo;
use partnerbook::reach::{self, Answer, Client, Known, Request, RetryPolicy};
use partnerbook::read::read;
use partnerbook::source::{SourcePath, Sources};
use tempfile::TempDir;

use crate::folder::{root, with};

/// Rules about files that no repository holds well: each with how such a file is made in a folder.
type Spoil = fn(&Path);
const OF_FILES: &[(&str, Spoil)] = &[
    ("not-utf8", |folder| fs::write(folder.join("b.md"), b"\xFF").unwrap()),
    ("nul-byte", |folder| fs::write(folder.join("b.md"), "a\0b").unwrap()),
    ("too-deep", |folder| fs::write(folder.join("b.md"), "> ".repeat(99) + "x").unwrap()),
    ("too-large", |folder| {
        fs::File::create(folder.join("b.md")).unwrap().set_len((64 << 20) + 1).unwrap();
    }),
    ("link-circle", |folder| link(".", &folder.join("b"))),
    ("link-dead", |folder| link("gone.md", &folder.join("b.md"))),
    ("link-outside", |folder| link("/etc", &folder.join("b"))),
    ("special-file", |folder| socket(&folder.join("b"))),
];

/// Rules about other hosts, none of which a session of the manual can count on: each with what a host answers at first to whom
/// it breaks the rule, and where that leads on to.
const OF_HOSTS: &[(&str, u16, Option<&str>)] = &[
    ("dead-link", 404, None),
    ("moved-link", 301, Some("https://example.org/elsewhere")),
    ("unverified-link", 403, None),
];

#[cfg(unix)]
fn link(to: &str, at: &Path) {
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) {}

#[cfg(unix)]
fn socket(at: &Path) {
    drop(std::os::unix::net::UnixListener::bind(at).unwrap());
}

#[cfg(not(unix))]
fn socket(_: &Path) {}

/// The folders whose messages the cases show, by rule.
fn shown_by_cases() -> BTreeMap<String, BTreeSet<PathBuf>> {
    let mut shown: BTreeMap<String, BTreeSet<PathBuf>> = BTreeMap::new();
    for entry in fs::read_dir(root().join("tests/cases")).unwrap() {
        let page = entry.unwrap().path();
        if page.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let mut folder = page.with_extension("in");
        for line in fs::read_to_string(&page).unwrap().lines() {
            if let Some(command) = line.strip_prefix("$ partnerbook ") {
                folder = page.with_extension("in").join(folder_in(command));
            }
            let words = ["error[", "warning[", "hint["];
            let code = words.iter().find_map(|word| line.strip_prefix(word)?.split_once("]: "));
            if let Some((code, _)) = code {
                shown.entry(code.to_owned()).or_default().insert(folder.clone());
            }
        }
    }
    shown
}

/// The folder that a command line names; none for the one it is given in.
fn folder_in(command: &str) -> &str {
    let mut words = command.split(' ').skip(1);
    while let Some(word) = words.next() {
        match word {
            "--out" | "--format" => drop(words.next()),
            option if option.starts_with('-') => {}
            folder => return folder,
        }
    }
    ""
}

/// The sources of the playbook in `folder`, whose `[check]` says `levels` and nothing else.
fn sources(folder: &Path, levels: &str, diagnostics: &mut Diagnostics) -> Sources {
    let inner = folder.join("playbook");
    let (content, theme) =
        if inner.is_dir() { (inner, Some(folder)) } else { (folder.to_owned(), Some(folder)) };
    let mut sources = read(&content, theme, "", diagnostics).unwrap();
    let path = SourcePath::new("playbook.toml");
    let before = sources.texts.get(&path).map_or("", |text| text);
    let (head, rest) = before.split_once("[check]\n").unwrap_or((before, ""));
    let after = rest.find("\n[").map_or("", |at| &rest[at..]);
    let text = format!("{head}{after}\n[check]\n{levels}");
    sources.texts.insert(path, text.into());
    sources
}

/// Every rule off but `code`, which counts as `level`.
fn only(code: &str, level: &str) -> String {
    let rules = compile::rules().into_iter();
    let lines = rules.map(|rule| {
        let level = if rule.code == code { level } else { "off" };
        format!("{} = \"{level}\"\n", rule.code)
    });
    let mut levels: String = lines.collect();
    if code == "unknown-rule" {
        levels.push_str("no-such-rule = \"off\"\n");
    }
    levels
}

/// The rules whose breach in `folder` forbids a site, when only `code` counts, as `level`.
fn forbidding(
    folder: &Path,
    code: &str,
    level: &str,
    strictness: Strictness,
) -> BTreeSet<&'static str> {
    let mut diagnostics = Diagnostics::new();
    let sources = sources(folder, &only(code, level), &mut diagnostics);
    let today = Date::parse("2026-11-22");
    let how = How { strictness, memo: &Memo::default(), today };
    let of_hosts = OF_HOSTS.iter().find(|(of_hosts, ..)| *of_hosts == code);
    // It also lets the rules count as the settings say, for what other hosts are asked for as well.
    let made = compile::compile(&sources, how, &mut diagnostics, &|_| Ok(())).unwrap();
    if of_hosts.is_some() || made.is_none() {
        if let Some((_, code, location)) = of_hosts {
            diagnostics.extend(told_of_hosts(&sources, *code, *location));
        }
        let forbids = |severity| match severity {
            Severity::Error => true,
            Severity::Warning => strictness == Strictness::Strict,
            Severity::Hint => false,
        };
        let told = diagnostics.sorted().into_iter();
        return told.filter(|(told, _)| forbids(*told)).map(|(_, fault)| fault.rule.code).collect();
    }
    BTreeSet::new()
}

/// What is told when every other host answers with `code` until it is asked for what `location` says.
fn told_of_hosts(sources: &Sources, code: u16, location: Option<&str>) -> Vec<Diagnostic> {
    let links = compile::outside(sources).links;
    let mut known = Known::default();
    let ask = |request: &Request| {
        let is_there = Some(request.address.as_str()) == location;
        let location = location.map(str::to_owned).filter(|_| !is_there);
        Answer::Status { code: if is_there { 200 } else { code }, location, retry_after: None }
    };
    let client = Client { ask: &ask, settled: &|| () };
    let policy = RetryPolicy { pause: Duration::ZERO, ..RetryPolicy::default() };
    reach::learn(&links, &mut known, 0, &policy, client);
    reach::faults(&links, &known, 0)
}

/// For each rule a few folders in which it is broken, and the ones that were made for it.
fn folders() -> (BTreeMap<&'static str, Vec<PathBuf>>, Vec<TempDir>) {
    let mut made = Vec::new();
    let mut folders: BTreeMap<&'static str, Vec<PathBuf>> = BTreeMap::new();
    let shown = shown_by_cases();
    for rule in compile::rules() {
        let of_rule = folders.entry(rule.code).or_default();
        of_rule.extend(shown.get(rule.code).into_iter().flatten().cloned());
        if let Some((_, spoil)) = OF_FILES.iter().find(|(code, _)| *code == rule.code) {
            let folder = with(&[("a.md", b"# A")]);
            spoil(folder.path());
            of_rule.push(folder.path().to_owned());
            made.push(folder);
        }
        if OF_HOSTS.iter().any(|(code, ..)| *code == rule.code) {
            let folder = with(&[("a.md", b"# A\n\n[B](https://example.org/b)\n")]);
            of_rule.push(folder.path().to_owned());
            made.push(folder);
        }
    }
    (folders, made)
}

#[test]
fn every_rule_is_shown_by_a_case() {
    let shown = shown_by_cases();
    let of_files = |code: &str| OF_FILES.iter().any(|(each, _)| *each == code);
    let of_hosts = |code: &str| OF_HOSTS.iter().any(|(each, ..)| *each == code);
    let codes = compile::rules().into_iter().map(|rule| rule.code);
    let hidden: Vec<&str> = codes
        .filter(|code| !shown.contains_key(*code) && !of_files(code) && !of_hosts(code))
        .collect();
    assert_eq!(hidden, Vec::<&str>::new());
}

#[test]
fn every_rule_can_fail_a_build_as_an_error_and_as_a_warning_with_strict() {
    let (folders, made) = folders();
    let cannot = |level: &str, strictness: Strictness| -> Vec<&str> {
        let fails = |code: &&str| {
            let only_this = BTreeSet::from([*code]);
            folders[code]
                .iter()
                .any(|folder| forbidding(folder, code, level, strictness) == only_this)
        };
        folders
            .keys()
            .copied()
            .filter(|code| cfg!(unix) || !code.starts_with("link-") && *code != "special-file")
            .filter(|code| !fails(code))
            .collect()
    };
    assert_eq!(cannot("error", Strictness::Lenient), Vec::<&str>::new());
    assert_eq!(cannot("warning", Strictness::Strict), Vec::<&str>::new());
    drop(made);
}

#[test]
fn no_rule_is_needed_to_keep_the_program_from_breaking() {
    let all: BTreeSet<PathBuf> = shown_by_cases().into_values().flatten().collect();
    assert!(all.len() > 50);
    for folder in all {
        let mut diagnostics = Diagnostics::new();
        let sources = sources(&folder, &only("", ""), &mut diagnostics);
        let how = How { strictness: Strictness::Strict, memo: &Memo::default(), today: None };
        compile::check(&sources, how, &mut diagnostics, &|_| Ok(())).unwrap();
    }
}
