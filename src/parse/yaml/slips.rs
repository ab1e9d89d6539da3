//! Front matter that YAML refuses → what its author slipped on, line by line, and the same with each slip mended.

use std::ops::Range;

use yaml_serde::Value as Yaml;

/// A line that is written otherwise than YAML has it.
pub(super) struct Slip {
    /// The line without its end, in bytes of the text.
    pub(super) line: Range<usize>,
    /// What is wrong, in a sentence.
    pub(super) said: String,
    /// The line as it is to be.
    pub(super) now: String,
}

/// Every line of `text` that cannot be read by itself and can be once it is mended.
pub(super) fn slips(text: &str) -> Vec<Slip> {
    let (mut found, mut at, mut block) = (Vec::new(), 0, None::<usize>);
    let mut before = "";
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end();
        let indent = line.len() - line.trim_start().len();
        let range = at..at + line.len();
        at += whole.len();
        // The lines of a long text behind `|` are words.
        if block.is_some_and(|outer| indent > outer || line.is_empty()) {
            continue;
        }
        block = line.ends_with(['|', '>']).then_some(indent);
        let next = text[at..].lines().next().unwrap_or_default();
        if let Some((said, now)) = tabbed(line, before).or_else(|| mended(line, next)) {
            found.push(Slip { line: range, said, now });
        }
        before = line;
    }
    found
}

/// The text with all of `slips` mended.
pub(super) fn applied(text: &str, slips: &[Slip]) -> String {
    let (mut now, mut at) = (String::with_capacity(text.len()), 0);
    for slip in slips {
        now.push_str(&text[at..slip.line.start]);
        now.push_str(&slip.now);
        at = slip.line.end;
    }
    now + &text[at..]
}

/// A line that begins with a tab, given the line before it: only what belongs to that stands further in.
fn tabbed(line: &str, before: &str) -> Option<(String, String)> {
    let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
    let is_inner = before.ends_with(':') || before.starts_with([' ', '\t']);
    let now = if is_inner { indent.replace('\t', "  ") } else { String::new() };
    let said = "this line begins with a tab, and YAML knows only spaces there".to_owned();
    indent.contains('\t').then(|| (said, now + rest))
}

fn mended(line: &str, next: &str) -> Option<(String, String)> {
    let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
    let reads = |line: &str| yaml_serde::from_str::<Yaml>(line.trim()).is_ok();
    if let Some((key, value)) = rest.split_once('=').filter(|(key, _)| is_key(key.trim())) {
        let said = "`:` stands between a key and its value, not `=`".to_owned();
        return Some((said, format!("{indent}{}: {}", key.trim(), value.trim())));
    }
    if rest.is_empty() || reads(rest) {
        return None;
    }
    let (key, value) = match rest.split_once(": ") {
        Some((key, value)) => (format!("{key}: "), value.trim()),
        None => ("- ".to_owned(), rest.strip_prefix("- ")?.trim()),
    };
    if value.starts_with(['[', '{']) {
        let sign = if value.starts_with('[') { ']' } else { '}' };
        let is_next =
            next.trim_start().starts_with(|letter: char| letter.is_alphabetic()) || next.is_empty();
        let now = format!("{indent}{key}{value}{sign}");
        let said = format!("a `{sign}` is missing at the end of this line");
        return Some((said, now)).filter(|(_, now)| is_next && reads(now));
    }
    let said = match value.chars().next()? {
        '\'' | '"' if value.len() > 1 && value.ends_with(value.chars().next()?) => {
            "a mark within the text ends it too early"
        }
        '\'' | '"' => "the text that begins here has no second mark",
        _ if value.contains(": ") || value.ends_with(':') => {
            "a text with a colon stands between quotation marks"
        }
        _ => "a text that begins with such a sign stands between quotation marks",
    };
    let text = value.trim_start_matches(['"', '\'']).trim_end_matches(['"', '\'']);
    let now = format!("{indent}{key}{}", crate::schema::quoted(text));
    reads(&now).then(|| (said.to_owned(), now))
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
