//! A run of letters, and the quotation marks among them.

use crate::source::Span;

/// A run of letters: most stand in the source as they are and are only pointed at.
#[derive(Clone, Debug)]
pub enum Text {
    /// Letters of the source.
    Source(Span),
    /// Letters that stand otherwise in the source, such as `&amp;` or a dash that was typed as `--`.
    Own(Box<str>),
    /// A quotation mark that was typed as a straight one.
    Quote(Quote),
}

/// A quotation mark, which each language has in its own form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// The first of two double marks.
    Open,
    /// The second of two double marks.
    Close,
    /// The first of two single marks.
    OpenSingle,
    /// The second of two single marks, or an apostrophe.
    CloseSingle,
}

impl Quote {
    /// All, in the order in which a language's own are listed.
    const ALL: [(Quote, &str); 4] = [
        (Quote::Open, "“"),
        (Quote::Close, "”"),
        (Quote::OpenSingle, "‘"),
        (Quote::CloseSingle, "’"),
    ];

    /// The mark that has this English form.
    pub fn of(letters: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, form)| *form == letters).map(|(quote, _)| *quote)
    }

    /// Its English form.
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

impl Text {
    /// The letters.
    pub fn as_str<'d>(&'d self, source: &'d str) -> &'d str {
        match self {
            Text::Source(span) => &source[span.range()],
            Text::Own(text) => text,
            Text::Quote(quote) => quote.as_str(),
        }
    }
}
