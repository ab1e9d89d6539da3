//! TOML → HTML with the classes of the grammars, which have no TOML among them.
//!
//! One walk over the letters, without a grammar's patterns: sheets are shown often, and nothing else has to be loaded then.

use super::super::html::escape_text;

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

const MARK: &str = "hl-punctuation";
const EQUALS: &str = "hl-keyword hl-operator";
const NOTE: &str = "hl-comment";
const KEY: &str = "hl-entity hl-name";
const TABLE: &str = "hl-entity hl-name hl-tag";
const TEXT: &str = "hl-string";
const ESCAPE: &str = "hl-constant hl-character hl-escape";
const NUMBER: &str = "hl-constant hl-numeric";
const WORD: &str = "hl-constant hl-language";

/// Colours `code`. What is no TOML stays as it is.
pub(super) fn html(code: &str) -> String {
    let mut out = String::with_capacity(code.len() * 2);
    let (mut place, mut open) = (Place::Key, Vec::new());
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = length(rest, first, place);
        let (piece, after) = rest.split_at(length);
        match class(piece, first, place) {
            Some(TEXT) => text(piece, &mut out),
            Some(class) => span(class, piece, &mut out),
            None => escape_text(piece, &mut out),
        }
        place = next_place(first, place, &mut open);
        rest = after;
    }
    out
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

/// The classes of `piece`, when it has a colour.
fn class(piece: &str, first: char, place: Place) -> Option<&'static str> {
    match (first, place) {
        ('#', _) => Some(NOTE),
        ('=', _) => Some(EQUALS),
        ('[' | ']' | '{' | '}' | ',', _) | ('.', Place::Key | Place::Table) => Some(MARK),
        _ if first.is_whitespace() => None,
        (_, Place::Key) => Some(KEY),
        (_, Place::Table) => Some(TABLE),
        ('"' | '\'', Place::Value) => Some(TEXT),
        ('0'..='9' | '+' | '-', Place::Value) => Some(NUMBER),
        (_, Place::Value) => matches!(piece, "true" | "false" | "inf" | "nan").then_some(WORD),
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
fn text(piece: &str, out: &mut String) {
    let (mut plain, mut at) = (0, 0);
    out.push_str("<span class=\"hl-string\">");
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
        escape_text(&piece[plain..start], out);
        span(ESCAPE, &piece[start..end + hex], out);
        (plain, at) = (end + hex, end + hex);
    }
    escape_text(&piece[plain..], out);
    out.push_str("</span>");
}

fn span(class: &str, piece: &str, out: &mut String) {
    out.push_str("<span class=\"");
    out.push_str(class);
    out.push_str("\">");
    escape_text(piece, out);
    out.push_str("</span>");
}

#[cfg(test)]
mod tests {
    use super::html;

    /// Pieces with a colour as `class‹piece›`, the class in one word.
    fn coloured(code: &str) -> String {
        html(code)
            .replace("<span class=\"hl-entity hl-name hl-tag\">", "table‹")
            .replace("<span class=\"hl-entity hl-name\">", "key‹")
            .replace("<span class=\"hl-constant hl-character hl-escape\">", "escape‹")
            .replace("<span class=\"hl-constant hl-numeric\">", "number‹")
            .replace("<span class=\"hl-constant hl-language\">", "word‹")
            .replace("<span class=\"hl-keyword hl-operator\">=</span>", "=")
            .replace("<span class=\"hl-punctuation\">", "‹")
            .replace("<span class=\"hl-comment\">", "note‹")
            .replace("<span class=\"hl-string\">", "text‹")
            .replace("</span>", "›")
    }

    #[test]
    fn keys_values_and_notes_are_told_apart() {
        assert_eq!(
            coloured("title = \"A # b\" # why\nlines=3\n"),
            "key‹title› = text‹\"A # b\"› note‹# why›\nkey‹lines›=number‹3›\n"
        );
        assert_eq!(
            coloured("a.\"b c\" = true\nd = -1.5e3\ne = nan\nf = 2026-10-01T09:00:00Z\n"),
            "key‹a›‹.›key‹\"b c\"› = word‹true›\nkey‹d› = number‹-1.5e3›\nkey‹e› = word‹nan›\n\
             key‹f› = number‹2026-10-01T09:00:00Z›\n"
        );
    }

    #[test]
    fn tables_stand_between_brackets() {
        assert_eq!(
            coloured("[check]\n[[stage.part]] # x\nid = 1\n"),
            "‹[›table‹check›‹]›\n‹[›‹[›table‹stage›‹.›table‹part›‹]›‹]› note‹# x›\nkey‹id› = number‹1›\n"
        );
    }

    #[test]
    fn lists_and_records_may_stand_in_one_another_and_on_several_lines() {
        assert_eq!(
            coloured("a = [\n  \"x\", # y\n  { b = [1], c = 'z' },\n]\nd = 1\n"),
            "key‹a› = ‹[›\n  text‹\"x\"›‹,› note‹# y›\n  ‹{› key‹b› = ‹[›number‹1›‹]›‹,› key‹c› = text‹'z'› ‹}›‹,›\n‹]›\n\
             key‹d› = number‹1›\n"
        );
    }

    #[test]
    fn texts_end_where_they_end() {
        assert_eq!(
            coloured(r#"a = "x \" \u00e9 \\" # y"#),
            r#"key‹a› = text‹"x escape‹\"› escape‹\u00e9› escape‹\\›"› note‹# y›"#
        );
        assert_eq!(
            coloured("a = \"\"\"x\n\"y\"\"\"\"\nb = '\\'\nc = '''\n# x'''\n"),
            "key‹a› = text‹\"\"\"x\n\"y\"\"\"\"›\nkey‹b› = text‹'\\'›\nkey‹c› = text‹'''\n# x'''›\n"
        );
        assert_eq!(coloured("a = \"x\nb = \"\""), "key‹a› = text‹\"x›\nkey‹b› = text‹\"\"›");
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
