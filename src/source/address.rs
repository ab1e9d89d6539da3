//! What addresses of files are made of.

/// What the names of files begin with that lie beside the content folder.
pub const BESIDE: &str = "../";

/// The folders whose files other programs publish at the root of the site.
pub const PUBLIC: [&str; 2] = ["static", "public"];

/// How the names of programs end in which other programs say in which order pages come.
pub const PROGRAMS: [&str; 6] = ["js", "ts", "mjs", "mts", "cjs", "cts"];

/// `a%20b` is `a b`. What is no escape stays as it is.
pub fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        if let Some(byte) = escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            decoded.push(byte);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}
