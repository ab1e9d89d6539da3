//! What a person typed → what is to be renamed.

use super::before::{Before, Refusal};
use super::renaming::Moves;
use crate::diag::nearest;
use crate::prose::anchor::heading_id;
use crate::prose::{Document, Heading};
use crate::source::{LEDGER, SETTINGS, SourcePath, Sources};

/// What is to be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// A file or a folder, from one name to another.
    File(SourcePath, SourcePath),
    /// A heading: its file, its number among the headings there, and what becomes of it.
    Heading(SourcePath, usize, Wish),
}

/// What becomes of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// It says something else.
    Words(String),
    /// It says the same, and is known by another id.
    Id(String),
}

impl Order {
    /// Understands OLD and NEW. Files are named from the content folder, or as they are called from where the command is given.
    pub fn of(before: Before<'_>, old: &str, new: &str) -> Result<Self, Refusal> {
        let sources = before.linked.sources;
        if let Some((file, heading)) =
            old.split_once('#').filter(|_| !exists(sources, &named(sources, old)))
        {
            return heading_order(before, &named(sources, file), heading, new);
        }
        let from = named(sources, old);
        if !exists(sources, &from) {
            return Err(Refusal::new(old, unknown(before, &from)));
        }
        if matches!(from.as_str(), "" | SETTINGS | LEDGER) {
            return Err(Refusal::new(old, "it is found by its name, and has to keep it"));
        }
        let to = target(sources, &from, new)?;
        check(sources, &from, &to)?;
        Ok(Order::File(from, to))
    }
}

/// The path from the content folder of what is called `name` on the command line.
fn named(sources: &Sources, name: &str) -> SourcePath {
    let plain = name.replace('\\', "/");
    let root = SourcePath::new("");
    let path = |name: &str| {
        root.join(name.trim_start_matches('/')).unwrap_or_else(|| SourcePath::new(name))
    };
    let direct = path(&plain);
    match plain.trim_start_matches("./").strip_prefix(sources.shown_as.as_str()) {
        Some(within) if !exists(sources, &direct) => path(within),
        Some(_) | None => direct,
    }
}

fn exists(sources: &Sources, path: &SourcePath) -> bool {
    sources.texts.contains_key(path)
        || sources.assets.contains_key(path)
        || is_folder(sources, path)
}

fn is_folder(sources: &Sources, path: &SourcePath) -> bool {
    let within = format!("{path}/");
    let mut files = sources.texts.keys().chain(sources.assets.keys());
    path.as_str().is_empty() || files.any(|file| file.as_str().starts_with(&within))
}

fn unknown(before: Before<'_>, path: &SourcePath) -> String {
    match before.linked.index.nearest_file(path) {
        Some(near) => format!("there is no such file or folder in the playbook; did you mean `{near}`?"),
        None => "there is no such file or folder in the playbook; name it as it is called in there, such as \
            `worksheets/role-grid.toml`"
            .to_owned(),
    }
}

/// The new name of `from`: `new` itself, `new` with the ending that it leaves out, or its own name in the folder `new`.
fn target(sources: &Sources, from: &SourcePath, new: &str) -> Result<SourcePath, Refusal> {
    let plain = new.replace('\\', "/");
    let shown = sources.shown_as.as_str();
    let plain = plain.trim_start_matches("./");
    let within = plain.strip_prefix(shown).filter(|rest| !rest.is_empty() || !shown.is_empty());
    let Some(to) = SourcePath::new("").join(within.unwrap_or(plain).trim_start_matches('/')) else {
        return Err(Refusal::new(new, "it lies outside the playbook"));
    };
    let is_file = !is_folder(sources, from);
    if plain.ends_with('/') || is_folder(sources, &to) && to != *from {
        let folder = if to.as_str().is_empty() { String::new() } else { format!("{to}/") };
        return Ok(SourcePath::new(format!("{folder}{}", from.file_name())));
    }
    if is_file && to.extension() != from.extension() && !from.extension().is_empty() {
        let known = to.is_text();
        let ending = from.file_name().rsplit_once('.').map_or("", |(_, ending)| ending);
        if known || sources.assets.contains_key(from) && !to.extension().is_empty() {
            let why = format!("a file keeps its ending when it is renamed: write `….{ending}`");
            return Err(Refusal::new(new, why));
        }
        return Ok(SourcePath::new(format!("{to}.{ending}")));
    }
    Ok(to)
}

fn check(sources: &Sources, from: &SourcePath, to: &SourcePath) -> Result<(), Refusal> {
    let refused = |why: &str| Err(Refusal::new(to.as_str(), why));
    let is_hidden = |name: &str| name.starts_with('.') || name == "node_modules";
    if to.as_str().split('/').any(is_hidden) {
        return refused("names that begin with a dot are not read; choose another");
    }
    if to.as_str().contains('#') {
        return refused(
            "an id is for a heading: name the heading in the old name, too, as in `page.md#old-id`",
        );
    }
    if to.as_str() == SETTINGS {
        return refused("a file of this name holds the settings of the playbook");
    }
    if from == to {
        return refused("it is called so already");
    }
    if to.as_str().starts_with(&format!("{from}/")) {
        return refused("a folder cannot be moved into itself");
    }
    if exists(sources, to) && from.as_str().to_lowercase() != to.as_str().to_lowercase() {
        return refused("there is a file or folder of this name; choose another");
    }
    Ok(())
}

/// Every file that has another name when `from`, a file or a folder, is called `to`.
pub(super) fn moves(sources: &Sources, from: &SourcePath, to: &SourcePath) -> Moves {
    let within = format!("{from}/");
    let files = sources.texts.keys().chain(sources.assets.keys());
    let moved = files.filter_map(|path| {
        if path == from {
            return Some((path.clone(), to.clone()));
        }
        let rest = path.as_str().strip_prefix(&within)?;
        Some((path.clone(), SourcePath::new(format!("{to}/{rest}"))))
    });
    Moves(moved.collect())
}

fn heading_order(
    before: Before<'_>,
    path: &SourcePath,
    heading: &str,
    new: &str,
) -> Result<Order, Refusal> {
    let Some(document) = prose(before, path) else {
        let why = if before.linked.sources.texts.contains_key(path) {
            "only headings of Markdown files can be renamed".to_owned()
        } else {
            unknown(before, path)
        };
        return Err(Refusal::new(path.as_str(), why));
    };
    // The minutes of a step stand behind its words.
    let words = |known: &Heading| {
        let words = known.minutes.and(known.typed().rsplit_once('('));
        words.map(|(words, _)| heading_id(words.trim_end()))
    };
    let is_meant = |known: &&Heading| {
        known.id == heading
            || known.former.as_deref() == Some(heading)
            || known.text == heading
            || heading_id(known.typed()) == heading_id(heading)
            || words(known).is_some_and(|words| words == heading_id(heading))
    };
    let exact = document.headings.iter().position(|known| known.id == heading);
    let Some(number) =
        exact.or_else(|| document.headings.iter().position(|known| is_meant(&known)))
    else {
        let ids = document.headings.iter().map(|heading| heading.id.as_str());
        let why = match nearest(&heading_id(heading), ids) {
            Some(near) => format!("it has no heading `#{heading}`; did you mean `#{near}`?"),
            None => format!("it has no heading `#{heading}`"),
        };
        return Err(Refusal::new(path.as_str(), why));
    };
    let same_file = new
        .split_once('#')
        .filter(|(file, _)| !file.is_empty() && named(before.linked.sources, file) == *path);
    let new = same_file.map_or(new, |(file, _)| &new[file.len()..]).trim();
    let wish = match new.strip_prefix('#') {
        Some(id)
            if id.is_empty()
                || !id.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter)) =>
        {
            let why = "an id is made of letters, digits, `-` and `_`; for other words of the heading leave `#` out";
            return Err(Refusal::new(new, why));
        }
        Some(id) => Wish::Id(id.to_owned()),
        None if new.is_empty() || new.contains(['\n', '\r']) => {
            return Err(Refusal::new(new, "a heading is one line of words"));
        }
        None => Wish::Words(new.to_owned()),
    };
    Ok(Order::Heading(path.clone(), number, wish))
}

/// The prose of the Markdown file at `path`.
pub(super) fn prose<'p>(before: Before<'p>, path: &SourcePath) -> Option<&'p Document> {
    let entry = before.files.iter().find(|entry| entry.path == *path && path.is_markdown())?;
    Some(entry.document())
}
