//! Times, ranges and dates as people write them: `25 min`, `1h30`, `4-12`, `2026-10-01`.

use std::fmt;

/// A length of time in whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minutes(pub u32);

impl Minutes {
    /// Reads `25 min`, `25`, `1h30`, `1 h 30 min`, `2 hours`, `half an hour`. At most a week.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        match text.as_str() {
            "half an hour" => return Some(Self(30)),
            "an hour" => return Some(Self(60)),
            _ => {}
        }
        let (mut total, mut rest, mut hours_seen) = (0_u32, text.as_str(), false);
        while !rest.is_empty() {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let number: u32 = rest[..digits].parse().ok()?;
            let after = rest[digits..].trim_start();
            let letters = after.len() - after.trim_start_matches(char::is_alphabetic).len();
            let each = match &after[..letters] {
                "h" | "hr" | "hrs" | "hour" | "hours" => {
                    hours_seen = true;
                    60
                }
                "m" | "min" | "mins" | "minute" | "minutes" => 1,
                "d" | "day" | "days" => 24 * 60,
                "" if hours_seen || total == 0 => 1,
                _ => return None,
            };
            total = total.checked_add(number.checked_mul(each)?)?;
            rest = after[letters..].trim_start_matches(['.', ' ', ',']);
        }
        (total > 0 && total <= 7 * 24 * 60).then_some(Self(total))
    }

    /// Reads a time or a range of times: `20-30 min` is 20 to 30 minutes, `25 min` is 25 to 25.
    pub fn parse_range(text: &str) -> Option<(Self, Self)> {
        let Some((from, to)) = text.split_once(['-', '–']) else {
            return Self::parse(text).map(|single| (single, single));
        };
        let to_minutes = Self::parse(to)?;
        let unit: String = to.trim().trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
        let from = from.trim();
        let from_minutes = if from.chars().all(|c| c.is_ascii_digit()) {
            Self::parse(&format!("{from}{unit}"))?
        } else {
            Self::parse(from)?
        };
        (from_minutes <= to_minutes).then_some((from_minutes, to_minutes))
    }
}

impl fmt::Display for Minutes {
    /// `45 min`, `1 h`, `1 h 30 min`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 60, self.0 % 60) {
            (0, minutes) => write!(f, "{minutes} min"),
            (hours, 0) => write!(f, "{hours} h"),
            (hours, minutes) => write!(f, "{hours} h {minutes} min"),
        }
    }
}

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
        let (from, to) =
            text.split_once(['-', '–']).or_else(|| text.split_once(" to ")).unwrap_or((text, text));
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

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year, 0 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// Reads `2026-10-01`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-');
        let date = Self {
            year: parts.next().filter(|year| year.len() == 4)?.parse().ok()?,
            month: parts.next()?.parse().ok()?,
            day: parts.next()?.parse().ok()?,
        };
        ((1..=12).contains(&date.month) && (1..=31).contains(&date.day)).then_some(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, Minutes, Range};

    #[test]
    fn times_read_as_people_write_them() {
        for (text, minutes) in [
            ("25 min", 25),
            ("1h30", 90),
            ("1 h 30 min", 90),
            ("2 hours", 120),
            ("90", 90),
            ("half an hour", 30),
        ] {
            assert_eq!(Minutes::parse(text), Some(Minutes(minutes)), "{text}");
        }
        for text in ["", "soon", "0 min", "9 moons", "99999999999 min", "-5 min"] {
            assert_eq!(Minutes::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_range_of_times_shares_its_unit() {
        assert_eq!(Minutes::parse_range("20-30 min"), Some((Minutes(20), Minutes(30))));
        assert_eq!(Minutes::parse_range("1-2 hours"), Some((Minutes(60), Minutes(120))));
        assert_eq!(Minutes::parse_range("30-20 min"), None);
    }

    #[test]
    fn a_range_has_its_ends_in_order() {
        assert_eq!(Range::parse("4-12"), Some(Range { from: 4, to: 12 }));
        assert_eq!(Range::parse("12-4"), None);
    }

    #[test]
    fn a_date_has_three_parts() {
        assert_eq!(
            Date::parse("2026-10-01").map(|date| date.to_string()),
            Some("2026-10-01".to_owned())
        );
        assert_eq!(Date::parse("2026-13-01"), None);
    }
}
