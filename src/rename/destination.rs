//! Where the address of a link stands, and how a path is written there.

use std::fmt::Write as _;
use std::ops::Range;

use crate::markup::value_of;
use crate::model::index::relative;
use crate::site::escape;
use crate::source::SourcePath;

/// Where in `written`, all of a link or an image, its address `href` stands. `None` when it stands elsewhere.
pub(super) fn in_link(written: &str, href: &str) -> Option<Range<usize>> {
    if written.starts_with('<')
        && let Some(value) = value_of(written)
    {
        return Some(value);
    }
    written
        .rmatch_indices("](")
        .filter_map(|(at, _)| after(written, at + 2))
        .find(|range| unescaped(&written[range.clone()]) == href)
}

/// Where in `written`, a line `[label]: address`, the address stands.
pub(super) fn in_label(written: &str, href: &str) -> Option<Range<usize>> {
    written
        .match_indices("]:")
        .filter_map(|(at, _)| after(written, at + 2))
        .find(|range| unescaped(&written[range.clone()]) == href)
}

/// The address that begins at byte `at`, white space and `<` before it left out.
fn after(written: &str, at: usize) -> Option<Range<usize>> {
    let rest = &written[at..];
    let start = at + (rest.len() - rest.trim_start().len());
    if let Some(inner) = written[start..].strip_prefix('<') {
        return Some(start + 1..start + 1 + inner.find('>')?);
    }
    let (mut depth, mut escaped) = (0, false);
    for (offset, letter) in written[start..].char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start..start + offset),
            ')' => depth -= 1,
            letter if letter.is_whitespace() => return Some(start..start + offset),
            _ => {}
        }
    }
    Some(start..written.len())
}

/// An address without the backslashes and the entities that Markdown allows in it.
fn unescaped(written: &str) -> String {
    let mut plain = String::with_capacity(written.len());
    let mut letters = written.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '\\' && next.is_ascii_punctuation() => {
                plain.extend(letters.next());
            }
            Some(_) | None => plain.push(letter),
        }
    }
    plain.replace("&amp;", "&")
}

/// Writes the way from the file `from` to `to` in the style of `old`, which stands there so far: from the root or not, with
/// `./` before it or not, escaped or not. `old` and what is returned are without `#` and `?`.
pub(super) fn in_style_of(old: &str, from: &SourcePath, to: &SourcePath) -> String {
    let way = if old.starts_with('/') {
        format!("/{to}")
    } else {
        match relative(from, to) {
            here if here.is_empty() => "./".to_owned(),
            way if old.starts_with("./") && !way.starts_with("../") => format!("./{way}"),
            way => way,
        }
    };
    let is_escaped = old.split('%').skip(1).any(|rest| {
        let byte = rest.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        byte.is_some_and(|byte| byte >= 0x80)
    });
    if is_escaped {
        return escape(&way);
    }
    let mut written = String::with_capacity(way.len());
    for letter in way.chars() {
        match letter {
            ' ' if old.contains(' ') => written.push(' '),
            ' ' | '%' | '#' | '?' | '<' | '>' | '(' | ')' | '"' | '\\' => {
                let _ = write!(written, "%{:02X}", u32::from(letter));
            }
            letter => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_link_is_found_where_it_stands() {
        let found = |written: &str, href: &str| {
            in_link(written, href).map(|range| written[range].to_owned())
        };
        for (written, href, raw) in [
            ("[a](b.md)", "b.md", "b.md"),
            ("[a]( b.md#x \"b.md\" )", "b.md#x", "b.md#x"),
            ("![a](<b c.md>)", "b c.md", "b c.md"),
            ("[![x](a.png)](b.md)", "b.md", "b.md"),
            ("[![x](a.png)](b.md)", "a.png", "a.png"),
            ("[a](b(1).md)", "b(1).md", "b(1).md"),
            ("[a](b\\_c.md)", "b_c.md", "b\\_c.md"),
        ] {
            assert_eq!(found(written, href).as_deref(), Some(raw), "{written}");
        }
        assert_eq!(found("[b.md][label]", "b.md"), None);
        assert_eq!(found("<a data-href=x href=b.md>", "b.md").as_deref(), Some("b.md"));
        let label = "[label]: <a b.md> \"title\"";
        assert_eq!(in_label(label, "a b.md"), Some(10..16));
    }

    #[test]
    fn a_path_is_written_as_it_was() {
        let written = |old: &str, to: &str| {
            in_style_of(old, &SourcePath::new("a/x.md"), &SourcePath::new(to))
        };
        assert_eq!(written("b.md", "a/c.md"), "c.md");
        assert_eq!(written("./b.md", "a/c.md"), "./c.md");
        assert_eq!(written("./b.md", "c.md"), "../c.md");
        assert_eq!(written("/a/b.md", "c.md"), "/c.md");
        assert_eq!(written("b.md", "a/c d(1).md"), "c%20d%281%29.md");
        assert_eq!(written("b c.md", "a/c d.md"), "c d.md");
        assert_eq!(written("%C3%A4.md", "a/ö.md"), "%C3%B6.md");
        assert_eq!(written("ä.md", "a/ö.md"), "ö.md");
    }
}
