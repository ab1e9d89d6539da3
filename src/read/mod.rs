//! Folder → [`Sources`]: every file of the playbook, read once, in parallel.
//!
//! What the author can mend (a file that is not text, a link that leaves the folder) is a diagnostic. What the disk
//! refuses is an error that ends the run.

mod again;
mod contents;
mod image;
mod named;
mod rules;
mod text;
mod walk;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use again::again;
pub use rules::RULES;

use crate::diag::Diagnostics;
use crate::failure::FileError;
use crate::source::{Asset, LEDGER, SourcePath, Sources};
use walk::{Bounds, Found};

/// Reads the content folder, and `templates/` and `static/` of the `theme` folder where there is one.
///
/// `shown_as` is how the content folder is called in messages: `playbook/`. Empty or ends in `/`.
///
/// A file that is not UTF-8 is read as well as can be, so that links to it are not reported on top.
pub fn read(
    content: &Path,
    theme: Option<&Path>,
    shown_as: &str,
    diagnostics: &mut Diagnostics,
) -> Result<Sources, FileError> {
    let root = walk::real(content)?;
    let theme = theme.map(walk::real).transpose()?;
    let theme_shown_as = match &theme {
        Some(theme) if *theme != root => parent_of(shown_as),
        Some(_) | None => shown_as,
    };
    let mut sources = Sources {
        shown_as: shown_as.to_owned(),
        called: root
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        theme_shown_as: theme_shown_as.to_owned(),
        ..Sources::default()
    };

    let theme_within = theme.as_ref() == Some(&root);
    let bounds = Bounds {
        root: &root,
        shown_as,
        left_out: if theme_within { &["templates", "static", "fonts"] } else { &[] },
    };
    read_content(&bounds, &mut sources, diagnostics)?;
    if let Some(theme) = &theme {
        let bounds = Bounds { root: theme, shown_as: theme_shown_as, left_out: &[] };
        read_theme(&bounds, &mut sources, diagnostics)?;
        if !theme_within {
            let stray =
                ["playbook.toml", "playbook.toml.txt"].map(|name| walk::file(&bounds, name));
            sources.beside =
                stray.into_iter().flatten().map(|found| found.path.to_string()).collect();
        }
    }
    Ok(sources)
}

/// The bytes of those of the `wanted` files that paper may show: pictures of the usual kinds, none beyond measure. Files that
/// never were on a disk have none.
pub fn pictures<'s>(
    sources: &Sources,
    wanted: impl Iterator<Item = &'s SourcePath>,
) -> Result<BTreeMap<SourcePath, Arc<[u8]>>, FileError> {
    let mut pictures = BTreeMap::new();
    for path in wanted {
        let Some(asset) = sources.assets.get(path) else { continue };
        if !is_picture(path) || !asset.file.is_file() {
            continue;
        }
        let file = fs::File::open(&asset.file).map_err(FileError::at("read", &asset.file))?;
        let mut bytes = Vec::new();
        let most = if path.extension() == "svg" { MOST_DRAWING_BYTES } else { MOST_PICTURE_BYTES };
        file.take(most + 1).read_to_end(&mut bytes).map_err(FileError::at("read", &asset.file))?;
        if bytes.len() as u64 <= most {
            pictures.insert(path.clone(), Arc::from(bytes));
        }
    }
    Ok(pictures)
}

/// The most that a picture may hold.
const MOST_PICTURE_BYTES: u64 = 64 << 20;
/// The most that a drawing may hold.
const MOST_DRAWING_BYTES: u64 = 8 << 20;

fn is_picture(path: &SourcePath) -> bool {
    matches!(
        path.extension().as_str(),
        "svg" | "png" | "apng" | "jpg" | "jpeg" | "jfif" | "gif" | "webp"
    )
}

/// What the file at `path` holds, one that the site has a copy of.
pub fn bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(FileError::at("read", path))
}

/// Whether there is a Markdown file anywhere in `folder`, hidden places left out.
pub fn holds_markdown(folder: &Path) -> bool {
    walk::any(folder, SourcePath::is_markdown)
}

/// `folder` and every folder in it that is read, absolute where it is. What cannot be read has none.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    walk::folders(folder)
}

fn read_content(
    bounds: &Bounds<'_>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(), FileError> {
    let (mut texts, assets): (Vec<Found>, Vec<Found>) =
        walk::files(bounds, "", diagnostics)?.into_iter().partition(|found| found.path.is_text());
    texts.extend(walk::file(bounds, LEDGER));
    let (mut outlines, assets): (Vec<Found>, Vec<Found>) =
        assets.into_iter().partition(|found| found.path.orders());
    outlines.extend(named::outlines_apart(bounds.root));
    for (found, text) in outlines.iter().zip(read_texts(&outlines, bounds, diagnostics)?) {
        sources.outlines.insert(found.path.clone(), text);
    }

    sources.has_links = texts.iter().any(|found| found.is_linked);
    for (found, text) in texts.iter().zip(read_texts(&texts, bounds, diagnostics)?) {
        sources.texts.insert(found.path.clone(), text);
    }
    let named = named::files(bounds.root, &sources.texts);
    sources.assets = assets
        .into_par_iter()
        .chain(named)
        .map(|found| {
            let size = image::size(&found.path, &found.file);
            let mut asset = Asset { file: found.file, size, ..Asset::default() };
            contents::seen(&found.path, &mut asset);
            (found.path, asset)
        })
        .collect();
    Ok(())
}

fn read_theme(
    bounds: &Bounds<'_>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(), FileError> {
    let templates = walk::files(bounds, "templates", diagnostics)?;
    for (found, text) in templates.iter().zip(read_texts(&templates, bounds, diagnostics)?) {
        sources.templates.insert(within(&found.path).to_owned(), text);
    }

    let statics = walk::files(bounds, "static", diagnostics)?;
    let texts: Vec<Found> =
        statics.iter().filter(|found| is_theme_text(&found.path)).cloned().collect();
    for (found, text) in texts.iter().zip(read_texts(&texts, bounds, diagnostics)?) {
        sources.static_texts.insert(within(&found.path).to_owned(), text);
    }
    sources.statics =
        statics.into_iter().map(|found| (within(&found.path).to_owned(), found.file)).collect();
    read_fonts(bounds, sources, diagnostics)
}

fn read_fonts(
    bounds: &Bounds<'_>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<(), FileError> {
    for found in walk::files(bounds, "fonts", diagnostics)? {
        if !is_font(&found.path) {
            continue;
        }
        if found.bytes > MOST_FONT_BYTES {
            diagnostics.push(text::too_large_font(&found));
            continue;
        }
        let shown = bounds.shown(found.path.as_str());
        let bytes = fs::read(&found.file).map_err(FileError::at("read", &shown))?;
        sources.fonts.insert(found.path, Arc::from(bytes));
    }
    Ok(())
}

/// The most that a font may hold: the largest families of China and Japan take 20 MB a file.
const MOST_FONT_BYTES: u64 = 64 << 20;

/// Whether a file in `fonts/` is meant as a font; licences and notes lie beside them.
fn is_font(path: &SourcePath) -> bool {
    matches!(path.extension().as_str(), "ttf" | "otf" | "ttc" | "otc" | "woff" | "woff2")
}

/// The texts of `files`, in the same order.
fn read_texts(
    files: &[Found],
    bounds: &Bounds<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Arc<str>>, FileError> {
    let read: Vec<Result<text::Read, FileError>> = files
        .par_iter()
        .map(|found| text::read(found, &bounds.shown(found.path.as_str())))
        .collect();
    let mut texts = Vec::with_capacity(read.len());
    for each in read {
        let text::Read { text, faults } = each?;
        diagnostics.extend(faults);
        texts.push(text);
    }
    Ok(texts)
}

/// Whether a static file may take the place of one of the theme's texts.
fn is_theme_text(path: &SourcePath) -> bool {
    matches!(path.extension().as_str(), "css" | "js" | "svg")
}

/// The path without its first folder: `static/css/own.css` is `css/own.css`.
fn within(path: &SourcePath) -> &str {
    path.as_str().split_once('/').map_or(path.as_str(), |(_, rest)| rest)
}

/// The folder around a shown one: `a/playbook/` is in `a/`.
fn parent_of(shown_as: &str) -> &str {
    let plain = shown_as.trim_end_matches('/');
    &shown_as[..plain.rfind('/').map_or(0, |slash| slash + 1)]
}

#[cfg(test)]
mod tests;
