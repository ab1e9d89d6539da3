//! Colons that begin a line and no meaning of a term: `:tada:`, `:::note`.
//!
//! The parser takes every line that begins with a colon, below a line of words, for the meaning of these words. On code hosts it
//! is text, and so it is here unless a blank follows. The parser is given another sign of the same size in its place, and what
//! it makes of it gets the colon back.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, RefDefs, Tag};

/// What stands for a colon. It means nothing to the parser, and is as much a punctuation mark.
const STAND_IN: char = ';';

/// A text whose colons at the beginning of lines begin no meanings.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Guarded<'t> {
    /// The text as it was written.
    original: &'t str,
    /// The text for the parser.
    pub(super) text: String,
    /// Where in it a colon has a stand-in, in order.
    places: Vec<usize>,
}

impl<'t> Guarded<'t> {
    /// `None` where no line begins so.
    pub(super) fn of(original: &'t str) -> Option<Self> {
        let mut at = 0;
        let mut places = Vec::new();
        for line in original.split_inclusive('\n') {
            let inner = line.trim_start_matches([' ', '\t', '>']);
            if is_no_meaning(inner) {
                places.push(at + line.len() - inner.len());
            }
            at += line.len();
        }
        if places.is_empty() {
            return None;
        }
        let mut text = original.to_owned();
        let mut stand_in = [0; 1];
        for &place in &places {
            text.replace_range(place..=place, STAND_IN.encode_utf8(&mut stand_in));
        }
        Some(Self { original, text, places })
    }

    /// Whether an address or a title that labels are defined by has a stand-in.
    pub(super) fn touches_labels(&self, labels: &RefDefs<'_>) -> bool {
        labels.iter().any(|(_, label)| self.touches(&label.span))
    }

    /// The event at `range` with its colons. `None` where it cannot be told which of its letters they were.
    pub(super) fn restored<'e>(&self, event: Event<'e>, range: &Range<usize>) -> Option<Event<'e>> {
        if !self.touches(range) {
            return Some(event);
        }
        Some(match event {
            Event::Text(text) => Event::Text(self.restored_text(text, range)?),
            Event::Code(text) => Event::Code(self.restored_text(text, range)?),
            Event::Html(text) => Event::Html(self.restored_text(text, range)?),
            Event::InlineHtml(text) => Event::InlineHtml(self.restored_text(text, range)?),
            Event::Start(
                Tag::Link { ref dest_url, ref title, .. }
                | Tag::Image { ref dest_url, ref title, .. },
            ) if !self.is_as_written(dest_url, range) || !self.is_as_written(title, range) => {
                return None;
            }
            Event::Start(_)
            | Event::End(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => event,
        })
    }

    /// Whether an address or a title in `range` holds no stand-in.
    fn is_as_written(&self, text: &str, range: &Range<usize>) -> bool {
        !text.contains(STAND_IN) || self.original[range.clone()].contains(text)
    }

    /// The letters of `text`, which stand at `range`, between signs that no reader sees: those of a code span over several
    /// lines, or of the quotation it stands in.
    fn restored_text<'e>(&self, text: CowStr<'e>, range: &Range<usize>) -> Option<CowStr<'e>> {
        if !text.contains(STAND_IN) {
            return Some(text);
        }
        let mut written = self.text[range.clone()].char_indices();
        let mut restored = String::with_capacity(text.len());
        for letter in text.chars() {
            let is_same = |typed: char| typed == letter || typed == '\n' && letter == ' ';
            let (at, _) = written.find(|(_, typed)| is_same(*typed))?;
            let is_colon =
                letter == STAND_IN && self.places.binary_search(&(range.start + at)).is_ok();
            restored.push(if is_colon { ':' } else { letter });
        }
        Some(restored.into())
    }

    fn touches(&self, range: &Range<usize>) -> bool {
        let next = self.places.partition_point(|place| *place < range.start);
        self.places.get(next).is_some_and(|place| *place < range.end)
    }
}

/// Whether a line without what it is set in begins with a colon that means nothing.
fn is_no_meaning(line: &str) -> bool {
    let after = line.strip_prefix(':');
    after.is_some_and(|after| after.starts_with(|letter: char| !letter.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser};

    use super::Guarded;

    /// The events of a text as they are shown, with its colons.
    fn events(text: &str) -> Option<String> {
        let guarded = Guarded::of(text)?;
        let parser =
            Parser::new_ext(&guarded.text, Options::ENABLE_DEFINITION_LIST).into_offset_iter();
        let restored = parser.map(|(event, range)| guarded.restored(event, &range));
        let shown: Option<Vec<String>> =
            restored.map(|event| Some(format!("{:?}", event?))).collect();
        Some(shown?.join(" "))
    }

    #[test]
    fn a_colon_without_a_blank_is_text() {
        for text in
            ["We meet.\n:tada: Bring a cake.", "Words\n:::note\nmore\n:::", "> Words\n> :smile:"]
        {
            let shown = events(text).expect("a text that can be told apart");
            assert!(!shown.contains("DefinitionList") && !shown.contains(';'), "{shown}");
            assert!(shown.contains(':'), "{shown}");
        }
        assert_eq!(Guarded::of("A term\n: Its meaning"), None);
    }

    #[test]
    fn code_over_several_lines_keeps_its_colons() {
        let shown = events("> Words `of;\n> :code` here").expect("a text that can be told apart");
        assert!(shown.contains("of; :code"), "{shown}");
    }

    #[test]
    fn a_meaning_beside_it_stays_one() {
        let shown = events("A term\n: Its meaning\n\nWords\n:tada: more; and more")
            .expect("a text that can be told apart");
        assert!(
            shown.contains("DefinitionListTitle") && shown.contains(":tada: more; and more"),
            "{shown}"
        );
    }

    #[test]
    fn what_cannot_be_reported_apart_is_not_guessed() {
        assert_eq!(events("[x](b.md \"A;\n:title\")"), None);
    }
}
