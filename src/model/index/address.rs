//! Addresses as they are written: whether they lead out of the playbook, and the way from one file to another.

use crate::source::SourcePath;

/// Whether `href` leads to another host, or is a mail address or the like.
pub fn is_external(href: &str) -> bool {
    if href.starts_with("//") {
        return true;
    }
    let scheme = href.split(':').next().unwrap_or_default();
    scheme.len() < href.len()
        && scheme.len() > 1
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// What an address may never begin with: it would run something, or open what is on a reader's own machine or inside the text.
const UNSAFE_SCHEMES: [&str; 13] = [
    "about",
    "blob",
    "data",
    "file",
    "filesystem",
    "jar",
    "javascript",
    "livescript",
    "mocha",
    "ms-msdt",
    "search-ms",
    "vbscript",
    "view-source",
];

/// Whether an address outside the playbook may stand in a page: it opens a page, a mail, a call, an app, and runs nothing.
pub fn is_safe(href: &str) -> bool {
    let scheme = href.split(':').next().unwrap_or_default();
    !UNSAFE_SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// The path to write in `from` so that it leads to `to`: `../worksheets/role-grid.toml`.
pub fn relative(from: &SourcePath, to: &SourcePath) -> String {
    let base: Vec<&str> = from.folder().split('/').filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = to.as_str().split('/').collect();
    let shared = base.iter().zip(&parts[..parts.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut relative = "../".repeat(base.len() - shared);
    relative.push_str(&parts[shared..].join("/"));
    relative
}
