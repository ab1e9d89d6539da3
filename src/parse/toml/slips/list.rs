//! Lists and tables in a line: brackets of another sort, missing or too many, and what stands between the entries.

use std::ops::Range;

use super::line::unknown;
use super::signs::{is_blank, is_mark};
use super::slip::{Slip, mended};
use super::walk::{Inside, KeyAt, Walk};
use crate::schema::{Key, Schema};

impl Walk<'_> {
    /// Reads a list that begins at `at` with a bracket of any sort.
    pub(super) fn list(&mut self, at: usize, schema: Option<Schema>) -> usize {
        if !self.text[at..].starts_with('[') {
            let said = "a list stands between square brackets";
            self.slips.push(Slip::new(at..at + 1, said, at..at + 1, "[".to_owned()));
        }
        self.listed(at..at + 1, at + 1, schema)
    }

    /// Reads the entries of a list that was opened at `opened`, from byte `here` on.
    pub(super) fn listed(
        &mut self,
        opened: Range<usize>,
        mut here: usize,
        schema: Option<Schema>,
    ) -> usize {
        self.depth += 1;
        let schema = element(schema);
        let (mut last, mut is_apart, mut kind) = (here, true, None);
        let end = loop {
            let next = self.skip_lines(here);
            let first = self.text[next..].chars().next();
            let is_below = self.text[here..next].contains('\n');
            let Some(sign) = first.filter(|_| !self.line_breaks_list(here, next)) else {
                break self.unclosed_list(opened, last);
            };
            match sign {
                ']' => break next + 1,
                '}' | ')' | '>' => {
                    let said = "a list ends with `]`";
                    let slip = Slip::new(next..next + 1, said, next..next + 1, "]".to_owned());
                    self.slips.push(slip);
                    break next + 1;
                }
                ',' if is_apart => {
                    let said = "there is a comma too many";
                    let rest = &self.text[next + 1..];
                    let blanks = rest.len() - rest.trim_start_matches(' ').len();
                    let is_first = self.text[..next].trim_end().ends_with('[');
                    let end = if is_first { next + 1 + blanks } else { next + 1 };
                    self.slips.push(Slip::new(next..next + 1, said, next..end, String::new()));
                    here = next + 1;
                }
                ',' => (here, last, is_apart) = (next + 1, next + 1, true),
                ';' => {
                    let said = "commas stand between what is in a list, not semicolons";
                    let slip = Slip::new(next..next + 1, said, next..next + 1, ",".to_owned());
                    self.slips.push(slip);
                    (here, last, is_apart) = (next + 1, next + 1, true);
                }
                _ if !is_apart && separator(&self.text[next..]).is_some() => {
                    let sign = separator(&self.text[next..]).unwrap_or_default();
                    let said = format!("commas stand between what is in a list, not `{sign}`");
                    let (from, to) = (last, next + sign.len());
                    self.slips.push(Slip::new(next..to, said, from..to, ",".to_owned()));
                    (here, last, is_apart) = (to, to, true);
                }
                '[' if is_below && self.depth > 1 && kind == Some('"') => {
                    break self.unclosed_list(opened, last);
                }
                sign => {
                    if !is_apart {
                        let said = "a comma is missing after this";
                        let before = self.entry_before(last);
                        self.slips.push(Slip::new(before, said, last..last, ",".to_owned()));
                    }
                    let next = self.skip_dash(next);
                    let end = if kind == Some('[') && is_below && self.is_half_row(next) {
                        let said = "a `[` is missing in front of this";
                        let line = next..self.line_end(next);
                        self.slips.push(Slip::new(line, said, next..next, "[".to_owned()));
                        self.listed(next..next + 1, next, schema)
                    } else {
                        self.value(next, schema, Inside::List)
                    };
                    kind = Some(if sign == '[' { '[' } else { '"' }).filter(|_| kind != Some('['));
                    kind = kind.or(Some('['));
                    if end <= next {
                        break next;
                    }
                    // A comma that stood within the marks stands behind them now.
                    let brought = |slip: &Slip| {
                        slip.change.as_ref().is_some_and(|change| {
                            change.span.end == end && change.now.ends_with(',')
                        })
                    };
                    is_apart = self.slips.last().is_some_and(brought);
                    (here, last) = (end, end);
                }
            }
        };
        self.depth -= 1;
        end
    }

    /// Whether the line at `at` is the rest of a list in a list, whose first bracket is missing.
    fn is_half_row(&self, at: usize) -> bool {
        let line = &self.text[at..self.line_end(at)];
        line.starts_with(['"', '\''])
            && line.matches(']').count() > line.matches('[').count()
            && line.trim_end().trim_end_matches(',').ends_with(']')
    }

    /// Whether what begins at `next`, on a later line than `here`, belongs no longer to a list.
    fn line_breaks_list(&self, here: usize, next: usize) -> bool {
        let start = self.text[..next].rfind('\n').map_or(0, |newline| newline + 1);
        start > here && self.is_statement(&self.text[start..self.line_end(start)])
    }

    /// Reports a list whose last entry ends at `last`, and that is never closed, where it began.
    fn unclosed_list(&mut self, opened: Range<usize>, last: usize) -> usize {
        let line_end = self.line_end(last);
        let is_remark = self.text[last..line_end].trim_start().starts_with('#');
        let end = if is_remark { last } else { last + self.text[last..line_end].trim_end().len() };
        // What stands in another list keeps the comma behind it.
        let comma = self.text[..end].trim_end().strip_suffix(',').map(str::len);
        let end = comma.filter(|_| self.depth > 1).unwrap_or(end);
        let mut next = self.next_line(line_end);
        while next < self.text.len() && self.text[next..self.line_end(next)].trim().is_empty() {
            next = self.next_line(next);
        }
        let place = if next >= self.text.len() {
            "at the end of the file".to_owned()
        } else {
            format!("before line {}", self.line_number(next))
        };
        let said = format!("the list that begins here is never closed: a `]` is missing {place}");
        let slip = Slip::new(opened.clone(), said, end..end, "]".to_owned());
        let is_one_line = !self.text[opened.start..end].contains('\n');
        let help = format!("write `]` at the end of line {}", self.line_number(end));
        self.slips.push(if is_one_line { slip } else { slip.help(help) });
        if self.depth > 1 { end } else { line_end }
    }

    /// The last line of the entry that ends at `end`.
    fn entry_before(&self, end: usize) -> Range<usize> {
        let line = self.text[..end].rfind('\n').map_or(0, |newline| newline + 1);
        let text = &self.text[line..end];
        let from = text.rfind([',', '[', ' ']).map_or(0, |at| at + 1);
        let start = text.trim_end().rfind(", ").map_or(from, |at| at + 2);
        let start = if text.ends_with(['"', '\'']) { self.opened(line, end) } else { line + start };
        start..end
    }

    /// Where on the line the text between marks begins that ends at `end`.
    fn opened(&self, line: usize, end: usize) -> usize {
        let text = &self.text[line..end];
        let mark = text.chars().last().unwrap_or('"');
        text[..text.len() - 1].rfind(mark).map_or(line, |at| line + at)
    }

    /// Reads several values on a line that no brackets hold.
    pub(super) fn list_without_brackets(&mut self, start: usize, schema: Option<Schema>) -> usize {
        let line_end = self.line_end(start);
        let written = self.text[start..line_end].trim_end();
        let is_half = written.matches(']').count() > written.matches('[').count();
        let text = if is_half { written.trim_end_matches([']', ' ']) } else { written };
        let text = text.trim_end_matches([',', ';', ' ']);
        let before = self.slips.len();
        // What was said of the first value is said again below.
        let first = self.slips.iter().position(|slip| slip.at.start >= start).unwrap_or(before);
        self.slips.truncate(first);
        let (mut at, mut parts) = (start, Vec::new());
        while at < start + text.len() {
            let from = self.skip_blanks(at);
            let end = self.value(from, element(schema), Inside::List);
            let Some(rest) = self.text.get(end..line_end) else {
                // What begins here goes on in the next line, so this is no list on one.
                self.slips.truncate(first);
                self.slips.push(unknown(self.text, start..line_end));
                return line_end;
            };
            let part = mended(self.text, from..end, &self.slips[first..]);
            // `["one"], ["two"]` is a single list where texts are wanted.
            let inner = part.strip_prefix('[').and_then(|part| part.strip_suffix(']'));
            let inner = inner
                .filter(|_| !matches!(schema, Some(Schema::Rows | Schema::RowsOrBlocks(_)) | None));
            parts.push(inner.map(|inner| inner.trim().to_owned()).unwrap_or(part));
            let rest = rest.trim_start_matches(is_blank);
            at = line_end - rest.trim_start_matches([',', ';']).trim_start_matches(is_blank).len();
            if end <= from {
                break;
            }
        }
        self.slips.truncate(first);
        let now = format!("[{}]", parts.join(", "));
        let whole = start..start + written.len();
        let said = "a list stands between square brackets";
        self.slips.push(Slip::new(whole.clone(), said, whole, now));
        line_end
    }

    /// Whether the brackets at `at`, which are no square ones, hold a list.
    pub(super) fn is_other_list(&self, at: usize) -> bool {
        let inner = self.text[at + 1..self.line_end(at)].trim_start();
        let quoted = inner.starts_with(['"', '\'']) || inner.chars().next().is_some_and(is_mark);
        let close = inner.find([',', '}', ')', '>']).unwrap_or(inner.len());
        quoted && !inner[..close].contains(['=', ':'])
    }

    /// Reads a table that begins with the `{` at `at`.
    pub(super) fn table(&mut self, at: usize, schema: Option<Schema>) -> usize {
        let outer = std::mem::replace(&mut self.table, keys_of(schema));
        let end = self.entries(at);
        self.table = outer;
        end
    }

    fn entries(&mut self, at: usize) -> usize {
        let (mut here, mut last, mut is_apart) = (at + 1, at + 1, true);
        loop {
            let next = self.skip_lines(here);
            match self.text[next..].chars().next() {
                Some('}') => return next + 1,
                Some(',') => {
                    (here, last, is_apart) = (next + 1, next + 1, true);
                    continue;
                }
                Some(';') => {
                    let said = "commas stand between keys in braces, not semicolons";
                    self.slips.push(Slip::new(
                        next..next + 1,
                        said,
                        next..next + 1,
                        ",".to_owned(),
                    ));
                    (here, is_apart) = (next + 1, true);
                    continue;
                }
                Some(']' | ')' | '[') | None => return self.unclosed_table(at, last),
                Some(_) => {}
            }
            if !is_apart {
                let said = "a comma is missing after this";
                let before = self.entry_before(last);
                self.slips.push(Slip::new(before, said, last..last, ",".to_owned()));
            }
            let Some(KeyAt { name, end, .. }) = self.key(next) else {
                return self.unclosed_table(at, last);
            };
            let from = self.skip_blanks(end);
            let end = self.value(from, self.schema(&name), Inside::Table);
            if end <= from {
                return end;
            }
            (here, last, is_apart) = (end, end, false);
        }
    }

    fn unclosed_table(&mut self, at: usize, last: usize) -> usize {
        let said = "what begins here is never closed: a `}` is missing";
        self.slips.push(Slip::new(at..at + 1, said, last..last, "}".to_owned()));
        last
    }

    /// The first byte at or behind `at` that is neither a blank, nor the end of a line, nor of a remark.
    fn skip_lines(&mut self, at: usize) -> usize {
        let mut at = self.skip_blanks(at);
        while let Some(letter) = self.text[at..].chars().next() {
            at = match letter {
                '\n' => self.skip_blanks(at + 1),
                '#' => self.line_end(at),
                '\r' => at + 1,
                _ => return at,
            };
        }
        at
    }

    /// Reports a dash, a bullet or a number in front of an entry.
    fn skip_dash(&mut self, at: usize) -> usize {
        let Some((sign, length)) = bullet(&self.text[at..]) else { return at };
        let end = at + length;
        let said = if sign.ends_with(['.', ')']) {
            "no number stands in front of what is in a list"
        } else {
            "no dash stands in front of what is in a list"
        };
        self.slips.push(Slip::new(at..at + sign.len(), said, at..end, String::new()));
        end
    }

    /// Whether `line` sets a key or begins a block, so that a list or a text which is still open should have been closed.
    pub(super) fn is_statement(&self, line: &str) -> bool {
        let line = line.trim();
        if let Some(inner) = line.strip_prefix('[') {
            let name = inner.trim_start_matches('[');
            let end = name.find(']').unwrap_or(name.len());
            let is_name = |letter: char| letter.is_ascii_alphanumeric() || "_-. ".contains(letter);
            let rest = name[end..].trim_start_matches(']').trim_start();
            return end > 0
                && name[..end].chars().all(is_name)
                && name[..end].contains(|letter: char| letter.is_ascii_alphabetic())
                && (rest.is_empty() || rest.starts_with('#'));
        }
        let Some(at) = line.find(['=', ':']) else { return false };
        let name = line[..at].trim().trim_matches('"');
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
        if name.is_empty() || !name.chars().all(is_name) {
            return false;
        }
        line[at..].starts_with('=') || self.knows(name)
    }
}

/// The dash, bullet or number that `text` begins with as an entry of a list, and how many bytes go with the blank behind it.
pub(super) fn bullet(text: &str) -> Option<(&str, usize)> {
    const BULLETS: &str = "-*•‣◦▪●·–—";
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let sign = match text.chars().next()? {
        first if BULLETS.contains(first) => first.len_utf8(),
        _ if (1..4).contains(&digits) && text[digits..].starts_with(['.', ')']) => digits + 1,
        _ => return None,
    };
    let rest = text[sign..].strip_prefix([' ', '\t', '\u{a0}'])?;
    let rest = rest.trim_start_matches([' ', '\t', '\u{a0}']);
    let boxes = ["[ ] ", "[] ", "[x] ", "[X] ", "☐ ", "☑ ", "□ "];
    let rest = boxes
        .into_iter()
        .find_map(|sign| rest.strip_prefix(sign))
        .unwrap_or(rest)
        .trim_start_matches(' ');
    Some((&text[..sign], text.len() - rest.len()))
}

/// The word or sign that `text` begins with and that stands between entries for a comma: `|`, `/`, `and`, before a mark.
pub(super) fn separator(text: &str) -> Option<&str> {
    const SEPARATORS: &[&str] =
        &["|", "/", "&", "+", "·", "•", "and", "und", "et", "y", "e", "en", "or", "oder"];
    SEPARATORS.iter().copied().find(|sign| {
        text.strip_prefix(sign).is_some_and(|rest| {
            let next = rest.trim_start_matches(is_blank);
            let is_apart = next.len() < rest.len() || !sign.starts_with(char::is_alphabetic);
            is_apart && (next.starts_with(['"', '\'']) || next.chars().next().is_some_and(is_mark))
        })
    })
}

/// Whether `text` stands between brackets and quotation marks without a key, so that it begins no block.
pub(super) fn is_list_alone(text: &str) -> bool {
    text.trim_start_matches(['[', ' ']).starts_with(['"', '\'', '{'])
}

/// What each entry of a list of this shape is.
pub(super) fn element(schema: Option<Schema>) -> Option<Schema> {
    Some(match schema? {
        Schema::Numbers(least, most) => Schema::Number(least, most),
        Schema::SomeOf(choices) => Schema::OneOf(choices),
        Schema::Texts | Schema::Rows => Schema::Text,
        Schema::Blocks(keys) | Schema::TextsOrBlocks(keys) | Schema::RowsOrBlocks(keys) => {
            Schema::TextsOrBlocks(keys)
        }
        other @ (Schema::Text
        | Schema::Number(..)
        | Schema::Flag
        | Schema::Date
        | Schema::Duration
        | Schema::Range
        | Schema::OneOf(_)
        | Schema::Table(_)
        | Schema::Names
        | Schema::NamedNumbers(..)
        | Schema::Colour
        | Schema::ColourOrTable(_)
        | Schema::Letters) => other,
    })
}

/// The keys of a table or block of this shape.
pub(super) fn keys_of(schema: Option<Schema>) -> Vec<&'static [Key]> {
    schema.and_then(Schema::keys).into_iter().collect()
}
