//! Days, times and ranges as people write them, and the clocks of a place.

mod clock;
mod date;
pub mod days;
mod minutes;
mod range;
mod zone;

pub use clock::Clock;
pub use date::Date;
pub use minutes::Minutes;
pub use range::Range;
pub use zone::{Observance, Zone};
