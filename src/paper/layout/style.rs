//! How the words of a sheet are set, and how large its boxes are.

use crate::paper::measure::MILLIMETRE;
use crate::paper::text::{Face, Style};

/// Running text of a sheet.
pub(super) const BODY: Style = Style { face: Face::Sans, points: 10.5, leading: 1.35 };
/// What is said in passing.
pub(super) const SMALL: Style = Style { face: Face::Sans, points: 9.0, leading: 1.3 };
/// Questions, and headings within a sheet.
pub(super) const STRONG: Style = Style { face: Face::SansBold, points: 11.0, leading: 1.3 };
/// The side of a box to tick: it stands out from the writing line, and a thick pen meets it.
pub(super) const BOX: f32 = 4.2 * MILLIMETRE;
