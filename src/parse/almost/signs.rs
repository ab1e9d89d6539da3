//! Signs at the beginning of lines, and around words, that make nothing because a blank is missing or too many.

use super::leaf::Leaf;
use crate::prose::almost::{Almost, Form, Sign};
use crate::source::Span;

/// The signs of a run of words that were meant to make something.
pub(super) fn in_words(source: &str, leaf: &Leaf) -> Vec<Almost> {
    let text = &source[leaf.start..leaf.end];
    let line = source[..leaf.start].rfind('\n').map_or(0, |newline| newline + 1);
    let before = &source[line..leaf.start];
    if !leaf.is_sign(source, leaf.start) {
        return within(source, leaf);
    }
    let whole = tick_box(text, before).or_else(|| of_lines(text)).map(|(sign, length, now)| {
        Almost { span: Span::new(leaf.start, leaf.start + length), form: Form::Sign(sign, now) }
    });
    let mut found: Vec<Almost> = whole.into_iter().collect();
    found.extend(headings(source, leaf));
    if found.is_empty() {
        found.extend(within(source, leaf));
    }
    found
}

/// What was meant, how many bytes it takes, and what to write for them.
type Found = (Sign, usize, String);

/// A tick box at the beginning of `text`, before which `before` stands on the line.
fn tick_box(text: &str, before: &str) -> Option<Found> {
    let marker = before.trim_start_matches([' ', '\t', '>']).trim_end();
    let is_item = matches!(marker, "-" | "*" | "+")
        || marker.strip_suffix(['.', ')']).is_some_and(|number| number.parse::<u32>().is_ok());
    let inner = text.strip_prefix('[')?;
    let close = inner.find(']')?;
    let rest = &inner[close + 1..];
    if !is_item || rest.starts_with(['(', '[', ':']) {
        return None;
    }
    let is_apart = rest.starts_with([' ', '\t']);
    let now = match &inner[..close] {
        "" => "[ ]",
        blank if blank.trim().is_empty() && (blank != " " || !is_apart) => "[ ]",
        tick if matches!(tick.trim(), "x" | "X" | "✓" | "✔" | "✗" | "✘")
            && (tick.len() > 1 || !is_apart) =>
        {
            "[x]"
        }
        _ => return None,
    };
    let blank = if is_apart { "" } else { " " };
    (!rest.trim().is_empty()).then(|| (Sign::Box, close + 2, format!("{now}{blank}")))
}

/// A list or a table that all lines of `text` were meant to make.
fn of_lines(text: &str) -> Option<Found> {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let count = lines.len();
    let all = |is: &dyn Fn(&str) -> bool| lines.iter().all(|line| is(line.trim_start()));
    let each = |now: &dyn Fn(&str) -> String| {
        let written = lines.iter().map(|line| {
            let inner = line.trim_start();
            format!("{}{}", &line[..line.len() - inner.len()], now(inner))
        });
        written.collect::<Vec<_>>().join("\n")
    };
    let length = text.trim_end().len();
    let is_word =
        |rest: &str| rest.starts_with(|letter: char| letter.is_alphabetic() || letter == '[');
    let after_dash = |line: &str| line.strip_prefix('-').is_some_and(is_word);
    if all(&after_dash) && (count > 1 || text.starts_with("-[")) {
        return Some((Sign::Dashes, length, each(&|line| format!("- {}", &line[1..]))));
    }
    let figures =
        |line: &str| line.len() - line.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let after_number = |line: &str| {
        let digits = figures(line);
        (1..4).contains(&digits) && line[digits..].strip_prefix(['.', ')']).is_some_and(is_word)
    };
    if count > 1 && all(&after_number) {
        let now = |line: &str| {
            let (number, rest) = line.split_at(figures(line) + 1);
            format!("{number} {rest}")
        };
        return Some((Sign::Numbers, length, each(&now)));
    }
    let bullet = |line: &str| {
        let rest = line.strip_prefix(['•', '‣', '◦', '▪', '●', '·', '○', '➢', '✓', '☐'])?;
        rest.starts_with([' ', '\t', '\u{a0}']).then(|| rest.trim_start().to_owned())
    };
    if all(&|line| bullet(line).is_some()) {
        return Some((
            Sign::Bullets,
            length,
            each(&|line| format!("- {}", bullet(line).unwrap_or_default())),
        ));
    }
    let tabs = |line: &str| line.trim_end().matches('\t').count();
    let first = tabs(lines.first()?);
    if count > 1 && first > 0 && lines.iter().all(|line| tabs(line) == first) {
        let row = |line: &str| {
            format!(
                "| {} |",
                line.trim_end().split('\t').map(str::trim).collect::<Vec<_>>().join(" | ")
            )
        };
        let dashes = format!("|{}", "---|".repeat(first + 1));
        let rows: Vec<String> = lines.iter().map(|line| row(line)).collect();
        let now = [&rows[..1], &[dashes], &rows[1..]].concat().join("\n");
        return Some((Sign::Cells, length, now));
    }
    None
}

/// The lines `##Heading` without a blank.
fn headings(source: &str, leaf: &Leaf) -> Vec<Almost> {
    let mut at = leaf.start;
    let mut found = Vec::new();
    for line in source[leaf.start..leaf.end].split_inclusive('\n') {
        let inner = line.trim_start_matches(' ');
        let start = at + line.len() - inner.len();
        at += line.len();
        let written = inner.trim_end();
        let words = written.trim_start_matches('#');
        let level = written.len() - words.len();
        let is_heading = (2..7).contains(&level) && words.starts_with(char::is_alphanumeric);
        if is_heading && leaf.is_sign(source, start) {
            let now = format!("{} {words}", &written[..level]);
            let span = Span::new(start, start + written.len());
            found.push(Almost { span, form: Form::Sign(Sign::Heading, now) });
        }
    }
    found
}

/// No link that was meant is longer, in bytes.
const LONGEST: usize = 500;

/// Links and bold words that a sign in the wrong place makes none.
fn within(source: &str, leaf: &Leaf) -> Vec<Almost> {
    let text = &source[leaf.start..leaf.end];
    let mut found = bold(source, leaf);
    let before = |at: usize| text.floor_char_boundary(at.saturating_sub(LONGEST))..at;
    let after = |at: usize| &text[at..text.ceil_char_boundary((at + LONGEST).min(text.len()))];
    let opened = |at: usize, sign: char| {
        let reach = before(at);
        let open = reach.start + text[reach.clone()].rfind([sign, '\n'])?;
        text[open..].starts_with(sign).then_some(open)
    };
    for (at, _) in text.match_indices(")[") {
        let Some(open) = opened(at, '(') else { continue };
        let Some(length) = after(at + 2).find([']', '\n']) else { continue };
        let close = at + 2 + length;
        let address = &text[at + 2..close];
        let is_link = text[close..].starts_with(']') && is_file(address);
        if is_link && leaf.is_sign(source, leaf.start + at) {
            let now = format!("[{}]({address})", &text[open + 1..at]);
            let span = Span::new(leaf.start + open, leaf.start + close + 1);
            found.push(Almost { span, form: Form::Sign(Sign::Swapped, now) });
        }
    }
    for (at, _) in text.match_indices("](") {
        let line = after(at + 2).lines().next().unwrap_or_default();
        let ends = |sign: char| sign.is_whitespace() || matches!(sign, ')' | '<' | '(');
        let address = line[..line.find(ends).unwrap_or(line.len())]
            .trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let is_open = !line.contains(')') && is_file(address);
        if !is_open || !leaf.is_sign(source, leaf.start + at) {
            continue;
        }
        let Some(open) = opened(at, '[') else { continue };
        let end = at + 2 + address.len();
        let now = format!("{})", &text[open..end]);
        let span = Span::new(leaf.start + open, leaf.start + end);
        found.push(Almost { span, form: Form::Sign(Sign::Unclosed, now) });
    }
    found
}

/// `** words **` on one line.
fn bold(source: &str, leaf: &Leaf) -> Vec<Almost> {
    let text = &source[leaf.start..leaf.end];
    let signs: Vec<usize> = text.match_indices("**").map(|(at, _)| at).collect();
    let mut found = Vec::new();
    for pair in signs.chunks_exact(2) {
        let (open, close) = (pair[0], pair[1]);
        let inner = &text[open + 2..close];
        let is_spaced = inner.starts_with(' ') || inner.ends_with(' ');
        let are_words = inner.contains(char::is_alphabetic) && !inner.contains(['\n', '*']);
        let is_sign = |at: usize| leaf.is_sign(source, leaf.start + at);
        if is_spaced && are_words && is_sign(open) && is_sign(close) {
            let span = Span::new(leaf.start + open, leaf.start + close + 2);
            found.push(Almost {
                span,
                form: Form::Sign(Sign::Bold, format!("**{}**", inner.trim())),
            });
        }
    }
    found
}

/// Whether an address ends as that of a page, a sheet or a picture does.
fn is_file(address: &str) -> bool {
    let path = address.split('#').next().unwrap_or_default();
    let ending = path
        .rsplit_once('.')
        .map_or("", |(name, ending)| if name.is_empty() { "" } else { ending });
    let known =
        ["md", "markdown", "toml", "html", "pdf", "png", "jpg", "jpeg", "svg", "webp", "gif"];
    known.contains(&ending) && !address.contains(char::is_whitespace)
}
