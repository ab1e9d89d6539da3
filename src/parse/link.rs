//! Addresses in plain text, as GitHub links them: `https://…`, `http://…`, `ftp://…`, `www.…`, `name@host.tld`.
//!
//! The rules are those of GitHub Flavored Markdown 0.29, section 6.9, with what its reference implementation adds
//! (`extensions/autolink.c` of cmark-gfm).

use std::ops::Range;

/// An address, and where it leads.
pub(super) struct Address {
    /// Its letters, among those of the text.
    pub(super) at: Range<usize>,
    /// What a link says that leads there.
    pub(super) href: String,
}

/// Finds every address in `text`.
///
/// Punctuation at the end is no part of an address, nor is a closing bracket that the address does not open.
pub(super) fn find_addresses(text: &str) -> Vec<Address> {
    let mut found: Vec<Address> = Vec::new();
    // Nearly all text holds none of it, and a loop without an early end looks at many bytes at once.
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let is_sign = |(one, next): (&u8, &u8)| {
        u8::from((one == next) & matches!(one, b'/' | b'w')) | u8::from(*next == b'@')
    };
    if pairs.fold(0, |found, pair| found | is_sign(pair)) == 0 {
        return found;
    }
    let mut from = 0;
    for (at, sign) in text.match_indices(['/', 'w', '@']) {
        if at < from {
            continue;
        }
        let address = match sign {
            "/" if text[at..].starts_with("//") => of_scheme(text, from, at),
            "w" if text[at..].starts_with("www.") => of_www(text, at),
            "@" => of_mail(text, from, at),
            _ => None,
        };
        if let Some(address) = address {
            from = address.at.end;
            found.push(address);
        }
    }
    found
}

/// The address whose `//` stands at `at`; what stands before `from` belongs to another.
fn of_scheme(text: &str, from: usize, at: usize) -> Option<Address> {
    const SCHEMES: [&str; 3] = ["https:", "http:", "ftp:"];
    let before = &text[from..at];
    let scheme = SCHEMES.iter().find(|scheme| {
        let tail = before.len().checked_sub(scheme.len()).and_then(|start| before.get(start..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(scheme))
    })?;
    let start = at - scheme.len();
    if text[..start].ends_with(|letter: char| letter.is_ascii_alphanumeric()) {
        return None;
    }
    let host = host(&text[at + 2..]);
    if host != "localhost" && !has_dot(host) {
        return None;
    }
    let at = start..end_of(text, start);
    Some(Address { href: text[at.clone()].to_owned(), at })
}

/// The address whose `www.` stands at `start`.
fn of_www(text: &str, start: usize) -> Option<Address> {
    let before = text[..start].chars().next_back();
    let is_free = before.is_none_or(|letter| {
        letter.is_whitespace() || matches!(letter, '(' | '*' | '_' | '~' | '"' | '\'' | '“' | '‘')
    });
    if !is_free || !has_dot(host(&text[start + 4..])) {
        return None;
    }
    let at = start..end_of(text, start);
    Some(Address { href: format!("https://{}", &text[at.clone()]), at })
}

/// The mail address whose `@` stands at `at`; what stands before `from` belongs to another.
fn of_mail(text: &str, from: usize, at: usize) -> Option<Address> {
    let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b".+-_".contains(&byte);
    let name = text[from..at].bytes().rev().take_while(|byte| is_of_name(*byte)).count();
    let start = at - name;
    let before = text[..start].chars().next_back();
    if name == 0 || before.is_some_and(|letter| letter.is_alphanumeric() || "/@".contains(letter)) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut end = at + 1;
    let mut dots = 0;
    while let Some(byte) = bytes.get(end) {
        let goes_on = bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        match byte {
            b'.' if goes_on => dots += 1,
            b'@' => return None,
            b'-' | b'_' => {}
            byte if byte.is_ascii_alphanumeric() => {}
            _ => break,
        }
        end += 1;
    }
    let is_host = dots > 0 && bytes[at + 1].is_ascii_alphanumeric();
    if !is_host || !bytes[end - 1].is_ascii_alphabetic() {
        return None;
    }
    if text[end..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let scheme = "mailto:";
    let with_scheme = start.checked_sub(scheme.len()).filter(|begin| {
        *begin >= from && text.get(*begin..start).is_some_and(|word| word == scheme)
    });
    let href = format!("{scheme}{}", &text[start..end]);
    Some(Address { at: with_scheme.unwrap_or(start)..end, href })
}

/// The host that `address` names after its scheme. No more letters are looked at than the longest name of a host has.
fn host(address: &str) -> &str {
    let ends = |letter: char| letter.is_whitespace() || matches!(letter, '/' | '?' | '#' | '<');
    let mut letters = address.char_indices();
    let end = letters.by_ref().take(254).find(|(_, letter)| ends(*letter));
    let end = end.or_else(|| letters.next()).map_or(address.len(), |(at, _)| at);
    let part = &address[..end];
    // A name and a password may stand before it.
    let host = part.rsplit_once('@').map_or(part, |(_, host)| host);
    let is_of_host = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    let end = host.find(|letter| !is_of_host(letter)).unwrap_or(host.len());
    host[..end].trim_end_matches(['.', '_'])
}

/// Whether `host` is of several parts, of which the last two have no `_`.
fn has_dot(host: &str) -> bool {
    let mut parts = host.rsplit('.');
    let mut is_part = || parts.next().is_some_and(|part| !part.is_empty() && !part.contains('_'));
    is_part() && is_part() && !host.starts_with('.')
}

/// The end of the address that begins at `start`.
fn end_of(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let mut end = rest.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(rest.len());
    let mut unopened =
        rest[..end].matches(')').count().saturating_sub(rest[..end].matches('(').count());
    while let Some(last) = rest[..end].chars().next_back() {
        match last {
            ')' if unopened > 0 => unopened -= 1,
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '"' | '”' | '’' | '`'
            | ']' => {}
            _ => break,
        }
        end -= last.len_utf8();
    }
    start + end
}

#[cfg(test)]
mod tests {
    use super::find_addresses;

    /// Where the addresses in `text` lead.
    fn found(text: &str) -> Vec<String> {
        find_addresses(text).into_iter().map(|address| address.href).collect()
    }

    #[test]
    fn an_address_ends_before_its_sentence_does() {
        for (text, address) in [
            ("See https://example.org/a_(b).", "https://example.org/a_(b)"),
            ("(www.example.org)", "https://www.example.org"),
            ("(https://example.org/a_(b)))!", "https://example.org/a_(b)"),
            ("“https://example.org/it's--so...”", "https://example.org/it's--so"),
            ("到https://example.org/信任。", "https://example.org/信任。"),
            ("HTTP://Example.org", "HTTP://Example.org"),
            ("http://localhost:4000/a", "http://localhost:4000/a"),
            ("https://ann:secret@example.org:80/a", "https://ann:secret@example.org:80/a"),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
    }

    #[test]
    fn a_mail_address_is_one_without_a_scheme() {
        for (text, address) in [
            ("Mail ann.b@example.org, please.", "mailto:ann.b@example.org"),
            ("(a+b_c@mail.example.org)", "mailto:a+b_c@mail.example.org"),
            ("mailto:ann@example.org", "mailto:ann@example.org"),
            ("ann@example.org...", "mailto:ann@example.org"),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
    }

    #[test]
    fn every_address_of_a_line_is_found() {
        let line = "www.example.org/a--b and https://example.org or ann@example.org";
        let all = ["https://www.example.org/a--b", "https://example.org", "mailto:ann@example.org"];
        assert_eq!(found(line), all);
    }

    #[test]
    fn what_only_looks_like_an_address_is_none() {
        for text in [
            "http://",
            "xhttps://example.org",
            "www.",
            "awww.example.org",
            "a // b",
            "https://a",
            "https://a_b.c",
            "ann@example",
            "ann@example.org-",
            "ann@example.org@example.org",
            "müller@example.orgä",
            "@example.org",
            "https:// example.org",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
