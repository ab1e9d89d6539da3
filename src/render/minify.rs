//! CSS and scripts → the same without comments and without the spaces that only their writers need.

use std::iter::Peekable;
use std::str::Chars;

/// Leaves out comments, spaces around braces, semicolons and commas and behind colons, and a rule's last semicolon. What stands in quotation marks or in `url(…)` stays.
pub(super) fn minify(style: &str) -> String {
    let mut minified = String::with_capacity(style.len());
    let mut letters = style.chars().peekable();
    let mut is_spaced = false;
    while let Some(letter) = letters.next() {
        if letter == '/' && letters.peek() == Some(&'*') {
            skip_comment(&mut letters);
            is_spaced = true;
        } else if letter.is_ascii_whitespace() {
            is_spaced = true;
        } else {
            if is_spaced && needs_space(&minified, letter) {
                minified.push(' ');
            }
            is_spaced = false;
            if letter == '}' && minified.ends_with(';') {
                minified.pop();
            }
            minified.push(letter);
            match letter {
                '"' | '\'' => copy_until(letter, &mut letters, &mut minified),
                '(' if minified.ends_with("url(") => copy_until(')', &mut letters, &mut minified),
                '\\' => minified.extend(letters.next()),
                _ => {}
            }
        }
    }
    minified
}

/// Leaves out lines that hold nothing but a comment, and what lines are indented by.
///
/// This is right for scripts in which no string goes on over several lines, as is none of those that are built in.
pub(super) fn minify_script(script: &str) -> String {
    let lines = script.lines().map(str::trim_start);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Whether the space between what is written and `next` means anything.
fn needs_space(written: &str, next: char) -> bool {
    let mut before = written.chars().rev();
    let (last, escape) = (before.next(), before.next());
    let is_joint = |letter: char| matches!(letter, '{' | '}' | ';' | ',');
    // No selector has a space behind a colon.
    let goes_on = |last: char| !is_joint(last) && last != ':';
    escape == Some('\\') || !is_joint(next) && last.is_some_and(goes_on)
}

/// Goes on behind the end of a comment, of which the slash is read.
fn skip_comment(letters: &mut Peekable<Chars<'_>>) {
    letters.next();
    let mut last = ' ';
    for letter in letters {
        if last == '*' && letter == '/' {
            return;
        }
        last = letter;
    }
}

/// Copies up to `end`, which a backslash can hide.
fn copy_until(end: char, letters: &mut Peekable<Chars<'_>>, to: &mut String) {
    while let Some(letter) = letters.next() {
        to.push(letter);
        if letter == '\\' {
            to.extend(letters.next());
        } else if letter == end {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{minify, minify_script};
    use crate::source::Sources;
    use crate::theme::Theme;

    #[test]
    fn a_script_is_published_without_what_its_readers_need() {
        let script = "// Adds a.\n(function () {\n\n  // Why.\n  a(\"// b\"); // c\n})();\n";
        assert_eq!(minify_script(script), "(function () {\na(\"// b\"); // c\n})();\n");
    }

    #[test]
    fn no_script_holds_a_string_of_several_lines() {
        let theme = Theme::load(&Sources::default());
        for (name, bytes) in theme.files.iter().filter(|(name, _)| name.ends_with(".js")) {
            let minified = minify_script(&String::from_utf8_lossy(bytes));
            let is_open = |line: &str| {
                line.contains('`')
                    || line.ends_with('\\')
                    || line.contains("/*") && !line.contains("*/")
            };
            assert!(!minified.lines().any(is_open), "{name}");
        }
    }

    #[test]
    fn what_only_writers_need_is_left_out() {
        assert_eq!(
            minify(
                "/* a */\n@layer a, b;\n.x > .y :hover {\n  margin: 0 1em; /* b */\n  color: red;\n}\n"
            ),
            "@layer a,b;.x > .y :hover{margin:0 1em;color:red}"
        );
    }

    #[test]
    fn a_comment_parts_words_as_a_space_does() {
        assert_eq!(minify("a/**/b { width: calc(1px + 2px) }"), "a b{width:calc(1px + 2px)}");
    }

    #[test]
    fn what_stands_in_quotation_marks_stays() {
        for style in [
            r#"a::before{content:"/* {  } \" ;:  "}"#,
            r"a{content:'  \'  ,  '}",
            "a{background:url(data:image/svg+xml;utf8,<svg  a='b'/>)}",
            r"a\, b\: c{color:red}",
        ] {
            assert_eq!(minify(style), style);
        }
    }
}
