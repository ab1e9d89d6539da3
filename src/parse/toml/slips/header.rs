//! Lines that begin a table or a block.

use super::list::keys_of;
use super::signs::{is_blank, is_mark};
use super::slip::Slip;
use super::walk::{TWICE, Walk};
use crate::schema::{Key, Schema, near_key};

/// What people put around the name of a block.
const AROUND: &[char] = &[
    '[', ']', '(', ')', '{', '}', '<', '>', '*', '#', ':', '=', '-', '–', '—', '_', '.', '"', '\'',
    '/', '\\', ' ', '\t', '~', '`', '@',
];

/// A line that begins a block, written otherwise than TOML has it.
struct Header {
    /// The block that was meant.
    key: &'static Key,
    /// What stands on the line behind it: a key and its value.
    rest: Option<usize>,
    /// The value of its first key, where that stands within the brackets.
    value: Option<String>,
}

impl Walk<'_> {
    /// Reads a line that begins a block and does not look like it to the parser: `ask:`, `[ask 2]`, `<ask>`, `## ask`.
    pub(super) fn header_otherwise(&mut self, start: usize) -> Option<usize> {
        let Header { key, rest, value } = self.header_meant(start)?;
        let line_end = self.line_end(start);
        let end = rest.unwrap_or(line_end);
        let written = self.text[start..end].trim_end_matches(is_blank);
        let right = format!("[[{}]]", key.name);
        let span = start..start + written.len();
        let said = format!("the line that begins a block is `{right}`");
        let keys = keys_of(Some(key.schema));
        let slip = match rest {
            _ if value.is_some() => {
                let first = keys.iter().copied().flatten().next().map_or("title", |key| key.name);
                let line = format!("{first} = {}", value.unwrap_or_default());
                Slip::new(span.clone(), said, span, format!("{right}\n{line}"))
                    .help(format!("write `{right}`, and below it `{line}`"))
            }
            Some(rest) => Slip::new(span.clone(), said, start..rest, format!("{right}\n"))
                .help(format!("write `{right}` on a line of its own")),
            None => Slip::new(span.clone(), said, span, right),
        };
        self.slips.push(slip.held());
        self.table = keys;
        let number = self.block.as_ref().map_or(0, |(_, number)| number + 1);
        self.block = Some((key.name.to_owned(), number));
        Some(rest.map_or(line_end, |rest| self.assignment(rest)))
    }

    /// The block that the line at `start` was meant to begin, where it is none that the parser knows.
    fn header_meant(&self, start: usize) -> Option<Header> {
        let line = self.text[start..self.line_end(start)].trim_end_matches(is_blank);
        if !line.starts_with(AROUND) && !line.ends_with([':', ']', '>', ')', '}']) {
            return None;
        }
        let is_bracketed = line.starts_with('[');
        // `[[ask]] question = "Who?"`, `ask: question = "Who?"`
        let close = line.find(']').filter(|_| is_bracketed);
        let close = close.map(|at| line.len() - line[at..].trim_start_matches(']').len());
        let behind = close.filter(|close| is_assignment(line[*close..].trim_start()));
        let head = &line[..behind.unwrap_or(line.len())];
        if let Some(header) = self.header_with_value(head) {
            return Some(header);
        }
        // What says something of its own is none: `ask = ["Who?"]` and `# ask what is meant`.
        let inner = head.trim_matches(AROUND);
        if inner.is_empty() || inner.contains(['=', '"', ':', '[', ']']) && !is_bracketed {
            return None;
        }
        if is_bracketed
            && self.schema_of(&[inner]).is_some_and(|schema| schema.block_keys().is_none())
        {
            return None;
        }
        let name = inner.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let name = name.trim_end_matches([' ', '.', '#', '-', '_']).trim_end_matches("no");
        let key = self.block_called(name.trim_end_matches([' ', '#', '-', '_', '.']))?;
        let right = format!("[[{}]]", key.name);
        let is_right = head.split('#').next().is_some_and(|head| head.trim_end() == right);
        // One in single or half brackets is reported with the others of its name.
        let is_near = is_bracketed && head.trim_matches(['[', ']', ' ']) == key.name;
        if behind.is_none()
            && (is_right || is_near && head.matches('[').count() < 3 && !head.contains("[ ["))
        {
            return None;
        }
        let rest = behind.map(|at| start + line.len() - line[at..].trim_start().len());
        if !is_bracketed && rest.is_none() && !self.sets_below(start, key) {
            return None;
        }
        Some(Header { key, rest, value: None })
    }

    /// The block that `[[ask = "Who?"]]` was meant to begin: what stands behind its sign is the first thing it says.
    fn header_with_value(&self, head: &str) -> Option<Header> {
        let inner = head.strip_prefix('[')?.trim_start_matches(['[', ' ']).strip_suffix(']')?;
        let (name, value) = inner.trim_end_matches([']', ' ']).split_once(['=', ':'])?;
        let key = self.block_called(name.trim().trim_matches(['"', '\'']))?;
        let value = value.trim();
        let is_text = value.len() > 1 && value.starts_with('"') && value.ends_with('"');
        is_text.then_some(Header { key, rest: None, value: Some(value.to_owned()) })
    }

    /// The block of the file that is called `name`, or nearly so.
    fn block_called(&self, name: &str) -> Option<&'static Key> {
        let is_block = |key: &&'static Key| key.schema.block_keys().is_some();
        let keys = || self.keys.iter().copied().flatten().filter(is_block);
        let lower = name.to_lowercase();
        let is_called = |key: &&'static Key| key.name == lower || lower == format!("{}s", key.name);
        keys().find(is_called).or_else(|| {
            let near = near_key(name, self.keys)?;
            keys().find(|key| key.name == near)
        })
    }

    /// Whether the first line below that at `start` sets a key that only the block `key` has.
    fn sets_below(&self, start: usize, key: &'static Key) -> bool {
        let rest = &self.text[self.line_end(start)..];
        let line = rest.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let Some(at) = line.find(['=', ':']) else { return false };
        let name = line[..at].trim();
        let knows =
            |keys: &[&'static [Key]]| keys.iter().copied().flatten().any(|key| key.name == name);
        let is_of_file = knows(self.keys) && self.block.is_none();
        knows(&keys_of(Some(key.schema))) && !is_of_file
    }

    /// Reads a line that begins with a square bracket.
    pub(super) fn header(&mut self, start: usize) -> usize {
        let line_end = self.line_end(start);
        let line = &self.text[start..line_end];
        let remark = line.find('#').unwrap_or(line.len());
        let written = line[..remark].trim_end_matches(is_blank);
        let opening = written.len() - written.trim_start_matches(['[', ' ']).len();
        let inner = written[opening..].trim_end_matches([']', ' ', ':', '}', ')']);
        let name =
            inner.trim().trim_matches(|letter| matches!(letter, '"' | '\'') || is_mark(letter));
        let span = start..start + written.len();
        let path: Vec<&str> = name.split('.').map(str::trim).collect();
        let schema = self.schema_of(&path);
        let is_block = match schema {
            Some(Schema::Blocks(_) | Schema::TextsOrBlocks(_) | Schema::RowsOrBlocks(_)) => true,
            Some(_) => false,
            None => written.matches('[').count() > 1 || written.matches(']').count() > 1,
        };
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
        if name.is_empty() || !name.chars().all(is_name) {
            let said = "a block begins with its name between square brackets";
            self.slips.push(Slip::open(span, said, "write `[[name]]`, or take the line out"));
            return line_end;
        }
        let right = if is_block { format!("[[{name}]]") } else { format!("[{name}]") };
        let is_doubled = written.starts_with("[[") && written.ends_with("]]");
        if is_block && !is_doubled && written == format!("[{name}]") {
            if self.is_doubled(name) {
                let said = format!("each block of `{name}` stands in double brackets");
                self.slips.push(Slip::new(span.clone(), said, span.clone(), right).held());
            }
        } else if written != right && !(self.reads)(written) {
            let said = format!(
                "the line that begins a {} is `{right}`",
                if is_block { "block" } else { "table" }
            );
            self.slips.push(Slip::new(span.clone(), said, span.clone(), right));
        } else if !is_block && !is_doubled {
            self.note_table(name, span.clone());
        }
        self.table = keys_of(schema);
        let number = self.block.as_ref().map_or(0, |(_, number)| number + 1);
        self.block = Some((name.to_owned(), number));
        line_end
    }

    /// Reports a table that is there already.
    fn note_table(&mut self, name: &str, span: std::ops::Range<usize>) {
        let place = (None, format!("[{name}]"));
        if let Some(first) = self.seen.get(&place) {
            let number = self.line_number(first.start);
            let help = format!(
                "take this line out and bring its keys below line {number}; for several blocks write `[[{name}]]` each time"
            );
            self.slips.push(Slip::open(span, format!("`[{name}]` {TWICE}"), help).held());
        } else {
            self.seen.insert(place, span);
        }
    }

    /// Whether more than one line begins a table or block called `name`.
    fn is_doubled(&self, name: &str) -> bool {
        let begins = |line: &&str| {
            line.trim_start().starts_with('[')
                && line.split('#').next().unwrap_or_default().trim().trim_matches(['[', ']', ' '])
                    == name
        };
        self.text.lines().filter(begins).count() > 1
    }

    /// What the table or block at the end of `path` may hold.
    fn schema_of(&self, path: &[&str]) -> Option<Schema> {
        let mut keys = self.keys.to_vec();
        let mut schema = None;
        for name in path {
            let key = keys.iter().copied().flatten().find(|key| key.name == *name)?;
            schema = Some(key.schema);
            keys = keys_of(schema);
        }
        schema
    }
}

/// Whether `text` sets a key.
fn is_assignment(text: &str) -> bool {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
    text.split_once('=').is_some_and(|(key, value)| {
        let key = key.trim();
        !key.is_empty() && key.chars().all(is_name) && !value.trim().is_empty()
    })
}
