//! Addresses in plain text, as GitHub links them: `https://…`, `http://…`, `www.…`.

use std::ops::Range;

/// Finds the first address that begins within `range` of `source` and goes on to the next white space or `<`.
///
/// Prose begins at byte `body`. Punctuation at the end is no part of the address, nor is a closing bracket that the address
/// does not open.
pub(super) fn find_address(source: &str, range: Range<usize>, body: usize) -> Option<Range<usize>> {
    let text = &source[range.clone()];
    let mut from = 0;
    while let Some(at) = next_start(&text[from..]).map(|at| at + from) {
        let start = range.start + at;
        let before = source[body..start].chars().next_back();
        let free = before.is_none_or(|letter| {
            letter.is_whitespace() || matches!(letter, '(' | '*' | '_' | '~' | '"' | '\'')
        });
        let end = start + end_of(&source[start..]);
        let host = source[start..end].trim_start_matches("https://").trim_start_matches("http://");
        let has_host =
            host.trim_start_matches("www.").split(['/', '?', '#']).next().is_some_and(|host| {
                host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
                    || host.starts_with("localhost")
            });
        if free && has_host {
            return Some(start..end);
        }
        from = at + 4;
    }
    None
}

fn next_start(text: &str) -> Option<usize> {
    // Nearly all text holds neither, and a loop without an early end looks at many bytes at once.
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    if !pairs.fold(false, |found, (one, next)| found | (one == next) & matches!(one, b'/' | b'w')) {
        return None;
    }
    let scheme = text.find("http").and_then(|_| {
        let secure = text.find("https://");
        let plain = text.find("http://");
        secure.into_iter().chain(plain).min()
    });
    let www = text.find("www.");
    scheme.into_iter().chain(www).min()
}

fn end_of(text: &str) -> usize {
    let mut end =
        text.find(|c: char| c.is_whitespace() || c == '<' || c == '|').unwrap_or(text.len());
    while let Some(last) = text[..end].chars().next_back() {
        let unopened =
            last == ')' && text[..end].matches(')').count() > text[..end].matches('(').count();
        if !unopened
            && !matches!(
                last,
                '?' | '!'
                    | '.'
                    | ','
                    | ':'
                    | ';'
                    | '*'
                    | '_'
                    | '~'
                    | '\''
                    | '"'
                    | '”'
                    | '’'
                    | '`'
                    | ']'
            )
        {
            break;
        }
        end -= last.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::find_address;

    #[test]
    fn an_address_ends_before_its_sentence_does() {
        for (text, address) in [
            ("See https://example.org/a_(b).", Some("https://example.org/a_(b)")),
            ("(www.example.org)", Some("www.example.org")),
            ("http://", None),
            ("xhttps://example.org", None),
            ("www.", None),
        ] {
            assert_eq!(
                find_address(text, 0..text.len(), 0).map(|range| &text[range]),
                address,
                "{text}"
            );
        }
    }
}
