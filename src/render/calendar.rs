//! The dates of a sheet → a calendar file, RFC 5545.
//!
//! With a time zone, times are by the clocks of that place, and the file says when those are changed. Without one they are
//! those of the clock on the wall, wherever it hangs ("floating", section 3.3.5): both houses read 16:00 as 16:00.

use std::fmt::Write as _;

use crate::measure::{Date, Observance, Zone};
use crate::worksheet::{Dates, Event, id_from};

/// The most octets of a line, its end not counted (section 3.1).
const LONGEST_LINE: usize = 75;

/// The calendar of the sheet `slug` with `title`, in a playbook called `playbook` whose clocks are those of `zone`.
///
/// The same sheet gives the same bytes on every day: its stamp is the day on which its dates were set.
pub(super) fn calendar(
    dates: &Dates,
    zone: Option<Zone>,
    playbook: &str,
    (slug, title): (&str, &str),
) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(text, &mut out);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Partnerbook//Partnerbook//EN");
    line("CALSCALE:GREGORIAN");
    line(&format!("X-WR-CALNAME:{}", escaped(title)));
    // A whole day is by no clock.
    let has_times = dates.events.iter().any(|event| event.time.is_some());
    let zone = dates.zone.or(zone).filter(|_| has_times);
    if let Some((zone, first)) = zone.zip(dates.events.iter().map(|event| event.day).min()) {
        clocks(zone, first, &mut line);
    }
    let family = id_from(playbook, &[]);
    for event in &dates.events {
        line("BEGIN:VEVENT");
        // An entry keeps its name when its time changes, so that a calendar moves it and does not show it twice.
        line(&format!("UID:{}", escaped(&format!("{}.{slug}.{family}@partnerbook", event.id))));
        line(&format!("DTSTAMP:{}T000000Z", day(dates.stamp)));
        when(event, zone, &mut line);
        if !event.repeat.is_empty() {
            line(&format!("RRULE:{}", event.repeat));
        }
        line(&format!("SUMMARY:{}", escaped(&event.title)));
        if !event.text.is_empty() {
            line(&format!("DESCRIPTION:{}", escaped(&event.text)));
        }
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

/// What the clocks of a zone show from the day `first` on (section 3.6.5).
fn clocks(zone: Zone, first: Date, line: &mut dyn FnMut(&str)) {
    line("BEGIN:VTIMEZONE");
    line(&format!("TZID:{}", zone.name()));
    // With the year before, all that comes every year has come once by the first day.
    for observance in zone.observances(first.year.saturating_sub(1)) {
        let Observance { before, ahead, day: date, clock, .. } = observance;
        let name = if observance.is_daylight { "DAYLIGHT" } else { "STANDARD" };
        line(&format!("BEGIN:{name}"));
        let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
        line(&format!("DTSTART:{}T{hour:02}{minute:02}{second:02}", day(date)));
        line(&format!("TZOFFSETFROM:{}", offset(before)));
        line(&format!("TZOFFSETTO:{}", offset(ahead)));
        line(&format!("TZNAME:{}", escaped(&observance.name)));
        if !observance.repeat.is_empty() {
            line(&format!("RRULE:{}", observance.repeat));
        }
        line(&format!("END:{name}"));
    }
    line("END:VTIMEZONE");
}

/// `+0530`, and `+053028` where seconds count (section 3.3.14).
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let size = seconds.unsigned_abs();
    let (hours, minutes, seconds) = (size / 3600, size / 60 % 60, size % 60);
    match seconds {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        seconds => format!("{sign}{hours:02}{minutes:02}{seconds:02}"),
    }
}

fn when(event: &Event, zone: Option<Zone>, line: &mut dyn FnMut(&str)) {
    if let Some((clock, minutes)) = event.time {
        let zone = zone.map(|zone| format!(";TZID={}", zone.name())).unwrap_or_default();
        let (day, hour, minute) = (day(event.day), clock / 60, clock % 60);
        line(&format!("DTSTART{zone}:{day}T{hour:02}{minute:02}00"));
        line(&format!("DURATION:PT{minutes}M"));
    } else {
        line(&format!("DTSTART;VALUE=DATE:{}", day(event.day)));
        // It is a day to look at, and fills nobody's diary.
        line("TRANSP:TRANSPARENT");
    }
}

/// `20261207`.
fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year, date.month, date.day)
}

/// A text as a value (section 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            control if control.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Writes a line; where it is too long it goes on after a line end and a space.
fn fold(text: &str, out: &mut String) {
    let mut used = 0;
    for letter in text.chars() {
        if used + letter.len_utf8() > LONGEST_LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(letter);
        used += letter.len_utf8();
    }
    let _ = write!(out, "\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(title: &str, repeat: &str) -> Dates {
        let day = Date { year: 2026, month: 12, day: 8 };
        let event = Event {
            id: "a".to_owned(),
            title: title.to_owned(),
            text: "Bread, milk; \\ and\nmore".to_owned(),
            day,
            time: Some((16 * 60, 30)),
            repeat: repeat.to_owned(),
        };
        Dates { stamp: Date { day: 7, ..day }, zone: None, events: vec![event] }
    }

    fn made(dates: &Dates, zone: Option<Zone>) -> String {
        calendar(dates, zone, "Side by Side", ("us", "Us"))
    }

    #[test]
    fn a_calendar_says_when_and_how_it_comes_again() {
        let text = made(&dates("Talk", "FREQ=WEEKLY;BYDAY=TU"), None);
        let lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Partnerbook//Partnerbook//EN",
            "CALSCALE:GREGORIAN",
            "X-WR-CALNAME:Us",
            "BEGIN:VEVENT",
            "UID:a.us.side-by-side@partnerbook",
            "DTSTAMP:20261207T000000Z",
            "DTSTART:20261208T160000",
            "DURATION:PT30M",
            "RRULE:FREQ=WEEKLY;BYDAY=TU",
            "SUMMARY:Talk",
            "DESCRIPTION:Bread\\, milk\\; \\\\ and\\nmore",
            "END:VEVENT",
            "END:VCALENDAR",
        ];
        assert_eq!(text, lines.map(|line| format!("{line}\r\n")).concat());
    }

    #[test]
    fn a_calendar_in_a_zone_says_when_its_clocks_are_changed() {
        let text = made(&dates("Talk", ""), Zone::named("Europe/Berlin"));
        let lines = [
            "BEGIN:VTIMEZONE",
            "TZID:Europe/Berlin",
            "BEGIN:DAYLIGHT",
            "DTSTART:20250330T020000",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200",
            "TZNAME:CEST",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "END:DAYLIGHT",
            "BEGIN:STANDARD",
            "DTSTART:20251026T030000",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "TZNAME:CET",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
            "END:STANDARD",
            "END:VTIMEZONE",
            "BEGIN:VEVENT",
        ];
        assert!(text.contains(&lines.map(|line| format!("{line}\r\n")).concat()), "{text}");
        assert!(text.contains("DTSTART;TZID=Europe/Berlin:20261208T160000\r\n"), "{text}");
    }

    #[test]
    fn the_zone_of_a_sheet_comes_before_that_of_the_playbook() {
        let zone = Zone::named("Asia/Kolkata");
        let text = made(&Dates { zone, ..dates("Talk", "") }, Zone::named("Europe/Berlin"));
        assert!(text.contains("DTSTART;TZID=Asia/Kolkata:") && !text.contains("Berlin"), "{text}");
    }

    #[test]
    fn a_whole_day_is_by_no_clock() {
        let mut dates = dates("Talk", "");
        dates.events[0].time = None;
        let zone = Zone::named("Europe/Berlin");
        assert_eq!(made(&dates, zone), made(&dates, None));
    }

    #[test]
    fn offsets_have_seconds_where_they_count() {
        assert_eq!(offset(19_800), "+0530");
        assert_eq!(offset(-12_600), "-0330");
        assert_eq!(offset(-2_670), "-004430");
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_no_letter_is_torn() {
        let title = "老虎 and a very long story about it, ".repeat(9);
        let text = made(&dates(&title, ""), None);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(text.replace("\r\n ", "").contains(&escaped(&title)));
    }
}
