//! What was read, and which files changed since → what would be read now, without a look at all others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::walk::{Found, real};
use super::{named, text};
use crate::artifact::MARKER;
use crate::failure::FileError;
use crate::source::{LEDGER, SourcePath, Sources};

/// What [`read`](super::read) would read of the folder `content`, of which it read `before` without a fault, when only the files
/// `changed` are other since.
///
/// `None` when more than the text of known files may be other, or a fault has to be told: then all has to be read.
pub fn again(
    content: &Path,
    before: &Sources,
    changed: &BTreeSet<PathBuf>,
) -> Result<Option<Sources>, FileError> {
    if before.has_links {
        return Ok(None);
    }
    let root = real(content)?;
    let mut sources = before.clone();
    for file in changed {
        let within = file.strip_prefix(&root).or_else(|_| file.strip_prefix(content));
        let Some(name) = within.ok().and_then(plain_name) else { return Ok(None) };
        let path = SourcePath::new(name);
        let metadata = root.join(path.as_str()).symlink_metadata();
        if !before.texts.contains_key(&path) {
            // Editors make such files for a moment.
            let is_passing =
                metadata.is_err() || is_hidden(&path) && path.as_str() != LEDGER && !path.orders();
            if is_passing && !is_known(before, &path) && path.file_name() != MARKER {
                continue;
            }
            return Ok(None);
        }
        let Ok(metadata) = metadata else { return Ok(None) };
        if !metadata.is_file() {
            return Ok(None);
        }
        let file = root.join(path.as_str());
        let found = Found { path, file, bytes: metadata.len(), is_linked: false };
        let shown = PathBuf::from(format!("{}{}", before.shown_as, found.path));
        let text::Read { text, faults } = text::read(&found, &shown)?;
        if !faults.is_empty() {
            return Ok(None);
        }
        let named = named::files_of(&root, &found.path, &text);
        if named.iter().any(|named| !before.assets.contains_key(&named.path)) {
            return Ok(None);
        }
        let known = sources.texts.insert(found.path.clone(), text);
        keep_equal(&mut sources, found.path, known);
    }
    Ok(Some(sources))
}

/// Keeps the `known` text of a file when it holds the same: two that are one are compared at once.
fn keep_equal(sources: &mut Sources, path: SourcePath, known: Option<std::sync::Arc<str>>) {
    if let Some(known) = known.filter(|known| sources.texts.get(&path) == Some(known)) {
        sources.texts.insert(path, known);
    }
}

/// The path with `/` between its parts; nothing when there is anything odd about it.
fn plain_name(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .components()
        .map(|part| match part {
            std::path::Component::Normal(name) => name.to_str(),
            std::path::Component::Prefix(_)
            | std::path::Component::RootDir
            | std::path::Component::CurDir
            | std::path::Component::ParentDir => None,
        })
        .collect();
    parts.map(|parts| parts.join("/")).filter(|name| !name.is_empty())
}

/// Whether it, or a folder that it lies in, begins with a dot.
fn is_hidden(path: &SourcePath) -> bool {
    path.as_str().split('/').any(|name| name.starts_with('.'))
}

/// Whether anything that was read stands at `path` or in a folder there, by whatever part of the sources it was read.
fn is_known(before: &Sources, path: &SourcePath) -> bool {
    let folder = format!("{path}/");
    let is_in = |known: &str| known == path.as_str() || known.starts_with(&folder);
    let below =
        |name: &str| is_in(&format!("templates/{name}")) || is_in(&format!("static/{name}"));
    let mut known = before.texts.keys().chain(before.assets.keys()).chain(before.outlines.keys());
    known.any(|known| is_in(known.as_str()))
        || before.fonts.keys().any(|known| is_in(known.as_str()))
        || before.templates.keys().chain(before.statics.keys()).any(|name| below(name))
}
