//! What file a link means.

use super::SourcePath;
use super::address::percent_decoded;

/// Resolves an address of `from` that names a file: the part before `#`, unescaped.
pub fn target_path(from: &SourcePath, href: &str) -> Option<SourcePath> {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    from.join(&percent_decoded(path))
}
