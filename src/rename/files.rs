//! A file or a folder with another name → what becomes of all files.

use super::after::After;
use super::before::{Before, Refusal};
use super::renaming::{Renaming, gathered};
use super::written::{links, pieces, split};
use super::{aliases, links as addresses, order, slugs};
use crate::model::{Entry, Index, Playbook};
use crate::prose::Link;
use crate::source::SourcePath;

/// Works out what it takes to give a file or a folder another name.
pub fn rename(before: Before<'_>, from: &SourcePath, to: &SourcePath) -> Result<Renaming, Refusal> {
    let moves = order::moves(before.linked.sources, from, to);
    let after = After::of(before, &moves, (from, to));
    let mut edits = Vec::new();
    addresses::rewrite(before, &after, &mut edits)?;
    slugs::rewrite(before, &moves, &mut edits)?;
    let mut renaming = Renaming {
        name: Some((from.clone(), to.clone())),
        ledger: before.linked.playbook.ledger.clone(),
        ..Renaming::default()
    };
    aliases::note(before, &after, &mut edits, &mut renaming.leads)?;
    aliases::note_folders(before, &after, (from, to), &mut renaming);
    renaming.edits = gathered(edits);
    renaming.moves = moves;
    Ok(renaming)
}

/// Every address in the prose of `files` and in the glossary, and the file it stands in. Those in HTML that end in `.html` are
/// addresses of the finished site, and name no file.
pub fn addresses_in<'p>(
    files: &'p [Entry],
    playbook: &'p Playbook,
) -> Vec<(&'p SourcePath, &'p str)> {
    let mut all = Vec::new();
    for piece in pieces(files, playbook) {
        let source = &piece.document.source;
        let is_file =
            |link: &&Link| !link.is_of_site(source) || !split(&link.href).0.ends_with(".html");
        let found = links(piece.document).into_iter().filter(is_file);
        all.extend(found.map(|link| (piece.path, link.href.as_str())));
        let includes = piece.document.includes().into_iter();
        all.extend(includes.map(|file| (piece.path, file.value.as_str())));
    }
    all
}

/// Every slug in the metadata of `files` and in the settings, and the file it stands in.
pub fn slugs_in<'p>(files: &'p [Entry], playbook: &'p Playbook) -> Vec<(&'p SourcePath, &'p str)> {
    slugs::written(files, playbook)
        .into_iter()
        .map(|(path, slug)| (path, slug.value.as_str()))
        .collect()
}

/// The file that is called `slug`, a draft where no page is called so.
pub fn target_of<'p>(index: &Index<'p>, files: &'p [Entry], slug: &str) -> Option<&'p SourcePath> {
    slugs::target(index, files, slug)
}
