//! TOML → HTML, since the grammars have no TOML among them.
//!
//! One walk over the letters, without a grammar's patterns: sheets are shown often, and nothing else has to be loaded then.

use super::token::{TokenClass, TokenWriter};

/// What the next word says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The name of a key.
    Key,
    /// The name of a table, between square brackets.
    Table,
    /// What a key is set to.
    Value,
}

/// A bracket whose end has not come yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    List,
    Record,
}

/// Colours `code`. What is no TOML stays as it is.
pub(super) fn html(code: &str) -> String {
    let mut out = TokenWriter::with_room(code.len());
    let (mut place, mut open) = (Place::Key, Vec::new());
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = length(rest, first, place);
        let (piece, after) = rest.split_at(length);
        match class(piece, first, place) {
            Some(TokenClass::Text) => text(piece, &mut out),
            class => out.piece(class, piece),
        }
        place = next_place(first, place, &mut open);
        rest = after;
    }
    out.finish()
}

/// The bytes of the piece that `rest` begins with.
fn length(rest: &str, first: char, place: Place) -> usize {
    match first {
        '"' | '\'' => text_length(rest, first),
        '#' => rest.find('\n').unwrap_or(rest.len()),
        '[' | ']' | '{' | '}' | ',' | '=' => 1,
        '.' if place != Place::Value => 1,
        _ if first.is_whitespace() => first.len_utf8(),
        _ => {
            let ends = |c: char| {
                c.is_whitespace()
                    || matches!(c, '[' | ']' | '{' | '}' | ',' | '=' | '#' | '"' | '\'')
                    || c == '.' && place != Place::Value
            };
            rest.find(ends).unwrap_or(rest.len())
        }
    }
}

/// The bytes of the text that `rest` begins with, its `mark` at both ends: a text without an end ends with its line.
fn text_length(rest: &str, mark: char) -> usize {
    let long = [mark; 3].iter().collect::<String>();
    let (end, begin) = if rest.starts_with(&long) { (long.as_str(), 3) } else { (&long[..1], 1) };
    let mut at = begin;
    while let Some(letter) = rest[at..].chars().next() {
        if rest[at..].starts_with(end) {
            // Up to two marks may stand before the three that end a long text.
            let marks = rest[at..].bytes().take_while(|byte| *byte == mark as u8).count();
            return at + if begin == 3 { marks.min(5) } else { 1 };
        }
        if letter == '\n' && begin == 1 {
            return at;
        }
        at += letter.len_utf8();
        if letter == '\\' && mark == '"' {
            at += rest[at..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
        }
    }
    rest.len()
}

/// What `piece` is.
fn class(piece: &str, first: char, place: Place) -> Option<TokenClass> {
    match (first, place) {
        ('#', _) => Some(TokenClass::Note),
        ('[' | ']' | '{' | '}' | ',' | '=', _) | ('.', Place::Key | Place::Table) => {
            Some(TokenClass::Mark)
        }
        _ if first.is_whitespace() => None,
        (_, Place::Key) => Some(TokenClass::Name),
        (_, Place::Table) => Some(TokenClass::Word),
        ('"' | '\'', Place::Value) => Some(TokenClass::Text),
        ('0'..='9' | '+' | '-', Place::Value) => Some(TokenClass::Number),
        (_, Place::Value) => {
            matches!(piece, "true" | "false" | "inf" | "nan").then_some(TokenClass::Number)
        }
    }
}

/// What comes after a piece that begins with `first`.
fn next_place(first: char, place: Place, open: &mut Vec<Open>) -> Place {
    match (first, place) {
        ('\n', _) if open.is_empty() => Place::Key,
        ('[', Place::Key) if open.is_empty() => Place::Table,
        ('[', Place::Value) => {
            open.push(Open::List);
            Place::Value
        }
        ('{', Place::Value) => {
            open.push(Open::Record);
            Place::Key
        }
        (']' | '}', Place::Key | Place::Value) => {
            open.pop();
            Place::Value
        }
        (',', _) if open.last() == Some(&Open::Record) => Place::Key,
        ('=', _) => Place::Value,
        (_, place) => place,
    }
}

/// Writes a text of `piece`, with what is written with `\` in it.
fn text(piece: &str, out: &mut TokenWriter) {
    let (mut plain, mut at) = (0, 0);
    while let Some(found) = piece[at..].find('\\').filter(|_| piece.starts_with('"')) {
        let start = at + found;
        let digits = match piece.as_bytes().get(start + 1) {
            Some(b'x') => 2,
            Some(b'u') => 4,
            Some(b'U') => 8,
            Some(_) | None => 0,
        };
        let is_hex = |c: char| c.is_ascii_hexdigit();
        let letter = piece[start + 1..].chars().next().map_or(0, char::len_utf8);
        let end = start + 1 + letter;
        let hex = piece[end..].chars().take(digits).take_while(|c| is_hex(*c)).count();
        out.piece(Some(TokenClass::Text), &piece[plain..start]);
        out.piece(Some(TokenClass::Number), &piece[start..end + hex]);
        (plain, at) = (end + hex, end + hex);
    }
    out.piece(Some(TokenClass::Text), &piece[plain..]);
}

#[cfg(test)]
mod tests {
    use super::html;

    /// Pieces with a colour as `class‹piece›`.
    fn coloured(code: &str) -> String {
        html(code).replace("<span class=\"hl-", "").replace("\">", "‹").replace("</span>", "›")
    }

    #[test]
    fn keys_values_and_notes_are_told_apart() {
        assert_eq!(
            coloured("title = \"A # b\" # why\nlines=3\n"),
            "name‹title› mark‹=› text‹\"A # b\"› note‹# why›\nname‹lines›mark‹=›number‹3›\n"
        );
        assert_eq!(
            coloured("a.\"b c\" = true\nd = -1.5e3\ne = nan\nf = 2026-10-01T09:00:00Z\n"),
            "name‹a›mark‹.›name‹\"b c\"› mark‹=› number‹true›\nname‹d› mark‹=› number‹-1.5e3›\nname‹e› mark‹=› number‹nan›\n\
             name‹f› mark‹=› number‹2026-10-01T09:00:00Z›\n"
        );
    }

    #[test]
    fn tables_stand_between_brackets() {
        assert_eq!(
            coloured("[check]\n[[stage.part]] # x\nid = 1\n"),
            "mark‹[›word‹check›mark‹]\n[[›word‹stage›mark‹.›word‹part›mark‹]]› note‹# x›\nname‹id› mark‹=› number‹1›\n"
        );
    }

    #[test]
    fn lists_and_records_may_stand_in_one_another_and_on_several_lines() {
        assert_eq!(
            coloured("a = [\n  \"x\", # y\n  { b = [1], c = 'z' },\n]\nd = 1\n"),
            "name‹a› mark‹= [›\n  text‹\"x\"›mark‹,› note‹# y›\n  mark‹{› name‹b› mark‹= [›number‹1›mark‹],› name‹c› mark‹=› text‹'z'› \
             mark‹},\n]›\nname‹d› mark‹=› number‹1›\n"
        );
    }

    #[test]
    fn texts_end_where_they_end() {
        assert_eq!(
            coloured(r#"a = "x \" \u00e9 \\" # y"#),
            r#"name‹a› mark‹=› text‹"x ›number‹\" \u00e9 \\›text‹"› note‹# y›"#
        );
        assert_eq!(
            coloured("a = \"\"\"x\n\"y\"\"\"\"\nb = '\\'\nc = '''\n# x'''\n"),
            "name‹a› mark‹=› text‹\"\"\"x\n\"y\"\"\"\"›\nname‹b› mark‹=› text‹'\\'›\nname‹c› mark‹=› text‹'''\n# x'''›\n"
        );
        assert_eq!(
            coloured("a = \"x\nb = \"\""),
            "name‹a› mark‹=› text‹\"x›\nname‹b› mark‹=› text‹\"\"›"
        );
    }

    #[test]
    fn no_letter_is_lost_whatever_the_code() {
        let code = "a = [\"<é\\\n]]}{'''\\u12 \"\"\"\"\\ =.,#&\n[[x\n\\";
        let mut plain = String::new();
        let mut within = false;
        for letter in html(code).chars() {
            match letter {
                '<' => within = true,
                '>' => within = false,
                _ if !within => plain.push(letter),
                _ => {}
            }
        }
        assert_eq!(plain.replace("&lt;", "<").replace("&amp;", "&"), code);
    }
}
