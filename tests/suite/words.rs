//! Every word of the authors arrives: on a page, in the book and in the search.
//!
//! What an author wrote is read without this program: Markdown by the text events of its parser's own package, TOML as the
//! table that its package makes of it ([`written`]). What arrived is read back from the finished files ([`arrived`]). A word
//! has arrived where it stands among its neighbours, so that a page that is left out cannot hide behind words that stand
//! elsewhere. What is not looked for stands in [`EXCEPTIONS`], each with its reason.

mod arrived;
mod interface;
mod written;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use partnerbook::diag::{Diagnostics, Severity};
use partnerbook::read;
use partnerbook::source::{SourcePath, Sources};

use self::arrived::Arrived;
use self::written::{Passage, passages};
use crate::compiled::{Compiled, compiled_and_told};
use crate::folder::root;

/// Passages that are not looked for everywhere.
struct Exception {
    /// What it is called when it excuses nothing.
    name: &'static str,
    /// Why these words need not arrive.
    #[allow(dead_code, reason = "it is for those who read the list")]
    reason: &'static str,
    /// Whether it speaks of this passage.
    holds: fn(&Passage) -> bool,
    /// Where the words need not be.
    missing_from: &'static [Place],
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Pages,
    Book,
    Search,
}

const EVERYWHERE: &[Place] = &[Place::Pages, Place::Book, Place::Search];

const EXCEPTIONS: &[Exception] = &[
    Exception {
        name: "names",
        reason: "they name a file, a thing or a choice for the program; a page shows the title or the words of what they name",
        holds: |passage| is_one_of(&passage.key, NAMES) || passage.key.starts_with("check."),
        missing_from: EVERYWHERE,
    },
    Exception {
        name: "times and dates",
        reason: "they are shown as the language of the playbook writes them, or worked out",
        holds: |passage| is_one_of(&passage.key, TIMES) || is_figures(&passage.words),
        missing_from: EVERYWHERE,
    },
    Exception {
        name: "names that others use",
        reason: "the manual promises that they are found in the search, and no more",
        holds: |passage| is_one_of(&passage.key, &["elsewhere"]),
        missing_from: &[Place::Pages, Place::Book],
    },
    Exception {
        name: "pictures",
        reason: "alternative texts are in the tags of a PDF, which Poppler does not print; every one is proved with the PDFs",
        holds: |passage| passage.key == "picture",
        missing_from: &[Place::Book],
    },
    Exception {
        name: "sheets put in place",
        reason: "the sheet stands there with its own title",
        holds: |passage| passage.key == "sheet",
        missing_from: EVERYWHERE,
    },
    Exception {
        name: "how cards and walls are used",
        reason: "cards to cut and heads to pin up fill their paper to the edge; what to do with them stands on their page",
        holds: |passage| matches!(&*passage.kind, "cards" | "board") && passage.key == "intro",
        missing_from: &[Place::Book],
    },
    Exception {
        name: "what leads to a sheet",
        reason: "a summary helps to choose among pages; a sheet on paper is chosen already",
        holds: |passage| passage.file.ends_with(".toml") && passage.key == "summary",
        missing_from: &[Place::Book],
    },
    Exception {
        name: "notes for the leader of a sheet",
        reason: "they stand on the page of the sheet, and never on the paper that participants hold",
        holds: |passage| {
            passage.file.ends_with(".toml") && is_one_of(&passage.key, &["leader_notes"])
        },
        missing_from: &[Place::Book],
    },
    Exception {
        name: "what a screen offers",
        reason: "stages and the contact are ways through the site, and no chapter",
        holds: |passage| passage.key.starts_with("stage.") || passage.key.starts_with("contact."),
        missing_from: &[Place::Book],
    },
    Exception {
        name: "the list of what is covered",
        reason: "it is for those who keep a playbook, and has a page of its own",
        holds: |passage| passage.file == "coverage.toml",
        missing_from: &[Place::Book, Place::Search],
    },
];

/// Keys whose values are names.
const NAMES: &[&str] = &[
    "kind",
    "id",
    "serves",
    "stage",
    "uses",
    "next",
    "covers",
    "include",
    "aliases",
    "language",
    "paper",
    "turn",
    "colour",
    "base_url",
    "zone",
    "format",
    "for",
    "leading",
    "joining",
    "layout",
    "letters",
    "external_skip",
    "print_most",
    "need",
    "activity",
    "run_if_low",
    "allow",
    "way",
    "steps",
    "agree",
    "corner",
];

/// Keys whose values are times.
const TIMES: &[&str] = &[
    "time", "prepare", "people", "every", "on", "lasts", "start", "repeat", "review", "by",
    "begins",
];

/// Whether all of a passage is a date or a row of marks.
fn is_figures(words: &[String]) -> bool {
    words.iter().all(|word| word.chars().all(|letter| letter.is_ascii_digit()))
}

/// Whether the last part of `key` is one of `names`.
fn is_one_of(key: &str, names: &[&str]) -> bool {
    names.contains(&key.rsplit('.').next().unwrap_or(key))
}

/// The playbooks of the repository, or those below the folder that the environment variable `WORDS_OF` names.
#[test]
fn every_word_of_the_authors_arrives() {
    let elsewhere = std::env::var_os("WORDS_OF");
    let folders = match &elsewhere {
        Some(folder) => playbooks_in(Path::new(folder)),
        None => ["playbook", "docs", "tests/cases"]
            .iter()
            .flat_map(|name| playbooks_in(&root().join(name)))
            .collect(),
    };
    let (mut missing, mut excused) = (Vec::new(), BTreeMap::new());
    for folder in folders {
        missing.extend(look(&folder, &mut excused));
    }
    assert!(missing.is_empty(), "{} did not arrive:\n{}", missing.len(), missing.join("\n"));
    for exception in EXCEPTIONS.iter().filter(|_| elsewhere.is_none()) {
        assert!(excused.contains_key(exception.name), "`{}` excuses nothing", exception.name);
    }
}

/// Every playbook below `folder`.
fn playbooks_in(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::iter::once(folder.to_owned())
        .chain(folders_in(folder))
        .filter(|folder| folder.join("playbook.toml").is_file() || folder.ends_with("playbook"))
        .collect();
    folders.sort();
    folders.dedup();
    folders
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.is_dir())
        .flat_map(|path| {
            let inner = folders_in(&path);
            [path].into_iter().chain(inner)
        })
        .collect()
}

/// What did not arrive of the playbook in `folder`, a line each. Nothing is said of one that says itself that something is
/// wrong with it.
fn look(folder: &Path, excused: &mut BTreeMap<&'static str, usize>) -> Vec<String> {
    let mut diagnostics = Diagnostics::new();
    let Ok(sources) = read::read(folder, None, "", &mut diagnostics) else { return Vec::new() };
    let sources = with_a_book(sources);
    let site = compiled_and_told(&BTreeMap::new(), &sources, diagnostics);
    if site.files.is_empty() || says_more_than_a_hint(&site) {
        // The example and the manual are always looked at.
        let is_sound = ["playbook", "docs"].iter().any(|name| folder == root().join(name));
        return if is_sound {
            vec![format!("{}: {}", folder.display(), site.said)]
        } else {
            Vec::new()
        };
    }
    let arrived = Arrived::of(&site.files);
    let shown = folder.strip_prefix(root()).unwrap_or(folder).display().to_string();
    let mut missing = Vec::new();
    for (path, text) in &sources.texts {
        for passage in passages(path.as_str(), text) {
            for place in [Place::Pages, Place::Book, Place::Search] {
                let words = match place {
                    Place::Pages => arrived.pages.missing(&passage.words),
                    Place::Book => arrived.book.missing(&passage.words),
                    Place::Search => arrived.not_found(&passage),
                };
                if words.is_empty() {
                    continue;
                }
                let excuse = EXCEPTIONS.iter().find(|exception| {
                    exception.missing_from.contains(&place) && (exception.holds)(&passage)
                });
                match excuse {
                    Some(exception) => *excused.entry(exception.name).or_default() += 1,
                    None => missing.push(format!(
                        "{shown}/{path} ({}): {place:?} lacks `{}` of `{}`",
                        passage.key,
                        words.join(" "),
                        passage.words.join(" ")
                    )),
                }
            }
        }
    }
    missing
}

/// The same, with a PDF of the whole.
fn with_a_book(mut sources: Sources) -> Sources {
    let settings = SourcePath::new("playbook.toml");
    let text = sources.texts.get(&settings).map(ToString::to_string).unwrap_or_default();
    if !text.lines().any(|line| line.starts_with("book")) {
        sources.texts.insert(settings, format!("book = true\n{text}").into());
    }
    sources
}

fn says_more_than_a_hint(site: &Compiled) -> bool {
    [Severity::Error, Severity::Warning].iter().any(|severity| {
        site.said
            .lines()
            .any(|line| line.starts_with(&format!("{}[", format!("{severity:?}").to_lowercase())))
    })
}
