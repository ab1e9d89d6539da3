//! When clocks are changed, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.

use std::ops::RangeInclusive;

use super::epoch::{DAY, seconds};
use super::observance::Observance;
use crate::measure::Date;

/// When the clocks of a zone are changed, every year.
#[derive(Debug)]
pub(super) struct Rule {
    /// What they show in the dark half of the year, or always.
    pub(super) standard: Season,
    /// What they show in the light half, when that begins, and when it ends. `None` when they are never changed.
    daylight: Option<(Season, Change, Change)>,
}

/// What clocks show for a part of the year, or always.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Season {
    /// What it is called for short.
    pub(super) name: String,
    /// How many seconds the clocks are ahead of UTC.
    pub(super) ahead: i32,
    /// Whether it is the time of the light half of the year.
    pub(super) is_daylight: bool,
}

/// When clocks are changed: `M10.5.0/3`.
#[derive(Clone, Copy, Debug)]
struct Change {
    month: u8,
    /// Which of the weekdays in the month; 5 for the last.
    week: u8,
    /// The weekday, 0 for Monday.
    weekday: u8,
    /// The seconds from the beginning of that day, by the clocks before they are changed. They may lead to another day.
    clock: i64,
}

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Every day of a month is on every weekday at least once in so many years.
const YEARS: u16 = 40;

impl Rule {
    /// Reads `IST-5:30` or `CET-1CEST,M3.5.0,M10.5.0/3`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(',');
        let (name, rest) = name(parts.next()?)?;
        let (west, rest) = clock(rest)?;
        let ahead = i32::try_from(-west).ok()?;
        let standard = Season { name, ahead, is_daylight: false };
        if rest.is_empty() {
            return parts.next().is_none().then_some(Self { standard, daylight: None });
        }
        let (name, rest) = self::name(rest)?;
        let ahead = match rest {
            "" => ahead + 60 * 60,
            written => clock(written)
                .filter(|(_, rest)| rest.is_empty())
                .and_then(|(west, _)| i32::try_from(-west).ok())?,
        };
        let season = Season { name, ahead, is_daylight: true };
        let (begins, ends) = (Change::parse(parts.next()?)?, Change::parse(parts.next()?)?);
        let daylight = Some((season, begins, ends));
        parts.next().is_none().then_some(Self { standard, daylight })
    }

    /// Whether the clocks are changed at all.
    pub(super) fn has_daylight(&self) -> bool {
        self.daylight.is_some()
    }

    /// What the clocks show later than `after`, which is in `year`. `None` when it cannot be said.
    pub(super) fn observances(&self, after: i64, year: u16) -> Option<Vec<Observance>> {
        let mut found = Vec::new();
        if let Some((daylight, begins, ends)) = &self.daylight {
            begins.observances((&self.standard, daylight), (after, year), &mut found)?;
            ends.observances((daylight, &self.standard), (after, year), &mut found)?;
        }
        Some(found)
    }
}

impl Change {
    fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.strip_prefix('M')?.split_once('/').unwrap_or((&text[1..], "2"));
        let mut numbers = day.split('.').map(str::parse::<u8>);
        let mut number = || numbers.next()?.ok();
        let (month, week, weekday) = (number()?, number()?, number()?);
        let (clock, rest) = clock(time)?;
        let is_right = (1..=12).contains(&month)
            && (1..=5).contains(&week)
            && weekday < 7
            && rest.is_empty()
            && number().is_none();
        is_right.then_some(Self { month, week, weekday: (weekday + 6) % 7, clock })
    }

    /// The day on which it is in `year`, by the clocks before.
    fn day(self, year: u16) -> Date {
        let first = Date { year, month: self.month, day: 1 };
        let day = match self.week {
            5 => first.next_month().plus_days(-7).next_weekday(self.weekday),
            week => first.next_weekday(self.weekday).plus_days(7 * (i64::from(week) - 1)),
        };
        day.plus_days(self.clock.div_euclid(DAY))
    }

    /// Adds the change from `old` to `new`, as it comes again later than `after` in `year`.
    fn observances(
        self,
        (old, new): (&Season, &Season),
        (after, year): (i64, u16),
        found: &mut Vec<Observance>,
    ) -> Option<()> {
        let clock = self.clock.rem_euclid(DAY);
        let is_later = |day: &Date| seconds(*day) + clock - i64::from(old.ahead) > after;
        let years = year..=year + YEARS;
        for (wanted, repeat) in self.repeats()? {
            let falls = |day: &Date| wanted.is_none_or(|month| day.month == month);
            let mut days = years.clone().map(|year| self.day(year));
            found.push(Observance {
                is_daylight: new.is_daylight,
                name: new.name.clone(),
                before: old.ahead,
                ahead: new.ahead,
                day: days.find(|day| falls(day) && is_later(day))?,
                clock: u32::try_from(clock).ok()?,
                repeat,
            });
        }
        Some(())
    }

    /// How it comes again, with the month where not every year has it there. `None` when that cannot be said.
    ///
    /// The night after the last Thursday of October is on a Friday that may be in November. No single rule says that, so
    /// there is one for each of the months.
    fn repeats(self) -> Option<Vec<(Option<u8>, String)>> {
        let weekday = (i64::from(self.weekday) + self.clock.div_euclid(DAY)).rem_euclid(7);
        let weekday = WEEKDAYS[usize::try_from(weekday).ok()?];
        let month = self.month;
        let shift = self.clock.div_euclid(DAY);
        if shift == 0 {
            let which = if self.week == 5 { -1 } else { i16::from(self.week) };
            return Some(vec![(
                None,
                format!("FREQ=YEARLY;BYMONTH={month};BYDAY={which}{weekday}"),
            )]);
        }
        let length = i64::from(length(month)?);
        let last = if self.week == 5 { length } else { 7 * i64::from(self.week) };
        let days: Vec<i64> = (last - 6 + shift..=last + shift).collect();
        let before = if month == 1 { 12 } else { month - 1 };
        let after = if month == 12 { 1 } else { month + 1 };
        let length_before = match self::length(before) {
            Some(length) => i64::from(length),
            None if days.iter().all(|day| *day > 0) => 0,
            None => return None,
        };
        let mut found = Vec::new();
        for (month, days) in [
            (before, within(&days, i64::MIN..=0, length_before)),
            (month, within(&days, 1..=length, 0)),
            (after, within(&days, length + 1..=i64::MAX, -length)),
        ] {
            if !days.is_empty() {
                let text = days.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
                let rule = format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={text};BYDAY={weekday}");
                found.push((Some(month), rule));
            }
        }
        Some(found)
    }
}

/// The days within a range, counted from another month's beginning.
fn within(days: &[i64], range: RangeInclusive<i64>, plus: i64) -> Vec<i64> {
    days.iter().filter(|day| range.contains(day)).map(|day| day + plus).collect()
}

/// The length of a month. `None` for February, whose length changes.
fn length(month: u8) -> Option<u8> {
    match month {
        2 => None,
        4 | 6 | 9 | 11 => Some(30),
        _ => Some(31),
    }
}

/// Reads a name, `CET` or `<+0330>`, and what stands after it.
fn name(text: &str) -> Option<(String, &str)> {
    let (name, rest) = match text.strip_prefix('<') {
        Some(quoted) => quoted.split_once('>')?,
        None => text.split_at(text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len())),
    };
    (!name.is_empty()).then(|| (name.to_owned(), rest))
}

/// Reads a time, `2`, `-1`, `5:30`, and what stands after it, in seconds.
fn clock(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !"+-:".contains(c)).unwrap_or(text.len());
    let (written, rest) = text.split_at(end);
    let (sign, plain) = match written.strip_prefix('-') {
        Some(plain) => (-1, plain),
        None => (1, written.strip_prefix('+').unwrap_or(written)),
    };
    let mut sum = 0;
    for (part, each) in plain.split(':').zip([3600, 60, 1]) {
        sum += part.parse::<u16>().ok().map(i64::from)? * each;
    }
    Some((sign * sum, rest))
}
