//! Lengths on paper: millimetres in points, and how many whole lines a length holds.

/// Points in a millimetre.
pub(super) const MILLIMETRE: f32 = 2.834_646;

/// A count of whole lines from a length.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths on paper are small, and those below zero are none"
)]
pub(super) fn whole(number: f32) -> usize {
    number.clamp(0.0, 10_000.0) as usize
}

/// A number of things, as a factor of lengths.
pub(super) fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}
