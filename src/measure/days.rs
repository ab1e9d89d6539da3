//! Days as people write them: `01.10.2026`, `10/01/2026`, `1. Oktober 2026`.

use super::Date;

/// What a text that looks like a day says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// This day.
    Day(Date),
    /// One of two days: some people write the month first, some the day.
    Two(Date, Date),
    /// A day that there is not.
    None,
}

/// The months, each by its names in English, German, French, Spanish, Italian and Dutch.
pub const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner", "janvier", "enero", "gennaio", "januari"],
    &["february", "februar", "feber", "février", "febrero", "febbraio", "februari"],
    &["march", "märz", "mars", "marzo", "maart"],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "mei"],
    &["june", "juni", "juin", "junio", "giugno"],
    &["july", "juli", "juillet", "julio", "luglio"],
    &["august", "août", "agosto", "augustus"],
    &["september", "septembre", "septiembre", "settembre"],
    &["october", "oktober", "octobre", "octubre", "ottobre"],
    &["november", "novembre", "noviembre"],
    &["december", "dezember", "décembre", "diciembre", "dicembre"],
];

/// Reads `text` as a day. `None` when it does not look like one.
pub fn read(text: &str) -> Option<Read> {
    let text = text.trim().trim_matches(['"', '\'']).trim().to_lowercase();
    numbers(&text).or_else(|| named(&text))
}

/// A day for people who write it either way: `1 October 2026`.
pub fn spoken(date: Date) -> String {
    let name = MONTHS[usize::from(date.month.clamp(1, 12)) - 1][0];
    let (first, rest) = name.split_at(1);
    format!("{} {}{rest} {}", date.day, first.to_uppercase(), date.year)
}

fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::parse(&format!("{:04}-{month:02}-{day:02}", if year < 100 { 2000 + year } else { year }))
}

/// A day of three numbers with one sign between them.
fn numbers(text: &str) -> Option<Read> {
    let sign = text.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(sign, '.' | '/' | '-' | '–' | '−') {
        return None;
    }
    let parts: Vec<&str> = text.split(sign).map(str::trim).collect();
    let [one, two, three] = parts[..] else { return None };
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 4);
    let (a, b, c) = (number(one)?, number(two)?, number(three)?);
    let known = |found: Option<Date>| found.map_or(Read::None, Read::Day);
    if one.len() == 4 {
        return Some(known(day(a, b, c)));
    }
    if three.len() != 4 && three.len() != 2 || one.len() > 2 || two.len() > 2 {
        return None;
    }
    let (day_first, month_first) = (day(c, b, a), day(c, a, b));
    Some(match (sign, day_first, month_first) {
        // Nobody who writes full stops writes the month first.
        ('.', found, _) | (_, found, None) | (_, None, found) => known(found),
        (_, Some(one), Some(other)) if one == other => Read::Day(one),
        (_, Some(one), Some(other)) => Read::Two(one, other),
    })
}

/// A day with the name of its month.
fn named(text: &str) -> Option<Read> {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '.' | '-' | '/'))
        .filter(|word| {
            !word.is_empty() && !matches!(*word, "of" | "de" | "del" | "den" | "the" | "le")
        })
        .collect();
    let [_, _, _] = words[..] else { return None };
    let month = words.iter().find_map(|word| month(word))?;
    let plain = |word: &&str| {
        let word = ["st", "nd", "rd", "th", "er", "º"]
            .iter()
            .find_map(|end| word.strip_suffix(end))
            .unwrap_or(word);
        word.parse::<u32>().ok()
    };
    let numbers: Vec<u32> = words.iter().filter_map(plain).collect();
    let (date, year) = match numbers[..] {
        [date, year] if year > 31 => (date, year),
        [year, date] if year > 31 => (date, year),
        _ => return None,
    };
    Some(day(year, month, date).map_or(Read::None, Read::Day))
}

/// The number of the month of this name, or of this beginning of it with three letters or more, 1 for January.
pub fn month(name: &str) -> Option<u32> {
    let is_short = |full: &str| name.chars().count() >= 3 && full.starts_with(name);
    let whole = MONTHS.iter().position(|names| names.contains(&name));
    let at = whole
        .or_else(|| MONTHS.iter().position(|names| names.iter().any(|full| is_short(full))))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in [
            "01.10.2026",
            "1.10.2026",
            "1.10.26",
            "2026/10/01",
            "2026.10.1",
            "2026-10-1",
            "1. Oktober 2026",
            "1 October 2026",
            "October 1, 2026",
            "Oct 1st, 2026",
            "1er octobre 2026",
            "1 de octubre de 2026",
            "1 okt 2026",
        ] {
            assert_eq!(read(text), Date::parse("2026-10-01").map(Read::Day), "{text}");
        }
        assert_eq!(read("25/12/2026"), Date::parse("2026-12-25").map(Read::Day));
        assert_eq!(read("12/25/2026"), Date::parse("2026-12-25").map(Read::Day));
    }

    #[test]
    fn a_day_that_may_be_two_is_both() {
        let both = (Date::parse("2026-01-10"), Date::parse("2026-10-01"));
        let (Some(one), Some(other)) = both else { panic!("both are days") };
        assert_eq!(read("10/01/2026"), Some(Read::Two(one, other)));
        assert_eq!(spoken(other), "1 October 2026");
    }

    #[test]
    fn what_is_no_day_is_none() {
        assert_eq!(read("2026-13-01"), Some(Read::None));
        assert_eq!(read("31.02.2026"), Some(Read::None));
        for text in ["soon", "4-12", "1.5", "25 min", "1.2.3", "first Monday"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
