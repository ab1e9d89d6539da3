//! The codes with which the program ends, besides 0.

/// What went wrong in the content.
pub(super) const CONTENT_FAULT: u8 = 1;
/// What went wrong around it: the disk, the command line.
pub(super) const REFUSED: u8 = 2;
