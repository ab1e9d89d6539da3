//! Text whose letters look different in places.

use std::borrow::Cow;
use std::ops::Range;

use super::style::Face;

/// A text whose letters look different in places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::paper) struct Rich {
    /// The letters.
    pub(in crate::paper) text: String,
    /// Stretches of the text, in order and without gaps.
    pub(in crate::paper) spans: Vec<Span>,
}

/// A stretch of a text that looks the same and belongs to the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::paper) struct Span {
    /// Where it stands.
    pub(in crate::paper) bytes: Range<usize>,
    /// How it looks.
    pub(in crate::paper) looks: Looks,
    /// The number of what it belongs to, such as a link.
    pub(in crate::paper) tie: Option<usize>,
}

/// How letters look beside those around them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::paper) struct Looks {
    /// Whether they are heavier.
    pub(in crate::paper) bold: bool,
    /// Whether they are slanted.
    pub(in crate::paper) italic: bool,
    /// What else they are.
    pub(in crate::paper) form: Form,
}

/// What letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::paper) enum Form {
    /// Letters.
    #[default]
    Plain,
    /// Code.
    Code,
    /// Struck out.
    Struck,
    /// A small mark above the line.
    Raised,
    /// Above the line, and part of what stands before: the 3 of 10³.
    Above,
    /// Below the line, and part of what stands before: the 2 of H₂O.
    Below,
    /// A picture on lines of its own: how wide and how high it is, in hundredths of a point.
    Room(u32, u32),
}

/// Stands in a text where a picture has its room (Unicode, "object replacement character").
pub(super) const PICTURE: &str = "\u{FFFC}";

impl Rich {
    /// `text` that looks the same throughout.
    pub(in crate::paper) fn plain(text: impl Into<String>) -> Self {
        let mut rich = Self::default();
        rich.push(&text.into(), Looks::default(), None);
        rich
    }

    /// Appends `text`.
    pub(in crate::paper) fn push(&mut self, text: &str, looks: Looks, tie: Option<usize>) {
        if !self.text.ends_with(PICTURE) {
            return self.append(text, looks, tie);
        }
        // What follows a picture begins below it.
        let text = text.trim_start();
        if !text.is_empty() {
            self.append("\n", Looks::default(), None);
            self.append(text, looks, tie);
        }
    }

    /// Appends a picture of this size, in points, on lines of its own.
    pub(in crate::paper) fn push_picture(&mut self, (wide, high): (f32, f32), tie: usize) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.append("\n", Looks::default(), None);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "no picture is smaller than nothing, and a larger one is as large as can be"
        )]
        let [wide, high] = [wide, high].map(|points| (points.max(1.0) * 100.0) as u32);
        let looks = Looks { form: Form::Room(wide, high), ..Looks::default() };
        self.append(PICTURE, looks, Some(tie));
    }

    fn append(&mut self, text: &str, looks: Looks, tie: Option<usize>) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        match self.spans.last_mut() {
            Some(last) if last.looks == looks && last.tie == tie => {
                last.bytes.end = self.text.len();
            }
            Some(_) | None => {
                self.spans.push(Span { bytes: start..self.text.len(), looks, tie });
            }
        }
    }

    /// The number of the span of the letter at `place`.
    pub(super) fn span_of(&self, place: usize) -> usize {
        self.spans.partition_point(|span| span.bytes.end <= place)
    }

    /// How the letter at `place` looks.
    pub(super) fn looks_of(&self, place: usize) -> Looks {
        self.spans.get(self.span_of(place)).map(|span| span.looks).unwrap_or_default()
    }

    /// The same behind a `mark` that is not seen.
    pub(super) fn marked(&self, mark: &str) -> Cow<'_, Self> {
        if mark.is_empty() || self.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut marked = Self { text: format!("{mark}{}", self.text), spans: self.spans.clone() };
        for (number, span) in marked.spans.iter_mut().enumerate() {
            span.bytes.start += if number == 0 { 0 } else { mark.len() };
            span.bytes.end += mark.len();
        }
        Cow::Owned(marked)
    }

    /// The `bytes` of it, and the number of the span that they begin with.
    pub(super) fn part(&self, bytes: Range<usize>) -> (Self, usize) {
        let first = self.spans.partition_point(|span| span.bytes.end <= bytes.start);
        let within = self.spans[first..].iter().take_while(|span| span.bytes.start < bytes.end);
        let cut = |place: usize| place.clamp(bytes.start, bytes.end) - bytes.start;
        let spans = within
            .map(|span| Span { bytes: cut(span.bytes.start)..cut(span.bytes.end), ..span.clone() })
            .collect();
        (Self { text: self.text[bytes.clone()].to_owned(), spans }, first)
    }

    /// Whether there is nothing to read.
    pub(in crate::paper) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The face of letters that look so within text of the face `around`.
pub(super) fn face(around: Face, looks: Looks) -> Face {
    if looks.form == Form::Code {
        return Face::Mono;
    }
    let (bold, italic) = match around {
        Face::Sans => (looks.bold, looks.italic),
        // Emphasis within slanted text stands upright.
        Face::SansItalic => (looks.bold, !looks.italic),
        Face::SansBold => (true, looks.italic),
        Face::SansBoldItalic => (true, !looks.italic),
        Face::Serif | Face::Mono => return around,
    };
    match (bold, italic) {
        (false, false) => Face::Sans,
        (false, true) => Face::SansItalic,
        (true, false) => Face::SansBold,
        (true, true) => Face::SansBoldItalic,
    }
}
