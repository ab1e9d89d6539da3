//! The dates of a sheet → a calendar file, RFC 5545.
//!
//! Times are those of the clock on the wall, wherever it hangs ("floating", section 3.3.5): both houses read 16:00 as 16:00.

use std::fmt::Write as _;

use crate::model::Date;
use crate::worksheet::{Dates, Event, id_from};

/// The most octets of a line, its end not counted (section 3.1).
const LONGEST_LINE: usize = 75;

/// The calendar of the sheet `slug` with `title`, in a playbook called `playbook`.
///
/// The same sheet gives the same bytes on every day: its stamp is the day on which its dates were set.
pub(super) fn calendar(dates: &Dates, playbook: &str, slug: &str, title: &str) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(text, &mut out);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Partnerbook//Partnerbook//EN");
    line("CALSCALE:GREGORIAN");
    line(&format!("X-WR-CALNAME:{}", escaped(title)));
    let family = id_from(playbook, &[]);
    for event in &dates.events {
        line("BEGIN:VEVENT");
        // An entry keeps its name when its time changes, so that a calendar moves it and does not show it twice.
        line(&format!("UID:{}", escaped(&format!("{}.{slug}.{family}@partnerbook", event.id))));
        line(&format!("DTSTAMP:{}T000000Z", day(dates.stamp)));
        when(event, &mut line);
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

fn when(event: &Event, line: &mut dyn FnMut(&str)) {
    if let Some((clock, minutes)) = event.time {
        line(&format!("DTSTART:{}T{:02}{:02}00", day(event.day), clock / 60, clock % 60));
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
        Dates { stamp: Date { day: 7, ..day }, events: vec![event] }
    }

    #[test]
    fn a_calendar_says_when_and_how_it_comes_again() {
        let text = calendar(&dates("Talk", "FREQ=WEEKLY;BYDAY=TU"), "Side by Side", "us", "Us");
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
    fn no_line_is_longer_than_75_octets_and_no_letter_is_torn() {
        let title = "老虎 and a very long story about it, ".repeat(9);
        let text = calendar(&dates(&title, ""), "Side by Side", "us", "Us");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(text.replace("\r\n ", "").contains(&escaped(&title)));
    }
}
