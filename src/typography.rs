//! Real punctuation for texts that are no prose: titles, summaries, facts.

use crate::prose::Quote;
use crate::prose::clipped::is_clipped;
use crate::words::Words;

/// `text` with quotation marks as the language has them, with `…` and with dashes.
pub fn typeset(text: &str, words: &Words) -> String {
    // Nearly all text holds none of it, and a loop without an early end looks at many bytes at once.
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let has_pair =
        pairs.fold(false, |found, (one, next)| found | (one == next) & matches!(one, b'.' | b'-'));
    if !has_pair && !bytes.iter().any(|byte| matches!(byte, b'"' | b'\'')) {
        return text.to_owned();
    }
    let marks = words.several("prose", "quotes");
    let mark =
        |number: usize| marks.get(number).map_or(["“", "”", "‘", "’"][number], String::as_str);
    let mut set = String::with_capacity(text.len() + 8);
    let mut single_open = false;
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        let opens = set
            .chars()
            .next_back()
            .is_none_or(|before| before.is_whitespace() || "([{–—“‘„«".contains(before));
        let rest = &text[at..];
        match letter {
            '"' => set.push_str(mark(usize::from(!opens))),
            '\'' if opens && is_clipped(&rest[1..]) => set.push('’'),
            '\'' if opens => {
                single_open = true;
                set.push_str(mark(2));
            }
            '\'' if single_open && !rest[1..].starts_with(char::is_alphanumeric) => {
                single_open = false;
                set.push_str(mark(3));
            }
            '\'' => set.push('’'),
            '.' if rest.starts_with("...") && !rest.starts_with("....") => {
                set.push('…');
                letters.nth(1);
            }
            '-' if rest.starts_with("---") => {
                set.push('—');
                letters.nth(1);
            }
            '-' if rest.starts_with("--") => {
                set.push('–');
                letters.next();
            }
            letter => set.push(letter),
        }
    }
    set
}

/// The marks of a paragraph, one after another.
#[derive(Default)]
pub struct Quotes {
    open_single: usize,
}

impl Quotes {
    /// The next mark of the paragraph, as the language has it.
    pub fn next<'w>(&mut self, quote: Quote, words: &'w Words) -> &'w str {
        match quote {
            Quote::Open | Quote::Close => {}
            Quote::OpenSingle => self.open_single += 1,
            // With none open it is an apostrophe, which all languages share.
            Quote::CloseSingle if self.open_single == 0 => return quote.as_str(),
            Quote::CloseSingle => self.open_single -= 1,
        }
        let marks = words.several("prose", "quotes");
        marks.get(quote as usize).map_or(quote.as_str(), String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_marks_become_real_ones() {
        let words = Words::default();
        for (text, set) in [
            ("\"They never tell us.\"", "“They never tell us.”"),
            ("Don't say 'never' ('ever')...", "Don’t say ‘never’ (‘ever’)…"),
            ("Rock 'n' roll, in 'ne Woche", "Rock ’n’ roll, in ’ne Woche"),
            ("Leaders' half hour", "Leaders’ half hour"),
            ("1 -- 2 --- 3 - 4", "1 – 2 — 3 - 4"),
        ] {
            assert_eq!(typeset(text, &words), set);
        }
    }
}
