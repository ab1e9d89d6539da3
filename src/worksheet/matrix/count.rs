//! How often a letter stands in a row, and the sentence that says so.

use serde::Serialize;

use crate::worksheet::Words;

/// The table of the words that say a rule.
const TABLE: &str = "matrix";

/// How often a letter stands in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The letter.
    pub letter: String,
    /// At least so often.
    pub least: usize,
    /// At most so often.
    pub most: Option<usize>,
}

impl Count {
    /// Reads `one O in each row`, `exactly one A`, `at least one R in each row`, `at most two C in each row`.
    pub fn read(rule: &str) -> Option<Self> {
        let lower = rule.to_lowercase();
        let (least, most, rest) = if let Some(rest) = lower.strip_prefix("at least ") {
            (true, false, rest)
        } else if let Some(rest) = lower.strip_prefix("at most ") {
            (false, true, rest)
        } else {
            (true, true, lower.strip_prefix("exactly ").unwrap_or(&lower))
        };
        let mut parts = rest.split_whitespace();
        let number = match parts.next()? {
            "one" | "1" => 1,
            "two" | "2" => 2,
            "three" | "3" => 3,
            _ => return None,
        };
        let letter = parts.next()?.to_uppercase();
        let ending: Vec<&str> = parts.collect();
        let known = matches!(
            ending.as_slice(),
            [] | ["in", "each" | "every" | "a", "row"] | ["a" | "per", "row"]
        );
        known.then_some(Self {
            letter,
            least: if least { number } else { 0 },
            most: if most { Some(number) } else { None },
        })
    }

    /// The rule as an author writes it: `exactly one A in each row`.
    pub fn written(&self) -> String {
        let (name, count) = self.said();
        let number = ["no", "one", "two", "three"]
            .get(count)
            .map_or_else(|| count.to_string(), |word| (*word).to_owned());
        format!("{} {number} {} in each row", name.replace('_', " "), self.letter)
    }

    /// The rule in the words of the interface.
    pub(super) fn shown(&self, words: Words<'_>) -> String {
        let (name, count) = self.said();
        let number = words.word(TABLE, &format!("number_{count}"));
        words.word(TABLE, name).replace("{n}", &number).replace("{letter}", &self.letter)
    }

    /// What it says of its number, and the number.
    fn said(&self) -> (&'static str, usize) {
        match (self.least, self.most) {
            (least, Some(most)) if least == most => ("exactly", most),
            (_, Some(most)) => ("at_most", most),
            (least, None) => ("at_least", least),
        }
    }

    /// Whether a row with `found` of the letter keeps the rule.
    pub(super) fn holds(&self, found: usize) -> bool {
        found >= self.least && self.most.is_none_or(|most| found <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn a_rule_reads_as_a_sentence() {
        for (rule, back) in [
            ("one O in each row", "exactly one O in each row"),
            ("at least one R in each row", "at least one R in each row"),
            ("at most two C in each row", "at most two C in each row"),
        ] {
            assert_eq!(Count::read(rule).map(|count| count.written()), Some(back.to_owned()));
        }
        assert_eq!(Count::read("be nice"), None);
    }
}
