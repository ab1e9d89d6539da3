//! The dates that a sheet sets, for calendars.

use crate::measure::{Date, Zone};

/// The dates of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The day on which they were set: the same sources give the same file on every day.
    pub stamp: Date,
    /// The clocks that its times are by. `None` when the sheet does not say.
    pub zone: Option<Zone>,
    /// What is to be in the calendar.
    pub events: Vec<Event>,
}

/// One entry of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What it is known by, unique on the sheet.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is about, and who is there; empty when there is nothing to say.
    pub text: String,
    /// Its first day.
    pub day: Date,
    /// When it begins and how long it lasts, in minutes. `None` when it takes the whole day.
    pub time: Option<(u32, u32)>,
    /// How it comes again, as RFC 5545 writes it: `FREQ=WEEKLY;BYDAY=TU`; empty when it does not.
    pub repeat: String,
}
