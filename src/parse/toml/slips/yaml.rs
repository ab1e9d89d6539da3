//! Lists and long texts as YAML has them.

use super::bare::is_colour;
use super::list::{bullet, element, keys_of};
use super::slip::Slip;
use super::walk::{KeyAt, Walk};
use crate::schema::{Schema, literal, meant, quoted};

impl Walk<'_> {
    /// Reads the lines with dashes that begin at `below`, under a key on whose line nothing stands from `at` on.
    pub(super) fn yaml_list(
        &mut self,
        (key, schema): (&KeyAt, Option<Schema>),
        (at, below): (usize, usize),
    ) -> usize {
        let mut lines = Vec::new();
        let (mut here, mut end) = (below, at);
        while here < self.text.len() {
            let line = self.text[here..self.line_end(here)].trim();
            let indented = self.text[here..].starts_with([' ', '\t']);
            let is_entry = line.starts_with('-')
                || bullet(line).is_some()
                || indented && !line.is_empty()
                || self.is_plain_line(line);
            if !is_entry || line.starts_with("---") {
                break;
            }
            lines.push(line);
            end = here + self.text[here..self.line_end(here)].trim_end().len();
            here = self.next_line(here);
        }
        let line = self.text[..key.span.start].rfind('\n').map_or(0, |newline| newline + 1);
        self.slips.retain(|slip| slip.at.start < line);
        let keys = keys_of(schema);
        let is_blocks = lines.iter().any(|line| is_entry(line.trim_start_matches(['-', ' '])));
        let (said, now) = if is_blocks {
            let said = format!("each of these begins with a line `[[{}]]`", key.name);
            (said, blocks(&key.name, &lines, &keys))
        } else {
            let texts: Vec<String> =
                lines.iter().map(|line| value(line, element(schema))).collect();
            let said = "a list stands between square brackets, and each text in it between quotation marks";
            (said.to_owned(), format!("{} = [{}]", key.name, texts.join(", ")))
        };
        let slip = Slip::new(key.span.clone(), said, key.span.start..end, now.clone());
        let (first, last) = (self.line_number(key.span.start), self.line_number(end));
        let help =
            format!("write `[[{}]]` above each, and its keys as `key = value` below it", key.name);
        self.slips.push(if is_blocks {
            slip.help(help).unsure()
        } else {
            slip.help(format!("write `{now}` in place of lines {first} to {last}"))
        });
        end
    }

    /// Reads a text over several lines behind `|` or `>`. `None` when there is none at `at`.
    pub(super) fn yaml_text(&mut self, key: &KeyAt, at: usize) -> Option<usize> {
        let line_end = self.line_end(at);
        let sign = self.text[at..line_end].trim();
        if !matches!(sign, "|" | ">" | "|-" | ">-" | "|+" | ">+") {
            return None;
        }
        let (mut lines, mut here, mut end) = (Vec::new(), self.next_line(line_end), line_end);
        while here < self.text.len() {
            let line = &self.text[here..self.line_end(here)];
            if !line.starts_with([' ', '\t']) && !line.trim().is_empty() {
                break;
            }
            lines.push(line.trim());
            if !line.trim().is_empty() {
                end = here + line.trim_end().len();
            }
            here = self.next_line(here);
        }
        let text = lines.join("\n");
        let text = text.trim_end().replace('\\', "\\\\").replace("\"\"\"", "\"\"\\\"");
        let line = self.text[..key.span.start].rfind('\n').map_or(0, |newline| newline + 1);
        self.slips.retain(|slip| slip.at.start < line);
        let said = format!(
            "a text over several lines stands between three quotation marks, not after `{sign}`"
        );
        let now = format!("{} = \"\"\"\n{text}\"\"\"", key.name);
        let help = format!(
            "write `{} = \"\"\"` for this line, and `\"\"\"` after the last one of the text",
            key.name
        );
        self.slips.push(Slip::new(key.span.clone(), said, key.span.start..end, now).help(help));
        Some(end)
    }
}

/// Whether `line` sets a key in YAML.
fn is_entry(line: &str) -> bool {
    line.split_once(": ").or(line.strip_suffix(':').map(|key| (key, ""))).is_some_and(|(key, _)| {
        !key.is_empty() && key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    })
}

/// What an entry of a list in YAML is in TOML.
fn value(line: &str, schema: Option<Schema>) -> String {
    let length = bullet(line).map_or(0, |(_, length)| length);
    let written = line[length..].trim_start_matches('-').trim().trim_end_matches([',', ';']);
    let inner = |mark: char| written.strip_prefix(mark).and_then(|text| text.strip_suffix(mark));
    if written.starts_with('[') || is_colour(written) {
        return written.to_owned();
    }
    match inner('"').or_else(|| inner('\'')) {
        Some(text) => quoted(text),
        None => schema
            .and_then(|schema| meant((schema, ""), written))
            .map_or_else(|| quoted(written), |value| literal(&value)),
    }
}

/// Blocks of TOML for a list of keys and values in YAML.
fn blocks(name: &str, lines: &[&str], keys: &[&'static [crate::schema::Key]]) -> String {
    let mut now = String::new();
    for line in lines {
        if line.starts_with('-') {
            now.push_str(if now.is_empty() { "[[" } else { "\n\n[[" });
            now.push_str(name);
            now.push_str("]]");
        }
        let Some((key, written)) = line.trim_start_matches(['-', ' ']).split_once(':') else {
            continue;
        };
        let known = keys.iter().copied().flatten().find(|known| known.name == key.trim());
        let value = value(written, known.map(|known| known.schema));
        now.extend(["\n", key.trim(), " = ", &value]);
    }
    now
}
