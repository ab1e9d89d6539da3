//! Words in brackets that were to be links, and stayed signs.

use std::collections::HashMap;

use super::leaf::Leaf;
use crate::prose::Role;
use crate::prose::almost::{Almost, Form};
use crate::source::Span;

/// A text of more bytes in round brackets is no address.
const LONGEST: usize = 2000;

/// A run of words and the pairs of brackets in it that are signs.
struct Words<'s> {
    source: &'s str,
    leaf: &'s Leaf,
    /// The closing bracket of each opening one.
    pairs: HashMap<usize, usize>,
    /// The same of round brackets, which stand in one line.
    rounds: HashMap<usize, usize>,
}

/// What is almost a link in the run of words.
pub(super) fn in_words(source: &str, leaf: &Leaf) -> Vec<Almost> {
    let text = &source[leaf.start..leaf.end];
    if !text.contains('[') {
        return Vec::new();
    }
    let signs =
        |of: &'static [char]| text.match_indices(of).map(|(at, sign)| (leaf.start + at, sign));
    let pairs = pairs_of(signs(&['[', ']']).filter(|(at, _)| leaf.is_sign(source, *at)));
    let words = Words { source, leaf, pairs, rounds: pairs_of(signs(&['(', ')', '\n', '\r'])) };
    #[expect(clippy::disallowed_methods, reason = "they are sorted at once")]
    let mut opens: Vec<usize> = words.pairs.keys().copied().collect();
    opens.sort_unstable();
    let (mut found, mut done) = (Vec::new(), 0);
    for open in opens {
        if open < done {
            continue;
        }
        if let Some(almost) = words.almost(open) {
            done = almost.span.end as usize;
            found.push(almost);
        }
    }
    found
}

/// The closing bracket of each opening one of these `signs`; what is no bracket ends a line, and no pair goes on in the next.
fn pairs_of<'s>(signs: impl Iterator<Item = (usize, &'s str)>) -> HashMap<usize, usize> {
    let (mut pairs, mut open) = (HashMap::new(), Vec::new());
    for (at, sign) in signs {
        match sign {
            "[" | "(" => open.push(at),
            "]" | ")" => pairs.extend(open.pop().map(|open| (open, at))),
            _ => open.clear(),
        }
    }
    pairs
}

impl Words<'_> {
    /// What the bracket at byte `open` begins.
    fn almost(&self, open: usize) -> Option<Almost> {
        let close = *self.pairs.get(&open)?;
        let is_image = open > 0 && self.source[..open].ends_with('!') && self.is_sign(open - 1);
        let start = if is_image { open - 1 } else { open };
        let role = if is_image { Role::Image } else { Role::Link };
        let written = &self.source[open + 1..close];
        let almost = |end, form| Some(Almost { span: Span::new(start, end), form });
        if self.pairs.get(&(open + 1)) == Some(&(close.wrapping_sub(1))) {
            let inside = Span::new(open + 2, close - 1);
            let is_one_line = !self.source[inside.range()].contains(['\n', '[', ']']);
            return if is_one_line { almost(close + 1, Form::Wiki(role, inside)) } else { None };
        }
        if let Some(label) = written.strip_prefix('^') {
            let span = Span::new(open + 2, close);
            return if is_label(label) { almost(close + 1, Form::Footnote(span)) } else { None };
        }
        let after = &self.source[close + 1..self.leaf.end];
        if after.starts_with('(') && self.is_sign(close + 1) {
            let (address, end) = self.address(close + 1)?;
            let is_spaced = self.source[address.range()].contains([' ', '\t', '\u{a0}']);
            return if is_spaced { almost(end, Form::Spaced(role, address)) } else { None };
        }
        if let Some(end) = self.pairs.get(&(close + 1)).copied() {
            let label = Span::new(close + 2, end);
            let of_what = Span::new(open + 1, close);
            let form = Form::Label { role, words: of_what, label };
            return if self.are_words(start, written, label) {
                almost(end + 1, form)
            } else {
                None
            };
        }
        let spaces = after.len() - after.trim_start_matches(' ').len();
        if spaces > 0 && after[spaces..].starts_with('(') && self.is_sign(close + 1 + spaces) {
            let gap = Span::new(close + 1, close + 1 + spaces);
            let (address, end) = self.address(close + 1 + spaces)?;
            return almost(end, Form::Apart { gap, address });
        }
        None
    }

    fn is_sign(&self, at: usize) -> bool {
        self.leaf.is_sign(self.source, at)
    }

    /// The address in the round brackets that open at byte `open`, without a title, and where the brackets end.
    fn address(&self, open: usize) -> Option<(Span, usize)> {
        let close = *self.rounds.get(&open)?;
        let line = &self.source[open + 1..close];
        if line.len() > LONGEST {
            return None;
        }
        let mut address = line.trim();
        for mark in ['"', '\''] {
            if let Some((before, _)) =
                address.strip_suffix(mark).and_then(|rest| rest.split_once(&format!(" {mark}")))
            {
                address = before.trim_end();
            }
        }
        let from = open + 1 + (line.len() - line.trim_start().len());
        let is_open = address.starts_with('<') && !address.ends_with('>');
        (!address.is_empty() && !is_open)
            .then(|| (Span::new(from, from + address.len()), close + 1))
    }

    /// Whether two pairs of brackets in a row, the first around `words`, look like a link: no list of numbers, no index as
    /// programs have it.
    fn are_words(&self, start: usize, words: &str, label: Span) -> bool {
        let label = &self.source[label.range()];
        let is_index = self.source[..start].ends_with(|letter: char| {
            letter.is_alphanumeric() || matches!(letter, ']' | ')' | '_')
        });
        let is_tick = matches!(words.trim(), "" | "x" | "X");
        let is_number = |text: &str| !text.contains(char::is_alphabetic);
        let is_short = words.chars().count() == 1 && label.chars().count() == 1;
        let are_numbers =
            is_number(words) || !label.is_empty() && is_number(label) && words.len() < 3;
        let is_other = is_index || is_tick || are_numbers || is_short || label.starts_with('^');
        let is_broken = label.contains(['\n', '[', ']']);
        !(is_other || is_broken) && (label.is_empty() || !label.trim().is_empty())
    }
}

/// Whether it can be the label of a footnote, and is no class of letters as in `[^a-z]`.
fn is_label(label: &str) -> bool {
    let is_letter =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | ':');
    let letters: Vec<char> = label.chars().collect();
    let is_class = letters.windows(3).any(|three| {
        three[1] == '-' && three.len() == label.chars().count()
            || label.starts_with("a-z")
            || label.starts_with("A-Z")
            || label.starts_with("0-9")
    });
    !label.is_empty() && label.chars().all(is_letter) && !is_class
}
