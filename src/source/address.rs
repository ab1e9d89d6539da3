//! What addresses of files are made of.

use std::borrow::Cow;

/// What the names of files begin with that lie beside the content folder.
pub const BESIDE: &str = "../";

/// The folders whose files other programs publish at the root of the site.
pub const PUBLIC: [&str; 2] = ["static", "public"];

/// How the names of programs end in which other programs say in which order pages come.
pub const PROGRAMS: [&str; 6] = ["js", "ts", "mjs", "mts", "cjs", "cts"];

/// `a%20b` is `a b`. What is no escape stays as it is.
pub fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), Cow::into_owned)
}
