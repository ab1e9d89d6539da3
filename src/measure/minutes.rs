//! Lengths of time as people write them: `25 min`, `1h30`, `1,5 h`, `90 Minuten`.
//!
//! The whole text is a length, or none of it: what is left over at the end, or stands between, makes it an error that is told.

use std::fmt;

/// A length of time in whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minutes(pub u32);

/// A week: no sheet or activity takes longer.
const MOST: u32 = 7 * DAY;
const DAY: u32 = 24 * HOUR;
const HOUR: u32 = 60;

/// What units are called, in small letters, in the languages that playbooks are most often written in.
const UNITS: &[(u32, &[&str])] = &[
    (
        1,
        &[
            "m", "min", "mins", "mn", "minute", "minutes", "minuten", "minuto", "minutos",
            "minuti", "minut", "minuut", "minuty", "minuter",
        ],
    ),
    (
        HOUR,
        &[
            "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures",
            "hora", "horas", "ora", "ore", "u", "uur", "uren", "godz", "godzina", "godziny",
            "godzin", "tim", "timme", "timmar",
        ],
    ),
    (
        DAY,
        &[
            "d", "day", "days", "tag", "tage", "jour", "jours", "día", "días", "dia", "dias",
            "giorno", "giorni", "dag", "dagen", "dagar", "dzień", "dni",
        ],
    ),
];

/// Halves and quarters as one sign, in hundredths.
const PARTS: &[(char, u32)] = &[('¼', 25), ('½', 50), ('¾', 75)];

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

impl Minutes {
    /// Reads `25 min`, `25`, `1h30`, `1 h 30 min`, `1:30 h`, `1,5 h`, `1½ hours`, `90 Minuten`, `half an hour`. At most a week.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let total = match text.as_str() {
            "half an hour" | "eine halbe stunde" | "halbe stunde" => HOUR / 2,
            "an hour" | "eine stunde" => HOUR,
            "an hour and a half" | "one and a half hours" | "anderthalb stunden" => HOUR + HOUR / 2,
            text => sum(text)?,
        };
        (total > 0 && total <= MOST).then_some(Self(total))
    }

    /// Reads a time or a range of times: `20-30 min` is 20 to 30 minutes, `25 min` is 25 to 25.
    pub fn parse_range(text: &str) -> Option<(Self, Self)> {
        let ends = text
            .split_once(['-', '‐', '‑', '‒', '–', '—', '−'])
            .or_else(|| text.split_once(" to "));
        let Some((from, to)) = ends.or_else(|| text.split_once(" bis ")) else {
            return Self::parse(text).map(|single| (single, single));
        };
        let most = Self::parse(to)?;
        let from = from.trim();
        let is_bare = !from.contains(char::is_alphabetic);
        let unit = to.split(|letter: char| !letter.is_alphabetic()).find(|word| !word.is_empty());
        let least = match unit.filter(|_| is_bare) {
            Some(unit) => Self::parse(&format!("{from} {unit}"))?,
            None => Self::parse(from)?,
        };
        (least <= most).then_some((least, most))
    }
}

/// The minutes of numbers with units, one after the other, the longer unit first.
fn sum(text: &str) -> Option<u32> {
    let (mut total, mut rest, mut before) = (0_u32, text, u32::MAX);
    while !rest.is_empty() {
        let (number, after) = Number::read(rest)?;
        let after = after.trim_start();
        let letters = after.len() - after.trim_start_matches(char::is_alphabetic).len();
        let each = match &after[..letters] {
            // `1h30`, `1 Std. 30`; and `25` alone.
            "" if before == HOUR && number.whole < HOUR || before == u32::MAX => 1,
            name => UNITS.iter().find(|(_, names)| names.contains(&name))?.0,
        };
        if each >= before || letters == 0 && !after.is_empty() {
            return None;
        }
        total = total.checked_add(number.times(each)?)?;
        before = if number.hundredths == 0 { each } else { 0 };
        let after = &after[letters..];
        let full_stop = after.strip_prefix('.').filter(|rest| !rest.starts_with(is_digit));
        rest = and(full_stop.unwrap_or(after).trim_start());
    }
    Some(total)
}

/// What follows between two numbers: nothing, a comma, a word.
fn and(rest: &str) -> &str {
    let joined = [", ", ",", "and ", "und ", "et ", "y ", "e ", "en ", "i ", "och "];
    let after = joined.iter().find_map(|word| rest.strip_prefix(word));
    after.filter(|after| after.starts_with(is_digit)).unwrap_or(rest)
}

/// A number as it is written before a unit, exact to a hundredth.
struct Number {
    whole: u32,
    hundredths: u32,
    /// The minutes in `1:30 h`.
    minutes: Option<u32>,
}

impl Number {
    /// Reads `90`, `1,5`, `1.25`, `1½`, `½`, `1:30`, and gives what follows it.
    fn read(text: &str) -> Option<(Self, &str)> {
        let (digits, rest) = digits(text);
        let part = PARTS.iter().find(|(sign, _)| rest.trim_start().starts_with(*sign));
        if let Some((sign, hundredths)) = part {
            let whole = if digits.is_empty() { 0 } else { digits.parse().ok()? };
            let rest = &rest.trim_start()[sign.len_utf8()..];
            return Some((Self { whole, hundredths: *hundredths, minutes: None }, rest));
        }
        let mut number = Self { whole: digits.parse().ok()?, hundredths: 0, minutes: None };
        if let Some((minutes, rest)) = rest.strip_prefix(':').map(self::digits) {
            number.minutes = Some(minutes.parse().ok().filter(|_| minutes.len() == 2)?);
            return Some((number, rest));
        }
        let Some((decimals, after)) = rest.strip_prefix([',', '.']).map(self::digits) else {
            return Some((number, rest));
        };
        number.hundredths = match decimals.len() {
            1 => decimals.parse::<u32>().ok()? * 10,
            2 => decimals.parse().ok()?,
            _ => return None,
        };
        Some((number, after))
    }

    /// So many minutes, where `each` is the minutes of one; to the nearest where a hundredth is less than one.
    fn times(&self, each: u32) -> Option<u32> {
        match self.minutes {
            Some(minutes) if each == HOUR && minutes < HOUR => {
                self.whole.checked_mul(HOUR)?.checked_add(minutes)
            }
            Some(_) => None,
            // Half a minute is nothing that anybody keeps to.
            None if each == 1 && self.hundredths > 0 => None,
            None => self.whole.checked_mul(each)?.checked_add((self.hundredths * each + 50) / 100),
        }
    }
}

/// The digits that `text` begins with, and the rest.
fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.len() - text.trim_start_matches(is_digit).len())
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::Minutes;

    #[test]
    fn lengths_are_read_as_people_write_them() {
        for (text, minutes) in [
            ("25 min", 25),
            ("25", 25),
            ("90", 90),
            ("1h30", 90),
            ("1 h 30 min", 90),
            ("1 h, 30 min", 90),
            ("1 hour and 30 minutes", 90),
            ("1 Std. 30", 90),
            ("1 Std. 30 Min.", 90),
            ("1:30 h", 90),
            ("2 hours", 120),
            ("2 HOURS", 120),
            ("1,5 h", 90),
            ("1.5 h", 90),
            ("1,25 h", 75),
            ("1,5 Std.", 90),
            ("0,5 h", 30),
            ("1½ h", 90),
            ("1 ½ hours", 90),
            ("½ h", 30),
            ("¾ Stunde", 45),
            ("90 Minuten", 90),
            ("2 Stunden und 15 Minuten", 135),
            ("1 heure 15", 75),
            ("2 horas", 120),
            ("1 ora e 20 minuti", 80),
            ("45 minuti", 45),
            ("3 uur", 180),
            ("30 minut", 30),
            ("half an hour", 30),
            ("an hour", 60),
            ("an hour and a half", 90),
            ("1 day", 1440),
            ("1 Tag 2 h", 1560),
            ("0.33 h", 20),
        ] {
            assert_eq!(Minutes::parse(text), Some(Minutes(minutes)), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_as_a_whole_is_none() {
        for text in [
            "",
            "soon",
            "0 min",
            "9 moons",
            "99999999999 min",
            "-5 min",
            "1,5",
            "1.5",
            "2.5 min",
            "1,234 h",
            "1,5 h 30",
            "1 h 90",
            "30 min 1 h",
            "1 h 2 h",
            "10 h 30 min later",
            "about 30 min",
            "9:00",
            "9.00 Uhr",
            "1:5 h",
            "1:75 h",
            "30 30",
            "5 x 10 min",
            "1 h -",
            "1 h.5",
            "8 d",
        ] {
            assert_eq!(Minutes::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_range_shares_its_unit() {
        for (text, from, to) in [
            ("20-30 min", 20, 30),
            ("1-2 hours", 60, 120),
            ("1–1,5 h", 60, 90),
            ("20 to 30 min", 20, 30),
            ("20 bis 30 Minuten", 20, 30),
            ("45 min - 1 h", 45, 60),
            ("20-30", 20, 30),
        ] {
            assert_eq!(Minutes::parse_range(text), Some((Minutes(from), Minutes(to))), "{text}");
        }
        for text in ["30-20 min", "20-30-40 min", "20-", "-20 min", "20 to soon"] {
            assert_eq!(Minutes::parse_range(text), None, "{text}");
        }
    }
}
