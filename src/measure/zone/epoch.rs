//! Time as computers count it: in seconds from 1 January 1970.

use crate::measure::Date;

/// Seconds of a day.
pub(super) const DAY: i64 = 24 * 60 * 60;

/// The day from which seconds are counted.
pub(super) const FIRST_DAY: Date = Date { year: 1970, month: 1, day: 1 };

/// The seconds from the first day to the beginning of `date`.
pub(super) fn seconds(date: Date) -> i64 {
    date.days_after(FIRST_DAY) * DAY
}
