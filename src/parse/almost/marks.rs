//! Marks such as `[!LEADER]` that the parser took for words.

use std::ops::Range;

use super::leaf::Leaf;
use crate::prose::Callout;
use crate::prose::almost::{Almost, Form, Mark};
use crate::source::Span;

/// A longer text in brackets is no name of a callout.
const LONGEST: usize = 40;

/// What looks like a mark at the beginning of a line.
struct Found {
    mark: Mark,
    start: usize,
    end: usize,
}

/// The mark at the beginning of a run of words, which `opens` a quotation or not, and those of our own at the beginning of its
/// other lines.
pub(super) fn in_words(source: &str, leaf: &Leaf, opens: bool) -> Vec<Almost> {
    let mut found = Vec::new();
    let mut at = leaf.start;
    for line in source[leaf.start..leaf.end].split_inclusive('\n') {
        let is_first = at == leaf.start;
        let text = if is_first { line } else { line.trim_start_matches(['>', ' ', '\t']) };
        let begin = at + line.len() - text.len();
        at += line.len();
        let Some(mut mark) = mark(text) else { continue };
        let is_ours =
            Callout::OURS.iter().any(|ours| mark.mark.word.eq_ignore_ascii_case(ours.name()));
        // The sign itself may stand in code.
        let is_text = is_first || leaf.is_sign(source, begin + mark.start);
        if is_first || is_ours && mark.mark.has_sign && is_text {
            mark.mark.opens = opens && is_first;
            let before = source[..begin].trim_end_matches([' ', '\t']);
            mark.mark.is_plain &= before.ends_with('>');
            found.push(placed(mark, begin));
        }
    }
    found
}

/// The mark at the beginning of code by indention, which was meant to be a quotation.
pub(super) fn in_code(source: &str, range: &Range<usize>) -> Option<Almost> {
    let line = source.get(range.clone())?.lines().next()?;
    of_quotation(line, range.start)
}

/// The marks in lines of HTML, in which there are no quotations.
pub(super) fn in_html(source: &str, range: &Range<usize>) -> Vec<Almost> {
    let Some(html) = source.get(range.clone()) else { return Vec::new() };
    let mut at = range.start;
    let mut found = Vec::new();
    for line in html.split_inclusive('\n') {
        found.extend(of_quotation(line, at));
        at += line.len();
    }
    found
}

/// The mark in a line `[!LEADER]: words`, which the parser takes for the definition of a label.
pub(super) fn of_label(label: &str, span: Span) -> Option<Almost> {
    let word = label.trim().strip_prefix('!')?.trim();
    let mark = Mark {
        word: word.to_owned(),
        has_sign: true,
        opens: true,
        is_plain: false,
        rest: Some(span),
    };
    Some(Almost { span, form: Form::Mark(mark) })
}

/// The mark of our own in a `line` that begins with `>` where that opens no quotation.
fn of_quotation(line: &str, start: usize) -> Option<Almost> {
    let text = line.trim_start().strip_prefix('>')?;
    let mut found = mark(text)?;
    let is_ours =
        Callout::OURS.iter().any(|ours| found.mark.word.eq_ignore_ascii_case(ours.name()));
    found.mark.is_plain = false;
    (is_ours && found.mark.has_sign).then(|| placed(found, start + line.len() - text.len()))
}

/// What was found in a text that begins at byte `begin`.
fn placed(mut found: Found, begin: usize) -> Almost {
    found.mark.rest = found.mark.rest.map(|rest| rest.shifted(begin));
    let span = Span::new(begin + found.start, begin + found.end);
    Almost { span, form: Form::Mark(found.mark) }
}

/// What looks like a mark at the beginning of `text`.
fn mark(text: &str) -> Option<Found> {
    let line = text.lines().next().unwrap_or_default();
    let opening = opening(line);
    let (word, end) = name(line, &opening)?;
    let word: String = word.chars().map(folded).collect();
    let has_sign = opening.has_sign || word.trim_end().ends_with('!');
    let word = word.trim_matches(|letter| matches!(letter, '!' | ' ' | '\t' | '*' | '_' | '\\'));
    let is_link = opening.is_image && line[end..].starts_with(['(', '[']);
    let is_long = word.chars().count() > LONGEST || word.contains(['[', '(', '{']);
    if word.is_empty() || is_long || is_link {
        return None;
    }
    let tail = &line[end..];
    let closers = tail.len() - tail.trim_start_matches(['*', '_', '~']).len();
    let closers = closers.min(opening.emphasis);
    let after = tail[closers..].trim_start_matches([']', '!', ':', '：', '！', '］']);
    let (rest, from) = (after.trim(), line.len() - after.trim_start().len());
    let mark = Mark {
        word: word.to_owned(),
        has_sign,
        opens: false,
        is_plain: closers == opening.emphasis && !rest.starts_with(['(', '[', '+', '-']),
        rest: (!rest.is_empty()).then(|| Span::new(from, from + rest.len())),
    };
    Some(Found { mark, start: opening.start, end: line.len() - after.len() })
}

/// The signs before the name in a mark.
#[derive(Default)]
struct Opening {
    /// Where the first of them stands.
    start: usize,
    /// Where the name begins.
    end: usize,
    /// How many signs of emphasis there are.
    emphasis: usize,
    has_bracket: bool,
    has_sign: bool,
    /// Whether the exclamation mark may be that of an image.
    is_image: bool,
}

/// Takes the signs off the beginning of `line`.
fn opening(line: &str) -> Opening {
    let mut opening = Opening::default();
    let mut start = None;
    for (at, written) in line.char_indices() {
        let letter = folded(written);
        let next = line[at + written.len_utf8()..].chars().next();
        match letter {
            '*' | '_' | '~' => opening.emphasis += 1,
            '!' if next == Some('[') => opening.is_image = true,
            '!' => opening.has_sign = true,
            '[' | '(' | '{' => opening.has_bracket = true,
            '\\' | '>' | ' ' | '\t' => {}
            _ => break,
        }
        if !matches!(letter, ' ' | '\t') {
            start.get_or_insert(at);
        }
        opening.end = at + written.len_utf8();
    }
    opening.start = start.unwrap_or(opening.end);
    opening
}

/// The name after the signs of `opening`, and where the bracket around it ends. A bracket that nobody closed ends with its word.
fn name<'l>(line: &'l str, opening: &Opening) -> Option<(&'l str, usize)> {
    let text = &line[opening.end..];
    let is_end = |letter: &char| matches!(folded(*letter), ']' | ')' | '}');
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    match text.char_indices().find(|(_, letter)| is_end(letter)) {
        Some((at, end)) if opening.has_bracket || opening.has_sign => {
            Some((&text[..at], opening.end + at + end.len_utf8()))
        }
        None if opening.has_bracket && opening.has_sign => {
            let at = text.find(|letter| !is_word(letter)).unwrap_or(text.len());
            Some((&text[..at], opening.end + at))
        }
        Some(_) | None => None,
    }
}

/// A letter as it is written without full width, as on keyboards for Chinese and Japanese.
fn folded(letter: char) -> char {
    match letter {
        '【' | '〔' | '「' => '[',
        '】' | '〕' | '」' => ']',
        '¡' | 'ǃ' => '!',
        '\u{a0}' | '\u{202f}' | '\u{3000}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => ' ',
        '！'..='～' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        letter => letter,
    }
}
