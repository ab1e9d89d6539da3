//! A time of day as people write it: `09:00`, `9.30 Uhr`, `2 pm`.

use std::fmt;

/// A time of day, in minutes since midnight. Shown, the day begins again after 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock(pub u32);

impl Clock {
    /// Reads `09:00`, `9:00`, `9.00`, `9.00 Uhr`, `9 Uhr 30`, `14h30`, `14 h`, `2 pm`, `2:30 p.m.`, `noon`. A number alone could
    /// as well be a length, and is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace("p.m.", "pm").replace("a.m.", "am");
        if text == "noon" {
            return Some(Self(12 * 60));
        }
        let half = ["am", "pm"].iter().find_map(|half| Some((*half, text.strip_suffix(half)?)));
        let (hours, minutes) = if let Some((half, time)) = half {
            let time = time.trim_end();
            let (hours, minutes) = split_clock(time).unwrap_or((time, "00"));
            let hours: u32 = hours.parse().ok().filter(|hours| (1..=12).contains(hours))?;
            (hours % 12 + if half == "pm" { 12 } else { 0 }, minutes)
        } else {
            let (hours, minutes) = split_clock(&text)?;
            (hours.parse().ok()?, minutes)
        };
        let minutes: u32 = minutes.parse().ok()?;
        (hours < 24 && minutes < 60).then_some(Self(hours * 60 + minutes))
    }
}

/// The digits of the hours and of the minutes of a time by the clock.
fn split_clock(text: &str) -> Option<(&str, &str)> {
    let words = ["uhr", "uur", "heures", "o'clock", "o’clock", "h"];
    let end = words.iter().find_map(|word| text.strip_suffix(word));
    let (hours, minutes) = if let Some(time) = end.map(str::trim_end) {
        time.split_once([':', '.']).unwrap_or((time, "00"))
    } else {
        let mut marks = [":", ".", "uhr", "h"].iter();
        marks.find_map(|mark| text.split_once(mark))?
    };
    let (hours, minutes) = (hours.trim_end(), minutes.trim_start());
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let is_clock = (1..=2).contains(&hours.len()) && minutes.len() == 2;
    (is_clock && digits(hours) && digits(minutes)).then_some((hours, minutes))
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60 % 24, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn a_clock_time_has_hours_and_minutes() {
        for (text, shown) in [
            ("09:00", "09:00"),
            ("9.30", "09:30"),
            ("23:59", "23:59"),
            ("9.00 Uhr", "09:00"),
            ("9 Uhr", "09:00"),
            ("9 Uhr 30", "09:30"),
            ("14h30", "14:30"),
            ("14 h 30", "14:30"),
            ("14h", "14:00"),
            ("9 o'clock", "09:00"),
            ("2 pm", "14:00"),
            ("2pm", "14:00"),
            ("2:30 p.m.", "14:30"),
            ("12 am", "00:00"),
            ("12.15 PM", "12:15"),
            ("noon", "12:00"),
        ] {
            assert_eq!(
                Clock::parse(text).map(|clock| clock.to_string()).as_deref(),
                Some(shown),
                "{text}"
            );
        }
        for text in [
            "",
            "9",
            "90",
            "nine",
            "24:00",
            "9:5",
            "9:60",
            "+9:00",
            "009:00",
            "14 pm",
            "0 am",
            "1,5 h",
            "90 min",
            "1 h 30 min",
            "9:00:00",
            "uhr",
            "h30",
            "pm",
            "9 Uhr 5",
        ] {
            assert_eq!(Clock::parse(text), None, "{text}");
        }
        assert_eq!(Clock(25 * 60).to_string(), "01:00");
    }
}
