//! TOML that the parser refuses → what its author slipped on, line by line, and the same text with each slip mended.
//!
//! The text is walked as a person would read it: a line sets a key, begins a block, or is a remark. What stands there otherwise
//! than TOML has it is a [`Slip`]. A line that the parser can read is never touched.

mod bare;
mod found;
mod header;
mod line;
mod list;
mod quoted;
mod signs;
mod slip;
mod reported;
mod walk;
mod yaml;

use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use found::Found;
pub(super) use reported::{Mending, reported};

use self::list::is_list_alone;
use self::signs::is_mark;
use self::slip::{Slip, lines_of, mended};
use self::walk::{Inside, KeyAt, Reads, TWICE, Walk};
use crate::schema::{Key, Schema, near_key};

/// Finds every slip of `text`, above which stand so many `lines` of the file, and whose keys are those of `keys`.
pub(super) fn find(
    (text, lines): (&str, usize),
    keys: &[&'static [Key]],
    reads: Reads<'_>,
) -> Found {
    let mut walk = Walk {
        text,
        lines,
        keys,
        reads,
        table: Vec::new(),
        block: None,
        seen: BTreeMap::new(),
        slips: Vec::new(),
        lost: Vec::new(),
        depth: 0,
        levels: 0,
    };
    walk.table = keys.to_vec();
    walk.whole();
    walk.slips.sort_by_key(|slip| (slip.at.start, slip.at.end));
    Found { slips: walk.slips, lost: walk.lost }
}

/// Values deeper in one another than any file has them are not looked at.
const DEEPEST: usize = 64;

impl Walk<'_> {
    fn whole(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            let before = self.slips.len();
            let end = self.statement(at).max(self.line_end(at)).min(self.text.len());
            self.judge(at..end, before);
            at = self.next_line(end);
        }
    }

    /// Reads what begins on the line at `at`, and says where it ends.
    fn statement(&mut self, at: usize) -> usize {
        let start = self.skip_blanks(at);
        let rest = &self.text[start..self.line_end(start)];
        if let Some(end) = self.header_otherwise(start) {
            return end;
        }
        if rest.is_empty() || rest.starts_with('#') {
            return start;
        }
        if rest.starts_with('[') && !is_list_alone(rest) {
            return self.header(start);
        }
        if let Some(slip) = line::no_statement(self.text, start..start + rest.len()) {
            self.slips.push(slip);
            return start + rest.len();
        }
        self.assignment(start)
    }

    /// Keeps the slips from number `before` on only where the parser cannot read the statement as it stands, and can once they
    /// are mended.
    fn judge(&mut self, statement: Range<usize>, before: usize) {
        let is_reported = self.slips[before..].iter().any(|slip| slip.is_held);
        if !is_reported && (self.reads)(&self.text[statement.clone()]) {
            return self.slips.truncate(before);
        }
        let found = &self.slips[before..];
        let is_open = found.iter().any(|slip| slip.change.is_none());
        let is_mended =
            !found.is_empty() && (self.reads)(&mended(self.text, statement.clone(), found));
        if !is_mended && !is_open {
            self.slips.truncate(before);
            self.slips.push(line::unknown(self.text, statement.clone()));
        }
        if !is_mended || is_open {
            self.lost.push(lines_of(self.text, &statement));
        }
    }

    /// Reads `key = value`.
    fn assignment(&mut self, start: usize) -> usize {
        let Some(key) = self.key(start) else {
            self.slips.push(line::unknown(self.text, start..self.line_end(start)));
            return self.line_end(start);
        };
        self.note(&key);
        let schema = self.schema(&key.name);
        let at = self.skip_blanks(key.end);
        let rest = &self.text[at..self.line_end(at)];
        if rest.is_empty() || rest.starts_with('#') && !bare::is_colour(rest) {
            return self.value_below((&key, schema), at);
        }
        if let Some(end) = self.yaml_text(&key, at) {
            return end;
        }
        let before = self.slips.len();
        let end = self.value(at, schema, Inside::Line);
        let end = self.after_value((at, end), schema);
        if key.is_slipped || self.slips.len() > before {
            self.misspelt(&key);
        }
        end
    }

    /// Reports a misspelt key along with what else is wrong on its line.
    fn misspelt(&mut self, key: &KeyAt) {
        if let Some(near) = near_key(&key.name, &self.table).filter(|near| *near != key.name) {
            let said = format!("the key is called `{near}`");
            self.slips.retain(|slip| slip.at != key.span);
            self.slips.push(Slip::new(key.span.clone(), said, key.span.clone(), near.to_owned()));
        }
    }

    /// Reads what begins at `at`, which is no blank, and says where it ends.
    fn value(&mut self, at: usize, schema: Option<Schema>, inside: Inside) -> usize {
        let Some(first) = self.text[at..].chars().next() else { return at };
        if self.levels == DEEPEST {
            return self.line_end(at);
        }
        self.levels += 1;
        let end = match first {
            '"' | '\'' => self.quoted(at, first, inside),
            '[' => self.list(at, schema),
            '(' | '{' | '<' if self.is_other_list(at) => self.list(at, schema),
            '{' => self.table(at, schema),
            mark if is_mark(mark) => self.curly(at, inside),
            _ => self.bare(at, schema, inside),
        };
        self.levels -= 1;
        end
    }

    /// Reads what stands on the line behind its value.
    fn after_value(&mut self, (start, end): (usize, usize), schema: Option<Schema>) -> usize {
        let at = self.skip_blanks(end);
        let line_end = self.line_end(at);
        let rest = self.text[at..line_end].trim_end();
        let range = at..at + rest.len();
        let next = rest.trim_start_matches([',', ';']).trim_start();
        if let Some(key) = self.key_on_line(next) {
            return self.next_on_line(
                (end, line_end - self.text[at..line_end].len() + rest.len() - next.len()),
                key,
            );
        }
        match rest.chars().next() {
            None | Some('#') => {}
            Some(',' | ';') if next.is_empty() || next.starts_with('#') => {
                let sign = at..at + 1;
                let said = format!(
                    "a `{}` stands at the end of this line, and nothing belongs there",
                    &self.text[sign.clone()]
                );
                let span = end..at + rest.len() - next.len();
                let blank = if next.is_empty() { "" } else { " " };
                self.slips.push(Slip::new(sign, said, span, blank.to_owned()));
            }
            Some(',' | ';') => return self.list_without_brackets(start, schema),
            Some(']')
                if !self.text[start..].starts_with('[')
                    && matches!(
                        schema,
                        Some(Schema::Texts | Schema::Numbers(..) | Schema::SomeOf(_))
                    ) =>
            {
                return self.list_without_brackets(start, schema);
            }
            Some(']' | '}' | ')') => {
                let said = format!("a `{rest}` stands here that nothing opened");
                self.slips.push(Slip::new(range.clone(), said, range, String::new()));
            }
            Some(_) => self.slips.push(line::words_behind(self.text, range)),
        }
        line_end
    }

    /// The known key that `text`, which stands behind a value, sets.
    fn key_on_line<'x>(&self, text: &'x str) -> Option<&'x str> {
        let (key, value) = text.split_once('=')?;
        let key = key.trim_end();
        let is_name = |letter: char| letter.is_ascii_lowercase() || letter == '_';
        let is_key = !key.is_empty() && key.chars().all(is_name) && self.knows(key);
        (is_key && !value.trim().is_empty()).then_some(key)
    }

    /// Reads the `key` that stands at `at`, behind a value that ends at `end` on the same line.
    fn next_on_line(&mut self, (end, at): (usize, usize), key: &str) -> usize {
        /// A longer line is not shown again.
        const LONGEST: usize = 160;
        let line_end = self.line_end(at);
        if self.levels == DEEPEST {
            return line_end;
        }
        let line = Some(self.text[at..line_end].trim_end()).filter(|line| line.len() <= LONGEST);
        let help = format!("begin a new line before `{}`", line.unwrap_or(key));
        let said = format!("`{key}` stands on the line of another key");
        let slip = Slip::new(at..at + key.len(), said, end..at, "\n".to_owned());
        self.slips.push(slip.help(help));
        self.levels += 1;
        let end = self.assignment(at);
        self.levels -= 1;
        end
    }

    /// Notes that `key` stands here, and reports one that stands in its block twice.
    fn note(&mut self, key: &KeyAt) {
        let span = key.span.clone();
        let place = (self.block.clone(), key.name.clone());
        match self.seen.get(&place) {
            None => drop(self.seen.insert(place, span)),
            Some(first) => {
                let number = self.line_number(first.start);
                let help = match &self.block {
                    Some((block, _)) if self.begins_block(first.start) => format!(
                        "begin another block with a line `[[{block}]]` above it, or keep one of the two lines"
                    ),
                    Some(_) | None => {
                        format!("keep this line or line {number}, and take the other out")
                    }
                };
                let said = format!("the key `{}` {TWICE}", key.name);
                self.slips.push(Slip::open(span, said, help).held());
            }
        }
    }

    /// Whether the line before that at `at` begins a block.
    fn begins_block(&self, at: usize) -> bool {
        self.text[..at].trim_end().rsplit('\n').next().is_some_and(|line| line.starts_with("[["))
    }
}
