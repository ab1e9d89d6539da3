//! Letters → Markdown that reads the same when it is rendered (CommonMark 0.31, 2.4; tables as on GitHub).

/// Appends `text` as letters within a line, without anything that would be a sign of Markdown.
pub(super) fn push_letters(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' | '{' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' | '\r' | '\t' => out.push(' '),
            '\0' => {}
            _ => out.push(letter),
        }
    }
    // What follows may be a link, and is no picture.
    if text.ends_with('!') {
        out.insert(out.len() - 1, '\\');
    }
}

/// `text` as one line.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let mut line = String::new();
    push_letters(words.join(" ").trim(), &mut line);
    begun(&line)
}

/// `text` with its line ends; lines with nothing on them are left out.
pub(super) fn lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(line).filter(|line| !line.is_empty()).collect();
    lines.join("\\\n")
}

/// `text` in bold; nothing where it is empty.
pub(super) fn bold(text: &str) -> String {
    match lines(text) {
        empty if empty.is_empty() => empty,
        lines => format!("**{lines}**"),
    }
}

/// `text` as a cell of a table.
pub(super) fn cell(text: &str) -> String {
    in_cell(&line(text))
}

/// `markdown` of one line as it stands in a cell: each `|` is a letter. Readers of tables differ on what stands there after
/// two backslashes.
pub(super) fn in_cell(markdown: &str) -> String {
    let mut out = String::new();
    let mut backslashes = 0;
    for letter in markdown.chars() {
        match letter {
            '|' if backslashes > 1 => {
                out.truncate(out.len() - backslashes % 2);
                out.push_str("&#124;");
            }
            '|' if backslashes == 0 => out.push_str("\\|"),
            _ => out.push(letter),
        }
        backslashes = if letter == '\\' { backslashes + 1 } else { 0 };
    }
    out
}

/// `line` as it stands at the beginning of a line: it begins no list, no line below a heading, no meaning.
pub(super) fn begun(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'+' | b'-' | b'=' | b':') if digits == 0 => 0,
        _ => return line.to_owned(),
    };
    format!("{}\\{}", &line[..at], &line[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_are_letters() {
        for (text, written) in [
            (
                "2 * 3 _so_ [x] <b> &amp; `c` a|b # ~~no~~",
                "2 \\* 3 \\_so\\_ \\[x\\] \\<b\\> \\&amp; \\`c\\` a\\|b \\# \\~\\~no\\~\\~",
            ),
            ("1. no list", "1\\. no list"),
            ("12) nor this", "12\\) nor this"),
            ("2024", "2024"),
            ("- nor this", "\\- nor this"),
            ("    no code  ", "no code"),
            ("===", "\\==="),
            ("Look!", "Look\\!"),
        ] {
            assert_eq!(line(text), written);
        }
    }

    #[test]
    fn lines_end_where_they_did() {
        assert_eq!(lines("One\n\n- two\n"), "One\\\n\\- two");
        assert_eq!(bold(" \n"), "");
    }

    #[test]
    fn a_cell_ends_where_it_should() {
        assert_eq!(cell("A|B\nC\\|D"), "A\\|B C\\\\&#124;D");
        assert_eq!(in_cell("`a|b`"), "`a\\|b`");
    }
}
