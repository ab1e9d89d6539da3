//! Sources → Playbook: each file alone, in parallel.

mod almost;
mod aside;
mod chapter;
mod emoji;
mod frontmatter;
mod heading;
mod html;
mod item;
mod kind;
mod language;
mod foreign;
mod ledger;
mod name;
mod link;
pub mod markdown;
mod outline;
mod parsed;
mod settings;
mod tree;
mod wiki;
mod yaml;
pub mod toml;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use self::parsed::Parsed;
use crate::at_work;
use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::model::{Entry, Ledger, Playbook, Settings, Stance};
use crate::source::{Numbers, SETTINGS, SourcePath, Sources, in_words, target_path};

/// The same front matter key of another program in many files is reported once.
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
    rules.extend(crate::schema::RULES);
    rules.extend([
        &toml::TOML_SYNTAX,
        &yaml::YAML_SYNTAX,
        &frontmatter::OPEN_FRONT_MATTER,
        &frontmatter::LATE_FRONT_MATTER,
        &frontmatter::FRONT_MATTER_MARKS,
        &kind::UNKNOWN_KIND,
        &item::MISSING_KIND,
        &settings::BAD_ADDRESS,
        &aside::SET_ASIDE,
        &outline::UNREAD_ORDER,
        &language::UNSET_LANGUAGE,
        &tree::TOO_DEEP,
        &heading::DUPLICATE_HEADING_ID,
    ]);
    rules
}

/// What files were parsed to, by path: one whose text is the same is not parsed again.
///
/// A file means the same whatever stands beside it, so nothing in here can be out of date.
#[derive(Default)]
pub struct Known(BTreeMap<SourcePath, (Arc<str>, Arc<Parsed>)>);

impl Known {
    /// What the file at `path` with this `text` was parsed to.
    fn find(&self, path: &SourcePath, text: &Arc<str>) -> Option<Arc<Parsed>> {
        let (known, parsed) = self.0.get(path)?;
        (Arc::ptr_eq(known, text) || known == text).then(|| Arc::clone(parsed))
    }

    /// The same, parsed now where it is not known, and known from now on.
    fn file(&mut self, path: &SourcePath, text: &Arc<str>) -> Arc<Parsed> {
        if let Some(parsed) = self.find(path, text) {
            return parsed;
        }
        let parsed = Arc::new(parse_file(path, text));
        self.0.insert(path.clone(), (Arc::clone(text), Arc::clone(&parsed)));
        parsed
    }
}

/// A file with its text and what it turned out to be.
type ParsedText<'s> = (&'s SourcePath, (&'s Arc<str>, Arc<Parsed>));

/// Parses every text of `sources`. What cannot be read is reported and left out.
pub fn parse(sources: &Sources, diagnostics: &mut Diagnostics) -> Playbook {
    parse_again(sources, &mut Known::default(), diagnostics)
}

/// Parses those texts of `sources` that are not `known`, and knows all of them from now on. All faults are reported.
pub fn parse_again(
    sources: &Sources,
    known: &mut Known,
    diagnostics: &mut Diagnostics,
) -> Playbook {
    let settings_path = SourcePath::new(SETTINGS);
    let (settings, whole) =
        at_work::on(SETTINGS, || settings::parse(sources, &settings_path, diagnostics));
    let ledger = ledger::parse(sources, diagnostics);
    let parsed: Vec<ParsedText<'_>> = sources
        .texts
        .par_iter()
        .filter(|(path, _)| !is_apart(path))
        .map(|(path, text)| {
            let parsed = known.find(path, text).unwrap_or_else(|| Arc::new(parse_file(path, text)));
            (path, (text, parsed))
        })
        .collect();
    let numbers = Numbers::of(sources.texts.keys().chain(sources.assets.keys()));
    let mut playbook = Playbook { settings, numbers, ledger, ..Playbook::default() };
    playbook.called = match in_words(&sources.called) {
        name if name.is_empty() => "Playbook".to_owned(),
        name => name,
    };
    if !whole {
        playbook.unread.insert(settings_path);
    }
    playbook.stance = stance(&playbook.settings, &parsed);
    let foreign = gather(&parsed, &mut playbook, diagnostics);
    if !foreign.is_empty() {
        diagnostics.push(report_foreign(&foreign));
    }
    diagnostics.extend(aside::set_code_host_pages_aside(&mut playbook));
    playbook.outline = outline::gather(&playbook, sources);
    diagnostics.extend(outline::report_unread(&playbook, sources));
    diagnostics.extend(aside::set_order_aside(&mut playbook));
    aside::set_included_aside(
        &mut playbook,
        parsed.iter().map(|(path, (_, parsed))| (*path, &**parsed)),
    );
    playbook.spoken = language::spoken(&playbook.entries);
    diagnostics.extend(language::settle(&mut playbook));
    wiki::link(&mut playbook, sources);
    let keep = |(path, (text, parsed)): ParsedText<'_>| (path.clone(), (Arc::clone(text), parsed));
    known.0 = parsed.into_iter().map(keep).collect();
    playbook
}

/// How much is let pass in a playbook of these settings and files.
fn stance(settings: &Settings, parsed: &[ParsedText<'_>]) -> Stance {
    let of_settings = || {
        let path = settings.path.clone()?;
        let what = match settings {
            settings if !settings.stages.is_empty() => "stage",
            settings if !settings.needs.is_empty() => "need",
            settings if !settings.covers.is_empty() => "covers",
            _ => return None,
        };
        Some(Stance::Own(path, what))
    };
    let of_files = || {
        parsed
            .iter()
            .find_map(|(path, (_, parsed))| Some(Stance::Own((*path).clone(), parsed.own?)))
    };
    match settings.is_lenient {
        Some(true) => Stance::SaidLenient,
        Some(false) => Stance::SaidStrict,
        None => of_settings().or_else(of_files).unwrap_or_default(),
    }
}

/// What the pages of a playbook see of an edit of some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing: see [`Entry::looks_like`].
    Nothing,
    /// Titles, headings and links: see [`Entry::stands_like`].
    Chapters,
}

/// The `playbook` of the sources `before` with the texts of the files `changed` as they are `now`, what is wrong in these files,
/// and what other pages see of it.
///
/// `None` when which pages there are, or how they are found, may be other.
pub fn with_texts(
    playbook: &Playbook,
    (before, now): (&Sources, &Sources),
    changed: &[SourcePath],
    known: &mut Known,
) -> Option<(Playbook, Vec<Diagnostic>, Seen)> {
    let (mut later, mut faults, mut seen) = (Vec::new(), Vec::new(), Seen::Nothing);
    for path in changed {
        let old = known.file(path, before.texts.get(path)?);
        let parsed = known.file(path, now.texts.get(path)?);
        let (page, mut entry) = (playbook.entries.get(path)?, parsed.entry.clone()?);
        chapter::settle(&mut entry, playbook);
        let is_lenient = playbook.stance.is_lenient();
        if is_lenient && parsed.has_wiki() {
            wiki::link_one(&mut entry, playbook, before)?;
        }
        let is_seen = !page.looks_like(&entry);
        let has_same_keys = old.foreign_keys == parsed.foreign_keys
            && old.loose_keys == parsed.loose_keys
            && old.own == parsed.own
            && page.meta.is_foreign == entry.meta.is_foreign;
        if is_seen && !page.stands_like(&entry) || !has_same_keys {
            return None;
        }
        // By its title, or that and a heading, links by name on other pages find it.
        let is_sought = |how: fn(&Entry) -> bool| {
            let mut entries = known.0.values().filter_map(|(_, parsed)| parsed.entry.as_ref());
            is_seen && is_lenient && entries.any(how)
        };
        let has_same_title = page.title() == entry.title();
        if !has_same_title && is_sought(wiki::has_some)
            || !page.has_same_headings(&entry) && is_sought(wiki::has_part)
        {
            return None;
        }
        if is_seen {
            seen = Seen::Chapters;
        }
        later.push((path.clone(), entry));
        faults.extend(parsed.faults_in(&playbook.stance).cloned());
    }
    let mut playbook = playbook.clone();
    playbook.entries.extend(later);
    if language::spoken(&playbook.entries) != playbook.spoken {
        return None;
    }
    Some((playbook, faults, seen))
}

fn parse_file(path: &SourcePath, text: &Arc<str>) -> Parsed {
    let mut parsed = at_work::on(path.as_str(), || {
        if path.is_toml() { item::parse(path, text) } else { chapter::parse(path, text) }
    });
    if let Some(entry) = &parsed.entry {
        let files = entry.document().includes();
        let targets = files.into_iter().filter_map(|file| target_path(path, file));
        parsed.includes = targets.filter(|target| target != path).collect();
    }
    parsed
}

/// Puts what files turned out to be into `playbook`, and counts the front matter keys of other programs.
fn gather(
    parsed: &[ParsedText<'_>],
    playbook: &mut Playbook,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, usize> {
    let mut foreign: BTreeMap<String, usize> = BTreeMap::new();
    // A map made at once of a sorted list has full nodes, one that grows has half-empty ones.
    let mut entries: Vec<(SourcePath, Entry)> = Vec::with_capacity(parsed.len());
    let lists = parsed.iter().filter_map(|(_, (_, parsed))| parsed.coverage.as_ref());
    let (coverage, reported) = aside::set_other_lists_aside(lists);
    playbook.coverage = coverage;
    diagnostics.extend(reported);
    for (path, (_, parsed)) in parsed {
        let path = *path;
        diagnostics.extend(parsed.faults_in(&playbook.stance).cloned());
        let loose = parsed.loose_keys.iter().filter(|_| playbook.stance.is_lenient());
        for key in parsed.foreign_keys.iter().chain(loose) {
            *foreign.entry(key.clone()).or_default() += 1;
        }
        playbook.terms.extend(parsed.terms.iter().cloned());
        if playbook.glossary_title.is_empty() {
            playbook.glossary_title.clone_from(&parsed.glossary_title);
        }
        if parsed.unread {
            playbook.unread.insert(path.clone());
        }
        if parsed.is_doubtful {
            playbook.doubtful.insert(path.clone());
        }
        match &parsed.entry {
            Some(entry) if entry.meta.draft => drop(playbook.drafts.insert(path.clone())),
            Some(entry) => {
                let mut entry = entry.clone();
                for key in playbook.undefined_in(&entry.meta) {
                    *foreign.entry(key.to_owned()).or_default() += 1;
                }
                chapter::settle(&mut entry, playbook);
                entries.push((path.clone(), entry));
            }
            None => {}
        }
    }
    playbook.entries = entries.into_iter().collect();
    foreign
}

/// Parses every text of `sources` for itself: drafts too, and files that are no pages because others include them or because
/// they are for code hosts. Faults are not reported.
pub fn entries(sources: &Sources) -> Vec<Entry> {
    let texts = sources.texts.par_iter().filter(|(path, _)| !is_apart(path));
    texts.filter_map(|(path, text)| parse_file(path, text).entry).collect()
}

/// Whether a file is neither a page nor part of one.
fn is_apart(path: &SourcePath) -> bool {
    matches!(path.as_str(), SETTINGS | Ledger::FILE) || path.are_stray_settings()
}

fn report_foreign(keys: &BTreeMap<String, usize>) -> Diagnostic {
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

#[cfg(test)]
mod tests;
