//! Lines that end far from their edge → the same text with soft hyphens where words are better divided.
//!
//! Lines are broken as if no word could be divided. Where the next word would leave a line emptier than it should be, a soft
//! hyphen goes into that one word, and lines are broken anew: text set ragged has few hyphens.

use std::borrow::Cow;
use std::ops::Range;

use parley::Layout;

use super::rich::{Form, Looks, Rich, face};
use super::style::{Face, Style};
use super::typesetter::Typesetter;
use crate::paper::page::Run;

/// What stands in a text where a word is divided, and is seen at the end of a line alone.
pub(super) const SOFT_HYPHEN: &str = "\u{AD}";
/// A line stays as it is that is not emptier than this part of its width.
const RAGGED: f32 = 1.0 / 6.0;
/// As many lines end with a hyphen one below the other.
const MOST_IN_A_ROW: usize = 2;

/// Which words may be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::paper) enum Words {
    /// Those alone that are wider than their column, as in headings.
    Whole,
    /// Those, too, whose division saves a line, as in the cells of a table.
    Saving,
    /// Those that would else leave a line emptier than it should be, too.
    Divided,
}

/// Text with the place of a soft hyphen: the line that it will end, and where it goes.
struct Division {
    line: usize,
    place: usize,
}

impl Typesetter {
    /// Breaks `rich` into lines of `width` points, with words divided where that is better, after so many lines in a row that
    /// end with a hyphen.
    pub(super) fn divided<'r>(
        &mut self,
        rich: Cow<'r, Rich>,
        (style, words, in_a_row): (Style, Words, usize),
        width: f32,
    ) -> (Cow<'r, Rich>, Layout<()>) {
        let width = width.max(1.0);
        let mut layout = self.rich_layout(&rich, style);
        layout.break_all_lines(Some(width));
        let lines = layout.len();
        let undivided =
            (words == Words::Saving && !cuts_a_word(&layout, &rich.text)).then(|| rich.clone());
        let mut rich = rich;
        let (mut first, mut in_a_row) = (0, in_a_row);
        while let Some(division) =
            self.division(&layout, &rich, (style, words, width), (first, in_a_row))
        {
            in_a_row = if division.line == first { in_a_row + 1 } else { 1 };
            first = division.line + 1;
            rich.to_mut().insert(division.place, SOFT_HYPHEN);
            layout = self.rich_layout(&rich, style);
            layout.break_all_lines(Some(width));
        }
        match undivided {
            Some(undivided) if layout.len() >= lines && rich.text.len() > undivided.text.len() => {
                let mut layout = self.rich_layout(&undivided, style);
                layout.break_all_lines(Some(width));
                (undivided, layout)
            }
            _ => (rich, layout),
        }
    }

    /// The next line from `first` on that is better with a hyphen, where so many before it have one.
    fn division(
        &mut self,
        layout: &Layout<()>,
        rich: &Rich,
        (style, words, width): (Style, Words, f32),
        (first, in_a_row): (usize, usize),
    ) -> Option<Division> {
        for line in first..layout.len().saturating_sub(1) {
            if line == first && in_a_row >= MOST_IN_A_ROW {
                continue;
            }
            if let Some(place) = self.place(layout, rich, (style, words, width), line) {
                return Some(Division { line, place });
            }
        }
        None
    }

    /// Where the word that follows a line, or is cut at its end, is better divided.
    fn place(
        &mut self,
        layout: &Layout<()>,
        rich: &Rich,
        (style, words, width): (Style, Words, f32),
        number: usize,
    ) -> Option<usize> {
        let (line, next) = (layout.get(number)?, layout.get(number + 1)?);
        let text = rich.text.as_str();
        let end = line.text_range().end;
        let is_cut = text[..end].ends_with(char::is_alphabetic);
        let room = width - line.metrics().advance;
        let is_ragged = words != Words::Whole && room >= width * RAGGED;
        if !is_cut && !is_ragged || text[..end].ends_with('\n') || style.face == Face::Mono {
            return None;
        }
        let word = word_at(text, end, is_cut)?;
        let looks = rich.looks_at(word.clone())?;
        let is_last = layout.len() == number + 2 && text[word.end..].trim().len() < 2;
        if is_last && !is_cut {
            // A line of its own for the end of a word is worse than what it would mend.
            return None;
        }
        let places = self.writing.divisions(&text[word.clone()]);
        let mut places = places.into_iter().map(|place| word.start + place);
        if is_cut {
            return places.rfind(|place| *place < end);
        }
        let hyphen = self.hyphen(style, looks)?;
        let hyphen: f32 = hyphen.glyphs.iter().map(|glyph| glyph.advance).sum();
        let wide = |place: usize| -> f32 {
            let clusters = next.runs().flat_map(|run| {
                let clusters = run.visual_clusters();
                clusters
                    .map(|cluster| (cluster.text_range(), cluster.advance()))
                    .collect::<Vec<_>>()
            });
            clusters.filter(|(bytes, _)| bytes.end <= place).map(|(_, advance)| advance).sum()
        };
        places.rfind(|place| wide(*place) + hyphen < room)
    }

    /// A hyphen that looks so, of the twin of its font: see [`Run::font`].
    pub(super) fn hyphen(&mut self, style: Style, looks: Looks) -> Option<Run> {
        let key = (face(style.face, looks), style.points.to_bits());
        if !self.hyphens.contains_key(&key) {
            let mut rich = Rich::default();
            rich.push("-", looks, None);
            let mut layout = self.rich_layout(&rich, style);
            layout.break_all_lines(None);
            let mut line = self.line(&layout.get(0)?, &rich.text.as_str().into());
            let mut hyphen = line.runs.pop()?;
            hyphen.font += self.known.len();
            self.hyphens.insert(key, hyphen);
        }
        self.hyphens.get(&key).cloned()
    }
}

/// Whether a line ends within a word, for want of room.
pub(super) fn cuts_a_word(layout: &Layout<()>, text: &str) -> bool {
    let end = |line: parley::layout::Line<'_, ()>| line.text_range().end;
    layout.lines().map(end).any(|end| {
        let (before, after) = (&text[..end], &text[end..]);
        before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic)
    })
}

/// The word that begins at `at`, or that goes on there when it `is_cut`. `None` when it is part of something that is no
/// word: an address, a number, a name with a hyphen.
fn word_at(text: &str, at: usize, is_cut: bool) -> Option<Range<usize>> {
    let start = if is_cut {
        text[..at]
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + text[space..].chars().next().map_or(0, char::len_utf8))
    } else {
        at
    };
    if !text[..start].ends_with(char::is_whitespace) && start > 0 {
        return None;
    }
    let token = text[start..].split(char::is_whitespace).next().unwrap_or_default();
    let token = token.trim_end_matches(|letter: char| !letter.is_alphabetic());
    let inner = token.trim_start_matches(|letter: char| !letter.is_alphabetic());
    let start = start + token.len() - inner.len();
    let is_word = !inner.is_empty() && inner.chars().all(char::is_alphabetic);
    is_word.then_some(start..start + inner.len())
}

impl Rich {
    /// How the letters of `bytes` look. `None` when they differ, and when they are no prose.
    fn looks_at(&self, bytes: Range<usize>) -> Option<Looks> {
        let span = self
            .spans
            .iter()
            .find(|span| span.bytes.start <= bytes.start && bytes.end <= span.bytes.end)?;
        match span.looks.form {
            Form::Plain => Some(span.looks),
            Form::Code
            | Form::Struck
            | Form::Raised
            | Form::Above
            | Form::Below
            | Form::Room(..) => None,
        }
    }

    /// Puts `mark` into the text at `place`, within a span.
    fn insert(&mut self, place: usize, mark: &str) {
        self.text.insert_str(place, mark);
        for span in &mut self.spans {
            if span.bytes.start >= place {
                span.bytes.start += mark.len();
            }
            if span.bytes.end >= place {
                span.bytes.end += mark.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::fonts::Fonts;
    use crate::paper::writing::Writing;

    const STYLE: Style = Style { face: Face::Sans, points: 10.0, leading: 1.4 };

    /// The lines of `text` in a column, with what is seen at their ends.
    fn lines(language: &str, text: &str, width: f32) -> Vec<String> {
        lines_of(language, text, width, Words::Divided)
    }

    fn lines_of(language: &str, text: &str, width: f32, words: Words) -> Vec<String> {
        let fonts = Fonts { writing: Writing::of(language), ..Fonts::default() };
        let mut setter = Typesetter::new(&fonts);
        let set = setter.set_rich(&Rich::plain(text), (STYLE, words), width);
        let shown = |line: &crate::paper::text::RichLine| -> String {
            let glyphs = line.pieces.iter().flat_map(|piece| {
                let runs = piece.line.runs.iter().flat_map(|run| &run.glyphs);
                runs.map(|glyph| piece.line.text[glyph.bytes.clone()].to_owned())
            });
            glyphs.collect::<String>().trim().replace(SOFT_HYPHEN, "-")
        };
        set.lines.iter().map(shown).collect()
    }

    #[test]
    fn a_word_is_divided_where_its_line_would_be_ragged() {
        let text = "Wir haben Verantwortungsbereiche neu geordnet.";
        assert_eq!(lines("de", text, 110.0)[0], "Wir haben Verantwor-");
        assert_eq!(lines("xx", text, 110.0)[0], "Wir haben");
    }

    #[test]
    fn a_word_wider_than_its_column_is_divided_by_syllables() {
        let all = lines("de", "Verantwortungsbereiche", 60.0);
        assert!(all.len() > 1 && all[..all.len() - 1].iter().all(|line| line.ends_with('-')));
        assert_eq!(all.concat().replace('-', ""), "Verantwortungsbereiche");
    }

    #[test]
    fn in_headings_only_words_wider_than_their_column_are_divided() {
        let text = "Wir haben Verantwortungsbereiche";
        assert_eq!(lines_of("de", text, 110.0, Words::Whole)[0], "Wir haben");
        assert!(lines_of("de", text, 60.0, Words::Whole)[1].ends_with('-'));
    }

    #[test]
    fn a_soft_hyphen_of_the_author_is_seen_at_the_end_of_a_line_alone() {
        let all = lines("xx", "Wir haben Verantwortungs\u{AD}bereiche neu\u{AD}geordnet", 130.0);
        assert_eq!(all, ["Wir haben Verantwortungs-", "bereiche neugeordnet"]);
    }

    #[test]
    fn addresses_and_names_stay_whole() {
        for word in
            ["example.org/partnerschaften", "name@partnerschaften.de", "ZusammenArbeitKreis"]
        {
            let all = lines("de", &format!("Wir haben {word} gesehen"), 120.0);
            assert!(all.iter().all(|line| !line.ends_with('-')), "{all:?}");
        }
    }

    #[test]
    fn no_more_than_two_lines_in_a_row_end_with_a_hyphen() {
        let text = "Verantwortungsbereiche ".repeat(20);
        let (mut row, mut most, mut sum) = (0, 0, 0);
        for line in lines("de", &text, 140.0) {
            let is_divided = line.ends_with('-');
            row = if is_divided { row + 1 } else { 0 };
            sum += usize::from(is_divided);
            most = most.max(row);
        }
        assert!(most <= MOST_IN_A_ROW && sum > 3, "{most} {sum}");
    }
}
