//! All that is wrong with a text.

use std::ops::Range;

use super::line::unknown;
use super::slip::{Slip, lines_of};

/// What is wrong with a text, by place.
#[derive(Debug, Default)]
pub(in crate::parse::toml) struct Found {
    pub(in crate::parse::toml) slips: Vec<Slip>,
    /// The statements that are left out, since only the author knows what they are to say.
    pub(in crate::parse::toml) lost: Vec<Range<usize>>,
}

impl Found {
    /// Adds what the parser could not read at `at` though nothing known is wrong there, and says whether that is new.
    pub(in crate::parse::toml) fn add_unread(&mut self, text: &str, at: usize) -> bool {
        let line = lines_of(text, &(at..at));
        let is_known =
            self.lost.iter().any(|lost| lost.start <= line.start && line.end <= lost.end);
        if is_known {
            return false;
        }
        let end = line.start + text[line.clone()].trim_end().len();
        self.slips.push(unknown(text, line.start..end));
        self.slips.sort_by_key(|slip| (slip.at.start, slip.at.end));
        self.lost.push(line);
        true
    }
}
