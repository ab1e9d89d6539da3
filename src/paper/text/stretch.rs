//! A text of any length → stretches that are set one after the other, as if it had been set at once.
//!
//! Shaping counts the bytes of a text in sixteen bits, and what divides words breaks all lines anew for each hyphen. So of a
//! long text a stretch is set, its lines are kept but for the last ones, which may end elsewhere once more of the text is
//! known, and the next stretch begins where the last line that was kept ends.

use std::ops::Range;
use std::sync::Arc;

use super::divide::{SOFT_HYPHEN, Words};
use super::rich::Rich;
use super::rich_text::{RichLine, RichText};
use super::style::Style;
use super::typesetter::{Typesetter, WIDEST, end_of, is_read_from_the_right, mark_of};
use crate::paper::page::Line;

/// A text of at most so many bytes is set at once.
const MOST_AT_ONCE: usize = 8 * 1024;
/// As many bytes of a longer one are in a stretch: twenty lines.
const STRETCH: usize = 2 * 1024;
/// A stretch without two ends of lines is made longer, up to as many bytes. Letters that take no room make lines that long.
const LONGEST: usize = 32 * 1024;
/// As many lines at the end of a stretch may end elsewhere: a word goes on, and is divided by what follows it.
const UNSURE: usize = 2;

/// Whether `text` is too long to be set at once.
pub(super) fn is_long(text: &str) -> bool {
    text.len() > MOST_AT_ONCE
}

impl Typesetter {
    /// The lines of a text that is too long to be set at once.
    pub(super) fn set_long(&mut self, text: &str, style: Style, width: f32) -> Vec<Arc<Line>> {
        if width >= WIDEST {
            return vec![Arc::new(self.set_unbroken(text, style))];
        }
        if self.may_divide(text, width) {
            return self.set_words(text, style, width, Words::Whole).lines;
        }
        let mut side = self.mark_of_direction(style);
        let is_mixed = text.contains(is_read_from_the_right);
        lines(text, |bytes, _| {
            let mark = format!("{side}{}", context(is_mixed, &text[..bytes.start]));
            let set: Arc<str> = Arc::from(format!("{mark}{}", &text[bytes]));
            let layout = self.layout(&set, style, width);
            let is_rtl = layout.is_rtl();
            if is_mixed && side.is_empty() {
                side = mark_of(is_rtl);
            }
            let mut lines = Vec::new();
            for line in layout.lines() {
                let end = line.text_range().end.saturating_sub(mark.len());
                let mut line = self.line(&line, &set);
                if is_rtl {
                    self.begin_at_the_right(&mut line, width);
                }
                lines.push((Arc::new(line), end));
            }
            lines
        })
    }

    /// Sets a long text in one line.
    fn set_unbroken(&mut self, text: &str, style: Style) -> Line {
        let mut whole = Line { text: Arc::from(text), runs: Vec::new(), width: 0.0 };
        for part in parts(text) {
            let set: Arc<str> = Arc::from(&text[part.clone()]);
            let layout = self.layout(&set, style, f32::MAX);
            for line in layout.lines() {
                let is_rtl = layout.is_rtl();
                let mut runs = self.line(&line, &set).runs;
                let bytes = runs.iter_mut().flat_map(|run| &mut run.glyphs).map(|g| &mut g.bytes);
                bytes.for_each(|bytes| *bytes = bytes.start + part.start..bytes.end + part.start);
                let (moved, by) = if is_rtl {
                    (&mut whole.runs, end_of(&runs))
                } else {
                    (&mut runs, whole.width)
                };
                for run in moved {
                    run.x += by;
                }
                whole.runs.extend(runs);
                whole.width += line.metrics().advance;
            }
        }
        whole
    }

    /// Sets `rich`, which is too long to be set at once.
    pub(super) fn set_long_rich(
        &mut self,
        rich: &Rich,
        how: (Style, Words),
        width: f32,
    ) -> RichText {
        let mut side = self.mark_of_direction(how.0);
        let is_mixed = rich.text.contains(is_read_from_the_right);
        let (pitch, ascent) = how.0.measures();
        let lines = lines(&rich.text, |bytes, before: &[Vec<RichLine>]| {
            let mark = format!("{side}{}", context(is_mixed, &rich.text[..bytes.start]));
            let (part, first) = rich.part(bytes);
            let in_a_row = before.iter().rev().take_while(|lines| lines[0].is_divided).count();
            let (set, layout) = self.broken(&part, (&mark, in_a_row), how, width);
            if is_mixed && side.is_empty() {
                side = mark_of(layout.is_rtl());
            }
            let ends: Vec<_> = layout.lines().map(|line| line.text_range().end).collect();
            let behind = if set.text.starts_with(&mark) { mark.len() } else { 0 };
            let ends = places(&part.text, &set.text, behind, &ends);
            let lines = with_room(self.rich_text(&set, &layout, (how.0, width)).lines, first);
            lines.into_iter().zip(ends).collect()
        });
        let lines = lines.into_iter().flatten().collect();
        RichText { lines, pitch, ascent }
    }

    /// How narrow `rich` can be set without cutting a word, and how wide it is in one line.
    pub(super) fn extents_of_long(&mut self, rich: &Rich, style: Style) -> (f32, f32) {
        let each = parts(&rich.text).map(|bytes| rich.part(bytes).0);
        let each = each.map(|part| self.widths(&part, style));
        each.fold((0.0, 0.0), |(least, most), (min, max)| (min.max(least), most + max))
    }
}

/// Lines, each together with those that are room for its picture, whose spans count from the `first` of a whole text.
fn with_room(lines: Vec<RichLine>, first: usize) -> Vec<Vec<RichLine>> {
    let mut all: Vec<Vec<RichLine>> = Vec::new();
    for mut line in lines {
        line.pieces.iter_mut().for_each(|piece| piece.span += first);
        if let Some(picture) = &mut line.picture {
            picture.span += first;
        }
        match all.last_mut().filter(|_| line.goes_on) {
            Some(last) => last.push(line),
            None => all.push(vec![line]),
        }
    }
    all
}

/// What stands for the last letter `before` a stretch, by which it is known from which side figures and signs are read where
/// a text `is_mixed`.
fn context(is_mixed: bool, before: &str) -> &'static str {
    let mut near = before.chars().rev().take(if is_mixed { LONGEST } else { 0 });
    match near.find(|letter| letter.is_alphabetic()) {
        None => "",
        Some('\u{600}'..='\u{7FF}' | '\u{860}'..='\u{8FF}' | '\u{FB50}'..='\u{FEFC}') => "\u{61C}",
        Some(letter) => mark_of(is_read_from_the_right(letter)),
    }
}

/// Sets `text` stretch by stretch with `set`. It is given the bytes of a stretch and the lines before it, and returns each
/// line with the byte of the stretch at which it ends.
fn lines<L>(text: &str, mut set: impl FnMut(Range<usize>, &[L]) -> Vec<(L, usize)>) -> Vec<L> {
    let mut all = Vec::new();
    let (mut from, mut length) = (0, STRETCH);
    while from < text.len() {
        let end = text.floor_char_boundary(from + length);
        let part = &text[from..end];
        let mut lines = set(from..end, &all);
        let kept = if end == text.len() { Some(lines.len()) } else { sure(&lines, part) };
        let Some(kept) = kept.or_else(|| (length >= LONGEST).then_some(lines.len())) else {
            length *= 2;
            continue;
        };
        lines.truncate(kept);
        let is_all = end == text.len() || kept == 0;
        from = if is_all { end } else { from + lines[kept - 1].1 };
        all.extend(lines.into_iter().map(|(line, _)| line));
        length = STRETCH;
    }
    all
}

/// How many lines stay as they are whatever follows `part`: up to the last that ends with white space, where letters are not
/// joined to one another, or else to the last but those that are unsure. `None` when there are none.
fn sure<L>(lines: &[(L, usize)], part: &str) -> Option<usize> {
    let most = lines.len().checked_sub(UNSURE).filter(|most| *most > 0)?;
    let ends_blank = |(_, end): &(L, usize)| part[..*end].ends_with(char::is_whitespace);
    Some(lines[..most].iter().rposition(ends_blank).map_or(most, |last| last + 1))
}

/// The parts of a text that stands in one line, cut where nothing is joined if there is such a place.
fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = &text[from..];
        let most = rest.floor_char_boundary(LONGEST);
        let blank = rest[..most].char_indices().rfind(|(_, letter)| letter.is_whitespace());
        let end = match blank {
            _ if most == rest.len() => most,
            Some((at, letter)) => at + letter.len_utf8(),
            None => most,
        };
        let part = from..from + end;
        from = part.end;
        (!part.is_empty()).then_some(part)
    })
}

/// Where in `written` the places `ends` of `set` are: the same text behind `mark`, with soft hyphens put in. Both in order.
fn places(written: &str, set: &str, mark: usize, ends: &[usize]) -> Vec<usize> {
    let mut letters = written.char_indices().peekable();
    let mut set = set[mark..].char_indices().map(|(at, letter)| (at + mark, letter)).peekable();
    let place = |end: &usize| {
        while let Some((_, letter)) = set.next_if(|(at, _)| at < end) {
            let is_written = letters.next_if(|(_, written)| *written == letter).is_some();
            debug_assert!(is_written || SOFT_HYPHEN.contains(letter), "only hyphens are put in");
        }
        letters.peek().map_or(written.len(), |(at, _)| *at)
    };
    ends.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::fonts::Fonts;
    use crate::paper::text::{Face, Looks};
    use crate::paper::writing::Writing;

    const STYLE: Style = Style { face: Face::Sans, points: 10.0, leading: 1.4 };

    fn setter(language: &str) -> Typesetter {
        Typesetter::new(&Fonts { writing: Writing::of(language), ..Fonts::default() })
    }

    /// What is read in each line.
    fn read(set: &RichText) -> Vec<String> {
        let line = |line: &RichLine| {
            let glyphs = line.pieces.iter().flat_map(|piece| {
                let runs = piece.line.runs.iter().flat_map(|run| &run.glyphs);
                runs.map(|glyph| (&piece.line.text, glyph.bytes.clone()))
            });
            let mut last = 0..0;
            let mut read = String::new();
            for (text, bytes) in glyphs {
                if bytes != last {
                    read.push_str(&text[bytes.clone()]);
                }
                last = bytes;
            }
            read.replace(['\u{61C}', '\u{200E}', '\u{200F}'], "")
        };
        set.lines.iter().map(line).collect()
    }

    /// A text of `letters` bytes of words of all lengths.
    fn prose(words: &[&str], letters: usize) -> String {
        let mut text = String::new();
        let mut seed = 7_usize;
        while text.len() < letters {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            text.extend([words[(seed >> 40) % words.len()], " "]);
        }
        text
    }

    #[test]
    fn a_long_text_has_the_lines_it_would_have_if_it_were_set_at_once() {
        let german =
            ["Verantwortungsbereiche", "neu", "geordnet,", "wir", "haben", "Zusammenarbeit"];
        for (language, words) in [
            ("de", german.as_slice()),
            ("xx", &["plain", "office", "fjord", "a\u{301}", "words"]),
            ("he", &["שלום", "עולם", "office", "123"]),
            ("xx", &["שלום", "עולם", "words", "123"]),
        ] {
            for words_divided in [Words::Whole, Words::Divided] {
                let rich = Rich::plain(prose(words, MOST_AT_ONCE + STRETCH));
                let mut setter = setter(language);
                let mark = setter.mark_of_direction(STYLE);
                let how = (STYLE, words_divided);
                let (set, layout) = setter.broken(&rich, (mark, 0), how, 200.0);
                let at_once = setter.rich_text(&set, &layout, (STYLE, 200.0));
                let long = setter.set_rich(&rich, how, 200.0);
                for (long, at_once) in read(&long).iter().zip(read(&at_once)) {
                    assert_eq!(*long, at_once, "{language}");
                }
                assert_eq!(long.lines.len(), at_once.lines.len(), "{language}");
            }
        }
    }

    #[test]
    fn every_letter_of_a_text_of_any_length_is_set() {
        let crowd = format!("Z{} ", "\u{301}".repeat(400));
        let texts = [
            "x".repeat(70_000),
            "Việc a\u{301}o ".repeat(5_000),
            "\u{301}".repeat(40_000),
            crowd.repeat(90),
            format!("{}\n\n", "line of code\n").repeat(5_500),
        ];
        for text in texts {
            let known = |letter: &char| !letter.is_whitespace();
            let mut setter = setter("en");
            let plain = setter.set(&text, STYLE, 300.0);
            let rich = setter.set_rich(&Rich::plain(text.as_str()), (STYLE, Words::Divided), 300.0);
            let missing = setter.missing.clone();
            let is_set = |letter: &char| known(letter) && !missing.contains(letter);
            let expected: String = text.chars().filter(is_set).collect();
            assert!(read(&rich).concat().chars().filter(is_set).eq(expected.chars()));
            let lines = plain.lines.iter().map(|line| RichLine {
                pieces: vec![crate::paper::text::RichPiece {
                    line: Arc::clone(line),
                    x: 0.0,
                    rise: 0.0,
                    span: 0,
                }],
                ..RichLine::default()
            });
            let plain = RichText { lines: lines.collect(), pitch: 1.0, ascent: 1.0 };
            assert!(read(&plain).concat().chars().filter(is_set).eq(expected.chars()));
        }
    }

    #[test]
    fn the_pieces_of_a_long_text_know_the_spans_of_it() {
        let mut rich = Rich::default();
        for number in 0..4_000 {
            let looks = Looks { bold: number % 2 == 1, ..Looks::default() };
            rich.push(if number % 2 == 1 { "bold " } else { "plain " }, looks, Some(number));
        }
        let set = setter("en").set_rich(&rich, (STYLE, Words::Divided), 200.0);
        let pieces = set.lines.iter().flat_map(|line| &line.pieces);
        let spans: Vec<usize> = pieces.map(|piece| piece.span).collect();
        assert_eq!(spans, (0..4_000).collect::<Vec<_>>());
    }

    #[test]
    fn a_long_text_without_a_column_is_one_line() {
        let text = "office words ".repeat(6_000);
        let set = setter("en").set(&text, STYLE, f32::MAX);
        let [line] = set.lines.as_slice() else { panic!("{} lines", set.lines.len()) };
        let once = setter("en").set("office words ", STYLE, f32::MAX).lines[0].width;
        assert!(line.width > 6_000.0 * once && line.width < 6_000.0 * (once + 4.0));
        let glyphs: usize = line.runs.iter().map(|run| run.glyphs.len()).sum();
        assert!(glyphs > 60_000 && line.text.len() == text.trim_end().len());
    }

    #[test]
    fn a_text_that_is_longer_than_its_line_ends_in_a_sign_of_it() {
        let mut setter = setter("en");
        let mut one = |text: &str| {
            let line = setter.set_one_line(text, STYLE, 200.0).expect("there is something to read");
            assert!(line.width <= 200.0, "{}", line.width);
            line.text.to_string()
        };
        assert_eq!(one("Who opens"), "Who opens");
        let (some, more) = (one(&"keys ".repeat(40)), one(&"keys ".repeat(4_000)));
        assert_eq!(some, more);
        assert!(some.starts_with("keys keys") && some.ends_with('…'), "{some}");
    }
}
