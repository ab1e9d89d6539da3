//! Lines that are no TOML at all, keys and the sign behind them, and signs that cannot be seen.

use std::ops::Range;

use super::signs::{is_blank, is_mark, odd_blank};
use super::slip::Slip;
use super::walk::{KeyAt, Walk};
use crate::schema::quoted;

/// What people write where `=` belongs, the longer first.
const SIGNS: &[&str] = &[":=", "==", "=>", "->", "=", ":", "＝"];
/// What remarks begin with elsewhere.
const REMARKS: &[&str] = &["//", "/*", "<!--", "--", ";", "%"];
/// Lines that stand around TOML in other files.
const FENCES: &[&str] = &["+++", "---", "```", "~~~", "...", "{", "}"];

/// The slip of a line that sets nothing: a remark with another sign, or a line that stands around TOML elsewhere.
pub(super) fn no_statement(text: &str, line: Range<usize>) -> Option<Slip> {
    let written = text[line.clone()].trim_end();
    let is_fence = |fence: &&&str| {
        let rest = written.strip_prefix(**fence);
        rest.is_some_and(|rest| rest.chars().all(char::is_alphanumeric))
    };
    if let Some(fence) = FENCES.iter().find(is_fence) {
        let end = text[line.end..].find('\n').map_or(text.len(), |length| line.end + length + 1);
        let said = match *fence {
            "{" | "}" => format!("no `{fence}` stands around the keys of a file"),
            "```" => {
                "a line of backticks stands here, and does not belong into the file".to_owned()
            }
            fence => format!("a line `{fence}` stands here, and does not belong into the file"),
        };
        let start = text[..line.start].rfind('\n').map_or(0, |newline| newline + 1);
        let slip =
            Slip::new(line.start..line.start + written.len(), said, start..end, String::new());
        return Some(slip.help("take the line out"));
    }
    let remark = REMARKS.iter().find(|remark| written.starts_with(**remark))?;
    let rest = &written[remark.len()..];
    let words = ["-->", "*/"].iter().find_map(|end| rest.strip_suffix(end)).unwrap_or(rest).trim();
    let said = format!("a remark begins with `#`, not with `{remark}`");
    let span = line.start..line.start + written.len();
    Some(Slip::new(span.start..span.start + remark.len(), said, span, format!("# {words}")))
}

/// What is said of a statement in which nothing known is wrong.
pub(super) fn unknown(text: &str, statement: Range<usize>) -> Slip {
    let written = text[statement.clone()].trim_start_matches(is_blank);
    let start = statement.end - written.len();
    let line = written.lines().next().unwrap_or_default().trim_end();
    let span = start..start + line.len();
    if line.contains('=') {
        let key = line.split('=').next().unwrap_or_default().trim();
        let is_words = |letter: char| letter.is_alphanumeric() || "_- ".contains(letter);
        if key.contains(' ') && key.chars().all(is_words) {
            let said = format!("a key is one word, and `{key}` is more than one");
            let help = format!(
                "join the words, `{}`, or begin the line with `#` to set it aside",
                key.replace(' ', "_")
            );
            return Slip::open(span, said, help);
        }
        let help = format!(
            "write `{key} = \"…\"` for a text, `{key} = [\"…\", \"…\"]` for a list, or begin the line with `#` to set it aside"
        );
        return Slip::open(span, "what stands here cannot be read", help);
    }
    let help = "begin the line with `#` where it is a remark, write `key = \"…\"`, or take it out";
    Slip::open(span, "this line is neither a key with a value nor a remark", help)
}

/// What is said of words behind a value.
pub(super) fn words_behind(text: &str, words: Range<usize>) -> Slip {
    let written = &text[words.clone()];
    let remark = REMARKS.iter().find_map(|remark| written.strip_prefix(remark));
    if let Some(rest) = remark {
        let now = format!("# {}", rest.trim_end_matches("-->").trim_end_matches("*/").trim());
        let sign = words.start..words.start + written.len() - rest.len();
        return Slip::new(sign, "a remark begins with `#`", words, now);
    }
    let help = format!("write `# {written}` where it is a remark, or take it into the value");
    Slip::open(words, "words stand after the value", help)
}

impl Walk<'_> {
    /// Reads a key and the sign behind it.
    pub(super) fn key(&mut self, start: usize) -> Option<KeyAt> {
        let line = &self.text[start..self.line_end(start)];
        let Some((at, sign)) = first_sign(line) else { return self.key_without_sign(start) };
        let before = line[..at].trim_end_matches(is_blank);
        let name = before.trim_matches(|letter| matches!(letter, '"' | '\'') || is_mark(letter));
        let joined = name.to_lowercase().replace([' ', '-'], "_");
        let is_half_quoted = before.ends_with('"') && !before.starts_with('"') && sign == "=";
        let is_quoted = before.starts_with(['"', '\'']) || is_half_quoted;
        if name.contains(is_blank) && !self.knows(&joined) && !is_quoted {
            return self.key_without_sign(start);
        }
        let is_name = |letter: char| letter.is_alphanumeric() || "_-. ".contains(letter);
        if name.is_empty() || !name.chars().all(is_name) {
            return self.key_without_sign(start);
        }
        let span = start..start + before.len();
        let is_joined = name.contains(is_blank) && self.knows(&joined);
        let name = if is_joined { joined } else { name.to_owned() };
        let is_plain =
            name.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-.".contains(letter));
        let is_well = before == name && is_plain
            || before.starts_with('"') && before.ends_with('"') && before.len() > 2
            || before.starts_with('\'') && before.ends_with('\'') && before.len() > 2;
        if !is_well {
            let now = if is_plain { name.clone() } else { quoted(&name) };
            let said = if is_plain {
                format!("a key is one word: `{name}`")
            } else {
                "a key with such letters stands in quotation marks".to_owned()
            };
            self.slips.push(Slip::new(span.clone(), said, span.clone(), now));
        }
        if let Some((slip, _)) = odd_blank(self.text, span.end..start + at) {
            self.slips.push(slip);
        }
        if sign != "=" {
            self.other_sign(start + before.len(), (start + at, sign));
        }
        let is_slipped = !is_well || sign != "=";
        Some(KeyAt { name, span, end: start + at + sign.len(), is_slipped })
    }

    /// Reports another sign than `=` behind a key that ends at `end`.
    fn other_sign(&mut self, end: usize, (at, sign): (usize, &str)) {
        let after = at + sign.len();
        let left = if end == at { " =" } else { "=" };
        let is_apart = self.text[after..].starts_with([' ', '\t', '\n', '\r']);
        let now = format!("{left}{}", if is_apart { "" } else { " " });
        let said = format!("`=` stands between a key and its value, not `{sign}`");
        self.slips.push(Slip::new(at..after, said, at..after, now));
    }

    /// Reads a known key with no sign behind it.
    fn key_without_sign(&mut self, start: usize) -> Option<KeyAt> {
        let line = &self.text[start..self.line_end(start)];
        let is_other = |letter: char| !letter.is_ascii_alphanumeric() && !"_-".contains(letter);
        let end = match line.strip_prefix('"') {
            Some(rest) => rest.find('"')? + 2,
            None => line.find(is_other)?,
        };
        let (name, rest) = line.split_at(end);
        let value = rest.trim_matches(is_blank);
        // Names in some tables are free; there only what can be nothing else counts as a value.
        let is_free = self.block.is_some()
            && self.table.is_empty()
            && (value.starts_with('"') || value.parse::<i64>().is_ok());
        if !(self.knows(name) || is_free) || value.is_empty() {
            return None;
        }
        let (key, end) = (start..start + name.len(), start + end);
        if let Some(sign) = value.chars().next().filter(|sign| "-–—~>|".contains(*sign))
            && value[sign.len_utf8()..].starts_with(is_blank)
        {
            let at = end + rest.find(sign).unwrap_or_default();
            let sign = &self.text[at..at + sign.len_utf8()];
            self.other_sign(end, (at, sign));
            return Some(KeyAt {
                name: name.to_owned(),
                span: key,
                end: at + sign.len(),
                is_slipped: true,
            });
        }
        let said = "a `=` is missing between the key and its value";
        let slip = Slip::new(key.clone(), said, end..end, " =".to_owned());
        let is_value = value.starts_with(['"', '\'', '['])
            || is_mark(value.chars().next()?)
            || (self.reads)(&format!("x = {value}"));
        self.slips.push(if is_value { slip } else { slip.unsure() });
        Some(KeyAt { name: name.to_owned(), span: key, end, is_slipped: true })
    }
}

/// The first sign on `line` that may stand behind a key, outside the key's own quotation marks.
fn first_sign(line: &str) -> Option<(usize, &'static str)> {
    let quoted = match line.chars().next()? {
        mark @ ('"' | '\'') => line[1..].find(mark).map_or(0, |length| length + 2),
        _ => 0,
    };
    let found = SIGNS.iter().filter_map(|sign| Some((quoted + line[quoted..].find(sign)?, *sign)));
    // Of two that begin together the longer one is meant.
    found.min_by_key(|(at, sign)| (*at, usize::MAX - sign.len()))
}
