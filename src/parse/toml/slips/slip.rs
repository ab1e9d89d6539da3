//! One slip, and a text with its slips mended.

use std::ops::Range;

/// One thing that is written otherwise than TOML has it.
#[derive(Clone, Debug)]
pub(in crate::parse::toml) struct Slip {
    /// What is underlined.
    pub(super) at: Range<usize>,
    /// What is wrong, in a sentence.
    pub(super) said: String,
    /// What to do, where the corrected line does not say it.
    pub(super) help: Option<String>,
    /// What is written instead. `None` where only the author knows: then the statement is left out.
    pub(super) change: Option<Change>,
    /// Whether there is no other reading.
    pub(super) is_sure: bool,
    /// Whether it is reported though the parser can read the statement by itself.
    pub(super) is_held: bool,
}

/// A stretch of the text and what is written in its place.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) span: Range<usize>,
    pub(super) now: String,
}

impl Slip {
    /// One with a single reading.
    pub(super) fn new(
        at: Range<usize>,
        said: impl Into<String>,
        span: Range<usize>,
        now: String,
    ) -> Self {
        let change = Some(Change { span, now });
        Self { at, said: said.into(), help: None, change, is_sure: true, is_held: false }
    }

    /// One that only the author can mend.
    pub(super) fn open(at: Range<usize>, said: impl Into<String>, help: impl Into<String>) -> Self {
        let help = Some(help.into());
        Self { at, said: said.into(), help, change: None, is_sure: false, is_held: false }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same, reported whatever the parser makes of its statement.
    pub(super) fn held(mut self) -> Self {
        self.is_held = true;
        self
    }

    /// The same, as the likelier of several readings.
    pub(super) fn unsure(mut self) -> Self {
        self.is_sure = false;
        self
    }
}

/// `statement` of `text` with the changes of `slips`.
pub(super) fn mended(text: &str, statement: Range<usize>, slips: &[Slip]) -> String {
    let mut changes: Vec<&Change> = slips.iter().filter_map(|slip| slip.change.as_ref()).collect();
    changes.sort_by_key(|change| (change.span.start, change.span.end));
    let (mut now, mut at) = (String::new(), statement.start);
    for change in changes {
        if change.span.start < at || change.span.start > statement.end {
            continue;
        }
        now.push_str(&text[at..change.span.start]);
        now.push_str(&change.now);
        at = change.span.end;
    }
    now.push_str(text.get(at..statement.end).unwrap_or_default());
    now
}

/// The whole lines that `span` stands on, with their ends.
pub(super) fn lines_of(text: &str, span: &Range<usize>) -> Range<usize> {
    let first = text.floor_char_boundary(span.start);
    let start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
    let last = text.ceil_char_boundary(span.end.max(first));
    let last = if last > span.start && text[..last].ends_with('\n') { last - 1 } else { last };
    let end = text[last..].find('\n').map_or(text.len(), |length| last + length + 1);
    start..end
}
