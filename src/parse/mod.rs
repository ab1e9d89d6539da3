//! Sources → Playbook: each file alone, in parallel.

mod chapter;
mod frontmatter;
mod heading;
mod item;
mod ledger;
mod link;
pub mod markdown;
mod settings;
mod tree;
mod yaml;
pub mod toml;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::model::document::{Inline, target_path};
use crate::model::{Content, Coverage, Entry, Ledger, Playbook, Term};
use crate::source::{SourcePath, Sources};

/// The same front matter key of another program in many files is told once.
const FOREIGN_KEYS: Rule = Rule {
    code: "foreign-keys",
    severity: Severity::Hint,
    explanation: "Front matter between `---` lines holds keys that Partnerbook does not know, as playbooks written for another \
        program do. They are left alone and change nothing. Front matter that Partnerbook itself reads stands between \
        `+++` lines, and there an unknown key is an error, so that no slip of the keyboard goes unseen.",
};

/// Every rule that a file can break by itself.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = vec![&FOREIGN_KEYS, &chapter::FOREIGN_VALUE];
    rules.extend(crate::shape::RULES);
    rules.extend([
        &toml::TOML_SYNTAX,
        &yaml::YAML_SYNTAX,
        &frontmatter::OPEN_FRONT_MATTER,
        &item::UNKNOWN_KIND,
        &item::MISSING_KIND,
        &settings::BAD_ADDRESS,
        &tree::TOO_DEEP,
        &heading::DUPLICATE_HEADING_ID,
    ]);
    rules
}

/// What one file turned out to be.
#[derive(Default)]
struct Parsed {
    entry: Option<Entry>,
    terms: Vec<Term>,
    glossary_title: String,
    coverage: Option<Coverage>,
    foreign_keys: Vec<String>,
    faults: Vec<Diagnostic>,
    /// It cannot be read as anything.
    unread: bool,
}

/// Parses every text of `sources`. What cannot be read is told and left out.
pub fn parse(sources: &Sources, diagnostics: &mut Diagnostics) -> Playbook {
    let settings_path = SourcePath::new("playbook.toml");
    let (settings, whole) = settings::parse(sources, &settings_path, diagnostics);
    let ledger = ledger::parse(sources, diagnostics);
    let parsed = parse_each(sources);
    let mut playbook = Playbook { settings, ledger, ..Playbook::default() };
    if !whole {
        playbook.unread.insert(settings_path.clone());
    }
    // A map made at once of a sorted list has full nodes, one that grows has half-empty ones.
    let mut entries: Vec<(SourcePath, Entry)> = Vec::with_capacity(parsed.len());
    let mut foreign: BTreeMap<String, usize> = BTreeMap::new();
    for (path, parsed) in parsed {
        diagnostics.extend(parsed.faults);
        parsed.foreign_keys.into_iter().for_each(|key| *foreign.entry(key).or_default() += 1);
        playbook.terms.extend(parsed.terms);
        if playbook.glossary_title.is_empty() {
            playbook.glossary_title = parsed.glossary_title;
        }
        playbook.coverage = playbook.coverage.or(parsed.coverage);
        if parsed.unread {
            playbook.unread.insert(path.clone());
        }
        match parsed.entry {
            Some(entry) if entry.meta.draft => drop(playbook.drafts.insert(path.clone())),
            Some(entry) => entries.push((path.clone(), entry)),
            None => {}
        }
    }
    playbook.entries = entries.into_iter().collect();
    if !foreign.is_empty() {
        diagnostics.push(tell_foreign(&foreign));
    }
    set_code_host_pages_aside(&mut playbook);
    set_order_aside(&mut playbook);
    set_included_aside(&mut playbook);
    playbook
}

/// Parses every text of `sources` for itself: drafts too, and files that are no pages because others include them or because
/// they are for code hosts. Faults are not told.
pub fn entries(sources: &Sources) -> Vec<Entry> {
    parse_each(sources).into_iter().filter_map(|(_, parsed)| parsed.entry).collect()
}

/// Every text but the settings and the ledger.
fn parse_each(sources: &Sources) -> Vec<(&SourcePath, Parsed)> {
    let is_apart = |path: &SourcePath| matches!(path.as_str(), "playbook.toml" | Ledger::FILE);
    let texts = sources.texts.par_iter().filter(|(path, _)| !is_apart(path));
    texts
        .map(|(path, text)| {
            let parsed = match path.extension().as_str() {
                "toml" => item::parse(path, text),
                _ => chapter::parse(path, text),
            };
            (path, parsed)
        })
        .collect()
}

fn tell_foreign(keys: &BTreeMap<String, usize>) -> Diagnostic {
    let most = keys.iter().take(8).map(|(key, files)| match files {
        1 => format!("`{key}` in one file"),
        files => format!("`{key}` in {files} files"),
    });
    let mut list = most.collect::<Vec<_>>().join(", ");
    if keys.len() > 8 {
        list = format!("{list} and {} more", keys.len() - 8);
    }
    Diagnostic::everywhere(
        &FOREIGN_KEYS,
        format!("front matter holds keys of another program: {list}"),
    )
    .help("they are left alone and change nothing; there is nothing to do")
}

/// A `README.md` beside an `index.md` speaks to readers of a code host, and is no page.
fn set_code_host_pages_aside(playbook: &mut Playbook) {
    let has_index = |path: &SourcePath| {
        playbook.entries.contains_key(&path.join("index.md").unwrap_or_else(|| path.clone()))
    };
    let doubled: Vec<SourcePath> = playbook
        .entries
        .keys()
        .filter(|path| {
            path.introduces_folder()
                && path.stem().eq_ignore_ascii_case("readme")
                && has_index(path)
        })
        .cloned()
        .collect();
    for path in doubled {
        playbook.entries.remove(&path);
    }
}

/// A `SUMMARY.md` at the top that is a list of links says in which order pages come, and is no page itself.
fn set_order_aside(playbook: &mut Playbook) {
    let path = SourcePath::new("SUMMARY.md");
    let Some(summary) = playbook.entries.get(&path) else { return };
    let mut order = Vec::new();
    summary.document().each_inline(&mut |inline| {
        if let Inline::Link(link) = inline {
            order.extend(
                target_path(&path, &link.href)
                    .filter(|target| playbook.entries.contains_key(target)),
            );
        }
    });
    if !order.is_empty() {
        playbook.entries.remove(&path);
        playbook.reading_order = order;
    }
}

/// A Markdown file that another includes is no page of its own.
fn set_included_aside(playbook: &mut Playbook) {
    let mut included = BTreeSet::new();
    for entry in playbook.entries.values() {
        for path in entry.document().includes() {
            included.extend(target_path(&entry.path, path).filter(|target| *target != entry.path));
        }
    }
    for path in included {
        let prose = playbook.entries.get(&path).is_some_and(|entry| match entry.content {
            Content::Chapter(_) | Content::Activity(_) => true,
            Content::Checklist(_) | Content::Worksheet(_) | Content::Path(_) | Content::Pack(_) => {
                false
            }
        });
        let Some(entry) = prose.then(|| playbook.entries.remove(&path)).flatten() else { continue };
        if let Content::Chapter(document) | Content::Activity(document) = entry.content {
            playbook.included.insert(path, document);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(files: &[(&str, &str)]) -> (Playbook, Vec<String>) {
        let sources = Sources::in_memory(files);
        let mut diagnostics = Diagnostics::new();
        let playbook = parse(&sources, &mut diagnostics);
        let told = diagnostics
            .sorted()
            .iter()
            .map(|(_, fault)| format!("{}: {}", fault.rule.code, fault.message))
            .collect();
        (playbook, told)
    }

    #[test]
    fn a_first_heading_is_the_title() {
        let (playbook, told) = parsed(&[("a.md", "# Hello *you*\n\nText.")]);
        let entry = &playbook.entries[&SourcePath::new("a.md")];
        assert_eq!((entry.title(), entry.document().blocks.len()), ("Hello you", 1));
        assert_eq!(told, Vec::<String>::new());
    }

    #[test]
    fn prose_between_two_lines_across_the_page_stays() {
        let (playbook, told) = parsed(&[("a.md", "---\nWords, not keys.\n***\n---\nMore.")]);
        let blocks = &playbook.entries[&SourcePath::new("a.md")].document().blocks;
        assert_eq!((blocks.len(), told), (5, Vec::new()));
    }

    #[test]
    fn every_fault_of_every_file_is_told() {
        let (_, told) = parsed(&[
            ("a.toml", "kind = \"cheklist\""),
            ("b.toml", "kind = \"form\"\ntitel = \"x\"\nlines = \"three\"\n"),
            ("c.md", "+++\ntime = \"soon\"\n+++\n"),
        ]);
        assert_eq!(
            told,
            [
                "unknown-kind: nothing in a playbook is called `cheklist`",
                "unknown-key: a form does not know the key `titel`",
                "wrong-type: `lines` wants a whole number, not a text",
                "wrong-value: `time` is a time, and \"soon\" is not",
            ]
        );
    }

    #[test]
    fn a_known_key_between_lines_of_yaml_is_told_when_it_cannot_be_read() {
        let (playbook, told) =
            parsed(&[("a.md", "---\ntime: soon\ndraft: [no]\nweight: 3\nowner: Ada\n---\n# A\n")]);
        assert_eq!(
            told,
            [
                "foreign-keys: front matter holds keys of another program: `weight` in one file",
                "foreign-value: `time` is a time, and \"soon\" is not: it is left out",
                "foreign-value: `draft` wants `true` or `false`, not a list: it is left out",
            ]
        );
        let meta = &playbook.entries[&SourcePath::new("a.md")].meta;
        assert_eq!((meta.owner.as_str(), meta.draft), ("Ada", false));
    }

    #[test]
    fn ten_thousand_levels_are_told_and_do_no_harm() {
        for opening in [">", "- ", "*a ", "[", "> - "] {
            let (_, told) = parsed(&[("a.md", &opening.repeat(10_000))]);
            assert!(told.len() <= 1, "{told:?}");
        }
    }

    #[test]
    fn a_leader_callout_is_known_by_its_first_line() {
        let (playbook, _) = parsed(&[("a.md", "> [!LEADER]\n> Keep time.\n")]);
        let blocks = &playbook.entries[&SourcePath::new("a.md")].document().blocks;
        assert!(
            matches!(&blocks[0], crate::model::document::Block::Callout(crate::model::document::Callout::Leader, inner) if inner.len() == 1)
        );
    }
}
