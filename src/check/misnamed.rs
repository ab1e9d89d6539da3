//! Files whose names keep them from being read, and the names that they should have.

use super::names::Names;
use crate::source::{Asset, Meant, SourcePath};

/// Endings that other programs give to Markdown.
const LIKE_MARKDOWN: &[&str] =
    &["mdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext", "mkdown", "mmd", "rmd"];
/// Endings of plain text.
const PLAIN: &[&str] = &["txt", "text"];
/// Endings that are a slip of the keyboard for the two that are read.
const SLIPS: &[(&str, &str)] = &[
    ("dm", "md"),
    ("mdd", "md"),
    ("markdwon", "md"),
    ("markdow", "md"),
    ("tml", "toml"),
    ("tom", "toml"),
    ("tolm", "toml"),
    ("tmol", "toml"),
    ("otml", "toml"),
    ("toml_", "toml"),
    ("tomll", "toml"),
    ("tomml", "toml"),
];

/// The name that the file at `path` has to have to be read, where it was meant to be. `None` when it is what it is.
pub(super) fn meant(path: &SourcePath, asset: &Asset) -> Option<SourcePath> {
    let (stem, ending) = path.as_str().rsplit_once('.')?;
    let ending = ending.to_lowercase();
    let inner = SourcePath::new(stem);
    // Systems that hide endings let one write a second.
    if PLAIN.contains(&ending.as_str()) && inner.is_text() {
        return Some(inner);
    }
    let slip = SLIPS.iter().find(|(slip, _)| *slip == ending).map(|(_, right)| *right);
    let right = slip.or_else(|| LIKE_MARKDOWN.contains(&ending.as_str()).then_some("md")).or_else(
        || match asset.meant? {
            Meant::Chapter => Some("md"),
            Meant::Sheet => Some("toml"),
        },
    )?;
    Some(SourcePath::new(format!("{stem}.{right}")))
}

/// The file that would be `wanted`, which is not there, if it had the name that it has to have.
pub(super) fn stand_in<'p>(names: &Names<'p>, wanted: &SourcePath) -> Option<&'p SourcePath> {
    let (stem, _) = wanted.as_str().rsplit_once('.')?;
    let slips = SLIPS.iter().map(|(slip, _)| slip).chain(LIKE_MARKDOWN).chain(PLAIN);
    let instead = slips.map(|ending| format!("{stem}.{ending}"));
    let mut others = PLAIN.iter().map(|ending| format!("{wanted}.{ending}")).chain(instead);
    others.find_map(|name| {
        let (path, asset) = names.asset(&name)?;
        (meant(path, asset).as_ref() == Some(wanted)).then_some(path)
    })
}

/// What to do about a file that has to be called otherwise.
pub(super) fn rename(path: &SourcePath, wanted: &SourcePath) -> String {
    format!("rename `{}` to `{}`", path.file_name(), wanted.file_name())
}
