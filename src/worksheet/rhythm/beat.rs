//! How often and when: `2 weeks`, `first Monday 09:30`, and the dates that follow.

use super::unit::Unit;
use super::words::{EVERY, SMALL_WORDS, UNITS, WEEKDAYS, WEEKS};
use crate::measure::{Clock, Date};

/// How often something comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beat {
    /// Every so many.
    pub number: u32,
    /// Of these.
    pub unit: Unit,
}

/// When something begins: `16:00`, `Tuesday 16:00`, `first Monday 09:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Which of the weekdays in a month.
    pub week: Option<Week>,
    /// The weekday, 0 for Monday.
    pub weekday: Option<u8>,
    /// The time.
    pub clock: Clock,
}

/// Which of the four or five Mondays in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Week {
    /// The first to the fourth.
    Number(u8),
    /// The last.
    Last,
}

/// Weeks of a year over its months.
const WEEKS_A_MONTH: f64 = 52.0 / 12.0;

/// The number of the weekday of this name, 0 for Monday.
fn weekday(name: &str) -> Option<u8> {
    let at = WEEKDAYS.iter().position(|(_, names)| names.contains(&name))?;
    u8::try_from(at).ok()
}

impl Week {
    /// The week of a month of this name.
    fn named(name: &str) -> Option<Self> {
        let at = WEEKS.iter().position(|names| names.contains(&name))?;
        let number = u8::try_from(at + 1).ok()?;
        Some(if at + 1 == WEEKS.len() { Week::Last } else { Week::Number(number) })
    }
}

impl Beat {
    /// Reads `week`, `2 weeks`, `every 2 weeks`, `working day`, `quarter`, `year`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let text = EVERY.iter().find_map(|every| text.strip_prefix(every)).unwrap_or(&text).trim();
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number: u32 = if digits == 0 { 1 } else { text[..digits].parse().ok()? };
        let name = text[digits..].trim();
        let (unit, times, _) = UNITS.into_iter().find(|(.., names)| names.contains(&name))?;
        let is_right = (1..=100).contains(&number) && (unit != Unit::WorkingDay || number == 1);
        is_right.then_some(Self { number: number * times, unit })
    }

    /// How many times it comes in a month, on average over a year of 52 weeks.
    pub fn times_a_month(self) -> f64 {
        let number = f64::from(self.number);
        match self.unit {
            Unit::Day => WEEKS_A_MONTH * 7.0 / number,
            Unit::WorkingDay => WEEKS_A_MONTH * 5.0,
            Unit::Week => WEEKS_A_MONTH / number,
            Unit::Month => 1.0 / number,
        }
    }
}

impl Moment {
    /// Reads `16:00`, `Tuesday 16:00`, `first Monday 09:30`, `last Friday 10:00`, `erster Montag 9.30 Uhr`, `le premier lundi 9h30`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_lowercase().replace(',', " ");
        let is_said = |word: &&str| !SMALL_WORDS.contains(word);
        let mut words: Vec<&str> = text.split_whitespace().filter(is_said).collect();
        // `9 Uhr 30` and `2 pm` are several words.
        let (clock, before) = (1..=words.len().min(3)).rev().find_map(|taken| {
            let before = words.len() - taken;
            Some((Clock::parse(&words[before..].join(" "))?, before))
        })?;
        words.truncate(before);
        // Some languages say which one behind the day: `primo lunedì`, `lunedì primo`.
        if let [day, week] = words[..]
            && weekday(day).is_some()
        {
            words = vec![week, day];
        }
        let weekday = match words.pop() {
            Some(word) => Some(weekday(word)?),
            None => None,
        };
        let week = match words.pop() {
            Some(word) => Some(Week::named(word)?),
            None => None,
        };
        words.is_empty().then_some(Self { week, weekday, clock })
    }

    /// Whether something with this beat can come at this moment: weeks want a weekday, months want to know which one.
    pub fn fits(self, beat: Beat) -> bool {
        match beat.unit {
            Unit::Day | Unit::WorkingDay => self.weekday.is_none(),
            Unit::Week => self.weekday.is_some() && self.week.is_none(),
            Unit::Month => self.weekday.is_some() && self.week.is_some(),
        }
    }
}

/// The day of `week` and `weekday` in the month of `date`.
pub(super) fn in_month(date: Date, week: Week, weekday: u8) -> Date {
    match week {
        Week::Number(number) => {
            let first = Date { day: 1, ..date }.next_weekday(weekday);
            first.plus_days(7 * (i64::from(number) - 1))
        }
        Week::Last => Date { day: 1, ..date.next_month() }.plus_days(-7).next_weekday(weekday),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date of the test")
    }

    #[test]
    fn a_beat_reads_as_people_write_it() {
        let beat = |number, unit| Some(Beat { number, unit });
        assert_eq!(Beat::parse("every 2 weeks"), beat(2, Unit::Week));
        assert_eq!(Beat::parse("Working day"), beat(1, Unit::WorkingDay));
        assert_eq!(Beat::parse("quarter"), beat(3, Unit::Month));
        assert_eq!(Beat::parse("alle 2 Wochen"), beat(2, Unit::Week));
        assert_eq!(Beat::parse("chaque mois"), beat(1, Unit::Month));
        assert_eq!(Beat::parse("Quartal"), beat(3, Unit::Month));
        for text in ["", "sometimes", "0 weeks", "101 weeks", "2 working day", "999999999999 weeks"]
        {
            assert_eq!(Beat::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_has_a_time_and_perhaps_a_day() {
        assert_eq!(
            Moment::parse("last Friday 10:00"),
            Some(Moment { week: Some(Week::Last), weekday: Some(4), clock: Clock(600) })
        );
        assert_eq!(
            Moment::parse("16:00"),
            Some(Moment { week: None, weekday: None, clock: Clock(960) })
        );
        let first_monday =
            Moment { week: Some(Week::Number(1)), weekday: Some(0), clock: Clock(570) };
        for text in [
            "first Monday 09:30",
            "on the first Monday at 09:30",
            "erster Montag 9.30 Uhr",
            "am ersten Montag um 9:30",
            "le premier lundi à 9h30",
            "primer lunes 9:30",
            "primo lunedì 9:30",
            "eerste maandag 9.30 uur",
        ] {
            assert_eq!(Moment::parse(text), Some(first_monday), "{text}");
        }
        for text in ["", "Tuesday", "Tuesday at four", "fifth Monday 09:00"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_and_the_last_weekday_of_a_month_are_found() {
        let day = date("2026-12-07");
        assert_eq!(in_month(day, Week::Number(1), 0), date("2026-12-07"));
        assert_eq!(in_month(day, Week::Number(2), 1), date("2026-12-08"));
        assert_eq!(in_month(day, Week::Last, 3), date("2026-12-31"));
        assert_eq!(in_month(date("2028-02-10"), Week::Last, 1), date("2028-02-29"));
    }
}
