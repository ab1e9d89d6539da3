//! How much room words need on paper, in millimetres.

/// Millimetres in a point.
pub const POINT: f32 = 0.352_78;

/// The width of `text` in millimetres when set in a humanist sans at `points`.
///
/// Estimated from the average advance of four groups of letters in Source Sans 3, in thousandths of an em.
pub fn text_width(text: &str, points: f32) -> f32 {
    let em: f32 = text.chars().map(advance).sum();
    em * points * POINT
}

/// How wide a letter is, as a share of the size.
fn advance(letter: char) -> f32 {
    match letter {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' => 0.27,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.82,
        _ if letter.is_uppercase() => 0.60,
        _ if u32::from(letter) >= 0x2E80 => 1.0,
        _ => 0.51,
    }
}

/// How many bytes at the beginning of `text` are no wider than `width` millimetres at `points`.
pub fn fitting(text: &str, points: f32, width: f32) -> usize {
    let mut used = 0.0;
    let too_far = |(_, letter): &(usize, char)| {
        used += advance(*letter) * points * POINT;
        used > width
    };
    text.char_indices().find(too_far).map_or(text.len(), |(at, _)| at)
}

/// `text`, or as much of its beginning as has room in `width` millimetres at `points` with `…` behind it.
pub fn clipped(text: &str, points: f32, width: f32) -> String {
    if text_width(text, points) <= width {
        return text.to_owned();
    }
    let end = fitting(text, points, width - text_width("…", points));
    format!("{}…", text[..end].trim_end())
}

/// How many lines `text` takes at `points` in a column of `width` millimetres; at least one.
pub fn text_lines(text: &str, points: f32, width: f32) -> usize {
    wrap(text, points, width).len().max(1)
}

/// The distance of printed lines at `points`, in millimetres.
pub fn leading(points: f32) -> f32 {
    points * POINT * 1.3
}

/// `number` as a factor; what is over 65,535 counts as that.
pub fn many(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// Breaks `text` into the lines that it takes at `points` in a column of `width` millimetres.
///
/// A line of its own in `text` stays one. A word that is wider than the column is broken where the column ends.
/// Empty when `text` is.
pub fn wrap(text: &str, points: f32, width: f32) -> Vec<String> {
    text.lines().flat_map(|line| wrap_line(line, points, width)).collect()
}

fn wrap_line(text: &str, points: f32, width: f32) -> Vec<String> {
    let space = text_width(" ", points);
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0.0;
    for word in text.split_whitespace() {
        let need = text_width(word, points);
        match lines.last_mut() {
            Some(line) if used + space + need <= width => {
                line.push(' ');
                line.push_str(word);
                used += space + need;
                continue;
            }
            Some(_) | None => {}
        }
        let mut rest = word;
        while let Some(end) = break_at(rest, points, width).filter(|_| need > width) {
            let (head, tail) = rest.split_at(end);
            lines.push(head.to_owned());
            rest = tail;
        }
        lines.push(rest.to_owned());
        used = text_width(rest, points);
    }
    lines
}

/// The byte before which `word` has to be broken to fit `width`: after one letter at least. `None` when it fits.
fn break_at(word: &str, points: f32, width: f32) -> Option<usize> {
    let one = word.chars().next().map_or(0, char::len_utf8);
    Some(fitting(word, points, width).max(one)).filter(|end| *end < word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_and_none_is_wider_than_its_column() {
        assert_eq!(wrap("", 10.0, 20.0), Vec::<String>::new());
        assert_eq!(wrap("one two\nthree", 10.0, 100.0), ["one two", "three"]);
        for line in wrap("Donaudampfschifffahrtsgesellschaft is a word", 10.0, 20.0) {
            assert!(text_width(&line, 10.0) <= 20.0, "{line}");
        }
        assert_eq!(wrap("abc", 10.0, 0.1), ["a", "b", "c"]);
        assert_eq!(text_lines("", 10.0, 20.0), 1);
        assert_eq!(fitting("änder", 10.0, 4.0), "än".len());
        assert_eq!(clipped("Who", 10.0, 40.0), "Who");
        let cut = clipped("Who opens the gate", 10.0, 14.0);
        assert!(cut.starts_with("Who o") && cut.ends_with('…') && text_width(&cut, 10.0) <= 14.0);
    }
}
