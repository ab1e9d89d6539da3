//! What is counted from one time to the next.

/// What is counted from one time to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Day,
    /// Days from Monday to Friday.
    WorkingDay,
    /// Weeks.
    Week,
    /// Months.
    Month,
}
