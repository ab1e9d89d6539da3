//! Text → HTML: what stands in an element, and in an attribute.

/// Appends `text` to `out` as the text of an element.
pub(super) fn escape_text(text: &str, out: &mut String) {
    // Nearly all text is plain, and a loop without an early end looks at many bytes at once.
    let is_special = |byte| matches!(byte, b'<' | b'>' | b'&' | 0);
    if !text.bytes().fold(false, |found, byte| found | is_special(byte)) {
        return out.push_str(text);
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            0 => "\u{FFFD}",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(escaped);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Appends `text` to `out` as the value of an attribute in double quotation marks.
pub(super) fn escape_attribute(text: &str, out: &mut String) {
    let start = out.len();
    escape_text(text, out);
    if out[start..].contains('"') {
        let quoted = out[start..].replace('"', "&quot;");
        out.truncate(start);
        out.push_str(&quoted);
    }
}
