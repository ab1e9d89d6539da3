//! Texts between quotation marks of any sort, and what goes wrong at their ends.

use std::ops::Range;

use super::list::separator;
use super::signs::{is_blank, is_mark};
use super::slip::Slip;
use super::walk::{Inside, Walk};
use crate::schema::quoted;

const CURLY: &str = "a text stands between straight quotation marks, not between curly ones";
const APOSTROPHE: &str = "an apostrophe ends a text that stands between single quotation marks";
const INNER: &str = "a quotation mark within the text ends it too early";
const DOUBLED: &str = "a text stands between one mark on each side, not between two";
const BACKSLASH: &str =
    "a backslash begins a special sign in a text between double quotation marks";
const SEVERAL_LINES: &str = "a text over several lines stands between three quotation marks";

impl Walk<'_> {
    /// Reads a text that begins with a straight `mark`.
    pub(super) fn quoted(&mut self, at: usize, mark: char, inside: Inside) -> usize {
        let three: String = [mark; 3].iter().collect();
        if self.text[at..].starts_with(&three) {
            return self.three_marks(at, &three);
        }
        let line_end = self.line_end(at);
        let line = &self.text[at + 1..line_end];
        let Some(length) = closing(line, mark) else { return self.unclosed(at, mark, inside) };
        let end = at + 1 + length + 1;
        let content = at + 1..at + 1 + length;
        if self.ends(end, inside) {
            self.escapes(at..end, mark);
            return end;
        }
        // `["one, "two"]`: the mark that seems to close the first begins the second.
        let written = self.text[content.clone()].trim_end_matches(is_blank);
        let is_comma_within = inside == Inside::List
            && written.ends_with(',')
            && self.text[end..].starts_with(is_blank)
            && self.text[end..].trim_start_matches(is_blank).starts_with(mark);
        if is_comma_within {
            let comma = content.start + written.len() - 1;
            let said = "the comma stands within the quotation marks";
            let now = format!("{mark},");
            self.slips.push(Slip::new(comma..end, said, comma..end, now));
            return end;
        }
        if inside != Inside::Line && written.ends_with(',') {
            return self.missing_mark(at, content.start + written.len() - 1, mark);
        }
        // `{ text = "one, help = "two" }`: here it begins that of the next key.
        if let Some(length) = before_next_key(written).filter(|_| inside == Inside::Table) {
            return self.missing_mark(at, content.start + length, mark);
        }
        if self.text[end..].starts_with(is_blank) {
            let next = self.text[end..line_end].trim_start_matches(is_blank);
            let key = next.split('=').next().unwrap_or_default().trim();
            let is_key = key.len() < next.trim().len()
                && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let is_next = match inside {
                Inside::Line => false,
                Inside::List => next.starts_with(mark) || separator(next).is_some(),
                Inside::Table => is_key,
            };
            if is_next {
                return end;
            }
        }
        match self.true_end(end, mark, inside) {
            Some(close) => self.requoted(at..close + 1, mark),
            None => end,
        }
    }

    /// Reads a text that begins with a mark TOML does not know.
    pub(super) fn curly(&mut self, at: usize, inside: Inside) -> usize {
        let first = self.text[at..].chars().next().map_or(0, char::len_utf8);
        let closes = |letter: char| is_mark(letter) || matches!(letter, '"' | '\'');
        let ends = self.ends_from(at + first, closes, inside);
        let (text, end) = if let Some((close, end)) = self.chosen(&ends, inside) {
            (at + first..close, end)
        } else {
            let end = self.open_end(at + first, inside);
            (at + first..end, end)
        };
        let now = quoted(self.text[text].trim());
        self.slips.push(Slip::new(at..end, CURLY, at..end, now));
        end
    }

    /// Where the closing mark stands that the author meant, when an earlier one seems to close the text.
    fn true_end(&self, from: usize, mark: char, inside: Inside) -> Option<usize> {
        let ends = self.ends_from(from, |letter| letter == mark, inside);
        self.chosen(&ends, inside).map(|(close, _)| close)
    }

    /// The places on the line from `from` on where a mark stands at the end of a value: where it begins and ends.
    fn ends_from(
        &self,
        from: usize,
        closes: impl Fn(char) -> bool,
        inside: Inside,
    ) -> Vec<(usize, usize)> {
        let line = &self.text[from..self.line_end(from)];
        let marks = line.char_indices().filter(|(_, letter)| closes(*letter));
        let ends = marks.map(|(at, mark)| (from + at, from + at + mark.len_utf8()));
        ends.filter(|(_, end)| self.ends(*end, inside)).collect()
    }

    /// Of `ends` the one that ends this value.
    fn chosen(&self, ends: &[(usize, usize)], inside: Inside) -> Option<(usize, usize)> {
        let first = *ends.first()?;
        let after = self.text[first.1..].trim_start_matches(is_blank);
        let next = after.strip_prefix([',', ';']).map(|rest| rest.trim_start_matches(is_blank));
        let is_listed = next.is_some_and(|rest| {
            rest.chars()
                .next()
                .is_some_and(|letter| matches!(letter, '"' | '\'') || is_mark(letter))
        });
        if inside == Inside::Line && !is_listed { ends.last().copied() } else { Some(first) }
    }

    /// Writes a text anew in which marks stand that close it too early.
    fn requoted(&mut self, whole: Range<usize>, mark: char) -> usize {
        let content = &self.text[whole.start + 1..whole.end - 1];
        let inner = content.strip_prefix(mark).and_then(|inner| inner.strip_suffix(mark));
        let (said, now) = match mark {
            _ if inner.is_some_and(|inner| !inner.contains(mark)) => {
                (DOUBLED, quoted(inner.unwrap_or_default()))
            }
            '\'' => (APOSTROPHE, quoted(&content.replace("''", "'"))),
            _ if content.contains(['\'', '\\']) => (INNER, quoted(&content.replace("\\\"", "\""))),
            _ => (INNER, format!("'{content}'")),
        };
        let close = self.text[whole.start + 1..].find(mark).map_or(0, |at| whole.start + 1 + at);
        self.slips.push(Slip::new(close..close + 1, said, whole.clone(), now));
        whole.end
    }

    /// Reports a text without its second mark, which is missing before byte `end`.
    fn missing_mark(&mut self, at: usize, end: usize, mark: char) -> usize {
        let said = format!("the text that begins here has no second `{mark}`");
        self.slips.push(Slip::new(at..end, said, end..end, mark.to_string()));
        end
    }

    /// Reads a text of which no second mark stands on its line.
    fn unclosed(&mut self, at: usize, mark: char, inside: Inside) -> usize {
        let ends = self.ends_from(at + 1, is_mark, inside);
        if let Some((close, end)) = self.chosen(&ends, inside) {
            let now = quoted(&self.text[at + 1..close]);
            self.slips.push(Slip::new(close..end, CURLY, at..end, now));
            return end;
        }
        if let Some(close) = self.close_below(at, mark) {
            return self.over_lines(at, close, mark);
        }
        let end = self.open_end(at + 1, inside);
        let text = &self.text[at + 1..end];
        if !(self.reads)(&format!("x = {mark}{text}{mark}")) {
            let said = format!("the text that begins here has no second `{mark}`");
            self.slips.push(Slip::new(at..end, said, at..end, quoted(text)));
            return end;
        }
        self.missing_mark(at, end, mark)
    }

    /// Where a text that goes on below its line is closed, when what stands there are no keys.
    fn close_below(&self, at: usize, mark: char) -> Option<usize> {
        /// No text that was meant for one line goes on for longer.
        const MOST: usize = 30;
        let mut start = self.next_line(at);
        for _ in 0..MOST {
            let line = &self.text[start..self.line_end(start)];
            if start >= self.text.len() || self.is_statement(line) {
                return None;
            }
            if let Some(close) = closing(line, mark) {
                return self.ends(start + close + 1, Inside::List).then_some(start + close);
            }
            start = self.next_line(start);
        }
        None
    }

    /// Puts three marks around a text over several lines.
    fn over_lines(&mut self, at: usize, close: usize, mark: char) -> usize {
        let content = &self.text[at + 1..close];
        let three: String = [mark; 3].iter().collect();
        let now = format!("{three}{content}{three}");
        let help = format!("write `{three}` before and after it instead of `{mark}`");
        let first = at..self.line_end(at);
        self.slips.push(Slip::new(first, SEVERAL_LINES, at..close + 1, now).help(help));
        close + 1
    }

    /// Reads a text between three marks.
    fn three_marks(&mut self, at: usize, three: &str) -> usize {
        let from = at + 3;
        if let Some(length) = self.text[from..].find(three) {
            let mut end = from + length + 3;
            while self.text[end..].starts_with(&three[..1]) {
                end += 1;
            }
            self.escapes(at..end, three.chars().next().unwrap_or('"'));
            return end;
        }
        let mut line = self.next_line(at);
        while line < self.text.len() && !self.is_statement(&self.text[line..self.line_end(line)]) {
            line = self.next_line(line);
        }
        let end = at + self.text[at..line].trim_end().len();
        let said = format!("the text that begins here is never closed: a `{three}` is missing");
        let number = self.line_number(end);
        let help = format!("write `{three}` at the end of line {number}");
        self.slips.push(Slip::new(at..from, said, end..end, three.to_owned()).help(help));
        end
    }

    /// Where a text ends that nothing closes: at the end of its line, before what closes the list it stands in.
    fn open_end(&self, from: usize, inside: Inside) -> usize {
        let line = self.text[from..self.line_end(from)].trim_end_matches(is_blank);
        let text = match inside {
            Inside::Line => line.trim_end_matches([',', ';']),
            Inside::List => line.trim_end_matches([',', ']', ' ']),
            Inside::Table => line.trim_end_matches([',', '}', ']', ' ']),
        };
        from + text.trim_end_matches(is_blank).len()
    }

    /// Whether a value may end at `end`.
    pub(super) fn ends(&self, end: usize, inside: Inside) -> bool {
        let rest = self.text[end..].trim_start_matches(is_blank);
        let own = match inside {
            Inside::Line => ",;",
            Inside::List => ",;]",
            Inside::Table => ",;}",
        };
        rest.is_empty()
            || rest.starts_with(['\n', '\r', '#'])
            || rest.starts_with(|c| own.contains(c))
    }

    /// Reports backslashes that begin nothing, and signs that cannot be seen, in the text `whole` with its marks.
    fn escapes(&mut self, whole: Range<usize>, mark: char) {
        let width = if self.text[whole.clone()].starts_with(&mark.to_string().repeat(3))
            && whole.len() > 5
        {
            3
        } else {
            1
        };
        let content = whole.start + width..whole.end - width;
        let text = &self.text[content.clone()];
        let is_odd = |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r');
        if let Some((at, letter)) = text.char_indices().find(|(_, letter)| is_odd(*letter)) {
            let now = text.replace(is_odd, " ");
            let at = content.start + at..content.start + at + letter.len_utf8();
            let said = "a sign that cannot be seen stands in this text";
            self.slips.push(Slip::new(at, said, content, now).help("delete it, or write a space"));
        } else if let Some(at) = odd_escape(text).filter(|_| mark == '"') {
            let at = content.start + at;
            let now = without_escapes(text, width);
            self.slips.push(Slip::new(at..at + 1, BACKSLASH, whole, now));
        }
    }
}

/// Where what stands in `text` before `, key =` at its end ends.
fn before_next_key(text: &str) -> Option<usize> {
    let (before, key) = text.strip_suffix('=')?.rsplit_once(',')?;
    let key = key.trim();
    let is_key =
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_key.then_some(before.trim_end_matches(is_blank).len())
}

/// Where `line`, the text behind a `mark`, has the mark that closes it.
fn closing(line: &str, mark: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, letter) in line.char_indices() {
        if letter == mark && !is_escaped {
            return Some(at);
        }
        is_escaped = mark == '"' && letter == '\\' && !is_escaped;
    }
    None
}

/// Where a backslash stands in `text` that begins no sign of TOML.
fn odd_escape(text: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        if letter != '\\' {
            continue;
        }
        let digits = match letters.next() {
            Some((_, 'u')) => 4,
            Some((_, 'U')) => 8,
            Some((_, 'x')) => 2,
            Some((_, 'b' | 't' | 'n' | 'f' | 'r' | 'e' | '"' | '\\' | '\n' | '\r')) => 0,
            Some((_, ' '))
                if text[at..].trim_start_matches(['\\', ' ', '\t']).starts_with('\n') =>
            {
                0
            }
            Some(_) | None => return Some(at),
        };
        let code: String = text[at..].chars().skip(2).take(digits).collect();
        if code.len() < digits || !code.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Some(at);
        }
    }
    None
}

/// A text whose backslashes were meant as they stand: with `/` where it is the way to a file of the playbook.
fn without_escapes(text: &str, width: usize) -> String {
    let is_drive = text.as_bytes().get(1) == Some(&b':') || text.starts_with("\\\\");
    let is_way = !text.contains(['\'', '"', '\n'])
        && text.rsplit_once('.').is_some_and(|(_, end)| {
            (2..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    if is_way && !is_drive {
        format!("\"{}\"", text.replace('\\', "/"))
    } else if width == 1 && !text.contains('\'') && !text.contains("\\\"") {
        format!("'{text}'")
    } else {
        let marks = "\"".repeat(width);
        let mended: String = text.replace("\\\"", "\u{0}").replace('\\', "\\\\");
        format!("{marks}{}{marks}", mended.replace('\u{0}', "\\\""))
    }
}
