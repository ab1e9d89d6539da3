//! A day: `2026-10-01`. How people write days stands in `days.rs`.

use std::fmt;

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
        ((1..=12).contains(&date.month)
            && (1..=31).contains(&date.day)
            && date.plus_days(0) == date)
            .then_some(date)
    }

    /// Its weekday, 0 for Monday.
    pub fn weekday(self) -> u8 {
        // The day with the number 0, 1 March of the year 0, was a Wednesday.
        u8::try_from((self.number() + 2).rem_euclid(7)).unwrap_or_default()
    }

    /// The first day from this one on that is the given weekday, 0 for Monday.
    #[must_use]
    pub fn next_weekday(self, weekday: u8) -> Self {
        self.plus_days((i64::from(weekday) - i64::from(self.weekday())).rem_euclid(7))
    }

    /// The day so many days later, or earlier when they are below zero.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::numbered(self.number() + days)
    }

    /// How many days it is after `other`, below zero when it is before.
    pub fn days_after(self, other: Self) -> i64 {
        self.number() - other.number()
    }

    /// The first day of the month after its own.
    #[must_use]
    pub fn next_month(self) -> Self {
        match self.month {
            12 => Self { year: self.year + 1, month: 1, day: 1 },
            month => Self { month: month + 1, day: 1, ..self },
        }
    }

    /// Days since 1 March of the year 0. With years that begin in March the leap day comes last, and months follow a rule.
    fn number(self) -> i64 {
        let month = (i64::from(self.month) + 9) % 12;
        let year = i64::from(self.year) - i64::from(self.month < 3);
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + i64::from(self.day)
            - 1
    }

    fn numbered(number: i64) -> Self {
        let era = number.div_euclid(146_097);
        let of_era = number.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let year = year + era * 400 + i64::from(month >= 10);
        let small = |number: i64| u8::try_from(number).unwrap_or(1);
        Self {
            year: u16::try_from(year).unwrap_or_default(),
            month: small((month + 2) % 12 + 1),
            day: small(day),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn a_date_has_three_parts() {
        assert_eq!(
            Date::parse("2026-10-01").map(|date| date.to_string()),
            Some("2026-10-01".to_owned())
        );
        assert_eq!(Date::parse("2026-13-01"), None);
        assert_eq!(Date::parse("2026-02-29"), None);
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let date = |text: &str| Date::parse(text).expect("a date of the test");
        assert_eq!(date("2026-12-07").weekday(), 0);
        assert_eq!(date("2000-01-01").weekday(), 5);
        assert_eq!(date("2028-02-28").plus_days(1), date("2028-02-29"));
        assert_eq!(date("2100-02-28").plus_days(1), date("2100-03-01"));
        assert_eq!(date("2026-12-31").plus_days(1), date("2027-01-01"));
        assert_eq!(date("2027-01-01").plus_days(-365), date("2026-01-01"));
        assert_eq!(date("2026-12-07").next_weekday(1), date("2026-12-08"));
        assert_eq!(date("2026-12-08").next_weekday(0), date("2026-12-14"));
        assert_eq!(date("2028-03-01").days_after(date("2028-02-28")), 2);
        assert_eq!(date("1969-12-31").days_after(date("1970-01-01")), -1);
    }
}
