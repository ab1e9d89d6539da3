//! Line ends between letters of scripts that have no spaces → nothing: Chinese and Japanese are written on without one.
//!
//! The rule is that of CSS Text 4, "segment break transformation rules": a line end goes where the letters before and after it
//! are wide and not Hangul. Pictures of emotions are wide in every language, and keep their space.

use icu_properties::props::{
    EastAsianWidth, EmojiPresentation, GeneralCategory, GeneralCategoryGroup, Script,
};
use icu_properties::{CodePointMapData, CodePointSetData};

use crate::prose::{Block, Inline, Line, each_line_mut};

/// Takes such line ends out of all lines of `blocks`.
pub(super) fn join(source: &str, blocks: &mut [Block]) {
    if source.is_ascii() {
        return;
    }
    each_line_mut(blocks, &mut |line| join_line(source, line));
}

/// Takes such line ends out of `line`.
pub(super) fn join_line(source: &str, line: &mut Line) {
    let mut seen = Seen::default();
    seen.look(source, line);
    if seen.joined.contains(&true) {
        take_out(line, &mut seen.joined.into_iter());
    }
}

/// A line as it is walked.
#[derive(Default)]
struct Seen {
    /// Whether each line end goes, in order.
    joined: Vec<bool>,
    /// Whether the last letter has no space before the next, and the line ends since.
    after_wide: bool,
    open: usize,
}

impl Seen {
    fn look(&mut self, source: &str, pieces: &[Inline]) {
        for inline in pieces {
            match inline {
                Inline::Text(text) | Inline::Code(text) => {
                    text.as_str(source).chars().for_each(|letter| self.letter(letter));
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                    self.look(source, inner);
                }
                Inline::Element(element) => self.look(source, &element.content),
                Inline::Link(link) => self.look(source, &link.content),
                Inline::Image(image) => {
                    self.settle(false);
                    self.look(source, &image.content);
                    self.settle(false);
                }
                Inline::SoftBreak => {
                    self.joined.push(false);
                    self.open += 1;
                }
                Inline::HardBreak => self.settle(false),
                // A mark is small, and belongs to what stands before it.
                Inline::FootnoteMark(_) | Inline::Html(_) => {}
            }
        }
    }

    fn letter(&mut self, letter: char) {
        match side(letter) {
            Side::Wide => self.settle(true),
            Side::Narrow => self.settle(false),
            Side::Either => {}
        }
    }

    /// Decides on the line ends since the last letter, now that the next is known.
    fn settle(&mut self, is_wide: bool) {
        let decided = self.joined.len() - self.open;
        self.joined[decided..].fill(self.after_wide && is_wide);
        (self.open, self.after_wide) = (0, is_wide);
    }
}

/// What a letter is to a line end beside it.
enum Side {
    Wide,
    Narrow,
    /// Punctuation that is as wide as what it stands with, such as “ and ….
    Either,
}

fn side(letter: char) -> Side {
    if letter.is_ascii() {
        return Side::Narrow;
    }
    let width = CodePointMapData::<EastAsianWidth>::new().get(letter);
    let is_wide = [EastAsianWidth::Wide, EastAsianWidth::Fullwidth, EastAsianWidth::Halfwidth]
        .contains(&width);
    let is_hangul = || CodePointMapData::<Script>::new().get(letter) == Script::Hangul;
    let is_emoji = || CodePointSetData::new::<EmojiPresentation>().contains(letter);
    let category = CodePointMapData::<GeneralCategory>::new().get(letter);
    match width {
        _ if is_wide && !is_hangul() && !is_emoji() => Side::Wide,
        EastAsianWidth::Ambiguous if GeneralCategoryGroup::Punctuation.contains(category) => {
            Side::Either
        }
        _ => Side::Narrow,
    }
}

/// Takes each line end out that `joined` says, in order.
fn take_out(pieces: &mut Line, joined: &mut impl Iterator<Item = bool>) {
    let mut kept = Vec::with_capacity(pieces.len());
    for mut inline in std::mem::take(pieces) {
        match &mut inline {
            Inline::SoftBreak if joined.next() == Some(true) => continue,
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                take_out(inner, joined);
            }
            Inline::Element(element) => take_out(&mut element.content, joined),
            Inline::Link(link) | Inline::Image(link) => take_out(&mut link.content, joined),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::SoftBreak
            | Inline::HardBreak
            | Inline::FootnoteMark(_)
            | Inline::Html(_) => {}
        }
        kept.push(inline);
    }
    *pieces = kept.into();
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostics;
    use crate::source::Sources;

    /// The words of a page.
    fn read(text: &str) -> String {
        let sources = Sources::in_memory(&[("a.md", text)]);
        let playbook = crate::parse::parse(&sources, &mut Diagnostics::new());
        playbook.entries.values().map(|entry| entry.document().as_line()).collect()
    }

    #[test]
    fn a_line_end_between_letters_without_spaces_is_nothing() {
        for (written, shown) in [
            ("每天\n早上", "每天早上"),
            ("カタ\nカナ、\n**ひら**\n[がな](b.md)", "カタカナ、ひらがな"),
            ("说“你好”\n她笑了", "说“你好”她笑了"),
            ("> 一\n> 二\n\n- 三\n  四", "一二 三四"),
            ("注。[^1]\n后\n\n[^1]: 一\n    二", "注。后 一二"),
            ("ｶﾀ\nｶﾅ", "ｶﾀｶﾅ"),
        ] {
            assert_eq!(read(written), shown);
        }
    }

    #[test]
    fn a_line_end_elsewhere_is_a_space() {
        for (written, shown) in [
            ("one\ntwo", "one two"),
            ("한국어\n문장", "한국어 문장"),
            ("中文\nEnglish\n中文", "中文 English 中文"),
            ("good 🎉\n🎊 more", "good 🎉 🎊 more"),
            ("“X”\n中文", "“X” 中文"),
            ("中![文](b.png)\n文", "中文 文"),
            ("中  \n文", "中 文"),
        ] {
            assert_eq!(read(written), shown);
        }
    }

    #[test]
    fn the_words_of_a_heading_are_joined_too() {
        let sources = Sources::in_memory(&[("a.md", "# T\n\n第一\n部分\n---\n")]);
        let playbook = crate::parse::parse(&sources, &mut Diagnostics::new());
        let entry = playbook.entries.values().next().expect("there is one");
        assert!(entry.document().headings.iter().any(|heading| heading.text == "第一部分"));
    }
}
