//! Lines that begin a table or a block.

use super::list::keys_of;
use super::{SINGLE, Slip, TWICE, Walk, is_blank};
use crate::shape::Shape;

impl Walk<'_> {
    /// Reads a line that begins with a square bracket.
    pub(super) fn header(&mut self, start: usize) -> usize {
        let line_end = self.line_end(start);
        let line = &self.text[start..line_end];
        let remark = line.find('#').unwrap_or(line.len());
        let written = line[..remark].trim_end_matches(is_blank);
        let opening = written.len() - written.trim_start_matches(['[', ' ']).len();
        let inner = written[opening..].trim_end_matches([']', ' ', ':', '}', ')']);
        let name = inner
            .trim()
            .trim_matches(|letter| matches!(letter, '"' | '\'') || super::quoted::is_mark(letter));
        let span = start..start + written.len();
        let path: Vec<&str> = name.split('.').map(str::trim).collect();
        let shape = self.shape_of(&path);
        let is_block = match shape {
            Some(Shape::Blocks(_) | Shape::TextsOrBlocks(_) | Shape::RowsOrBlocks(_)) => true,
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
                let said = format!("each block of `{name}` {SINGLE}");
                self.slips.push(Slip::new(span.clone(), said, span.clone(), right));
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
        self.table = keys_of(shape);
        let number = self.block.as_ref().map_or(0, |(_, number)| number + 1);
        self.block = Some((name.to_owned(), number));
        line_end
    }

    /// Tells a table that is there already.
    fn note_table(&mut self, name: &str, span: std::ops::Range<usize>) {
        let place = (None, format!("[{name}]"));
        if let Some(first) = self.seen.get(&place) {
            let number = self.line_number(first.start);
            let help = format!(
                "take this line out and bring its keys below line {number}; for several blocks write `[[{name}]]` each time"
            );
            self.slips.push(Slip::open(span, format!("the table `{name}` {TWICE}"), help));
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
    fn shape_of(&self, path: &[&str]) -> Option<Shape> {
        let mut keys = self.keys.to_vec();
        let mut shape = None;
        for name in path {
            let key = keys.iter().copied().flatten().find(|key| key.name == *name)?;
            shape = Some(key.shape);
            keys = keys_of(shape);
        }
        shape
    }
}
