//! A change of the clocks.

use crate::measure::Date;

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
