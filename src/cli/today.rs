//! The clock → the day, and the second.

use std::time::SystemTime;

use crate::measure::Date;

/// The day by the clock of this machine, as it is in Greenwich. `None` when the clock is before 1970.
pub(super) fn today() -> Option<Date> {
    let days = i64::try_from(since_1970()? / (24 * 60 * 60)).ok()?;
    Some(Date { year: 1970, month: 1, day: 1 }.plus_days(days))
}

/// The seconds since 1970 by the clock of this machine; none when it is before.
pub(super) fn seconds() -> u64 {
    since_1970().unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "the one place that looks at the clock")]
fn since_1970() -> Option<u64> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::today;

    #[test]
    fn the_day_is_after_the_one_on_which_this_was_written() {
        assert!(today().is_some_and(|day| (day.year, day.month) >= (2025, 1)));
    }
}
