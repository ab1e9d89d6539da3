//! Blanks and quotation marks, those that TOML does not know among them.

use std::ops::Range;

use super::slip::Slip;

/// Quotation marks that are not those of TOML.
const MARKS: &str = "“”„‟‘’‚‛«»‹›″′＂＇`´「」『』";

/// Whether `letter` is a quotation mark that TOML does not know.
pub(super) fn is_mark(letter: char) -> bool {
    MARKS.contains(letter)
}

/// Whether `letter` looks like a blank within a line.
pub(super) fn is_blank(letter: char) -> bool {
    letter != '\n' && (letter.is_whitespace() || is_invisible(letter))
}

/// Whether nobody sees `letter`, and TOML does not know it for a blank.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}')
        || letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')
}

/// The slip of a blank in `blanks` that TOML does not know, and where it stands.
pub(super) fn odd_blank(text: &str, blanks: Range<usize>) -> Option<(Slip, usize)> {
    let written = &text[blanks.clone()];
    let is_odd = |letter: char| !matches!(letter, ' ' | '\t' | '\r');
    let (first, letter) = written.char_indices().find(|(_, letter)| is_odd(*letter))?;
    let now: String = written
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .map(|letter| if is_odd(letter) { ' ' } else { letter })
        .collect();
    let at = blanks.start + first..blanks.start + first + letter.len_utf8();
    let (said, help) = if is_invisible(letter) {
        ("a sign stands here that nobody sees", "delete it")
    } else {
        ("a space stands here that only looks like one", "delete it and type the space again")
    };
    let slip = Slip::new(at, said, blanks.clone(), now);
    Some((slip.help(help), blanks.start + first))
}
