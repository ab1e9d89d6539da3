//! Marks upon marks → where a run of letters is ended so that those in one place can be counted.
//!
//! Shaping counts the letters and the shapes of one place in eight bits. Writing of any language has a dozen there at most; a
//! letter under a thousand accents is nothing that anybody could read, but it is not lost, either.

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

/// As many letters may stand in one place, each of which may become three shapes.
const MOST: usize = 60;

/// The places in `text` before which a run ends, in order.
pub(super) fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    if text.len() <= MOST || text.is_ascii() {
        return ends;
    }
    // How many letters may stand in one place so far, and where the last of them stands that joins none before it.
    let (mut length, mut base, mut was_joined) = (0, None, false);
    for (at, letter) in text.char_indices() {
        let joins = joins(letter);
        if !joins {
            length = if was_joined { length } else { 0 };
            base = Some((at, length)).filter(|_| length > 0);
        }
        if length == MOST {
            let (end, before) = base.take().unwrap_or((at, length));
            ends.push(end);
            length -= before;
        }
        length += 1;
        was_joined = joins;
    }
    ends
}

/// Whether a letter may stand in the place of the one before it.
pub(in crate::paper) fn joins(letter: char) -> bool {
    const GROUPS: GeneralCategoryGroup =
        GeneralCategoryGroup::Mark.union(GeneralCategoryGroup::Format);
    match letter {
        ..'\u{300}' => false,
        // The parts of Korean syllables, and the tones of skin.
        '\u{1100}'..='\u{11FF}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{D7B0}'..='\u{D7FF}'
        | '\u{1F3FB}'..='\u{1F3FF}' => true,
        _ => GROUPS.contains(CodePointMapData::<GeneralCategory>::new().get(letter)),
    }
}

/// Whether a letter leaves ink: what only joins, directs or varies others needs no shape of its own.
pub(in crate::paper) fn is_seen(letter: char) -> bool {
    !letter.is_control()
        && !letter.is_whitespace()
        && !matches!(letter, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_within_a_crowd_and_before_a_letter_where_there_is_one() {
        let crowd = format!("a{}", "\u{301}".repeat(150));
        assert_eq!(ends(&crowd), [1 + 59 * 2, 1 + 119 * 2]);
        let chain = "\u{1B13}\u{1B44}".repeat(45);
        assert_eq!(ends(&chain), [60 * 3]);
    }

    #[test]
    fn writing_of_every_day_has_no_crowds() {
        for text in ["plain words", "Viê\u{323}t ngữ", "सहयोग के लिए", "การทำงานร่วมกัน", "한국어"]
        {
            assert_eq!(ends(&text.repeat(100)), Vec::<usize>::new());
        }
    }
}
