//! Texts → the pictures and documents that they name and that lie where nothing else is read: in folders whose names begin with a
//! dot, and in the `static/` or `public/` beside the content folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::walk::Found;
use crate::source::{BESIDE, PROGRAMS, PUBLIC, SourcePath, percent_decoded};

/// What is named to be seen or fetched. Nothing else is taken from such a place, for it may be meant for nobody.
const SHOWN: [&str; 34] = [
    "avif", "gif", "jfif", "jpeg", "jpg", "png", "apng", "svg", "webp", "bmp", "ico", "pdf", "doc",
    "docx", "odt", "rtf", "ppt", "pptx", "odp", "xls", "xlsx", "ods", "csv", "epub", "zip", "m4a",
    "mp3", "ogg", "wav", "mov", "mp4", "webm", "drawio", "vtt",
];

/// Folders in which programs keep what is theirs alone.
const PRIVATE: [&str; 4] = [".git", ".hg", ".svn", ".ssh"];

/// The files that `texts` name in such places, as far as they are there and lie in the content folder `root` or in the public
/// folders beside it.
pub(super) fn files(root: &Path, texts: &BTreeMap<SourcePath, Arc<str>>) -> Vec<Found> {
    let named = texts.par_iter().flat_map_iter(|(path, text)| in_text(path, text));
    let named: BTreeSet<SourcePath> = named.collect();
    named.into_iter().filter_map(|path| there(root, path)).collect()
}

/// The files that say in which order pages come and that lie beside the content folder `root`, or in a hidden folder in it.
pub(super) fn outlines_apart(root: &Path) -> Vec<Found> {
    let settings = ["mkdocs.yml", "mkdocs.yaml", "_quarto.yml", "_quarto.yaml"];
    let settings = settings.iter().map(|name| format!("{BESIDE}{name}"));
    let programs = PROGRAMS.iter().flat_map(|ending| {
        [format!("{BESIDE}sidebars.{ending}"), format!(".vitepress/config.{ending}")]
    });
    let found = settings.chain(programs).filter_map(|name| {
        let file = match name.strip_prefix(BESIDE) {
            Some(name) => root.parent()?.join(name),
            None => root.join(&name),
        };
        let metadata = file.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
        Some(Found { path: SourcePath::new(name), file, bytes: metadata.len(), is_linked: false })
    });
    found.collect()
}

/// The files that `text`, the file `path`, names in such places.
pub(super) fn files_of(root: &Path, path: &SourcePath, text: &str) -> Vec<Found> {
    in_text(path, text).into_iter().filter_map(|path| there(root, path)).collect()
}

/// The paths in such places that `text`, the file `from`, may mean.
fn in_text(from: &SourcePath, text: &str) -> Vec<SourcePath> {
    let mut found = Vec::new();
    let ends = |letter: char| letter.is_whitespace() || "()<>\"'=[]".contains(letter);
    for address in text.split(ends) {
        found.extend(paths(from, address));
    }
    // Between angle brackets an address may hold spaces.
    for rest in text.split("](<").skip(1).chain(text.split("]: <").skip(1)) {
        let address = rest.split(['>', '\n']).next().unwrap_or_default();
        if address.contains(char::is_whitespace) {
            found.extend(paths(from, address));
        }
    }
    found
}

fn paths(from: &SourcePath, address: &str) -> Vec<SourcePath> {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let ending = address.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if !ending.is_some_and(|ending| SHOWN.contains(&&*ending)) || address.contains("://") {
        return Vec::new();
    }
    let address = percent_decoded(address.strip_prefix("@site").unwrap_or(address));
    let mut paths: Vec<SourcePath> = from.join(&address).into_iter().filter(is_hidden).collect();
    if let Some(path) = address.strip_prefix('/') {
        let beside = PUBLIC.map(|name| SourcePath::new(format!("{BESIDE}{name}/{path}")));
        paths.extend(beside.into_iter().chain([SourcePath::new(format!("{BESIDE}{path}"))]));
    } else if from.join(&address).is_none() {
        paths.extend(SourcePath::new(format!("-/{from}")).join(&address).as_ref().map(beside));
    }
    let is_public = |path: &SourcePath| {
        let within = path.as_str().strip_prefix(BESIDE);
        within.is_none_or(|path| {
            let mut parts = path.split('/');
            parts.next().is_some_and(|first| PUBLIC.contains(&first))
                && parts.all(|part| !part.starts_with('.'))
        })
    };
    paths.retain(is_public);
    paths
}

fn beside(path: &SourcePath) -> SourcePath {
    SourcePath::new(format!("{BESIDE}{path}"))
}

/// Whether it lies in a folder that begins with a dot, and is none that is private.
fn is_hidden(path: &SourcePath) -> bool {
    let mut folders = path.folder().split('/');
    folders.clone().any(|name| name.starts_with('.'))
        && !folders.any(|name| PRIVATE.contains(&name))
        && !path.file_name().starts_with('.')
}

/// The file at `path`, when it is there and no link leads to it from elsewhere.
fn there(root: &Path, path: SourcePath) -> Option<Found> {
    let (base, file): (PathBuf, &str) = match path.as_str().strip_prefix(BESIDE) {
        Some(rest) => (root.parent()?.join(rest.split('/').next()?), rest),
        None => (root.to_owned(), path.as_str()),
    };
    let named = if path.is_beside() { root.parent()?.join(file) } else { root.join(file) };
    let real = named.canonicalize().ok()?;
    let metadata = real.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let base = base.canonicalize().ok()?;
    let is_within = real.starts_with(&base);
    is_within.then_some(Found { path, file: real, bytes: metadata.len(), is_linked: false })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_what_is_named_and_meant_to_be_shown_is_taken() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let root = folder.path().canonicalize().expect("it is there").join("docs");
        for file in [
            "docs/.gitbook/assets/a.png",
            "docs/.gitbook/assets/a b.png",
            "docs/.gitbook/assets/other.png",
            "docs/.gitbook/key.pem",
            "docs/.git/x.png",
            "docs/.env.png",
            "static/img/c.svg",
            "public/d.pdf",
            "private/e.png",
        ] {
            let file = folder.path().join(file);
            fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("room");
            fs::write(file, "x").expect("room on the disk");
        }
        let text = "![](../.gitbook/assets/a.png) ![](<../.gitbook/assets/a b.png> \"T\")\n\
            [k](../.gitbook/key.pem) ![](../.git/x.png) ![](../.env.png) <img src=\"/img/c.svg\">\n\
            [d]: /d.pdf\n\n![](../../private/e.png) ![](../../static/img/c.svg) ![](../../../x.png)";
        let path = SourcePath::new("guide/one.md");
        let found = files_of(&root, &path, text);
        let mut names: Vec<&str> = found.iter().map(|found| found.path.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(
            names,
            [
                "../public/d.pdf",
                "../static/img/c.svg",
                ".gitbook/assets/a b.png",
                ".gitbook/assets/a.png"
            ]
        );
    }
}
