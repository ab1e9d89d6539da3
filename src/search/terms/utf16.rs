//! Texts as browsers compare and count them: by units of UTF-16.

use std::cmp::Ordering;

/// Compares as `<` does in a browser.
pub(super) fn compare(one: &str, other: &str) -> Ordering {
    // Only letters beyond the first plane stand otherwise than by their code points.
    if one.is_ascii() || other.is_ascii() {
        return one.cmp(other);
    }
    one.encode_utf16().cmp(other.encode_utf16())
}

/// How many units the letters take that `one` and `other` both begin with, up to `most`, and how many bytes.
pub(super) fn shared(one: &str, other: &str, most: usize) -> (usize, usize) {
    let (mut units, mut bytes) = (0, 0);
    let pairs = one.chars().zip(other.chars());
    for (letter, _) in pairs.take_while(|(letter, other)| letter == other) {
        if units + letter.len_utf16() > most {
            break;
        }
        units += letter.len_utf16();
        bytes += letter.len_utf8();
    }
    (units, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_beyond_the_first_plane_stand_where_browsers_have_them() {
        assert_eq!(compare("ﾊ", "𠮷"), Ordering::Greater);
        assert_eq!("ﾊ".cmp("𠮷"), Ordering::Less);
        assert_eq!(compare("a", "𠮷"), Ordering::Less);
    }

    #[test]
    fn no_letter_is_cut_in_two() {
        assert_eq!(shared("a𠮷b", "a𠮷c", 63), (3, 5));
        assert_eq!(shared("a𠮷b", "a𠮷c", 2), (1, 1));
    }
}
