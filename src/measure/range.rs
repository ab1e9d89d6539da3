//! A range of whole numbers: `4-12`.

use std::fmt;

/// A range of whole numbers, both ends counted in: how many people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub from: u32,
    /// The most.
    pub to: u32,
}

impl Range {
    /// Reads `4-12`, `4 to 12`, `5`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (from, to) = text
            .split_once(['-', '‐', '‑', '‒', '–', '—', '−'])
            .or_else(|| text.split_once(" to "))
            .unwrap_or((text, text));
        let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        (from <= to).then_some(Self { from, to })
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to {
            write!(f, "{}", self.from)
        } else {
            write!(f, "{}–{}", self.from, self.to)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Range;

    #[test]
    fn a_range_has_its_ends_in_order() {
        assert_eq!(Range::parse("4-12"), Some(Range { from: 4, to: 12 }));
        assert_eq!(Range::parse("12-4"), None);
    }
}
