//! Slugs in metadata: `uses`, `next`, `steps`, `include`, `[copies]` and the like.

use std::ops::Range;

use super::before::{Before, Refusal};
use super::renaming::Moves;
use crate::edit::Edit;
use crate::model::ledger::quoted;
use crate::model::{Entry, Index, Playbook};
use crate::source::{SourcePath, Spanned};

/// Writes every slug anew that a file of another name had.
pub(super) fn rewrite(
    before: Before<'_>,
    moves: &Moves,
    edits: &mut Vec<Edit>,
) -> Result<(), Refusal> {
    for (path, slug) in written(before.files, before.linked.playbook) {
        let Some(target) = target(before.linked.index, before.files, slug) else { continue };
        let new = moves.of(target).slug();
        if new == slug.value {
            continue;
        }
        let text = before.linked.sources.texts.get(path).map_or("", |text| &**text);
        let Some(range) = place(path, text, slug) else {
            let why = format!(
                "its reference to `{}` cannot be changed safely; change it by hand first",
                slug.value
            );
            return Err(Refusal::new(path.as_str(), why));
        };
        edits.push(Edit::new(path, range.clone().into(), written_as(&text[range], new)));
    }
    Ok(())
}

/// Every slug in metadata and settings, and the file it stands in.
pub(super) fn written<'p>(
    files: &'p [Entry],
    playbook: &'p Playbook,
) -> Vec<(&'p SourcePath, &'p Spanned<String>)> {
    let mut all = Vec::new();
    for entry in files {
        all.extend(entry.references().into_iter().map(|(_, slug)| (&entry.path, slug)));
        all.extend(
            entry
                .copies()
                .into_iter()
                .flat_map(|copies| copies.slugs().map(|slug| (&entry.path, slug))),
        );
    }
    let settings = &playbook.settings;
    if let Some(path) = &settings.path {
        all.extend(settings.print_most.iter().map(|slug| (path, slug)));
    }
    all
}

/// The file that is called `slug`, a draft where no page is called so.
pub(super) fn target<'p>(
    index: &Index<'p>,
    files: &'p [Entry],
    slug: &str,
) -> Option<&'p SourcePath> {
    let page = index.find(slug).map(|entry| &entry.path);
    page.or_else(|| files.iter().find(|entry| entry.slug() == slug).map(|entry| &entry.path))
}

/// Where a slug is written, quotation marks included.
fn place(path: &SourcePath, text: &str, slug: &Spanned<String>) -> Option<Range<usize>> {
    let range = slug.span.range();
    let written = text.get(range.clone())?;
    if written.trim_matches(['"', '\'']) == slug.value {
        return Some(range);
    }
    if is_yaml(path, text) {
        // A value that is not the rest of its line has the place of its key, and goes on to the next key.
        let after = &text[range.end..];
        let end = after.match_indices('\n').map(|(at, _)| at + 1).find(|at| {
            let next = after[*at..].chars().next();
            next.is_some_and(|letter| !letter.is_whitespace() && letter != '-' && letter != '#')
        });
        let value = &after[..end.unwrap_or(after.len())];
        let (at, end) = word(value, &slug.value).map(|at| (at, at + slug.value.len()))?;
        let marks = (value[..at].chars().next_back(), value[end..].chars().next());
        let quoted = matches!(marks, (Some('"'), Some('"')) | (Some('\''), Some('\'')));
        let marks = usize::from(quoted);
        return Some(range.end + at - marks..range.end + end + marks);
    }
    written.contains(slug.value.as_str()).then_some(range)
}

/// Whether a file begins with front matter in YAML.
pub(super) fn is_yaml(path: &SourcePath, text: &str) -> bool {
    !path.is_toml() && text.lines().next().is_some_and(|first| first.trim_end() == "---")
}

/// Where `word` stands in `text` with no letter of a slug before or after it.
fn word(text: &str, word: &str) -> Option<usize> {
    let is_slug = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    text.match_indices(word)
        .map(|(at, _)| at)
        .find(|at| !text[..*at].ends_with(is_slug) && !text[at + word.len()..].starts_with(is_slug))
}

/// The slug `new` as `old` is written: between marks of the same sort, or bare.
fn written_as(old: &str, new: &str) -> String {
    let is_bare =
        new.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
    match old.chars().next() {
        Some('\'') if !new.contains('\'') => format!("'{new}'"),
        Some('"' | '\'') => quoted(new),
        Some(_) | None if is_bare => new.to_owned(),
        Some(_) | None => quoted(new),
    }
}
